"""Which fields of a record nothing fills, each with the reason that the record or the reader gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.record.values import (
    Claim,
    Event,
    Inconsistency,
    Interval,
    Item,
    Mention,
    Proposal,
    Relation,
    Response,
    Statement,
)

NO_REASON = "the record gives no reason"

MOST_CANDIDATES = 8
"""Candidates for a speaker that are named; of the others it is said how many they are."""

LeftOpen = tuple[str, str]
"""A field and why nothing fills it."""


def left_open(item: Item | Relation, names: Mapping[str, str]) -> Iterator[LeftOpen]:
    """Yield the fields of a record that were left open, in the order they are told.

    Parameters
    ----------
    item : Statement, Event, Proposal, Response, Claim or Relation
    names : mapping
        Names of actors by id, for the candidates of an open speaker.
    """
    match item:
        case Statement():
            yield from _speaker(item, names)
            yield from _unnamed("addressee", item.addressee)
            yield from _undated("said on", item.said_on)
        case Event():
            yield from _event(item)
        case Proposal():
            if item.sponsor is None:
                yield "sponsor", item.sponsor_open or NO_REASON
            yield from _unnamed("sponsor", item.sponsor)
        case Response():
            if item.proposal is None:
                yield "to", "which proposal is answered is not certain"
            yield from _nobody("by", item.by)
        case Claim():
            yield from _nobody("by", item.by)
            if item.due is None:
                yield "due", "no time is stated"
            yield from _undated("due", item.due)
        case Relation() | Inconsistency():
            pass


def _speaker(said: Statement, names: Mapping[str, str]) -> Iterator[LeftOpen]:
    could_be = ", ".join(names.get(actor, actor) for actor in said.candidates[:MOST_CANDIDATES])
    n_more = len(said.candidates) - MOST_CANDIDATES
    choice = (f"; could be {could_be}" if could_be else "") + (f" or {n_more} more" if n_more > 0 else "")
    if said.speaker is None:
        yield "speaker", (said.speaker_open or NO_REASON) + choice
    elif said.speaker.actor is None:
        yield "speaker", (said.speaker_open or "whom the words mean is not certain") + choice


def _event(event: Event) -> Iterator[LeftOpen]:
    told = set()
    for reason in event.left_open:
        field, colon, why = reason.partition(": ")
        told.add(field)
        yield (field, why) if colon else ("", reason)
    if event.actor is None and "actor" not in told:
        yield "actor", NO_REASON
    for field, mention in (
        ("actor", event.actor),
        ("recipient", event.recipient),
        ("alleged by", event.alleged_by),
    ):
        if field not in told:
            yield from _unnamed(field, mention)
    if "time" not in told:
        yield from _undated("time", event.time)


def _nobody(field: str, mention: Mention | None) -> Iterator[LeftOpen]:
    if mention is None:
        yield field, "the text does not say who"
    yield from _unnamed(field, mention)


def _unnamed(field: str, mention: Mention | None) -> Iterator[LeftOpen]:
    if mention is not None and mention.actor is None:
        yield field, "whom the words mean is not certain"


def _undated(field: str, interval: Interval | None) -> Iterator[LeftOpen]:
    if interval is not None and interval.is_open:
        yield field, interval.rule or NO_REASON
