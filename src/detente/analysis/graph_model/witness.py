"""Why a verdict holds: the improvement nobody deters, or the sanction of each one and the moves to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model import _tables
from detente.analysis.graph_model.answers import Answering
from detente.analysis.graph_model.concepts import JointMoves, check_concepts, check_joint_moves
from detente.analysis.graph_model.model import GraphModel
from detente.errors import ModelError


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
        The worst state the others can then bring about; not better for the dm than the one it left.
    moves : tuple of Move
        A shortest sequence of the others' moves from ``improvement`` to ``state``.
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
        The best improvement that no answer deters; None when stable. Under limited moves and
        non-myopic stability, the state the dm foresees that its departure would lead to.
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
    answering = Answering(model.graph, joint_moves)
    rank = model.rank.astype(np.int64)
    value = _tables.best_own(rank[dm], model.graph.targets[dm]) if concept == "smr" else rank[dm]
    # The smallest code is the smallest value and, among equals, the first position: one minimum
    # carries both.
    code = value * model.n_states + np.arange(model.n_states)
    if concept != "nash":
        walls = None
        if concept == "seq":
            walls = [_tables.barriers(rank[dm], model.graph.targets[dm]) for dm in range(model.n_dms)]
        code = answering.worst(dm, code, walls)
    return Deterrence(answer=code // model.n_states, sanction=code % model.n_states)


def weigh_improvements(
    model: GraphModel, dm: int, concept: str, here: int, deterrence: Deterrence
) -> tuple[int | None, list[int]]:
    """Return the best improvement that nothing deters (None when there is none) and all improvements.

    ``here`` and both results are positions. Of equally good improvements the one that changes fewest
    options is taken.
    """
    rank = model.rank[dm]
    gains = [there for there in model.graph.reached(dm, here) if rank[there] > rank[here]]
    lasting = [there for there in gains if concept == "nash" or deterrence.answer[there] > rank[here]]
    return max(lasting, key=lambda there: int(rank[there]), default=None), gains


def find_witness(
    model: GraphModel, *, state: int, dm: int, concept: str, joint_moves: JointMoves = "legal"
) -> Witness:
    """Say why a state is, or is not, stable for a dm.

    Parameters
    ----------
    state : int
        A feasible state (its options as bits, not its position).
    dm : int
    concept : {"nash", "gmr", "smr", "seq"}
    joint_moves : {"legal", "once", "single"}

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
    if not 0 <= dm < model.n_dms:
        raise ModelError(f"dm {dm} is not in the model: its dms are 0 to {model.n_dms - 1}")
    here = model.graph.position(state)
    deterrence = find_deterrence(model, dm, concept, rule)
    improvement, gains = weigh_improvements(model, dm, concept, here, deterrence)
    if improvement is not None:
        left_for = int(model.states[improvement])
        return Witness(
            state=state, dm=dm, concept=concept, joint_moves=rule, is_stable=False, improvement=left_for
        )
    sanctions = tuple(_sanction(model, dm, concept, rule, there, deterrence) for there in gains)
    return Witness(state=state, dm=dm, concept=concept, joint_moves=rule, is_stable=True, sanctions=sanctions)


def _sanction(
    model: GraphModel, dm: int, concept: str, rule: JointMoves, there: int, deterrence: Deterrence
) -> Sanction:
    end = int(deterrence.sanction[there])
    counter = None
    if concept == "smr":
        own = [end, *model.graph.reached(dm, end)]
        counter = int(model.states[max(own, key=lambda position: int(model.rank[dm, position]))])
    return Sanction(
        improvement=int(model.states[there]),
        state=int(model.states[end]),
        moves=_shortest(model, dm, there, end, rule, improving=concept == "seq"),
        counter=counter,
    )


def _shortest(
    model: GraphModel, dm: int, start: int, end: int, rule: JointMoves, *, improving: bool
) -> tuple[Move, ...]:
    """Find a shortest sequence of the others' moves; dms in order, so the first of equals is kept.

    Breadth first over (position, who has moved); who has moved matters only where a rule limits it.
    """
    origin = (start, 0)
    came: dict[tuple[int, int], tuple[tuple[int, int], Move] | None] = {origin: None}
    queue = deque([origin])
    while queue:
        node = queue.popleft()
        if node[0] == end:
            return _walk_back(came, node)
        for onward, move in _onward(model, dm, node, rule, improving=improving):
            if onward not in came:
                came[onward] = (node, move)
                queue.append(onward)
    # The end was found as the minimum over exactly these moves, so it is always reached.
    raise AssertionError(f"no sequence from position {start} to {end} for dm {dm}")


def _onward(
    model: GraphModel, dm: int, node: tuple[int, int], rule: JointMoves, *, improving: bool
) -> Iterator[tuple[tuple[int, int], Move]]:
    position, moved = node
    if rule == "single" and moved:
        return
    for mover in range(model.n_dms):
        if mover == dm or moved >> mover & 1:
            continue
        for target in model.graph.reached(mover, position):
            if improving and model.rank[mover, target] <= model.rank[mover, position]:
                continue
            then = 0 if rule == "legal" else moved | 1 << mover
            move = Move(dm=mover, start=int(model.states[position]), end=int(model.states[target]))
            yield (target, then), move


def _walk_back(
    came: dict[tuple[int, int], tuple[tuple[int, int], Move] | None], node: tuple[int, int]
) -> tuple[Move, ...]:
    moves = []
    step = came[node]
    while step is not None:
        node, move = step
        moves.append(move)
        step = came[node]
    return tuple(reversed(moves))
