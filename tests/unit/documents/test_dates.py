from __future__ import annotations

from datetime import date

import pytest

from detente.documents.dates import parse_day, parse_published
from detente.errors import DateError


def test_a_day_is_read_as_written() -> None:
    assert parse_day("2025-04-24") == date(2025, 4, 24)


@pytest.mark.parametrize(
    "text", ["", "20250424", "2025-W17-4", "24 April 2025", "2025-04-24T10:00", "tomorrow", " 2025-04-24"]
)
def test_another_form_than_year_month_day_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="YYYY-MM-DD"):
        parse_day(text)


@pytest.mark.parametrize("text", ["2025-02-29", "2025-13-01", "0000-01-01"])
def test_a_day_that_is_in_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="not a calendar day"):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "24 April 2025",
        "24 Apr 2025",
        "24 apr. 2025",
        "24 APRIL, 2025",
        "April 24, 2025",
        "April 24 2025",
        "Apr. 24, 2025",
        "2025-04-24",
        " 2025-04-24 ",
    ],
)
def test_a_publication_day_may_be_written_in_words(text: str) -> None:
    assert parse_published(text, in_words=True) == date(2025, 4, 24)


def test_words_count_only_where_they_are_allowed() -> None:
    assert parse_published("24 April 2025") is None


@pytest.mark.parametrize(
    "text", ["2025-04-24T23:30:00-05:00", "2025-04-24T00:10:00Z", "2025-04-24 10:00", "2025-04-24T10:00:00.5"]
)
def test_a_moment_gives_the_day_it_falls_on_where_it_was_written(text: str) -> None:
    assert parse_published(text) == date(2025, 4, 24)


@pytest.mark.parametrize(
    "text", ["31 April 2025", "24 Avril 2025", "24.4.2025", "4/24/2025", "2025-04-31", "2025-04-24T99:00", ""]
)
def test_what_names_no_day_gives_none(text: str) -> None:
    assert parse_published(text, in_words=True) is None
