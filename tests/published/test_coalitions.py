"""Coalitions in printed conflicts: who is printed to gain together, gains together here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.analysis.graph_model import GraphModel, find_witness, solve, solve_coalitions
from detente.analysis.graph_model.concepts import COALITIONAL

MOE, UNIROYAL, LOCAL = range(3)
DEADLOCK, TOGETHER = 7, 10


@pytest.fixture
def elmira(shared: Path) -> tuple[GraphModel, dict[int, int]]:
    """The Elmira conflict of 1991, and the printed number of each of our states.

    Facts as in Hipel, Fang, Kilgour & Haight (1993) and Kilgour, Hipel, Fang & Peng (2001); the joint
    improvement 7 -> 10 (in the literature s5 -> s8) is in the desktop program's handout, section 5.3.
    """
    cases = json.loads((shared / "graph_model" / "cases.json").read_text(encoding="utf-8"))
    facts = next(case for case in cases if case["case"].startswith("Elmira"))
    number = {
        sum(1 << k for k, mark in enumerate(state["yn"]) if mark == "Y"): state["n"]
        for state in facts["states"]
    }
    dms = facts["decision_makers"]
    ways = {"both": "both", "N->Y only": "fwd", "Y->N only": "back"}
    model = GraphModel.from_options(
        owner=[dms.index(option["dm"]) for option in facts["options"]],
        direction=[ways[option["permitted"]] for option in facts["options"]],
        infeasible=facts["infeasible_patterns"],
        rank=[[payoffs(facts["preference_best_first"][dm])[number[s]] for s in sorted(number)] for dm in dms],
    )
    return model, number


def payoffs(best_first: list[Any]) -> dict[int, int]:
    ranks = {}
    for place, level in enumerate(reversed(best_first)):
        ranks.update(dict.fromkeys(level if isinstance(level, list) else [level], place))
    return ranks


def test_moe_and_uniroyal_leave_the_deadlock_of_elmira_together(
    elmira: tuple[GraphModel, dict[int, int]],
) -> None:
    model, number = elmira
    states = {n: state for state, n in number.items()}
    deadlock = states[DEADLOCK]
    # For every dm alone the deadlock holds, under every concept ...
    for concept in ("nash", "gmr", "smr", "seq"):
        assert deadlock in solve(model).equilibria(concept)
    # ... and the ministry and the company leave it together, to where neither gets alone.
    solution = solve_coalitions(model)
    for concept in COALITIONAL:
        assert solution.broken_by(concept, deadlock) == ((MOE, UNIROYAL),)
    for dm in (MOE, UNIROYAL):
        witness = find_witness(model, state=deadlock, dm=dm, concept="cnash")
        assert witness.coalition == (MOE, UNIROYAL)
        assert number[witness.improvement or 0] == TOGETHER
        assert {move.dm for move in witness.moves} == {MOE, UNIROYAL}
    here = model.graph.position(deadlock)
    there = model.graph.position(states[TOGETHER])
    for dm in (MOE, UNIROYAL):
        assert not model.graph.reach(dm)[here, there]
    # The local government is no party to it: it stays.
    assert solve(model, COALITIONAL).stable["cseq"][LOCAL, here]


def test_no_coalition_leaves_the_agreement_or_the_abandoned_plant(
    elmira: tuple[GraphModel, dict[int, int]],
) -> None:
    """By hand, from the printed facts.

    At 10 the order is modified for good. Of the states that leaves open only 4 is better for the ministry
    or the company; only the local government can bring it about, and likes it less. A plant once
    abandoned stays so, and the four states in which it is are ties for all.
    """
    model, number = elmira
    held = {number[int(state)] for state in solve(model, ["cnash"]).equilibria("cnash")}
    assert {TOGETHER, 5, 6, 11, 12} <= held
    assert DEADLOCK not in held
