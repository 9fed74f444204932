from __future__ import annotations

import pytest
from tests.unit.reading.sayings import statements_of, who, words

MET = "President Petr Novak met Foreign Minister Marta Kral. "


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
        ("Novak was asked whether he would come back.", "whether he would come back"),
    ],
)
def test_a_passive_that_names_nobody_is_kept_with_its_speaker_open(text: str, content: str) -> None:
    (statement,) = statements_of(MET + text)
    assert who(statement) is None
    assert statement.speaker_open == "the text does not say who says or thinks so"
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
