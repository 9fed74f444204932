from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, leader, side, tale

PLAN = "Tolmia put forward a peace plan in May. "


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("{own} accepted the plan.", "accept"),
        ("{own} signed the plan.", "accept"),
        ("{own} welcomed the plan.", "support"),
        ("{own} rejected the plan.", "reject"),
        ("{own} refused to sign the plan.", "reject"),
        ("{own} turned down the plan.", "reject"),
        ("{own} did not accept the plan.", "reject"),
        ("{own} could not accept the plan.", "reject"),
        ("{own} will not sign the plan.", "reject"),
        ("{own} is not ready to sign the plan.", "reject"),
        ("{own} opposed the plan.", "oppose"),
        ("{own} would vote against the plan.", "oppose"),
        ("{own} resisted the peace efforts.", "resist"),
        ("{own} is willing to negotiate.", "willing"),
        ("{own} studied the plan.", "willing"),
        ("{own} did not reject the plan.", "willing"),
        ("{own} would sign the plan if the sanctions were lifted.", "conditional"),
        ("{own} accepted the plan in principle.", "conditional"),
        ("{own} accepted the plan but attached conditions.", "conditional"),
        ("{own} rejected the clause on the districts.", "conditional"),
        ("{leader} urged {other} to accept the plan.", "support"),
    ],
)
def test_kinds(own: str, other: str, sentence: str, kind: str) -> None:
    record = tale(PLAN + sentence.format(own=own, other=other, leader=leader(own)))
    (response,) = record.responses
    assert (response.kind, side(record, response.by), response.alleged_by) == (kind, own, None)
    assert response.proposal in {proposal.id for proposal in record.proposals}


@BOTH_WAYS
@pytest.mark.parametrize(
    "sentence",
    [
        "Did {own} reject the plan?",
        "{own} might reject the plan.",
        "{own} may accept the plan.",
        "{own} should accept the plan.",
        "{own} must sign the plan.",
        "{own} would accept the plan.",
        "If {own} rejects the plan, the war will go on.",
        "Unless {own} accepts the plan, the war will go on.",
        "{leader} wants {other} to accept the plan.",
        "{own} read the plan.",
        "{own} rejected the weather.",
    ],
)
def test_what_is_no_answer(own: str, other: str, sentence: str) -> None:
    assert tale(PLAN + sentence.format(own=own, other=other, leader=leader(own))).responses == ()


@BOTH_WAYS
def test_what_another_says_of_them_is_alleged(own: str, other: str) -> None:
    record = tale(PLAN + f"{leader(other)} said that {own} had rejected the plan.")
    (response,) = record.responses
    assert (response.kind, side(record, response.by)) == ("reject", own)
    assert response.alleged_by is not None
    assert response.alleged_by.text == leader(other)


@BOTH_WAYS
def test_own_words_are_not_alleged(own: str, other: str) -> None:
    record = tale(PLAN + f"{leader(own)} said that {own} had rejected the plan.")
    (response,) = record.responses
    assert (response.kind, response.alleged_by) == ("reject", None)
    assert response.statement is not None


@BOTH_WAYS
def test_the_one_who_put_it_forward_does_not_answer_it(own: str, other: str) -> None:
    record = tale(f"{own} put forward a peace plan. {own} urged {other} to accept the plan.")
    assert record.responses == ()


def test_a_condition_belongs_to_the_answer() -> None:
    record = tale(PLAN + "Velkia would sign the plan if the sanctions were lifted.")
    assert record.responses[0].passage.text == "Velkia would sign the plan if the sanctions were lifted"


def test_who_answers_must_be_known() -> None:
    assert tale(PLAN + "It was rejected on Monday.").responses == ()


@BOTH_WAYS
@pytest.mark.parametrize(
    "asked",
    [
        "{other} wants {own} to reject the peace plan.",
        "{other} told {own} to stop and accept the peace plan.",
        "{other} asked {own} to sign the peace plan.",
        "It is time for {own} to accept the peace plan.",
    ],
)
def test_what_one_is_asked_to_do_is_no_answer(asked: str, own: str, other: str) -> None:
    record = tale(asked.format(own=own, other=other))
    assert all(side(record, response.by) != own for response in record.responses)


def test_an_offer_to_host_talks_is_no_answer() -> None:
    assert tale("Velkia remained ready to host the talks.").responses == ()
