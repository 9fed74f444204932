"""What a file holds of a model, beside the model itself."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import Solution


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelFile:
    """A model as read from a file.

    Attributes
    ----------
    model : GraphModel
    name : str
        Title of the conflict; empty where the file has none.
    now : int or None
        The present state, where the file says it.
    solution : Solution or None
        Stable states stored with the model.
    notes : tuple of str
        What the file says that the model does not hold, or that was read otherwise than written.
    """

    model: GraphModel
    name: str = ""
    now: int | None = None
    solution: Solution | None = None
    notes: tuple[str, ...] = ()
