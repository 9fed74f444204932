"""The promises ledger: what was said of the time to come, whether its day has come, and what became of it.

Only a ruling says whether a claim was kept; a day that has passed makes it overdue and no more. Asked for a
day, the ledger says what could be known then: an outcome counts from its own day on or, where the ruling
names none, from the last report of its evidence. One that names neither counts on every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from detente.record.asking.days import said_days
from detente.record.links.link import Links
from detente.record.record import Record
from detente.record.ruling.standing import Outcome, Standing
from detente.record.values import Claim, ClaimKind, Interval, Passage
from detente.record.wording import normal_words

ClaimState = Literal["open", "due", "overdue", "kept", "broken", "moot"]
"""``open``: its day lies ahead, or no day is known. ``due``: the day asked for is one of its days.

``overdue``: all its days have passed and no outcome was ruled that counts by the day asked for. The others
are outcomes that were; a forecast is ``kept`` when what it said came about.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A claim with its state on one day.

    ``by`` is the actor who made it, None when open; ``made_on`` the day it was made as far as known: that
    of its statement, else of its report. ``outcome`` is what was ruled, None when it does not count yet.
    ``copies`` are the ids of the same
    claim in linked statements of other reports, which are counted once.
    """

    claim: str
    copies: tuple[str, ...]
    kind: ClaimKind
    by: str | None
    state: ClaimState
    due: Interval | None
    made_on: date | None
    chance: float | None
    outcome: Outcome | None
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class BrierScore:
    """The mean squared error of forecasts that gave a chance in figures.

    ``value`` lies in [0, 1]: 0 is best, and 0.25 is what always saying one half gets. ``n`` is the number of
    forecasts it rests on.
    """

    value: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many claims of one speaker are in which state.

    ``by`` is None for all claims whose speaker is open. ``counts`` has every state, in the order of
    ``ClaimState``. ``brier`` is None when none of the forecasts with a chance in figures is settled.
    """

    by: str | None
    counts: Mapping[ClaimState, int]
    brier: BrierScore | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The claims of a record on a day: each in text order, a tally for each speaker, one score for all."""

    as_of: date
    promises: tuple[Promise, ...]
    tallies: tuple[Tally, ...]
    brier: BrierScore | None


def promises(
    record: Record, standings: Mapping[str, Standing], as_of: date, *, links: Links | None = None
) -> Ledger:
    """Return what has become, by a day, of the claims of a record.

    Parameters
    ----------
    record : Record
        Its claims with words for a due time are taken, and those with an outcome.
    standings : mapping of str to Standing
        From ``ruling.standing.standings``; empty when nothing was ruled.
    as_of : datetime.date
        The day for which it is asked. What was said later is left out, as far as its day is known.
    links : Links, optional
        Claims of one kind in the same words are one when their statements are linked; an outcome ruled on
        any of them is that of all.

    Returns
    -------
    Ledger
        Claims in text order; tallies in the order of the speakers' first claims.

    References
    ----------
    Brier (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78,
    p. 1; half of his score, which counts an event and its absence both.
    """
    said = said_days(record)
    outcomes = _outcomes(record, standings, as_of)
    found = []
    for same in _linked_claims(record, links or Links()):
        first = same[0]
        outcome = next((outcomes[one.id] for one in same if one.id in outcomes), None)
        made_on = said.get(first.statement or "", said[first.passage.document])
        is_later = made_on is not None and made_on > as_of
        if (first.due is not None or outcome is not None) and not is_later:
            found.append(_promise(same, outcome, made_on, as_of))
    by_speaker: dict[str | None, list[Promise]] = {}
    for promise in found:
        by_speaker.setdefault(promise.by, []).append(promise)
    return Ledger(
        as_of=as_of,
        promises=tuple(found),
        tallies=tuple(_tally(by, own) for by, own in by_speaker.items()),
        brier=brier_score(found),
    )


def state_of(due: Interval | None, outcome: Outcome | None, as_of: date) -> ClaimState:
    """Return the state of a claim on a day.

    What is due *by* a day is due on that day, and what is due *from* a day on is due from then and never
    overdue.

    Examples
    --------
    >>> by_friday = Interval(earliest=None, latest=date(2031, 5, 9))
    >>> [state_of(by_friday, None, date(2031, 5, day)) for day in (8, 9, 10)]
    ['open', 'due', 'overdue']
    """
    if outcome is not None:
        return outcome.kind
    if due is None or due.is_open:
        return "open"
    first = due.earliest or due.latest
    if first is not None and as_of < first:
        return "open"
    return "overdue" if due.latest is not None and as_of > due.latest else "due"


def brier_score(found: Sequence[Promise]) -> BrierScore | None:
    """Return the mean of ``(chance - came about) ** 2`` over settled claims with a chance; None without."""
    errors = [
        (promise.chance - (promise.state == "kept")) ** 2
        for promise in found
        if promise.chance is not None and promise.state in ("kept", "broken")
    ]
    return BrierScore(value=sum(errors) / len(errors), n=len(errors)) if errors else None


def _linked_claims(record: Record, links: Links) -> list[list[Claim]]:
    """Put the claims together that linked statements make in the same words, in text order."""
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in record.claims:
        own = links.group_of(claim.statement)[0] if claim.statement is not None else claim.id
        key = (own, claim.kind, *normal_words(claim.passage.text)) if claim.statement is not None else (own,)
        groups.setdefault(key, []).append(claim)
    return list(groups.values())


def _outcomes(record: Record, standings: Mapping[str, Standing], as_of: date) -> dict[str, Outcome]:
    """Return the outcomes of claims that count by a day, by the claims' ids."""
    ruled = {claim.id: standings[claim.id].outcome for claim in record.claims if claim.id in standings}
    told = {claim: outcome for claim, outcome in ruled.items() if outcome is not None}
    reported = _reported_days(record, told.values())
    found = {}
    for claim, outcome in told.items():
        days = [day for one in outcome.evidence if (day := reported.get(one)) is not None]
        first = outcome.on or max(days, default=None)
        if first is None or first <= as_of:
            found[claim] = outcome
    return found


def _reported_days(record: Record, outcomes: Iterable[Outcome]) -> dict[str, date | None]:
    """Return on which day each piece of the evidence of outcomes without a day of their own was reported."""
    wanted = {one for outcome in outcomes if outcome.on is None for one in outcome.evidence}
    published = {document.id: document.published_on for document in record.documents}
    days = {one: published[one] for one in wanted & published.keys()}
    placed = (*record.relations, *record.items()) if wanted - days.keys() else ()
    return days | {one.id: published[one.passage.document] for one in placed if one.id in wanted}


def _promise(same: Sequence[Claim], outcome: Outcome | None, made_on: date | None, as_of: date) -> Promise:
    claim = same[0]
    return Promise(
        claim=claim.id,
        copies=tuple(one.id for one in same[1:]),
        kind=claim.kind,
        by=claim.by.actor if claim.by is not None else None,
        state=state_of(claim.due, outcome, as_of),
        due=claim.due,
        made_on=made_on,
        chance=claim.chance,
        outcome=outcome,
        passage=claim.passage,
    )


def _tally(by: str | None, own: Sequence[Promise]) -> Tally:
    states: tuple[ClaimState, ...] = get_args(ClaimState)
    counts = {state: sum(promise.state == state for promise in own) for state in states}
    return Tally(by=by, counts=counts, brier=brier_score(own))
