"""From here to there: which moves lead from one state to another, who has to begin, who against its will."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from detente.analysis.graph_model._routes import Edge, Toll, find_routes
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
    return find_paths_to_each(model, start=start, ends=(end,), by=by, max_paths=max_paths)[0]


def find_paths_to_each(
    model: GraphModel, *, start: int, ends: Sequence[int], by: str = "moves", max_paths: int = 100
) -> tuple[Paths, ...]:
    """Find the shortest legal paths from one state to each of several, as `find_paths` does, at once."""
    known = check_by(by)
    if max_paths < 1:
        raise ModelError(f"max_paths is {max_paths}: at least one path is listed; give 1 or more")
    here, toll = model.graph.position(start), toll_by(model, known)
    goals = [model.graph.position(end) for end in ends]
    only = goals[0] if len(goals) == 1 else None
    routes = find_routes(model.graph, here, toll, end=only)
    dms = range(model.n_dms)
    begun = [_reached(model.graph, here, _begun_by(toll, here, dm), only) for dm in dms]
    without = [_reached(model.graph.without([dm]), here, toll, only) for dm in dms]
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
                beginners=tuple(dm for dm in dms if goal != here and goal in begun[dm]),
                needed=tuple(dm for dm in dms if cost is not None and goal not in without[dm]),
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
    routes = find_routes(
        model.graph,
        model.graph.position(start),
        lambda *edge: int(not is_improvement(model, *edge)),
        end=goals[0] if len(goals) == 1 else None,
    )
    found: list[Way | None] = []
    for end, goal in zip(ends, goals, strict=True):
        path = next(routes.paths(goal), None)
        if path is None:
            found.append(None)
            continue
        against = [edge for edge in path if not is_improvement(model, *edge)]
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


def _reached(graph: MoveGraph, start: int, toll: Toll, end: int | None) -> frozenset[int]:
    """Return the positions sequences lead to, the start included; with an end, perhaps only that."""
    found = find_routes(graph, start, toll, end=end)
    return frozenset({start, *(position for position, _ in found.least)})


def _begun_by(toll: Toll, start: int, dm: int) -> Toll:
    """Return a toll under which only ``dm`` can make the first move."""

    # No sequence passes the start again, so only the first move leaves from there.
    def begun(mover: int, here: int, there: int) -> int | None:
        return toll(mover, here, there) if here != start or mover == dm else None

    return begun
