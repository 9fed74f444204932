"""The steps of building a model: count the dms, read preferences, what is perceived, explicit moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analysis.graph_model.building._truth import Cube
from detente.analysis.graph_model.building.merging import class_index, merge_ranks, merge_relation
from detente.analysis.graph_model.building.selections import (
    Selection,
    is_index,
    is_letters,
    is_list_of_states,
    where_selected,
)
from detente.analysis.graph_model.building.statements import Statements, check_statements, rank_by_statements
from detente.analysis.graph_model.labels import Labels
from detente.analysis.graph_model.moves import MoveGraph
from detente.analysis.graph_model.ranks import count_rows, dense_ranks
from detente.analysis.graph_model.relation import Relation
from detente.errors import ModelError

Misperceived = Mapping[int, Sequence[int | Selection]] | Sequence[Sequence[int | Selection]]
"""The states each dm does not know can be: for each dm, or for those it names, a list of selections."""

Moves = Sequence[Iterable[tuple[int, int]] | Mapping[int, Iterable[int]]]
"""For each dm its moves: (from, to), or the states it can move to by the state it moves from."""

MAX_STATES = 2**24
"""States of an explicit graph; as many as `MAX_OPTIONS` options make."""


def count_dms(
    rank: ArrayLike | Sequence[Sequence[object]] | None,
    statements: Statements | None,
    prefers: Relation | None,
) -> int:
    """Return the number of dms the preferences are for.

    Raises
    ------
    ModelError
        If not exactly one form of preferences is given.
    """
    given = [rank is not None, statements is not None, prefers is not None]
    if sum(given) != 1:
        raise ModelError(
            f"{sum(given)} forms of preferences are given: give exactly one of rank (numbers, larger is "
            "better), statements (in order of priority) or prefers (a Relation)"
        )
    if statements is not None:
        return len(check_statements(statements))
    if prefers is not None:
        if not isinstance(prefers, Relation):
            raise ModelError(f"prefers is a {type(prefers).__name__}: build a Relation from it first")
        return len(prefers.prefers)
    return count_rows(rank)  # type: ignore[arg-type]  # not None, as counted above


def build_groups(
    indistinguishable: Iterable[Selection], states: NDArray[np.int64], labels: Labels
) -> list[NDArray[np.bool_]]:
    """Return where each group of states that cannot be told apart lies, each of shape (n_states,).

    Raises
    ------
    ModelError
        If a group is malformed or means no feasible state.
    """
    if isinstance(indistinguishable, str) or not isinstance(indistinguishable, Iterable):
        raise ModelError(f"indistinguishable is {indistinguishable!r}: give a list of groups of states")
    cube = Cube(labels.names)
    return [
        where_selected(group, cube, states, f"indistinguishable group {index} ({group!r})")
        for index, group in enumerate(indistinguishable)
    ]


def build_ranks(
    rank: ArrayLike | Sequence[Sequence[object]], graph: MoveGraph, states: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Return dense ranks over the states of a graph, given over them or over ``states`` before merging."""
    if not graph.classes or _n_entries(rank) == graph.n_states:
        return dense_ranks(rank, graph.n_states)
    try:
        over_all = dense_ranks(rank, len(states))
    except ModelError as error:
        raise ModelError(f"{error} (or one for each of the {graph.n_states} merged states)") from error
    return dense_ranks(merge_ranks(over_all, class_index(graph, states), states), graph.n_states)


def build_statement_ranks(
    statements: Statements, graph: MoveGraph, states: NDArray[np.int64], names: Sequence[str]
) -> NDArray[np.int32]:
    """Return dense ranks over the states of a graph by statements, on which merged states must agree."""
    ranks = rank_by_statements(statements, names=names, states=states)
    if not graph.classes:
        return ranks
    return dense_ranks(merge_ranks(ranks, class_index(graph, states), states), graph.n_states)


def build_relation(relation: Relation, graph: MoveGraph, states: NDArray[np.int64]) -> Relation:
    """Return a relation over the states of a graph, given over them or over ``states`` before merging.

    Raises
    ------
    ModelError
        If it is over neither.
    """
    n_given = relation.prefers.shape[1]
    if n_given == graph.n_states:
        return relation
    if graph.classes and n_given == len(states):
        return merge_relation(relation, class_index(graph, states), states)
    raise ModelError(
        f"prefers compares {n_given} states, and the model has {graph.n_states}: give one row and column for "
        "each feasible state in ascending order"
    )


def build_perceived(
    misperceived: Misperceived | None, graph: MoveGraph, states: NDArray[np.int64], labels: Labels
) -> NDArray[np.bool_] | None:
    """Return which states each dm knows can be, shape (n_dms, n_states), or None when all know all.

    Raises
    ------
    ModelError
        If a dm is unknown, a selection malformed, a merged state known in part, or no state left.
    """
    if misperceived is None:
        return None
    if isinstance(misperceived, str) or not isinstance(misperceived, Mapping | Sequence):
        raise ModelError(f"misperceived is {misperceived!r}: give a list of states for each dm")
    if not isinstance(misperceived, Mapping) and len(misperceived) < graph.n_dms:
        raise ModelError(
            f"misperceived has {len(misperceived)} entries for {graph.n_dms} dms: give one per dm, or a "
            "mapping from dms"
        )
    named = misperceived if isinstance(misperceived, Mapping) else dict(enumerate(misperceived))
    place = class_index(graph, states)
    cube = Cube(labels.names)
    perceived = np.ones((graph.n_dms, graph.n_states), dtype=bool)
    for dm, own in named.items():
        if not is_index(dm, graph.n_dms):
            raise ModelError(f"misperceived has {dm!r}, which is no dm: dms are 0 to {graph.n_dms - 1}")
        if isinstance(own, str) or not isinstance(own, Sequence):
            raise ModelError(f"misperceived of dm {dm} is {own!r}: give a list of states or patterns")
        missed = _missed(own, cube, states, place, f"misperceived of dm {dm}")
        known, unknown = (np.bincount(place[mask], minlength=graph.n_states) for mask in (~missed, missed))
        if (known & unknown).astype(bool).any():
            both = int(graph.states[np.flatnonzero((known > 0) & (unknown > 0))[0]])
            raise ModelError(
                f"misperceived of dm {dm}: state {both} stands for several that cannot be told apart, and "
                "only some of them are listed; list all or none"
            )
        perceived[dm] = known > 0
        if not perceived[dm].any():
            raise ModelError(f"misperceived of dm {dm} leaves it no state at all: take some out")
    perceived.flags.writeable = False
    return None if perceived.all() else perceived


def build_graph(n_states: int, moves: Moves, n_dms: int) -> MoveGraph:
    """Return an explicit graph of moves over states 0 to ``n_states - 1``.

    Raises
    ------
    ModelError
        If a move names no state, or leads from a state to itself, or the dms are not as many.
    """
    if not is_index(n_states, MAX_STATES + 1) or not n_states:
        raise ModelError(f"n_states is {n_states!r}: give the number of states, 1 to {MAX_STATES}")
    if isinstance(moves, str) or not isinstance(moves, Sequence) or len(moves) != n_dms:
        raise ModelError(
            f"moves must be a list with the moves of each of the {n_dms} dms the preferences are for"
        )
    states = np.arange(n_states, dtype=np.int64)
    states.flags.writeable = False
    edges = tuple(_edges(own, n_states, dm) for dm, own in enumerate(moves))
    return MoveGraph(n_dms=n_dms, owner=(), direction=(), states=states, edges=edges)


def _missed(
    own: Sequence[int | Selection],
    cube: Cube,
    states: NDArray[np.int64],
    place: NDArray[np.intp],
    where: str,
) -> NDArray[np.bool_]:
    """Return where any of the selections lies; a state that is listed means all it cannot be told from."""
    missed = np.zeros(len(states), dtype=bool)
    for index, selection in enumerate(own):
        chosen: Selection
        if isinstance(selection, int | np.integer) or is_letters(selection, cube.n_options):
            chosen = [selection]
        else:
            chosen = selection
        found = where_selected(chosen, cube, states, f"{where}, entry {index} ({selection!r})")
        missed |= np.isin(place, place[found]) if is_list_of_states(chosen) else found
    return missed


def _edges(own: object, n_states: int, dm: int) -> NDArray[np.int64]:
    """Return one dm's moves as sorted pairs, each once, shape (n_edges, 2)."""
    if isinstance(own, Mapping):
        for start, ends in own.items():
            if isinstance(ends, str) or not isinstance(ends, Iterable):
                raise ModelError(f"moves of dm {dm} from {start!r} are {ends!r}: give a list of states")
        pairs: Iterable[object] = ((start, end) for start, ends in own.items() for end in ends)
    elif isinstance(own, str) or not isinstance(own, Iterable):
        raise ModelError(f"moves of dm {dm} are {own!r}: give pairs (from, to)")
    else:
        pairs = own
    found = set()
    for pair in pairs:
        place = f"moves of dm {dm}: {pair!r}"
        if isinstance(pair, str) or not isinstance(pair, Sequence | np.ndarray) or len(pair) != 2:
            raise ModelError(f"{place} is no pair (from, to)")
        for state in pair:
            if not is_index(state, n_states):
                raise ModelError(f"{place}: {state!r} is no state; states are 0 to {n_states - 1}")
        start, end = int(pair[0]), int(pair[1])
        if start == end:
            raise ModelError(f"{place} leads nowhere: leave it out, every dm may always stay")
        found.add((start, end))
    edges = np.array(sorted(found), dtype=np.int64).reshape(len(found), 2)
    edges.flags.writeable = False
    return edges


def _n_entries(rank: object) -> int:
    """Return how many numbers the first row has; 0 where there is no row to count."""
    row = rank[0] if isinstance(rank, Sequence | np.ndarray) and len(rank) else ()
    return len(row) if isinstance(row, Sequence | np.ndarray) else 0
