"""What has a time: events, dated statements and claims that fall due, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.documents.document import Document
from detente.record.exports.export import Export
from detente.record.exports.summary import what, who, whom
from detente.record.values import Claim, Event, Interval, Item, Statement

MomentKind = Literal["event", "statement", "due"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An item at its time: when it happened, was said, or is due; at least one end of it is known."""

    kind: MomentKind
    item: Item
    time: Interval
    document: Document
    who: str
    whom: str
    what: str
    place: str = ""

    @property
    def is_one_day(self) -> bool:
        """Whether it is known to the day."""
        return self.time.earliest is not None and self.time.earliest == self.time.latest

    @property
    def span(self) -> tuple[date, date]:
        """First and last day; where one is not known, the other twice."""
        first = self.time.earliest or self.time.latest
        last = self.time.latest or self.time.earliest
        return first or date.min, last or date.max


def moments(export: Export) -> tuple[Moment, ...]:
    """Return everything with a time, ordered by first day, then last; where one is open, by the other.

    What falls together stays in text order, documents by publication day.
    """
    documents = {document.id: document for document in export.record.documents}
    names = export.names
    found = [
        Moment(
            kind=kind,
            item=item,
            time=time,
            document=documents[item.passage.document],
            who=who(item, names),
            whom=whom(item, names),
            what=what(item),
            place=item.place.text if isinstance(item, Event) and item.place else "",
        )
        for item in export.record.items()
        for kind, time in _times(item)
        if not time.is_open
    ]
    return tuple(sorted(found, key=lambda moment: moment.span))


def _times(item: Item) -> Iterator[tuple[MomentKind, Interval]]:
    match item:
        case Event(time=Interval() as time):
            yield "event", time
        case Statement(said_on=Interval() as time):
            yield "statement", time
        case Claim(due=Interval() as time):
            yield "due", time
        case _:
            pass
