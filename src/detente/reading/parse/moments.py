"""Times inside a stretch of a document, as intervals that know their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.documents.document import Document
from detente.reading.times import TimeExpression, find_times
from detente.record.values import Interval, Span

_BEFORE = 600  # characters of a paragraph that are looked back on


@dataclass(frozen=True, slots=True)
class Moment:
    """A time read in a document: its interval, and whether it lies ahead of the report or not."""

    interval: Interval
    kind: str
    is_future: bool | None

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.interval.expression.start if self.interval.expression else 0


def find_moments(
    document: Document, start: int, end: int, *, direction: Literal["past", "future"] | None = None
) -> tuple[Moment, ...]:
    """Find the times in ``text[start:end]`` of a document, in text order, frequencies left out.

    What leans on another time ("a day later", "the day after the strike") is counted from what the same
    paragraph tells before it.
    """
    text, published_on = document.text, document.published_on
    times = find_times(text[start:end], published_on=published_on, direction=direction)
    if any(time.is_open and time.anchor for time in times):  # it may lean on what was told just before
        before = text[max(text.rfind("\n", 0, start) + 1, start - _BEFORE, 0) : start]
        times = find_times(text[start:end], published_on=published_on, direction=direction, before=before)
    return tuple(_moment(time, start) for time in times if time.kind != "frequency")


def _moment(time: TimeExpression, offset: int) -> Moment:
    expression = Span(start=offset + time.start, end=offset + time.end, text=time.text)
    interval = Interval(
        earliest=time.earliest,
        latest=time.latest,
        expression=expression,
        rule=time.rule,
        anchor=time.anchor,
        precision=time.precision,
    )
    return Moment(interval, time.kind, time.is_future)
