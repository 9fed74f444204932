"""How the things of a record stand after all that was ruled: a fold over the rulings, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from detente.record.ruling.changes import effect_of
from detente.record.values import Ruling

Status = Literal["proposed", "accepted", "corrected", "rejected"]
"""``proposed``: nobody accepted, corrected or rejected what was read.

A correction accepts the rest, and lifts a rejection; accepting what was corrected leaves it ``corrected``.
"""

OutcomeKind = Literal["kept", "broken", "moot"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty code of an item: 1 confirmed by other sources ... 5 improbable, 6 cannot be judged."""

Basis = Literal["witnessed", "told", "induced", "deduced"]
"""How whoever says it knows it: by seeing it, from others, by inference from signs, or from premises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a claim. ``on`` is the day it was settled, ``evidence`` ids of items and documents."""

    kind: OutcomeKind
    on: date | None = None
    evidence: tuple[str, ...] = ()
    ruling: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one thing stands by the rulings on it that are in force.

    Attributes
    ----------
    item : str
        Id of the item, relation, actor, document or source.
    status : Status
    credibility, basis : str or None
        Grade of an item, None when nobody graded it; never taken from its source's.
    reliability : str or None
        Grade of a source or document by ruling; None when only a sidecar may have graded it.
    notes : tuple of str
    outcome : Outcome or None
        The last one ruled.
    changed : tuple of str
        Fields that were corrected, each once, in the order they first were.
    rulings : tuple of str
        Ids of the rulings in force, in order.
    """

    item: str
    status: Status = "proposed"
    credibility: str | None = None
    basis: str | None = None
    reliability: str | None = None
    notes: tuple[str, ...] = ()
    outcome: Outcome | None = None
    changed: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()


def in_force(rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Return the rulings that were not undone, in order; the undoing itself is left out.

    An undo that was itself undone does not count, so that what it took back is in force again, at its
    old place in the order.

    Parameters
    ----------
    rulings : sequence of Ruling
        All of a record, in the order they were made.

    """
    undone: set[str] = set()
    standing: list[Ruling] = []
    # An undo names an earlier ruling, so from the last one back each is settled when it is met.
    for ruling in reversed(rulings):
        if ruling.id in undone:
            continue
        if ruling.kind == "undo":
            undone.add(str(effect_of(ruling).get("ruling")))
        else:
            standing.append(ruling)
    return tuple(reversed(standing))


def standings(rulings: Sequence[Ruling]) -> dict[str, Standing]:
    """Return how each thing that was ruled on stands, by its id, in the order they were first ruled on.

    What is not in it stands as it was read: ``Standing(item=id)``.

    Parameters
    ----------
    rulings : sequence of Ruling
        All of a record, in the order they were made; those undone are left out here.

    Notes
    -----
    A ruling whose change is not of the form of its kind has no effect but to be listed. ``checking`` lets
    none be made so; records of earlier versions kept any words there.
    """
    found: dict[str, Standing] = {}
    for ruling in in_force(rulings):
        found[ruling.record] = _folded(found.get(ruling.record, Standing(item=ruling.record)), ruling)
    return found


def by_record(rulings: Iterable[Ruling]) -> Mapping[str, tuple[Ruling, ...]]:
    """Group rulings by what they are about, each group in order."""
    found: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        found.setdefault(ruling.record, []).append(ruling)
    return {record: tuple(group) for record, group in found.items()}


def _folded(before: Standing, ruling: Ruling) -> Standing:
    after = replace(before, rulings=(*before.rulings, ruling.id))
    change = effect_of(ruling)
    match ruling.kind:
        case "accept":
            return replace(after, status="corrected" if before.changed else "accepted")
        case "reject":
            return replace(after, status="rejected")
        case "correct" if change:
            changed = tuple(dict.fromkeys((*before.changed, *change)))
            return replace(after, status="corrected", changed=changed)
        case "grade":
            return replace(
                after,
                credibility=change.get("credibility", before.credibility),
                basis=change.get("basis", before.basis),
                reliability=change.get("reliability", before.reliability),
            )
        case "note":
            return replace(after, notes=(*before.notes, ruling.because))
        case "outcome":
            return replace(after, outcome=_outcome(ruling, change) or before.outcome)
        case _:
            return after


def _outcome(ruling: Ruling, change: Mapping[str, Any]) -> Outcome | None:
    if change.get("outcome") not in get_args(OutcomeKind):
        return None
    on = change.get("on")
    return Outcome(
        kind=change["outcome"],
        on=date.fromisoformat(on) if on else None,
        evidence=tuple(change.get("evidence") or ()),
        ruling=ruling.id,
    )
