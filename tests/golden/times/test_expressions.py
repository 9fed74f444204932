"""The table of time expressions: what is found, which days it means, and how sharp they are."""

from __future__ import annotations

from calendar import day_name
from collections import Counter
from datetime import date

import pytest
from tests.golden.times.table import Row, rows, traps

from detente.reading.times import TimeExpression, find_times

ROWS = rows()


def name_of(row: Row) -> str:
    return f"{row.published_on}-{row.expression}-{row.sentence[:12]}"


def graded(row: Row) -> TimeExpression | None:
    found = find_times(row.sentence, published_on=row.published_on)
    return next((time for time in found if (time.start, time.end) == (row.start, row.end)), None)


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_days_and_their_precision(row: Row) -> None:
    time = graded(row)
    assert time is not None
    assert time.text == row.expression
    assert (time.earliest, time.latest, time.precision) == (row.earliest, row.latest, row.precision)


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_all_expressions_of_a_sentence_are_found_and_nothing_else(row: Row) -> None:
    found = find_times(row.sentence, published_on=row.published_on)
    assert tuple((time.start, time.end) for time in found) == row.spans


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_an_expression_needs_the_date_of_the_report_or_does_not(row: Row) -> None:
    undated = {(time.start, time.end): time for time in find_times(row.sentence, published_on=None)}.get(
        (row.start, row.end)
    )
    assert undated is not None
    if row.kind == "absolute":
        assert not undated.is_open
    if row.kind in ("relative", "open"):
        assert undated.is_open


@pytest.mark.parametrize("sentence", traps())
def test_what_only_looks_like_a_time_is_left_alone(sentence: str) -> None:
    for published_on in (date(2025, 4, 24), None):
        assert [time.text for time in find_times(sentence, published_on=published_on)] == []


def test_the_table_is_large_enough_and_half_of_it_relative() -> None:
    kinds = Counter(row.kind for row in ROWS)
    assert set(kinds) == {"absolute", "relative", "anchored", "open"}
    assert len(ROWS) >= 300
    assert kinds["relative"] >= 150
    assert len(traps()) >= 60
    assert len({(row.published_on, row.sentence) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_expected_days_agree_with_the_calendar(row: Row) -> None:
    """Guard the table itself: ends in order, weekdays and years as the words name them."""
    first, last = row.earliest, row.latest
    assert (first is None and last is None) == (row.precision == "open")
    assert first is None or last is None or first <= last
    named = [name for name in day_name if name in row.expression]
    if len(named) == 1 and first is not None and first == last and "from" not in row.expression:
        assert day_name[first.weekday()] == named[0]
    if row.kind == "absolute":
        years = {str(day.year) for day in (first, last) if day is not None}
        assert any(year in row.expression for year in years) or "1990s" in row.expression
