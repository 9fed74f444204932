"""On which day something was said, as far as the record tells."""

from __future__ import annotations

from datetime import date

from detente.record.record import Record
from detente.record.values import Interval


def said_days(record: Record) -> dict[str, date | None]:
    """Map the ids of statements and documents to the day something in them was said, at the latest.

    For a statement the last of its own days, else the day its document was published; for a document that
    day. None when neither is known.
    """
    days: dict[str, date | None] = {document.id: document.published_on for document in record.documents}
    for said in record.statements:
        told = days[said.passage.document]
        days[said.id] = (said.said_on.latest if said.said_on is not None else None) or told
    return days


def window(time: Interval | None, published: date | None) -> tuple[date, date] | None:
    """Return the days of an interval, an end that is not known being the other or the day of the report."""
    first = time.earliest if time is not None else None
    last = time.latest if time is not None else None
    last = last or (max(first, published) if first and published else first or published)
    first = first or last
    return (first, last) if first is not None and last is not None else None
