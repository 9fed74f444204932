"""Who answers: both, neither, they, those without a name, and whoever speaks of nobody else."""

from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, leader, side, tale

PLAN = "Tolmia put forward a peace plan in May. "
Told = tuple[str, str | None, str | None, str | None]


def answers(text: str) -> list[Told]:
    """Return of each answer the kind, the side, the words for who answers, and who alleges it."""
    record = tale(PLAN + text)
    return [
        (
            one.kind,
            side(record, one.by),
            one.by.text if one.by is not None else None,
            one.alleged_by.text if one.alleged_by is not None else None,
        )
        for one in record.responses
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "who"),
    [
        ("Both rejected the plan.", "reject", "Both"),
        ("Both sides accepted the plan.", "accept", "Both sides"),
        ("Neither side accepted the plan.", "reject", "Neither side"),
        ("Neither rejected the plan.", "willing", "Neither"),
    ],
)
def test_both_and_neither_are_the_two_sides(sentence: str, kind: str, who: str) -> None:
    assert answers(sentence) == [(kind, "both sides", who, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Neither side has signed the plan.",
        "Neither side has signed.",
        "Velkia has yet to accept the plan.",
        "No party accepted the plan.",
        "The weather delayed the plan.",
    ],
)
def test_what_is_still_open_or_nobodys_is_no_answer(sentence: str) -> None:
    assert answers(sentence) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The bishops rejected the plan.", "The bishops"),
        ("The rebels rejected the plan.", "The rebels"),
        ("Two former generals rejected the plan.", "Two former generals"),
        ("The miners met on Sunday. They rejected the plan.", "The miners"),
        ("The miners said that they rejected the plan.", "The miners"),
        ("The miners' league says it cannot accept the plan.", "The miners' league"),
    ],
)
def test_those_without_a_name_answer_in_the_words_for_them(text: str, who: str) -> None:
    assert [(kind, words, alleged) for kind, _, words, alleged in answers(text)] == [("reject", who, None)]


def test_they_may_be_either_of_two_who_were_named() -> None:
    text = "The miners met the bishops while the farmers sang. They rejected the plan."
    assert [(kind, who) for kind, _, who, _ in answers(text)] == [("reject", "They")]


@BOTH_WAYS
def test_what_nobody_could_sign_the_speaker_does_not(own: str, other: str) -> None:
    (answer,) = answers(f"{leader(own)} said that nobody could sign the plan.")
    assert answer[:2] == ("reject", own)
    assert answers(f"{leader(own)} said that nobody had signed the plan.") == []


@BOTH_WAYS
def test_whoever_speaks_for_a_side_alleges_nothing_of_it(own: str, other: str) -> None:
    assert answers(f"An adviser to {leader(own)} said that {own} rejected the plan.")[0][3] is None
    told = answers(f"An adviser to {leader(other)} said that {own} rejected the plan.")
    assert told[0][:2] == ("reject", own)
    assert told[0][3] is not None


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("{other} welcomed the plan. {own} did not.", "oppose"),
        ("{other} welcomed the plan, but {own} did not.", "oppose"),
        ("{other} rejected the plan. {own} did too.", "reject"),
    ],
)
def test_an_answer_may_point_back_to_another(own: str, other: str, sentence: str, kind: str) -> None:
    assert (kind, own) in [one[:2] for one in answers(sentence.format(own=own, other=other))]


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("{own} called the plan unacceptable.", "oppose"),
        ("{own} described the plan as a fair basis.", "support"),
        ("{own} does not consider itself bound by the plan.", "reject"),
        ("{own} objected to the plan.", "oppose"),
        ("{own} ruled out any plan without guarantees.", "conditional"),
        ("{own} would take the plan if the sanctions were lifted.", "conditional"),
        ("{own} is understood to be ready to sign the plan.", "willing"),
        ("{own} signs the plan on the understanding that the schools reopen.", "conditional"),
        ("{leader} urged {other} to turn down the plan.", "oppose"),
        ("{own} has no objection to the spirit of the plan.", "willing"),
    ],
)
def test_answers_in_other_words(own: str, other: str, sentence: str, kind: str) -> None:
    found = answers(sentence.format(own=own, other=other, leader=leader(own)))
    assert [one[:2] for one in found] == [(kind, own)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Velkia called the plan a plan.",
        "Velkia called the plan unacceptable but fair.",
        "Velkia would take the plan to its parliament.",
        "Velkia wants a plan that both could sign.",
        "Velkia is living up to the plan.",
    ],
)
def test_words_that_leave_it_open_are_no_answer(sentence: str) -> None:
    assert answers(sentence) == []


def test_one_answer_told_with_its_means_is_told_once() -> None:
    record = tale(PLAN + "Velkia resisted the peace efforts by refusing to accept the plan.")
    assert [one.kind for one in record.responses] == ["reject"]


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("{own} tore up the plan.", "reject"),
        ("{own} walked out of the talks.", "reject"),
        ("{own} pulled out of the plan.", "reject"),
        ("{own} boycotted the talks.", "oppose"),
        ("{own} put its name to the plan.", "accept"),
        ("{own} vowed to vote down the plan.", "oppose"),
        ("{own} promised to sign the plan.", "willing"),
        ("{own} threatened to reject the plan unless the ships left.", "conditional"),
        ("{own} would accept nothing without guarantees.", "conditional"),
        ("{own} would welcome any plan that kept the ships away.", "conditional"),
        ("{own} would respect the truce as long as the guns were silent.", "conditional"),
        ("{own} refused to discuss the islands until the ships left.", "conditional"),
        ("{own} had been prepared to sign.", "willing"),
        ("{own} is in favour.", "support"),
        ("{own} has turned its back on the plan.", "reject"),
        ("{own} gave the plan its blessing.", "support"),
        ("{own} could work with the plan.", "willing"),
        ("{own} will vote no.", "oppose"),
    ],
)
def test_answers_in_idioms_vows_and_under_conditions(own: str, other: str, sentence: str, kind: str) -> None:
    assert [one[:2] for one in answers(sentence.format(own=own))] == [(kind, own)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Velkia withdrew its troops from the valley.",
        "Velkia would walk away from the talks.",
        "Velkia refused to discuss the matter with reporters.",
        "Velkia put its guns on the hill.",
        "Velkia respected the weather.",
    ],
)
def test_what_only_sounds_like_an_idiom_of_answering(sentence: str) -> None:
    assert answers(sentence) == []


@BOTH_WAYS
@pytest.mark.parametrize("slogan", ["No talks before the guns are silent,", "No guarantee, no signature,"])
def test_a_slogan_is_the_condition_of_whoever_calls_it(own: str, other: str, slogan: str) -> None:
    assert [one[:3] for one in answers(f"“{slogan}” {leader(own)} said.")] == [
        ("conditional", own, leader(own))
    ]


@BOTH_WAYS
def test_who_says_that_a_side_will_sign_has_not_signed(own: str, other: str) -> None:
    assert [one[:2] for one in answers(f"{leader(own)} said that {own} would sign the plan on Friday.")] == [
        ("willing", own)
    ]
