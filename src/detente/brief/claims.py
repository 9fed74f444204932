"""Promises, forecasts and deadlines, and whether their day has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.record.record import Record
from detente.record.values import Claim, Interval

ClaimStatus = Literal["open", "due", "overdue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClaim:
    """One claim and its status; ``reason`` says what the status rests on."""

    claim: Claim
    status: ClaimStatus
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


def date_claims(record: Record, as_of: date | None) -> tuple[DatedClaim, ...]:
    """Give every claim of the record its status on the day ``as_of``, in text order."""
    return tuple(_dated(claim, as_of) for claim in record.claims)


def _dated(claim: Claim, as_of: date | None) -> DatedClaim:
    status, reason = _status(claim.due, as_of)
    return DatedClaim(claim=claim, status=status, reason=reason)


def _status(due: Interval | None, as_of: date | None) -> tuple[ClaimStatus, str]:
    if due is None:
        return "open", "no time is stated"
    if due.is_open:
        return "open", "the time stated cannot be put on a day"
    if as_of is None:
        return "open", "no report is dated, so there is no day to compare with"
    if due.latest is not None and due.latest < as_of:
        return "overdue", "the day has passed; the record does not say what came of it"
    if due.earliest is not None and due.earliest > as_of:
        return "open", "the day has not come yet"
    if due.latest is None:
        return "due", "the time has begun; no end is stated"
    if due.earliest is None:
        return "open", "the last day has not passed yet"
    return "due", "the day falls in the time stated"
