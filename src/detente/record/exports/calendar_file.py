"""A calendar (ICS): happenings on their days and claims on the days they are due.

References
----------
Desruisseaux, B. (2009), RFC 5545, Internet Calendaring and Scheduling Core Object Specification (iCalendar),
sections 3.6.1 (event component) and 3.8.1.11 (status).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar
from icalendar import Event as Component

from detente.documents.document import Document
from detente.documents.origin import is_web_address
from detente.record.asking.timeline import Entry, timeline
from detente.record.exports.export import Export
from detente.record.exports.plain_line import plain_line
from detente.record.exports.summary import days
from detente.record.record import Record
from detente.record.values import Interval

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def to_calendar(export: Export) -> str:
    """Return the calendar: an all-day entry for each happening and each due claim whose days words tell.

    A time that is not known to the day is an entry over all the days it may be, and the description says
    so; where one end is not known the entry stands on the other. Only what all reports tell as having
    happened is confirmed; what is denied and no more is cancelled; all else is tentative. The stamp is the
    report's day of publication, so that the same record gives the same file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//detente//record//EN")
    calendar.add("version", "2.0")
    documents = {document.id: document for document in export.record.documents}
    words = _time_words(export.record)
    for entry in timeline(export.record, export.links):
        if entry.is_stated and entry.kind != "said":
            read = next((words[item] for item in entry.items if item in words), "")
            calendar.add_component(_entry(entry, documents[entry.passage.document], read, export))
    text: str = calendar.to_ical(sorted=True).decode("utf-8")
    return text


def _time_words(record: Record) -> dict[str, str]:
    """Return the words for the time of each event and claim that has some, by its id."""
    times = [(event.id, event.time) for event in record.events]
    times += [(claim.id, claim.due) for claim in record.claims]
    return {item: time.expression.text for item, time in times if time is not None and time.expression}


def _entry(entry: Entry, document: Document, read: str, export: Export) -> Component:
    made = Component()
    published, url = document.published_on, document.url
    made.add("uid", f"{plain_line(entry.items[0])}@detente")
    made.add("dtstamp", datetime.combine(published, time(), UTC) if published else _NEVER)
    first, last = entry.earliest or entry.latest, entry.latest or entry.earliest
    made.add("dtstart", first)
    if last is not None and last < date.max:
        made.add("dtend", last + timedelta(days=1))  # the day after: RFC 5545, 3.8.2.2
    made.add("summary", _summary(entry, export.names))
    made.add("description", _description(entry, document, read))
    made.add("categories", [entry.kind])
    made.add("status", _status(entry))
    made.add("transp", "TRANSPARENT")
    if entry.place:
        made.add("location", plain_line(entry.place))
    if url is not None and is_web_address(url):
        made.add("url", url)
    return made


def _summary(entry: Entry, names: Mapping[str, str]) -> str:
    ends = (", ".join(names[one] for one in side) for side in (entry.who, entry.whom))
    someone = " to ".join(filter(None, ends))
    what = entry.what if entry.how in ("", "happened") else f"{entry.what}, {entry.how}"
    told = f"{someone}: {what}" if someone else what
    return plain_line(f"Due: {told}" if entry.kind == "due" else told)


def _description(entry: Entry, document: Document, read: str) -> str:
    """Return when it is in words, what the report says, and which report it is."""
    when = days(Interval(earliest=entry.earliest, latest=entry.latest))
    if entry.kind == "due" and entry.earliest is None:
        when = f"by {entry.latest}"
    elif entry.earliest != entry.latest:
        when += " (the day is not certain)"
    words = f", read from “{read}”" if read else ""
    published = f", {document.published_on}" if document.published_on else ""
    others = len(entry.told.documents) - 1
    more = f", and {others} more {'report' if others == 1 else 'reports'}" if others else ""
    lines = (
        f"When: {when}{words}",
        f"Words: {entry.passage.text}",
        f"Source: {document.source}{published}{more}",
    )
    return "\n".join(plain_line(line) for line in lines)


def _status(entry: Entry) -> str:
    return {"happened": "CONFIRMED", "denied": "CANCELLED"}.get(entry.how, "TENTATIVE")
