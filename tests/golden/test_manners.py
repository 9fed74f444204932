"""Eleven invented reports in as many manners, with their statements marked in the text by hand.

The first seven were there while reading was worked on; the last four were marked beforehand, read once when
the work was done, and nothing was mended after them: they say what to expect of other reports.
"""

from __future__ import annotations

from functools import cache

import pytest
from tests.golden.manners.marked import NOBODY, load_report, unmark
from tests.golden.manners.scoring import Score, score

from detente.documents.document import Document
from detente.reading import read

READERS = ("learned", "rules")
DEVELOPED = ("wire", "blog", "broadcast", "ticker", "alert", "readout", "briefing")
HELD_BACK = ("talk", "opinion", "radio", "memo")


@cache
def scored(manner: str, reader: str) -> Score:
    text, marks = load_report(manner)
    document = Document(id=f"doc:{manner}", path=manner, text=text, sha256="0" * 64)
    return score(read([document], reader=reader), marks)


@pytest.mark.parametrize(
    ("manner", "reader", "least_found", "most_beside"),
    [
        ("wire", "learned", 19, 1),
        ("wire", "rules", 20, 2),
        ("blog", "learned", 20, 1),
        ("blog", "rules", 18, 1),
        ("broadcast", "learned", 9, 0),
        ("broadcast", "rules", 9, 0),
        ("ticker", "learned", 18, 1),
        ("ticker", "rules", 18, 0),
        ("alert", "learned", 17, 2),
        ("alert", "rules", 15, 2),
        ("readout", "learned", 16, 2),
        ("readout", "rules", 16, 0),
        ("briefing", "learned", 10, 0),
        ("briefing", "rules", 10, 0),
        ("talk", "learned", 6, 6),
        ("talk", "rules", 6, 4),
        ("opinion", "learned", 12, 5),
        ("opinion", "rules", 13, 2),
        ("radio", "learned", 7, 0),
        ("radio", "rules", 6, 1),
        ("memo", "learned", 18, 5),
        ("memo", "rules", 16, 4),
    ],
)
def test_a_report_of_each_manner_is_read(
    manner: str, reader: str, least_found: int, most_beside: int
) -> None:
    result = scored(manner, reader)
    assert result.found >= least_found, result.missed
    assert len(result.beside) <= most_beside, result.beside


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("manner", ["wire", "blog", "broadcast", "ticker", "alert", "briefing"])
def test_nobody_is_named_who_did_not_say_so(manner: str, reader: str) -> None:
    result = scored(manner, reader)
    assert result.wrong == ()
    marked = sum(mark.who != NOBODY for mark in load_report(manner)[1].values())
    assert result.right >= 0.7 * marked


@pytest.mark.parametrize(("reader", "least_right"), [("learned", 24), ("rules", 22)])
def test_few_are_named_wrongly_in_reports_that_nothing_was_mended_for(reader: str, least_right: int) -> None:
    results = [scored(manner, reader) for manner in HELD_BACK]
    wrong = [words for result in results for words in result.wrong]
    assert len(wrong) <= 1, wrong
    assert sum(result.right for result in results) >= least_right


@pytest.mark.parametrize("reader", READERS)
def test_what_one_tells_of_another_is_told_inside_it(reader: str) -> None:
    results = [scored(manner, reader) for manner in (*DEVELOPED, *HELD_BACK)]
    assert sum(result.nested for result in results) == 4  # a promise, a request, a threat and a confidence
    assert sum(result.channels for result in results) >= 7


@pytest.mark.parametrize("reader", READERS)
def test_who_has_no_name_is_kept_with_whom_he_speaks_for(reader: str) -> None:
    assert scored("ticker", reader).spoken_for == 1
    assert sum(scored(manner, reader).spoken_for for manner in HELD_BACK) >= 2


def test_marks_inside_marks_keep_their_places() -> None:
    text, marks = unmark("A says {1 A|that {2 B; private; for C|it} ends}, {1 A|he adds}.")
    assert text == "A says that it ends, he adds."
    assert [text[start:end] for start, end in marks["1"].places] == ["that it ends", "he adds"]
    assert (marks["2"].within, marks["2"].channel, marks["2"].speaks_for) == ("1", "private", "C")
    with pytest.raises(ValueError, match="mark 1 is not closed"):
        unmark("{1 A|never closed")
