from __future__ import annotations

import pytest
from tests.unit.reading.tales import side, tale

PLAN = "Under the peace plan, all prisoners would be freed. "


def answers(sentence: str) -> list[tuple[str, str | None]]:
    record = tale(PLAN + sentence)
    assert all(one.proposal == record.proposals[0].id for one in record.responses)
    return [(one.kind, side(record, one.by)) for one in record.responses]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("{own} is opposed to the plan.", "oppose"),
        ("{own} is not opposed to the plan.", "willing"),
        ("{own} came out against the plan.", "oppose"),
        ("{own} is in favour of the plan.", "support"),
        ("{own} has reservations about the plan.", "conditional"),
        ("{own} has no objection to the plan.", "willing"),
        ("{own} raised objections to the plan.", "oppose"),
        ("{own} gave its backing to the plan.", "support"),
        ("{own} made its support conditional on a pardon.", "conditional"),
        ("{own} will not sign the plan without guarantees.", "conditional"),
        ("{own} accepts the plan but wants {other} to sign first.", "conditional"),
    ],
)
def test_a_stance_told_by_nouns_and_adjectives_is_an_answer(sentence: str, kind: str) -> None:
    assert answers(sentence.format(own="Velkia", other="Tarvia")) == [(kind, "Velkia")]


def test_exchanging_the_sides_exchanges_who_answers() -> None:
    told = [answers(f"{own} made its support conditional on a pardon.") for own in ("Velkia", "Tarvia")]
    assert told == [[("conditional", "Velkia")], [("conditional", "Tarvia")]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Velkia has yet to decide on the plan.",
        "Velkia would be opposed to a tax on salt.",
        "Velkia has reservations about the weather.",
        "Velkia has not signed.",
        "Neither side has signed.",
    ],
)
def test_what_answers_nothing_on_the_table_is_no_answer(sentence: str) -> None:
    assert answers(sentence) == []


def test_yes_to_one_term_is_not_yes_to_the_proposal() -> None:
    assert answers("Velkia accepts the release of prisoners and welcomed the plan.")[-1] == (
        "support",
        "Velkia",
    )
    assert ("accept", "Velkia") not in answers("Velkia accepted the prisoners.")


def test_each_of_those_who_sign_together_accepts() -> None:
    record = tale("The governments of Velkia and Tarvia signed a peace treaty on Sunday.")
    told = {(one.kind, side(record, one.by)) for one in record.responses}
    assert told == {("accept", "Velkia"), ("accept", "Tarvia")}
