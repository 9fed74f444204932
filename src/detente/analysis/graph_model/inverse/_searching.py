"""Search for the cheapest rankings under which a state holds, or breaks: cuts until nothing is violated.

Each round solves the program, looks at the comparisons it chose, and adds what they violate: a clause
for a dm that would still leave (or, to break, for an answer that would still deter it), and what keeps
the comparisons from being rankings. A round that violates nothing is the answer; until then its cost is
a bound, and its comparisons, made into rankings, are often a good answer already.

The clause for a dm ``i`` that leaves ``s`` for ``t`` under SEQ: let ``A`` be all the others can improve
to from ``t``. Then some state of ``A`` must not be better for ``i`` than ``s``, or some move out of ``A``
must become an improvement for its mover.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.inverse._keeping import Fact, Need, Question, Way
from detente.analysis.graph_model.inverse._orders import (
    Better,
    better_of,
    distance,
    inserted,
    ranks_of,
    violated,
)
from detente.analysis.graph_model.inverse._programs import SMALL, Expression, Program
from detente.analysis.graph_model.inverse._sequences import Came, Node, Step, steps_to

Goal = Literal["hold", "break"]
Key = tuple[int, int]
"""The dm that might leave, and what for: a position under SEQ, else the number of the need."""

Relations = Sequence[Better]
Rows = Mapping[int, NDArray[np.int32]]
Changes = Mapping[int, Sequence[tuple[int, int]]]

MAX_WAYS_SHOWN = 20
"""Ways to deter one improvement that are cut off in one round."""

MAX_NESTED = 8
"""Clauses drawn around one another for one departure in one round."""

MAX_TRIPLES = 2000
"""Inequalities of weak orders added for one dm in one round."""


class Departures:
    """What would make each dm leave, and what deters it, under any comparisons.

    Parameters
    ----------
    question : Question
    needs : sequence of Need, or None
        What keeps the dms, where it is short enough to list; under SEQ the others' sequences are walked.
    """

    def __init__(self, question: Question, needs: Sequence[Need] | None) -> None:
        self.question = question
        self.needs = needs
        self._walks = [question.sequences(dm) for dm in range(question.model.n_dms)]

    def keys(self) -> list[Key]:
        """Return every departure that may be made."""
        if self.needs is not None:
            return [(need.dm, index) for index, need in enumerate(self.needs)]
        here = self.question.here
        return [(dm, there) for dm, walk in enumerate(self._walks) for there in walk.targets(dm, here)]

    def deterring(self, key: Key, better: Relations) -> Iterator[Way]:
        """Yield the ways that deter one departure, each the comparisons of varying dms it rests on."""
        dm, index = key
        if self.needs is not None:
            yield from (way for way in self.needs[index].ways if all(_holds(better, fact) for fact in way))
            return
        here = self.question.here
        came = self._came(key, better)
        for node in came:
            if not better[dm][node[0], here]:
                facts = {(dm, here, node[0], False)} if node[0] != here else set()
                facts |= {(mover, end, start, True) for mover, start, end in steps_to(came, node)}
                yield frozenset(fact for fact in facts if fact[0] in self.question.varying)

    def clauses(self, key: Key, better: Relations, program: Program) -> Iterator[list[Fact]]:
        """Yield lists of comparisons, of each of which one must hold for a departure to be deterred.

        To be asked where nothing deters it. The first list is the one around all the others can improve to;
        each further one is drawn around that and what one more change would let them improve to.
        """
        dm, index = key
        if self.needs is not None:
            # One false comparison of each way, the dearest: all that does not cost as much stays barred.
            false = ([f for f in sorted(way) if not _holds(better, f)] for way in self.needs[index].ways)
            yield sorted({max(facts, key=program.price) for facts in false})
            return
        inside: dict[Node, None] = {(index, 0): None}
        fresh = list(inside)
        for _ in range(MAX_NESTED):
            crossing = self._spread(dm, inside, fresh, better)
            if any(not better[dm][position, self.question.here] for position, _ in inside):
                return
            answers = {(dm, self.question.here, position, False) for position, _ in inside}
            facts = answers | {(mover, end, start, True) for _, (mover, start, end) in crossing}
            yield sorted(fact for fact in facts if fact[0] in self.question.varying)
            fresh = [
                node
                for node, (mover, start, end) in crossing
                if mover in self.question.varying and program.preference(mover, end, start).parts
            ]
            if not fresh:
                return

    def _spread(
        self, dm: int, inside: dict[Node, None], fresh: Iterable[Node], better: Relations
    ) -> list[tuple[Node, Step]]:
        """Take in all the others can improve to; return what one more move would lead to, with that move."""
        others = self.question.others(dm)
        queue = deque(fresh)
        inside.update(dict.fromkeys(queue))
        while queue:
            for after, (mover, start, end) in self._walks[dm].onward(queue.popleft(), others):
                if after not in inside and better[mover][end, start]:
                    inside[after] = None
                    queue.append(after)
        return [
            (after, step)
            for node in inside
            for after, step in self._walks[dm].onward(node, others)
            if after not in inside
        ]

    def is_made(self, key: Key, better: Relations) -> bool:
        """Whether nothing deters a departure."""
        return next(self.deterring(key, better), None) is None

    def _came(self, key: Key, better: Relations) -> Came:
        dm, there = key
        walk, others = self._walks[dm], self.question.others(dm)
        return walk.walk(there, others, lambda step: bool(better[step[0]][step[2], step[1]]))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """The cheapest rankings found.

    Attributes
    ----------
    rows : mapping from dm to ndarray, or None
        None where there are none, or none was found in time.
    bound : float
        Nothing costs less.
    is_proven : bool
        Whether nothing is cheaper, or, without rows, whether the goal cannot be reached at all.
    n_rounds : int
    """

    rows: Rows | None
    bound: float
    is_proven: bool
    n_rounds: int


class Search:
    """One search for the cheapest change.

    Parameters
    ----------
    departures : Departures
    goal : {"hold", "break"}
    program : Program
        Empty still; its rows are those of the varying dms.
    kept : collection of (dm, one, other)
        Pairs that must stay as they are.
    step : float
        Two costs that differ at all differ by this much.
    refine : function from rankings to an iterable of rankings
        Makes rankings that may reach the goal from some that may not.
    """

    def __init__(
        self,
        departures: Departures,
        goal: Goal,
        program: Program,
        kept: Iterable[tuple[int, int, int]],
        step: float,
        refine: Callable[[Rows], Iterable[Rows]],
    ) -> None:
        self.departures, self.goal, self.program, self.step = departures, goal, program, step
        self._kept = sorted(kept)
        self._refine = refine
        self._keys = departures.keys()
        model = departures.question.model
        self._given = [model.prefers(dm).T for dm in range(model.n_dms)]
        self._best: dict[int, NDArray[np.int32]] | None = None
        self._best_cost = float("inf")

    def run(self, deadline: float) -> Outcome:
        """Search until the cheapest is proven, or the time (of `time.monotonic`) is up."""
        for rows in self._refine({}):
            self._offer(rows)
        if self.goal == "break":
            chosen = Expression(-1.0)
            for key in self._keys:
                chosen.add(self.program.selector(key))
            self.program.require(chosen)
        self._cut_goal(self._given, self._keys)
        bound, n_rounds = 0.0, 0
        while True:
            n_rounds += 1
            found = self.program.solve(deadline - time.monotonic())
            bound = max(bound, min(found.bound, self._best_cost))
            if found.is_infeasible or bound > self._best_cost - self.step + SMALL:
                return self._outcome(self._best_cost, n_rounds, is_proven=True)
            if found.values is None or not found.is_solved:
                return self._outcome(bound, n_rounds, is_proven=False)
            if self._is_answer(found.values, bound):
                return self._outcome(self._best_cost, n_rounds, is_proven=True)
            if time.monotonic() > deadline:
                return self._outcome(bound, n_rounds, is_proven=False)

    def _is_answer(self, values: NDArray[np.float64], bound: float) -> bool:
        """Whether a solution leads to the cheapest rankings; what it violates is added to the program."""
        changes = self.program.changes(values)
        better = list(self._given)
        for dm, pairs in changes.items():
            better[dm] = self._given[dm].copy()
            for one, other in pairs:
                better[dm][one, other] ^= True
        keys = self._keys
        if self.goal == "break":
            keys = [key for key in keys if self.program.is_chosen(key, values)]
        # Departures are settled first: what keeps comparisons that fail anyway from being rankings is
        # of no use. Rankings near them, with the state moved as it still takes, may be.
        n_cuts = self._cut_goal(better, keys)
        for near in self._rankings(better, changes):
            for rows in self._refine(near):
                self._offer(rows)
        if n_cuts:
            return False
        triples = {dm: dict.fromkeys(violated(better[dm], pairs)) for dm, pairs in changes.items()}
        if not any(triples.values()):
            self._offer({dm: ranks_of(better[dm]) for dm in changes})
            return True
        if bound > self._best_cost - self.step + SMALL:
            return True
        for dm, found in triples.items():
            for triple in islice(found, MAX_TRIPLES):
                self.program.require_order(dm, triple)
        return False

    def _cut_goal(self, better: Relations, keys: Sequence[Key]) -> int:
        """Add what the goal still lacks under some comparisons, and return how many cuts that took."""
        n_cuts = 0
        for key in keys:
            if self.goal == "hold":
                if self.departures.is_made(key, better):
                    for facts in self.departures.clauses(key, better, self.program):
                        self.program.require_one(facts)
                        n_cuts += 1
                continue
            for way in islice(self.departures.deterring(key, better), MAX_WAYS_SHOWN):
                broken = Expression(float(len(way))).add(self.program.selector(key), -1.0)
                for fact in sorted(way):
                    broken.add(self.program.truth(fact), -1.0)
                self.program.require(broken)
                n_cuts += 1
        return n_cuts

    def _rankings(self, better: Relations, changes: Changes) -> Iterator[Rows]:
        """Yield rankings near some comparisons: each state a dm comes to prefer goes just above the other.

        Or the other just below it. The wished-for state is left where it was, to be moved afterwards.
        """
        here = self.departures.question.here
        for is_up in (True, False):
            rows = {}
            for dm, pairs in changes.items():
                row = self.program.rows[dm]
                for one, other in pairs:
                    if better[dm][one, other] and here not in (one, other) and row[one] <= row[other]:
                        row = inserted(row, one, other, is_up=is_up)
                if row is not self.program.rows[dm]:
                    rows[dm] = row
            yield rows

    def _offer(self, rows: Rows) -> None:
        """Keep rankings that reach the goal for less than the best so far."""
        given = self.program.rows
        cost = sum(self.program.prices[dm] * distance(given[dm], row) for dm, row in rows.items())
        if cost > self._best_cost - SMALL or not all(self._keeps(rows, *pair) for pair in self._kept):
            return
        better = [better_of(rows[dm]) if dm in rows else known for dm, known in enumerate(self._given)]
        is_made = (self.departures.is_made(key, better) for key in self._keys)
        if any(is_made) == (self.goal == "hold"):
            return
        self._best, self._best_cost = {**given, **rows}, cost
        self.program.limit = cost - self.step + SMALL

    def _keeps(self, rows: Rows, dm: int, one: int, other: int) -> bool:
        given = self.program.rows[dm]
        row = rows.get(dm, given)
        return bool(np.sign(row[one] - row[other]) == np.sign(given[one] - given[other]))

    def _outcome(self, bound: float, n_rounds: int, *, is_proven: bool) -> Outcome:
        return Outcome(rows=self._best, bound=bound, is_proven=is_proven, n_rounds=n_rounds)


def _holds(better: Relations, fact: Fact) -> bool:
    dm, one, other, is_strict = fact
    return bool(better[dm][one, other]) if is_strict else not better[dm][other, one]
