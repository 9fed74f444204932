"""The deeds of six made-up reports, marked by hand before any of them was read.

Three were developed on, the other three are for scoring only. The floors are what is reached, so that a
change that loses something is seen.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.golden.events.loader import ROOTS
from tests.golden.events.marked_reports import Counts, compare, counted, load_report, load_reports, score

from detente.record.record import Record

LEAST = {
    "development": {"deed": 26, "actor": 24, "recipient": 20, "factuality": 26, "losses": 5},
    "scoring": {"deed": 31, "actor": 24, "recipient": 26, "factuality": 31, "losses": 3},
}
"""How many of the marks are right at least: of 27 deeds and of 35."""
MOST_WRONG = {
    "development": {"deed": 0, "actor": 1, "recipient": 3, "factuality": 0, "losses": 0},
    "scoring": {"deed": 3, "actor": 3, "recipient": 3, "factuality": 0, "losses": 1},
}
"""How many are told too much, or of another, at most."""


@cache
def counts(half: str) -> Counts:
    return counted([one for report in load_reports(half) for one in score(report, "learned")])


@pytest.mark.parametrize("half", ["development", "scoring"])
def test_as_much_is_right_as_was_reached(half: str) -> None:
    for what, least in LEAST[half].items():
        assert counts(half)[what, "right"] >= least, what


@pytest.mark.parametrize("half", ["development", "scoring"])
def test_no_more_is_wrong_than_was_reached(half: str) -> None:
    for what, most in MOST_WRONG[half].items():
        assert counts(half)[what, "wrong"] + counts(half)[what, "extra"] <= most, what


def test_every_report_is_marked_throughout() -> None:
    reports = load_reports()
    assert [report.half for report in reports].count("scoring") == 3
    assert len(reports) == 6
    for report in reports:
        assert len(report.deeds) >= 11
        assert not set(report.text) & set("{}|")
        for deed in report.deeds:
            assert set(deed.roots) <= {*ROOTS, "none"}
            assert report.text[deed.start : deed.end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "# half: scoring\n# event 1: ASSAULT; A; B; happened\n\nA {hit|1} B. C {hit|2} D.\n",
        "# half: scoring\n# event 1: ASSAULT; A; B; happened\n\nA hit B.\n",
        "# half: scoring\n# what 1: ASSAULT; A; B; happened\n\nA {hit|1} B.\n",
    ],
)
def test_marks_that_do_not_agree_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="marks"):
        load_report(path)


def test_nothing_read_is_all_missed() -> None:

    report = load_reports("development")[0]
    verdicts = list(compare(report, Record(documents=())))
    assert {(one.what, one.outcome) for one in verdicts} == {("deed", "missed")}
