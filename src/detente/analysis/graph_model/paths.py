"""From here to there: which moves lead from one state to another, who has to begin, who against its will."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from detente.analysis.graph_model._routes import Edge, Routes, Toll, find_routes
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import MoveGraph
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
    toll = toll_by(model, check_by(by))
    here, there = model.graph.position(start), model.graph.position(end)
    if max_paths < 1:
        raise ModelError(f"max_paths is {max_paths}: at least one path is listed; give 1 or more")
    found = find_routes(model.graph, here, toll, end=there)
    cost = found.cost(there)
    n_paths, first = found.count(there)
    listed = islice(found.paths(there), max_paths)
    return Paths(
        start=start,
        end=end,
        by=check_by(by),
        n_steps=None if cost is None else cost[1],
        n_paths=n_paths,
        paths=tuple(tuple(as_move(model.graph, edge) for edge in path) for path in listed),
        first_movers=tuple(sorted(first)),
        beginners=tuple(dm for dm in range(model.n_dms) if _can_begin(model.graph, here, there, toll, dm)),
        needed=()
        if cost is None
        else tuple(
            dm for dm in range(model.n_dms) if not _leads(model.graph.without([dm]), here, there, toll)
        ),
    )


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
    here, there = model.graph.position(start), model.graph.position(end)
    found = find_routes(model.graph, here, lambda *edge: int(not is_improvement(model, *edge)), end=there)
    path = next(found.paths(there), None)
    if path is None:
        return None
    return Way(
        start=start,
        end=end,
        moves=tuple(as_move(model.graph, edge) for edge in path),
        unwilling=tuple(as_move(model.graph, edge) for edge in path if not is_improvement(model, *edge)),
        n_ways=found.count(there)[0],
    )


def shortest_paths(graph: MoveGraph, start: int, end: int) -> Iterator[tuple[Edge, ...]]:
    """Yield the shortest legal paths by moves between two positions, dms in order at every step.

    Each is a tuple of (dm, position left, position reached); empty where the two are one.
    """
    return find_routes(graph, start, _free, end=end).paths(end)


def is_improvement(model: GraphModel, dm: int, here: int, there: int) -> bool:
    """Whether ``dm`` prefers position ``there`` to position ``here``, as far as it perceives the two."""
    if model.perceived is not None and not (model.perceived[dm, here] and model.perceived[dm, there]):
        return False
    if model.relation is not None:
        return bool(model.relation.prefers[dm, here, there])
    return bool(model.rank[dm, there] > model.rank[dm, here])


def toll_by(model: GraphModel, by: By) -> Toll:
    """Return what a move costs a search: nothing, or, by improvements, that it may not be made."""
    if by == "moves":
        return _free
    return lambda dm, here, there: 0 if is_improvement(model, dm, here, there) else None


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


def _leads(graph: MoveGraph, start: int, end: int, toll: Toll) -> bool:
    return find_routes(graph, start, toll, end=end).cost(end) is not None


def _can_begin(graph: MoveGraph, start: int, end: int, toll: Toll, dm: int) -> bool:
    """Whether some path begins with a move of ``dm``."""

    def only_first(mover: int, here: int, there: int) -> int | None:
        return toll(mover, here, there) if here != start or mover == dm else None

    # No sequence passes the start again, so only the first move leaves from there.
    found: Routes = find_routes(graph, start, only_first, end=end)
    return end != start and found.cost(end) is not None
