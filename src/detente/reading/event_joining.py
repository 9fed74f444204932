"""Events of the rules and of the tagger put together: each knows deeds that the other does not."""

from __future__ import annotations

from collections.abc import Sequence

from detente.record.values import Event


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
