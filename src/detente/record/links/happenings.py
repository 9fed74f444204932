"""Linked event records set side by side: how many died by whom, who tells of it, what was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detente.record.links.deeds import tells_toll
from detente.record.links.link import Links
from detente.record.record import Record
from detente.record.sources import Agreement, Sources
from detente.record.values import Count, Event, Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A number of dead as one report gives it.

    ``source`` is the number of the document's source (``sources.sources_of``), ``alleged_by`` the actor who
    gives the number when the reporter does not vouch for it.
    """

    event: str
    document: str
    source: int
    reported_on: date | None
    deaths: Count
    alleged_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A later report of the same source with another number."""

    before: Toll
    after: Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What several reports tell of one happening, or one report alone.

    Attributes
    ----------
    events : tuple of str
        Ids of the event records, in the order of the record.
    act : str
        PLOVER class, the same in all.
    actors, recipients : tuple of str
        Ids of all that are named, in that order.
    places : tuple of str
        The words for its place, each once.
    earliest, latest : datetime.date or None
        The days that all reports which state both ends leave open; None when none does.
    factualities : tuple of Factuality
        How it is told, each once: ``("alleged", "denied")`` is contested.
    deaths : Count or None
        From the lowest to the highest number that any report states, whatever bounds each sets; ``best``
        only when they state one number. None when no report gives a number.
    tolls : tuple of Toll
        By day of report, undated ones last.
    corrections : tuple of Correction
        In that order.
    told : Agreement
        Who tells of it, in how many independent sources; a denial tells of it too.
    score : float or None
        Of the least sure link among them; None for an event alone.
    """

    events: tuple[str, ...]
    act: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    earliest: date | None
    latest: date | None
    factualities: tuple[Factuality, ...]
    deaths: Count | None
    tolls: tuple[Toll, ...]
    corrections: tuple[Correction, ...]
    told: Agreement
    score: float | None


def happenings(record: Record, links: Links, *, sources: Sources | None = None) -> tuple[Happening, ...]:
    """Put the events of a record together that are linked, each happening once.

    Parameters
    ----------
    record : Record
        With its actors joined (``joining.linked``), so that one actor has one name.
    links : Links
        Those of other kinds are passed over.
    sources : Sources, optional
        Of the record's documents; found here when not given.

    Returns
    -------
    tuple of Happening
        In the order of their first events. Every event of the record is in one.
    """
    found = Sources(record.documents) if sources is None else sources
    known = {event.id: event for event in record.events}
    groups: dict[str, list[Event]] = {}
    for event in record.events:
        leader = next(member for member in links.group_of(event.id) if member in known)
        groups.setdefault(leader, []).append(event)
    least: dict[str, float] = {}
    for link in links.links:
        leader = links.group_of(link.a)[0]
        if link.kind == "event" and links.group_of(link.b)[0] == leader:
            least[leader] = min(link.score, least.get(leader, 1.0))
    return tuple(
        _happening(events, found, least.get(links.group_of(events[0].id)[0])) for events in groups.values()
    )


def corrections(tolls: Sequence[Toll], sources: Sources) -> tuple[Correction, ...]:
    """Return where a source later gives another number than it last gave.

    Parameters
    ----------
    tolls : sequence of Toll
        By day of report. A report without a date corrects nothing, and one of the same day neither.
    sources : Sources
        Later is what the same publisher prints, or a copy of it.
    """
    found = []
    for place, toll in enumerate(tolls):
        own = (one for one in reversed(tolls[:place]) if sources.are_one(one.document, toll.document))
        before = next((one for one in own if one.reported_on != toll.reported_on), None)
        is_dated = before is not None and None not in (before.reported_on, toll.reported_on)
        if before is not None and is_dated and _figures(before) != _figures(toll):
            found.append(Correction(before=before, after=toll))
    return tuple(found)


def numbers(count: Count) -> tuple[int, ...]:
    """Return the numbers that a count states, lowest first."""
    return tuple(number for number in (count.low, count.best, count.high) if number is not None)


def _figures(toll: Toll) -> tuple[int | None, ...]:
    return (toll.deaths.low, toll.deaths.best, toll.deaths.high)


def _happening(events: Sequence[Event], sources: Sources, score: float | None) -> Happening:
    tolls = _tolls(events, sources)
    times = [event.time for event in events if event.time is not None and not tells_toll(event)]
    closed = [(time.earliest, time.latest) for time in times if time.earliest and time.latest]
    return Happening(
        events=tuple(event.id for event in events),
        act=events[0].act,
        actors=_once(event.actor.actor if event.actor else None for event in events),
        recipients=_once(event.recipient.actor if event.recipient else None for event in events),
        places=_once(event.place.text if event.place else None for event in events),
        earliest=max((first for first, _ in closed), default=None),
        latest=min((last for _, last in closed), default=None),
        factualities=tuple(dict.fromkeys(event.factuality for event in events)),
        deaths=_range([toll.deaths for toll in tolls]),
        tolls=tolls,
        corrections=corrections(tolls, sources),
        told=sources.agreement(event.passage.document for event in events),
        score=score if len(events) > 1 else None,
    )


def _tolls(events: Sequence[Event], sources: Sources) -> tuple[Toll, ...]:
    found = [
        Toll(
            event=event.id,
            document=event.passage.document,
            source=sources.number[event.passage.document],
            reported_on=sources.document(event.passage.document).published_on,
            deaths=event.deaths,
            alleged_by=event.alleged_by.actor if event.alleged_by else None,
        )
        for event in events
        if event.deaths is not None and numbers(event.deaths)
    ]
    return tuple(sorted(found, key=lambda toll: toll.reported_on or date.max))


def _range(counts: Sequence[Count]) -> Count | None:
    stated = [number for count in counts for number in numbers(count)]
    if not stated:
        return None
    low, high = min(stated), max(stated)
    return Count(low=low, best=low if low == high else None, high=high)


def _once(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))
