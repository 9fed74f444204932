"""Dates that cannot be: a weekday that does not fit its date, a day that its month does not have."""

from __future__ import annotations

import re
from calendar import day_name, monthrange
from collections.abc import Iterator
from datetime import date

from detente.documents.document import Document
from detente.reading.inconsistencies.words import misfit
from detente.reading.times.calendar import MONTHS, WEEKDAYS
from detente.record.values import Inconsistency

_NEAR_DAYS = 60
"""How far from the report, in days, a date without a year is taken to lie in the nearest year.

Further off it may be of this year or of another one, and nothing is said of it.
"""
_MONTH = rf"(?P<month>(?ai:{'|'.join(sorted(MONTHS, key=len, reverse=True))}))\b(?:\.(?=,?\s+\d))?"
# Names are matched in plain letters alone: "ı" is another letter than the "i" it would fold to.
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w%:]|[.,:]\d)"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b(?!,\d))?"
_DATES = (
    re.compile(rf"(?<![\w.,/–-]){_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}(?![\w-])", re.IGNORECASE),
    re.compile(rf"(?<![\w-]){_MONTH}\s+(?:the\s+)?{_DAY}{_YEAR}", re.IGNORECASE),
)
_WEEKDAY = (
    r"(?P<weekday>(?ai:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri)\.?|(?:Sat|Sun)\.))"
)
_BEFORE = re.compile(
    rf"(?<![\w–-]){_WEEKDAY}(?:\s+(?:morning|afternoon|evening))?(?:\s*,\s*|\s+)(?:the\s+)?$", re.IGNORECASE
)
_BEHIND = re.compile(rf"(?:,\s+an?\s+|\s*\(\s*){_WEEKDAY}(?![\w-])", re.IGNORECASE)
_SEVERAL_DAYS = re.compile(r"(?:[–-]|\b(?:to|through|until|and|or))\s*$", re.IGNORECASE)
_STANDS_ALONE = re.compile(
    r"\s*(?:[.,;:!?)”\"]|$)|\s+(?:in|at|by|when|as|before|after|and|or|but|near|with)\b", re.IGNORECASE
)
_REACH = 24  # code points before a date in which its weekday stands


def find_odd_dates(document: Document) -> Iterator[Inconsistency]:
    """Yield the weekdays that do not fit their date, and the dates that no calendar has, in text order.

    A date without a year is checked only where the report has a date itself and the two lie close. Days
    of several days (*Monday to Wednesday, 3 June*) are left alone.
    """
    text = document.text
    matches = [match for pattern in _DATES for match in pattern.finditer(text, document.body_start)]
    for match in sorted(matches, key=lambda match: match.start()):
        day, month = int(match["day"]), MONTHS[match["month"].lower()]
        year = int(match["year"]) if match["year"] else None
        if not _is_day(day, month, year):
            if 0 < day <= 31 and _is_alone(match, text):
                yield misfit(
                    document, "date", match.span(), None, found=_no_such_day(match, day, month, year)
                )
            continue
        meant = _meant(day, month, year, document.published_on)
        weekday = _weekday_beside(text, match)
        if meant is not None and weekday is not None and _number(weekday) != meant.weekday():
            told, right = " ".join(match.group().split()), day_name[meant.weekday()]
            found = f"{weekday['weekday']} does not fit {told}: {meant.isoformat()} is a {right}."
            yield misfit(document, "weekday", weekday.span("weekday"), match.span(), found=found)


def _is_day(day: int, month: int, year: int | None) -> bool:
    longest = monthrange(year if year is not None else 2000, month)[1]  # without a year, of a leap year
    return 1 <= day <= longest


def _is_alone(match: re.Match[str], text: str) -> bool:
    """Whether the number is a day and counts nothing (*in June 31 people were killed*)."""
    is_day_last = match.start("day") > match.start("month") and match["year"] is None
    return not is_day_last or _STANDS_ALONE.match(text, match.end()) is not None


def _no_such_day(match: re.Match[str], day: int, month: int, year: int | None) -> str:
    name = next(name for name, number in MONTHS.items() if number == month).capitalize()
    longest = monthrange(year if year is not None else 2000, month)[1]
    when = f"{name} {year}" if year is not None else name
    return f"There is no {' '.join(match.group().split())}: {when} has {longest} days, and this is day {day}."


def _meant(day: int, month: int, year: int | None, published_on: date | None) -> date | None:
    """Return the day that a date means, None where that is not certain."""
    if year is not None:
        return date(year, month, day)
    if published_on is None:
        return None
    near = []
    for candidate in range(published_on.year - 1, published_on.year + 2):
        if date.min.year <= candidate <= date.max.year and _is_day(day, month, candidate):
            meant = date(candidate, month, day)
            if abs((meant - published_on).days) <= _NEAR_DAYS:
                near.append(meant)
    return near[0] if len(near) == 1 else None


def _weekday_beside(text: str, match: re.Match[str]) -> re.Match[str] | None:
    low = max(0, match.start() - _REACH)
    before = _BEFORE.search(text, low, match.start())
    if before is not None:
        return None if _SEVERAL_DAYS.search(text[low : before.start()]) else before
    return _BEHIND.match(text, match.end())


def _number(weekday: re.Match[str]) -> int:
    begin = weekday["weekday"].lower()[:3]
    return next(number for name, number in WEEKDAYS.items() if name.startswith(begin))
