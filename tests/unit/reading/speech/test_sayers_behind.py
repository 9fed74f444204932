"""Who says what stands before him, told by commas where the parse goes wrong; and who sends a letter."""

from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of, statements_of, who, words


@pytest.mark.parametrize("reader", ["rules", "learned"])
def test_an_office_and_a_name_between_commas_announce_what_stands_before(reader: str) -> None:
    text = "The commission will meet on Saturday, Kenya's foreign minister, Adele Prior, announced later."
    (statement,) = record_of(text, reader).statements
    assert (who(statement), words(statement)) == ("Adele Prior", "The commission will meet on Saturday")


def test_a_name_that_only_describes_announces_nothing() -> None:
    found = statements_of("The foreign minister, Adele Prior, announced the date.")
    assert [words(one) for one in found] == ["the date"]


def test_who_sends_a_letter_opposes_and_not_who_gets_it() -> None:
    text = "Kenya sent a letter on Thursday to Senate leaders opposing the plan."
    (statement,) = statements_of(text)
    assert (who(statement), words(statement)) == ("Kenya", "the plan")


@pytest.mark.parametrize("reader", ["rules", "learned"])
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ana Keller says that Kenya promised her on Monday to reopen the road.", "to reopen the road"),
        ("Ana Keller says that Kenya threatened in a letter to close the road.", "to close the road"),
    ],
)
def test_what_is_promised_behind_when_and_how_is_told_inside(text: str, content: str, reader: str) -> None:
    outer, inner = record_of(text, reader).statements
    assert (who(inner), words(inner), inner.within) == ("Kenya", content, outer.id)
    assert inner.channel in ("private", "relayed")


def test_who_is_told_is_not_among_the_words() -> None:
    (statement,) = record_of("Ana Keller tells us the water has been off since Sunday.", "learned").statements
    assert words(statement) == "the water has been off since Sunday"


@pytest.mark.parametrize("reader", ["rules", "learned"])
def test_what_goes_on_behind_who_confirmed_is_not_told_by_him(reader: str) -> None:
    found = record_of(
        "The officer was questioned on Friday, its head, Ida Roth, confirmed, and Kenya opened one gate.",
        reader,
    ).statements
    assert [(who(one), words(one)) for one in found] == [("Ida Roth", "The officer was questioned on Friday")]
