"""Events of the rules and of the tagger put together: each knows deeds that the other does not."""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.learned.events import Deed
from detente.record.values import Event, Statement

LEAST_LIKELY = 0.05
"""Least probability that the tagger must give an event of the rules for it to stay."""


def likely_events(
    ruled: Sequence[Event],
    seen: Sequence[Deed],
    looked_at: Sequence[tuple[int, int]],
    statements: Sequence[Statement] = (),
) -> tuple[Event, ...]:
    """Return the events of the rules without the deeds that the tagger has looked at and all but rules out.

    Parameters
    ----------
    ruled : sequence of Event
        Of one document, in any order.
    seen : sequence of Deed
        All that the tagger sees in it, however improbable.
    looked_at : sequence of (start, end)
        Where in the text it has looked.
    statements : sequence of Statement
        Of the document: what is done by saying stays with the words said.
    """
    said = {(statement.id, statement.cue) for statement in statements}
    return tuple(
        event
        for event in ruled
        if (event.statement, event.trigger) in said
        or not any(start <= event.trigger.start < end for start, end in looked_at)
        or any(_tells(deed, event) and deed.sureness >= LEAST_LIKELY for deed in seen)
    )


def _tells(deed: Deed, event: Event) -> bool:
    start, end = deed.trigger
    return deed.root == event.act and start < event.trigger.end and event.trigger.start < end


def join_events(ruled: Sequence[Event], tagged: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events of both, in text order, none twice.

    Where the same words tell one of the same act to both, the tagger says who did it to whom, which it knows
    better; where they take the same words for different acts the rules decide, which were made for conflicts.

    Parameters
    ----------
    ruled, tagged : sequence of Event
        Of one document.
    """
    joined = [next((two for two in tagged if _is_one(one, two)), one) for one in ruled]
    joined += [two for two in tagged if not any(_is_at(one, two) for one in ruled)]
    by_id = {event.id: event for event in joined}
    return tuple(sorted(by_id.values(), key=lambda event: (event.passage.start, event.passage.end)))


def _is_one(one: Event, other: Event) -> bool:
    return one.act == other.act and _is_at(one, other)


def _is_at(one: Event, other: Event) -> bool:
    """Whether two events are told by the same words."""
    return one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end
