"""Status-quo analysis: what can become of the present state, in how many moves, and who moves last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.ways._layers import fewest_moves
from detente.analysis.graph_model.ways._reach import Onward
from detente.analysis.graph_model.ways.paths import By, are_improvements, check_by
from detente.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StatusQuo:
    """The states that can be reached from one state.

    Attributes
    ----------
    model : GraphModel
    start : int
        The state things begin in.
    by_moves : ndarray of int64, shape (n_dms, n_states), read-only
        The fewest moves of a legal sequence that ends in a state with a move of that dm; -1 where there
        is none. At the start itself, which no move is needed for, -1.
    by_improvements : ndarray of int64, same shape, read-only
        The same where every move improves, for its mover, on the state it leaves.
    """

    model: GraphModel
    start: int
    by_moves: NDArray[np.int64]
    by_improvements: NDArray[np.int64]

    def steps(self, by: str = "moves") -> NDArray[np.int64]:
        """Return the fewest moves to every state, shape (n_states,): 0 at the start, -1 where none lead."""
        table = self._table(by)
        far = np.iinfo(np.int64).max
        fewest: NDArray[np.int64] = np.where(table < 0, far, table).min(axis=0)
        fewest[fewest == far] = -1
        fewest[self.model.graph.position(self.start)] = 0
        return fewest

    def last_movers(self, state: int, n_steps: int, by: str = "moves") -> tuple[int, ...]:
        """Return who can make the last move of a sequence of at most ``n_steps`` moves to a state.

        This is the cell of the printed status-quo table in row ``n_steps`` and the column of the state.
        """
        column = self._table(by)[:, self.model.graph.position(state)]
        return tuple(int(dm) for dm in np.flatnonzero((column > 0) & (column <= n_steps)))

    def reached(self, n_steps: int, by: str = "moves") -> NDArray[np.int64]:
        """Return the states within at most ``n_steps`` moves of the start, itself included, ascending."""
        steps = self.steps(by)
        found: NDArray[np.int64] = self.model.states[(steps >= 0) & (steps <= n_steps)]
        return found

    def n_rows(self, by: str = "moves") -> int:
        """Return after how many moves nothing changes any more: the last row of the status-quo table."""
        return max(0, int(self._table(by).max(initial=0)))

    def _table(self, by: str) -> NDArray[np.int64]:
        return self.by_moves if check_by(by) == "moves" else self.by_improvements


def find_status_quo(model: GraphModel, *, start: int, max_steps: int | None = None) -> StatusQuo:
    """Find what can be reached from a state by legal sequences of moves, and of improvements.

    Parameters
    ----------
    start : int
        A feasible state.
    max_steps : int, optional
        Most moves of a sequence; left out, all that can be reached is.

    Raises
    ------
    ModelError
        If the state is not feasible, or ``max_steps`` is negative.

    References
    ----------
    Li, Kilgour & Hipel (2005), "Status quo analysis in the graph model for conflict resolution",
    *Journal of the Operational Research Society* 56(6): reachability by at most h legal moves with the
    last mover tracked, and the status-quo table.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> found = find_status_quo(model, start=3)
    >>> found.steps("moves"), found.steps("improvements")
    (array([2, 1, 1, 0]), array([2, 1, 1, 0]))
    >>> found.last_movers(0, 2)
    (0, 1)
    """
    if max_steps is not None and max_steps < 0:
        raise ModelError(f"max_steps is {max_steps}: give 0 or more, or leave it out")
    return StatusQuo(
        model=model,
        start=start,
        by_moves=_fewest(model, start, "moves", max_steps),
        by_improvements=_fewest(model, start, "improvements", max_steps),
    )


def _fewest(model: GraphModel, start: int, by: By, max_steps: int | None) -> NDArray[np.int64]:
    """Return the fewest moves to every state by last mover, shape (n_dms, n_states); -1 where none lead."""
    table = fewest_moves(
        Onward(model.graph),
        model.graph.position(start),
        None if by == "moves" else partial(are_improvements, model),
        movers=range(model.n_dms),
        beginners=range(model.n_dms),
        longest=max_steps,
    )
    table.flags.writeable = False
    return table
