"""Rulings made by hand, chained as a store would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from detente.record.ruling.chain import chained
from detente.record.ruling.changes import change_text
from detente.record.values import Ruling, RulingKind

Draft = tuple[RulingKind, str] | tuple[RulingKind, str, Mapping[str, Any]]


def drafted(kind: RulingKind, record: str, change: Mapping[str, Any] | None = None) -> Ruling:
    """Return a ruling that is not in a chain yet."""
    return Ruling(
        id="",
        kind=kind,
        record=record,
        by="N. N.",
        ruled_at="2031-05-07T12:00:00+00:00",
        because=f"the {kind} of the tests",
        change=change_text(change or {}),
    )


def ruled(*drafts: Draft) -> tuple[Ruling, ...]:
    """Return rulings in a chain, in the order given."""
    made: list[Ruling] = []
    for draft in drafts:
        made.append(chained(drafted(*draft), made[-1].id if made else ""))
    return tuple(made)


def undone(rulings: Sequence[Ruling], number: int) -> tuple[Ruling, ...]:
    """Return the rulings with an undo of the one of that place behind them."""
    target = rulings[number]
    undo = drafted("undo", target.record, {"ruling": target.id})
    return (*rulings, chained(undo, rulings[-1].id))
