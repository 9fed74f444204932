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
# RFC 5322, section 3.3, as mails and RSS write it; the day of the week and the time may be left out.
_MAIL_MOMENT = re.compile(
    r"(?:[A-Za-z]{3,9},? )?([0-9]{1,2}) ([A-Za-z]+) ([0-9]{4})(?: [0-9]{1,2}:[0-9]{2}\b.*)?"
)


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


def parse_stated(text: str) -> date | None:
    """Return the day that a mail, a feed or a table names in any of the forms above or in RFC 5322's.

    Days in figures with slashes or dots are not understood: 4/5/2025 is another day on each side of an
    ocean.

    Examples
    --------
    >>> parse_stated("Thu, 24 Apr 2025 23:30:00 -0500")
    datetime.date(2025, 4, 24)
    """
    text = " ".join(text.split())
    day = parse_published(text, in_words=True)
    if day is None and (match := _MAIL_MOMENT.fullmatch(text)):
        number = _month_number(match[2])
        return None if number is None else _calendar_day(int(match[3]), number, int(match[1]))
    return day


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
