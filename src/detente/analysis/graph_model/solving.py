"""Stability of every state for every decision maker: Nash, GMR, SMR and SEQ.

A state is stable for a dm unless the dm has an improvement that nobody deters:

====  =====================================================================================
Nash  no answer is weighed: any improvement makes the state unstable
GMR   an improvement is deterred when some joint move of the others leads to a state that is
      not better for the dm than the one it left
SMR   the same, and no own move of the dm from there escapes to a better one either
SEQ   as GMR, but each step of the others must be an improvement for whoever makes it
====  =====================================================================================

All four are one form (with T the best over a state and a dm's own moves, and g the worst the others
can bring about): stable where ``T min(rank, g) <= rank``.

References
----------
Howard (1971), *Paradoxes of Rationality* (GMR, SMR); Fraser & Hipel (1984), *Conflict Analysis* (SEQ);
Fang, Hipel & Kilgour (1993), *Interactive Decision Making*, ch. 3-4; Xu, Hipel, Kilgour & Fang (2018),
*Conflict Resolution Using the Graph Model*, ch. 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model import _kernels
from detente.analysis.graph_model._kernels import Values
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import MoveGraph
from detente.analysis.results import CONCEPTS, Concept
from detente.errors import ModelError

JointMoves = Literal["legal", "once", "single"]
"""How the others may answer: any legal sequence; each at most once; one move by one of them."""

CHUNK_BYTES = 1 << 18
"""Profiles are solved in groups whose values of one dm take about this much, to stay in cache ..."""

CHUNK_PROFILES = 64
"""... but never fewer than this at once: moving rows of a few bytes each is 2 to 5 times slower."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """The stable states of one model.

    Attributes
    ----------
    model : GraphModel
    joint_moves : JointMoves
    stable : mapping from concept to ndarray of bool, shape (n_dms, n_states), read-only
    """

    model: GraphModel
    joint_moves: JointMoves
    stable: Mapping[Concept, NDArray[np.bool_]]

    @property
    def states(self) -> NDArray[np.int64]:
        """The feasible states, ascending, shape (n_states,)."""
        return self.model.states

    def equilibria(self, concept: Concept) -> NDArray[np.int64]:
        """Return the states that are stable for every dm, ascending, read-only."""
        if concept not in self.stable:
            raise ModelError(f"concept {concept!r} was not solved: it has {', '.join(self.stable)}")
        found: NDArray[np.int64] = self.states[self.stable[concept].all(axis=0)]
        found.flags.writeable = False
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solutions:
    """The stable states under many preference profiles on one graph of moves.

    Attributes
    ----------
    stable : mapping from concept to ndarray of bool, shape (n_dms, n_states, n_profiles), read-only
    answers : mapping from concept to ndarray of int, shape (n_dms, n_states, n_profiles), read-only
        The rank the others' answers can bring a dm down to from each state (under ``smr``, after its
        best counter-move); an improvement to that state lasts when this is above the rank of the
        state it left. No entry for ``nash``, which weighs no answers.
    """

    stable: Mapping[Concept, NDArray[np.bool_]]
    answers: Mapping[Concept, NDArray[np.signedinteger]]


def solve(
    model: GraphModel, concepts: Sequence[Concept] = CONCEPTS, joint_moves: JointMoves = "legal"
) -> Solution:
    """Find which states are stable for whom.

    Parameters
    ----------
    model : GraphModel
    concepts : sequence of {"nash", "gmr", "smr", "seq"}
    joint_moves : {"legal", "once", "single"}
        ``legal`` is the definition: any sequence of the others' moves in which nobody moves twice in a
        row. ``once`` and ``single`` reproduce programs that stop earlier; they differ from it as soon
        as there are three dms.

    Raises
    ------
    ModelError
        If a concept or the rule for joint moves is unknown.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> solution = solve(model)
    >>> solution.equilibria("nash"), solution.equilibria("seq")
    (array([0]), array([0, 3]))
    """
    asked = check_concepts(concepts)
    answering = Answering(model.graph, check_joint_moves(joint_moves))
    stable = {}
    for concept in asked:
        found = np.stack([verdicts for verdicts, _ in _solve_concept(answering, model.rank, concept)])
        found.flags.writeable = False
        stable[concept] = found
    return Solution(model=model, joint_moves=joint_moves, stable=MappingProxyType(stable))


def solve_many(
    model: GraphModel | MoveGraph,
    ranks: NDArray[np.signedinteger],
    concepts: Sequence[Concept] = CONCEPTS,
    joint_moves: JointMoves = "legal",
) -> Solutions:
    """Find the stable states under many preference profiles at once; each as `solve` would.

    Parameters
    ----------
    model : GraphModel or MoveGraph
        Whose moves are used; its own preferences, if any, are not.
    ranks : ndarray of signed int, shape (n_dms, n_states, n_profiles)
        Ranks from 0 up, larger is better, equal is a tie; the smallest integer type that holds them is
        the fastest.
    concepts, joint_moves
        As for `solve`.

    Raises
    ------
    ModelError
        If the shape or type of ``ranks`` does not fit, or a concept or rule is unknown.
    """
    graph = model.graph if isinstance(model, GraphModel) else model
    if ranks.ndim != 3 or ranks.shape[:2] != (graph.n_dms, graph.n_states) or ranks.dtype.kind != "i":
        raise ModelError(
            f"ranks have shape {ranks.shape} and type {ranks.dtype}: signed integers of shape "
            f"(n_dms, n_states, n_profiles) = ({graph.n_dms}, {graph.n_states}, ...) are needed"
        )
    asked = check_concepts(concepts)
    answering = Answering(graph, check_joint_moves(joint_moves))
    stable = {concept: np.ones(ranks.shape, dtype=bool) for concept in asked}
    answers: dict[Concept, Values] = {c: np.zeros_like(ranks) for c in asked if c != "nash"}
    step = max(CHUNK_PROFILES, CHUNK_BYTES // (graph.n_states * ranks.itemsize))
    for start in range(0, ranks.shape[2], step):
        part = slice(start, start + step)
        chunk = np.ascontiguousarray(ranks[:, :, part])
        for concept in asked:
            for dm, (verdicts, answer) in enumerate(_solve_concept(answering, chunk, concept)):
                stable[concept][dm, :, part] = verdicts
                if concept in answers:
                    answers[concept][dm, :, part] = answer
    for array in (*stable.values(), *answers.values()):
        array.flags.writeable = False
    return Solutions(stable=MappingProxyType(stable), answers=MappingProxyType(answers))


def find_lasting(
    graph: MoveGraph,
    ranks: NDArray[np.signedinteger],
    answers: NDArray[np.signedinteger],
    dm: int,
    positions: NDArray[np.intp],
) -> NDArray[np.int16]:
    """Find the best improvement of one dm that no answer deters, at some states and in many profiles.

    Parameters
    ----------
    ranks, answers : ndarray of signed int, shape (n_dms, n_states, n_profiles)
        As given to `solve_many`, and the answers of one concept that it returned.
    positions : ndarray of int, shape (n_chosen,)

    Returns
    -------
    ndarray of int16, shape (n_chosen, n_profiles)
        The row of ``graph.targets[dm]`` that leads to it, -1 where there is none. Of equally good
        improvements the one that changes fewest options.
    """
    return _kernels.best_lasting(ranks[dm], answers[dm], graph.targets[dm], positions)


def check_concepts(concepts: Sequence[str]) -> tuple[Concept, ...]:
    """Return the concepts asked for, each once; an unknown one is a `ModelError`."""
    if isinstance(concepts, str):
        raise ModelError(f"concepts is the string {concepts!r}: give a tuple, ({concepts!r},)")
    for concept in concepts:
        if concept not in CONCEPTS:
            raise ModelError(f"concept {concept!r} is unknown: use {', '.join(CONCEPTS)}")
    return tuple(concept for concept in CONCEPTS if concept in concepts)


def check_joint_moves(joint_moves: str) -> JointMoves:
    """Return the rule for joint moves; an unknown one is a `ModelError`."""
    for known in get_args(JointMoves):
        if joint_moves == known:
            return known  # type: ignore[no-any-return]
    raise ModelError(f"joint_moves {joint_moves!r} is unknown: use {', '.join(get_args(JointMoves))}")


class Answering:
    """How the others can answer one dm, on one graph under one rule for joint moves."""

    def __init__(self, graph: MoveGraph, joint_moves: JointMoves) -> None:
        self.graph = graph
        self.joint_moves = joint_moves

    def worst(self, dm: int, values: Values, walls: Sequence[Sequence[Values]] | None) -> Values:
        """Return the smallest value the others can bring each state to.

        ``walls`` are the `_kernels.barriers` of every dm when only improvements are used.
        """
        others = [other for other in range(self.graph.n_dms) if other != dm]
        moves = [self.graph.targets[other] for other in others]
        chosen = None if walls is None else [walls[other] for other in others]
        if self.joint_moves == "legal":
            return _kernels.worst_legal(values, moves, chosen)
        return _kernels.worst_once(values, moves, chosen, 1 if self.joint_moves == "single" else None)


def _solve_concept(
    answering: Answering, ranks: Values, concept: Concept
) -> Iterator[tuple[NDArray[np.bool_], Values]]:
    """Yield, dm by dm, where it is stable and what the others can bring it down to."""
    graph = answering.graph
    walls = None
    if concept == "seq":
        walls = [_kernels.barriers(ranks[dm], graph.targets[dm]) for dm in range(graph.n_dms)]
    for dm, targets in enumerate(graph.targets):
        rank = ranks[dm]
        if concept == "nash":
            answer = rank
        elif concept == "smr":
            answer = answering.worst(dm, _kernels.best_own(rank, targets), None)
        else:
            answer = answering.worst(dm, rank, walls)
        yield _kernels.is_stable(rank, answer, targets), answer
