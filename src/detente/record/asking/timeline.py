"""A record by the day: what happened, what was said, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.errors import RecordError
from detente.record.links.happenings import Happening, happenings
from detente.record.links.link import Links
from detente.record.record import Record
from detente.record.sources import Agreement, Sources
from detente.record.values import Claim, Event, Interval, Mention, Passage, Precision, Statement

EntryKind = Literal["happened", "announced", "said", "due"]
"""``happened``: told as having happened, or as denied. ``announced``: planned, threatened or supposed."""

_KINDS: tuple[EntryKind, ...] = ("happened", "announced", "said", "due")
_OCCURRED = frozenset(("happened", "alleged", "denied"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing on one day or stretch of days.

    Attributes
    ----------
    kind : EntryKind
    items : tuple of str
        Ids of the records it rests on: several when they are linked.
    what : str
        The PLOVER class of an event or statement, the kind of a claim.
    how : str
        How an event is told (``"alleged, denied"``), the mode of a statement (``"direct, denied"`` when it is
        said not to have been made); empty for a claim.
    who, whom : tuple of str
        Ids of the doers or speakers; of those it is done or said to or, said to nobody, stands toward.
    place : str
        The words for its place; empty when none is told.
    earliest, latest : datetime.date or None
        Its days; None where an end is not known.
    precision : Precision
        What the words for its time count in; empty when there are none.
    is_stated : bool
        Whether its days come from words; otherwise they are those of the first report.
    passage : Passage
        Of the first record.
    told : Agreement
        Who tells of it.
    """

    kind: EntryKind
    items: tuple[str, ...]
    what: str
    how: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    place: str
    earliest: date | None
    latest: date | None
    precision: Precision
    is_stated: bool
    passage: Passage
    told: Agreement


def timeline(
    record: Record,
    links: Links | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    sources: Sources | None = None,
) -> tuple[Entry, ...]:
    """Return what a record tells, in the order of its days.

    An event without words for its day lies on or before the day of the report that first tells of it, and
    is put there; so is a statement, which is put on the day of its report when it has no day of its own.

    Parameters
    ----------
    record : Record
        With its actors joined (``links.joining.linked``).
    links : Links, optional
        Linked events are one entry, and linked quotations.
    since, until : datetime.date, optional
        Only what may lie on one of these days, both included; what has no day is then left out.
    sources : Sources, optional
        Of the record's documents; found here when not given.

    Returns
    -------
    tuple of Entry
        By first day (by the last where that is all that is known), what has none last; within a day by kind,
        then in text order.

    Raises
    ------
    RecordError
        If ``since`` is after ``until``.
    """
    if since is not None and until is not None and since > until:
        raise RecordError(f"nothing is since {since} and until {until}: exchange the two days")
    tied = links or Links()
    found = Sources(record.documents) if sources is None else sources
    entries = [*_events(record, tied, found), *_statements(record, tied, found), *_claims(record, found)]
    rank = {document.id: place for place, document in enumerate(record.documents)}

    def order(entry: Entry) -> tuple[date, int, int, int]:
        day = entry.earliest or entry.latest or date.max
        return day, _KINDS.index(entry.kind), rank[entry.passage.document], entry.passage.start

    return tuple(sorted((one for one in entries if _is_within(one, since, until)), key=order))


def _is_within(entry: Entry, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    first, last = entry.earliest or entry.latest, entry.latest or entry.earliest
    if first is None or last is None:
        return False
    return (since is None or last >= since) and (until is None or first <= until)


def _events(record: Record, links: Links, sources: Sources) -> Iterator[Entry]:
    events = {event.id: event for event in record.events}
    for happening in happenings(record, links, sources=sources):
        told = [events[one] for one in happening.events]
        time = next((event.time for event in told if event.time and not event.time.is_open), None)
        earliest, latest = _days(happening, told[0], sources)
        yield Entry(
            kind="happened" if told[0].factuality in _OCCURRED else "announced",
            items=happening.events,
            what=happening.act,
            how=", ".join(happening.factualities),
            who=happening.actors,
            whom=happening.recipients,
            place=", ".join(happening.places),
            earliest=earliest,
            latest=latest,
            precision=time.precision if time is not None else "",
            is_stated=time is not None,
            passage=told[0].passage,
            told=happening.told,
        )


def _days(happening: Happening, first: Event, sources: Sources) -> tuple[date | None, date | None]:
    if happening.earliest is not None and happening.latest is not None:
        # Reports that an analyst merged may state days that exclude each other: it was on one of them.
        days = happening.earliest, happening.latest
        return min(days), max(days)
    if first.time is not None and not first.time.is_open:
        return first.time.earliest, first.time.latest
    is_past = first.factuality in _OCCURRED
    return None, sources.document(first.passage.document).published_on if is_past else None


def _statements(record: Record, links: Links, sources: Sources) -> Iterator[Entry]:
    groups: dict[str, list[Statement]] = {}
    for said in record.statements:
        groups.setdefault(links.group_of(said.id)[0], []).append(said)
    for members in groups.values():
        dated = next((said for said in members if said.said_on and not said.said_on.is_open), None)
        published = sources.document(members[0].passage.document).published_on
        time = dated.said_on if dated is not None else None
        yield Entry(
            kind="said",
            items=tuple(said.id for said in members),
            what=members[0].act,
            how=f"{members[0].mode}, denied" if members[0].is_negated else members[0].mode,
            who=_meant(said.speaker for said in members),
            whom=_meant(said.addressee for said in members) or _once(said.toward for said in members),
            place="",
            earliest=time.earliest if time is not None else published,
            latest=time.latest if time is not None else published,
            precision=time.precision if time is not None else "",
            is_stated=time is not None,
            passage=members[0].passage,
            told=sources.agreement(said.passage.document for said in members),
        )


def _claims(record: Record, sources: Sources) -> Iterator[Entry]:
    """Yield what is due on a day; claims without one are not on a timeline."""
    for claim in record.claims:
        due = claim.due
        if due is not None and not due.is_open:
            yield _due(claim, due, sources)


def _due(claim: Claim, due: Interval, sources: Sources) -> Entry:
    return Entry(
        kind="due",
        items=(claim.id,),
        what=claim.kind,
        how="",
        who=_meant([claim.by]),
        whom=(),
        place="",
        earliest=due.earliest,
        latest=due.latest,
        precision=due.precision,
        is_stated=True,
        passage=claim.passage,
        told=sources.agreement((claim.passage.document,)),
    )


def _meant(mentions: Iterable[Mention | None]) -> tuple[str, ...]:
    """Return the ids of all who are meant for certain, each once."""
    return _once(one.actor for one in mentions if one is not None)


def _once(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, ids)))
