"""A graph model: states, moves, and what each decision maker prefers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analysis.graph_model.moves import MoveGraph, build_moves
from detente.analysis.graph_model.options import Pattern, check_direction, check_owner, feasible_states
from detente.analysis.graph_model.ranks import count_rows, dense_ranks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GraphModel:
    """A conflict in the form of the Graph Model for Conflict Resolution.

    Two models are equal when their states, moves and preference orders are.

    Attributes
    ----------
    graph : MoveGraph
        States and unilateral moves.
    rank : ndarray of int32, shape (n_dms, n_states), read-only
        Dense ranks over ``states``: 0 is worst, larger is better, equal is indifferent.

    References
    ----------
    Kilgour, Hipel & Fang (1987), "The graph model for conflicts", *Automatica* 23(1).
    Fang, Hipel & Kilgour (1993), *Interactive Decision Making: The Graph Model for Conflict Resolution*.
    """

    graph: MoveGraph
    rank: NDArray[np.int32]

    @classmethod
    def from_options(
        cls,
        *,
        owner: Sequence[int],
        direction: Sequence[str] | str | None = None,
        infeasible: Iterable[Pattern] = (),
        rank: ArrayLike | Sequence[Sequence[object]],
    ) -> GraphModel:
        """Build a model from options.

        Parameters
        ----------
        owner : sequence of int, one per option
            The dm that owns the option.
        direction : sequence of str, one per option
            ``both``, ``fwd`` (may be taken, not dropped again) or ``back`` (may be dropped, not taken
            again). One word stands for all options; left out, all are ``both``.
        infeasible : iterable of patterns
            ``[[option, "Y" or "N"], ...]``, or a string such as ``"YY-"``: a state that matches all
            entries of one pattern is left out.
        rank : array_like, shape (n_dms, n_states)
            Payoff of each dm over the feasible states in ascending order; larger is better, equal is a
            tie; only the order counts.

        Raises
        ------
        ModelError
            If any of them is malformed.

        Examples
        --------
        Two sides, each of which may hold fire; each likes the other's restraint and not its own:

        >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
        >>> model.states
        array([0, 1, 2, 3])
        """
        owners = check_owner(owner, count_rows(rank))
        directions = check_direction(direction, len(owners))
        states = feasible_states(infeasible, len(owners))
        ranks = dense_ranks(rank, len(states))
        graph = build_moves(n_dms=len(ranks), owner=owners, direction=directions, states=states)
        return cls(graph=graph, rank=ranks)

    @property
    def n_dms(self) -> int:
        """Number of decision makers."""
        return self.graph.n_dms

    @property
    def n_states(self) -> int:
        """Number of feasible states."""
        return self.graph.n_states

    @property
    def states(self) -> NDArray[np.int64]:
        """The feasible states, ascending, shape (n_states,): bit ``k`` is set when option ``k`` is taken."""
        return self.graph.states

    @property
    def id(self) -> str:
        """``model:`` and 16 hex digits over options, states and ranks."""
        digest = hashlib.sha256(repr((self.graph.owner, self.graph.direction, self.rank.shape)).encode())
        digest.update(self.graph.states.tobytes())
        digest.update(self.rank.tobytes())
        return f"model:{digest.hexdigest()[:16]}"

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, GraphModel) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)
