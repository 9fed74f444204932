"""What the others' answers can bring a dm down to, and who is stable where.

Two engines give the same answers: tables of moves for small models and explicit graphs, which need no
compiler, and a cube over all combinations of options for large ones (`_cube`, `_cube_solving`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.engine import _tables
from detente.analysis.graph_model.engine._tables import Values
from detente.analysis.graph_model.moves import MoveGraph

TABLE_MOVES = 1 << 21
"""Up to this many moves, over all dms, a model in option form is solved by tables.

That takes 0.3 s at most for the four concepts, listing the moves included (2 dms with 7 options each),
which is what loading the compiler takes (0.35 s); compiling the loops of the cube, once on a machine, takes
3 s. Beyond it tables fall behind: their moves grow with the square of what a dm can combine.
"""

LOADED_MOVES = 1 << 16
"""The same where the cube's loops have been loaded by a larger model: 2 dms with 7 options each then take
3 ms over the cube against 47 by tables; with 5 options each both take 1 ms."""

_LOOPS = "detente.analysis.graph_model.engine._cube_kernels"


class Answering:
    """How the others can answer one dm, over tables of moves, under one rule for joint moves."""

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
        if self.joint_moves == "legal" and self.graph.is_option_form:
            return _tables.worst_legal(values, moves, chosen)
        if self.joint_moves == "legal":
            return _tables.worst_in_turns(values, moves, chosen)
        return _tables.worst_once(values, moves, chosen, 1 if self.joint_moves == "single" else None)


def is_large(graph: MoveGraph) -> bool:
    """Whether a graph is solved over the cube of its options rather than over tables of moves."""
    if not graph.is_option_form:
        return False
    n_columns = sum(1 << graph.owner.count(dm) for dm in range(graph.n_dms) if dm not in graph.silent)
    limit = min(LOADED_MOVES, TABLE_MOVES) if _LOOPS in sys.modules else TABLE_MOVES
    return graph.n_states * n_columns > limit


def find_basic(
    graph: MoveGraph, ranks: Values, concepts: Sequence[str], joint_moves: JointMoves
) -> dict[str, NDArray[np.bool_]]:
    """Find where each dm is stable under Nash, GMR, SMR or SEQ.

    Parameters
    ----------
    graph : MoveGraph
    ranks : ndarray of int32, shape (n_dms, n_states)
        From 0 up, larger is better, equal is a tie.
    concepts : sequence of str

    Returns
    -------
    dict from concept to ndarray of bool, shape (n_dms, n_states)
    """
    if is_large(graph) and concepts:
        from detente.analysis.graph_model.engine._cube_solving import solve_cube

        return solve_cube(graph, ranks, concepts, joint_moves)
    answering = Answering(graph, joint_moves)
    return {
        concept: np.stack([verdicts for verdicts, _ in solve_concept(answering, ranks, concept)])
        for concept in concepts
    }


def find_worst(
    graph: MoveGraph,
    ranks: Values,
    dm: int,
    values: Values,
    *,
    joint_moves: JointMoves,
    improving: bool = False,
) -> Values:
    """Find the smallest value the others can bring each state to, at any size.

    Parameters
    ----------
    ranks : ndarray of signed int, shape (n_dms, n_states)
    dm : int
        Who is answered.
    values : ndarray of int32 or int64, shape (n_states,)
        From 0 up, below the largest of the type.
    joint_moves : JointMoves
    improving : bool
        Whether each move of the others must be an improvement for whoever makes it.

    Returns
    -------
    ndarray, shape (n_states,), of the type of ``values``
    """
    if is_large(graph):
        from detente.analysis.graph_model.engine._cube_solving import CubeAnswers

        answers = CubeAnswers(graph, ranks)
        cube = answers.cube.expand(values, int(np.iinfo(values.dtype).max))
        worst = np.empty_like(values)
        answers.cube.compress(answers.worst(dm, cube, joint_moves, improving=improving), worst)
        return worst
    walls = None
    if improving:
        # Barriers are compared with the values, so they need their type.
        typed = ranks.astype(values.dtype, copy=False)
        walls = [_tables.barriers(typed[other], graph.targets[other]) for other in range(graph.n_dms)]
    return Answering(graph, joint_moves).worst(dm, values, walls)


def find_best_own(graph: MoveGraph, dm: int, values: Values) -> Values:
    """Find the largest value over each state and what one dm can move to from it, at any size.

    ``values`` are of int32 or int64, from 0 up, of shape (n_states,), as the result is.
    """
    if is_large(graph):
        from detente.analysis.graph_model.engine._cube import Cube

        cube = Cube(graph)
        best = np.empty_like(values)
        cube.compress(cube.best_everywhere(dm, cube.expand(values, -1)), best)
        return best
    return _tables.best_own(values, graph.targets[dm])


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
