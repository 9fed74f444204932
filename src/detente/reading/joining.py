"""What was read in several documents as one proposal: the same people under one name, ids made anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from detente.documents.document import Document
from detente.reading.actors.figures import Figure, full_names
from detente.reading.knowledge.titles import may_name_one
from detente.reading.proposed import Proposed
from detente.record.identity import identified
from detente.record.roles import with_told_roles
from detente.record.values import (
    Actor,
    Claim,
    Event,
    Inconsistency,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Found:
    """What was read in one document; actors still go by the document's own keys."""

    document: Document
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    proposals: tuple[Proposal, ...]
    responses: tuple[Response, ...]
    claims: tuple[Claim, ...]
    inconsistencies: tuple[Inconsistency, ...] = ()


def gather(found: Sequence[Found]) -> Proposed:
    """Put together what was read in each document, in the documents' order."""
    names = _same_persons(found)
    return Proposed(
        actors=_actors(found, names),
        relations=_items(found, names, lambda one: one.relations),
        statements=_items(found, names, lambda one: one.statements),
        events=_items(found, names, lambda one: one.events),
        proposals=_items(found, names, lambda one: one.proposals),
        responses=_items(found, names, lambda one: one.responses),
        claims=_items(found, names, lambda one: one.claims),
        inconsistencies=_items(found, names, lambda one: one.inconsistencies),
    )


def _same_persons(found: Sequence[Found]) -> dict[str, str]:
    """Map a bare surname in one document to the one full name that other documents have for it."""
    renamed = full_names([{figure.key: figure for figure in one.figures} for one in found])
    for one in found:
        for figure in one.figures:
            holder = _holder(figure, found) if figure.kind == "unnamed" else None
            if holder is not None:
                renamed[figure.key] = renamed.get(holder, holder)
    return renamed


def _holder(office: Figure, found: Sequence[Found]) -> str | None:
    """Return the one person who holds an office that a document names without its holder.

    Only for offices that one person holds at a time: heads of state or government and ministers with
    a portfolio (*the Karvian president*, *the Karvian foreign minister*).
    """
    if office.title is None or office.speaks_for is None or not may_name_one(office.title):
        return None
    if office.is_settled:  # the actor file says who holds it, and on that day nobody does
        return None
    holders = {
        figure.key
        for one in found
        for figure in one.figures
        if figure.kind == "person"
        and figure.speaks_for == office.speaks_for
        and figure.title is not None
        and figure.title.words == office.title.words
    }
    return holders.pop() if len(holders) == 1 else None


def _items(
    found: Sequence[Found], names: Mapping[str, str], pick: Callable[[Found], Sequence[Any]]
) -> tuple[Any, ...]:
    """Return the items of one kind by document and place, actors under their common names, ids anew."""
    items: dict[str, Any] = {}
    for one in found:
        for item in sorted(pick(one), key=lambda item: (item.passage.start, item.passage.end)):
            named = renamed(item, names)
            items.setdefault(named.id, named)
    return tuple(items.values())


def renamed(value: Value, names: Mapping[str, str]) -> Value:
    """Put common names for actors into a value and all it holds; new ids where they hash them."""
    if not names:
        return value
    changed = _replaced(value, names)
    if isinstance(changed, Response | Relation):
        return identified(changed)  # type: ignore[return-value]
    return changed  # type: ignore[no-any-return]


def _replaced(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value) if value.startswith("actor:") else value
    if isinstance(value, tuple):
        return tuple(_replaced(item, names) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for field in dataclasses.fields(value):
            old = getattr(value, field.name)
            new = _replaced(old, names)
            if new != old:
                changes[field.name] = new
        return replace(value, **changes) if changes else value
    return value


def _actors(found: Sequence[Found], names: Mapping[str, str]) -> tuple[Actor, ...]:
    """Join the figures of all documents into actors, in order of first mention."""
    joined: dict[str, list[tuple[Found, Figure]]] = {}
    firsts: dict[str, tuple[int, int]] = {}
    for index, one in enumerate(found):
        for figure in one.figures:
            key = names.get(figure.key, figure.key)
            joined.setdefault(key, []).append((one, figure))
            # a figure known from another document only is not mentioned here
            first = min(((index, span.start) for span in figure.mentions), default=(len(found), 0))
            firsts[key] = min(firsts.get(key, first), first)
    days = {one.document.id: one.document.published_on for one in found}
    return tuple(_actor(key, joined[key], names, days) for key in sorted(joined, key=lambda key: firsts[key]))


def _actor(
    key: str,
    figures: Sequence[tuple[Found, Figure]],
    names: Mapping[str, str],
    days: Mapping[str, date | None],
) -> Actor:
    first = next((f for _, f in figures if f.key == key), figures[0][1])
    tied = next(((one, f) for one, f in figures if f.speaks_for is not None), None)
    speaks_for = names.get(tied[1].speaks_for or "", tied[1].speaks_for) if tied else None
    order = list(dict.fromkeys(one.document.id for one, _ in figures))
    mentions = sorted(
        (
            Passage(document=one.document.id, start=span.start, end=span.end, text=span.text)
            for one, figure in figures
            for span in set(figure.mentions)
        ),
        key=lambda passage: (order.index(passage.document), passage.start, passage.end),
    )
    told: dict[str, str | None] = {}
    for one, figure in figures:
        if figure.mentions:
            told[one.document.id] = told.get(one.document.id) or figure.role
    actor = Actor(
        id=key,
        name=first.name,
        kind=first.kind,
        speaks_for=speaks_for if speaks_for != key else None,
        speaks_for_passage=_passage(tied) if tied and speaks_for != key else None,
        role=next((f.role for _, f in figures if f.role), None),
        basis=first.basis,
        mentions=tuple(dict.fromkeys(mentions)),
    )
    return with_told_roles(actor, told, days)


def _passage(tied: tuple[Found, Figure]) -> Passage | None:
    span: Span | None = tied[1].speaks_for_span
    if span is None:
        return None
    return Passage(document=tied[0].document.id, start=span.start, end=span.end, text=span.text)
