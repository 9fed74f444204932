"""Calendar arithmetic on whole days; everything here is inclusive of both ends."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from detente.reading.times.expression import Direction

Span = tuple[date, date]

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
# Meteorological seasons of the northern hemisphere, as first month.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "half month": 15}
_MONTHS = {"month": 1, "quarter": 3, "half year": 6, "year": 12, "half decade": 60, "decade": 120}


def shift(day: date, count: int, unit: str) -> date:
    """Move a day by whole units; hours count as the days they fill, ends of months are kept inside.

    Raises
    ------
    OverflowError
        If the result lies outside the years 1 to 9999.
    """
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    if unit in _MONTHS:
        return _add_months(day, count * _MONTHS[unit])
    if unit == "hour":
        whole = (abs(count) + 23) // 24 if abs(count) >= 24 else 0
        return day + timedelta(days=whole if count > 0 else -whole)
    return day


def _add_months(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = _inside(day.year + years)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _inside(year: int) -> int:
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year} is outside {MINYEAR} to {MAXYEAR}")
    return year


def month_span(year: int, month: int) -> Span:
    """First and last day of a month; OverflowError outside the years 1 to 9999."""
    _inside(year)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_span(year: int) -> Span:
    """First and last day of a year; OverflowError outside the years 1 to 9999."""
    _inside(year)
    return date(year, 1, 1), date(year, 12, 31)


def season_span(year: int, season: str) -> Span:
    """Three months; a winter is named after the year it begins in."""
    first = date(_inside(year), SEASONS[season], 1)
    return first, _add_months(first, 3) - timedelta(days=1)


def period_span(day: date, unit: str, offset: int = 0) -> Span:
    """The calendar week (from Monday), month, quarter, year or decade of a day, or one further on."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday() - 7 * offset)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        first = _add_months(day.replace(day=1), offset)
        return month_span(first.year, first.month)
    if unit == "quarter":
        first = _add_months(day.replace(month=day.month - (day.month - 1) % 3, day=1), 3 * offset)
        return first, _add_months(first, 3) - timedelta(days=1)
    if unit == "year":
        return year_span(day.year + offset)
    if unit == "decade":
        first_year = _inside(day.year - day.year % 10 + 10 * offset)
        return date(first_year, 1, 1), date(first_year + 9, 12, 31)
    moved = day + timedelta(days=offset)
    return moved, moved


def weekend_span(day: date, offset: int = 0) -> Span:
    """Saturday and Sunday of a day's week, or of one further on."""
    monday, sunday = period_span(day, "week", offset)
    return monday + timedelta(days=5), sunday


def part_of(span: Span, part: str) -> Span:
    """Narrow a period to its early, mid, late, start, end, or half.

    Weeks: early Monday to Wednesday, mid Tuesday to Thursday, late Thursday to Sunday. Months: days 1 to
    10, 11 to 20, 21 to the last; halves meet after day 15. Longer periods: thirds and halves in whole
    months, of decades years 0 to 3, 4 to 6, 7 to 9. The start or end is 3 days of a week, 7 of a month,
    a month of anything longer; the first or last days are 7. These are conventions; the words themselves
    are not sharper.
    """
    first, last = span
    length = (last - first).days + 1
    if part == "first days":
        return first, first + timedelta(days=min(7, length) - 1)
    if part == "last days":
        return last - timedelta(days=min(7, length) - 1), last
    if length > 31:
        return _part_in_months(span, part)
    edge = 3 if length <= 7 else 7
    if length <= 7:
        early, mid, late, half = (0, 2), (1, 3), (3, length - 1), length // 2
    else:
        early, mid, late, half = (0, 9), (10, 19), (20, length - 1), 15
    bounds = {
        "early": early,
        "mid": mid,
        "late": late,
        "start": (0, edge - 1),
        "end": (length - edge, length - 1),
        "first half": (0, half - 1),
        "second half": (half, length - 1),
    }[part]
    return first + timedelta(days=bounds[0]), first + timedelta(days=bounds[1])


def _part_in_months(span: Span, part: str) -> Span:
    first, last = span
    length = 12 * (last.year - first.year) + last.month - first.month + 1
    third = length // 3
    early, late = (48, 84) if length == 120 else (third, length - third)
    begin, end = {
        "early": (0, early),
        "mid": (early, late),
        "late": (late, length),
        "start": (0, 1),
        "end": (length - 1, length),
        "first half": (0, length // 2),
        "second half": (length // 2, length),
    }[part]
    final = _add_months(first, end - 1)
    return _add_months(first, begin), month_span(final.year, final.month)[1]


def choose(spans: Iterable[Span], day: date, direction: Direction | None) -> Span | None:
    """Pick the span that fits a tense: the last begun, the first not over, or else the nearest.

    Of two equally near ones the earlier is taken: reports tell more of the past than of the future.
    """
    candidates = list(spans)
    if direction == "past":
        return max((span for span in candidates if span[0] <= day), default=None)
    if direction == "future":
        return min((span for span in candidates if span[1] >= day), default=None)
    return min(candidates, key=lambda span: (_distance(span, day), span[0]), default=None)


def _distance(span: Span, day: date) -> int:
    return max((span[0] - day).days, (day - span[1]).days, 0)


def weekday_near(day: date, weekday: int, direction: Direction | None) -> date:
    """The weekday on or before the day (past), on or after it (future), or nearest to it."""
    back = (day.weekday() - weekday) % 7
    if direction == "past" or (direction is None and back <= 3):
        return day - timedelta(days=back)
    return day + timedelta(days=(7 - back) % 7)


def nth_in_month(year: int, month: int, number: int, weekday: int | None) -> date:
    """Find the first (0), second ... or last (-1) day of a month, or such weekday of it."""
    first, last = month_span(year, month)
    if number < 0:
        return last if weekday is None else weekday_near(last, weekday, "past")
    if weekday is None:
        return first + timedelta(days=number)
    return weekday_near(first, weekday, "future") + timedelta(days=7 * number)
