from __future__ import annotations

import pytest

from detente.reading.names.types import Name, NameKind
from detente.reading.parse.masking import Masked, mask
from detente.reading.text.quotations import find_quotations


def name(text: str, words: str, kind: NameKind) -> Name:
    start = text.index(words)
    return Name(start, start + len(words), words, kind, words)


def masked(text: str, *names: Name) -> Masked:
    return mask(text, 0, len(text), names, find_quotations(text, [(0, len(text))]))


def test_names_of_one_kind_leave_the_same_copy() -> None:
    one, other = "Brandt told Northland to wait.", "Kerrigan told Southmark to wait."
    first = masked(one, name(one, "Brandt", "person"), name(one, "Northland", "state"))
    second = masked(other, name(other, "Kerrigan", "person"), name(other, "Southmark", "state"))
    assert first.copy == second.copy == "Smith told France to wait."


def test_a_token_of_the_copy_leads_back_to_the_whole_name() -> None:
    text = "Ada Brandt spoke."
    copy = masked(text, name(text, "Ada Brandt", "person"))
    assert text[slice(*copy.source(0, len("Smith")))] == "Ada Brandt"
    spoke = copy.copy.index("spoke")
    assert text[slice(*copy.source(spoke, spoke + 5))] == "spoke"


def test_an_utterance_is_one_word_and_a_quoted_part_only_loses_its_marks() -> None:
    text = "“We will sign,” she said, calling it “a gift” to all."
    copy = masked(text)
    assert copy.copy == "Yes, she said, calling it a gift to all."
    assert text[slice(*copy.source(0, 3))] == "“We will sign,”"
    gift = copy.copy.index("gift")
    assert text[slice(*copy.source(gift, gift + 4))] == "gift"


def test_names_inside_an_utterance_are_not_masked_twice() -> None:
    text = "“Brandt will sign,” she said."
    assert masked(text, name(text, "Brandt", "person")).copy == "Yes, she said."


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("She said it. “We won.” He left.", "She said it. Yes. He left."),
        ("“We won.” he said.", "Yes he said."),
        ("To Putin: “Stop!”—a plea.", "To Putin: Yes —a plea."),
        ("“Why?” she asked.", "Yes she asked."),
    ],
)
def test_the_stand_in_ends_a_sentence_only_where_one_ends(text: str, copy: str) -> None:
    assert masked(text).copy == copy


def test_a_blank_that_was_put_in_stands_for_no_words() -> None:
    text = "“Stop!”—a plea."
    copy = masked(text)
    blank = copy.copy.index(" —")
    start, end = copy.source(blank + 1, blank + 2)
    assert text[start:end] == "—"
    assert copy.source(blank, blank + 1) == (start, start)


def test_unseen_characters_are_left_out_and_offsets_stay_exact() -> None:
    text = "The ar\u00admy\u200b left\x00Karvia 🕊 now."
    copy = masked(text)
    assert copy.copy == "The army left Karvia 🕊 now."
    army, now = copy.copy.index("army"), copy.copy.index("now")
    assert text[slice(*copy.source(army, army + 4))] == "ar\u00admy"
    assert text[slice(*copy.source(now, now + 3))] == "now"


def test_a_part_of_a_text_is_masked_at_its_own_place() -> None:
    text = "First. Brandt spoke."
    copy = mask(text, 7, len(text), [name(text, "Brandt", "person")], ())
    assert copy.copy == "Smith spoke."
    assert copy.source(0, 5) == (7, 13)


def test_a_continued_quotation_is_one_word_in_its_own_paragraph() -> None:
    text = "“We stay.\n\n“We win,” he said."
    quotations = find_quotations(text, [(0, 9), (11, len(text))])
    assert mask(text, 0, 9, (), quotations[:1]).copy == "Yes."
    assert mask(text, 11, len(text), (), quotations[1:]).copy == "Yes, he said."
