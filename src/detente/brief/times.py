"""The expressions of time a record leans on, each with its days, the rule it was read by, and who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.brief.labels import Index
from detente.record.record import Record
from detente.record.values import Claim, Event, Interval, Span, Statement

PREFIX = "T"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRead:
    """Words of a text read as a stretch of days; ``used_by`` are the labels of the records it dates."""

    label: str
    document: str
    expression: Span
    interval: Interval
    used_by: tuple[str, ...]


def read_times(record: Record, index: Index) -> tuple[TimeRead, ...]:
    """Gather the expressions of time of a record, in text order.

    Words that several records read in one way are one expression; words read in two ways are two.
    """
    used: dict[tuple[str, Interval], dict[str, None]] = {}
    for item, interval in _intervals(record):
        used.setdefault((item.passage.document, interval), {})[index.label(item.id)] = None
    rank = {document.id: number for number, document in enumerate(record.documents)}
    found = [
        (document, interval.expression, interval, tuple(labels))
        for (document, interval), labels in used.items()
        if interval.expression is not None and document in rank
    ]
    found.sort(key=lambda row: (rank[row[0]], row[1].start, row[1].end))
    return tuple(
        TimeRead(
            label=f"{PREFIX}{number}",
            document=document,
            expression=expression,
            interval=interval,
            used_by=labels,
        )
        for number, (document, expression, interval, labels) in enumerate(found, start=1)
    )


def _intervals(record: Record) -> Iterator[tuple[Statement | Event | Claim, Interval]]:
    for said in record.statements:
        if said.said_on is not None:
            yield said, said.said_on
    for event in record.events:
        if event.time is not None:
            yield event, event.time
    for claim in record.claims:
        if claim.due is not None:
            yield claim, claim.due
