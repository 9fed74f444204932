"""How a decision maker takes pairwise preferences: what it leaves for, what deters it, how it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.model import GraphModel

DeterredBy = Literal["not better", "surely not better", "strongly worse"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Attitude:
    """One way to read the preferences of a model; every dm reads its own the same way.

    Attributes
    ----------
    model : GraphModel
        Ranks, or a relation.
    leaves_for_unknown : bool
        Whether a dm leaves a state also for one of which it is unknown whether it prefers it.
    deterred_by : {"not better", "surely not better", "strongly worse"}
        What an answer must leave a dm with, compared with the state it left. A state of unknown
        preference is *not better*, but not *surely* so.
    answers_with_unknown : bool
        Whether, where answers must be credible, a step to a state of unknown preference is.
    """

    model: GraphModel
    leaves_for_unknown: bool = False
    deterred_by: DeterredBy = "not better"
    answers_with_unknown: bool = False

    @property
    def is_by_rank(self) -> bool:
        """Whether every comparison is one of ranks."""
        return self.model.relation is None and self.deterred_by != "strongly worse"

    def better(self, dm: int, origins: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether ``dm`` prefers each state to each origin, shape (n_states, n_origins)."""
        return self._better(dm, origins, with_unknown=False)

    def would_leave(self, dm: int, origins: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether ``dm`` would leave each origin for each state, shape (n_states, n_origins)."""
        return self._better(dm, origins, with_unknown=self.leaves_for_unknown)

    def is_deterred(self, dm: int, origins: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether ending in a state deters ``dm`` from leaving an origin, shape (n_states, n_origins)."""
        if self.deterred_by == "strongly worse":
            relation = self.model.relation
            if relation is None:
                return np.zeros((self.model.n_states, len(origins)), dtype=bool)
            worse: NDArray[np.bool_] = relation.strongly[dm][:, origins]
            return worse
        return ~self._better(dm, origins, with_unknown=self.deterred_by == "surely not better")

    def would_answer(self, dm: int, targets: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether ``dm`` would make each move of a table of shape (n_columns, n_states) as an answer."""
        relation = self.model.relation
        if relation is None:
            rank = self.model.rank[dm]
            rises: NDArray[np.bool_] = rank[targets] > rank
            return rises
        here = np.arange(self.model.n_states)
        gains: NDArray[np.bool_] = relation.prefers[dm][here, targets]
        if self.answers_with_unknown:
            gains |= relation.unknown[dm][here, targets]
        return gains

    def _better(self, dm: int, origins: NDArray[np.intp], *, with_unknown: bool) -> NDArray[np.bool_]:
        relation = self.model.relation
        if relation is None:
            rank = self.model.rank[dm]
            higher: NDArray[np.bool_] = rank[:, None] > rank[origins]
            return higher
        known: NDArray[np.bool_] = relation.prefers[dm][origins]
        if with_unknown:
            known |= relation.unknown[dm][origins]
        # Turned round in memory too: packing rows that lie scattered takes thirty times as long.
        return np.ascontiguousarray(known.T)
