"""Days and quarters told by their rank: the 15th, the last Friday of May, the third quarter; fixed feasts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from detente.reading.times.calendar import (
    MONTHS,
    WEEKDAYS,
    Span,
    choose,
    month_span,
    nth_in_month,
    period_span,
    shift,
)
from detente.reading.times.dates import (
    CHOSEN,
    IN_YEAR,
    MONTH,
    MONTH_STARTS,
    YEAR,
    fixed,
    has_lead,
    month_number,
    nearest,
)
from detente.reading.times.expression import (
    DIGITS,
    NOT_A_TIME,
    Days,
    Direction,
    Plan,
    Rule,
    compile_rule,
    needing,
)
from detente.reading.times.numbers import ORDINAL, parse_ordinal

_SAID = {"last": -1, "this": 0, "the": 0, "next": 1}
# Only feasts that fall on the same day each year, as (month, day).
_FEASTS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_DAY_LEAD = re.compile(r"\b(?:on|by|until|till|before|after|since|from|through)\s+$", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[,.;:!?)]|$)|\s+(?:and|or|in|at|to|for|with|without|but|when|as|after|before|under|from|by|near|"
    r"if|unless|that|the|a|an|his|her|its|their)\b",
    re.IGNORECASE,
)


def _day_of_month(match: re.Match[str]) -> Plan | None:
    """Plan "the 15th", and "the 15th of next month"."""
    number = int(match["day"])
    if not 1 <= number <= 31:
        return None
    said = (match["said"] or "").lower()
    if said:
        offset = _SAID[said]

        def place_said(day: date, direction: Direction | None) -> Days:
            first, last = period_span(day, "month", offset)
            return (first.replace(day=number),) * 2 if number <= last.day else (None, None)

        return Plan(rule="that day of a month told from the report", place=place_said)
    weekday = WEEKDAYS.get((match["weekday"] or "").lower())
    is_led = weekday is not None or _DAY_LEAD.search(_before(match))
    if not is_led or not _ENDS.match(match.string, match.end()):
        return None

    def place(day: date, direction: Direction | None) -> Days:
        months = (
            month_span(month.year, month.month) for month in (shift(day, n, "month") for n in range(-2, 3))
        )
        days = [first.replace(day=number) for first, last in months if number <= last.day]
        fitting = [one for one in days if weekday is None or one.weekday() == weekday]
        return choose([(one, one) for one in fitting or days], day, direction) or (None, None)

    return Plan(rule=f"that day of a month: {CHOSEN}", place=place)


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 20) : match.start()]


def _in_words(match: re.Match[str]) -> Plan | None:
    """Plan "the fifth of May"."""
    number, month = parse_ordinal(match["nth"]), month_number(match["month"])
    if not match["month"][0].isupper() or number > month_span(2024, month)[1].day:
        return NOT_A_TIME
    return _yearly(lambda year: _one_day(year, month, number), match["year"], "calendar date")


def _one_day(year: int, month: int, number: int) -> Span:
    last = month_span(year, month)[1]
    return (last.replace(day=min(number, last.day)),) * 2


def _nth_of_month(match: re.Match[str]) -> Plan | None:
    """Plan "the first Monday of May", "the last day of next month"."""
    rank = {"last": -1, "final": -1}.get(match["nth"].lower())
    number = parse_ordinal(match["nth"]) - 1 if rank is None else rank
    weekday = WEEKDAYS.get(match["weekday"].lower())
    if number > 3:
        return None

    def day_in(year: int, month: int) -> Span:
        return (nth_in_month(year, month, number, weekday),) * 2

    if match["said"]:
        offset = _SAID[match["said"].lower()]

        def place(day: date, direction: Direction | None) -> Days:
            first = period_span(day, "month", offset)[0]
            return day_in(first.year, first.month)

        return Plan(rule="a day of a month told from the report", place=place, is_one_day=True)
    if not match["month"][0].isupper():
        return None
    month = month_number(match["month"])
    return _yearly(lambda year: day_in(year, month), match["year"], "a day of a month told by its rank")


def _feast(match: re.Match[str]) -> Plan | None:
    name = " ".join(match["feast"].lower().replace("’", "'").split())
    if name == "christmas" and not _FEAST_LEAD.search(_before(match)):
        return None
    month, number = _FEASTS[name]
    return _yearly(lambda year: _one_day(year, month, number), match["year"], "a feast on a fixed day")


_FEAST_LEAD = re.compile(
    r"\b(?:at|on|by|before|until|till|since|after|over|around|last|next|this)\s+$", re.IGNORECASE
)


def _quarter(match: re.Match[str]) -> Plan | None:
    number = int(match["q"]) if match["q"] else _QUARTERS[match["nth"].lower()]

    def quarter_in(year: int) -> Span:
        return period_span(month_span(year, 3 * number - 2)[0], "quarter")

    if match["year"]:
        return fixed(quarter_in(int(match["year"])), "calendar quarter", "quarter")
    if match["said"]:
        offset = _SAID[match["said"].lower()]
        return Plan(
            rule="calendar quarter of a year told from the report",
            place=lambda day, direction: quarter_in(day.year + offset),
            precision="quarter",
        )
    if (match["nth"] or "").lower() in ("last", "final") or not has_lead(match):
        return None  # "the last quarter" is the one before the report's
    rule = f"calendar quarter, without a year: {CHOSEN}"
    return Plan(rule=rule, place=nearest(quarter_in, None, ""), precision="quarter")


def _yearly(span_in: Callable[[int], Span], year: str | None, rule: str) -> Plan:
    if year:
        return fixed(span_in(int(year)), rule)
    return Plan(rule=f"{rule}, without a year: {CHOSEN}", place=nearest(span_in, None, ""))


_FEAST = r"(?P<feast>christmas(?:\s+(?:day|eve))?|new\s+year['’]s\s+(?:day|eve))"
ORDINAL_RULES: tuple[Rule, ...] = (
    *needing(
        DIGITS,
        compile_rule(
            rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+)?the\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?:\s+(?:day\s+)?of\s+(?P<said>the|this|last|next)\s+month)?"
            rf"(?!\s+(?:of\s+)?(?:{'|'.join(MONTHS)})\b)",
            _day_of_month,
        ),
    ),
    *needing(
        MONTH_STARTS, compile_rule(rf"(?:the\s+)?(?P<nth>{ORDINAL})\s+of\s+{MONTH}{IN_YEAR}", _in_words)
    ),
    *needing(
        ("day",),
        compile_rule(
            rf"the\s+(?P<nth>first|second|third|fourth|last|final)\s+(?P<weekday>{'|'.join(WEEKDAYS)}|day)\s+(?:of|in)\s+"
            rf"(?:(?P<said>the|this|last|next)\s+month|{MONTH}{IN_YEAR})",
            _nth_of_month,
        ),
    ),
    *needing(
        ("christmas", "year"),
        compile_rule(
            rf"(?<!orthodox\s){_FEAST}(?!\s+(?:truce|tree|party|market)\b){IN_YEAR}",
            _feast,
        ),
    ),
    *needing(
        ("q",),
        compile_rule(
            r"(?:q(?P<q>[1-4])|the\s+(?P<nth>first|second|third|fourth|last|final)\s+quarter)(?:,?\s*(?:of\s+)?"
            rf"(?:(?P<year>{YEAR})|(?P<said>the|this|last|next)\s+year))?(?!\s+of\b)",
            _quarter,
        ),
    ),
)
