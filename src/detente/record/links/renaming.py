"""Actors under other ids in what refers to them: in all reports, or in those of some days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from detente.record.fields import REFERENCES
from detente.record.links.link import Links
from detente.record.record import Record
from detente.record.roles import told_roles, with_told_roles
from detente.record.soundness import ids_referred_to
from detente.record.values import Actor, Claim, Event, Passage, Proposal, Response, Statement

Value = TypeVar("Value")
HOLDERS: Mapping[type, tuple[str, ...]] = {
    Statement: ("speaker", "addressee"),
    Event: ("actor", "recipient", "place", "alleged_by"),
    Proposal: ("sponsor", "clauses"),
    Response: ("by", "alleged_by"),
    Claim: ("by",),
}
"""Fields that hold values with references in them; going through all fields of a record takes long."""

_ITEMS = ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies")

Days = Mapping[str, date | None]
"""Days of publication by document, in the order of the record."""


def moved_on_days(record: Record, links: Links, names: Mapping[str, str]) -> Record:
    """Return a record in which whoever is somebody else on some days is so in the reports of these days.

    Parameters
    ----------
    record : Record
        In which those who are one in all reports are joined already.
    links : Links
    names : mapping of str to str
        The id that each actor has now.
    """
    moves: dict[str, dict[str, str]] = {}
    for link in links.on_some_days():
        one, other = names.get(link.a), names.get(link.b)
        if one is not None and other is not None and one != other:
            for document in record.documents:
                if link.holds_on(document.published_on):
                    moves.setdefault(document.id, {}).setdefault(one, other)
    if not moves:
        return record
    changes: dict[str, Any] = {
        field: tuple(_moved(item, moves) for item in getattr(record, field)) for field in _ITEMS
    }
    actors = _moved_actors(record, moves)
    emptied = {
        after.id
        for before, after in zip(record.actors, actors, strict=True)
        if before.mentions and not after.mentions
    }
    if emptied:  # whoever nobody means any more, and nothing refers to
        items = (item for field in _ITEMS for item in changes[field])
        emptied -= ids_referred_to(items)
        emptied -= {actor.speaks_for for actor in actors if actor.speaks_for is not None}
    kept = [actor for actor in actors if actor.id not in emptied]
    rank = {document.id: place for place, document in enumerate(record.documents)}
    return replace(record, actors=_in_text_order(kept, rank), **changes)


def renamed(value: Value, new_ids: Mapping[str, str]) -> Value:
    """Put new ids into all references of a value; the value itself where none changes."""
    changes: dict[str, Any] = {}
    for name in REFERENCES.get(type(value), ()):
        held = getattr(value, name)
        if isinstance(held, tuple):
            if not new_ids.keys().isdisjoint(held):
                changes[name] = tuple(dict.fromkeys(new_ids.get(one, one) for one in held))
        elif held in new_ids:
            changes[name] = new_ids[held]
    for name in HOLDERS.get(type(value), ()):
        held = getattr(value, name)
        if held is not None:
            is_one = not isinstance(held, tuple)
            new = renamed(held, new_ids) if is_one else tuple(renamed(part, new_ids) for part in held)
            if new is not held and new != held:
                changes[name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def in_order(mentions: Iterable[Passage], days: Days) -> tuple[Passage, ...]:
    """Return passages, each once, in the order of the documents and of the text."""
    rank = {document: place for place, document in enumerate(days)}
    unique = dict.fromkeys(mentions)
    return tuple(sorted(unique, key=lambda place: (rank[place.document], place.start, place.end)))


def leads_back(actor: str, step: Mapping[str, str | None]) -> bool:
    """Whether somebody comes to speak for himself by these steps."""
    met = {actor}
    here = step[actor]
    while here is not None and here not in met:
        met.add(here)
        here = step.get(here)
    return here == actor


def _moved(item: Any, moves: Mapping[str, Mapping[str, str]]) -> Any:
    """Return an item, and each clause of a proposal, as its own document's day has it."""
    clauses = item.clauses if isinstance(item, Proposal) else ()
    new_ids = moves.get(item.passage.document)
    if new_ids:
        item = renamed(item, new_ids)
    parts = tuple(renamed(clause, moves.get(clause.passage.document, {})) for clause in clauses)
    return replace(item, clauses=parts) if parts != clauses or (clauses and new_ids) else item


def _moved_actors(record: Record, moves: Mapping[str, Mapping[str, str]]) -> list[Actor]:
    """Return the actors in their order, with the mentions and roles of those that they are on some days."""
    days = {document.id: document.published_on for document in record.documents}
    given: dict[str, list[Passage]] = {}
    told: dict[str, dict[str, str | None]] = {}
    step: dict[str, str | None] = {actor.id: actor.speaks_for for actor in record.actors}
    left: dict[str, Actor] = {}
    moving = {one for by in moves.values() for one in by}
    for actor in record.actors:
        left[actor.id] = actor
        if actor.id not in moving:  # most are themselves on all days
            continue
        kept = []
        roles = told_roles(actor)
        for mention in actor.mentions:
            to = moves.get(mention.document, {}).get(actor.id)
            if to is None:
                kept.append(mention)
                continue
            given.setdefault(to, []).append(mention)
            told.setdefault(to, {})[mention.document] = roles.pop(mention.document, actor.role)
        if len(kept) < len(actor.mentions):
            left[actor.id] = with_told_roles(replace(actor, mentions=tuple(kept)), roles, days)
    for actor in left.values():
        home = actor.speaks_for_passage.document if actor.speaks_for_passage is not None else ""
        step[actor.id] = moves.get(home, {}).get(actor.speaks_for or "", actor.speaks_for)
    return [
        _with_given(_speaking(actor, step), given.get(actor.id, ()), told.get(actor.id, {}), days)
        for actor in left.values()
    ]


def _speaking(actor: Actor, step: dict[str, str | None]) -> Actor:
    if step[actor.id] != actor.speaks_for and leads_back(actor.id, step):
        step[actor.id] = None
    whom = step[actor.id]
    passage = actor.speaks_for_passage if whom is not None else None
    if (whom, passage) == (actor.speaks_for, actor.speaks_for_passage):
        return actor
    return replace(actor, speaks_for=whom, speaks_for_passage=passage)


def _with_given(
    actor: Actor, mentions: Iterable[Passage], roles: Mapping[str, str | None], days: Days
) -> Actor:
    if not roles:
        return actor
    own = told_roles(actor)
    told = own | {home: words for home, words in roles.items() if own.get(home) is None}
    return with_told_roles(replace(actor, mentions=in_order((*actor.mentions, *mentions), days)), told, days)


def _in_text_order(actors: Iterable[Actor], rank: Mapping[str, int]) -> tuple[Actor, ...]:
    """Order actors by first mention; who is mentioned nowhere stays behind those that came before."""
    last = (-1, -1)
    keyed = []
    for actor in actors:
        first = actor.mentions[0] if actor.mentions else None
        own = (rank[first.document], first.start) if first is not None else last
        last = max(last, own)
        keyed.append((own, actor))
    return tuple(actor for _, actor in sorted(keyed, key=lambda pair: pair[0]))
