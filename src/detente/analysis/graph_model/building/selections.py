"""Which states are meant by a pattern, a condition over options, or a list of states."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import SupportsIndex, TypeGuard

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building._truth import Cube
from detente.case.expressions import Expression, near_misses, parse
from detente.case.expressions import names as names_in
from detente.errors import ExpressionError, ModelError

Pattern = str | Expression | Sequence[Sequence[object]]
"""The states that match: ``"YY-"`` or ``[[0, "Y"], [1, "Y"]]`` in every entry; or where a condition
over the names of the options holds, such as ``"o0 & o1"``. A string of Y, N and - with one letter for
each option is always a pattern."""

Selection = Pattern | Sequence[int | str]
"""A pattern, a condition, or a list of states, each an integer or a string of Y and N."""


def read_condition(condition: str | Expression, names: Sequence[str], place: str) -> Expression:
    """Return a condition whose names are all known; ``place`` says in a message where it stands.

    Raises
    ------
    ModelError
        If it is no condition, or names what is no option.
    """
    if isinstance(condition, str):
        try:
            condition = parse(condition)
        except ExpressionError as error:
            raise ModelError(f"{place}: {error}") from error
    elif not isinstance(condition, Expression):
        raise ModelError(f"{place} is {condition!r}: write a condition over options, such as {names[0]!r}")
    for name in names_in(condition):
        if name not in names:
            raise ModelError(f"{place}: {name!r} is no option; {near_misses(name, names)}")
    return condition


def where_matching(
    pattern: Selection, cube: Cube, states: NDArray[np.int64], place: str
) -> NDArray[np.bool_]:
    """Return which of some states match a pattern or condition, shape (n_states,).

    Raises
    ------
    ModelError
        If it is malformed.
    """
    n_options = cube.n_options
    if isinstance(pattern, str) and not _is_written_as_pattern(pattern, n_options):
        way = f"{place}: write one of Y, N, - for each of the {n_options} options, or a condition over them"
        return cube.holds(read_condition(pattern, cube.names, way), states)
    if isinstance(pattern, Expression):
        return cube.holds(read_condition(pattern, cube.names, place), states)
    care, want = _mask(_entries(pattern, place), n_options, place)
    matches: NDArray[np.bool_] = states & care == want
    return matches


def where_selected(
    selection: Selection, cube: Cube, states: NDArray[np.int64], place: str
) -> NDArray[np.bool_]:
    """Return which of some states, ascending, a pattern, condition or list of states means.

    Raises
    ------
    ModelError
        If it is malformed, lists a state that is not among them, or means none of them.
    """
    if is_list_of_states(selection):
        found = np.zeros(len(states), dtype=bool)
        for state in selection:
            found[find_state(state, cube.n_options, states, place)] = True
    else:
        found = where_matching(selection, cube, states, place)
    if not found.any():
        raise ModelError(f"{place}: no feasible state is meant by it; correct or remove it")
    return found


def find_state(state: object, n_options: int, states: NDArray[np.int64], place: str) -> int:
    """Return where a state, an integer or a string such as ``"YN"``, stands in ``states``."""
    number = state
    if n_options and is_letters(state, n_options):
        number = state_of(state)
    if not _is_integer(number):
        way = f"the number of a state or one of Y, N for each of the {n_options} options"
        raise ModelError(f"{place}: {state!r} is not a state; write {way if n_options else 'its number'}")
    number = operator.index(number)
    is_within = 0 <= number <= int(states[-1])
    position = int(np.searchsorted(states, number)) if is_within else 0
    if not is_within or states[position] != number:
        raise ModelError(f"{place}: {state!r} is not one of the {len(states)} feasible states; see `.states`")
    return position


def state_of(letters: str) -> int:
    """Return the state that a string of Y and N stands for, the first letter for option 0.

    >>> state_of("NYY")
    6
    """
    return sum(1 << k for k, letter in enumerate(letters) if letter == "Y")


def letters_of(state: int, n_options: int) -> str:
    """Return a state as a string of Y and N, the first letter for option 0.

    >>> letters_of(6, 3)
    'NYY'
    """
    return "".join("Y" if state >> k & 1 else "N" for k in range(n_options))


def is_letters(text: object, n_options: int) -> TypeGuard[str]:
    """Whether something is a state written as one of Y and N for each option."""
    return isinstance(text, str) and _is_written_as_pattern(text, n_options) and "-" not in text


def is_index(value: object, n: int) -> TypeGuard[SupportsIndex]:
    """Whether a value is an integer, and not a bool, from 0 to n - 1."""
    return _is_integer(value) and 0 <= operator.index(value) < n


def check_dm(dm: object, n_dms: int) -> int:
    """Return the index of a dm; anything else is a `ModelError`."""
    if not is_index(dm, n_dms):
        raise ModelError(f"dm {dm!r} is not in the model: its dms are 0 to {n_dms - 1}")
    return operator.index(dm)


def is_list_of_states(selection: object) -> TypeGuard[Sequence[object] | NDArray[np.integer]]:
    """Whether a selection lists states, rather than being a pattern or a condition."""
    if isinstance(selection, np.ndarray):
        return True
    if isinstance(selection, str) or not isinstance(selection, Sequence):
        return False
    return all(isinstance(item, str | int | np.integer) for item in selection)


def _is_integer(value: object) -> TypeGuard[SupportsIndex]:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _is_written_as_pattern(text: str, n_options: int) -> bool:
    return len(text) == n_options and not set(text) - set("YN-")


def _entries(pattern: object, place: str) -> list[tuple[object, object]]:
    if isinstance(pattern, str):
        return [(k, mark) for k, mark in enumerate(pattern) if mark != "-"]
    if not isinstance(pattern, Sequence):
        raise ModelError(
            f'{place}: write a string of Y, N, -, a list of [option, "Y" or "N"], or a condition'
        )
    entries = []
    for entry in pattern:
        if isinstance(entry, str) or not isinstance(entry, Sequence) or len(entry) != 2:
            raise ModelError(f'{place}: {entry!r} is not a pair; write [option, "Y"] or [option, "N"]')
        entries.append((entry[0], entry[1]))
    return entries


def _mask(entries: list[tuple[object, object]], n_options: int, place: str) -> tuple[int, int]:
    """Turn a pattern into the bits it looks at and the bits it wants set."""
    marks: dict[int, object] = {}
    for option, mark in entries:
        if not is_index(option, n_options):
            raise ModelError(f"{place}: {option!r} is not an option; options are 0 to {n_options - 1}")
        if mark not in ("Y", "N"):
            raise ModelError(f"{place}: {mark!r} is neither 'Y' nor 'N'")
        if marks.setdefault(operator.index(option), mark) != mark:
            raise ModelError(f"{place}: option {option} is both Y and N, which no state is; drop one")
    if not marks:
        raise ModelError(f"{place}: it names no option and would mean every state; remove it")
    care = sum(1 << k for k in marks)
    return care, sum(1 << k for k, mark in marks.items() if mark == "Y")
