"""Written dates: days, months, seasons, quarters, years, decades."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from detente.reading.times.calendar import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Span,
    choose,
    month_span,
    part_of,
    period_span,
    season_span,
    shift,
    year_span,
)
from detente.reading.times.expression import NOT_A_TIME, Days, Direction, Place, Plan, Rule, compile_rule

YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_FULL = "|".join(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))
_SHORT = "|".join(sorted((name for name in MONTHS if len(name) <= 4), key=len, reverse=True))
_MONTH = rf"(?P<month>(?:(?:{_FULL})|(?:{_SHORT})(?:\.(?=,?\s+(?:\d|of\b)))?)(?!\w))"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?)?"
_DAY = (
    r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    r"(?:\s*(?:-|–|to|and|until|through)\s*(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"
)
_IN_YEAR = rf"(?:,?\s*(?:of\s+)?(?P<year>{YEAR})(?!\d))?"
PART = (
    r"(?:(?:the\s+)?(?P<part>(?:early|mid|late)(?=-|\s)|(?:middle|end|start|beginning|first\s+half|second\s+half|"
    r"opening\s+days|last\s+days|closing\s+days)(?=\s+of\b)|(?:end)(?=-))(?:\s+(?:of|in)\s+(?:the\s+)?|-|\s+))"
)
_PARTS = {
    "middle": "mid",
    "beginning": "start",
    "opening days": "start",
    "last days": "end",
    "closing days": "end",
}
PART_NAMES = {
    "early": "the early part", "mid": "the middle", "late": "the late part", "start": "the first days",
    "end": "the last days", "first half": "the first half", "second half": "the second half",
}  # fmt: skip
# Alone, a year is any number and a month may be a verb or a person: such words must stand before them.
_LEAD = re.compile(
    r"\b(?:in|by|of|since|until|till|before|after|from|last|next|this|through|during|throughout|and|to|"
    r"around|circa|over|between|or|late|early|mid|spring|summer|autumn|fall|winter)[\s-]+$",
    re.IGNORECASE,
)
_CHOSEN = "the one that fits the tense, else the nearest"


def part_name(words: str | None) -> str | None:
    """Return the part of a period that some words name, as ``part_of`` calls it."""
    if not words:
        return None
    plain = " ".join(words.lower().split())
    return _PARTS.get(plain, plain)


def fixed(span: Days, rule: str, *, is_end: bool = False) -> Plan:
    """Plan for days that need no anchor."""
    return Plan(rule=rule, counted_from="nothing", place=lambda day, direction: span, is_end=is_end)


def _iso(match: re.Match[str]) -> Plan | None:
    day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return None if day is None else fixed((day, day), "calendar date")


def _numeric(match: re.Match[str]) -> Plan | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if match["sep"] == ".":
        month_first = None  # dots are written with the day first
    days = sorted({day for day in (day_first, month_first) if day})
    if not days:
        return None
    rule = "calendar date" if len(days) == 1 else "numeric date that can be read day first or month first"
    return fixed((days[0], days[-1]), rule)


def _written(match: re.Match[str]) -> Plan | None:
    if not match["month"][0].isupper():
        return None
    month = _month(match["month"])
    day, last = int(match["day"]), int(match["last"] or match["day"])
    if match["year"]:
        span = _day_span(int(match["year"]), month, day, last)
        return NOT_A_TIME if span is None else fixed(span, "calendar date")
    weekday = WEEKDAYS.get((match["weekday"] or "").lower())
    if _day_span(2024, month, day, last) is None:  # a leap year allows every day that any year has
        return NOT_A_TIME

    def place(anchor: date, direction: Direction | None) -> Days:
        years = range(max(anchor.year - 4, 1), min(anchor.year + 5, 9999))
        spans = [span for year in years if (span := _day_span(year, month, day, last))]
        fitting = [span for span in spans if weekday is None or span[0].weekday() == weekday]
        return choose(fitting or spans, anchor, direction) or (None, None)

    return Plan(rule="date without a year: " + _CHOSEN, place=place)


def _named_month(match: re.Match[str]) -> Plan | None:
    if not match["month"][0].isupper() or not (
        match["part"] or match["said"] or match["year"] or _has_lead(match)
    ):
        return None
    month, part = _month(match["month"]), part_name(match["part"])
    rule = f"{PART_NAMES[part]} of a month" if part else "calendar month"
    if match["year"]:
        span = month_span(int(match["year"]), month)
        return fixed(part_of(span, part) if part else span, rule, is_end=part == "end")
    place = nearest(lambda year: month_span(year, month), part, _shift_of(match))
    return Plan(rule=f"{rule}, without a year: {_CHOSEN}", place=place, is_end=part == "end")


def _season(match: re.Match[str]) -> Plan | None:
    if match["season"].lower() in ("fall", "spring") and not (match["year"] or match["said"] or match["the"]):
        return None  # verbs
    if not (match["year"] or match["said"] or match["the"] or match["part"] or _has_lead(match)):
        return None
    season, part = match["season"].lower(), part_name(match["part"])
    if match["year"]:
        year = int(match["year"])
        first, last = season_span(year, season)
        if season == "winter":  # "winter 2025" is said of both ends of 2025
            first = season_span(year - 1, season)[0]
        span = (first, last)
        return fixed(part_of(span, part) if part else span, "season, northern months")
    place = nearest(lambda year: season_span(year, season), part, _shift_of(match))
    return Plan(rule=f"season, northern months, without a year: {_CHOSEN}", place=place)


def nearest(span_in: Callable[[int], Span], part: str | None, said: str) -> Place:
    """Place something that comes once a year; ``said`` is "last", "next", "this" or nothing."""

    def place(anchor: date, direction: Direction | None) -> Days:
        years = range(max(anchor.year - 2, 1), min(anchor.year + 3, 9998))
        spans = [span_in(year) for year in years]
        if said == "last":
            spans = [span for span in spans if span[1] < anchor]
            direction = "past"
        elif said in ("next", "coming"):
            spans = [span for span in spans if span[0] > anchor]
            direction = "future"
        elif said == "this":
            spans = [span for span in spans if span[0].year == anchor.year]
        span = choose(spans, anchor, direction)
        return (part_of(span, part) if part else span) if span else (None, None)

    return place


def _shift_of(match: re.Match[str]) -> str:
    return (match["said"] or "").lower()


def _quarter(match: re.Match[str]) -> Plan | None:
    names = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    number = int(match["q"]) if match["q"] else names[match["nth"].lower()]
    first = date(int(match["year"]), 3 * number - 2, 1)
    return fixed(period_span(first, "quarter"), "calendar quarter")


def _year(match: re.Match[str]) -> Plan | None:
    if not match["part"] and not _has_lead(match):
        return None
    part = part_name(match["part"])
    span = year_span(int(match["year"]))
    return fixed(part_of(span, part) if part else span, "calendar year", is_end=part == "end")


def _decade(match: re.Match[str]) -> Plan | None:
    part = part_name(match["part"])
    span = period_span(date(int(match["year"]), 1, 1), "decade")
    return fixed(part_of(span, part) if part else span, "decade")


def _week_of_month(match: re.Match[str]) -> Plan | None:
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(match["nth"].lower())
    month = _month(match["month"])

    def week_in(year: int) -> Span:
        first, last = month_span(year, month)
        if number is None:
            return shift(last, -6, "day"), last
        return shift(first, 7 * number, "day"), shift(first, 7 * number + 6, "day")

    if match["year"]:
        return fixed(week_in(int(match["year"])), "seven days of a month")
    return Plan(rule=f"seven days of a month, without a year: {_CHOSEN}", place=nearest(week_in, None, ""))


def _has_lead(match: re.Match[str]) -> bool:
    return _LEAD.search(match.string[max(0, match.start() - 15) : match.start()]) is not None


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= month_span(year, month)[1].day:
        return None
    return date(year, month, day)


def _day_span(year: int, month: int, day: int, last: int) -> Span | None:
    first_day, last_day = _day(year, month, day), _day(year, month, last)
    return (first_day, last_day) if first_day and last_day and first_day <= last_day else None


_SAID = r"(?:(?P<said>last|next|this|coming)\s+)?"
DATE_RULES: tuple[Rule, ...] = (
    compile_rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:.]+Z?)?", _iso),
    compile_rule(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})", _numeric),
    compile_rule(
        r"(?:(?:between|from)\s+(?=[^,.;]{1,6}\s*(?:to|and|until|through|-|–)\s*\d)|the\s+)?"
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH}{_IN_YEAR}",
        _written,
    ),
    compile_rule(
        rf"{_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAY}(?!\d|:|%|\s*(?:people|percent)){_IN_YEAR}", _written
    ),
    compile_rule(
        rf"the\s+(?P<nth>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+{_MONTH}{_IN_YEAR}",
        _week_of_month,
    ),
    compile_rule(rf"{PART}?{_SAID}{_MONTH}{_IN_YEAR}", _named_month),
    compile_rule(
        rf"{PART}?(?P<the>the\s+)?{_SAID}(?P<season>{'|'.join(SEASONS)})(?:\s+(?:of\s+)?(?P<year>{YEAR}))?",
        _season,
    ),
    compile_rule(
        r"(?:q(?P<q>[1-4])|the\s+(?P<nth>first|second|third|fourth|last)\s+quarter)\s*(?:of\s+)?"
        rf"(?P<year>{YEAR})",
        _quarter,
    ),
    compile_rule(
        rf"{PART}?(?:the\s+year\s+)?(?P<year>{YEAR})(?![\d,.%/]\d|\s*(?:%|percent|people|km|miles))", _year
    ),
    compile_rule(rf"{PART}?(?:the\s+)?(?P<year>{YEAR}(?<=0))s", _decade),
)
