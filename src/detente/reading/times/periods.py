"""Days and periods named from where the reader stands: today, Friday, last week, the end of the month."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from detente.reading.times.calendar import (
    WEEKDAYS,
    part_of,
    period_span,
    shift,
    weekday_near,
    weekend_span,
)
from detente.reading.times.dates import PART, PART_NAMES, part_name, precision_of
from detente.reading.times.expression import (
    DAY_WORDS,
    UNIT_PRECISION,
    Days,
    Direction,
    Place,
    Plan,
    Rule,
    compile_rule,
    needing,
)
from detente.reading.times.numbers import NUMBER, parse_number

_TIME_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|noon|lunchtime|midnight))?"
_PERIOD = r"(?P<unit>week|month|quarter|year|decade)"


def _days_from_report(low: int, high: int) -> Place:
    return lambda day, direction: (shift(day, low, "day"), shift(day, high, "day"))


def _near_day(low: int, high: int, is_future: bool, rule: str) -> Plan:
    return Plan(rule=rule, place=_days_from_report(low, high), is_future=is_future)


def _today(match: re.Match[str]) -> Plan:
    words = " ".join(match[0].lower().split())
    if words.startswith(("tonight", "later today")):
        return _near_day(0, 0, True, "the day of the report, later")
    return _near_day(0, 0, False, "the day of the report")


def _before(match: re.Match[str], group: str) -> str:
    """Return the word or two that stand before a group."""
    return match.string[max(0, match.start(group) - 20) : match.start(group)]


def _now(match: re.Match[str]) -> Plan:
    """Plan "now" as an end of a range; alone it tells no day worth keeping."""
    return replace(_near_day(0, 0, False, "the day of the report"), is_time=False)


def _weekday(match: re.Match[str]) -> Plan | None:
    if not match["weekday"][0].isupper() or _IN_A_NAME.search(_before(match, "weekday")):
        return None
    weekday = WEEKDAYS[match["weekday"].lower()]
    said = (match["said"] or "").lower().removeprefix("the ").strip()
    week = (match["week"] or "").lower()
    if week:
        offset = {"last": -1, "this": 0, "next": 1}[week]
        rule = f"that day of {week} week, weeks beginning on Monday"
        place = _weekday_in_week(weekday, offset)
        return Plan(rule=rule, place=place, is_future={-1: False, 0: None, 1: True}[offset])
    if said in ("last", "next"):
        return _last_or_next(weekday, said)
    if said in ("this", "coming", "this coming", "past", "this past"):
        return _this(weekday, said)
    return Plan(
        rule="the weekday that fits the tense (on or before, on or after), else the nearest",
        place=lambda day, direction: (weekday_near(day, weekday, direction),) * 2,
    )


def _weekday_in_week(weekday: int, offset: int) -> Place:
    def place(day: date, direction: Direction | None) -> Days:
        found = period_span(day, "week", offset)[0] + timedelta(days=weekday)
        return found, found

    return place


def _last_or_next(weekday: int, said: str) -> Plan:
    """Read "next Friday" as the next one; inside the same week speakers differ, so both bounds are kept."""
    sign = 1 if said == "next" else -1

    def place(day: date, direction: Direction | None) -> Days:
        near = weekday_near(shift(day, sign, "day"), weekday, "future" if sign > 0 else "past")
        monday, sunday = period_span(day, "week")
        if not monday <= near <= sunday:
            return near, near
        far = shift(near, 7 * sign, "day")
        return (near, far) if sign > 0 else (far, near)

    side = "after" if sign > 0 else "before"
    rule = f"the {said} such weekday; one in the report's own week may also mean the week {side}"
    return Plan(rule=rule, place=place, is_future=sign > 0, is_one_day=True)


def _weekdays_off(match: re.Match[str]) -> Plan:
    """Count in weekdays: "two Sundays ago"."""
    low, high = parse_number(match["n"])
    weekday, is_future = WEEKDAYS[match["weekday"].lower()], match["side"].lower() != "ago"
    sign = 1 if is_future else -1

    def place(day: date, direction: Direction | None) -> Days:
        near = weekday_near(shift(day, sign, "day"), weekday, "future" if is_future else "past")
        days = sorted(shift(near, sign * 7 * (number - 1), "day") for number in (low, high))
        return days[0], days[1]

    rule = f"such weekdays counted {'onwards' if is_future else 'back'} from the report"
    return Plan(rule=rule, place=place, is_future=is_future)


def _this(weekday: int, said: str) -> Plan:
    if said == "this":
        return Plan(rule="that day of the report's week", place=_weekday_in_week(weekday, 0))
    is_future = "coming" in said

    def place(day: date, direction: Direction | None) -> Days:
        if is_future:
            return (weekday_near(shift(day, 1, "day"), weekday, "future"),) * 2
        return (weekday_near(shift(day, -1, "day"), weekday, "past"),) * 2

    rule = f"the {'first such weekday after' if is_future else 'last such weekday before'} the report"
    return Plan(rule=rule, place=place, is_future=is_future)


def _calendar_period(match: re.Match[str]) -> Plan | None:
    said, unit, part = match["said"].lower(), match["unit"].lower(), part_name(match["part"])
    offset = {"last": -1, "this": 0, "next": 1, "the": 0}[said]
    if said == "the" and not part:
        return None  # "the week" alone points nowhere
    return _part_of_period(unit, offset, part)


def _part_of_period(unit: str, offset: int, part: str | None) -> Plan:
    which = {-1: "before the report's", 0: "of the report", 1: "after the report's"}[offset]
    rule = f"{PART_NAMES[part] + ' of ' if part else ''}the calendar {unit} {which}"

    def place(day: date, direction: Direction | None) -> Days:
        span = period_span(day, unit, offset)
        return part_of(span, part) if part else span

    is_future = {-1: False, 0: None, 1: True}[offset]
    precision = precision_of(UNIT_PRECISION[unit], part)
    return Plan(
        rule=rule,
        place=place,
        is_future=is_future,
        is_end=part == "end",
        is_start=part == "start",
        precision=precision,
    )


def _this_time(match: re.Match[str]) -> Plan:
    offset, unit = (-1 if match["said"].lower() == "last" else 1), match["unit"].lower()
    rule = f"a {unit} {'before' if offset < 0 else 'after'} the report"
    return Plan(
        rule=rule,
        place=lambda day, direction: (shift(day, offset, unit),) * 2,
        is_future=offset > 0,
        precision=UNIT_PRECISION[unit],
    )


def _over_next(match: re.Match[str]) -> Plan:
    """Plan "the week before last", "the month after next"."""
    unit, is_future = match["unit"].lower(), match["side"].lower() == "after"
    offset = 2 if is_future else -2
    rule = f"the calendar {unit} {'after the next' if is_future else 'before the last'}"
    if unit == "weekend":
        return Plan(rule=rule, place=lambda day, direction: weekend_span(day, offset), is_future=is_future)
    return Plan(
        rule=rule,
        place=lambda day, direction: period_span(day, unit, offset),
        is_future=is_future,
        precision=UNIT_PRECISION[unit],
    )


def _end_of_period(match: re.Match[str]) -> Plan:
    return _part_of_period(match["unit"].lower(), 0, "end")


def _rest_of_period(match: re.Match[str]) -> Plan:
    unit = match["unit"].lower()
    is_future = match["side"].lower() == "later"

    def place(day: date, direction: Direction | None) -> Days:
        first, last = period_span(day, unit)
        return (day, last) if is_future else (first, day)

    rule = f"the {'rest' if is_future else 'past part'} of the report's calendar {unit}"
    return Plan(rule=rule, place=place, is_future=is_future, precision=UNIT_PRECISION[unit])


def _weekend(match: re.Match[str]) -> Plan:
    said = " ".join((match["said"] or "").lower().split())
    if said in ("last", "past", "this past"):
        return Plan(rule="the last weekend that was over", place=_past_weekend, is_future=False)
    if said == "next":
        rule = "the coming weekend, or the one of next week: speakers differ"
        return Plan(rule=rule, place=_next_weekend, is_future=True, precision="vague")
    if said in ("this", "coming", "this coming"):
        return Plan(
            rule="the weekend of the report's week",
            place=lambda day, direction: weekend_span(day),
            is_future=True if "coming" in said else None,
        )
    return Plan(rule="the weekend that fits the tense, else the nearest", place=_near_weekend)


def _past_weekend(day: date, direction: Direction | None) -> Days:
    return weekend_span(day, -1)


def _next_weekend(day: date, direction: Direction | None) -> Days:
    first = weekend_span(day)[0]
    return (first if first > day else weekend_span(day, 1)[0]), weekend_span(day, 1)[1]


def _near_weekend(day: date, direction: Direction | None) -> Days:
    this = weekend_span(day)
    if direction == "future" or day >= this[0]:
        return this
    before = weekend_span(day, -1)
    is_nearer = (day - before[1]).days <= (this[0] - day).days
    return before if direction == "past" or is_nearer else this


# Days that are part of a name, and of no calendar: "the Good Friday Agreement", "Bloody Sunday".
_IN_A_NAME = re.compile(r"\b(?:Good|Black|Bloody|Ash|Palm|Easter|Holy|Maundy|Whit|Red|Super)\s+$")
_SAID_DAY = r"(?:(?P<said>(?:the\s+)?(?:last|next|this\s+coming|this\s+past|this|coming|past))\s+)?"
PERIOD_RULES: tuple[Rule, ...] = needing(
    (*DAY_WORDS, "tomorrow", "now"),
    compile_rule(
        r"the\s+day\s+before\s+yesterday", lambda m: _near_day(-2, -2, False, "two days before the report")
    ),
    compile_rule(
        r"the\s+day\s+after\s+tomorrow", lambda m: _near_day(2, 2, True, "two days after the report")
    ),
    compile_rule(
        rf"yesterday{_TIME_OF_DAY}|last\s+night",
        lambda m: _near_day(-1, -1, False, "the day before the report"),
    ),
    compile_rule(rf"tomorrow{_TIME_OF_DAY}", lambda m: _near_day(1, 1, True, "the day after the report")),
    compile_rule(r"overnight", lambda m: _near_day(-1, 0, False, "the night before the report")),
    compile_rule(
        r"tonight|(?:earlier|later)\s+today|today|this\s+(?:morning|afternoon|evening)|earlier\s+in\s+the\s+day",
        _today,
    ),
    compile_rule(
        rf"{_SAID_DAY}(?P<weekday>{'|'.join(WEEKDAYS)}){_TIME_OF_DAY}(?!s\b|\s+(?:Times|Telegraph|Mirror|Herald)\b)"
        rf"(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week)?",
        _weekday,
    ),
    compile_rule(
        rf"(?P<n>{NUMBER})\s+(?P<weekday>{'|'.join(WEEKDAYS)})s\s+(?P<side>ago|from\s+now)",
        _weekdays_off,
    ),
    compile_rule(
        r"the\s+(?P<unit>week|weekend|month|quarter|year)\s+(?P<side>before|after)\s+(?:last|next)",
        _over_next,
    ),
    compile_rule(r"this\s+time\s+(?P<said>last|next)\s+(?P<unit>week|month|year)", _this_time),
    compile_rule(r"(?<=between\s)now(?=\s+and\b)|(?<=from\s)now(?=\s+(?:to|until|till)\b)", _now),
    compile_rule(rf"{PART}?(?P<said>last|this|next|the)\s+{_PERIOD}(?!\s+of\b|-)", _calendar_period),
    compile_rule(r"(?:the\s+)?(?P<unit>week|month|quarter|year)(?:['’]s\s+|-)end", _end_of_period),
    compile_rule(
        r"(?P<side>earlier|later)\s+(?:this|in\s+the)\s+(?P<unit>week|month|quarter|year|decade)",
        _rest_of_period,
    ),
    compile_rule(
        r"(?:(?P<said>this\s+coming|this\s+past|last|past|next|this|coming)\s+|(?:the|that)\s+)weekend(?!\s+of\b)",
        _weekend,
    ),
)
