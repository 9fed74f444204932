"""An integer program over pairwise comparisons: the cheapest rankings that meet clauses on them.

A strict comparison has one binary variable, 1 where it is reversed; a tie has two, one for each way of
splitting it, at half the price. Variables and the inequalities that make the comparisons of a dm a weak
order (``a`` over ``c`` needs ``a`` over ``b`` or ``b`` over ``c``) are added when first needed, so the
program is a relaxation throughout and its bound is a bound on the whole question.

References
----------
Groetschel, Juenger & Reinelt (1984), "A cutting plane algorithm for the linear ordering problem",
*Operations Research* 32(6).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.inverse._keeping import Fact
from detente.analysis.graph_model.inverse._orders import Triple, span

SMALL = 1e-6


@dataclass(slots=True)
class Expression:
    """A constant plus variables with coefficients."""

    constant: float = 0.0
    parts: dict[int, float] = field(default_factory=dict)

    def add(self, other: Expression, times: float = 1.0) -> Expression:
        """Add a multiple of another, here, and return this."""
        for variable, coefficient in other.parts.items():
            self.parts[variable] = self.parts.get(variable, 0.0) + times * coefficient
        self.constant += times * other.constant
        return self


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """What the solver says of the program as it stands.

    Attributes
    ----------
    values : ndarray of float, shape (n_variables,), or None
        None where no solution was found, or there is none.
    bound : float
        No solution costs less.
    is_infeasible : bool
    is_solved : bool
        Whether ``values`` are optimal.
    """

    values: NDArray[np.float64] | None
    bound: float
    is_infeasible: bool
    is_solved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What a dm's change takes at least, because the wished-for state must rise above one of some states.

    Attributes
    ----------
    distance : float
        Of any ranking that meets what is known to be needed.
    rise : float
        Of any ranking in which the state rises above one of ``over``.
    over : frozenset of int
    here : int
        The wished-for state.
    """

    distance: float = 0.0
    rise: float = 0.0
    over: frozenset[int] = frozenset()
    here: int = -1

    def with_change(self, one: int, other: int, entailed: float) -> float:
        """Return what it takes at least to also come to prefer ``one`` to ``other``, which alone takes some.

        Where neither is the state or among those it may rise above, the two changes share no pair of
        states, but for the comparisons of ``one`` and ``other`` with the states of the rise: at most 2.
        """
        least = max(self.distance, entailed)
        if {one, other} & self.over or self.here in (one, other):
            return least
        return max(least, self.rise + entailed - 2)


class Program:
    """Variables, clauses and order cuts so far.

    Parameters
    ----------
    rows : mapping from dm to ndarray, shape (n_states,)
        The ranks of the dms that may vary.
    prices : mapping from dm to float
        What one reversal costs.
    kept : collection of (dm, one, other), one < other
        Pairs that must stay as they are.
    """

    def __init__(
        self,
        rows: Mapping[int, NDArray[np.int32]],
        prices: Mapping[int, float],
        kept: Iterable[tuple[int, int, int]] = (),
    ) -> None:
        self.rows = rows
        self.prices = prices
        self.limit = float("inf")
        self.floors = dict.fromkeys(rows, Floor())
        self._kept = frozenset(kept)
        self._pairs: dict[tuple[int, int, int], int] = {}
        self._selectors: dict[Hashable, int] = {}
        self._cost: list[float] = []
        self._integral: list[int] = []
        self._top: list[float] = []
        self._rows: list[Expression] = []
        # What the changes of one dm cost in all: at least their sum, and at least what any one entails.
        self._totals = {dm: self._new(price, is_binary=False) for dm, price in prices.items()}
        self._sums = {dm: Expression(0.0, {total: 1.0}) for dm, total in self._totals.items()}
        self._payments: dict[tuple[int, float], int] = {}
        self._triples: set[tuple[int, Triple]] = set()

    def preference(self, dm: int, one: int, other: int) -> Expression:
        """Return the expression that is 1 where a dm prefers one position to another, else 0.

        A change that, with what the other dms' changes cost at least, costs ``limit`` or more is taken for
        impossible.
        """
        row = self.rows[dm]
        if row[one] > row[other]:
            return Expression(1.0).add(self._change(dm, other, one), -1.0)
        return self._change(dm, one, other)

    def truth(self, fact: Fact) -> Expression:
        """Return the expression that is 1 where a comparison holds, else 0."""
        dm, one, other, is_strict = fact
        if is_strict:
            return self.preference(dm, one, other)
        return Expression(1.0).add(self.preference(dm, other, one), -1.0)

    def selector(self, key: Hashable) -> Expression:
        """Return the binary variable of a choice."""
        if key not in self._selectors:
            self._selectors[key] = self._new(0.0, is_binary=True)
        return Expression(0.0, {self._selectors[key]: 1.0})

    def is_chosen(self, key: Hashable, values: NDArray[np.float64]) -> bool:
        """Whether a solution makes a choice."""
        return bool(values[self._selectors[key]] > 0.5)

    def require(self, row: Expression) -> None:
        """Add that an expression is at least 0."""
        self._rows.append(row)

    def require_one(self, facts: Sequence[Fact]) -> None:
        """Add that at least one comparison holds.

        The same is said once more in a way that binds before any variable is settled: some dm pays for
        the cheapest of its comparisons here.
        """
        total, cheapest = Expression(-1.0), dict.fromkeys(self.rows, float("inf"))
        for fact in facts:
            truth = self.truth(fact)
            total.add(truth)
            if truth.parts:
                cheapest[fact[0]] = min(cheapest[fact[0]], self.price(fact))
        self.require(total)
        paid = Expression(-1.0)
        for dm, price in cheapest.items():
            if price < float("inf"):
                paid.add(self._payment(dm, price))
        self.require(paid)

    def require_cost(self, dm: int, floor: Floor) -> None:
        """Add that the changes of a dm cost at least so much."""
        self.floors[dm] = floor
        self.require(Expression(-floor.distance, {self._totals[dm]: 1.0}))

    def _payment(self, dm: int, price: float) -> Expression:
        """Return a binary variable that can be 1 only where the changes of a dm cost so much."""
        key = (dm, price)
        if key not in self._payments:
            variable = self._payments[key] = self._new(0.0, is_binary=True)
            entailed = price / self.prices[dm]
            self.require(Expression(0.0, {self._totals[dm]: 1.0, variable: -entailed}))
        return Expression(0.0, {self._payments[key]: 1.0})

    def require_order(self, dm: int, triple: Triple) -> bool:
        """Add one inequality of a weak order; False when it is there already."""
        if (dm, triple) in self._triples:
            return False
        self._triples.add((dm, triple))
        one, middle, last = triple
        row = self.preference(dm, one, middle).add(self.preference(dm, middle, last))
        self.require(row.add(self.preference(dm, one, last), -1.0))
        return True

    def price(self, fact: Fact) -> float:
        """Return what the changes of a dm cost at least where a comparison is made to hold."""
        dm, one, other, is_strict = fact
        row = self.rows[dm]
        if (row[one] > row[other]) if is_strict else (row[one] >= row[other]):
            return self.prices[dm] * self.floors[dm].distance
        return self.prices[dm] * self._entailed((dm, one, other))

    def changes(self, values: NDArray[np.float64]) -> dict[int, list[tuple[int, int]]]:
        """Return, per dm, the ordered pairs whose preference differs from the given one, in order."""
        found: dict[int, list[tuple[int, int]]] = {dm: [] for dm in self.rows}
        for (dm, one, other), variable in sorted(self._pairs.items()):
            if values[variable] > 0.5:
                found[dm].append((one, other))
                if self.rows[dm][one] != self.rows[dm][other]:
                    found[dm].append((other, one))
        return found

    def solve(self, seconds: float) -> Found:
        """Solve the program as it stands; what it costs is the sum of prices times distances."""
        # SciPy's optimisers take a tenth of a second to import, and few questions need them.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_matrix

        rows = [*self._rows, *self._sums.values()]
        indices = [variable for row in rows for variable in row.parts]
        entries = [coefficient for row in rows for coefficient in row.parts.values()]
        starts = np.cumsum([0, *(len(row.parts) for row in rows)])
        matrix = csr_matrix((entries, indices, starts), shape=(len(rows), len(self._cost)))
        lower = np.array([-row.constant for row in rows])
        done = milp(
            self._cost,
            integrality=self._integral,
            bounds=Bounds(0, self._top),
            constraints=LinearConstraint(matrix, lower, np.inf),
            options={"time_limit": max(seconds, 0.01), "mip_rel_gap": 0.0},
        )
        bound = done.mip_dual_bound if done.mip_dual_bound is not None else 0.0
        return Found(
            values=done.x,
            bound=float(bound) if np.isfinite(bound) else 0.0,
            is_infeasible=done.status == 2,
            is_solved=done.status == 0,
        )

    def _change(self, dm: int, one: int, other: int) -> Expression:
        """Return the variable of coming to prefer one position to another, which is not so now."""
        key = (dm, one, other)
        if key not in self._pairs:
            if (dm, min(one, other), max(one, other)) in self._kept or self._least(key) >= self.limit:
                return Expression()
            self._add_pair(key)
        return Expression(0.0, {self._pairs[key]: 1.0})

    def _add_pair(self, key: tuple[int, int, int]) -> None:
        dm, one, other = key
        is_tie = self.rows[dm][one] == self.rows[dm][other]
        variable = self._pairs[key] = self._new(0.0, is_binary=True)
        own = 0.5 if is_tie else 1.0
        self._sums[dm].parts[variable] = -own
        floor, entailed = self.floors[dm].distance, self._entailed(key)
        if entailed > max(own, floor):
            self.require(Expression(-floor, {self._totals[dm]: 1.0, variable: floor - entailed}))
        if is_tie and (dm, other, one) in self._pairs:
            self.require(Expression(1.0, {variable: -1.0, self._pairs[dm, other, one]: -1.0}))

    def _entailed(self, key: tuple[int, int, int]) -> float:
        """Return how far at least the ranking of a dm is from the given one where a change is made."""
        dm, one, other = key
        return self.floors[dm].with_change(one, other, span(self.rows[dm], one, other))

    def _least(self, key: tuple[int, int, int]) -> float:
        """Return what any solution costs that makes a change."""
        others = (self.prices[dm] * floor.distance for dm, floor in self.floors.items() if dm != key[0])
        return self.prices[key[0]] * self._entailed(key) + sum(others)

    def _new(self, cost: float, *, is_binary: bool) -> int:
        self._cost.append(cost)
        self._integral.append(int(is_binary))
        self._top.append(1.0 if is_binary else np.inf)
        return len(self._cost) - 1
