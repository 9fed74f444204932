"""Published conflicts: what the engine finds is what was printed, and holds up by itself."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.reference.literal import LiteralGame
from tests.reference.proof import check_witness
from tests.reference.together import by_rank

from detente.analysis.graph_model import GraphModel, find_witness, solve, solve_many
from detente.analysis.results import CONCEPTS

FOLDER = Path(__file__).parent
TABLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*/*.toml"))
}
CONFLICTS = [stem for stem, facts in TABLES.items() if "owner" in facts]


@dataclass(frozen=True, kw_only=True)
class Published:
    """One printed conflict; ``number`` maps our states to the numbers used in print."""

    facts: dict[str, Any]
    model: GraphModel
    number: dict[int, int]

    def equilibria(self, concept: str) -> set[int]:
        return {self.number[int(state)] for state in solve(self.model, (concept,)).equilibria(concept)}

    def state(self, number: int) -> int:
        """Our state for a number used in print."""
        return next(state for state, printed in self.number.items() if printed == number)

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


def find(stem: str) -> Published:
    facts = TABLES[stem]
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


@pytest.fixture(params=CONFLICTS)
def published(request: pytest.FixtureRequest) -> Published:
    return find(request.param)


def test_every_table_is_cited() -> None:
    assert len(TABLES) == 11
    assert len(CONFLICTS) == 9
    assert all(facts["citation"] for facts in TABLES.values())


def test_printed_equilibria_are_found(published: Published) -> None:
    expected = published.facts.get("equilibria", {})
    for concept, numbers in expected.items():
        assert published.equilibria(concept) == set(numbers), concept
    others = {"literature_equilibria", "printed", "printed_as_it_stands"}
    assert expected or others & published.facts.keys()


def test_no_equilibrium_has_an_undeterred_deviation(published: Published) -> None:
    literal = published.literal()
    for concept in CONCEPTS:
        for state in solve(published.model).equilibria(concept):
            for dm in range(published.model.n_dms):
                witness = find_witness(published.model, state=int(state), dm=dm, concept=concept)
                assert witness.is_stable
                check_witness(literal, witness)
    for state in map(int, solve(published.model, ("seq_sim",)).equilibria("seq_sim")):
        leaving = [dm for dm in literal.dms if not literal.is_stable(state, dm, "seq")]
        assert len(leaving) != 1
        assert all(by_rank(literal).is_kept(state, dm, leaving) for dm in leaving)


def test_elmira_in_the_numbering_of_the_literature() -> None:
    elmira = find("elmira")
    name = {int(number): label for number, label in elmira.facts["literature"].items()}
    for concept, labels in elmira.facts["literature_equilibria"].items():
        found = elmira.equilibria(concept)
        assert {name[number] for number in found} == set(labels), concept
        # The four states that print merges stand or fall together.
        assert {number for number in name if name[number] in labels} == found, concept


def test_elmira_with_the_abandoned_states_merged_as_in_print() -> None:
    elmira = find("elmira")
    merged = GraphModel.from_options(
        owner=elmira.facts["owner"],
        direction=elmira.facts["direction"],
        infeasible=elmira.facts["infeasible"],
        rank=elmira.model.rank,
        indistinguishable=[elmira.facts["indistinguishable"]],
    )
    assert merged.n_states == 9
    name = {int(number): label for number, label in elmira.facts["literature"].items()}
    for concept, labels in elmira.facts["literature_equilibria"].items():
        found = solve(merged, (concept,)).equilibria(concept)
        assert sorted(name[elmira.number[int(state)]] for state in found) == labels


def test_elmira_printed_improvements_exist() -> None:
    elmira = find("elmira")
    for improvement in elmira.facts["improvement"]:
        dms = [elmira.facts["dms"].index(name) for name in improvement["dms"]]
        start, end = elmira.state(improvement["from"]), elmira.state(improvement["to"])
        here, there = elmira.model.graph.position(start), elmira.model.graph.position(end)
        assert (elmira.model.rank[dms, there] > elmira.model.rank[dms, here]).all()
        if len(dms) == 1:
            assert there in elmira.model.graph.reached(dms[0], here)
            continue
        for dm in dms:
            assert find_witness(elmira.model, state=start, dm=dm, concept="nash").is_stable
            witness = find_witness(elmira.model, state=start, dm=dm, concept="cnash")
            assert (witness.coalition, witness.improvement) == (tuple(dms), end)


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
    assert standoff.equilibria("seq_sim") == set(expected["seq_or_simultaneous"])
    # Those that hold by the simultaneous check alone are struck out for both in print.
    struck_out = [
        {int(state) for state, letter in row.items() if letter == "u/"}
        for row in standoff.facts["printed"]["seq"].values()
    ]
    assert standoff.equilibria("seq_sim") - standoff.equilibria("seq") == set.intersection(*struck_out)


def test_north_korea_combined_improvements_are_those_named_in_print() -> None:
    standoff = find("bloodthirsty")
    check = standoff.facts["simultaneous_check"]
    literal = standoff.literal()
    ends = {
        by_rank(literal).outcome(check["state"], made)
        for made in by_rank(literal).made_at_once(check["state"], literal.dms)
        if len(made) == 2
    }
    assert ends == set(check["combined"])
    assert check["state"] not in standoff.equilibria("seq_sim")


def test_north_korea_an_equilibrium_is_missing_in_print_when_invasions_are_for_good() -> None:
    standoff = find("irreversible_invasion")
    facts, model = standoff.facts, standoff.model
    assert standoff.equilibria("seq") == set(facts["corrected"]["seq"])
    # As it stands in print, only an invasion by a North Korea that keeps its weapons is for good.
    printed = facts["printed_as_it_stands"]
    free = GraphModel.from_options(
        owner=facts["owner"],
        direction=["fwd", "both", "both", "both"],
        infeasible=facts["infeasible"],
        rank=model.rank,
    )
    moves = [
        [
            (start, end)
            for start in range(model.n_states)
            for end in free.graph.reached(dm, start)
            if not (
                dm == 1
                and int(model.states[start]) in printed["stuck_in"]
                and not int(model.states[end]) & printed["invasion"]
            )
        ]
        for dm in range(2)
    ]
    as_printed = GraphModel.from_graph(n_states=model.n_states, moves=moves, rank=model.rank)
    found = as_printed.states[solve(as_printed, ("seq",)).stable["seq"].all(axis=0)]
    assert {int(model.states[position]) for position in found} == set(printed["seq"])


def test_north_korea_tally_over_nine_analyses() -> None:
    table = TABLES["tally"]
    times: Counter[int] = Counter()
    for stem, concept in table["analyses"]:
        if concept == "printed_as_it_stands":
            times.update(TABLES[stem][concept]["seq"])
        else:
            times.update(find(stem).equilibria(concept))
    assert len(table["analyses"]) == 9
    assert times == {int(state): n for state, n in table["times"].items()}


def test_syria_iraq_counts_over_all_rankings_and_the_printed_420_is_wrong() -> None:
    dispute = find("syria_iraq")
    inverse = dispute.facts["inverse"]
    varied = dispute.facts["dms"].index(inverse["varied"])
    rankings = np.array(list(permutations(range(6))), dtype=np.int16).T
    assert rankings.shape == (6, 720)
    ranks = np.repeat(dispute.model.rank[:, :, None], 720, axis=2).astype(np.int16)
    ranks[varied] = rankings
    row = dispute.model.graph.position(dispute.state(inverse["state"]))
    solved = solve_many(dispute.model, ranks)
    for concept, expected in inverse["rankings"].items():
        assert int(solved.stable[concept][varied, row].sum()) == expected, concept
    assert inverse["rankings"]["seq"] == 720 * (15 - 5 - 5 + 3) // 15
    assert inverse["rankings"]["seq"] != inverse["printed_seq"]
