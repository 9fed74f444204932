"""Everything read from some documents, beside their texts: arranged for the page, not worked out anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from markupsafe import Markup

from detente.brief.labels import Index, build_index
from detente.brief.marked_entries import MAX_NAME, Entry, Teller, clip
from detente.brief.marked_text import marked_text
from detente.brief.marks import Role, TextMark, actor_entry, build_marks, is_in_place, text_anchor
from detente.brief.times import TimeRead, read_times
from detente.documents.document import Document
from detente.record.record import Record
from detente.record.values import Actor, Item, Passage, Relation

Value = TypeVar("Value")

MOST_MENTIONS = 12
"""Mentions of an actor that an entry links to; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """An actor as one document mentions it.

    ``mentions`` are the addresses of its marks and their words, at most ``MOST_MENTIONS`` of them;
    ``speaks_for`` names whom it stands for, empty when nobody.
    """

    label: str
    anchor: str
    name: str
    kind: str
    role: str
    basis: str
    speaks_for: str
    mentions: tuple[tuple[str, str], ...]
    n_mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document with its text marked and all that was read from it; ``entries`` are in text order."""

    document: Document
    number: int
    text: Markup
    entries: tuple[Entry, ...]
    actors: tuple[Mentioned, ...]
    roles: Mapping[Role, int]

    @property
    def n_open(self) -> int:
        """Fields that nothing fills."""
        return sum(len(entry.left_open) for entry in self.entries)


def build_sheets(record: Record) -> tuple[Sheet, ...]:
    """Arrange a record document by document.

    Parameters
    ----------
    record : Record
        A record without documents gives no sheet.

    Returns
    -------
    tuple of Sheet
        In the order of the record's documents.
    """
    index = build_index(record)
    times = read_times(record, index)
    whole = _Whole(
        index=index,
        names={actor.id: actor.name for actor in record.actors},
        actors={actor.id: actor for actor in record.actors},
        marks=build_marks(record, index, times),
        items=_by_document(record),
        times=_grouped((time.document, time) for time in times),
        mentions=_mentions(record),
    )
    return tuple(_sheet(document, number, whole) for number, document in enumerate(record.documents, start=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What all sheets draw on, by document id."""

    index: Index
    names: Mapping[str, str]
    actors: Mapping[str, Actor]
    marks: Mapping[str, tuple[TextMark, ...]]
    items: Mapping[str, list[Item | Relation]]
    times: Mapping[str, list[TimeRead]]
    mentions: Mapping[str, list[tuple[str, int, Passage]]]


def _sheet(document: Document, number: int, whole: _Whole) -> Sheet:
    marks = whole.marks[document.id]
    teller = Teller(
        names=whole.names,
        index=whole.index,
        document=number,
        source=document.text,
        mentioned=frozenset(mark.label for mark in marks if mark.role == "actor"),
    )
    placed = [(item.passage.start, item.passage.end, teller.entry(item)) for item in whole.items[document.id]]
    placed += [
        (time.expression.start, time.expression.end, teller.time(time))
        for time in whole.times.get(document.id, [])
    ]
    placed.sort(key=lambda row: row[:2])
    return Sheet(
        document=document,
        number=number,
        text=marked_text(document.text, marks, body_start=document.body_start),
        entries=tuple(entry for *_, entry in placed),
        actors=tuple(_mentioned(whole, document, number)),
        roles=Counter(mark.role for mark in marks),
    )


def _mentioned(whole: _Whole, document: Document, number: int) -> Iterator[Mentioned]:
    found: dict[str, list[tuple[int, Passage]]] = {}
    for actor, place, passage in whole.mentions.get(document.id, []):
        if is_in_place(passage, document.text):
            found.setdefault(actor, []).append((place, passage))
    for actor, mentions in sorted(found.items(), key=lambda row: row[1][0][1].start):
        held = whole.actors[actor]
        label = whole.index.label(actor)
        yield Mentioned(
            label=label,
            anchor=actor_entry(label, number),
            name=clip(held.name, MAX_NAME),
            kind=held.kind,
            role=clip(held.role or "", MAX_NAME),
            basis=clip(held.basis, 2 * MAX_NAME),
            speaks_for=clip(whole.names.get(held.speaks_for or "", held.speaks_for or ""), MAX_NAME),
            mentions=tuple(
                (text_anchor(label, place), clip(passage.text, MAX_NAME))
                for place, passage in mentions[:MOST_MENTIONS]
            ),
            n_mentions=len(mentions),
        )


def _by_document(record: Record) -> Mapping[str, list[Item | Relation]]:
    items: dict[str, list[Item | Relation]] = {document.id: [] for document in record.documents}
    groups: tuple[tuple[Item | Relation, ...], ...] = (
        record.statements,
        record.events,
        record.proposals,
        record.responses,
        record.claims,
        record.relations,
        record.inconsistencies,
    )
    for item in chain.from_iterable(groups):
        items.setdefault(item.passage.document, []).append(item)
    return items


def _mentions(record: Record) -> Mapping[str, list[tuple[str, int, Passage]]]:
    """Return by document the mentions of actors, numbered as their marks are."""
    return _grouped(
        (mention.document, (actor.id, number, mention))
        for actor in record.actors
        for number, mention in enumerate(actor.mentions, start=1)
    )


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
