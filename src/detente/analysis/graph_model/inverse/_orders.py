"""How far apart two weak orders are, and what holds a relation back from being one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Better = NDArray[np.bool_]
"""``better[a, b]``: ``a`` is preferred to ``b``; shape (n_states, n_states)."""

Triple = tuple[int, int, int]
"""``(a, b, c)``: who prefers ``a`` to ``c`` prefers ``a`` to ``b`` or ``b`` to ``c``."""


def better_of(row: NDArray[np.generic]) -> Better:
    """Return a ranking as a relation."""
    found: Better = np.greater.outer(row, row)
    return found


def ranks_of(better: Better) -> NDArray[np.int32]:
    """Return a weak order, given as a relation, as dense ranks."""
    beaten = better.sum(axis=1)
    return np.unique(beaten, return_inverse=True)[1].reshape(-1).astype(np.int32)


def inserted(row: NDArray[np.int32], one: int, other: int, *, is_up: bool) -> NDArray[np.int32]:
    """Return a ranking with ``one`` just above ``other``: the first moved up, or the second down."""
    moved = row.astype(np.int64) * 2
    if is_up:
        moved[one] = moved[other] + 1
    else:
        moved[other] = moved[one] - 1
    return np.unique(moved, return_inverse=True)[1].reshape(-1).astype(np.int32)


def changed_pairs(old: NDArray[np.generic], new: NDArray[np.generic]) -> list[tuple[int, int, bool]]:
    """Return what a change of ranking reverses and splits, as (preferred now, over, was a tie).

    Ordered by the two positions. Strict comparisons do not become ties in the changes made here.
    """
    found: set[tuple[int, int, bool]] = set()
    # Two states that keep their numbers keep their comparison.
    for one in (int(position) for position in np.flatnonzero(old != new)):
        for now, before, is_above in (
            (new[one] > new, old[one] > old, True),
            (new[one] < new, old[one] < old, False),
        ):
            for other in (int(position) for position in np.flatnonzero(now & ~before)):
                pair = (one, other) if is_above else (other, one)
                found.add((*pair, bool(old[one] == old[other])))
    return sorted(found)


def distance(old: NDArray[np.generic], new: NDArray[np.generic]) -> float:
    """Return the Kemeny distance: 1 for each pair reversed, a half for each tie split or made."""
    apart = np.abs(np.sign(np.subtract.outer(old, old)) - np.sign(np.subtract.outer(new, new)))
    return float(apart.sum()) / 4


def span(row: NDArray[np.int32], low: int, high: int) -> float:
    """Return the distance to the nearest ranking that prefers ``low`` to ``high``, which it does not now.

    1 for the pair and for each state strictly between, a half for each state tied with one of them; a
    half for each state of the tie where the two are tied.
    """
    floor, ceiling = row[low], row[high]
    if floor == ceiling:
        return float((row == floor).sum() - 1) / 2
    between = int(((row > floor) & (row < ceiling)).sum())
    tied = int((row == floor).sum() + (row == ceiling).sum()) - 2
    return 1 + between + tied / 2


def violated(better: Better, changes: Sequence[tuple[int, int]]) -> Iterator[Triple]:
    """Yield the triples that keep a relation from being a weak order.

    Parameters
    ----------
    better : ndarray of bool, shape (n_states, n_states)
        A weak order but for ``changes``.
    changes : sequence of (int, int)
        The ordered pairs ``(a, b)`` for which ``better[a, b]`` was changed.
    """
    for one, other in changes:
        if better[one, other]:
            for middle in np.flatnonzero(~better[one] & ~better[:, other]):
                if middle not in (one, other):
                    yield one, int(middle), other
            continue
        for last in np.flatnonzero(better[one] & ~better[other]):
            if last != other:
                yield one, other, int(last)
        for first in np.flatnonzero(better[:, other] & ~better[:, one]):
            if first != one:
                yield int(first), one, other
