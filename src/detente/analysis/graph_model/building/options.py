"""Read the option form of a graph model and say plainly what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building._truth import Cube
from detente.analysis.graph_model.building.selections import Pattern, is_index, where_matching
from detente.analysis.graph_model.labels import plain_names
from detente.analysis.graph_model.moves import DIRECTIONS, MAX_OPTIONS
from detente.errors import ModelError


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
        if not is_index(dm, n_dms):
            raise ModelError(
                f"option {option} has owner {dm!r}: an owner is a dm's index, 0 to {n_dms - 1}, "
                "and there are preferences for each dm; correct the owner or add the dm's preferences"
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
    return tuple(str(way) for way in direction)


def feasible_states(
    infeasible: Iterable[Pattern], n_options: int, names: Sequence[str] | None = None
) -> NDArray[np.int64]:
    """List the states that no pattern or condition rules out, ascending.

    Parameters
    ----------
    infeasible : iterable of patterns or conditions
    n_options : int
    names : sequence of str, one per option, or None
        Names of the options in conditions; None for ``o0``, ``o1``, ...

    Raises
    ------
    ModelError
        If a pattern is malformed, or if together they rule out everything.

    Examples
    --------
    >>> feasible_states(["YY-", "o0 & o2"], 3)
    array([0, 1, 2, 4, 6])
    """
    cube = Cube(plain_names(n_options) if names is None else names)
    states = np.arange(1 << n_options, dtype=np.int64)
    if isinstance(infeasible, str) or not isinstance(infeasible, Iterable):
        raise ModelError(f"infeasible is {infeasible!r}: give a list of patterns, such as ['YY-']")
    patterns = list(infeasible)
    keep = np.ones(len(states) if patterns else 1, dtype=bool)
    for index, pattern in enumerate(patterns):
        keep &= ~where_matching(pattern, cube, states, f"infeasible pattern {index} ({pattern!r})")
    if not keep.any():
        raise ModelError(
            f"the infeasible patterns rule out all {len(states)} states: remove the one that is too wide"
        )
    return states[keep] if patterns else states
