from __future__ import annotations

import time

import pytest

from detente.errors import ReadingError
from detente.reading.text.paragraphs import MAX_PARAGRAPH, find_paragraphs


def cut(text: str, start: int = 0) -> list[str]:
    return [text[p.start : p.end] for p in find_paragraphs(text, start)]


def test_blank_lines_part_paragraphs_and_outer_blanks_are_left_out() -> None:
    assert cut("  One.  \n\n \t\nTwo. \n") == ["One.", "Two."]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_line_ending_parts_finished_lines(ending: str) -> None:
    assert cut(f"One.{ending}Two.") == ["One.", "Two."]


def test_a_line_broken_inside_a_sentence_stays_with_the_next() -> None:
    assert cut("The president\nof Karvia spoke.\nShe left.") == [
        "The president\nof Karvia spoke.",
        "She left.",
    ]


def test_lines_wrapped_at_one_width_are_one_paragraph_even_where_a_sentence_ends_a_line() -> None:
    wrapped = (
        "“We have signed nothing so far, and we will not sign today.\n"
        "We may sign tomorrow, or next week, or when the rain ends,”\n"
        "she said, and went on to the next question about the dams.\n"
        "Nobody asked again."
    )
    assert cut(f"{wrapped}\n\nThe end.") == [wrapped, "The end."]


def test_a_list_of_short_sentences_is_not_taken_for_wrapped_text() -> None:
    assert len(cut("Yes.\nNo.\nPerhaps.\nNever.")) == 4


def test_reading_begins_at_the_body() -> None:
    text = "Title: X\n\nBody."
    assert cut(text, 10) == ["Body."]


def test_a_line_without_a_sentence_end_is_a_heading() -> None:
    heading, body = find_paragraphs("Talks Resume in the North\n\nThey resumed.")
    assert heading.is_heading
    assert not body.is_heading


@pytest.mark.parametrize("ending", ["She left.”", "She left!)", "He said:", "Why?'", "Gone…"])
def test_a_closing_mark_behind_the_stop_makes_no_heading(ending: str) -> None:
    assert not find_paragraphs(ending)[0].is_heading


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("PORT ASMER, March 2 (Agency) — Talks began.", "PORT ASMER, March 2 (Agency) — "),
        ("KYIV (Agency) - Talks began.", "KYIV (Agency) - "),
        ("GENÈVE — Talks began.", "GENÈVE — "),
        ("Port Asmer (Agency) -- Talks began.", "Port Asmer (Agency) -- "),
        ("Tolmen, March 2 — Talks began.", "Tolmen, March 2 — "),
        ("In short, the talks — all of them — failed.", ""),
        ("Talks began — at last.", ""),
    ],
)
def test_the_sentences_begin_behind_a_dateline(text: str, dateline: str) -> None:
    (paragraph,) = find_paragraphs(text)
    assert text[paragraph.start : paragraph.body] == dateline


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    sentence = "The talks went on for hours and hours in the old hall. "
    text = sentence * (2 * MAX_PARAGRAPH // len(sentence))
    pieces = cut(text)
    assert len(pieces) > 2
    assert all(piece.endswith("hall.") for piece in pieces)
    assert " ".join(pieces) == text.strip()


def test_a_huge_stretch_without_a_sentence_end_is_refused_with_its_place() -> None:
    with pytest.raises(ReadingError, match=r"has no sentence end \(offset 0\)"):
        find_paragraphs("talks " * MAX_PARAGRAPH)


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\x00", "\ufeff"])
def test_texts_of_nothing_do_no_harm(text: str) -> None:
    assert all(p.start < p.end for p in find_paragraphs(text))


@pytest.mark.parametrize("line", ["word word\n", ". . .   \n", "A" * 99 + "\n", "A-" * 40_000 + "\n"])
def test_cost_stays_in_step_with_length(line: str) -> None:
    text = (line * (90_000 // len(line) + 1)) + "The end.\n"
    started = time.process_time()
    find_paragraphs(text)
    assert time.process_time() - started < 2
