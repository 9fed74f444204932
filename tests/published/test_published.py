"""Published conflicts: what the engine finds is what was printed, and holds up by itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.reference.literal import LiteralGame
from tests.reference.proof import check_witness

from detente.analysis.graph_model import GraphModel, find_witness, solve, solve_many
from detente.analysis.results import CONCEPTS, Concept

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.toml"))


@dataclass(frozen=True, kw_only=True)
class Published:
    """One printed conflict; ``number`` maps our states to the numbers used in print."""

    facts: dict[str, Any]
    model: GraphModel
    number: dict[int, int]

    def equilibria(self, concept: Concept) -> set[int]:
        return {self.number[int(state)] for state in solve(self.model).equilibria(concept)}

    def literal(self) -> LiteralGame:
        patterns = [
            [(option, mark) for option, mark in enumerate(pattern) if mark != "-"]
            for pattern in self.facts["infeasible"]
        ]
        states = [int(state) for state in self.model.states]
        return LiteralGame(
            owner=self.facts["owner"],
            direction=self.facts["direction"],
            infeasible=patterns,
            rank=[dict(zip(states, map(float, row), strict=True)) for row in self.model.rank],
        )


def load(path: Path) -> Published:
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    n_states = 2 ** len(facts["owner"])
    number = {state: state for state in range(n_states)}
    if "states" in facts:
        number = {as_state(text): index for index, text in enumerate(facts["states"], start=1)}
    best_first = [facts["preference_best_first"][dm] for dm in facts["dms"]]
    states = [state for state in sorted(number) if number[state] in payoffs(best_first[0])]
    model = GraphModel.from_options(
        owner=facts["owner"],
        direction=facts["direction"],
        infeasible=facts["infeasible"],
        rank=[[payoffs(row)[number[state]] for state in states] for row in best_first],
    )
    assert model.states.tolist() == states
    return Published(facts=facts, model=model, number=number)


def as_state(text: str) -> int:
    return sum(1 << k for k, mark in enumerate(text) if mark == "Y")


def payoffs(best_first: list[int | list[int]]) -> dict[int, int]:
    """Payoff of each printed number; a list inside the ranking is a tie."""
    found = {}
    for place, entry in enumerate(best_first):
        for number in entry if isinstance(entry, list) else [entry]:
            found[number] = -place
    return found


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def published(request: pytest.FixtureRequest) -> Published:
    return load(request.param)


def find(stem: str) -> Published:
    return load(next(path for path in FILES if path.stem == stem))


def test_every_case_is_cited() -> None:
    assert len(FILES) == 5
    for path in FILES:
        assert tomllib.loads(path.read_text(encoding="utf-8"))["citation"]


def test_printed_equilibria_are_found(published: Published) -> None:
    expected = published.facts.get("equilibria", {})
    for concept, numbers in expected.items():
        assert published.equilibria(concept) == set(numbers), concept
    assert expected or "literature_equilibria" in published.facts or "printed" in published.facts


def test_no_equilibrium_has_an_undeterred_deviation(published: Published) -> None:
    literal = published.literal()
    for concept in CONCEPTS:
        for state in solve(published.model).equilibria(concept):
            for dm in range(published.model.n_dms):
                witness = find_witness(published.model, state=int(state), dm=dm, concept=concept)
                assert witness.is_stable
                check_witness(literal, witness)


def test_elmira_in_the_numbering_of_the_literature() -> None:
    elmira = find("elmira")
    name = {int(number): label for number, label in elmira.facts["literature"].items()}
    for concept, labels in elmira.facts["literature_equilibria"].items():
        found = elmira.equilibria(concept)
        assert {name[number] for number in found} == set(labels), concept
        # The four states that print merges stand or fall together.
        assert {number for number in name if name[number] in labels} == found, concept


def test_elmira_printed_improvement_exists() -> None:
    elmira = find("elmira")
    for improvement in elmira.facts["improvement"]:
        dm = elmira.facts["dms"].index(improvement["dm"])
        state = {number: state for state, number in elmira.number.items()}
        start = elmira.model.graph.position(state[improvement["from"]])
        end = elmira.model.graph.position(state[improvement["to"]])
        assert end in elmira.model.graph.reached(dm, start)
        assert elmira.model.rank[dm, end] > elmira.model.rank[dm, start]


def test_north_korea_letter_by_letter() -> None:
    standoff = find("us_north_korea")
    solution = solve(standoff.model)
    for concept, rows in standoff.facts["printed"].items():
        for dm, name in enumerate(standoff.facts["dms"]):
            for state, letter in rows[name].items():
                position = standoff.model.graph.position(int(state))
                assert solution.stable["nash"][dm, position] == (letter == "r"), (name, state)
                assert solution.stable[concept][dm, position] == (letter in "rsS"), (concept, name, state)


def test_north_korea_printed_equilibria() -> None:
    standoff = find("us_north_korea")
    expected = standoff.facts["printed_equilibria"]
    assert standoff.equilibria("smr") == set(expected["smr"])
    simultaneous = {
        int(state)
        for state, letter in standoff.facts["printed"]["seq"]["US"].items()
        if letter == "u/" and standoff.facts["printed"]["seq"]["NK"][state] == "u/"
    }
    assert standoff.equilibria("seq") | simultaneous == set(expected["seq_or_simultaneous"])


def test_syria_iraq_counts_over_all_rankings_and_the_printed_420_is_wrong() -> None:
    dispute = find("syria_iraq")
    inverse = dispute.facts["inverse"]
    varied = dispute.facts["dms"].index(inverse["varied"])
    rankings = np.array(list(permutations(range(6))), dtype=np.int16).T
    assert rankings.shape == (6, 720)
    ranks = np.repeat(dispute.model.rank[:, :, None], 720, axis=2).astype(np.int16)
    ranks[varied] = rankings
    state = next(state for state, number in dispute.number.items() if number == inverse["state"])
    row = dispute.model.graph.position(state)
    solved = solve_many(dispute.model, ranks)
    for concept, expected in inverse["rankings"].items():
        assert int(solved.stable[concept][varied, row].sum()) == expected, concept
    assert inverse["rankings"]["seq"] == 720 * (15 - 5 - 5 + 3) // 15
    assert inverse["rankings"]["seq"] != inverse["printed_seq"]
