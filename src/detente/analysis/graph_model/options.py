"""Read the option form of a graph model and say plainly what is wrong with it."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from typing import SupportsIndex, TypeGuard

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.moves import DIRECTIONS, MAX_OPTIONS
from detente.errors import ModelError

Pattern = str | Sequence[Sequence[object]]
"""``"YY-"``, or ``[[0, "Y"], [1, "Y"]]``: the states that match every entry are infeasible."""


def check_owner(owner: Sequence[int], n_dms: int) -> tuple[int, ...]:
    """Return the owners as ints; each must be the index of a dm."""
    if isinstance(owner, str) or not isinstance(owner, Sequence | np.ndarray):
        raise ModelError(f"owner is {owner!r}: give a list with the index of a dm for each option")
    if not 1 <= len(owner) <= MAX_OPTIONS:
        raise ModelError(
            f"owner lists {len(owner)} options: a graph model needs 1 to {MAX_OPTIONS}; "
            "leave out options that no outcome turns on"
        )
    for option, dm in enumerate(owner):
        if not _is_index(dm, n_dms):
            raise ModelError(
                f"option {option} has owner {dm!r}: an owner is a dm's index, 0 to {n_dms - 1}, "
                "and rank holds one row per dm; correct the owner or add the row"
            )
    return tuple(int(dm) for dm in owner)


def check_direction(direction: Sequence[str] | str | None, n_options: int) -> tuple[str, ...]:
    """Return one direction per option; a single word, or nothing, stands for all of them."""
    if direction is None or isinstance(direction, str):
        direction = [direction or "both"] * n_options
    if not isinstance(direction, Sequence | np.ndarray):
        raise ModelError(f"direction is {direction!r}: give one each of {', '.join(DIRECTIONS)} per option")
    if len(direction) != n_options:
        raise ModelError(
            f"direction has {len(direction)} entries for {n_options} options: give one each of "
            f"{', '.join(DIRECTIONS)}"
        )
    for option, way in enumerate(direction):
        if way not in DIRECTIONS:
            raise ModelError(f"option {option} has direction {way!r}: use one of {', '.join(DIRECTIONS)}")
    return tuple(direction)


def feasible_states(infeasible: Iterable[Pattern], n_options: int) -> NDArray[np.int64]:
    """List the states no pattern rules out, ascending.

    Raises
    ------
    ModelError
        If a pattern is malformed, or if together they rule out everything.
    """
    states = np.arange(1 << n_options, dtype=np.int64)
    keep = np.ones(len(states), dtype=bool)
    if isinstance(infeasible, str) or not isinstance(infeasible, Iterable):
        raise ModelError(f"infeasible is {infeasible!r}: give a list of patterns, such as ['YY-']")
    for index, pattern in enumerate(infeasible):
        place = f"infeasible pattern {index} ({pattern!r})"
        care, want = _mask(_entries(pattern, n_options, place), n_options, place)
        keep &= states & care != want
    if not keep.any():
        raise ModelError(
            f"the infeasible patterns rule out all {len(states)} states: remove the one that is too wide"
        )
    return states[keep]


def _entries(pattern: Pattern, n_options: int, place: str) -> list[tuple[object, object]]:
    if isinstance(pattern, str):
        if len(pattern) != n_options or set(pattern) - set("YN-"):
            raise ModelError(f"{place}: write one of Y, N, - for each of the {n_options} options")
        return [(k, mark) for k, mark in enumerate(pattern) if mark != "-"]
    if not isinstance(pattern, Sequence):
        raise ModelError(f'{place}: write a string of Y, N, - or a list of [option, "Y" or "N"]')
    entries = []
    for entry in pattern:
        if isinstance(entry, str) or not isinstance(entry, Sequence) or len(entry) != 2:
            raise ModelError(f'{place}: {entry!r} is not a pair; write [option, "Y"] or [option, "N"]')
        entries.append((entry[0], entry[1]))
    return entries


def _is_index(value: object, n: int) -> TypeGuard[SupportsIndex]:
    """Whether a value is an integer, and not a bool, from 0 to n - 1."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool) and 0 <= int(value) < n


def _mask(entries: list[tuple[object, object]], n_options: int, place: str) -> tuple[int, int]:
    """Turn a pattern into the bits it looks at and the bits it wants set."""
    marks: dict[int, object] = {}
    for option, mark in entries:
        if not _is_index(option, n_options):
            raise ModelError(f"{place}: {option!r} is not an option; options are 0 to {n_options - 1}")
        if mark not in ("Y", "N"):
            raise ModelError(f"{place}: {mark!r} is neither 'Y' nor 'N'")
        if marks.setdefault(operator.index(option), mark) != mark:
            raise ModelError(f"{place}: option {option} is both Y and N, which no state is; drop one")
    if not marks:
        raise ModelError(f"{place}: it names no option and would rule out every state; remove it")
    care = sum(1 << k for k in marks)
    return care, sum(1 << k for k, mark in marks.items() if mark == "Y")
