"""Move one state up or down one dm's ranking: the smallest change where only that state is compared.

Raising a state ``s`` past everything at or below some state ``x`` costs one reversal for each state it
passes, and no ranking with ``x`` at or below ``s`` is nearer: of ``x`` above ``z`` above ``s``, either
``z`` falls below ``s`` or ``x`` falls below ``z``. A state tied with ``s`` is told apart from it at a
half. Where several states are tied at the top of the climb, one of them alone can be taken below ``s``
and out of its tie; taking two or more costs at least as much as passing all. Lowering mirrors raising.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.inverse._keeping import Need

Ranks = NDArray[np.float64]


def threshold(needs: Sequence[Need], row: NDArray[np.int32]) -> int:
    """Return the rank a state must reach for its needs, which compare with that state only; -1 for none."""
    return max(
        (
            min(max((int(row[over]) for _, _, over, _ in way), default=-1) for way in need.ways)
            for need in needs
        ),
        default=-1,
    )


def raised(needs: Sequence[Need], row: NDArray[np.int32], here: int) -> Ranks:
    """Return the nearest ranking in which all needs are met.

    Parameters
    ----------
    needs : sequence of Need
        Of one dm, each with a way, and comparing with ``here`` only.
    row : ndarray of int32, shape (n_states,)
        The dm's dense ranks.
    here : int
    """
    level = threshold(needs, row)
    if row[here] >= level:
        return row.astype(np.float64)

    def is_enough(below: NDArray[np.bool_]) -> bool:
        return all(any(all(below[over] for _, _, over, _ in way) for way in need.ways) for need in needs)

    alone = _one_of_a_tie(row, here, level, row < level, is_enough)
    moved = row.astype(np.float64)
    moved[here] = level + 0.5 if alone is None else level - 0.25
    if alone is not None:
        moved[alone] = level - 0.5
    return moved


def lowered(needs: Sequence[Need], row: NDArray[np.int32], here: int) -> Ranks | None:
    """Return the nearest ranking in which some need is not met; None when there is none."""
    level = threshold(needs, row)
    if row[here] < level:
        return row.astype(np.float64)
    if level < 0:
        return None

    def is_enough(above: NDArray[np.bool_]) -> bool:
        return any(all(any(above[over] for _, _, over, _ in way) for way in need.ways) for need in needs)

    alone = _one_of_a_tie(row, here, level, row > level, is_enough) if row[here] > level else None
    moved = row.astype(np.float64)
    moved[here] = level - 0.5 if alone is None else level + 0.25
    if alone is not None:
        moved[alone] = level + 0.5
    return moved


def _one_of_a_tie(
    row: NDArray[np.int32],
    here: int,
    level: int,
    passed: NDArray[np.bool_],
    is_enough: Callable[[NDArray[np.bool_]], bool],
) -> int | None:
    """Return the first of the states tied at a level that suffices alone, where passing all costs more."""
    tied = np.flatnonzero(row == level)
    if len(tied) < 2:
        return None
    for state in tied:
        with_one = passed.copy()
        with_one[here] = False
        with_one[state] = True
        if is_enough(with_one):
            return int(state)
    return None
