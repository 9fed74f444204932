"""What a third party could do about a conflict, and what the case is with the measures in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from math import isfinite
from typing import TypeVar, get_args

from detente.case.expressions import near_misses
from detente.case.model import Conflict, Direction, Measure, Standing
from detente.case.places import Places
from detente.errors import CaseError

AnyConflict = TypeVar("AnyConflict", bound=Conflict)


def in_force(conflict: Conflict) -> tuple[Measure, ...]:
    """Return the measures that are taken, in case order."""
    return tuple(measure for measure in conflict.measures if measure.is_on)


def with_measures(conflict: AnyConflict, ids: Iterable[str]) -> AnyConflict:
    """Return the case with exactly these measures in force.

    Raises
    ------
    CaseError
        If one of them is not in the case.
    """
    wanted, known = set(ids), [measure.id for measure in conflict.measures]
    for name in sorted(wanted.difference(known)):
        raise CaseError(f"measure {name!r} is not in the case: {near_misses(name, known)}")
    return replace(
        conflict, measures=tuple(replace(item, is_on=item.id in wanted) for item in conflict.measures)
    )


def under_measures(conflict: AnyConflict) -> AnyConflict:
    """Return the case as the measures in force make it: assumptions, directions and the present.

    Which options can be taken, and the weights that measures set, are left to ``never_taken``,
    ``always_taken`` and ``weights_set``. Doing it twice changes nothing more.
    """
    taken = in_force(conflict)
    if not taken:
        return conflict
    on = {name for measure in taken for name in measure.turns_on}
    off = {name for measure in taken for name in measure.turns_off}
    turned = {m.concern: m.direction for m in taken if m.concern is not None and m.direction is not None}
    done = {
        name: is_taken
        for m in taken
        for names, is_taken in ((m.takes, True), (m.blocks, False))
        for name in names
    }
    stated = {standing.option for standing in conflict.now}
    return replace(
        conflict,
        assumptions=tuple(
            replace(item, is_on=(item.is_on or item.name in on) and item.name not in off)
            for item in conflict.assumptions
        ),
        concerns=tuple(replace(c, kind=turned.get(c.id, c.kind)) for c in conflict.concerns),
        now=(
            *(replace(s, is_taken=done.get(s.option, s.is_taken)) for s in conflict.now),
            *(
                Standing(option=name, is_taken=True)
                for name, is_taken in done.items()
                if is_taken and name not in stated
            ),
        ),
        measures=tuple(
            replace(item, turns_on=(), turns_off=(), direction=None) if item.is_on else item
            for item in conflict.measures
        ),
    )


def never_taken(conflict: Conflict) -> frozenset[str]:
    """Return the options that cannot be taken: blocked, or added by measures none of which is in force.

    An option that is taken now needs no measure to be there.
    """
    taken = in_force(conflict)
    offered = {name for measure in conflict.measures for name in measure.adds}
    there = {name for measure in taken for name in (*measure.adds, *measure.takes)}
    there |= {standing.option for standing in conflict.now if standing.is_taken}
    blocked = {name for measure in taken for name in measure.blocks}
    return frozenset(offered - there | blocked)


def always_taken(conflict: Conflict) -> frozenset[str]:
    """Return the options that measures in force take."""
    return frozenset(name for measure in in_force(conflict) for name in measure.takes)


def weights_set(conflict: Conflict) -> dict[str, tuple[float, float]]:
    """Return the weights, as intervals, that measures in force set, by concern."""
    return {m.concern: m.weight for m in in_force(conflict) if m.concern is not None and m.weight is not None}


def contradiction(measures: Sequence[Measure]) -> str | None:
    """Say what keeps measures from being taken together; None when nothing does."""
    for one, other in combinations(measures, 2):
        pairs = ((one.takes, other.blocks), (one.blocks, other.takes))
        for name in (name for mine, theirs in pairs for name in mine if name in theirs):
            return f"{one.id!r} and {other.id!r}: one takes option {name!r}, the other blocks it"
        pairs = ((one.turns_on, other.turns_off), (one.turns_off, other.turns_on))
        for name in (name for mine, theirs in pairs for name in mine if name in theirs):
            return f"{one.id!r} and {other.id!r}: one turns assumption {name!r} on, the other off"
        if one.concern is not None and one.concern == other.concern:
            return f"{one.id!r} and {other.id!r} both change concern {one.concern!r}"
    return None


def check_measures(conflict: Conflict, places: Places) -> None:
    """Raise unless every measure names what the case has, does something, and those in force agree.

    Raises
    ------
    CaseError
        On the first breach.
    """
    options = [option.name for option in conflict.options]
    assumptions = [assumption.name for assumption in conflict.assumptions]
    for number, measure in enumerate(conflict.measures):
        thing, where = f"measure {measure.id!r}", places.where("measure", number)
        if not measure.text.strip():
            raise CaseError(f"{thing} has no text{where}: say what would be done")
        if not isfinite(measure.cost) or measure.cost < 0:
            at = places.where("measure", number, "cost")
            raise CaseError(f"{thing} costs {measure.cost}{at}: a cost is a number from 0 up")
        _check_known("option", (*measure.adds, *measure.blocks, *measure.takes), options, thing, where)
        _check_known("assumption", (*measure.turns_on, *measure.turns_off), assumptions, thing, where)
        _check_apart(
            (measure.adds, measure.blocks, measure.takes), "add, block or take an option", thing, where
        )
        _check_apart((measure.turns_on, measure.turns_off), "turn an assumption on or off", thing, where)
        _check_shift(conflict, measure, thing, where)
    clash = contradiction(in_force(conflict))
    if clash is not None:
        raise CaseError(f"two measures are in force that contradict each other: {clash}; switch one off")


def _check_known(kind: str, names: Iterable[str], known: Sequence[str], thing: str, where: str) -> None:
    for name in names:
        if name not in known:
            raise CaseError(
                f"{thing} names {kind} {name!r}, which is not in the case{where}: {near_misses(name, known)}"
            )


def _check_apart(groups: Sequence[tuple[str, ...]], doing: str, thing: str, where: str) -> None:
    for one, other in combinations(groups, 2):
        for name in (name for name in one if name in other):
            raise CaseError(f"{thing} names {name!r} in two ways{where}: it can {doing}, one of them")


def _check_shift(conflict: Conflict, measure: Measure, thing: str, where: str) -> None:
    """Check what a measure does to a concern."""
    if measure.concern is not None:
        _check_known("concern", [measure.concern], [c.id for c in conflict.concerns], thing, where)
    is_shift = measure.weight is not None or measure.direction is not None
    if is_shift != (measure.concern is not None):
        raise CaseError(
            f"{thing} changes a concern only when it names the concern and its new weight or direction"
            f"{where}: give both, or neither"
        )
    if measure.direction is not None and measure.direction not in get_args(Direction):
        raise CaseError(
            f"{thing} has direction {measure.direction!r}{where}: use one of {', '.join(get_args(Direction))}"
        )
    if measure.weight is not None:
        low, high = measure.weight
        if not 0 <= low <= high <= 1:
            raise CaseError(f"{thing} sets a weight of [{low}, {high}]{where}: give 0 <= low <= high <= 1")
        if conflict.method == "priority":
            raise CaseError(
                f"{thing} sets a weight{where}, but this case compares concerns in strict order: turn the "
                "concern's direction, or turn an assumption on or off"
            )
    parts = (measure.adds, measure.blocks, measure.takes, measure.turns_on, measure.turns_off)
    if not is_shift and not any(parts):
        raise CaseError(
            f"{thing} does nothing{where}: give what it adds, blocks, takes, turns on or off, or a concern"
        )
