"""Every world solved, and what is counted over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model import ProfileSolver, Solutions
from detente.analysis.results import CONCEPTS, Concept
from detente.analysis.worlds.draws import Draws
from detente.analysis.worlds.preferences import Preferences
from detente.analysis.worlds.structure import Structure

CELLS = 1 << 25
"""Worlds are solved so many at a time that dms x states x worlds stays near this (some 100 MB) ..."""

FEWEST = 256
"""... but never fewer: the solver is slow on few profiles."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """Counts over worlds.

    Attributes
    ----------
    counts : dict from concept to ndarray of int, shape (n_states,)
        Worlds in which each state is an equilibrium.
    holds : dict from concept to ndarray of bool, shape (n_definitions, n_worlds)
        Where at least one state of the definition is an equilibrium.
    rows : ndarray of intp, shape (n_rows,)
        Positions of the states in which some definition holds; the next three are over these.
    nash_unstable : ndarray of bool, shape (n_dms, n_rows, n_worlds)
    lasting : ndarray of int16, shape (n_dms, n_rows, n_worlds)
        The column of the dm's best improvement that no answer by improvements deters; -1 for none,
        that is, where the state is SEQ-stable for it. -1 throughout where blocking was not asked for.
    attainable : ndarray of bool, shape (n_rows, n_worlds)
        Where nobody who takes no part would have had to move.
    """

    counts: dict[Concept, NDArray[np.int64]]
    holds: dict[Concept, NDArray[np.bool_]]
    rows: NDArray[np.intp]
    nash_unstable: NDArray[np.bool_]
    lasting: NDArray[np.int16]
    attainable: NDArray[np.bool_]


def tally_worlds(
    structure: Structure,
    draws: Draws,
    preferences: Preferences,
    *,
    concepts: Sequence[Concept] = CONCEPTS,
    blocking: bool = True,
) -> Tally:
    """Solve every world and count.

    ``blocking`` is whether to find who would leave the states in which a definition holds.

    Worlds in which a party whose membership is open stays out are solved without its moves, and only
    over the states in which its options stand as they do now: nobody else can change them.
    """
    n_dms, n_states, n_worlds = structure.graph.n_dms, structure.graph.n_states, draws.n_worlds
    rows = (
        np.flatnonzero(np.logical_or.reduce(structure.conditions)) if structure.conditions else np.arange(0)
    )
    shape = (len(rows), n_worlds)
    tally = Tally(
        counts={concept: np.zeros(n_states, dtype=np.int64) for concept in concepts},
        holds={c: np.zeros((len(structure.conditions), n_worlds), dtype=bool) for c in concepts},
        rows=rows,
        nash_unstable=np.zeros((n_dms, *shape), dtype=bool),
        lasting=np.full((n_dms, *shape), -1, dtype=np.int16),
        attainable=np.zeros(shape, dtype=bool),
    )
    step = max(FEWEST, CELLS // (n_dms * n_states))
    for out, worlds in group_by_absence(draws):
        # The graph itself, if all take part: its moves are listed already.
        solver = ProfileSolver(structure.graph.without(out) if out else structure.graph, n_profiles=n_worlds)
        open_to = structure.fixed_at_now(out)
        for start in range(0, len(worlds), step):
            part = worlds[start : start + step]
            ranks = preferences.of_states(part)
            if blocking:
                tally.attainable[:, part] = open_to[rows][:, None]
            for concept in concepts:  # one at a time: verdicts take as much memory as the ranks
                solved = solver.solve(ranks, (concept,), keep_answers=blocking and concept == "seq")
                _count(tally, structure, open_to, part, solved)
                if blocking:
                    _find_blocking(tally, solver, part, ranks, solved)
    return tally


def group_by_absence(draws: Draws) -> list[tuple[tuple[int, ...], NDArray[np.intp]]]:
    """Group worlds by who takes no part, in order of first appearance."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for world, column in enumerate(draws.members.T):
        groups.setdefault(tuple(int(dm) for dm in np.flatnonzero(~column)), []).append(world)
    return [(out, np.array(worlds, dtype=np.intp)) for out, worlds in groups.items()]


def _count(
    tally: Tally,
    structure: Structure,
    open_to: NDArray[np.bool_],
    part: NDArray[np.intp],
    solved: Solutions,
) -> None:
    for concept, stable in solved.stable.items():
        equilibrium = stable.all(axis=0) & open_to[:, None]
        tally.counts[concept] += equilibrium.sum(axis=1)
        for index, condition in enumerate(structure.conditions):
            tally.holds[concept][index, part] = equilibrium[condition].any(axis=0)


def _find_blocking(
    tally: Tally,
    solver: ProfileSolver,
    part: NDArray[np.intp],
    ranks: NDArray[np.signedinteger],
    solved: Solutions,
) -> None:
    for dm in range(solver.graph.n_dms):
        if "nash" in solved.stable:
            tally.nash_unstable[dm][:, part] = ~solved.stable["nash"][dm][tally.rows]
        if "seq" in solved.answers:
            tally.lasting[dm][:, part] = solver.find_lasting(ranks, solved.answers["seq"], dm, tally.rows)
