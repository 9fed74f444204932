"""Promises, forecasts and deadlines, and whether their day has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from detente.brief.wording import day
from detente.record.asking.promises import ClaimState, state_of
from detente.record.record import Record
from detente.record.ruling.standing import Outcome, Standing
from detente.record.values import Claim, Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClaim:
    """One claim and its status; ``reason`` says what the status rests on."""

    claim: Claim
    status: ClaimState
    reason: str


def reading_day(record: Record, as_of: date | None) -> date | None:
    """Return the day the brief speaks from: ``as_of``, else the newest report's, else None.

    The clock is never asked, so that the same record always gives the same brief.
    """
    if as_of is not None:
        return as_of
    return max(
        (document.published_on for document in record.documents if document.published_on), default=None
    )


def date_claims(
    record: Record, as_of: date | None, standings: Mapping[str, Standing] | None = None
) -> tuple[DatedClaim, ...]:
    """Give every claim of the record its status on the day ``as_of``, in text order."""
    known = standings or {}
    return tuple(_dated(claim, as_of, known.get(claim.id)) for claim in record.claims)


def _dated(claim: Claim, as_of: date | None, standing: Standing | None) -> DatedClaim:
    outcome = standing.outcome if standing is not None else None
    if outcome is not None:
        return DatedClaim(claim=claim, status=outcome.kind, reason=_ruled(outcome))
    status = state_of(claim.due, None, as_of) if as_of is not None else "open"
    return DatedClaim(claim=claim, status=status, reason=_reason(claim.due, as_of, status))


def _ruled(outcome: Outcome) -> str:
    when = f" on {day(outcome.on)}" if outcome.on is not None else ""
    return f"ruled by an analyst{when}"


def _reason(due: Interval | None, as_of: date | None, status: ClaimState) -> str:
    if due is None:
        return "no time is stated"
    if due.is_open:
        return "the time stated cannot be put on a day"
    if as_of is None:
        return "no report is dated, so there is no day to compare with"
    if status == "overdue":
        return "the day has passed; the record does not say what came of it"
    if status == "due":
        return "the time has begun; no end is stated" if due.latest is None else "it falls in the time stated"
    return "the last day has not come yet" if due.earliest is None else "the day has not come yet"
