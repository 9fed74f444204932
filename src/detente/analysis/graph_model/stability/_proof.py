"""What proves a verdict over pairwise preferences: departures, the answers that deter them, and the moves."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.stability import _packed
from detente.analysis.graph_model.stability._departures import Board, Weighing, set_board, weigh
from detente.analysis.graph_model.stability._packed import Mover
from detente.analysis.graph_model.stability.attitude import Attitude
from detente.analysis.graph_model.witness import Move, Sanction, Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One verdict asked for: ``here`` is a position, ``groups`` those that might leave, in that order.

    ``concept`` is the one every group is held to; ``name`` what the witness calls it.
    """

    dm: int
    here: int
    concept: str
    name: str
    groups: tuple[tuple[int, ...], ...]
    joint_moves: JointMoves


def prove(attitude: Attitude, question: Question) -> Witness:
    """Find the first group that leaves undeterred and where to, or what deters every departure."""
    board = set_board(attitude, question.joint_moves)
    states = attitude.model.states
    sanctions: list[Sanction] = []
    for group in question.groups:
        weighing = weigh(board, group, question.concept, np.array([question.here]))
        wanted = _packed.first_origin(weighing.wanted)
        lasting = _packed.first_origin(weighing.lasting)
        routes = {end: route for end, route in _own_routes(board, group, question.here) if wanted[end]}
        best = _best(attitude, question.dm, [end for end in routes if lasting[end]])
        if best is not None:
            is_alone = len(group) == 1
            return Witness(
                state=int(states[question.here]),
                dm=question.dm,
                concept=question.name,
                joint_moves=question.joint_moves,
                is_stable=False,
                improvement=int(states[best]),
                coalition=() if is_alone else group,
                moves=() if is_alone else routes[best],
            )
        if question.concept != "nash":
            sanctions += [_sanction(board, question, group, end, weighing) for end in routes]
    return Witness(
        state=int(states[question.here]),
        dm=question.dm,
        concept=question.name,
        joint_moves=question.joint_moves,
        is_stable=True,
        sanctions=tuple(sanctions),
    )


def _sanction(
    board: Board, question: Question, group: tuple[int, ...], departure: int, weighing: Weighing
) -> Sanction:
    """Find a shortest answer that deters one departure."""
    model = board.attitude.model
    deters = _packed.first_origin(weighing.deterring)
    end, moves = next(
        (end, moves)
        for end, moves in _routes(weighing.movers, departure, board.joint_moves, model.states)
        if deters[end]
    )
    counter = None
    if question.concept == "smr":
        own = [end, *(there for there, _ in _own_routes(board, group, end))]
        counter = _best(board.attitude, question.dm, own)
    return Sanction(
        improvement=int(model.states[departure]),
        state=int(model.states[end]),
        moves=moves,
        counter=None if counter is None else int(model.states[counter]),
        coalition=group if len(group) > 1 else (),
    )


def _best(attitude: Attitude, dm: int, positions: list[int]) -> int | None:
    """Return one to which no other is preferred where there is one, the first of such; None of none."""
    if not positions:
        return None
    chosen = np.array(positions)
    beaten = attitude.better(dm, chosen)[chosen].any(axis=0)
    unbeaten = np.flatnonzero(~beaten)
    return positions[int(unbeaten[0]) if len(unbeaten) else 0]


def _own_routes(board: Board, group: Sequence[int], start: int) -> Iterator[tuple[int, tuple[Move, ...]]]:
    """Yield every state the group can go to from one, each once, with a shortest way."""
    seen = {start}
    movers = [board.moves[dm] for dm in group]
    for end, moves in _routes(movers, start, "legal", board.attitude.model.states):
        if end not in seen:
            seen.add(end)
            yield end, moves


def _routes(
    movers: Sequence[Mover], start: int, rule: JointMoves, states: NDArray[np.int64]
) -> Iterator[tuple[int, tuple[Move, ...]]]:
    """Yield where sequences of single dms' moves end, shortest first, movers in order.

    Breadth first over (position, dms that may not move next).
    """
    origin = (start, 0)
    seen = {origin}
    queue: deque[tuple[tuple[int, int], tuple[Move, ...]]] = deque([(origin, ())])
    while queue:
        (here, barred), moves = queue.popleft()
        if rule == "single" and moves:
            return
        for mover in movers:
            if mover.members & barred:
                continue
            then = mover.members | (barred if rule == "once" else 0)
            for target in mover.table[:, here]:
                node = (int(target), then)
                if target == len(states) or node in seen:
                    continue
                seen.add(node)
                dm = mover.members.bit_length() - 1
                onward = (*moves, Move(dm=dm, start=int(states[here]), end=int(states[target])))
                yield node[0], onward
                queue.append((node, onward))
