"""The day an item is filed under, so that it is found by it."""

from __future__ import annotations

from datetime import date

from detente.record.values import Event, Interval, Item, Relation, Statement

NO_DAY = "9999-99-99"
"""What stands for the day of what has none where things are put in the order of their days: it is last."""


def day_of(item: Item | Relation, published_on: date | None) -> str | None:
    """Return the day on which something was said or happened, as far as it is known, in ISO form.

    That is the first day the item's own words leave open, or the last; else the day its document was
    published; None when that is not known either. A claim is filed under the day it was made, which is its
    document's.

    >>> from detente.record.values import Claim, Passage
    >>> where = Passage(document="doc:1", start=0, end=4, text="Yes.")
    >>> day_of(Claim(id="claim:1", passage=where, kind="promise"), date(2031, 5, 6))
    '2031-05-06'
    """
    own: Interval | None = None
    if isinstance(item, Statement):
        own = item.said_on
    elif isinstance(item, Event):
        own = item.time
    day = published_on if own is None else own.earliest or own.latest or published_on
    return None if day is None else day.isoformat()
