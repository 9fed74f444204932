"""From here to there: which moves lead from one state to another, who has to begin, who against its will."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import MoveGraph
from detente.analysis.graph_model.ways._layers import fewest_moves
from detente.analysis.graph_model.ways._reach import Onward
from detente.analysis.graph_model.ways._routes import Edge, Toll, find_routes
from detente.analysis.graph_model.witness import Move
from detente.errors import ModelError

By = Literal["moves", "improvements"]
"""Any unilateral moves, or only those that improve, for whoever makes them, on the state they leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The shortest paths between two states.

    Attributes
    ----------
    start, end : int
        States.
    by : {"moves", "improvements"}
    n_steps : int or None
        Moves of a shortest path, 0 where end is start; None where no path leads.
    n_paths : int
        How many shortest paths there are.
    paths : tuple of tuple of Move
        The first of them, in the order of the dms.
    first_movers : tuple of int
        The dms that make the first move of some shortest path.
    beginners : tuple of int
        The dms that make the first move of some path, however long, that does not come back to the
        start: with one alone, that dm must begin.
    needed : tuple of int
        The dms that move on every path, however long: without one of them no path leads.
    """

    start: int
    end: int
    by: By
    n_steps: int | None
    n_paths: int
    paths: tuple[tuple[Move, ...], ...]
    first_movers: tuple[int, ...]
    beginners: tuple[int, ...]
    needed: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A path with as few moves as possible that are no improvement for whoever makes them.

    Attributes
    ----------
    start, end : int
        States.
    moves : tuple of Move
        Of paths with equally few such moves a shortest, of these the first in the order of the dms.
    unwilling : tuple of Move
        The moves among them that are no improvement.
    n_ways : int
        How many paths have as few of them and are as short.
    """

    start: int
    end: int
    moves: tuple[Move, ...]
    unwilling: tuple[Move, ...]
    n_ways: int

    @property
    def dms(self) -> tuple[int, ...]:
        """The dms that act against their own ranking, ascending."""
        return tuple(sorted({move.dm for move in self.unwilling}))


def find_paths(model: GraphModel, *, start: int, end: int, by: str = "moves", max_paths: int = 100) -> Paths:
    """Find the shortest legal paths from one state to another.

    A path is legal when every step is a unilateral move and nobody moves twice in a row.

    Parameters
    ----------
    start, end : int
        Feasible states.
    by : {"moves", "improvements"}
        ``improvements``: every step improves, for its mover, on the state it leaves. Preferences that are
        unknown are no improvement, nor is a state that the mover does not perceive.
    max_paths : int
        How many shortest paths to list; they are counted all.

    Raises
    ------
    ModelError
        If a state is not feasible, or ``by`` is another word.

    References
    ----------
    Li, Kilgour & Hipel (2005), "Status quo analysis in the graph model for conflict resolution",
    *Journal of the Operational Research Society* 56(6).
    Xu, Kilgour, Hipel & Kemkes (2010), "Using matrices to link conflict evolution and resolution in a
    graph model", *European Journal of Operational Research* 207(1): shortest coloured paths.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> found = find_paths(model, start=0, end=3)
    >>> found.n_steps, found.n_paths, found.first_movers
    (2, 2, (0, 1))
    >>> find_paths(model, start=0, end=3, by="improvements").n_steps is None
    True
    """
    return find_paths_to_each(model, start=start, ends=(end,), by=by, max_paths=max_paths)[0]


def find_paths_to_each(
    model: GraphModel, *, start: int, ends: Sequence[int], by: str = "moves", max_paths: int = 100
) -> tuple[Paths, ...]:
    """Find the shortest legal paths from one state to each of several, as `find_paths` does, at once.

    Raises
    ------
    ModelError
        As `find_paths` does, or if ``max_paths`` is below 1.
    """
    known = check_by(by)
    if max_paths < 1:
        raise ModelError(f"max_paths is {max_paths}: at least one path is listed; give 1 or more")
    here, toll = model.graph.position(start), toll_by(model, known)
    goals = [model.graph.position(end) for end in ends]
    only = goals[0] if len(goals) == 1 else None
    routes = find_routes(model.graph, here, toll, end=only, merges=merges_moves(model, known))
    dms = range(model.n_dms)
    begun = [_reached(model, here, known, beginners=[dm]) for dm in dms]
    without = [_reached(model, here, known, movers=[other for other in dms if other != dm]) for dm in dms]
    found = []
    for end, goal in zip(ends, goals, strict=True):
        cost = routes.cost(goal)
        n_paths, first = routes.count(goal)
        listed = islice(routes.paths(goal), max_paths)
        found.append(
            Paths(
                start=start,
                end=end,
                by=known,
                n_steps=None if cost is None else cost[1],
                n_paths=n_paths,
                paths=tuple(tuple(as_move(model.graph, edge) for edge in path) for path in listed),
                first_movers=tuple(sorted(first)),
                beginners=tuple(dm for dm in dms if goal != here and begun[dm][goal]),
                needed=tuple(dm for dm in dms if cost is not None and not without[dm][goal]),
            )
        )
    return tuple(found)


def find_way(model: GraphModel, *, start: int, end: int) -> Way | None:
    """Find the path on which the fewest moves go against the ranking of whoever makes them.

    Returns
    -------
    Way or None
        None where no path leads at all. With no unwilling move the path is one by improvements.

    Raises
    ------
    ModelError
        If a state is not feasible.

    Notes
    -----
    Dijkstra's search on (moves that are no improvement, moves) over pairs of a state and its last mover.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> way = find_way(model, start=0, end=3)
    >>> way.dms, way.unwilling
    ((0, 1), (Move(dm=0, start=0, end=1), Move(dm=1, start=1, end=3)))
    """
    return find_way_to_each(model, start=start, ends=(end,))[0]


def find_way_to_each(model: GraphModel, *, start: int, ends: Sequence[int]) -> tuple[Way | None, ...]:
    """Find the least unwilling path from one state to each of several, as `find_way` does, at once."""
    goals = [model.graph.position(end) for end in ends]
    improves = _judge(model)
    routes = find_routes(
        model.graph,
        model.graph.position(start),
        lambda *edge: int(not improves(*edge)),
        end=goals[0] if len(goals) == 1 else None,
        merges=merges_moves(model, "improvements"),
    )
    found: list[Way | None] = []
    for end, goal in zip(ends, goals, strict=True):
        path = next(routes.paths(goal), None)
        if path is None:
            found.append(None)
            continue
        against = [edge for edge in path if not improves(*edge)]
        found.append(
            Way(
                start=start,
                end=end,
                moves=tuple(as_move(model.graph, edge) for edge in path),
                unwilling=tuple(as_move(model.graph, edge) for edge in against),
                n_ways=routes.count(goal)[0],
            )
        )
    return tuple(found)


def shortest_paths(graph: MoveGraph, start: int, end: int) -> Iterator[tuple[Edge, ...]]:
    """Yield the shortest legal paths by moves between two positions, dms in order at every step.

    Each is a tuple of (dm, position left, position reached); empty where the two are one.
    """
    return find_routes(graph, start, _free, end=end, merges=graph.is_option_form).paths(end)


def are_improvements(
    model: GraphModel, dm: int, here: NDArray[np.intp], there: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Return where ``dm`` prefers a position to the one it leaves, as far as it perceives the two.

    Parameters
    ----------
    here, there : ndarray of int, shape (n_moves,)
        Positions.
    """
    if model.relation is not None:
        better = model.relation.prefers[dm, here, there]
    else:
        better = model.rank[dm, there] > model.rank[dm, here]
    if model.perceived is not None:
        better = better & model.perceived[dm, here] & model.perceived[dm, there]
    found: NDArray[np.bool_] = better
    return found


def merges_moves(model: GraphModel, by: By) -> bool:
    """Whether two moves of this kind by one dm in a row are always as well made as one, or none.

    Moves made of options are, and so are improvements over a ranking; on an explicit graph, and where
    preferences need not be transitive, they may not be.
    """
    return model.graph.is_option_form and (by == "moves" or model.relation is None)


def toll_by(model: GraphModel, by: By) -> Toll:
    """Return what a move costs a search: nothing, or, by improvements, that it may not be made."""
    if by == "moves":
        return _free
    improves = _judge(model)
    return lambda dm, here, there: 0 if improves(dm, here, there) else None


def check_by(by: str) -> By:
    """Return ``by``; a word other than ``moves`` and ``improvements`` is a `ModelError`."""
    for known in get_args(By):
        if by == known:
            return known  # type: ignore[no-any-return]
    raise ModelError(f"by {by!r} is unknown: use {' or '.join(get_args(By))}")


def as_move(graph: MoveGraph, edge: Edge) -> Move:
    """Return a move with states in the place of positions."""
    dm, here, there = edge
    return Move(dm=dm, start=int(graph.states[here]), end=int(graph.states[there]))


def _free(dm: int, here: int, there: int) -> int:
    """Let every move be made."""
    return 0


def _judge(model: GraphModel) -> Callable[[int, int, int], bool]:
    """Return a test of single moves: plain lists of ranks are read five times as fast as arrays."""
    if model.relation is not None or model.perceived is not None:
        return lambda dm, here, there: bool(
            are_improvements(model, dm, np.array([here]), np.array([there]))[0]
        )
    rows = model.rank.tolist()
    return lambda dm, here, there: bool(rows[dm][there] > rows[dm][here])


def _reached(
    model: GraphModel,
    start: int,
    by: By,
    *,
    movers: Sequence[int] | None = None,
    beginners: Sequence[int] | None = None,
) -> NDArray[np.bool_]:
    """Return the positions sequences lead to, the start included, shape (n_states,)."""
    table = fewest_moves(
        Onward(model.graph),
        start,
        None if by == "moves" else partial(are_improvements, model),
        movers=range(model.n_dms) if movers is None else movers,
        beginners=range(model.n_dms) if beginners is None else beginners,
    )
    reached: NDArray[np.bool_] = np.logical_or.reduce(table >= 0, axis=0)
    reached[start] = True
    return reached
