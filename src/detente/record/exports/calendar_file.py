"""A calendar (ICS): events on their days and claims on the days they are due.

References
----------
Desruisseaux, B. (2009), RFC 5545, Internet Calendaring and Scheduling Core Object Specification (iCalendar),
sections 3.6.1 (event component) and 3.8.1.11 (status).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from detente.documents.origin import is_web_address
from detente.record.exports.export import Export
from detente.record.exports.moments import Moment, moments
from detente.record.exports.plain_line import plain_line
from detente.record.exports.summary import days
from detente.record.values import Event

_STATUS = {"happened": "CONFIRMED", "denied": "CANCELLED"}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def to_calendar(export: Export) -> str:
    """Return the calendar: an all-day entry for each event and each due claim with a time.

    A time that is not known to the day is an entry over all the days it may be, and the description says
    so; where one end is not known the entry stands on the other. What is not told as having happened is
    tentative, what is denied cancelled. The stamp is the report's day of publication, so that the same
    record gives the same file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//detente//record//EN")
    calendar.add("version", "2.0")
    for moment in moments(export):
        if moment.kind != "statement":
            calendar.add_component(_entry(moment))
    text: str = calendar.to_ical(sorted=True).decode("utf-8")
    return text


def _entry(moment: Moment) -> Entry:
    entry = Entry()
    published, url = moment.document.published_on, moment.document.url
    entry.add("uid", f"{plain_line(moment.item.id)}@detente")
    entry.add("dtstamp", datetime.combine(published, time(), UTC) if published else _NEVER)
    first, last = moment.span
    entry.add("dtstart", first)
    if last < date.max:
        entry.add("dtend", last + timedelta(days=1))  # the day after: RFC 5545, 3.8.2.2
    entry.add("summary", _summary(moment))
    entry.add("description", _description(moment))
    entry.add("categories", [moment.kind])
    entry.add("status", _status(moment))
    entry.add("transp", "TRANSPARENT")
    if moment.place:
        entry.add("location", plain_line(moment.place))
    if url is not None and is_web_address(url):
        entry.add("url", url)
    return entry


def _summary(moment: Moment) -> str:
    someone = " to ".join(filter(None, (moment.who, moment.whom)))
    told = f"{someone}: {moment.what}" if someone else moment.what
    return plain_line(f"Due: {told}" if moment.kind == "due" else told)


def _description(moment: Moment) -> str:
    """Return when it is in words, what the report says, and which report it is."""
    when = days(moment.time)
    if moment.kind == "due" and moment.time.earliest is None:
        when = f"by {moment.time.latest}"
    elif not moment.is_one_day:
        when += " (the day is not certain)"
    words = moment.time.expression
    read = f", read from “{words.text}”" if words else ""
    document = moment.document
    published = f", {document.published_on}" if document.published_on else ""
    lines = (
        f"When: {when}{read}",
        f"Words: {moment.item.passage.text}",
        f"Source: {document.source}{published}",
    )
    return "\n".join(plain_line(line) for line in lines)


def _status(moment: Moment) -> str:
    if isinstance(moment.item, Event):
        return _STATUS.get(moment.item.factuality, "TENTATIVE")
    return "TENTATIVE"
