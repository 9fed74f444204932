"""Nash, GMR, SMR and SEQ over pairwise preferences: semiorders, incomplete and intransitive relations.

The definitions are those of `solving`, with *better* read off a relation: a state is left for one that is
preferred to it, and an answer deters when it leads to one that is not. Indifferent and incomparable
states are alike in this: neither is better.

As improvements of a relation need not be transitive, even where the moves are, the rule that nobody moves
twice in a row binds under SEQ.

References
----------
Fang, Hipel & Kilgour (1993), *Interactive Decision Making*, ch. 3 (the definitions ask for no
transitivity); Xu, Hipel, Kilgour & Fang (2018), *Conflict Resolution Using the Graph Model*, ch. 4
(matrix form).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building.selections import check_dm
from detente.analysis.graph_model.concepts import JointMoves, check_concepts, check_joint_moves
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import Solution
from detente.analysis.graph_model.stability._departures import Board, find_left, set_board
from detente.analysis.graph_model.stability._proof import Question, prove
from detente.analysis.graph_model.stability.attitude import Attitude
from detente.analysis.graph_model.witness import Witness
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError


def find_stable(model: GraphModel, concept: str, joint_moves: JointMoves) -> NDArray[np.bool_]:
    """Find where each dm is stable under one concept, whatever form the preferences have.

    Parameters
    ----------
    model : GraphModel
        Ranks or a relation; with ranks the verdicts are those of `solve`.
    concept : {"nash", "gmr", "smr", "seq"}
    joint_moves : {"legal", "once", "single"}

    Returns
    -------
    ndarray of bool, shape (n_dms, n_states)

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> find_stable(model, "seq", "legal").all(axis=0)
    array([ True, False, False,  True])
    """
    return stable_for_each(set_board(Attitude(model=model), joint_moves), concept)


def find_witness(
    model: GraphModel, *, state: int, dm: int, concept: str, joint_moves: JointMoves = "legal"
) -> Witness:
    """Say why a state is, or is not, stable for a dm, over ranks or a relation.

    Of several improvements that nothing deters, one is named to which no other of them is preferred (where
    there is one); of several sanctions, the one that takes fewest moves.

    Parameters
    ----------
    state : int
        A feasible state, not its position.
    concept : {"nash", "gmr", "smr", "seq"}

    Raises
    ------
    ModelError
        If the state is not feasible, or the dm, concept or rule is unknown.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> witness = find_witness(model, state=3, dm=0, concept="seq")
    >>> witness.is_stable, witness.sanctions[0].improvement, witness.sanctions[0].state
    (True, 2, 0)
    """
    return witness_of_one(Attitude(model=model), state=state, dm=dm, concept=concept, joint_moves=joint_moves)


def solve_attitude(attitude: Attitude, concepts: Sequence[str], rule: JointMoves) -> Solution:
    """Find the stable states of the attitude's model under some of the four concepts.

    Where dms perceive different states, each judges within its own, as in `solve`.
    """
    asked = check_basic(concepts)
    model = attitude.model
    stable = {concept: np.zeros((model.n_dms, model.n_states), dtype=bool) for concept in asked}
    for dms, keep in _views(model):
        inside = attitude if keep is None else replace(attitude, model=model.restricted(keep))
        board = set_board(inside, rule)
        seen = slice(None) if keep is None else keep
        for concept in asked:
            found = stable_for_each(board, concept)
            for dm in dms:
                stable[concept][dm, seen] = found[dm]
    for array in stable.values():
        array.flags.writeable = False
    return Solution(model=model, joint_moves=rule, stable=MappingProxyType(stable))


def _views(model: GraphModel) -> Iterator[tuple[Sequence[int], NDArray[np.bool_] | None]]:
    """Yield who sees which states; None: all of them."""
    if model.perceived is None:
        yield range(model.n_dms), None
        return
    for dm, keep in enumerate(model.perceived):
        yield (dm,), keep


def stable_for_each(board: Board, concept: str) -> NDArray[np.bool_]:
    """Find where each dm is stable alone, shape (n_dms, n_states)."""
    everywhere = np.ones(board.n_states, dtype=bool)
    stable = np.ones((len(board.moves), board.n_states), dtype=bool)
    for dm in range(len(board.moves)):
        left = find_left(board, (dm,), "nash", everywhere)
        if concept != "nash" and left.any():
            left = find_left(board, (dm,), concept, left)
        stable[dm] = ~left
    return stable


def witness_of_one(attitude: Attitude, *, state: int, dm: int, concept: str, joint_moves: str) -> Witness:
    """Say why a state is, or is not, stable for a dm that may only leave alone."""
    check_basic((concept,))
    rule = check_joint_moves(joint_moves)
    check_dm(dm, attitude.model.n_dms)
    inside = as_perceived_by(attitude.model, dm)
    here = inside.graph.position(state)
    question = Question(dm=dm, here=here, concept=concept, name=concept, groups=((dm,),), joint_moves=rule)
    return prove(replace(attitude, model=inside), question)


def as_perceived_by(model: GraphModel, dm: int) -> GraphModel:
    """Return the model on the states a dm perceives; the model itself where all perceive all."""
    return model if model.perceived is None else model.restricted(model.perceived[dm])


def check_basic(concepts: Sequence[str]) -> tuple[str, ...]:
    """Return the concepts asked for, each once; refuse others than the four of one dm alone."""
    for concept in check_concepts(concepts):
        if concept not in CONCEPTS:
            raise ModelError(
                f"concept {concept!r} is not defined for one dm over pairwise preferences: "
                f"use {', '.join(CONCEPTS)}"
            )
    return tuple(concept for concept in CONCEPTS if concept in concepts)
