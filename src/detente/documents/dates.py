"""The day a report was published, as headers, sidecars and commands write it."""

from __future__ import annotations

import re
from datetime import date, datetime

from detente.errors import DateError

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:.*")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ([A-Za-z]+)\.?,? ([0-9]{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? ([0-9]{1,2}),? ([0-9]{4})")


def parse_day(text: str) -> date:
    """Return the calendar day written as YYYY-MM-DD.

    Raises
    ------
    DateError
        If ``text`` has another form (week dates and digits without hyphens included) or names no day.

    Examples
    --------
    >>> parse_day("2025-04-24")
    datetime.date(2025, 4, 24)
    """
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise DateError(f"date {text!r} is not a calendar day ({error}): give one that is") from error
    raise DateError(f"date {text[:40]!r} is not in the form YYYY-MM-DD: write it like 2025-04-24")


def parse_published(text: str, *, in_words: bool = False) -> date | None:
    """Return the day a publication date names, or None when it names none.

    A moment (``2025-04-24T23:30:00-05:00``) gives the day it falls on where it was written; nothing
    is moved to another time zone. With ``in_words`` an English day such as ``24 April 2025`` or
    ``Apr 24, 2025`` is understood too.

    Examples
    --------
    >>> parse_published("2025-04-24T23:30:00-05:00")
    datetime.date(2025, 4, 24)
    >>> parse_published("April 24, 2025", in_words=True)
    datetime.date(2025, 4, 24)
    """
    text = text.strip()
    if _DAY.fullmatch(text):
        return _day_of(text)
    if _MOMENT.fullmatch(text):
        return _day_of(text)
    if not in_words:
        return None
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match.groups()
    else:
        return None
    number = _month_number(month)
    return None if number is None else _calendar_day(int(year), number, int(day))


def _day_of(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _month_number(word: str) -> int | None:
    """Return 1 to 12 for an English month written out or cut to three letters (``Sept`` too)."""
    word = word.lower()
    for number, month in enumerate(_MONTHS, start=1):
        if word in (month, month[:3]) or (month == "september" and word == "sept"):
            return number
    return None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
