"""The whole answer on one world or model: verdicts, ranks, and why, with the evidence."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference.cases import cases, renamed
from tests.unit.analysis.worlds.small import A, B, concern, dilemma, settled

from detente.analysis import CONCEPTS, solve
from detente.analysis.graph_model import GraphModel, Labels, find_witness
from detente.analysis.results import Why
from detente.analysis.worlds import build_world, examining
from detente.analysis.worlds.examining import Inquiry, examine_model
from detente.case import Case
from detente.case.model import Assumption
from detente.errors import CaseError, ModelError

SIDES = (("northland", "southmark"), ("Northland", "Southmark"))


def grounded() -> Case:
    """The dilemma, with evidence for what North wants of South."""
    first, *rest = settled()
    first = replace(first, supports=("statement:1", "statement:2", "event:3"), assumption="calm")
    return dilemma(first, *rest, assumptions=(Assumption(name="calm", text="calm is wanted"),))


def why(found: tuple[Why, ...], state: int, party: str, concept: str) -> Why:
    (one,) = [w for w in found if (w.state, w.party, w.concept) == (state, party, concept)]
    return one


def test_the_words_cite_the_weightiest_reason_and_what_it_rests_on() -> None:
    found = solve(grounded(), states=(2,))
    one = why(found.whys, 2, B, "nash")
    assert one.text == (
        "South would leave: it would no longer hold its fire, because it would rather not hold its fire."
    )
    other = why(solve(grounded(), states=(3,)).whys, 3, A, "seq")
    assert other.text == (
        "North stays. It could choose to no longer hold its fire and be better off, because it would rather "
        "not hold its fire; but then South would no longer hold its fire, which leaves North worse off than "
        "if it stays, because then South holds its fire, which it wants (statement:1, statement:2, 1 more, "
        "assumption calm)."
    )
    assert "".join(phrase.text for phrase in other.phrases) == other.text
    targets = [(phrase.kind, phrase.target) for phrase in other.phrases if phrase.kind != "text"]
    assert targets == [
        ("reason", "n-own"),
        ("reason", "n-other"),
        ("record", "statement:1"),
        ("record", "statement:2"),
        ("assumption", "calm"),
    ]
    compared = [(motive.party, motive.better, motive.worse) for motive in other.motives]
    assert compared == [(A, 2, 3), (A, 3, 0), (B, 0, 2)]
    assert [reason.concern for reason in other.motives[1].reasons] == ["n-other", "n-own"]
    (deterrent,) = other.deterrents
    assert (deterrent.improvement, deterrent.state) == (2, 0)
    assert [(turn.party, turn.start, turn.end) for turn in deterrent.turns] == [(B, 2, 0)]


def test_the_present_and_the_equilibria_are_explained_unless_others_are_asked_for() -> None:
    now = solve(dilemma()).now
    assert now == 0
    assert {one.state for one in solve(dilemma()).whys} == {0, 3}
    assert {one.state for one in solve(dilemma(), concepts=("nash",)).whys} == {0}
    assert [one.state for one in solve(dilemma(), states=(2, 2), concepts=("gmr",)).whys] == [2, 2]
    with pytest.raises(ModelError, match="state 9 is not one of the 4"):
        solve(dilemma(), states=(9,))


def test_of_many_equilibria_those_that_hold_most_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "MAX_EXPLAINED", 1)
    found = solve(dilemma(), concepts=("nash", "seq"))
    assert dict(found.equilibria) == {"nash": (0,), "seq": (0, 3)}
    assert {one.state for one in found.whys} == {0}


def test_a_result_says_what_things_are_called_and_how_it_was_got() -> None:
    found = solve(dilemma(), joint_moves="single")
    assert found.names.parties == ("North", "South")
    assert found.names.options == ("holds its fire", "holds its fire")
    assert found.names.owners == (A, B)
    assert found.ranks == ((1, 0, 3, 2), (1, 3, 0, 2))
    assert dict(found.provenance.parameters)["joint_moves"] == "single"


def test_a_model_without_a_case_is_examined_too() -> None:
    labels = Labels(dms=("North", "South"), options=("stops", "stops"), names=("n.stop", "s.stop"))
    model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]], labels=labels)
    found = examine_model(model, Inquiry(concepts=("cnash", "l2")), title="two", now=0)
    assert (found.provenance.case, found.parties, found.now) == (model.id, ("North", "South"), 0)
    assert found.names.owners == ("North", "South")
    together = why(found.whys, 0, "South", "cnash")
    assert together.coalition == ("North", "South")
    assert [turn.party for turn in together.turns] == ["North", "South"]
    assert together.motives == ()


def test_with_very_many_states_only_those_explained_get_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "MAX_LISTED", 3)
    model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    found = examine_model(model, Inquiry(concepts=("seq",), states=(1,)), title="two").verdicts
    assert [(v.state, v.party, v.is_stable) for v in found] == [
        (1, "dm 0", False),
        (1, "dm 1", True),
    ]


def test_within_a_partys_own_view_the_verdict_carries_no_detail_but_is_explained() -> None:
    model = GraphModel.from_options(
        owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]], misperceived=[["NN"], []]
    )
    found = examine_model(model, Inquiry(concepts=("seq",), states=(3,)), title="two")
    verdict = next(v for v in found.verdicts if (v.state, v.party) == (3, "dm 0"))
    assert (verdict.is_stable, verdict.improvement) == (False, None)
    assert why(found.whys, 3, "dm 0", "seq").improvement == 2


def test_weights_make_a_reason_and_contradictions_do_not_hide() -> None:
    torn = dilemma(
        concern(
            "n-other", A, "south.hold", weight=(0.7, 0.7), supports=("statement:1",), against=("statement:2",)
        ),
        *settled()[1:],
    )
    one = why(solve(torn, states=(3,)).whys, 3, A, "seq")
    (reason, _) = one.motives[1].reasons
    assert (reason.supports, reason.against) == (("statement:1",), ("statement:2",))


@settings(max_examples=25)
@given(case=cases(max_options=4), seed=st.integers(0, 9))
def test_exchanging_the_sides_exchanges_them_in_every_word(case: Case, seed: int) -> None:
    swap = {one: other for a, b in SIDES for one, other in ((a, b), (b, a))}
    try:
        found = solve(case, seed=seed)
        mirrored = solve(renamed(case, {"northland": "southmark", "southmark": "northland"}), seed=seed)
    except CaseError:
        assume(False)
        raise

    def exchanged(text: str) -> str:
        return re.sub("|".join(swap), lambda match: swap[match.group()], text)

    assert [exchanged(one.text) for one in found.whys] == [one.text for one in mirrored.whys]
    assert [exchanged(one.party) for one in found.whys] == [one.party for one in mirrored.whys]


@settings(max_examples=30)
@given(case=cases(max_options=4), seed=st.integers(0, 9))
def test_verdicts_are_those_of_the_witnesses(case: Case, seed: int) -> None:
    try:
        world = build_world(case, seed=seed)
        found = solve(case, seed=seed)
    except CaseError:
        assume(False)
        raise
    for verdict in found.verdicts:
        dm = found.parties.index(verdict.party)
        witness = find_witness(world.model, state=verdict.state, dm=dm, concept=verdict.concept)
        assert verdict.is_stable == witness.is_stable
        assert verdict.improvement == witness.improvement
        rank = dict(zip(found.states, found.ranks[dm], strict=True))
        for (gain, worst), sanction in zip(verdict.sanctions, witness.sanctions, strict=True):
            assert gain == sanction.improvement
            assert rank[worst] <= rank[sanction.state] or verdict.concept == "smr"
    assert [concept for concept, _ in found.equilibria] == list(CONCEPTS)
    assert np.array_equal(np.array(found.ranks), world.model.rank)
