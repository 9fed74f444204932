"""What holds for times on any day: order, exact passages, and steps of whole weeks that move all alike."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.golden.times.table import rows

from detente.reading.times import find_times

SENTENCES = [row.sentence for row in rows()]
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "on by until since from between and to the next last this Monday Friday May March 3 31 2025 -5 , . "
        "in two weeks days ago later within of signing early mid- end half a year ; noon at 1900 GMT 100-day "
        "mark that same day 15th first quarter eve overnight into before after over past coming Feb. winter",
    )
)

# Expressions that count days and weeks alone, in either tense.
WEEKLY = [
    "They met on Monday.",
    "They will meet on Monday.",
    "They met last Friday.",
    "They will meet next Friday.",
    "They will meet by Sunday.",
    "They met from Monday to Thursday.",
    "They met on Monday and parted two days later.",
    "They met earlier this week.",
    "They will meet early next week.",
    "They met the week before last.",
    "They met over the weekend.",
    "They met yesterday.",
    "They will meet in two weeks.",
    "They met ten days ago.",
    "They will meet within 48 hours.",
    "They will meet in the coming days.",
    "They have met since Tuesday.",
    "They met overnight on Saturday.",
    "They will meet a week from Friday.",
    "The week-old truce held.",
]
# Expressions that count in calendar months.
MONTHLY = [
    "They met last month.",
    "They will meet by the end of the month.",
    "They met in early March.",
    "They will meet on the first Monday of next month.",
    "They met in the first quarter.",
    "They will meet in three months.",
]

FAR = 300
"""Days after which a day without a year is not taken to be past."""


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), st.none() | DAYS)
def test_any_mixture_of_their_words_is_read_in_order_and_slices_back(
    text: str, published_on: date | None
) -> None:
    end = 0
    for time in find_times(text, published_on=published_on):
        assert text[time.start : time.end] == time.text
        assert time.start >= end
        end = time.end
        assert time.is_open == (time.precision == "open")
        if time.earliest and time.latest:
            assert time.earliest <= time.latest


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.sampled_from(SENTENCES), DAYS)
def test_every_sentence_of_the_table_is_read_alike_on_any_day(sentence: str, published_on: date) -> None:
    found = find_times(sentence, published_on=published_on)
    undated = find_times(sentence, published_on=None)
    assert [(time.start, time.end, time.kind) for time in found] == [
        (time.start, time.end, time.kind) for time in undated
    ]
    for time in found:
        assert not (time.earliest and time.latest) or time.earliest <= time.latest


@pytest.mark.parametrize("sentence", WEEKLY)
@settings(derandomize=True, max_examples=30, deadline=None)
@given(published_on=DAYS, weeks=st.integers(-60, 60))
def test_a_report_some_weeks_later_means_days_as_many_weeks_later(
    sentence: str, published_on: date, weeks: int
) -> None:
    step = timedelta(days=7 * weeks)
    for here, there in zip(
        find_times(sentence, published_on=published_on),
        find_times(sentence, published_on=published_on + step),
        strict=True,
    ):
        assert here.earliest is not None
        assert there.earliest == here.earliest + step
        assert there.latest == (here.latest + step if here.latest else None)
        assert there.precision == here.precision


@pytest.mark.parametrize("sentence", MONTHLY)
@settings(derandomize=True, max_examples=30, deadline=None)
@given(year=st.integers(1950, 2150), month=st.integers(1, 12), day=st.integers(1, 27))
@example(year=1950, month=1, day=4)
def test_within_a_month_the_day_of_the_report_moves_no_calendar_month(
    sentence: str, year: int, month: int, day: int
) -> None:
    (here,) = find_times(sentence, published_on=date(year, month, day))
    (there,) = find_times(sentence, published_on=date(year, month, day + 1))
    if "three months" in sentence:
        assert here.latest is not None
        assert there.latest == here.latest + timedelta(days=1) or there.latest == here.latest
    elif there.latest != here.latest:
        # the day from which a month lies so far back that a report would have named its year
        assert here.latest is not None
        assert (date(year, month, day + 1) - here.latest).days == FAR + 1
        assert there.latest == here.latest.replace(year=here.latest.year + 1)
    else:
        assert there.earliest == here.earliest or here.kind == "deadline"


@settings(derandomize=True, max_examples=100, deadline=None)
@given(DAYS)
def test_days_near_the_report_are_where_the_words_put_them(published_on: date) -> None:
    (was,) = find_times("They met on Monday.", published_on=published_on)
    (will,) = find_times("They will meet on Monday.", published_on=published_on)
    assert was.earliest is not None
    assert will.earliest is not None
    assert was.earliest.weekday() == will.earliest.weekday() == 0
    assert timedelta(0) <= published_on - was.earliest < timedelta(days=7)
    assert timedelta(0) <= will.earliest - published_on < timedelta(days=7)


@pytest.mark.parametrize("day", [date.min, date(1, 1, 2), date(9999, 12, 31), date(9999, 12, 30)])
def test_at_the_ends_of_the_calendar_nothing_breaks(day: date) -> None:
    for sentence in SENTENCES:
        for time in find_times(sentence, published_on=day):
            assert time.text in sentence
