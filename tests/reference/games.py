"""Games for the comparisons: the stored ones, and random ones of every shape."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st
from tests.reference.literal import Entries, LiteralGame, LiteralGraph, feasible

from detente.analysis.graph_model import GraphModel, JointMoves

RULES: tuple[JointMoves, ...] = ("legal", "once", "single")


@dataclass(frozen=True, kw_only=True)
class Game:
    """A game in option form; ``rank`` has a row per dm over the feasible states, ascending."""

    owner: list[int]
    direction: list[str]
    infeasible: list[Entries]
    rank: list[list[int]]

    @property
    def states(self) -> list[int]:
        return feasible(len(self.owner), self.infeasible)

    def literal(self) -> LiteralGame:
        states = self.states
        return LiteralGame(
            owner=self.owner,
            direction=self.direction,
            infeasible=self.infeasible,
            rank=[dict(zip(states, row, strict=True)) for row in self.rank],
        )

    def model(self) -> GraphModel:
        return GraphModel.from_options(
            owner=self.owner, direction=self.direction, infeasible=self.infeasible, rank=self.rank
        )


@dataclass(frozen=True, kw_only=True)
class GraphGame:
    """A game on an explicit graph: ``edges`` has the pairs (from, to) of each dm, in order."""

    n_states: int
    edges: list[list[tuple[int, int]]]
    rank: list[list[int]]

    @property
    def states(self) -> list[int]:
        return list(range(self.n_states))

    def literal(self) -> LiteralGraph:
        return LiteralGraph(
            n_states=self.n_states,
            edges=[frozenset(pairs) for pairs in self.edges],
            rank=[dict(enumerate(row)) for row in self.rank],
        )

    def model(self) -> GraphModel:
        return GraphModel.from_graph(n_states=self.n_states, moves=self.edges, rank=self.rank)


def stored_games(shared: Path) -> Iterator[tuple[str, Game, dict[str, dict[str, list[str]]]]]:
    """Yield id, game and stored stability strings of the games beside the checkout."""
    for line in (shared / "graph_model" / "games.jsonl").read_text(encoding="utf-8").splitlines():
        stored = json.loads(line)
        game = Game(
            owner=stored["owner"],
            direction=stored["direction"],
            infeasible=[[(option, mark) for option, mark in pattern] for pattern in stored["infeasible"]],
            rank=stored["rank_larger_is_better"],
        )
        assert game.states == stored["states"]
        yield stored["id"], game, stored["stable"]


@st.composite
def games(draw: st.DrawFn, max_dms: int = 5, max_options: int = 6) -> Game:
    """2 to 5 dms, one-way options, infeasible patterns, ties; a dm may own several options or none."""
    n_dms = draw(st.integers(2, max_dms))
    n_options = draw(st.integers(2, max_options))
    owner = draw(st.lists(st.integers(0, n_dms - 1), min_size=n_options, max_size=n_options))
    ways = st.sampled_from(["both", "both", "fwd", "back"])
    direction = draw(st.lists(ways, min_size=n_options, max_size=n_options))
    entry = st.tuples(st.integers(0, n_options - 1), st.sampled_from("YN"))
    pattern = st.lists(entry, min_size=2, max_size=3, unique_by=lambda pair: pair[0])
    infeasible: list[Entries] = []
    for candidate in draw(st.lists(pattern, max_size=3)):
        if feasible(n_options, [*infeasible, candidate]):
            infeasible.append(candidate)
    n_states = len(feasible(n_options, infeasible))
    # A small top makes many ties, a large one few.
    top = draw(st.sampled_from([1, 3, n_states]))
    row = st.lists(st.integers(0, top), min_size=n_states, max_size=n_states)
    return Game(
        owner=owner,
        direction=direction,
        infeasible=infeasible,
        rank=[draw(row) for _ in range(n_dms)],
    )


@st.composite
def graph_games(draw: st.DrawFn, max_dms: int = 5, max_states: int = 9) -> GraphGame:
    """2 to 5 dms on an explicit graph with ties, in which two moves in a row are seldom one move."""
    n_dms = draw(st.integers(2, max_dms))
    n_states = draw(st.integers(2, max_states))
    pairs = [(s, t) for s in range(n_states) for t in range(n_states) if s != t]
    # Few moves leave something unreachable; the more there are, the more two in a row are one.
    some = st.lists(st.sampled_from(pairs), max_size=2 * n_states, unique=True)
    top = draw(st.sampled_from([1, 3, n_states]))
    row = st.lists(st.integers(0, top), min_size=n_states, max_size=n_states)
    return GraphGame(
        n_states=n_states,
        edges=[sorted(draw(some)) for _ in range(n_dms)],
        rank=[draw(row) for _ in range(n_dms)],
    )


def seeded_game(seed: int, max_options: int = 6) -> Game | GraphGame:
    """A game of any shape from a seed: quicker to draw than those of Hypothesis, so that many can be.

    2 to 5 dms; every fourth is an explicit graph; of the others, two in three have infeasible states,
    two in three one-way options, and two in three ties.
    """
    generator = random.Random(seed)
    n_dms = generator.randint(2, 5)
    if seed % 4 == 3:
        return _seeded_graph(generator, n_dms)
    n_options = generator.randint(min(n_dms, max_options), max_options)
    owner = [generator.randrange(n_dms) for _ in range(n_options)]
    ways = ["both"] if generator.random() < 1 / 3 else ["both", "both", "fwd", "back"]
    infeasible: list[Entries] = []
    for _ in range(generator.choice([0, 1, 3])):
        options = generator.sample(range(n_options), generator.randint(2, min(3, n_options)))
        candidate = [(option, generator.choice("YN")) for option in options]
        if len(feasible(n_options, [*infeasible, candidate])) > 1:
            infeasible.append(candidate)
    n_states = len(feasible(n_options, infeasible))
    return Game(
        owner=owner,
        direction=[generator.choice(ways) for _ in range(n_options)],
        infeasible=infeasible,
        rank=[_seeded_row(generator, n_states) for _ in range(n_dms)],
    )


def _seeded_graph(generator: random.Random, n_dms: int) -> GraphGame:
    n_states = generator.randint(3, 9)
    pairs = [(s, t) for s in range(n_states) for t in range(n_states) if s != t]
    # With few moves each, two in a row by one dm are seldom one of its moves.
    share = generator.choice([0.1, 0.15, 0.2])
    return GraphGame(
        n_states=n_states,
        edges=[[pair for pair in pairs if generator.random() < share] for _ in range(n_dms)],
        rank=[_seeded_row(generator, n_states) for _ in range(n_dms)],
    )


def _seeded_row(generator: random.Random, n_states: int) -> list[int]:
    """A strict ranking once in three times, else one with ties."""
    if generator.random() < 1 / 3:
        return generator.sample(range(n_states), n_states)
    return [generator.randint(0, generator.choice([1, 3, 8])) for _ in range(n_states)]
