"""Why a verdict holds: the improvement nobody deters, or the sanction of each one and the moves to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building.selections import check_dm
from detente.analysis.graph_model.concepts import (
    COALITIONAL,
    SIMULTANEOUS,
    JointMoves,
    check_concepts,
    check_joint_moves,
)
from detente.analysis.graph_model.engine.answers import find_best_own, find_worst
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.ways._reach import Onward, find_reach
from detente.analysis.results import CONCEPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One dm changes its own options; ``start`` and ``end`` are states."""

    dm: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """What deters one improvement.

    Attributes
    ----------
    improvement : int
        The state the dm would move to.
    state : int
        A state the others can then bring about that is not better for the dm than the one it left: one
        that takes them the fewest moves.
    moves : tuple of Move
        The others' moves from ``improvement`` to ``state``.
    counter : int or None
        Under SMR, the best state the dm can still move to from there (the same state when it can do no
        better than stay); not better than the one it left either. None under GMR and SEQ.
    coalition : tuple of int
        The dms that would make the improvement together; empty when the dm would alone.
    """

    improvement: int
    state: int
    moves: tuple[Move, ...]
    counter: int | None = None
    coalition: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A verdict on one state for one dm, with what proves it.

    Attributes
    ----------
    improvement : int or None
        The best improvement that no answer deters; None when stable, and where the dm does not perceive
        the state. Under limited moves and non-myopic stability, the state the dm foresees that its
        departure would lead to.
    sanctions : tuple of Sanction
        One per improvement when stable, none when there is no improvement to deter. Under SIM the moves
        of a sanction are made at the same time as the improvement, all from ``state``.
    coalition : tuple of int
        The dms that leave together; empty when the dm leaves alone, or stays.
    moves : tuple of Move
        How an improvement of a coalition is reached; under limited moves and non-myopic stability, the
        play the dm foresees. Empty otherwise.
    horizon : int or None
        Under limited moves and non-myopic stability, the number of moves foreseen; None otherwise.
    """

    state: int
    dm: int
    concept: str
    joint_moves: JointMoves
    is_stable: bool
    improvement: int | None = None
    sanctions: tuple[Sanction, ...] = ()
    coalition: tuple[int, ...] = ()
    moves: tuple[Move, ...] = ()
    horizon: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deterrence:
    """For one dm and concept: what the others would bring about from every state.

    ``answer`` is the dm's rank there (under SMR, of its best counter-move), ``sanction`` the position of
    that state; both of shape (n_states,). Of several equally bad states the first in order is taken.
    """

    answer: NDArray[np.int64]
    sanction: NDArray[np.int64]


def find_deterrence(model: GraphModel, dm: int, concept: str, joint_moves: JointMoves) -> Deterrence:
    """Find the worst the others can do to one dm from every state, and where they would end.

    For ``nash``, which weighs no answer, each state stands for itself.
    """
    value = model.rank[dm].astype(np.int64)
    if concept == "smr":
        value = find_best_own(model.graph, dm, value)
    # The smallest code is the smallest value and, among equals, the first position: one minimum
    # carries both.
    code = value * model.n_states + np.arange(model.n_states)
    if concept != "nash":
        improving = concept == "seq"
        code = find_worst(model.graph, model.rank, dm, code, joint_moves=joint_moves, improving=improving)
    return Deterrence(answer=code // model.n_states, sanction=code % model.n_states)


def find_witness(
    model: GraphModel, *, state: int, dm: int, concept: str, joint_moves: str = "legal"
) -> Witness:
    """Say why a state is, or is not, stable for a dm.

    Parameters
    ----------
    state : int
        A feasible state (its options as bits, not its position).
    dm : int
    concept : str
        Any that `solve` takes.
    joint_moves : {"legal", "once", "single"}

    Returns
    -------
    Witness
        On a model with misperceptions, within the dm's own view.

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
    check_concepts((concept,))
    rule = check_joint_moves(joint_moves)
    dm = check_dm(dm, model.n_dms)
    here = model.graph.position(state)
    state = int(model.states[here])
    if model.perceived is None:
        return _find_witness(model, state, dm, concept, rule)
    if not model.perceived[dm, here]:
        return Witness(state=state, dm=dm, concept=concept, joint_moves=rule, is_stable=False)
    return _find_witness(model.restricted(model.perceived[dm]), state, dm, concept, rule)


def _find_witness(model: GraphModel, state: int, dm: int, concept: str, rule: JointMoves) -> Witness:
    # As in `solve`: what most models never need is imported when it is asked for.
    if concept in COALITIONAL:
        from detente.analysis.graph_model.stability import coalitions

        return coalitions.find_witness(model, state=state, dm=dm, concept=concept, joint_moves=rule)
    if concept in CONCEPTS and model.relation is not None:
        from detente.analysis.graph_model.stability import pairwise

        return pairwise.find_witness(model, state=state, dm=dm, concept=concept, joint_moves=rule)
    if concept in CONCEPTS:
        return _find_ranked(model, state, dm, concept, rule)
    if concept in SIMULTANEOUS:
        from detente.analysis.graph_model.stability import simultaneous

        return simultaneous.find_witness(model, state=state, dm=dm, concept=concept, joint_moves=rule)
    from detente.analysis.graph_model.stability import limited

    return limited.find_witness(model, state=state, dm=dm, concept=concept, joint_moves=rule)


def _find_ranked(model: GraphModel, state: int, dm: int, concept: str, rule: JointMoves) -> Witness:
    """Search from each improvement, the best first, until one lasts or all are deterred.

    What the others can do is searched from these states alone, so that a verdict on one state of a
    million is explained without solving the others.
    """
    onward = Onward(model.graph)
    rank = model.rank[dm]
    here = model.graph.position(state)
    row = onward.targets(dm, np.array([here]))[0]
    gains = [int(there) for there in row[rank[row] > rank[here]]]
    deterred: dict[int, Sanction] = {}
    # Sorting is stable: of equally good improvements the one that changes fewest options comes first.
    for there in sorted(gains, key=lambda position: -int(rank[position])):
        sanction = None if concept == "nash" else _deter(model, onward, dm, concept, rule, (here, there))
        if sanction is None:
            return Witness(
                state=state,
                dm=dm,
                concept=concept,
                joint_moves=rule,
                is_stable=False,
                improvement=int(model.states[there]),
            )
        deterred[there] = sanction
    return Witness(
        state=state,
        dm=dm,
        concept=concept,
        joint_moves=rule,
        is_stable=True,
        sanctions=tuple(deterred[there] for there in gains),
    )


def _deter(
    model: GraphModel, onward: Onward, dm: int, concept: str, rule: JointMoves, step: tuple[int, int]
) -> Sanction | None:
    """Return what the others can do about one improvement; None when it stays better for the dm.

    The answer that takes the fewest moves is the easiest to believe in; of several such the worst for
    the dm is taken, and of equally bad ones the first in order.
    """
    here, there = step
    rank = model.rank[dm]

    def value(positions: NDArray[np.intp]) -> NDArray[np.int32]:
        return _best_own(onward, dm, rank, positions) if concept == "smr" else rank[positions]

    def is_found(positions: NDArray[np.intp]) -> bool:
        return bool((value(positions) <= rank[here]).any())

    others = [other for other in range(model.n_dms) if other != dm]
    reach = find_reach(onward, there, others, rule, model.rank if concept == "seq" else None, is_found)
    nearest = np.flatnonzero(reach.depth == reach.depth[-1])
    worth = value(reach.position[nearest])
    first = int(np.lexsort((reach.position[nearest], worth))[0])
    if worth[first] > rank[here]:
        return None
    node = int(nearest[first])
    end = int(reach.position[node])
    return Sanction(
        improvement=int(model.states[there]),
        state=int(model.states[end]),
        moves=tuple(
            Move(dm=mover, start=int(model.states[before]), end=int(model.states[after]))
            for mover, before, after in reach.way(node)
        ),
        counter=_counter(model, onward, dm, end) if concept == "smr" else None,
    )


def _best_own(
    onward: Onward, dm: int, rank: NDArray[np.int32], positions: NDArray[np.intp]
) -> NDArray[np.int32]:
    """Return the best rank a dm gets at each position, by a move of its own or by staying."""
    best = rank[positions]
    for start, targets in onward.in_chunks(dm, positions):
        part = slice(start, start + len(targets))
        best[part] = np.maximum(best[part], rank[targets].max(axis=1, initial=0))
    return best


def _counter(model: GraphModel, onward: Onward, dm: int, end: int) -> int:
    """Return the best a dm can still do from a state, which may be to stay."""
    own = [end, *(int(there) for there in onward.targets(dm, np.array([end]))[0])]
    return int(model.states[max(own, key=lambda position: int(model.rank[dm, position]))])
