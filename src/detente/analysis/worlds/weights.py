"""Weights that agree with what a case states of them: bounds, contradictions, and uniform draws.

A party's weights add up to 1; each lies in its stated interval ([0, 1] when open), and a concern that
comes earlier by ``order`` weighs at least as much as one that comes later. Draws are uniform on that
part of the simplex, as in stochastic multicriteria acceptability analysis.

References
----------
Lahdelma, Hokkanen & Salminen (1998), "SMAA - Stochastic multiobjective acceptability analysis",
*European Journal of Operational Research* 106(1).
Lahdelma & Salminen (2001), "SMAA-2: Stochastic multicriteria acceptability analysis for group decision
making", *Operations Research* 49(3).
Tervonen, van Valkenhoef, Basturk & Postmus (2013), "Hit-And-Run enables efficient weight generation for
simulation-based multiple criteria decision analysis", *European Journal of Operational Research* 224(3).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.analysis.worlds.ordering import Floats, keep_order
from detente.case.model import Concern
from detente.errors import CaseError

POINT = 1e-9
"""An interval narrower than this, once all bounds are put together, is a number."""

MAX_ROUNDS = 64
"""Rounds of drawing and rejecting before the worlds still without weights take the random walk."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WeightSpace:
    """The weights one party may have.

    Attributes
    ----------
    low, high : ndarray of float, shape (n_concerns,)
        Bounds after order and sum have been put to use; equal ends exactly where only one weight fits.
    order : ndarray of int, shape (n_concerns,)
        Stated priority, 1 first; 0 when not stated.
    """

    low: Floats
    high: Floats
    order: NDArray[np.int64]

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """Whether each weight may still vary, shape (n_concerns,)."""
        varies: NDArray[np.bool_] = self.high - self.low > POINT
        return varies


def build_space(concerns: Sequence[Concern], party: str) -> WeightSpace:
    """Put intervals, orders and the sum of 1 together.

    A party with a single concern gives it the whole weight, whatever interval is stated.

    Raises
    ------
    CaseError
        If no weights fulfil them; it names the party, the concerns and what to change.
    """
    order = np.array([concern.order or 0 for concern in concerns], dtype=np.int64)
    if len(concerns) == 1:
        return WeightSpace(low=np.ones(1), high=np.ones(1), order=order)
    stated = [concern.weight or (0.0, 1.0) for concern in concerns]
    low = np.array([interval[0] for interval in stated], dtype=float)
    high = np.array([interval[1] for interval in stated], dtype=float)
    low, high = _ordered(low, high, order)
    crossed = np.flatnonzero(low > high + POINT)
    names = ", ".join(repr(concern.id) for concern in concerns)
    if len(crossed):
        raise CaseError(
            f"a preference cycle: the weights of party {party!r} contradict their order at concern "
            f"{concerns[crossed[0]].id!r}, which would have to weigh at least {low[crossed[0]]:g} and at "
            f"most {high[crossed[0]]:g} (concerns {names}): change an order or a weight"
        )
    if low.sum() > 1 + POINT or high.sum() < 1 - POINT:
        end, total, side = ("low", low.sum(), "above") if low.sum() > 1 else ("high", high.sum(), "below")
        raise CaseError(
            f"the weights of party {party!r} cannot add up to 1: the {end} ends of concerns {names}, orders "
            f"included, add up to {total:g}, {side} 1; {'lower' if end == 'low' else 'raise'} an interval, "
            'or leave one "open"'
        )
    low, high = _summed(low, high, order)
    return WeightSpace(low=low, high=high, order=order)


def _ordered(low: Floats, high: Floats, order: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Carry low ends up and high ends down the stated order."""
    low, high = low.copy(), high.copy()
    for one in np.flatnonzero(order):
        later = order > order[one]
        earlier = (order > 0) & (order < order[one])
        low[one] = max(low[one], low[later].max(initial=0.0))
        high[one] = min(high[one], high[earlier].min(initial=1.0))
    return low, high


def _summed(low: Floats, high: Floats, order: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Narrow the bounds by the sum of 1 until nothing moves; on a feasible space they never cross."""
    for _ in range(100):
        new_low = np.maximum(low, 1 - (high.sum() - high))
        new_high = np.minimum(high, 1 - (low.sum() - low))
        new_low, new_high = _ordered(new_low, new_high, order)
        if np.allclose(new_low, low, rtol=0, atol=1e-15) and np.allclose(new_high, high, rtol=0, atol=1e-15):
            break
        low, high = new_low, new_high
    return low, np.maximum(low, high)


def draw_weights(
    space: WeightSpace,
    n_worlds: int,
    exponentials: Callable[[int, int], Floats],
    walker: Callable[[], np.random.Generator],
) -> Floats:
    """Draw weights uniformly from a space.

    Parameters
    ----------
    space : WeightSpace
    n_worlds : int
    exponentials : callable
        ``exponentials(concern, round)`` gives standard exponential variates, shape (n_worlds,). Each
        concern has its own, so that what is drawn for one does not move with the others.
    walker : callable
        Makes the generator of the random walk, if it is needed.

    Returns
    -------
    ndarray of float, shape (n_concerns, n_worlds)

    Notes
    -----
    Exponentials over their sum are uniform on a simplex (the flat Dirichlet distribution). They are laid
    above the low ends or below the high ends, whichever leaves less to reject, stated orders are
    fulfilled by sorting, and what falls outside the bounds is drawn again: this is exact. Worlds that
    are still without weights after `MAX_ROUNDS` rounds, because the space is a sliver, take the end of a
    hit-and-run walk, which is uniform in the limit of long walks.
    """
    weights = np.repeat(space.low[:, None], n_worlds, axis=1)
    free = np.flatnonzero(space.is_open)
    if len(free) < 2:
        return weights
    inner = _Inner(space, free)
    missing = np.ones(n_worlds, dtype=bool)
    for turn in range(MAX_ROUNDS):
        raw = np.stack([exponentials(int(concern), turn) for concern in free])
        proposed = inner.propose(raw / raw.sum(axis=0))
        fits = missing & inner.contains(proposed)
        weights[np.ix_(free, np.flatnonzero(fits))] = proposed[:, fits]
        missing &= ~fits
        if not missing.any():
            return weights
    walked = inner.walk(int(missing.sum()), walker())
    weights[np.ix_(free, np.flatnonzero(missing))] = walked
    return weights


class _Inner:
    """The weights that may vary, and what is left for them to add up to."""

    def __init__(self, space: WeightSpace, free: NDArray[np.intp]) -> None:
        fixed = np.delete(space.low, free)
        self.total = 1.0 - float(fixed.sum())
        self.low, self.high, self.order = space.low[free], space.high[free], space.order[free]
        self.chain = np.flatnonzero(self.order)
        ranks = np.unique(self.order[self.chain])
        # Neighbours in the order are enough: the rest follows.
        self.pairs = [
            (int(ahead), int(behind))
            for rank, following in pairwise(ranks)
            for ahead in np.flatnonzero(self.order == rank)
            for behind in np.flatnonzero(self.order == following)
        ]
        # Within the chain, sorting needs one common end to lay the simplex on.
        base, top = self.low.copy(), self.high.copy()
        if len(self.chain):
            base[self.chain] = base[self.chain].min()
            top[self.chain] = top[self.chain].max()
        above, below = self.total - base.sum(), top.sum() - self.total
        self.origin, self.scale = (base, above) if above <= below else (top, -below)

    def propose(self, shares: Floats) -> Floats:
        """Lay shares of a simplex, shape (n_free, n_worlds), into the space's smaller frame."""
        proposed = self.origin[:, None] + self.scale * shares
        # The largest weights of the chain belong to the concerns that come first.
        return -keep_order(-proposed, self.order) if self.pairs else proposed

    def contains(self, weights: Floats) -> NDArray[np.bool_]:
        """Return which columns, shape (n_worlds,), keep to the bounds; the order holds already."""
        inside = (weights >= self.low[:, None]) & (weights <= self.high[:, None])
        return np.asarray(inside.all(axis=0))

    def walk(self, n_walks: int, generator: np.random.Generator) -> Floats:
        """Walk from inner points along random lines, each time to a uniform point on the line.

        Hit-and-run (Tervonen et al. 2013), all walks side by side, shape (n_free, n_walks).
        """
        n_free = len(self.low)
        lines = np.concatenate([np.eye(n_free), -np.eye(n_free), np.zeros((len(self.pairs), n_free))])
        limits = np.concatenate([self.high, -self.low, np.zeros(len(self.pairs))])
        for row, (ahead, behind) in enumerate(self.pairs, start=2 * n_free):
            lines[row, behind], lines[row, ahead] = 1.0, -1.0
        spread = (self.high - self.low)[:, None]
        point = self._inner_points(n_walks, generator)
        for _ in range(200 + 20 * n_free**2):
            step = generator.standard_normal((n_free, n_walks)) * spread
            step -= step.mean(axis=0)
            rise = lines @ step
            room = np.maximum(limits[:, None] - lines @ point, 0.0)
            with np.errstate(divide="ignore", invalid="ignore"):
                reach = room / rise
            furthest = np.where(rise > 0, reach, np.inf).min(axis=0)
            nearest = np.where(rise < 0, reach, -np.inf).max(axis=0)
            point = point + step * (nearest + (furthest - nearest) * generator.random(n_walks))
        walked: Floats = np.clip(point, self.low[:, None], self.high[:, None])
        return walked

    def _inner_points(self, n_walks: int, generator: np.random.Generator) -> Floats:
        """Return points strictly inside: means of random points that keep order, bounds and sum."""
        n_mixed = 8
        shape = (len(self.low), n_walks * n_mixed)
        points = self.low[:, None] + (self.high - self.low)[:, None] * generator.random(shape)
        for ahead, behind in self.pairs:
            ceiling = np.minimum(points[ahead], self.high[behind])
            points[behind] = np.minimum(points[behind], ceiling)
        missing = self.total - points.sum(axis=0)
        # Towards the high ends when the sum is short, towards the low ends when it is over: bounds and
        # order hold along the whole way.
        goal = np.where(missing > 0, self.high[:, None], self.low[:, None])
        distance = (goal - points).sum(axis=0)
        part = np.divide(missing, distance, out=np.zeros_like(missing), where=distance != 0)
        points = points + (goal - points) * part
        return np.asarray(points.reshape(len(self.low), n_walks, n_mixed).mean(axis=2))
