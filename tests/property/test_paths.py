"""Paths, ways and status-quo tables against sequences walked one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import Game, games
from tests.reference.walks import Walker

from detente.analysis.graph_model import (
    GraphModel,
    Labels,
    MoveGraph,
    Relation,
    find_paths,
    find_status_quo,
    find_way,
    shortest_paths,
)

BY = st.sampled_from(["moves", "improvements"])


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """An explicit graph, on which nobody moving twice in a row binds, with ranks or with a relation."""

    n_dms: int
    n_states: int
    edges: list[list[tuple[int, int]]]
    seed: int
    is_ranked: bool

    def model(self) -> GraphModel:
        generator = np.random.default_rng(self.seed)
        edges = []
        for pairs in self.edges:
            rows = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
            rows.flags.writeable = False
            edges.append(rows)
        graph = MoveGraph(
            n_dms=self.n_dms, owner=(), direction=(), states=np.arange(self.n_states), edges=tuple(edges)
        )
        shape = (self.n_dms, self.n_states, self.n_states)
        preference: np.ndarray | Relation
        if self.is_ranked:
            preference = generator.integers(0, 3, size=shape[:2]).astype(np.int32)
        else:
            preference = drawn_relation(generator, shape)
        labels = Labels(dms=tuple(f"dm {dm}" for dm in range(self.n_dms)))
        return GraphModel(graph=graph, preference=preference, labels=labels)


def drawn_relation(generator: np.random.Generator, shape: tuple[int, int, int]) -> Relation:
    """Pairwise preferences that need not be transitive."""
    way = np.triu(generator.integers(-1, 2, size=shape), 1)
    way = way - way.transpose(0, 2, 1)
    none = np.zeros(shape, dtype=bool)
    return Relation(prefers=way > 0, strongly=none, unknown=none)


def without_ranks(game: Game, seed: int) -> GraphModel:
    model = game.model()
    shape = (model.n_dms, model.n_states, model.n_states)
    return replace(model, preference=drawn_relation(np.random.default_rng(seed), shape))


@st.composite
def drawn_graphs(draw: st.DrawFn) -> Drawn:
    n_dms, n_states = draw(st.integers(2, 3)), draw(st.integers(2, 6))
    state = st.integers(0, n_states - 1)
    pairs = st.tuples(state, state).filter(lambda pair: pair[0] != pair[1])
    return Drawn(
        n_dms=n_dms,
        n_states=n_states,
        edges=[draw(st.lists(pairs, max_size=7)) for _ in range(n_dms)],
        seed=draw(st.integers(0, 10_000)),
        is_ranked=draw(st.booleans()),
    )


MODELS = st.one_of(
    games(max_options=4).map(Game.model),
    drawn_graphs().map(Drawn.model),
    st.builds(without_ranks, games(max_dms=3, max_options=3), st.integers(0, 1000)),
)


@settings(max_examples=150)
@given(model=MODELS, data=st.data())
def test_a_status_quo_table_is_the_walk_over_state_and_last_mover(
    model: GraphModel, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, model.n_states - 1))
    longest = data.draw(st.sampled_from([None, 0, 1, 2]))
    found = find_status_quo(model, start=int(model.states[start]), max_steps=longest)
    for by in ("moves", "improvements"):
        walked = Walker.of(model).last_moves(start, by)
        walked = {pair: n for pair, n in walked.items() if longest is None or n <= longest}
        for n_steps in range(4):
            for position, state in enumerate(model.states):
                expected = [dm for dm in range(model.n_dms) if walked.get((position, dm), 99) <= n_steps]
                assert found.last_movers(int(state), n_steps, by) == tuple(expected)
            near = {start} | {position for (position, _), n in walked.items() if n <= n_steps}
            assert list(found.reached(n_steps, by)) == [model.states[p] for p in sorted(near)]
        assert found.n_rows(by) == max(walked.values(), default=0)


@settings(max_examples=150)
@given(model=MODELS, by=BY, data=st.data())
def test_the_shortest_paths_are_all_walks_of_that_length(
    model: GraphModel, by: str, data: st.DataObject
) -> None:
    start, end = (data.draw(st.integers(0, model.n_states - 1)) for _ in range(2))
    walker = Walker.of(model)
    states = [int(state) for state in model.states]
    found = find_paths(model, start=states[start], end=states[end], by=by, max_paths=10_000)
    reached = walker.last_moves(start, by)
    lengths = [0] if start == end else [n for (position, _), n in reached.items() if position == end]
    assert found.n_steps == min(lengths, default=None)
    if found.n_steps is None:
        assert (found.n_paths, found.paths, found.beginners, found.needed) == (0, (), (), ())
        return
    walks = {
        walk
        for walk in walker.walks(start, found.n_steps)
        if (walk[-1][2] if walk else start) == end and set(walk) <= set(walker.allowed(by))
    }
    listed = [tuple((m.dm, states.index(m.start), states.index(m.end)) for m in p) for p in found.paths]
    assert (len(listed), set(listed)) == (found.n_paths, walks)
    assert found.first_movers == tuple(sorted({walk[0][0] for walk in walks if walk}))
    assert set(found.first_movers) <= set(found.beginners)
    for dm in range(model.n_dms):
        left = Walker(
            n_dms=walker.n_dms,
            n_states=walker.n_states,
            moves=[move for move in walker.moves if move[0] != dm],
            improving=walker.improving,
        )
        can = start == end or any(position == end for position, _ in left.last_moves(start, by))
        assert (dm in found.needed) == (not can)


@settings(max_examples=150)
@given(model=MODELS, data=st.data())
def test_the_way_has_the_fewest_moves_against_a_ranking(model: GraphModel, data: st.DataObject) -> None:
    start, end = (data.draw(st.integers(0, model.n_states - 1)) for _ in range(2))
    states = [int(state) for state in model.states]
    walker = Walker.of(model)
    way = find_way(model, start=states[start], end=states[end])
    if way is None:
        assert all(position != end for position, _ in walker.last_moves(start, "moves"))
        return
    moves = [(move.dm, states.index(move.start), states.index(move.end)) for move in way.moves]
    assert [move[1] for move in moves] + [end] == [start] + [move[2] for move in moves]
    assert all(one[0] != other[0] for one, other in pairwise(moves))
    assert set(moves) <= set(walker.moves)
    assert len(way.unwilling) == walker.n_unwilling(tuple(moves))
    # No walk of up to five moves does better.
    best = [
        (walker.n_unwilling(walk), len(walk))
        for length in range(min(5, 1 + len(moves)))
        for walk in walker.walks(start, length)
        if (walk[-1][2] if walk else start) == end
    ]
    assert (len(way.unwilling), len(moves)) <= min(best, default=(len(moves), len(moves)))
    if best and min(best) == (len(way.unwilling), len(moves)):
        assert way.n_ways == best.count(min(best))
    by_improvements = find_paths(model, start=states[start], end=states[end], by="improvements")
    assert (by_improvements.n_steps is not None) == (not way.unwilling)


@settings(max_examples=60)
@given(game=games(max_options=5), data=st.data())
def test_paths_of_positions_are_those_of_states(game: Game, data: st.DataObject) -> None:
    model = game.model()
    start, end = (data.draw(st.integers(0, model.n_states - 1)) for _ in range(2))
    paths = list(shortest_paths(model.graph, start, end))
    states = model.states
    found = find_paths(model, start=int(states[start]), end=int(states[end]), max_paths=10_000)
    assert [
        tuple((dm, int(states[here]), int(states[there])) for dm, here, there in path) for path in paths
    ] == [tuple((move.dm, move.start, move.end) for move in path) for path in found.paths]


@settings(max_examples=60)
@given(game=games(max_options=5), data=st.data())
def test_renumbering_dms_renumbers_who_moves_and_nothing_else(game: Game, data: st.DataObject) -> None:
    new = data.draw(st.permutations(range(len(game.rank))))
    rank = [row for _, row in sorted(zip(new, game.rank, strict=True), key=lambda pair: pair[0])]
    renumbered = replace(game, owner=[new[dm] for dm in game.owner], rank=rank)
    start, end = (data.draw(st.sampled_from(game.states)) for _ in range(2))
    for by in ("moves", "improvements"):
        one, other = (find_paths(g.model(), start=start, end=end, by=by) for g in (game, renumbered))
        assert (one.n_steps, one.n_paths) == (other.n_steps, other.n_paths)
        for name in ("first_movers", "beginners", "needed"):
            assert {new[dm] for dm in getattr(one, name)} == set(getattr(other, name))
        tables = [find_status_quo(g.model(), start=start) for g in (game, renumbered)]
        assert np.array_equal(tables[0].by_moves, tables[1].by_moves[new])
        assert np.array_equal(tables[0].by_improvements, tables[1].by_improvements[new])
    ways = [find_way(g.model(), start=start, end=end) for g in (game, renumbered)]
    assert (ways[0] is None) == (ways[1] is None)
    if ways[0] is not None and ways[1] is not None:
        assert (len(ways[0].moves), len(ways[0].unwilling), ways[0].n_ways) == (
            len(ways[1].moves),
            len(ways[1].unwilling),
            ways[1].n_ways,
        )
