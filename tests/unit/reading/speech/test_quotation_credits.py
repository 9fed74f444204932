"""Quotations that a line leads into, and those with a credit behind a dash."""

from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of, statements_of, who, words


@pytest.mark.parametrize("reader", ["rules", "learned"])
@pytest.mark.parametrize(
    "text",
    [
        "Ana Keller spoke to parliament. She was brief.\n\nKeller said:\n\n“The islands are ours.”",
        "Ana Keller went on:\n\n“The islands are ours.”\n\nNobody answered.",
    ],
)
def test_a_line_that_leads_in_says_who_speaks(text: str, reader: str) -> None:
    (statement,) = record_of(text, reader).statements
    assert statement.speaker is not None
    assert "Keller" in (who(statement) or "")
    assert words(statement) == "“The islands are ours.”"


def test_a_line_above_that_does_not_lead_in_says_nothing() -> None:
    (statement,) = statements_of("Ana Keller left the hall at once.\n\n“The islands are ours.”")
    assert statement.speaker is None


def test_the_passage_of_a_quotation_led_into_holds_who_speaks() -> None:
    (statement,) = statements_of("Ana Keller said:\n\n“The islands are ours.”")
    assert statement.passage.text == "Ana Keller said:\n\n“The islands are ours.”"


@pytest.mark.parametrize(
    "credit",
    [
        " ― Ana Keller",
        " — Ana Keller, in a letter to the council",
        "\n— Ana Keller",
        "\n\n— Minister Ana Keller",
    ],
)
def test_a_credit_behind_a_dash_says_who_speaks(credit: str) -> None:
    (statement,) = statements_of(f"Two letters came.\n\n“The islands are ours.”{credit}")
    assert "Ana Keller" in (who(statement) or "")


def test_credits_in_a_row_go_each_with_the_quotation_before() -> None:
    found = statements_of(
        "“The islands are ours.” ― Ana Keller\n\n“Nobody asked the fishermen about it.” ― Tom Brandt"
    )
    assert [who(one) for one in found] == ["Ana Keller", "Tom Brandt"]


def test_a_sentence_that_goes_on_behind_a_dash_is_no_credit() -> None:
    (statement,) = statements_of("It rained. “The islands are ours.” — Words by which Ana Keller was met.")
    assert statement.speaker is None


def test_a_credited_quotation_is_not_given_to_who_spoke_before() -> None:
    poster, keller = record_of(
        "“We will never give up the islands,” a poster in the square read.\n\n"
        "“The islands are ours.”\n— Ana Keller, in a letter to the council",
        "learned",
    ).statements
    assert words(poster) == "“We will never give up the islands,”"
    assert (who(keller), words(keller)) == ("Ana Keller", "“The islands are ours.”")
