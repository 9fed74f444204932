"""The stable states under many preference profiles on one graph of moves: the worlds of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model import _tables
from detente.analysis.graph_model._tables import Values
from detente.analysis.graph_model.answers import Answering, solve_concept
from detente.analysis.graph_model.concepts import JointMoves, check_joint_moves
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import MoveGraph
from detente.analysis.results import CONCEPTS, Concept
from detente.errors import ModelError

CHUNK_BYTES = 1 << 18
"""Profiles are solved in groups whose values of one dm take about this much, to stay in cache ..."""

CHUNK_PROFILES = 64
"""... but never fewer than this at once: moving rows of a few bytes each is 2 to 5 times slower."""


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
    asked = _check_basic(concepts)
    answering = Answering(graph, check_joint_moves(joint_moves))
    stable = {concept: np.ones(ranks.shape, dtype=bool) for concept in asked}
    answers: dict[Concept, Values] = {c: np.zeros_like(ranks) for c in asked if c != "nash"}
    step = max(CHUNK_PROFILES, CHUNK_BYTES // (graph.n_states * ranks.itemsize))
    for start in range(0, ranks.shape[2], step):
        part = slice(start, start + step)
        chunk = np.ascontiguousarray(ranks[:, :, part])
        for concept in asked:
            for dm, (verdicts, answer) in enumerate(solve_concept(answering, chunk, concept)):
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
    return _tables.best_lasting(ranks[dm], answers[dm], graph.targets[dm], positions)


def _check_basic(concepts: Sequence[str]) -> tuple[Concept, ...]:
    if isinstance(concepts, str):
        raise ModelError(f"concepts is the string {concepts!r}: give a tuple, ({concepts!r},)")
    for concept in concepts:
        if concept not in CONCEPTS:
            raise ModelError(
                f"concept {concept!r} is not solved for many profiles: use {', '.join(CONCEPTS)}"
            )
    return tuple(concept for concept in CONCEPTS if concept in concepts)
