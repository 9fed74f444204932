"""Actors of several documents that are one: a surname or an office alone, tied to the one who bears it.

A report that says *Velk* or *the Karvian president* leaves out what another says in full. The tie is made
only when the record has exactly one who fits: two full names of one surname leave the surname open, two
holders of an office the office, and so does whoever is about to take it over. What was ruled to be one
counts as one, and is never tied to anybody else. Scores are not measured shares but say what the tie rests
on, as the constants below do; their order is that in which they are trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.record.links.link import Link, Links
from detente.record.links.names import (
    adjectives,
    bare_words,
    is_taking_over,
    may_name_holder,
    name_words,
    office,
    office_held,
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


def actor_links(record: Record, *, ruled: Links | None = None) -> tuple[Link, ...]:
    """Propose which actors of a record are one.

    Parameters
    ----------
    record : Record
        Its actors are those of all documents, one for each id.
    ruled : Links, optional
        What was ruled to be one, and to be apart; nothing when not given.

    Returns
    -------
    tuple of Link
        Surnames, then offices, then forces, each in the order of the record's actors.
    """
    known = ruled or Links()
    held = _Sides(sides=_sides(record.actors, known), groups=known)
    surnames = tuple(_surname_links(record.actors, held))
    tied = _Sides(sides=held.sides, groups=known.with_links(surnames))
    offices = tuple(_office_links(record.actors, tied))
    return (*surnames, *offices, *_force_links(record.actors, held))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Whom actors speak for, by id, and which of them are taken for one."""

    sides: Mapping[str, str]
    groups: Links

    def of(self, *actors: str) -> set[str]:
        """Return the sides told of some actors, and of all who are one with any of them."""
        members = (member for actor in actors for member in self.groups.group_of(actor))
        return {self.sides[member] for member in members if member in self.sides}


def _sides(actors: Sequence[Actor], known: Links) -> dict[str, str]:
    """Map actors to the state or body they speak for in the end; those who speak for nobody are left out.

    Where a name says it (*the Karvian president*) and nothing else does, the name does. States that are one
    are one side.
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
            found[actor.id] = known.group_of(end)[0]
    return found


def _surname_links(actors: Sequence[Actor], held: _Sides) -> Iterator[Link]:
    """Yield ties of surnames; where bearers of two sides fit one full name, whose it is stays open."""
    found = list(_fitting(actors, held))
    told: dict[str, set[str]] = {}
    for bare, full, _ in found:
        told.setdefault(held.groups.group_of(full.id)[0], set()).update(held.of(bare.id, full.id))
    for bare, full, score in found:
        if len(told[held.groups.group_of(full.id)[0]]) > 1 and held.of(bare.id):
            continue
        why = f"{bare.name!r} fits one full name of the record, {full.name!r}"
        yield Link(kind="actor", a=bare.id, b=full.id, score=score, why=why)


def _fitting(actors: Sequence[Actor], held: _Sides) -> Iterator[tuple[Actor, Actor, float]]:
    """Yield each surname alone with the one full name that has it, and how sure it is."""
    persons = [(actor, name_words(actor)) for actor in actors if actor.kind == "person"]
    others = {name_words(actor) for actor in actors if actor.kind not in ("person", "unnamed")}
    named = {actor.id: words for actor, words in persons if len(words) > 1}
    full: dict[str, dict[str, Actor]] = {}  # by word, one for each who is ruled to be one
    for actor, words in persons:
        for word in words if len(words) > 1 else ():
            full.setdefault(word, {}).setdefault(held.groups.group_of(actor.id)[0], actor)
    for bare, words in persons:
        found = list(full.get(words[0], {}).values()) if len(words) == 1 else []
        if len(found) != 1 or any(one in named for one in held.groups.group_of(bare.id)):
            continue  # open, or ruled whose it is
        place = named[found[0].id].index(words[0])
        score = _score(bare, found[0], held)
        # A first name alone may be somebody's surname, and a state's or a body's name may be meant for it.
        is_plain = place == len(named[found[0].id]) - 1 and words not in others
        is_at_edge = place in (0, len(named[found[0].id]) - 1)
        if score is not None and is_at_edge and (is_plain or score == BORNE_OUT):
            yield bare, found[0], score


def _score(bare: Actor, full: Actor, held: _Sides) -> float | None:
    """Say how sure it is that a surname is somebody's.

    None when they speak for two sides, or hold two offices and are not known to be on one side: a general of
    the president's surname is somebody else until more is told.
    """
    one, other = held.of(bare.id), held.of(full.id)
    if len(one | other) > 1:
        return None
    roles = [set(office(actor.role).split()) for actor in (bare, full)]
    is_same_side = bool(one) and one == other
    if all(roles):
        is_same_office = roles[0] <= roles[1] or roles[1] <= roles[0]
        return BORNE_OUT if is_same_office else OTHER_OFFICE if is_same_side else None
    return BORNE_OUT if is_same_side else ALONE


def _office_links(actors: Sequence[Actor], held: _Sides) -> Iterator[Link]:
    """Yield ties of offices to the one who holds them; who is taking over makes it open who is meant."""
    known = {actor.id: actor for actor in actors}
    holders: dict[tuple[str, str], dict[str, Actor]] = {}
    changing: set[tuple[str, str]] = set()
    for actor in actors:
        sides = held.of(actor.id)
        for side in sides if actor.kind in ("person", "unnamed") else ():
            if is_taking_over(actor):
                changing.add((office_held(actor), side))
            elif actor.kind == "person":
                first = held.groups.group_of(actor.id)[0]
                holders.setdefault((office(actor.role), side), {}).setdefault(first, known[first])
    for actor in actors:
        if actor.kind != "unnamed" or not may_name_holder(actor) or actor.id not in held.sides:
            continue
        meant = office(actor.role), held.sides[actor.id]
        found = list(holders.get(meant, {}).values()) if meant not in changing else []
        is_ruled = any(known[one].kind == "person" for one in held.groups.group_of(actor.id) if one in known)
        if len(found) == 1 and not is_ruled and len(held.of(actor.id, found[0].id)) == 1:
            why = f"{found[0].name!r} is the one {office(actor.role)} of that side in the record"
            yield Link(kind="actor", a=actor.id, b=found[0].id, score=HELD, why=why)


def _force_links(actors: Sequence[Actor], held: _Sides) -> Iterator[Link]:
    marks = adjectives(actor for actor in actors if actor.kind == "state")
    first: dict[tuple[frozenset[str], str], Actor] = {}
    for actor in actors:
        if actor.kind == "armed force" and actor.id in held.sides and (words := bare_words(actor, marks)):
            same = first.setdefault((words, held.sides[actor.id]), actor)
            if same is not actor and len(held.of(actor.id, same.id)) == 1:
                why = f"{actor.name!r} and {same.name!r} name one force of one side"
                yield Link(kind="actor", a=actor.id, b=same.id, score=SAME_FORCE, why=why)
