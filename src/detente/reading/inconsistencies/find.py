"""What does not fit inside one report: both places are shown, and which is right is not decided.

Only what the words make certain is told; what may fit in some reading of them is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.actors.cast import Cast
from detente.reading.inconsistencies.dates import find_odd_dates
from detente.reading.inconsistencies.deeds import find_deeds_to_come, find_odd_counts
from detente.reading.inconsistencies.offices import find_odd_offices
from detente.reading.inconsistencies.places import find_two_places
from detente.record.values import Event, Inconsistency, Statement


def find_inconsistencies(
    cast: Cast, statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[Inconsistency, ...]:
    """Find what does not fit inside a document, in text order.

    Parameters
    ----------
    cast : Cast
        The document with its names tied.
    statements, events : sequence
        As read from it.

    Returns
    -------
    tuple of Inconsistency
        Of the kinds office, weekday, date, count and place.
    """
    reading = cast.reading
    found = (
        *find_odd_offices(cast, statements),
        *find_odd_dates(reading.document),
        *find_deeds_to_come(reading, events),
        *find_odd_counts(reading, events),
        *find_two_places(reading, events),
    )
    unique = {one.id: one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.passage.start, one.passage.end)))
