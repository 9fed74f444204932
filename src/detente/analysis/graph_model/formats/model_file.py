"""What a file holds: a model and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.analysis.graph_model.building.statements import rank_by_statements
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import Solution
from detente.case.expressions import Expression
from detente.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelFile:
    """A model as it is read from a file, or to be rendered for one.

    Attributes
    ----------
    model : GraphModel
    name : str
        Title of the conflict; empty where the file has none.
    origin : str
        What the model was made from, in words: a case's id and the seed of the world; empty if not known.
    now : int or None
        The present state, where the file says it.
    statements : tuple of tuple of Expression, one per dm, or None
        What the ranks come from, the most important first, where they come from statements.
    solution : Solution or None
        Stable states stored with the model.
    notes : tuple of str
        What the file says that the model does not hold, or that was read otherwise than written.
    """

    model: GraphModel
    name: str = ""
    origin: str = ""
    now: int | None = None
    statements: tuple[tuple[Expression, ...], ...] | None = None
    solution: Solution | None = None
    notes: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise a `ModelError` where what goes with the model does not fit it."""
        model = self.model
        if self.solution is not None and self.solution.model != model:
            raise ModelError("the solution is of another model: solve this one")
        if self.now is not None:
            model.graph.position(self.now)
        if self.statements is None:
            return
        if model.relation is not None:
            raise ModelError("the preferences are a relation, which no statements make: leave them out")
        ranks = rank_by_statements(self.statements, names=model.labels.names, states=model.states)
        if not np.array_equal(ranks, model.rank):
            raise ModelError("the statements do not make the ranks of the model: leave out or correct them")
