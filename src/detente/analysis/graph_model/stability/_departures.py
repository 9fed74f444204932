"""Which states a dm, or several dms together, leave undeterred: one form for all pairwise concepts.

A group H leaves s for t when t is reached by H's moves and every member would leave s for t. An answer u
of the others deters it when some member is deterred there; under the symmetric concepts, only if H
cannot move on from u to a state at which no member is deterred. s is unstable for H when some t is left
for and no answer from t deters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.stability import _packed
from detente.analysis.graph_model.stability._packed import Marks, Mover
from detente.analysis.graph_model.stability._ranked_groups import find_floors, find_floors_after_own, is_left
from detente.analysis.graph_model.stability.attitude import Attitude


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """What one model offers under one attitude: every dm's moves, and those it would make as answers."""

    attitude: Attitude
    joint_moves: JointMoves
    moves: tuple[Mover, ...]
    answers: tuple[Mover, ...]

    @property
    def n_states(self) -> int:
        """Number of states."""
        return self.attitude.model.n_states


def set_board(attitude: Attitude, joint_moves: JointMoves) -> Board:
    """List the moves once for all dms and concepts."""
    model = attitude.model
    moves, answers = [], []
    for dm, targets in enumerate(model.graph.targets):
        moves.append(_packed.make_mover(1 << dm, targets))
        answers.append(_packed.make_mover(1 << dm, targets, attitude.would_answer(dm, targets)))
    return Board(attitude=attitude, joint_moves=joint_moves, moves=tuple(moves), answers=tuple(answers))


def find_left(
    board: Board,
    group: Sequence[int],
    concept: str,
    candidates: NDArray[np.bool_],
    answers: Sequence[Mover] | None = None,
) -> NDArray[np.bool_]:
    """Find which of some states a group leaves undeterred.

    Parameters
    ----------
    group : sequence of int
        The dms that leave together, ascending; one dm leaves by a single move.
    concept : {"nash", "gmr", "smr", "seq"}
        For a group of several, read as its coalition form.
    candidates : ndarray of bool, shape (n_states,)
        Only these are looked at; the others count as not left.
    answers : sequence of Mover, or None
        Who answers under ``seq``; left out, every dm outside the group by its own credible moves.

    Returns
    -------
    ndarray of bool, shape (n_states,)
    """
    if board.attitude.is_by_rank:
        return _left_by_rank(board, group, concept, candidates, answers)
    return _left_by_pairs(board, group, concept, candidates, answers)


def _left_by_rank(
    board: Board,
    group: Sequence[int],
    concept: str,
    candidates: NDArray[np.bool_],
    answers: Sequence[Mover] | None,
) -> NDArray[np.bool_]:
    model, own = board.attitude.model, [board.moves[dm] for dm in group]
    movers = _answerers(board, group, "gmr" if concept == "smr" else concept, answers)
    if concept == "smr" and len(group) == 1:
        floors = find_floors_after_own(model, group[0], own[0], movers, board.joint_moves)
        return is_left(model, group, own, floors, candidates)
    left = is_left(model, group, own, find_floors(model, group, movers, board.joint_moves), candidates)
    if concept == "smr":
        # Where several may move on together no single number says how far they get.
        left |= _left_by_pairs(board, group, concept, candidates & ~left, answers)
    return left


def _left_by_pairs(
    board: Board,
    group: Sequence[int],
    concept: str,
    candidates: NDArray[np.bool_],
    answers: Sequence[Mover] | None,
) -> NDArray[np.bool_]:
    left = np.zeros(board.n_states, dtype=bool)
    size = _packed.origins_at_once(board.n_states, board.joint_moves, len(board.moves), answers)
    positions = np.flatnonzero(candidates)
    for start in range(0, len(positions), size):
        origins = positions[start : start + size]
        lasting = weigh(board, group, concept, origins, answers).lasting
        left[origins] = _packed.at_origins(_own_reach(board, group, lasting), origins)
    return left


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighing:
    """What a group weighs at some origins, as marks.

    ``wanted``: where all members would rather be; ``deterring``: where some member, taken there by the
    others, wishes the group had stayed (no mark under ``nash``); ``lasting``: the wanted states from which
    the others cannot lead to a deterring one.
    """

    movers: tuple[Mover, ...]
    wanted: Marks
    deterring: Marks
    lasting: Marks


def weigh(
    board: Board,
    group: Sequence[int],
    concept: str,
    origins: NDArray[np.intp],
    answers: Sequence[Mover] | None = None,
) -> Weighing:
    """Weigh all states against some origins for a group; parameters as for `find_left`."""
    movers = _answerers(board, group, concept, answers)
    wanted = _packed.pack(_all_would_leave(board.attitude, group, origins))
    if concept == "nash":
        return Weighing(movers=movers, wanted=wanted, deterring=np.zeros_like(wanted), lasting=wanted)
    deterring = _packed.pack(_some_is_deterred(board.attitude, group, origins))
    if concept == "smr":
        deterring &= _packed.invert(_own_reach(board, group, _packed.invert(deterring)))
    sanctioned = _packed.joint_step(movers, deterring, board.joint_moves)
    lasting = wanted & _packed.invert(sanctioned)
    return Weighing(movers=movers, wanted=wanted, deterring=deterring, lasting=lasting)


def _answerers(
    board: Board, group: Sequence[int], concept: str, answers: Sequence[Mover] | None
) -> tuple[Mover, ...]:
    if concept == "nash":
        return ()
    if concept == "seq" and answers is not None:
        return tuple(answers)
    movers = board.answers if concept == "seq" else board.moves
    return tuple(mover for dm, mover in enumerate(movers) if dm not in group)


def _own_reach(board: Board, group: Sequence[int], marks: Marks) -> Marks:
    """Mark the states from which the group's own moves lead to a mark.

    The rule for joint moves limits how the others answer, not how a group leaves: its members agree on
    any legal sequence.
    """
    return _packed.joint_step([board.moves[dm] for dm in group], marks, "legal")


def _all_would_leave(
    attitude: Attitude, group: Sequence[int], origins: NDArray[np.intp]
) -> NDArray[np.bool_]:
    agreed = attitude.would_leave(group[0], origins)
    for dm in group[1:]:
        agreed = agreed & attitude.would_leave(dm, origins)
    return agreed


def _some_is_deterred(
    attitude: Attitude, group: Sequence[int], origins: NDArray[np.intp]
) -> NDArray[np.bool_]:
    deterred = attitude.is_deterred(group[0], origins)
    for dm in group[1:]:
        deterred = deterred | attitude.is_deterred(dm, origins)
    return deterred
