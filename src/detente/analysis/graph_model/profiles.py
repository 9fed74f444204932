"""The stable states under many preference profiles on one graph of moves: the worlds of a case."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves, check_joint_moves
from detente.analysis.graph_model.engine import _tables
from detente.analysis.graph_model.engine._blocks import (
    Results,
    choose_by_lanes,
    solve_by_lanes,
    solve_by_tables,
)
from detente.analysis.graph_model.engine._layout import Layout, lay_out
from detente.analysis.graph_model.engine.answers import Answering
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import MoveGraph
from detente.analysis.results import CONCEPTS, Concept
from detente.errors import ModelError

Engine = Literal["tables", "lanes"]

COMPILE_FROM = 500_000_000
"""Moves x profiles x opponents from which compiled loops are used: tables (NumPy) take 1 s for so many.
Loading the compiled code takes a third of that; compiling, once on a machine and type of ranks, 4 s ..."""

COMPILED_FROM = 1_000_000
"""... and from which they are used once they are loaded: tables take 2 ms."""

MAX_LANE_BYTES = 4
"""Compiled loops compare ranks of up to 32 bits; what is larger goes through tables."""

_LANES = "detente.analysis.graph_model.engine._lanes"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solutions:
    """The stable states under many preference profiles on one graph of moves.

    Attributes
    ----------
    stable : mapping from concept to ndarray of bool, shape (n_dms, n_states, n_profiles), read-only
        A dm has no verdict on a state it does not perceive: it counts as not stable there.
    answers : mapping from concept to ndarray of int, shape (n_dms, n_states, n_profiles), read-only
        The rank the others' answers can bring a dm down to from each state (under ``smr``, after its
        best counter-move); an improvement to that state lasts when this is above the rank of the
        state it left. In the smallest type that holds the ranks. Empty unless asked for; no entry for
        ``nash``, which weighs no answers.
    """

    stable: Mapping[Concept, NDArray[np.bool_]]
    answers: Mapping[Concept, NDArray[np.signedinteger]]


class ProfileSolver:
    """Solves preference profiles on one graph of moves; what they share is worked out once.

    Parameters
    ----------
    graph : MoveGraph
    joint_moves : {"legal", "once", "single"}
        As for `solve`.
    n_profiles : int
        How many profiles will be solved in all, however many at a time: compiled loops are worth
        waiting for when there are many.
    engine : {"tables", "lanes"} or None
        NumPy over tables of moves, or compiled loops; None takes what is faster. Results are the same.

    Raises
    ------
    ModelError
        If the rule is unknown, or the moves are too many to list.
    """

    def __init__(
        self,
        graph: MoveGraph,
        joint_moves: str = "legal",
        *,
        n_profiles: int,
        engine: Engine | None = None,
    ) -> None:
        self.graph = graph
        self.joint_moves: JointMoves = check_joint_moves(joint_moves)
        self.engine: Engine = engine or _faster_engine(self.graph, self.joint_moves, n_profiles)
        if self.engine == "lanes" and not _has_loops(self.graph, self.joint_moves):
            raise ModelError(
                f"engine 'lanes' has no loops for joint_moves {joint_moves!r} on this graph: leave out engine"
            )

    @cached_property
    def _layout(self) -> Layout:
        return lay_out(self.graph)

    def solve(
        self,
        ranks: NDArray[np.signedinteger],
        concepts: Sequence[Concept] = CONCEPTS,
        *,
        keep_answers: bool = False,
    ) -> Solutions:
        """Find the stable states under some profiles; see `solve_many`."""
        size = _narrowest(self.graph, ranks)
        asked = _check_basic(concepts)
        kept = tuple(concept for concept in asked if keep_answers and concept != "nash")
        results = Results(
            concepts=asked,
            kept=kept,
            stable=np.empty((len(asked), *ranks.shape), dtype=bool),
            answers=np.empty((len(kept), *ranks.shape), dtype=size),
        )
        if self.engine == "lanes" and size.itemsize <= MAX_LANE_BYTES:
            solve_by_lanes(self._layout, ranks, results)
        else:
            solve_by_tables(Answering(self.graph, self.joint_moves), ranks, results)
        results.stable.flags.writeable = results.answers.flags.writeable = False
        return Solutions(
            stable=MappingProxyType(dict(zip(asked, results.stable, strict=True))),
            answers=MappingProxyType(dict(zip(kept, results.answers, strict=True))),
        )

    def find_lasting(
        self,
        ranks: NDArray[np.signedinteger],
        answers: NDArray[np.signedinteger],
        dm: int,
        positions: NDArray[np.intp],
    ) -> NDArray[np.int16]:
        """Find the best improvement of one dm that no answer deters, at some states and in many profiles.

        Parameters
        ----------
        ranks, answers : ndarray of signed int, shape (n_dms, n_states, n_profiles)
            As given to `solve`, and the answers of one concept that it returned.
        positions : ndarray of int, shape (n_chosen,)

        Returns
        -------
        ndarray of int16, shape (n_chosen, n_profiles)
            The row of ``graph.targets[dm]`` that leads to it, -1 where there is none. Of equally good
            improvements the one that changes fewest options.
        """
        choose = choose_by_lanes if self.engine == "lanes" else _tables.best_lasting
        return choose(ranks[dm], answers[dm], self.graph.targets[dm], positions)


def solve_many(
    model: GraphModel | MoveGraph,
    ranks: NDArray[np.signedinteger],
    concepts: Sequence[Concept] = CONCEPTS,
    joint_moves: JointMoves = "legal",
    *,
    keep_answers: bool = False,
) -> Solutions:
    """Find the stable states under many preference profiles at once; each as `solve` would.

    Parameters
    ----------
    model : GraphModel or MoveGraph
        Whose moves are used, and what its dms perceive; its own preferences, if any, are not.
    ranks : ndarray of signed int, shape (n_dms, n_states, n_profiles)
        Ranks from 0 up, larger is better, equal is a tie. Small numbers are compared faster: ranks
        without gaps are best.
    concepts, joint_moves
        As for `solve`.
    keep_answers : bool
        Whether the result has ``answers``.

    Raises
    ------
    ModelError
        If the shape or type of ``ranks`` does not fit, a rank is negative, or a concept or rule is
        unknown.

    Examples
    --------
    Two sides that may each hold fire, under two profiles: in the second both like restraint best.

    >>> import numpy as np
    >>> from detente.analysis.graph_model import GraphModel, solve_many
    >>> dilemma = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> both = np.array([[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> ranks = np.stack([both, [[0, 1, 2, 3], [0, 2, 1, 3]]], axis=2)
    >>> solve_many(dilemma, ranks, ("nash",)).stable["nash"].all(axis=0).T
    array([[ True, False, False, False],
           [False, False, False,  True]])
    """
    graph = model.graph if isinstance(model, GraphModel) else model
    ranks = np.asarray(ranks)
    n_profiles = ranks.shape[2] if ranks.ndim == 3 else 0
    perceived = model.perceived if isinstance(model, GraphModel) else None
    if perceived is None:
        solver = ProfileSolver(graph, joint_moves, n_profiles=n_profiles)
        return solver.solve(ranks, concepts, keep_answers=keep_answers)
    _narrowest(graph, ranks)  # refused before it is taken apart
    views = []
    for keep in perceived:
        view = ProfileSolver(graph.restricted(keep), joint_moves, n_profiles=n_profiles)
        views.append(view.solve(ranks[:, keep], concepts, keep_answers=keep_answers))
    return _join(ranks.shape, perceived, views)


def _join(shape: tuple[int, ...], perceived: NDArray[np.bool_], views: Sequence[Solutions]) -> Solutions:
    """Take each dm's verdicts and answers from the solutions on what it perceives; no others are known."""
    stable: dict[Concept, NDArray[np.bool_]] = {c: np.zeros(shape, dtype=bool) for c in views[0].stable}
    size = np.result_type(*(array.dtype for view in views for array in view.answers.values()), np.int8)
    answers: dict[Concept, NDArray[np.signedinteger]] = {
        c: np.zeros(shape, dtype=size) for c in views[0].answers
    }
    for dm, (keep, view) in enumerate(zip(perceived, views, strict=True)):
        for concept, verdicts in view.stable.items():
            stable[concept][dm, keep] = verdicts[dm]
        for concept, answer in view.answers.items():
            answers[concept][dm, keep] = answer[dm]
    for array in (*stable.values(), *answers.values()):
        array.flags.writeable = False
    return Solutions(stable=MappingProxyType(stable), answers=MappingProxyType(answers))


def _faster_engine(graph: MoveGraph, joint_moves: JointMoves, n_profiles: int) -> Engine:
    n_moves = sum(targets.size for targets in graph.targets)
    n_compared = n_moves * n_profiles * max(graph.n_dms - 1, 1)
    is_enough = n_compared >= (COMPILED_FROM if _LANES in sys.modules else COMPILE_FROM)
    # Asked last: whether a large explicit graph is transitive takes long to find out.
    return "lanes" if is_enough and _has_loops(graph, joint_moves) else "tables"


def _has_loops(graph: MoveGraph, joint_moves: JointMoves) -> bool:
    """Whether there are compiled loops; they do not watch who moved last, as transitive moves allow."""
    return joint_moves == "legal" and graph.is_transitive


def _narrowest(graph: MoveGraph, ranks: NDArray[np.signedinteger]) -> np.dtype[np.signedinteger]:
    """Check the ranks; return the smallest type that holds them."""
    if ranks.ndim != 3 or ranks.shape[:2] != (graph.n_dms, graph.n_states) or ranks.dtype.kind != "i":
        raise ModelError(
            f"ranks have shape {ranks.shape} and type {ranks.dtype}: signed integers of shape "
            f"(n_dms, n_states, n_profiles) = ({graph.n_dms}, {graph.n_states}, ...) are needed"
        )
    lowest = int(ranks.min(initial=0))
    if lowest < 0:
        raise ModelError(f"ranks hold {lowest}: ranks count from 0, the worst, up; add {-lowest} to all")
    highest = int(ranks.max(initial=0))
    fits = (size for size in (np.int8, np.int16, np.int32) if highest <= np.iinfo(size).max)
    return np.dtype(next(fits, np.int64))


def _check_basic(concepts: Sequence[str]) -> tuple[Concept, ...]:
    if isinstance(concepts, str):
        raise ModelError(f"concepts is the string {concepts!r}: give a tuple, ({concepts!r},)")
    for concept in concepts:
        if concept not in CONCEPTS:
            raise ModelError(
                f"concept {concept!r} is not solved for many profiles: use {', '.join(CONCEPTS)}"
            )
    return tuple(concept for concept in CONCEPTS if concept in concepts)
