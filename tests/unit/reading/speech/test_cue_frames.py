from __future__ import annotations

import pytest
from tests.unit.reading.sayings import who, words

from detente.documents.document import Document
from detente.reading import read
from detente.record.values import Statement

MET = "President Petr Novak met Foreign Minister Marta Kral. "


def statements_of(text: str) -> tuple[Statement, ...]:
    """Return the statements the rules alone find in a text."""
    return read([Document(id="doc:test", path="t", text=text, sha256="0" * 64)], reader="rules").statements


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Novak offered a truce of ten days.", "Novak", "a truce of ten days"),
        ("Novak hopes to end the war.", "Novak", "to end the war"),
        ("Novak decided to leave the talks.", "Novak", "to leave the talks"),
        ("Novak pointed out that the talks had failed.", "Novak", "that the talks had failed"),
        ("Novak pushed for a ceasefire.", "Novak", "a ceasefire"),
        ("Novak compared Kral to a thief.", "Novak", "Kral to a thief"),
        ("Novak laid out a plan for the border.", "Novak", "a plan for the border"),
        ("Novak reminded Kral that the talks had failed.", "Novak", "that the talks had failed"),
        ("Conservatives think the talks will fail.", "Conservatives", "the talks will fail"),
    ],
)
def test_a_verb_with_the_right_words_behind_it_is_a_cue(text: str, speaker: str, content: str) -> None:
    (statement,) = statements_of(MET + text)
    assert (who(statement), words(statement)) == (speaker, content)


@pytest.mark.parametrize(
    "text",
    [
        "Novak laid a wreath.",
        "Novak offered Kral.",
        "The army attacked the town of Tarn.",
        "The river seeks its own way.",
        "Novak did not offer a truce.",
    ],
)
def test_the_same_verb_with_other_words_is_none(text: str) -> None:
    assert statements_of(MET + text) == ()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The talks are expected to resume on Monday.", "The talks + to resume on Monday"),
        ("Kral was accused of lying.", "Kral + lying"),
        ("Novak was told that the talks had failed.", "that the talks had failed"),
    ],
)
def test_a_passive_that_names_nobody_is_kept_with_its_speaker_open(text: str, content: str) -> None:
    (statement,) = statements_of(MET + text)
    assert who(statement) is None
    assert statement.speaker_open in (
        "the text does not say who says or thinks so",
        "no speaker stands with the cue",
    )
    assert words(statement) == content


def test_what_somebody_says_he_wants_is_what_he_says() -> None:
    (statement,) = statements_of(MET + "Novak said he hoped to end the war.")
    assert words(statement) == "he hoped to end the war"


def test_a_stance_that_another_is_told_to_take_stays_within_those_words() -> None:
    (statement,) = statements_of(MET + "Novak said that Kral hoped to end the war.")
    assert who(statement) == "Novak"


def test_cue_and_content_in_one_quotation_are_no_statement_of_their_own() -> None:
    found = statements_of(MET + "Novak said the army “was tired and hoped that the war would end” there.")
    assert [who(s) for s in found] == ["Novak"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Novak issued a statement saying the talks had failed.", "Novak", "the talks had failed"),
        ("Novak is willing to end the war.", "Novak", "to end the war"),
        ("Novak is wary of the offer.", "Novak", "the offer"),
        ("Novak vowed not to leave the city.", "Novak", "not to leave the city"),
        ("Novak called the offer “a cheap trap”.", "Novak", "the offer “a cheap trap”"),
        ("Novak shot back, “We will never leave the city.”", "Novak", "“We will never leave the city.”"),
        ("“Why should we leave the city?” asked Novak.", "Novak", "“Why should we leave the city?”"),
    ],
)
def test_more_ways_to_say_what_somebody_says_or_thinks(text: str, speaker: str, content: str) -> None:
    (statement,) = statements_of(MET + text)
    assert (who(statement), words(statement)) == (speaker, content)


def test_who_counted_is_the_source_of_a_count() -> None:
    (statement,) = statements_of(MET + "Ten villages were empty, according to a count by Kral.")
    assert who(statement) == "Kral"


def test_a_second_clause_about_somebody_just_named_is_said_too() -> None:
    (statement,) = statements_of(MET + "Novak noted the mission returned the list and it still keeps one.")
    assert words(statement) == "the mission returned the list and it still keeps one"


def test_a_plan_told_of_in_what_somebody_says_is_no_statement_of_its_own() -> None:
    (statement,) = statements_of(MET + "Novak said that Kral’s plan to leave the city was a mistake.")
    assert who(statement) == "Novak"
