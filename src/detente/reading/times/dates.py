"""Written dates: days, months, seasons, years, decades."""

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
from detente.reading.times.expression import (
    DIGITS,
    NOT_A_TIME,
    Days,
    Direction,
    Place,
    Plan,
    Precision,
    Rule,
    compile_rule,
    needing,
)

YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_FULL = "|".join(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))
_SHORT = "|".join(sorted((name for name in MONTHS if len(name) <= 4), key=len, reverse=True))
MONTH = rf"(?P<month>(?:(?:{_FULL})|(?:{_SHORT})(?:\.(?=,?\s+(?:\d|of\b)))?)(?!\w))"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})\s*,?\s+(?:the\s+)?)?"
_DAY = (
    r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    r"(?:(?:,\s*[0-3]?\d(?:st|nd|rd|th)?){0,4},?\s*(?:-|–|to|and|until|through)\s*(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"
)
IN_YEAR = (
    rf"(?:\s*,?\s*(?:of\s+)?(?P<year>{YEAR})(?!\d)|,?\s+(?:of\s+)?(?P<when>(?:last|this|next)\s+year)(?!\w))?"
)
PART = (
    r"(?:(?:the\s+)?(?P<part>(?:early|mid|late)(?=-|\s)|(?:middle|end|start|beginning|first\s+half|second\s+half|"
    r"(?:opening|first|early|last|closing|final)\s+(?:few\s+)?days)(?=\s+of\b)|(?:end)(?=-))(?:\s+(?:of|in)\s+(?:the\s+)?|-|\s+))"
)
_PARTS = {"middle": "mid", "beginning": "start"}
PART_NAMES = {
    "early": "the early part", "mid": "the middle", "late": "the late part", "start": "the start",
    "end": "the end", "first days": "the first days", "last days": "the last days",
    "first half": "the first half", "second half": "the second half",
}  # fmt: skip
# Alone, a year is any number and a month may be a verb or a person: such words must stand before them.
_LEAD = re.compile(
    r"\b(?:(?P<sure>in|since|until|till|(?:early|late|soon)\s+as|(?:earlier|later|sooner)\s+than|last|next|this|through|during|throughout|late|early|mid|spring|"
    r"summer|autumn|fall|winter)|by|of|before|after|from|around|circa|over|between|for|ahead\s+of|prior\s+to|"
    rf"(?P<to>(?<!\d\s)to|up\s+to)|(?:\d{{4}}|now|{'|'.join(MONTHS)})\s+(?:and|to|or|through|until))[\s-]+$",
    re.IGNORECASE,
)
# After a lead that stands before anything, a name or a number of something may follow: "by April Jones",
# "to 1967 borders", "about 2000 troops".
_NAME_FOLLOWS = re.compile(r"\.?\s+[A-Z][a-z]")
_ANYTHING = re.compile("")
_THING_FOLLOWS = re.compile(
    r"\s+(?:(?:and|to|or)\s+\d{4}\s+)?(?:\w+\s+)?(?:people|men|women|children|personnel|police|percent|(?!(?:is|was|has|as|this|its|his|us|"
    r"says|ends|was)\b)[a-z-]{2,}s)\b"
)
CHOSEN = "the one that fits the tense, else the nearest"


def part_name(words: str | None) -> str | None:
    """Return the part of a period that some words name, as ``part_of`` calls it."""
    if not words:
        return None
    plain = " ".join(words.lower().split())
    if plain.endswith("days"):
        return "last days" if plain.split()[0] in ("last", "closing", "final") else "first days"
    return _PARTS.get(plain, plain)


def fixed(span: Days, rule: str, precision: Precision = "day", part: str | None = None) -> Plan:
    """Plan for days that need no anchor; ``part`` is the part of a period that they are."""
    return Plan(
        rule=rule,
        counted_from="nothing",
        place=lambda day, direction: span,
        is_end=part == "end",
        is_start=part == "start",
        precision=precision,
    )


def precision_of(unit: Precision, part: str | None) -> Precision:
    """Return the precision of a period, or of a part of one: halves are exact, the rest conventions."""
    if not part:
        return unit
    if "half" in part:
        return "month" if unit in ("year", "quarter") else "day"
    return "vague"


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
    return fixed((days[0], days[-1]), rule, "day" if len(days) == 1 else "vague")


def _written(match: re.Match[str]) -> Plan | None:
    if not match["month"][0].isupper():
        return None
    month = month_number(match["month"])
    day, last = int(match["day"]), int(match["last"] or match["day"])
    if match["year"]:
        span = _day_span(int(match["year"]), month, day, last)
        return NOT_A_TIME if span is None else fixed(span, "calendar date")
    weekday, offset = WEEKDAYS.get((match["weekday"] or "").lower()), year_offset(match)
    if _day_span(2024, month, day, last) is None:  # a leap year allows every day that any year has
        return NOT_A_TIME

    def place(anchor: date, direction: Direction | None) -> Days:
        if offset is not None:
            return _day_span(anchor.year + offset, month, day, last) or (None, None)
        years = range(max(anchor.year - 4, 1), min(anchor.year + 5, 9999))
        spans = [span for year in years if (span := _day_span(year, month, day, last))]
        fitting = [span for span in spans if weekday is None or span[0].weekday() == weekday]
        return choose(fitting or spans, anchor, direction) or (None, None)

    return Plan(rule="date without a year: " + CHOSEN, place=place, is_year_told=offset is not None)


def _named_month(match: re.Match[str]) -> Plan | None:
    is_told = match["part"] or match["said"] or match["year"] or match["when"]
    if not match["month"][0].isupper() or not (is_told or has_lead(match, _NAME_FOLLOWS)):
        return None
    month, part = month_number(match["month"]), part_name(match["part"])
    precision = precision_of("month", part)
    rule = f"{PART_NAMES[part]} of a month" if part else "calendar month"
    if match["year"]:
        span = month_span(int(match["year"]), month)
        return fixed(part_of(span, part) if part else span, rule, precision, part)
    return Plan(
        rule=f"{rule}, without a year: {CHOSEN}",
        place=nearest(lambda year: month_span(year, month), part, _shift_of(match), year_offset(match)),
        is_end=part == "end",
        is_start=part == "start",
        is_year_told=match["when"] is not None,
        precision=precision,
    )


def _season(match: re.Match[str]) -> Plan | None:
    is_verb = match["season"].lower() in ("fall", "spring")
    is_told = match["year"] or match["when"] or match["said"] or match["the"]
    if not (is_told or (match["part"] and not is_verb) or has_lead(match, _ANYTHING if is_verb else None)):
        return None
    season, part = match["season"].lower(), part_name(match["part"])
    precision = precision_of("season", part)
    if match["year"]:
        year = int(match["year"])
        first, last = season_span(year, season)
        if season == "winter":  # "winter 2025" is said of both ends of 2025
            first = season_span(year - 1, season)[0]
        span = (first, last)
        return fixed(part_of(span, part) if part else span, "season, northern months", precision)
    place = nearest(lambda year: season_span(year, season), part, _shift_of(match), year_offset(match))
    rule = f"season, northern months, without a year: {CHOSEN}"
    return Plan(rule=rule, place=place, precision=precision, is_year_told=match["when"] is not None)


def year_offset(match: re.Match[str]) -> int | None:
    """Return the year told from the report ("last year" -1), None where none is."""
    when = match.groupdict().get("when")
    return None if when is None else {"last": -1, "this": 0, "next": 1}[when.lower().split()[0]]


def nearest(span_in: Callable[[int], Span], part: str | None, said: str, offset: int | None = None) -> Place:
    """Place something that comes once a year; ``said`` is "last", "next", "this" or nothing.

    With an ``offset`` it is that of the anchor's year, or so many years on.
    """

    def place(anchor: date, direction: Direction | None) -> Days:
        if offset is not None:
            told = span_in(anchor.year + offset)
            return part_of(told, part) if part else told
        years = range(max(anchor.year - 2, 1), min(anchor.year + 3, 9998))
        spans = [span_in(year) for year in years]
        if said == "last":
            spans = [span for span in spans if span[1] < anchor]
            direction = "past"
        elif said in ("next", "coming"):
            spans = [span for span in spans if span[0] > anchor]
            direction = "future"
        elif said == "this":
            running = [span for span in spans if span[0] <= anchor <= span[1]]
            spans = running or [span for span in spans if anchor.year in (span[0].year, span[1].year)]
        span = choose(spans, anchor, direction)
        return (part_of(span, part) if part else span) if span else (None, None)

    return place


def _shift_of(match: re.Match[str]) -> str:
    return (match["said"] or "").lower()


def _year(match: re.Match[str]) -> Plan | None:
    if not match["part"] and not has_lead(match, _THING_FOLLOWS):
        return None
    part = part_name(match["part"])
    span = year_span(int(match["year"]))
    precision = precision_of("year", part)
    return fixed(part_of(span, part) if part else span, "calendar year", precision, part)


def _years(match: re.Match[str]) -> Plan | None:
    first, last = int(match["first"]), match["last"]
    through = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if through <= first or not has_lead(match):
        return NOT_A_TIME
    return fixed((date(first, 1, 1), date(through, 12, 31)), "from one year to another", "year")


def _decade(match: re.Match[str]) -> Plan | None:
    part = part_name(match["part"])
    span = period_span(date(int(match["year"]), 1, 1), "decade")
    return fixed(part_of(span, part) if part else span, "decade", precision_of("decade", part))


def _week_of_month(match: re.Match[str]) -> Plan | None:
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(match["nth"].lower())
    month = month_number(match["month"])

    def week_in(year: int) -> Span:
        first, last = month_span(year, month)
        if number is None:
            return shift(last, -6, "day"), last
        return shift(first, 7 * number, "day"), shift(first, 7 * number + 6, "day")

    if match["year"]:
        return fixed(week_in(int(match["year"])), "seven days of a month", "week")
    rule = f"seven days of a month, without a year: {CHOSEN}"
    return Plan(rule=rule, place=nearest(week_in, None, ""), precision="week")


def has_lead(match: re.Match[str], unless: re.Pattern[str] | None = None) -> bool:
    """Whether a word that leads in times stands before; a vague one not if ``unless`` follows.

    "To" alone leads in years, not months: "he turned to May".
    """
    lead = _LEAD.search(match.string[max(0, match.start() - 24) : match.start()])
    if lead is None or (lead["to"] and unless is not _THING_FOLLOWS):
        return False
    return lead["sure"] is not None or unless is None or unless.match(match.string, match.end()) is None


def month_number(word: str) -> int:
    """Return the number of a month by its name or short name."""
    return MONTHS[word.lower().rstrip(".")]


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= month_span(year, month)[1].day:
        return None
    return date(year, month, day)


def _day_span(year: int, month: int, day: int, last: int) -> Span | None:
    first_day, last_day = _day(year, month, day), _day(year, month, last)
    return (first_day, last_day) if first_day and last_day and first_day <= last_day else None


_SAID = r"(?:(?P<said>last|next|this|coming)\s+)?"
MONTH_STARTS = tuple(dict.fromkeys(name[:3] for name in MONTHS))
DATE_RULES: tuple[Rule, ...] = (
    *needing(
        DIGITS,
        compile_rule(r"(?P<y>\d{4})(?P<sep>[-/])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?:T[\d:.]+Z?)?", _iso),
        compile_rule(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?![./]\d)", _numeric),
        compile_rule(rf"(?P<first>{YEAR})[-–/](?P<last>{YEAR}|\d\d)(?![-/\d])", _years),
        compile_rule(
            rf"{PART}?(?:the\s+year\s+)?(?P<year>{YEAR})(?![\d,.%/]\d|\s*(?:%|percent|people|km|miles))",
            _year,
        ),
        compile_rule(rf"{PART}?(?:the\s+)?(?P<year>{YEAR}(?<=0))s", _decade),
    ),
    *needing(
        MONTH_STARTS,
        compile_rule(
            r"(?:(?:between|from)\s+(?=[^,.;]{1,6}\s*(?:to|and|until|through|-|–)\s*\d)|"
            r"the\s+(?=\d+(?:st|nd|rd|th)|\d+\s+of\b))?"
            rf"{_WEEKDAY}{_DAY}(?:\s+|(?<=\d)-)(?:of\s+)?{MONTH}(?:(?<=\w)-(?=\d{{4}}))?{IN_YEAR}",
            _written,
        ),
        compile_rule(
            r"(?:(?:between|from)\s+(?=\w+\.?\s+\d{1,2}\s*(?:to|and|until|through|-|–)\s*\d))?"
            rf"{_WEEKDAY}{MONTH}\s+(?:the\s+)?{_DAY}(?!\d|:|%|\s*(?:people|percent|troops|a\.?m|p\.?m)){IN_YEAR}",
            _written,
        ),
        compile_rule(
            rf"the\s+(?P<nth>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+{MONTH}{IN_YEAR}",
            _week_of_month,
        ),
        compile_rule(rf"{PART}?{_SAID}{MONTH}{IN_YEAR}", _named_month),
    ),
    *needing(
        tuple(SEASONS),
        compile_rule(
            rf"{PART}?(?P<the>the\s+)?{_SAID}(?P<season>{'|'.join(SEASONS)})"
            rf"(?:\s+(?:of\s+)?(?:(?P<year>{YEAR})|(?P<when>(?:last|this|next)\s+year))|(?!\s+of\b))",
            _season,
        ),
    ),
)
