"""Ranks of the states for every party in every world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.worlds.draws import Draws
from detente.analysis.worlds.ordering import Floats
from detente.analysis.worlds.structure import Structure

TIE = 1e-9
"""Utilities closer than this are equal: sums of stated weights differ by rounding where they are one
number (0.1 + 0.2 and 0.3), and drawn weights never come this close."""

_BITS = 40
"""Concerns compared in one integer: 2**40 times a rank below 2**16 stays far inside 64 bits."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Preferences:
    """What every party prefers in every world, states with the same concerns held being one class.

    Attributes
    ----------
    kinds : tuple of ndarray of intp, one per dm, each of shape (n_states,)
        The class each state belongs to.
    ranks : tuple of ndarray of int, one per dm, each of shape (n_classes, n_worlds)
        Dense ranks of the classes; larger is better, equal is indifferent.
    """

    kinds: tuple[NDArray[np.intp], ...]
    ranks: tuple[NDArray[np.signedinteger], ...]

    def of_states(self, worlds: NDArray[np.intp]) -> NDArray[np.signedinteger]:
        """Return the ranks of all states in some worlds, shape (n_dms, n_states, n_chosen)."""
        n_states = len(self.kinds[0])
        states = np.empty((len(self.ranks), n_states, len(worlds)), dtype=self.ranks[0].dtype)
        for dm, (kinds, ranks) in enumerate(zip(self.kinds, self.ranks, strict=True)):
            np.take(ranks[:, worlds], kinds, axis=0, out=states[dm])
        return states

    def improves(self, dm: int, start: int, end: int) -> NDArray[np.bool_]:
        """Return in which worlds ``dm`` prefers position ``end`` to ``start``, shape (n_worlds,)."""
        better: NDArray[np.bool_] = (
            self.ranks[dm][self.kinds[dm][end]] > self.ranks[dm][self.kinds[dm][start]]
        )
        return better


def build_preferences(structure: Structure, draws: Draws) -> Preferences:
    """Rank the states by weighted concerns, or, with ``method = "priority"``, by strict order.

    References
    ----------
    Weights: Lahdelma, Hokkanen & Salminen (1998). Strict order: option prioritising, Fang, Hipel,
    Kilgour & Peng (2003), "A decision support system for interactive decision making", *IEEE
    Transactions on Systems, Man, and Cybernetics C* 33(1).
    """
    kinds, ranks = [], []
    for dm, active in enumerate(structure.is_active):
        counts = np.flatnonzero(active)
        kind, held = _classes(structure.held[dm][counts])
        signs, weights = draws.signs[dm][counts], draws.weights[dm][counts]
        if structure.case.method == "priority":
            ranked = rank_by_priority(held, signs, weights)
        else:
            ranked = rank_by_weight(held, signs * weights)
        kinds.append(kind)
        ranks.append(ranked)
    size = np.result_type(*ranks)
    return Preferences(kinds=tuple(kinds), ranks=tuple(rank.astype(size) for rank in ranks))


def rank_by_weight(held: NDArray[np.bool_], weights: Floats) -> NDArray[np.signedinteger]:
    """Rank classes by the sum of the signed weights of what holds in them.

    Parameters
    ----------
    held : ndarray of bool, shape (n_concerns, n_classes)
    weights : ndarray of float, shape (n_concerns, n_worlds)
        Negative where the condition is avoided: not holding then counts for nothing instead of for
        its weight, which shifts all states alike.

    Returns
    -------
    ndarray of int, shape (n_classes, n_worlds)
    """
    return _dense(held.T.astype(float) @ weights, TIE)


def rank_by_priority(
    held: NDArray[np.bool_], signs: NDArray[np.int8], keys: Floats
) -> NDArray[np.signedinteger]:
    """Rank classes by the first concern, in order of the keys, on which they differ.

    Parameters
    ----------
    held : ndarray of bool, shape (n_concerns, n_classes)
    signs, keys : ndarray, shape (n_concerns, n_worlds)
        The smallest key comes first. Any number of concerns: ranks are made dense again before they
        outgrow an integer.

    Returns
    -------
    ndarray of int, shape (n_classes, n_worlds)
    """
    n_concerns, n_classes = held.shape
    n_worlds = keys.shape[1]
    sequence = np.argsort(keys, axis=0, kind="stable")
    wanted = np.take_along_axis(signs, sequence, axis=0) > 0
    rank = np.zeros((n_classes, n_worlds), dtype=np.int64)
    for place in range(n_concerns):
        if place and place % _BITS == 0:
            rank = _dense(rank, 0).astype(np.int64)
        met = wanted[place] == held[sequence[place]].T
        rank = 2 * rank + met
    return _dense(rank, 0)


def _classes(held: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return the class of each state and what holds in each class, shape (n_concerns, n_classes)."""
    if not len(held):
        return np.zeros(held.shape[1], dtype=np.intp), np.zeros((0, 1), dtype=bool)
    packed = np.packbits(held, axis=0).T.copy()
    whole = packed.view([("", packed.dtype)] * packed.shape[1]).reshape(-1)
    _, first, kind = np.unique(whole, return_index=True, return_inverse=True)
    return kind.reshape(-1).astype(np.intp), held[:, first]


def _dense(values: NDArray[np.generic], tie: float) -> NDArray[np.signedinteger]:
    """Rank each column from 0 up without gaps; values within ``tie`` of the next lower one are equal."""
    order = np.argsort(values, axis=0, kind="stable")
    ascending = np.take_along_axis(values, order, axis=0)
    size = next(size for size in (np.int8, np.int16, np.int32) if len(values) <= np.iinfo(size).max)
    step = np.zeros(values.shape, dtype=size)
    step[1:] = ascending[1:] - ascending[:-1] > tie  # type: ignore[operator]
    ranks = np.empty_like(step)
    np.put_along_axis(ranks, order, np.cumsum(step, axis=0, dtype=size), axis=0)
    return ranks
