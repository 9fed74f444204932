"""The printed listing of all strictly ordinal 2 x 2 games, and what is printed about them."""

from __future__ import annotations

import re
import tomllib
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
from tests.reference.foresight import Foresight, printed
from tests.reference.games import Game

from detente.analysis.graph_model import solve

LISTING = Path(__file__).parent / "albrecht_2024" / "two_by_two.toml"


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    return tomllib.loads(LISTING.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def listing(facts: dict[str, Any]) -> dict[int, Game]:
    """Games by number: the row player takes option 0 for the second row, the column player option 1."""
    games = {}
    for line in facts["games"]:
        numbers = [int(digits) for digits in re.findall(r"\d+", line)]
        number, _, *payoffs = numbers
        cells = [payoffs[k : k + 2] for k in range(0, 8, 2)]
        first, second, third, last = cells
        by_state = [first, third, second, last]
        rank = [list(row) for row in zip(*by_state, strict=True)]
        assert all(sorted(row) == [1, 2, 3, 4] for row in rank), line
        games[number] = Game(owner=[0, 1], direction=["both", "both"], infeasible=[], rank=rank)
    return games


def test_the_listing_is_complete_and_no_game_is_another(
    facts: dict[str, Any], listing: dict[int, Game]
) -> None:
    assert list(listing) == list(range(1, 79))
    orders = list(permutations([1, 2, 3, 4]))
    every = {disguises([list(one), list(other)]) for one, other in product(orders, orders)}
    assert {disguises(game.rank) for game in listing.values()} == every
    assert len(every) == len(listing)
    for number, (row, column) in ((number, game.rank) for number, game in listing.items()):
        agree = row.index(4) == column.index(4)
        assert agree == (number <= facts["n_no_conflict"])


def disguises(rank: list[list[int]]) -> frozenset[tuple[tuple[int, ...], ...]]:
    """The same game with rows, columns and players exchanged in every way."""
    found = set()
    for rows, columns in product((0, 1), (0, 2)):
        turned = [[row[state ^ rows ^ columns] for state in range(4)] for row in rank]
        found.add(tuple(map(tuple, turned)))
        # Exchanging the players exchanges states 1 and 2 as well.
        found.add(tuple((row[0], row[2], row[1], row[3]) for row in reversed(turned)))
    return frozenset(found)


def test_underlined_cells_are_nash(facts: dict[str, Any], listing: dict[int, Game]) -> None:
    nash = {number: set(solve(game.model()).equilibria("nash").tolist()) for number, game in listing.items()}
    assert all(0 in nash[number] for number in facts["underlined_first"])
    assert {number for number in range(1, 52) if 3 in nash[number]} >= set(facts["underlined_last"])
    # Print says that some have none; an equilibrium beside the first can only be the last cell.
    assert any(not states for states in nash.values())
    assert all(states <= {0, 3} for number, states in nash.items() if number in facts["underlined_first"])


def test_limited_moves_are_the_printed_recursion(listing: dict[int, Game]) -> None:
    horizons = range(1, 11)
    for number, game in listing.items():
        literal = game.literal()
        concepts = [*(f"l{horizon}" for horizon in horizons), "nonmyopic"]
        stable = solve(game.model(), concepts).stable
        for dm, state in product(range(2), range(4)):
            for horizon in horizons:
                stays = printed(literal, horizon, dm, state) == state
                assert bool(stable[f"l{horizon}"][dm, state]) == stays, (number, horizon)
            assert bool(stable["nonmyopic"][dm, state]) == Foresight(game=literal).is_nonmyopic(dm, state)
