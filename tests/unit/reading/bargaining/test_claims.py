from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, leader, side, tale

from detente.reading.bargaining.claim_kinds import Outlook, kind_of
from detente.record.record import Record
from detente.record.values import Claim


def only(record: Record) -> Claim:
    (found,) = record.claims
    return found


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "kind", "due"),
    [
        ("{leader} promised that the gates would open by Friday.", "promise", ("2026-03-10", "2026-03-13")),
        ("{leader} said that {own} would open the gates by Friday.", "promise", ("2026-03-10", "2026-03-13")),
        (
            "{leader} said that {other} would open the gates by Friday.",
            "forecast",
            ("2026-03-10", "2026-03-13"),
        ),
        ("{leader} predicted that the talks would fail.", "forecast", None),
        ("{leader} said that {other} must answer by Friday.", "deadline", ("2026-03-10", "2026-03-13")),
        ("{leader} asked {other} to answer by Friday.", "deadline", ("2026-03-10", "2026-03-13")),
        ("{leader} gave {other} ten days to answer.", "deadline", ("2026-03-10", "2026-03-20")),
        ("{leader} warned that {own} would end the talks if {other} refused.", "ultimatum", None),
        (
            "{leader} demanded that {other} open the gates by Friday or face a blockade.",
            "ultimatum",
            ("2026-03-10", "2026-03-13"),
        ),
        (
            "If {other} does not stop by Friday, {own} will close the port, {leader} warned.",
            "ultimatum",
            ("2026-03-10", "2026-03-13"),
        ),
        ("{own} threatened to close the port unless {other} left.", "ultimatum", None),
        ("“If {other} goes on, there will be no talks,” {leader} said.", "ultimatum", None),
        (
            "“Either they stop by Friday or we close the port,” {leader} said.",
            "ultimatum",
            ("2026-03-10", "2026-03-13"),
        ),
        (
            "“Give us the gates and the men will be home by Friday,” {leader} said.",
            "promise",
            ("2026-03-10", "2026-03-13"),
        ),
        ("{leader} said the vote would be held on 20 March.", "schedule", ("2026-03-20", "2026-03-20")),
    ],
)
def test_kinds_and_due_dates(
    own: str, other: str, sentence: str, kind: str, due: tuple[str, str] | None
) -> None:
    record = tale(sentence.format(own=own, other=other, leader=leader(own)))
    claim = only(record)
    assert (claim.kind, side(record, claim.by)) == (kind, own)
    found = (str(claim.due.earliest), str(claim.due.latest)) if claim.due is not None else None
    assert found == due


@pytest.mark.parametrize(
    "sentence",
    [
        "Will the talks resume on Friday?",
        "Novak said that the talks had failed.",
        "Novak said: “I will tell you one thing.”",
        "Novak said that he would not wait.",
        "Novak swore that nobody had lied.",
        "Talks were held last week.",
        "Asked whether he would open the gates by Friday, Novak laughed.",
        "Novak said: “I will say only this tonight.”",
    ],
)
def test_what_is_no_claim(sentence: str) -> None:
    assert tale(sentence).claims == ()


def test_without_a_day_to_count_from_the_due_date_stays_open() -> None:
    claim = only(tale("Novak promised that the gates would open in a week.", dated=False))
    assert claim.due is not None
    assert claim.due.is_open
    assert claim.due.expression is not None
    assert claim.due.expression.text == "in a week"


def test_words_too_vague_to_count_are_kept_as_such() -> None:
    claim = only(tale("Novak said that he would end the war soon."))
    assert claim.due is not None
    assert claim.due.is_open
    assert claim.due.expression is not None
    assert claim.due.expression.text == "soon"
    assert claim.due.rule


def test_each_sentence_of_a_quotation_is_a_claim_of_its_own() -> None:
    record = tale("“We will open the gates by Friday. We will sign the treaty in May,” Novak said.")
    assert [claim.passage.text.strip("“”,.") for claim in record.claims] == [
        "We will open the gates by Friday",
        "We will sign the treaty in May",
    ]


def test_a_gathering_ahead_is_a_schedule_of_nobody() -> None:
    claim = only(tale("The talks are due to resume on Friday."))
    assert (claim.kind, claim.by) == ("schedule", None)


def test_the_terms_of_a_plan_are_not_foretold() -> None:
    record = tale("Under the peace plan, a ceasefire would begin within ten days.")
    assert record.claims == ()
    assert record.proposals[0].clauses


@pytest.mark.parametrize(
    ("words", "cue", "act", "is_dated", "is_own", "expected"),
    [
        ("they will sign by Friday", "said", "OTHER", True, False, "promise"),
        ("Velkia will sign by Friday", "said", "OTHER", True, False, "forecast"),
        ("Velkia will sign by Friday", "said", "OTHER", True, True, "promise"),
        ("it would fail", "predicted", "OTHER", False, False, "forecast"),
        ("to open the gates", "promised", "AGREE", False, False, "promise"),
        ("none of them had fired", "swore", "AGREE", False, False, None),
        ("we will leave unless they stop by Friday", "said", "OTHER", True, True, "ultimatum"),
        ("we will leave if they do not stop", "said", "OTHER", False, True, "ultimatum"),
        ("Ask me in a week", "said", "REQUEST", True, False, "promise"),
        ("the rain will stop", "said", "OTHER", False, False, None),
        ("the talks may fail", "said", "OTHER", False, False, None),
    ],
)
def test_kind_of_words(
    words: str, cue: str, act: str, is_dated: bool, is_own: bool, expected: str | None
) -> None:
    assert kind_of(Outlook(words, cue, act, is_dated, is_own)) == expected


@pytest.mark.parametrize(
    ("words", "is_quoted", "is_dated", "kind"),
    [
        ("There is no will for peace.", True, False, None),
        ("The will of the people is clear.", True, False, None),
        ("It could break tomorrow.", True, True, "forecast"),
        ("They will sign on Friday.", True, True, "forecast"),
        ("We will sign on Friday.", True, True, "promise"),
        ("it would sign on Friday", False, True, "promise"),
        ("I expect a signature before the end of June.", True, True, "forecast"),
        ("They’ll never sign it.", True, False, None),
    ],
)
def test_only_what_is_said_of_oneself_is_promised(
    words: str, is_quoted: bool, is_dated: bool, kind: str | None
) -> None:
    assert kind_of(Outlook(words, "said", "OTHER", is_dated, False, is_quoted)) == kind


def test_who_warns_of_what_comes_by_itself_threatens_nobody() -> None:
    claim = only(tale("Novak warned that if the truce fails, people will starve by Friday."))
    assert claim.kind == "forecast"


def test_a_condition_behind_the_cue_belongs_to_the_claim() -> None:
    claim = only(tale("Velkia would end the talks, Novak said, if Tarvia did not sign by Friday."))
    assert claim.passage.text == "Velkia would end the talks, Novak said, if Tarvia did not sign by Friday"
    assert claim.kind == "ultimatum"


def test_what_would_be_done_under_a_proposal_is_not_foretold() -> None:
    text = "Tolmia laid a list on the table: 60 fighters would go free by Friday."
    assert [claim.kind for claim in tale(text).claims] == []


def test_what_somebody_had_hoped_for_is_over() -> None:
    assert tale("Novak had hoped that the talks would end by Friday.").claims == ()


def test_what_neither_agreed_to_is_no_promise() -> None:
    assert tale("Neither side has agreed to open the gates by Friday.").claims == ()


@BOTH_WAYS
def test_a_penalty_for_what_is_not_done_is_an_ultimatum(own: str, other: str) -> None:
    claim = only(tale(f"If {other} does not answer, the offer will be withdrawn, {leader(own)} said."))
    assert claim.kind == "ultimatum"


@BOTH_WAYS
def test_what_a_side_plans_or_pledges_in_numbers_is_its_promise(own: str, other: str) -> None:
    record = tale(f"{own} plans to open the gates on Friday. {other} has pledged 300 policemen.")
    assert [(one.kind, side(record, one.by)) for one in record.claims] == [
        ("promise", own), ("promise", other),
    ]  # fmt: skip


def test_a_plan_that_is_a_noun_looks_nowhere() -> None:
    assert tale("On Friday the ministers read a plan to open the gates.").claims == ()
