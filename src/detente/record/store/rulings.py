"""The chain of rulings: each one's id hashes its words and the id of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from detente.errors import DateError, RecordError, StoreError
from detente.record.ids import hash_id
from detente.record.values import Ruling, RulingKind


def chained(ruling: Ruling, previous: str) -> Ruling:
    """Return the ruling as the one that follows ``previous``, with the id that says so."""
    return replace(ruling, previous=previous, id=_chain_id(ruling, previous))


def check_chain(rulings: Sequence[Ruling], path: str, n_written: int) -> None:
    """Raise at the first ruling that was changed, moved, put in or taken out.

    ``n_written`` is how many the database says were ever written: it tells of a last one taken out.

    Raises
    ------
    StoreError
        Naming the ruling by its place and id.
    """
    previous = ""
    for number, ruling in enumerate(rulings, start=1):
        if ruling.previous != previous:
            raise StoreError(
                f"record '{path}': ruling {number} ('{ruling.id}') follows '{ruling.previous}', but the one "
                f"before it is '{previous}': one was moved, put in or taken out; restore the file from a copy"
            )
        if ruling.id != _chain_id(ruling, previous):
            raise StoreError(
                f"record '{path}': ruling {number} ('{ruling.id}', by {ruling.by} at {ruling.ruled_at}) does "
                "not have the words it was written with; restore the file from a copy"
            )
        previous = ruling.id
    if len(rulings) != n_written:
        raise StoreError(
            f"record '{path}': {n_written} rulings were written and {len(rulings)} are there: ruling "
            f"{len(rulings) + 1} was taken out; restore the file from a copy"
        )


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


def _chain_id(ruling: Ruling, previous: str) -> str:
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
