"""The chain of rulings in a file: each one's id hashes its words and the id of the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.record.ids import hash_id
from detente.record.values import Ruling


def chain_id(ruling: Ruling, previous: str) -> str:
    """Return the id that a ruling has when it follows the one with the id ``previous``."""
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


def chained(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Return rulings as one chain, in the order given, each with the id that says what it follows."""
    linked: list[Ruling] = []
    for ruling in rulings:
        previous = linked[-1].id if linked else ""
        linked.append(replace(ruling, previous=previous, id=chain_id(ruling, previous)))
    return tuple(linked)


def first_break(rulings: Sequence[Ruling]) -> tuple[Ruling, str] | None:
    """Return the first ruling that does not stand where and as it was made, and what is wrong; else None."""
    previous = ""
    for ruling in rulings:
        if ruling.previous != previous:
            return ruling, (
                f"follows '{ruling.previous}', and the one before it is '{previous}': one was moved, put in "
                "or taken out"
            )
        if ruling.id != chain_id(ruling, previous):
            return ruling, "does not have the words it was made with"
        previous = ruling.id
    return None
