from __future__ import annotations

import time

import pytest

from detente.reading.text.paragraphs import find_paragraphs
from detente.reading.text.quotations import Quotation, find_quotations


def found(text: str) -> list[Quotation]:
    return list(find_quotations(text, [(p.start, p.end) for p in find_paragraphs(text)]))


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in found(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“No,” she said. “Not now.”", ["No,", "Not now."]),
        ('"No," she said. "Not now."', ["No,", "Not now."]),
        ("‘No,’ she said. ‘Not now.’", ["No,", "Not now."]),
        ("'No,' she said. 'Not now.'", ["No,", "Not now."]),
        ("«Non», dit-il.", ["Non"]),
        ("« Non », dit-il.", [" Non "]),
        ("„Nein“, sagte er.", ["Nein"]),
        ("„Nie”, powiedział.", ["Nie"]),
        ("»Nein«, sagte er.", ["Nein"]),
        ("''No,'' she said. ''Not now.''", ["No,", "Not now."]),
        ("''It isn't 'over,''' she said.", ["It isn't 'over,'"]),
        ("'''Never,' he told me,'' she said.", ["'Never,' he told me,"]),
    ],
)
def test_marks_of_each_kind_are_paired(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no and left. “Yes,” she said.", ["Yes,"]),
        ('He said "no and left. "Yes," she said.', ["Yes,"]),
        ("He left.” “Yes,” she said.", ["Yes,"]),
        ('A 5\'9" man said "Yes," twice.', ["Yes,"]),
        ("He said “no and left.\n\nShe stayed. “Yes,” she said.", ["Yes,"]),
    ],
)
def test_one_odd_mark_spoils_no_other_quotation(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


def test_marks_of_two_programs_are_paired_where_nothing_else_closes() -> None:
    assert inner('“No," she said.') == ["No,"]
    assert inner('"Not now,” he said.') == ["Not now,"]
    assert inner('“She said "no" to me,” he said.') == ['She said "no" to me,']
    assert inner('“No," she said. "Not now.”') == ["No,", "Not now."]
    assert inner('"No,” she said. “Not now."') == ["No,", "Not now."]


def test_two_apostrophes_both_belong_to_the_mark() -> None:
    text = "He left. ''No,'' she said."
    (quotation,) = found(text)
    assert text[quotation.start : quotation.end] == "''No,''"


def test_a_quotation_in_two_apostrophes_goes_on_in_the_next_paragraph() -> None:
    first, second = found("''The war is over.\n\n''We leave,'' he said.")
    assert (first.continues, second.is_continued) == (True, True)


@pytest.mark.parametrize("text", ["f''(x) = 3 and g''(y) = 4", "It's the '90s.", "''"])
def test_two_apostrophes_that_open_nothing_are_no_quotation(text: str) -> None:
    assert inner(text) == []


def test_only_the_outermost_quotation_counts() -> None:
    text = "“He told me ‘never’ and meant «never»,” she said."
    assert inner(text) == ["He told me ‘never’ and meant «never»,"]


def test_single_marks_beside_doubles_are_apostrophes_unless_they_lead() -> None:
    assert inner("“No,” he said. The soldiers’ tents and the ‘90s.") == ["No,"]
    assert inner("‘She said “no” to me,’ he said. ‘Twice.’") == ["She said “no” to me,", "Twice."]


def test_apostrophes_open_and_close_nothing() -> None:
    assert inner("It's the soldiers' fault, isn't it? They're the rebels' friends.") == []
    assert inner("'It's the soldiers' fault,' he said.") == ["It's the soldiers' fault,"]


def test_a_quotation_goes_on_in_the_next_paragraph_that_opens_with_its_mark() -> None:
    text = "“First part.\n\n“Second part.\n\n“Third part,” she said. “More.”"
    quotations = found(text)
    assert inner(text) == ["First part.", "Second part.", "Third part,", "More."]
    assert [q.continues for q in quotations] == [True, True, False, False]
    assert [q.is_continued for q in quotations] == [False, True, True, False]


def test_nothing_goes_on_over_a_paragraph_without_a_mark() -> None:
    text = "“First part.\n\nNo mark here.\n\n“Second part,” she said."
    assert inner(text) == ["Second part,"]
    assert not found(text)[0].is_continued


def test_offsets_are_code_points_behind_astral_characters() -> None:
    text = "🕊🕊 𝔸 “Peace 🕊,” she said."
    (quotation,) = found(text)
    assert text[quotation.start : quotation.end] == "“Peace 🕊,”"
    assert quotation.start == text.index("“")


@pytest.mark.parametrize(
    ("text", "is_speech"),
    [
        ("“We will sign,” she said.", True),
        ("“We will sign.”", True),
        ("She wrote: “Sign”, and left.", True),
        ("She called it “a gift” to him.", False),
        ("It was “The Great Leap” again.", False),
        ("“” she said.", False),
    ],
)
def test_an_utterance_is_told_from_a_part_of_the_sentence(text: str, is_speech: bool) -> None:
    assert [q.is_speech(text) for q in found(text)] == [is_speech] * len(found(text))


def test_a_continued_quotation_is_speech_even_in_small_letters() -> None:
    text = "“and so it went on.\n\n“and on,” she said."
    assert [q.is_speech(text) for q in found(text)] == [True, True]


@pytest.mark.parametrize("mark", ['"a ', "“a ", "'a ", "‘a ", "«a ", "»a ", "„a ", "‹a "])
def test_many_odd_marks_cost_little(mark: str) -> None:
    text = "x " + mark * 30_000
    started = time.process_time()
    find_quotations(text, [(0, len(text))])
    assert time.process_time() - started < 3
