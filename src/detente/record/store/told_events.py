"""Events of a record that may be one happening, looked up by their acts and days.

Two events are tied when they are of one act, the days they are filed under lie within `NEAR` of one another
and enough speaks for it (``links.events``). All that are tied through others are found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, or_, select

from detente.documents.document import Document
from detente.record.asking.days import window
from detente.record.asking.moments import Moment
from detente.record.links.deeds import RECALLED, Deed, contradict, deeds_of
from detente.record.links.events import LEAST, score_of
from detente.record.links.joining import linked
from detente.record.record import Record
from detente.record.store import tables
from detente.record.store.excerpts import Excerpts
from detente.record.values import Event
from detente.record.wording import normal_words

NEAR = RECALLED + timedelta(days=2)
"""How far apart the days may lie that two reports of one event are filed under."""


def events_tied(
    connection: Connection, excerpts: Excerpts, moments: Sequence[Moment], touched: Collection[str]
) -> set[str]:
    """Return the ids of events with those of all that may be one with them, directly or through others.

    Parameters
    ----------
    connection : Connection
    excerpts : Excerpts
    moments : sequence of Moment
        Then and now, for who is one.
    touched : collection of str
    """
    found: set[str] = set()
    left = set(touched)
    while left:
        found |= left
        documents = _documents(excerpts, left)
        spans = list(_spans(excerpts.values("events", left), documents))
        met = {one for act, *days in spans for one in _filed(connection, act, *days)} - found
        known = documents | _documents(excerpts, met)
        left = {one for moment in moments for one in _tied(excerpts, moment, known, left, met)}
    return found


def _documents(excerpts: Excerpts, events: Iterable[str]) -> dict[str, Document]:
    homes = {event.passage.document for event in excerpts.values("events", events)}
    return {document.id: document for document in excerpts.documents(homes)}


def _spans(
    events: Iterable[Event], documents: dict[str, Document]
) -> Iterator[tuple[str, date | None, date | None]]:
    """Yield the acts with the days that reports of the same may be filed under, as few as cover all."""
    found: dict[str, list[tuple[date, date]]] = {}
    for event in events:
        days = window(event.time, documents[event.passage.document].published_on)
        if days is None:
            yield event.act, None, None
            continue
        low = days[0] - min(NEAR, days[0] - date.min)
        found.setdefault(event.act, []).append((low, days[1] + min(NEAR, date.max - days[1])))
    for act, spans in found.items():
        first, last = min(spans)
        for low, high in sorted(spans):
            if low > last:
                yield act, first, last
                first, last = low, high
            last = max(last, high)
        yield act, first, last


def _filed(connection: Connection, act: str, first: date | None, last: date | None) -> Iterator[str]:
    """Yield the events of an act that are filed under some days, or under none; any without days."""
    column = tables.ITEMS["events"][1].c
    query = select(column.id).where(column.act == act)
    if first is not None and last is not None:
        days = column.day.between(first.isoformat(), last.isoformat())
        query = query.where(or_(days, column.day.is_(None)))
    yield from connection.execute(query).scalars()


def _tied(
    excerpts: Excerpts, moment: Moment, documents: dict[str, Document], left: set[str], met: set[str]
) -> Iterator[str]:
    """Yield those met that may be one with one of those left, at one time."""
    events = tuple(excerpts.values("events", [*sorted(left), *sorted(met)]))
    actors = moment.items.actors
    record = linked(
        Record(documents=tuple(documents.values()), actors=actors, events=events), moment.ruled.links
    )
    own: dict[tuple[str, str], list[Deed]] = {}
    printed: set[tuple[str, ...]] = set()
    deeds = deeds_of(record)
    for deed in deeds:
        if deed.event.id in left:
            printed.add(normal_words(deed.event.passage.text))
            for key in _keys(deed):
                own.setdefault(key, []).append(deed)
    for deed in deeds:
        if deed.event.id not in met:
            continue
        fitting = {one.event.id: one for key in _keys(deed) for one in own.get(key, ())}
        is_copy = normal_words(deed.event.passage.text) in printed
        if is_copy or any(_may_be_one(deed, one) for one in fitting.values()):
            yield deed.event.id


def _keys(deed: Deed) -> Iterator[tuple[str, str]]:
    for key in dict.fromkeys((*sorted(deed.place), deed.side, deed.target)):
        if key is not None:
            yield deed.event.act, key


def _may_be_one(one: Deed, other: Deed) -> bool:
    is_apart = one.event.passage.document != other.event.passage.document
    return is_apart and not contradict(one, other) and score_of(one, other) >= LEAST
