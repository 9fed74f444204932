"""All one may want to know of the ways from one state to others: shortest, willing, least unwilling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.ways.paths import Paths, Way, find_paths_to_each, find_way_to_each


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The ways to one state.

    Attributes
    ----------
    end : int
    by_moves, by_improvements : Paths
        The shortest paths of each kind.
    way : Way or None
        The path with the fewest moves that are no improvement for whoever makes them; None without any.
    """

    end: int
    by_moves: Paths
    by_improvements: Paths
    way: Way | None


def find_journeys(
    model: GraphModel, *, start: int, ends: Sequence[int], max_paths: int = 100
) -> tuple[Journey, ...]:
    """Find the ways from one state to each of several.

    Parameters
    ----------
    start : int
        A feasible state.
    ends : sequence of int
        Feasible states.
    max_paths : int
        How many shortest paths of each kind to list.

    Raises
    ------
    ModelError
        If a state is not feasible, or ``max_paths`` is less than 1.
    """
    by_moves = find_paths_to_each(model, start=start, ends=ends, by="moves", max_paths=max_paths)
    willing = find_paths_to_each(model, start=start, ends=ends, by="improvements", max_paths=max_paths)
    ways = find_way_to_each(model, start=start, ends=ends)
    return tuple(
        Journey(end=end, by_moves=moves, by_improvements=improvements, way=way)
        for end, moves, improvements, way in zip(ends, by_moves, willing, ways, strict=True)
    )
