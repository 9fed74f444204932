"""The four concepts over a cube of states: who is stable where, under each rule for joint moves."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, cycle
from math import comb

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.engine._cube import Cube, Ints, Values
from detente.analysis.graph_model.moves import MoveGraph
from detente.errors import ModelError

MAX_THREADS = 8
"""Each holds up to three arrays of values over all states: 200 MB at 2**24."""

SMALL = 1 << 15
"""Up to this many states a solve takes a few milliseconds and starts no threads."""

MAX_ONCE_BYTES = 1 << 31
"""``once`` holds an array of values for each set of movers of two neighbouring sizes; no more than 2 GB."""

Lower = Callable[[int, Values, Values], bool]
"""Lower the second array to what one dm's moves lead to in the first; say whether anything changed."""


class CubeAnswers:
    """How the others can answer each dm, over all combinations of options of one model."""

    def __init__(self, graph: MoveGraph, ranks: Values) -> None:
        self.cube = Cube(graph)
        self.ranks = [self.cube.expand(np.ascontiguousarray(row), -1) for row in ranks]
        self._orders: dict[int, Ints] = {}

    def order(self, dm: int) -> Ints:
        """Return the order of each block by what ``dm`` prefers; worked out once."""
        if dm not in self._orders:
            self._orders[dm] = self.cube.order(dm, self.ranks[dm])
        return self._orders[dm]

    def worst(self, dm: int, values: Values, rule: JointMoves, *, improving: bool) -> Values:
        """Return the smallest value the others can bring each state to, all over the cube.

        Infeasible states hold the largest value of the type.
        """
        cube = self.cube
        movers = [j for j in range(cube.graph.n_dms) if j != dm and cube.own(j)]

        def lower(mover: int, source: Values, target: Values) -> bool:
            return cube.lower(mover, source, target, self.order(mover) if improving else None)

        if rule == "legal" or len(movers) < 2:
            # Where every state is feasible the others' moves can be made in any order, so one turn
            # for each of them reaches all.
            commute = cube.is_full and not improving
            return _legal(movers, values, lower, commute=commute)
        if rule == "single":
            worst = values.copy()
            for mover in movers:
                lower(mover, values, worst)
            return worst
        return _once(movers, values, lower)

    def judge(self, dm: int, values: Values) -> NDArray[np.bool_]:
        """Return where one dm has no move to a state whose value is above the rank it leaves.

        ``values`` hold -1 where infeasible.
        """
        cube = self.cube
        rank = cube.shaped(self.ranks[dm], cube.own(dm))
        return (cube.best_own(dm, values) <= rank).reshape(-1)

    def lasting(self, dm: int, answer: Values) -> NDArray[np.bool_]:
        """Return where one dm has no improvement that the answer leaves better than the state it left."""
        np.minimum(answer, self.ranks[dm], out=answer)
        return self.judge(dm, answer)

    def best(self, dm: int, values: Values, fill: int) -> Values:
        """Return the largest value over each state and a dm's moves, ``fill`` where infeasible."""
        best = self.cube.best_everywhere(dm, values)
        if not self.cube.is_full:
            best[self.ranks[dm] < 0] = fill
        return best


def solve_cube(
    graph: MoveGraph, ranks: Values, concepts: Sequence[str], rule: JointMoves
) -> dict[str, NDArray[np.bool_]]:
    """Return where each dm is stable, per concept, shape (n_dms, n_states)."""
    answers = CubeAnswers(graph, ranks)
    stable = {concept: np.empty((graph.n_dms, graph.n_states), dtype=bool) for concept in concepts}

    def solve_one(concept: str, dm: int) -> None:
        answers.cube.compress(_solve_one(answers, concept, dm, rule), stable[concept][dm])

    # The longest tasks come first, so that the threads end together.
    dms = range(graph.n_dms)
    tasks = [(concept, dm) for concept in ("seq", "smr", "gmr", "nash") for dm in dms if concept in concepts]
    n_threads = 1 if graph.n_states <= SMALL else min(MAX_THREADS, _n_cores())
    with ThreadPoolExecutor(n_threads) as pool:
        if "seq" in concepts:
            list(pool.map(answers.order, dms))
        list(pool.map(lambda task: solve_one(*task), tasks))
    return stable


def _solve_one(answers: CubeAnswers, concept: str, dm: int, rule: JointMoves) -> NDArray[np.bool_]:
    """Return where one dm is stable under one concept, over the cube."""
    rank = answers.ranks[dm]
    if concept == "nash":
        return answers.judge(dm, rank)
    if concept != "seq" and _is_closed_form(answers.cube, dm, rule):
        return _closed_form(answers.cube, dm, rank, concept)
    wall = int(np.iinfo(rank.dtype).max)
    if concept == "smr":
        values = answers.best(dm, rank, wall)
    else:
        values = rank if answers.cube.is_full else np.where(rank < 0, rank.dtype.type(wall), rank)
    return answers.lasting(dm, answers.worst(dm, values, rule, improving=concept == "seq"))


def _is_closed_form(cube: Cube, dm: int, rule: JointMoves) -> bool:
    """Whether the others, and the dm, can each bring about any combination of their options."""
    movers = [j for j in range(cube.graph.n_dms) if cube.own(j)]
    others = [k for j in movers if j != dm for k in cube.own(j)]
    is_exact = cube.is_full and all(map(cube.is_two_way, movers))
    is_quick = cube.is_blocked(cube.own(dm), others)
    return is_exact and is_quick and (rule != "single" or len({*movers} - {dm}) < 2)


def _closed_form(cube: Cube, dm: int, rank: Values, concept: str) -> NDArray[np.bool_]:
    """GMR where the rank is the maximin or more, SMR where it is the minimax or more (Howard 1971)."""
    own = cube.own(dm)
    others = [k for j in range(cube.graph.n_dms) if j != dm for k in cube.own(j)]
    shaped = cube.shaped(rank, own, others)
    mine, theirs = cube.axes(0, own, others), cube.axes(1, own, others)
    if concept == "gmr":
        value = shaped.min(axis=theirs, keepdims=True).max(axis=mine, keepdims=True)
    else:
        value = shaped.max(axis=mine, keepdims=True).min(axis=theirs, keepdims=True)
    stable: NDArray[np.bool_] = shaped >= value
    return stable.reshape(-1)


def _legal(movers: Sequence[int], values: Values, lower: Lower, *, commute: bool) -> Values:
    """Let the movers take turns until none of them changes anything more."""
    worst = values.copy()
    quiet = 0
    for turn, mover in enumerate(cycle(movers)):
        if quiet == len(movers) or (commute and turn == len(movers)):
            break
        # Two moves in a row by one dm are one move, so whoever moved last has nothing to add.
        quiet = 1 if lower(mover, worst, worst) else quiet + 1
    return worst


def _once(movers: Sequence[int], values: Values, lower: Lower) -> Values:
    """Let each mover move at most once, in any order: sets of those who may still move, smallest first."""
    held = max(comb(len(movers), size) + comb(len(movers), size + 1) for size in range(len(movers)))
    if held * values.nbytes > MAX_ONCE_BYTES:
        raise ModelError(
            f"the rule 'once' over {len(values)} combinations of options with {len(movers)} dms who answer "
            f"would need {held * values.nbytes >> 20} MB, over the limit of {MAX_ONCE_BYTES >> 20}: use the "
            "rule 'legal' (the definition) or 'single', or fewer options"
        )
    known: dict[tuple[int, ...], Values] = {(): values}
    for size in range(1, len(movers) + 1):
        found = {}
        for left in combinations(movers, size):
            worst = values.copy()
            for mover in left:
                lower(mover, known[tuple(j for j in left if j != mover)], worst)
            found[left] = worst
        known = found
    return known[tuple(movers)]


def _n_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
