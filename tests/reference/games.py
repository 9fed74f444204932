"""Games for the comparisons: the stored ones, and random ones of every shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st
from tests.reference.literal import Entries, LiteralGame, feasible

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
