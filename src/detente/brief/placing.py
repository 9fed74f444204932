"""Where events stand on the timeline: which are drawn, on which day, in whose lane, in which row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.brief.briefing import Brief
from detente.record.values import Event

DEEDS = (
    *("ASSAULT", "COERCE", "MOBILIZE", "SANCTION"),
    *("AGREE", "CONCEDE", "COOPERATE", "RETREAT", "AID", "CONSULT"),
)
"""Acts that are done; the others are done by saying, and make way where there are many events."""

MOST_MARKS = 60
"""Events drawn before words, and then what is only hypothetical, are left to the table."""

VAGUE_DAYS = 31
"""A longer stretch of days is no place on the line."""

FAR_DAYS = 60
"""Events that lie further before the first report or after the last would squeeze the rest together."""

WIDTH = 760
LABELS = 150
"""Left margin for the names of the lanes, in drawing units."""
SLOT = 48
"""Room one mark takes along the line with its label, in drawing units."""
LOOSE = 150
"""Width of the part for events without a day, when there are others with one."""

OTHERS = "others"
OPEN = "actor open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An event at its place along the line; ``is_reported`` when only the report's day is known."""

    event: Event
    left: float
    right: float
    is_reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days along the line from ``x0`` to ``x1``."""

    first: date
    last: date
    x0: float
    x1: float

    def at(self, when: date) -> float:
        """Return the place of a day."""
        span = max((self.last - self.first).days, 1)
        return self.x0 + (self.x1 - self.x0) * (when - self.first).days / span


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The events of one actor, in rows in which no two marks touch."""

    name: str
    rows: tuple[tuple[Placed, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A timeline ready to draw; ``loose`` is where the part without days begins, None without one."""

    lanes: tuple[Lane, ...]
    axis: Axis | None
    loose: float | None
    n_dated: int
    n_events: int


def charted(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events to draw: all of them, or, where they are many, the deeds."""
    if len(events) <= MOST_MARKS:
        return tuple(events)
    deeds = tuple(event for event in events if event.act in DEEDS)
    if len(deeds) <= MOST_MARKS:
        return deeds
    return tuple(event for event in deeds if event.factuality != "hypothetical")


def lay_out(brief: Brief, events: Sequence[Event]) -> Layout:
    """Place events in lanes: parties in case order, then others, then those whose actor is open."""
    published = {document.id: document.published_on for document in brief.record.documents}
    known = [_days_of(event, published.get(event.passage.document)) for event in events]
    window = _window([when for when in published.values() if when is not None])
    spans = [span if span is not None and _fits(span, window) else None for span in known]
    axis = _axis([span for span in spans if span is not None], has_loose=None in spans)
    loose = axis.x1 + SLOT if axis is not None else LABELS + 12.0
    n_loose = spans.count(None)
    step = (WIDTH - loose - SLOT) / max(n_loose - 1, 1)
    placed: list[Placed] = []
    seat = loose
    for event, span in zip(events, spans, strict=True):
        if span is None or axis is None:
            placed.append(Placed(event=event, left=seat, right=seat, is_reported=False))
            seat += step
        else:
            first, last, is_reported = span
            placed.append(
                Placed(event=event, left=axis.at(first), right=axis.at(last), is_reported=is_reported)
            )
    return Layout(
        lanes=_lanes(brief, placed),
        axis=axis,
        loose=loose if n_loose else None,
        n_dated=len(events) - n_loose,
        n_events=len(events),
    )


_Span = tuple[date, date, bool]


def _days_of(event: Event, published: date | None) -> _Span | None:
    when = event.time
    if when is not None and not when.is_open:
        first = when.earliest or when.latest
        last = when.latest or when.earliest
        if first is not None and last is not None:
            return first, last, False
    # Planned things lie ahead: the day of the report would put them where they are not.
    if published is not None and event.factuality != "planned":
        return published, published, True
    return None


def _window(reports: Sequence[date]) -> tuple[date, date] | None:
    if not reports:
        return None
    return min(reports) - timedelta(days=FAR_DAYS), max(reports) + timedelta(days=FAR_DAYS)


def _fits(span: _Span, window: tuple[date, date] | None) -> bool:
    first, last, _ = span
    if (last - first).days > VAGUE_DAYS:
        return False
    return window is None or (window[0] <= first and last <= window[1])


def _axis(spans: Sequence[_Span], *, has_loose: bool) -> Axis | None:
    if not spans:
        return None
    first = min(start for start, _, _ in spans)
    last = max(end for _, end, _ in spans)
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    return Axis(first=first, last=last, x0=LABELS + 16, x1=WIDTH - SLOT - (LOOSE if has_loose else 0))


def _lanes(brief: Brief, placed: Sequence[Placed]) -> tuple[Lane, ...]:
    lanes: dict[str, list[Placed]] = {party.name: [] for party in brief.case.parties}
    others: list[Placed] = []
    open_: list[Placed] = []
    for entry in placed:
        holder = brief.cast.holder(entry.event.actor)
        if holder is None:
            open_.append(entry)
        elif holder.party is None:
            others.append(entry)
        else:
            lanes[holder.name].append(entry)
    named = [*lanes.items(), (OTHERS, others), (OPEN, open_)]
    return tuple(Lane(name=name, rows=_rows(entries)) for name, entries in named if entries)


def _rows(entries: Sequence[Placed]) -> tuple[tuple[Placed, ...], ...]:
    """Stack events whose marks would touch: each goes into the first row with room for it."""
    rows: list[list[Placed]] = []
    for entry in sorted(entries, key=lambda placed: placed.left):
        for row in rows:
            if row[-1].right + SLOT <= entry.left:
                row.append(entry)
                break
        else:
            rows.append([entry])
    return tuple(tuple(row) for row in rows)
