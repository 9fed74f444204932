"""Actors of several documents that are one: a surname or an office alone, tied to the one who bears it.

A report that says *Velk* or *the Karvian president* leaves out what another says in full. The tie is made
only when the record has exactly one who fits: two full names of one surname leave the surname open, two
holders of an office the office. Scores are not measured shares but say what the tie rests on, as the
constants below do; their order is that in which they are trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.record.links.link import Link, Links
from detente.record.links.names import (
    adjectives,
    bare_words,
    may_name_holder,
    name_words,
    office,
    owner_in_name,
)
from detente.record.record import Record
from detente.record.represented import represented
from detente.record.values import Actor

BORNE_OUT = 0.95
"""A surname that one full name has, and the same office or the same side is told of both."""
ALONE = 0.85
"""A surname that one full name has; of one of the two nothing more is told."""
OTHER_OFFICE = 0.6
"""A surname that one full name has on the same side, but with another office: it may have been held later."""
HELD = 0.8
"""An office that one person of the record holds."""
SAME_FORCE = 0.9
"""The forces of one state under two names (*the Karvian army*, *the army of Karvia*)."""


def actor_links(record: Record) -> tuple[Link, ...]:
    """Propose which actors of a record are one.

    Parameters
    ----------
    record : Record
        Its actors are those of all documents, one for each id.

    Returns
    -------
    tuple of Link
        Surnames, then offices, then forces, each in the order of the record's actors.
    """
    sides = _sides(record.actors)
    surnames = tuple(_surname_links(record.actors, sides))
    groups = Links(links=surnames)
    offices = tuple(_office_links(record.actors, sides, groups))
    return (*surnames, *offices, *_force_links(record.actors, sides))


def _sides(actors: Sequence[Actor]) -> dict[str, str]:
    """Map actors to the state or body they speak for in the end; those who speak for nobody are left out.

    Where a name says it (*the Karvian president*) and nothing else does, the name does.
    """
    kinds = {actor.id: actor.kind for actor in actors}
    marks = adjectives(actor for actor in actors if actor.kind == "state")
    ends = represented(actors)
    found = {}
    for actor in actors:
        end: str | None = ends[actor.id]
        if end == actor.id:
            end = owner_in_name(actor, marks) if actor.kind in ("unnamed", "armed force") else None
        if end is not None and kinds.get(end) not in ("person", "unnamed"):
            found[actor.id] = end
    return found


def _surname_links(actors: Sequence[Actor], sides: Mapping[str, str]) -> Iterator[Link]:
    persons = [(actor, name_words(actor)) for actor in actors if actor.kind == "person"]
    full: dict[str, list[Actor]] = {}
    for actor, words in persons:
        if len(words) > 1:
            for word in dict.fromkeys((words[0], words[-1])):
                full.setdefault(word, []).append(actor)
    for bare, words in persons:
        fitting = full.get(words[0], []) if len(words) == 1 else []
        if len(fitting) != 1:
            continue
        found = fitting[0]
        score = _score(bare, found, sides)
        is_last = name_words(found)[-1] == words[0]
        if score is None or not (is_last or score == BORNE_OUT):
            continue  # a first name alone may be somebody's surname
        why = f"{bare.name!r} fits one full name of the record, {found.name!r}"
        yield Link(kind="actor", a=bare.id, b=found.id, score=score, why=why)


def _score(bare: Actor, full: Actor, sides: Mapping[str, str]) -> float | None:
    """Say how sure it is that a surname is somebody's.

    None when they speak for two sides, or hold two offices and are not known to be on one side: a general of
    the president's surname is somebody else until more is told.
    """
    one, other = sides.get(bare.id), sides.get(full.id)
    if one is not None and other is not None and one != other:
        return None
    roles = [set(office(actor.role).split()) for actor in (bare, full)]
    is_same_side = one is not None and one == other
    if all(roles):
        is_same_office = roles[0] <= roles[1] or roles[1] <= roles[0]
        return BORNE_OUT if is_same_office else OTHER_OFFICE if is_same_side else None
    return BORNE_OUT if is_same_side else ALONE


def _office_links(actors: Sequence[Actor], sides: Mapping[str, str], groups: Links) -> Iterator[Link]:
    holders: dict[tuple[str, str], dict[str, Actor]] = {}
    known = {actor.id: actor for actor in actors}
    for actor in actors:
        if actor.kind == "person":
            whole = groups.group_of(actor.id)
            side = next((sides[member] for member in whole if member in sides), None)
            if side is not None:
                held = holders.setdefault((office(actor.role), side), {})
                held.setdefault(whole[0], known[whole[0]])
    for actor in actors:
        if actor.kind != "unnamed" or not may_name_holder(actor) or actor.id not in sides:
            continue
        found = list(holders.get((office(actor.role), sides[actor.id]), {}).values())
        if len(found) == 1:
            why = f"{found[0].name!r} is the one {office(actor.role)} of that side in the record"
            yield Link(kind="actor", a=actor.id, b=found[0].id, score=HELD, why=why)


def _force_links(actors: Sequence[Actor], sides: Mapping[str, str]) -> Iterator[Link]:
    marks = adjectives(actor for actor in actors if actor.kind == "state")
    first: dict[tuple[frozenset[str], str], Actor] = {}
    for actor in actors:
        if actor.kind == "armed force" and actor.id in sides and (words := bare_words(actor, marks)):
            same = first.setdefault((words, sides[actor.id]), actor)
            if same is not actor:
                why = f"{actor.name!r} and {same.name!r} name one force of one side"
                yield Link(kind="actor", a=actor.id, b=same.id, score=SAME_FORCE, why=why)
