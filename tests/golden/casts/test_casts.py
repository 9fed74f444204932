"""The actors of six made-up reports in other manners than news, marked before any of them was read.

Three were developed on, the other three are for scoring only. The floors are what is reached, so that a
change that loses something is seen.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from tests.golden.casts.marked import MarkedReport, load_report, load_reports
from tests.golden.casts.scoring import Counts, score

LEAST: dict[str, dict[str, int]] = {
    "development": {"named": 30, "kind": 30, "speaks for": 13, "alias": 70, "reference": 35, "relation": 9},
    "scoring": {"named": 27, "kind": 24, "speaks for": 5, "alias": 64, "reference": 24, "relation": 5},
}
"""How many of what is marked are right at least."""
MOST_WRONG: dict[str, dict[str, int]] = {
    "development": {"named": 0, "speaks for": 0, "alias": 0, "reference": 5, "relation": 0},
    "scoring": {"named": 5, "speaks for": 1, "alias": 0, "reference": 6, "relation": 1},
}
"""How many are tied to another, or made of nobody that is marked, at most.

The relation is a marked one, told of a party whose name is cut too long.
"""


@cache
def counted(half: str) -> Counts:
    return sum((score(report)[0] for report in load_reports(half)), Counter())


@pytest.mark.parametrize("half", ["development", "scoring"])
def test_as_much_is_right_as_was_reached(half: str) -> None:
    found = counted(half)
    for what, least in LEAST[half].items():
        assert found[what, "right"] >= least, what


@pytest.mark.parametrize("half", ["development", "scoring"])
def test_no_more_is_wrong_than_was_reached(half: str) -> None:
    found = counted(half)
    for what, most in MOST_WRONG[half].items():
        assert found[what, "wrong"] + found[what, "extra"] <= most, what


def test_every_report_is_marked_throughout() -> None:
    reports = load_reports()
    assert Counter(report.half for report in reports) == {"development": 3, "scoring": 3}
    for report in reports:
        assert len(report.marks) >= 35
        assert {mark.key for mark in report.marks if mark.key != "?"} == set(report.actors)
        for mark in report.marks:
            words = report.text[mark.start : mark.end]
            assert words
            assert words == words.strip()
            assert not set(words) & set("{}|>")


def test_marks_of_nobody_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("# manner: wire\n# half: scoring\n\n{Karvia|karvia} said no.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not listed"):
        load_report(path)


def test_a_report_with_nothing_right_is_counted_so() -> None:
    text = "Nobody came, and the road was empty all day."
    report = load_reports("development")[0]
    empty = MarkedReport(
        manner="none", half="development", text=text, actors=report.actors, relations=(), marks=()
    )
    counts, misses = score(empty)
    assert not any(outcome == "right" for _, outcome in counts)
    assert misses == []
