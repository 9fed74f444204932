"""Why a party prefers a state: the concerns that tell the two apart, with their evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference.cases import cases
from tests.unit.analysis.worlds.small import A, concern, dilemma, settled

from detente.analysis.worlds import build_world
from detente.analysis.worlds.preferences import TIE
from detente.analysis.worlds.reasons import find_reasons
from detente.case import Case
from detente.case.model import Assumption, Party
from detente.errors import CaseError, ModelError


def test_the_heaviest_reason_for_comes_first_and_what_is_outweighed_last() -> None:
    world = build_world(dilemma())
    reasons = find_reasons(world, dm=0, better=3, worse=0)  # both hold, rather than neither
    assert [(reason.concern, reason.is_for, reason.weight) for reason in reasons] == [
        ("n-other", True, 0.7),
        ("n-own", False, 0.3),
    ]
    assert reasons[0].text == "then South holds its fire, which it wants"
    assert reasons[1].text == "it would rather not hold its fire"


def test_states_that_differ_in_nothing_it_cares_about_have_no_reason() -> None:
    world = build_world(dilemma(concern("n-own", A, "north.hold", weight=(1.0, 1.0))))
    assert find_reasons(world, dm=0, better=2, worse=0) == ()


def test_by_priority_the_first_concern_that_differs_is_the_whole_reason() -> None:
    concerns = (
        concern("third", A, "north.hold", order=3),
        concern("first", A, "north.hold & !north.hold", order=1),
        concern("second", A, "south.hold", kind="avoids", order=2),
    )
    world = build_world(dilemma(*concerns, method="priority"))
    (reason,) = find_reasons(world, dm=0, better=1, worse=2)
    assert (reason.concern, reason.place, reason.weight, reason.is_for) == ("second", 2, None, True)
    assert reason.text == "otherwise South holds its fire, which it wants to avoid"


def test_evidence_and_assumption_come_along() -> None:
    rests = concern(
        "n-other",
        A,
        "south.hold",
        weight=(1.0, 1.0),
        because="it said so",
        grade="record",
        assumption="calm",
        supports=("statement:1",),
        against=("statement:2",),
    )
    case = dilemma(rests, assumptions=(Assumption(name="calm", text="calm is wanted"),))
    (reason,) = find_reasons(build_world(case), dm=0, better=2, worse=0)
    assert (reason.because, reason.grade, reason.assumption) == ("it said so", "record", "calm")
    assert (reason.supports, reason.against) == (("statement:1",), ("statement:2",))


def test_a_party_of_many_is_spoken_of_as_they() -> None:
    allies = Party(id=A, name="some allies", role="belligerent")
    case = dilemma()
    case = replace(case, parties=(allies, case.parties[1]))
    reasons = find_reasons(build_world(case), dm=0, better=3, worse=0)
    assert [reason.text for reason in reasons] == [
        "then South holds its fire, which they want",
        "they would rather not hold its fire",
    ]


def test_what_an_assumption_that_is_off_adds_is_no_reason() -> None:
    loose = concern("loose", A, "north.hold", weight=(0.1, 0.1), assumption="calm")
    case = dilemma(*settled(), loose, assumptions=(Assumption(name="calm", text="calm", is_on=False),))
    case = replace(
        case, concerns=tuple(replace(c, weight=None) if c.party == A else c for c in case.concerns)
    )
    reasons = find_reasons(build_world(case, seed=3), dm=0, better=3, worse=0)
    assert {reason.concern for reason in reasons} == {"n-other", "n-own"}


@pytest.mark.parametrize("wrong", [{"dm": 2}, {"better": 9}, {"worse": 9}])
def test_what_is_not_in_the_model_is_named(wrong: dict[str, int]) -> None:
    asked = {"dm": 0, "better": 3, "worse": 0, **wrong}
    with pytest.raises(ModelError, match=r"dm 2 is not in the model|state 9 is not one of the 4"):
        find_reasons(build_world(dilemma()), **asked)


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 99))
def test_reasons_add_up_to_the_preference(case: Case, seed: int) -> None:
    try:
        world = build_world(case, seed=seed)
    except CaseError:
        assume(False)
        raise
    model = world.model
    for dm in range(model.n_dms):
        for here, worse in enumerate(model.states[:6]):
            for there, better in enumerate(model.states[:6]):
                reasons = find_reasons(world, dm=dm, better=int(better), worse=int(worse))
                if case.method == "priority":
                    balance = sum(1.0 if reason.is_for else -1.0 for reason in reasons)
                else:
                    balance = sum((1.0 if r.is_for else -1.0) * (r.weight or 0.0) for r in reasons)
                sign = (balance > TIE) - (balance < -TIE)
                gained = int(model.rank[dm, there]) - int(model.rank[dm, here])
                assert sign == (gained > 0) - (gained < 0)
