"""Times that lean on something else in the text, times without any length, and how often things recur."""

from __future__ import annotations

import re
from datetime import date

from detente.reading.times.calendar import WEEKDAYS, period_span, shift, weekday_near
from detente.reading.times.expression import (
    DAY_WORDS,
    UNIT_PRECISION,
    Days,
    Direction,
    Plan,
    Rule,
    compile_rule,
    needing,
)
from detente.reading.times.numbers import NUMBER, ORDINAL
from detente.reading.times.offsets import EVENT, NOT_EVENT

_OFFICES = ("term", "presidency", "tenure", "mandate", "premiership", "reign", "rule")
_OFTEN = (
    "daily",
    "nightly",
    "hourly",
    "weekly",
    "fortnightly",
    "monthly",
    "quarterly",
    "yearly",
    "annually",
)
_TIMES_OF_DAY = ("morning", "afternoon", "evening", "night")


def _same(match: re.Match[str]) -> Plan:
    unit = match["unit"].lower()
    unit = "day" if unit in _TIMES_OF_DAY else unit
    side = (match["when"] or "").lower()

    def place(day: date, direction: Direction | None) -> Days:
        first, last = period_span(day, unit)
        return (day if side == "later" else first), (day if side == "earlier" else last)

    rule = f"{side + ' in ' if side else ''}the {unit} spoken of before"
    return Plan(rule=rule, counted_from="antecedent", place=place, precision=UNIT_PRECISION[unit])


def _weekday_from(match: re.Match[str]) -> Plan:
    weekday, is_after = WEEKDAYS[match["weekday"].lower()], match["side"].lower() == "following"
    sign = 1 if is_after else -1

    def place(day: date, direction: Direction | None) -> Days:
        return (weekday_near(shift(day, sign, "day"), weekday, "future" if is_after else "past"),) * 2

    rule = f"the first such weekday {'after' if is_after else 'before'} the time spoken of before"
    return Plan(rule=rule, counted_from="antecedent", place=place)


def _then(match: re.Match[str]) -> Plan:
    return Plan(
        rule="the time spoken of before", counted_from="antecedent", place=lambda day, direction: (day, day)
    )


def _next_to(match: re.Match[str]) -> Plan | None:
    unit = match["unit"].lower()
    unit = "day" if unit in _TIMES_OF_DAY else unit
    if match["side"].lower() == "next" and unit != "day":
        return None  # "the next week" is counted from the report
    offset = 1 if match["side"].lower() in ("after", "next", "following") else -1
    rule = f"the {unit} {'after' if offset > 0 else 'before'} the one spoken of before"
    return Plan(
        rule=rule,
        counted_from="antecedent",
        place=lambda day, direction: period_span(shift(day, offset, unit), unit),
        precision=UNIT_PRECISION[unit],
    )


def _beside_event(match: re.Match[str]) -> Plan:
    side, unit = match["side"].lower(), match["unit"].lower()
    offset = 1 if side == "after" else -1
    is_many = unit.endswith("s")
    return Plan(
        rule=f"the {unit} {side} an event that the words name",
        counted_from="event",
        event=match["event"],
        place=None if is_many else lambda day, direction: period_span(shift(day, offset, unit), unit),
        precision="vague" if is_many else UNIT_PRECISION[unit],
    )


def _eve(match: re.Match[str]) -> Plan:
    return Plan(
        rule="the day before an event that the words name",
        counted_from="event",
        event=match["event"],
        place=lambda day, direction: (shift(day, -1, "day"),) * 2,
    )


def _nth_of_event(match: re.Match[str]) -> Plan:
    return Plan(
        rule="counted from a beginning that the words do not date",
        counted_from="event",
        event=match["event"] or "the beginning",
    )


def _mark(match: re.Match[str]) -> Plan:
    return Plan(
        rule="a number of days after a beginning that the words do not date",
        counted_from="event",
        event="the beginning",
    )


def _in_office(match: re.Match[str]) -> Plan:
    return Plan(
        rule="a part of a term that the words do not date", counted_from="event", event=match["event"]
    )


def _vague_past(match: re.Match[str]) -> Plan:
    return Plan(rule="how long ago is not stated", is_future=False)


def _vague_future(match: re.Match[str]) -> Plan:
    return Plan(rule="how soon is not stated", is_future=True)


def _often(match: re.Match[str]) -> Plan:
    return Plan(rule="how often, not when", counted_from="nothing", kind="frequency")


_UNIT = r"(?P<unit>day|week|month|year)"
_TIMES = rf"(?:once|twice|{NUMBER}\s+times)"
ANAPHORA_RULES: tuple[Rule, ...] = (
    *needing(
        DAY_WORDS,
        compile_rule(
            r"(?:(?P<when>later|earlier)\s+)?(?:(?:on|in)\s+)?(?:that|the)\s+(?:very\s+)?same\s+"
            r"(?P<unit>day|week|month|year|morning|afternoon|evening|night)",
            _same,
        ),
        compile_rule(
            r"(?:(?P<when>later|earlier)\s+)?(?:(?:on|in)\s+)?that\s+(?P<unit>day|week|month|year|morning|afternoon|evening|night)",
            _same,
        ),
        compile_rule(rf"the\s+{_UNIT}\s+(?P<side>before|after)(?:\s+that)?(?=\s*(?:[,.;:!?)]|$))", _next_to),
        compile_rule(
            r"the\s+(?P<side>next|following|previous)\s+(?P<unit>day|week|month|year|morning|afternoon|evening|night)"
            r"(?!\s+(?:or\s+two|of\b))",
            _next_to,
        ),
        compile_rule(
            rf"(?:on\s+)?the\s+(?P<side>following|preceding|previous)\s+(?P<weekday>{'|'.join(WEEKDAYS)})",
            _weekday_from,
        ),
        compile_rule(
            rf"(?:in\s+|on\s+)?the\s+(?P<unit>(?:day|week|month|year)s?)\s+(?P<side>before|after)\s+{NOT_EVENT}{EVENT}",
            _beside_event,
        ),
        compile_rule(
            rf"(?:(?:on|in|into|entering|during)\s+)?(?:its|their|the(?=\s+\S+\s+(?:\S+\s+)?\w+\s+of\b))\s+"
            rf"(?:{ORDINAL}|\d+(?:st|nd|rd|th))\s+(?:straight\s+|consecutive\s+)?(?:day|week|month|year)"
            rf"(?:\s+of\s+{NOT_EVENT}{EVENT})?(?!\s+(?:of|in)\b)",
            _nth_of_event,
        ),
        compile_rule(rf"(?:on\s+)?day\s+{NUMBER}\s+of\s+{NOT_EVENT}{EVENT}", _nth_of_event),
        compile_rule(r"(?:after\s+)?(?:his|her|its|their)?\s*\d{1,4}\s+days\s+in\s+office", _mark),
        compile_rule(r"(?:at|on)\s+(?:weekends|weekdays)", _often),
        compile_rule(r"(?:the|his|her|its|their)\s+\d{1,4}(?:-|\s)days?\s+mark", _mark),
        compile_rule(r"(?:the|his|her|its|their)\s+first\s+\d{1,4}\s+days(?:\s+in\s+office)?", _mark),
        compile_rule(
            rf"every\s+(?:other\s+)?(?:{NUMBER}\s+)?(?:day|week|month|year|hour|night|quarter)s?", _often
        ),
        compile_rule(
            rf"(?:every|each)\s+(?:{'|'.join(WEEKDAYS)})|(?:on\s+)?(?:{'|'.join(WEEKDAYS)})s", _often
        ),
        compile_rule(
            rf"each\s+(?:day|week|month|year)|{_TIMES}\s+(?:an?|per|each|every)\s+(?:hour|day|week|month|year)",
            _often,
        ),
    ),
    *needing(
        ("then",),
        compile_rule(r"(?<=by\s)then|(?<=since\s)then|(?<=until\s)then|(?<=before\s)then", _then),
    ),
    *needing(("eve",), compile_rule(rf"(?:on\s+)?the\s+eve\s+of\s+{NOT_EVENT}{EVENT}", _eve)),
    *needing(
        _OFFICES,
        compile_rule(
            r"(?:early|late|midway|later|halfway)\s+(?:in|into|through)\s+(?P<event>(?:the|his|her|its|their)\s+"
            rf"(?:(?:first|second|third|current|last)\s+)?(?:{'|'.join(_OFFICES)}))",
            _in_office,
        ),
    ),
    *needing(
        ("recent", "lately", "ago"),
        compile_rule(r"recently|lately|in\s+the\s+recent\s+past|not\s+long\s+ago", _vague_past),
    ),
    *needing(
        ("soon", "shortly", "future", "course", "long"),
        compile_rule(
            r"(?<!as\s)(?<!too\s)(?<!how\s)soon(?!er)(?!\s+(?:as|after)\b)|shortly(?!\s+(?:after|before)\b)|"
            r"in\s+the\s+(?:near|foreseeable)\s+future|in\s+due\s+course|before\s+long",
            _vague_future,
        ),
    ),
    *needing(_OFTEN, compile_rule(rf"(?-i:{'|'.join(_OFTEN)})", _often)),
)
