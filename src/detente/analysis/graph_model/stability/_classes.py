"""Steps that several dms make together, as answers to a coalition; nothing is validated here."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.stability import _packed
from detente.analysis.graph_model.stability._departures import Board
from detente.analysis.graph_model.stability._packed import Mover


def list_class_movers(board: Board) -> list[Mover]:
    """List the credible answers of every group of dms: single dms first, then by size.

    A step of a group leads to a state its members' moves reach by a legal sequence and that is, compared
    with where the step began, an improvement for every member.

    References
    ----------
    Inohara & Hipel (2008), "Coalition analysis in the graph model for conflict resolution", *Systems
    Engineering* 11(4), coalitional improvements of a class of coalitions.
    """
    dms = range(len(board.moves))
    movers = list(board.answers)
    # Who leaves together are two at least; the others are all that can band together.
    for size in range(2, len(dms) - 1):
        movers += [_group_mover(board, group) for group in combinations(dms, size)]
    return movers


def _group_mover(board: Board, group: tuple[int, ...]) -> Mover:
    everywhere = np.arange(board.n_states)
    alone = _packed.pack(np.eye(board.n_states, dtype=bool))
    reached = _packed.joint_step([board.moves[dm] for dm in group], alone, "legal")
    agreed = _packed.unpack(reached, board.n_states)
    for dm in group:
        agreed &= board.attitude.better(dm, everywhere).T
    members = sum(1 << dm for dm in group)
    return Mover(members=members, table=_table(agreed))


def _table(steps: NDArray[np.bool_]) -> NDArray[np.intp]:
    """List the steps of a matrix by columns, as `_packed.Mover` holds them."""
    n_states = len(steps)
    counts = steps.sum(axis=1)
    table = np.full((int(counts.max(initial=0)), n_states), n_states, dtype=np.intp)
    rows, targets = np.nonzero(steps)
    first = np.cumsum(counts) - counts
    table[np.arange(len(rows)) - first[rows], rows] = targets
    return table
