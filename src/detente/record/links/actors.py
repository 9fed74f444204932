"""Actors of several documents that are one: a surname or an office alone, tied to the one who bears it.

A report that says *Velk*, *A. Velk* or *the Karvian president* leaves out what another says in full. The
tie is made only when the record has exactly one who fits. A surname that two full names have, or one on the
same side with another office (it may be a relative), is left open, and those it may be are listed. An
office that changed hands is tied to whoever held it on the day of the report (``terms``), and left open
where that is not told. What was ruled to be one counts as one, and is never tied to anybody else. Scores
are not measured shares but say what the tie rests on, as the constants below do; their order is that in
which they are trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.record.links.link import Link, Links
from detente.record.links.names import (
    adjectives,
    bare_words,
    initials,
    may_name_holder,
    name_words,
    office,
    owner_in_name,
)
from detente.record.links.terms import Telling, as_dates, holders, tellings, terms
from detente.record.record import Record
from detente.record.represented import represented
from detente.record.values import Actor

BORNE_OUT = 0.95
"""A surname that one full name has, and the same office or the same side is told of both."""
ALONE = 0.85
"""A surname that one full name has; of one of the two nothing more is told."""
OTHER_OFFICE = 0.6
"""A surname that one full name has on the same side, but with another office: open, it may be a relative."""
SEVERAL = 0.5
"""A surname that several full names have: open."""
BODY = 0.4
"""A body called by one word that is the surname of one full name: open, the person may be meant."""
HELD = 0.8
"""An office that one person of the record holds, or held in reports of those days."""
SAME_FORCE = 0.9
"""The forces of one state under two names (*the Karvian army*, *the army of Karvia*)."""

MOST_FITTING = 5
"""Full names that are listed for a surname; one that more have tells nothing."""


def actor_links(record: Record, *, ruled: Links | None = None) -> tuple[Link, ...]:
    """Propose which actors of a record are one.

    Parameters
    ----------
    record : Record
        Its actors are those of all documents, one for each id; of the documents the days are looked at, for
        actors whose roles do not say theirs.
    ruled : Links, optional
        What was ruled to be one, and to be apart; nothing when not given.

    Returns
    -------
    tuple of Link
        Surnames, then offices, forces, and bodies that may be persons, each in the order of the record's
        actors.
    """
    held = _held(record.actors, ruled or Links())
    surnames = tuple(_surname_links(record.actors, held))
    tied = _Sides(sides=held.sides, groups=held.groups.with_links(surnames))
    published = {document.id: document.published_on for document in record.documents}
    offices = tuple(_office_links(record.actors, tied, published))
    bodies = _body_links(record.actors, held)
    return (*surnames, *offices, *_force_links(record.actors, held), *bodies)


def contested(actors: Sequence[Actor], *, ruled: Links | None = None) -> set[str]:
    """Return the ids of the actors the days of whose roles decide whom an office alone means.

    Parameters
    ----------
    actors : sequence of Actor
        With every role that is told of them, on whatever days.
    ruled : Links, optional
        As for ``actor_links``.
    """
    held = _held(actors, ruled or Links())
    tied = _Sides(sides=held.sides, groups=held.groups.with_links(_surname_links(actors, held)))
    told = list(tied.tellings(actors, {}))
    several = {office for office, by in terms(told).items() if len(by) > 1}
    return {one.actor for one in told if one.office in several}


def _held(actors: Sequence[Actor], known: Links) -> _Sides:
    return _Sides(sides=_sides(actors, known), groups=known)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Whom actors speak for, by id, and which of them are taken for one."""

    sides: Mapping[str, str]
    groups: Links

    def of(self, *actors: str) -> set[str]:
        """Return the sides told of some actors, and of all who are one with any of them."""
        members = (member for actor in actors for member in self.groups.group_of(actor))
        return {self.sides[member] for member in members if member in self.sides}

    def tellings(self, actors: Sequence[Actor], published: Mapping[str, date | None]) -> Iterator[Telling]:
        """Yield what is told of offices that one person holds at a time."""
        people = [actor for actor in actors if actor.kind in ("person", "unnamed")]
        sides = {actor.id: own for actor in people if (own := self.of(actor.id))}
        leaders = {one: self.groups.group_of(one)[0] for one in sides}
        return tellings(people, published, sides, leaders)


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
    for bare, full, score in found:
        if score > OTHER_OFFICE:
            told.setdefault(held.groups.group_of(full.id)[0], set()).update(held.of(bare.id, full.id))
    for bare, full, score in found:
        is_open = score <= OTHER_OFFICE
        if not is_open and len(told[held.groups.group_of(full.id)[0]]) > 1 and held.of(bare.id):
            continue
        why = f"{bare.name!r} fits one full name of the record, {full.name!r}"
        if is_open:
            why = f"{bare.name!r} may be {full.name!r}, or somebody else of that name: rule a merge if it is"
        yield Link(kind="actor", a=bare.id, b=full.id, score=score, why=why, is_open=is_open)


def _fitting(actors: Sequence[Actor], held: _Sides) -> Iterator[tuple[Actor, Actor, float]]:
    """Yield each surname, alone or with initials, with the full names that it fits, and how surely."""
    persons = [(actor, name_words(actor)) for actor in actors if actor.kind == "person"]
    others = {name_words(actor) for actor in actors if actor.kind not in ("person", "unnamed")}
    named = {actor.id: words for actor, words in persons if len(words) > 1}
    spelt_out = _spelt_out(persons, held)
    full: dict[str, dict[str, Actor]] = {}  # by word, one for each who is ruled to be one
    for actor, words in persons:
        for word in words if len(words) > 1 and actor.id not in spelt_out else ():
            full.setdefault(word, {}).setdefault(held.groups.group_of(actor.id)[0], actor)
    for bare, words in persons:
        found = list(full.get(words[0], {}).values()) if len(words) == 1 else spelt_out.get(bare.id, [])
        if not found or any(one in named and one != bare.id for one in held.groups.group_of(bare.id)):
            continue  # nobody's, or ruled whose it is
        scored = [(one, _fit(bare, one, (words[-1], named[one.id]), held)) for one in found]
        if len(found) == 1 and scored[0][1] is not None:
            is_state = words in others  # a state's or a body's name may be meant for it
            if not is_state or scored[0][1] == BORNE_OUT:
                yield bare, found[0], scored[0][1]
        elif 1 < len(found) <= MOST_FITTING and words not in others:
            yield from ((bare, one, SEVERAL) for one, score in scored if score is not None)


def _spelt_out(persons: Sequence[tuple[Actor, tuple[str, ...]]], held: _Sides) -> dict[str, list[Actor]]:
    """Map whoever has a surname with initials (*D. Lenk*) to those of whose full names it is short."""
    apart = {frozenset(pair) for pair in held.groups.apart}
    last: dict[str, list[tuple[Actor, tuple[str, ...]]]] = {}
    for actor, words in persons:
        if len(words) > 1 and not initials(words):
            last.setdefault(words[-1], []).append((actor, words))
    found: dict[str, list[Actor]] = {}
    for short, words in persons:
        letters = initials(words)
        fitting: dict[str, Actor] = {}  # one for each who is ruled to be one
        for actor, full in last.get(words[-1], ()) if letters else ():
            is_short = all(name.startswith(letter) for letter, name in zip(letters, full[:-1], strict=False))
            if is_short and frozenset((short.id, actor.id)) not in apart:
                fitting.setdefault(held.groups.group_of(actor.id)[0], actor)
        if fitting:
            found[short.id] = list(fitting.values())
    return found


def _body_links(actors: Sequence[Actor], held: _Sides) -> Iterator[Link]:
    """Yield, as open, bodies of one word that is one person's surname: the reading may have erred."""
    last: dict[str, dict[str, Actor]] = {}
    for actor in actors:
        words = name_words(actor)
        if actor.kind == "person" and len(words) > 1 and not initials(words):
            last.setdefault(words[-1], {}).setdefault(held.groups.group_of(actor.id)[0], actor)
    for body in actors:
        words = name_words(body)
        found = list(last.get(words[0], {}).values()) if len(words) == 1 else []
        if body.kind == "organisation" and len(found) == 1 and len(held.groups.group_of(body.id)) == 1:
            (one,) = found
            why = (
                f"{body.name!r} was read as a body and is the surname of {one.name!r}: rule a merge if it is"
            )
            yield Link(kind="actor", a=body.id, b=one.id, score=BODY, why=why, is_open=True)


def _fit(bare: Actor, full: Actor, words: tuple[str, tuple[str, ...]], held: _Sides) -> float | None:
    """Say how sure it is that one word of a full name means its bearer; None when it does not."""
    word, named = words
    score = _score(bare, full, held)
    is_last = named.index(word) == len(named) - 1
    # A first name alone may be somebody's surname.
    is_borne_out = named.index(word) == 0 and score == BORNE_OUT
    return score if is_last or is_borne_out else None


def _score(bare: Actor, full: Actor, held: _Sides) -> float | None:
    """Say how sure it is that a surname is somebody's.

    None when they speak for two sides, or hold two offices and are not known to be on one side: a general of
    the president's surname is somebody else until more is told.
    """
    one, other = held.of(bare.id), held.of(full.id)
    if len(one | other) > 1:
        return None
    roles = [_offices(actor) for actor in (bare, full)]
    is_same_side = bool(one) and one == other
    if all(roles):
        is_same_office = any(a <= b or b <= a for a in roles[0] for b in roles[1])
        return BORNE_OUT if is_same_office else OTHER_OFFICE if is_same_side else None
    return BORNE_OUT if is_same_side else ALONE


def _offices(actor: Actor) -> set[frozenset[str]]:
    """Return the words of each office that an actor is told to have."""
    told = [role.words for role in actor.roles] or [actor.role or ""]
    return {frozenset(office(words).split()) for words in told if office(words)}


def _office_links(
    actors: Sequence[Actor], held: _Sides, published: Mapping[str, date | None]
) -> Iterator[Link]:
    """Yield ties of offices to those who hold them, on the days on which they do."""
    known = {actor.id: actor for actor in actors}
    told = terms(held.tellings(actors, published))
    for actor in actors:
        if actor.kind != "unnamed" or not may_name_holder(actor) or actor.id not in held.sides:
            continue
        if any(known[one].kind == "person" for one in held.groups.group_of(actor.id) if one in known):
            continue  # ruled whose it is
        words = office(actor.role)
        for holder, days in holders(told.get((words, held.sides[actor.id]), ())):
            if holder not in known or len(held.of(actor.id, holder)) != 1:
                continue
            why = f"{known[holder].name!r} is the one {words} of that side in the record"
            since, until = (None, None) if days is None else as_dates(days)
            if since is not None:
                why = f"{known[holder].name!r} is the {words} of that side in reports from {since} to {until}"
            link = Link(kind="actor", a=actor.id, b=holder, score=HELD, why=why)
            yield replace(link, since=since, until=until)


def _force_links(actors: Sequence[Actor], held: _Sides) -> Iterator[Link]:
    marks = adjectives(actor for actor in actors if actor.kind == "state")
    first: dict[tuple[frozenset[str], str], Actor] = {}
    for actor in actors:
        if actor.kind == "armed force" and actor.id in held.sides and (words := bare_words(actor, marks)):
            same = first.setdefault((words, held.sides[actor.id]), actor)
            if same is not actor and len(held.of(actor.id, same.id)) == 1:
                why = f"{actor.name!r} and {same.name!r} name one force of one side"
                yield Link(kind="actor", a=actor.id, b=same.id, score=SAME_FORCE, why=why)
