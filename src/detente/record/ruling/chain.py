"""The chain of rulings: each one's id hashes its words and the id of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from detente.errors import DateError, RecordError
from detente.record.ids import hash_id
from detente.record.values import Ruling, RulingKind


def chained(ruling: Ruling, previous: str) -> Ruling:
    """Return the ruling as the one that follows ``previous``, with the id that says so."""
    return replace(ruling, previous=previous, id=chain_id(ruling, previous))


def chain_id(ruling: Ruling, previous: str) -> str:
    """Return the id that the words of a ruling give it after the one before it."""
    return hash_id(
        "ruling",
        previous,
        ruling.kind,
        ruling.record,
        ruling.by,
        ruling.ruled_at,
        ruling.because,
        ruling.change,
    )


def broken_link(rulings: Sequence[Ruling]) -> str:
    """Say which ruling was changed, moved, put in or taken out; empty when none was.

    The last ones taken out are not found so: the chain does not say how long it was.

    Parameters
    ----------
    rulings : sequence of Ruling
        All, in the order they were made.
    """
    previous = ""
    for number, ruling in enumerate(rulings, start=1):
        if ruling.previous != previous:
            return (
                f"ruling {number} ('{ruling.id}') follows '{ruling.previous}', but the one before it is "
                f"'{previous}': one was moved, put in or taken out"
            )
        if ruling.id != chain_id(ruling, previous):
            return (
                f"ruling {number} ('{ruling.id}', by {ruling.by} at {ruling.ruled_at}) does not have the "
                "words it was written with"
            )
        previous = ruling.id
    return ""


def check_ruling(ruling: Ruling) -> None:
    """Raise if a ruling does not say what, who, when and why.

    Raises
    ------
    RecordError
        If the kind is not known, or ``by`` or ``because`` is blank.
    DateError
        If ``ruled_at`` is not a moment in UTC, as ``2031-05-06T12:00:00+00:00``.
    """
    if ruling.kind not in get_args(RulingKind):
        raise RecordError(
            f"a ruling cannot be of kind {ruling.kind!r}: choose one of {', '.join(get_args(RulingKind))}"
        )
    for field in ("by", "because"):
        if not getattr(ruling, field).strip():
            raise RecordError(f"a ruling on '{ruling.record}' needs its '{field}', and it is blank: give it")
    try:
        moment = datetime.fromisoformat(ruling.ruled_at)
    except ValueError as error:
        raise DateError(_not_a_moment(ruling.ruled_at)) from error
    if moment.utcoffset() != UTC.utcoffset(None):
        raise DateError(_not_a_moment(ruling.ruled_at))


def _not_a_moment(met: str) -> str:
    return f"a ruling's time {met!r} is not a moment in UTC: write it as 2031-05-06T12:00:00+00:00"
