"""What the others' answers can bring a dm down to, over tables of moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model import _tables
from detente.analysis.graph_model._tables import Values
from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.moves import MoveGraph


class Answering:
    """How the others can answer one dm, on one graph under one rule for joint moves."""

    def __init__(self, graph: MoveGraph, joint_moves: JointMoves) -> None:
        self.graph = graph
        self.joint_moves = joint_moves

    def worst(self, dm: int, values: Values, walls: Sequence[Sequence[Values]] | None) -> Values:
        """Return the smallest value the others can bring each state to.

        ``walls`` are the `_tables.barriers` of every dm when only improvements are used.
        """
        others = [other for other in range(self.graph.n_dms) if other != dm]
        moves = [self.graph.targets[other] for other in others]
        chosen = None if walls is None else [walls[other] for other in others]
        if self.joint_moves == "legal":
            return _tables.worst_legal(values, moves, chosen)
        return _tables.worst_once(values, moves, chosen, 1 if self.joint_moves == "single" else None)


def solve_concept(
    answering: Answering, ranks: Values, concept: str
) -> Iterator[tuple[NDArray[np.bool_], Values]]:
    """Yield, dm by dm, where it is stable and what the others can bring it down to."""
    graph = answering.graph
    walls = None
    if concept == "seq":
        walls = [_tables.barriers(ranks[dm], graph.targets[dm]) for dm in range(graph.n_dms)]
    for dm, targets in enumerate(graph.targets):
        rank = ranks[dm]
        if concept == "nash":
            answer = rank
        elif concept == "smr":
            answer = answering.worst(dm, _tables.best_own(rank, targets), None)
        else:
            answer = answering.worst(dm, rank, walls)
        yield _tables.is_stable(rank, answer, targets), answer
