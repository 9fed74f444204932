"""Times that lean on something else in the text, times without any length, and how often things recur."""

from __future__ import annotations

import re

from detente.reading.times.calendar import WEEKDAYS, period_span, shift
from detente.reading.times.expression import Plan, Rule, compile_rule
from detente.reading.times.numbers import NUMBER
from detente.reading.times.offsets import EVENT


def _same(match: re.Match[str]) -> Plan:
    unit = match["unit"].lower()
    unit = "day" if unit in ("morning", "afternoon", "evening", "night") else unit
    return Plan(
        rule=f"the {unit} spoken of before",
        counted_from="antecedent",
        place=lambda day, direction: period_span(day, unit),
    )


def _then(match: re.Match[str]) -> Plan:
    return Plan(
        rule="the time spoken of before", counted_from="antecedent", place=lambda day, direction: (day, day)
    )


def _next_to(match: re.Match[str]) -> Plan | None:
    unit = match["unit"].lower()
    if match["side"].lower() == "next" and unit != "day":
        return None  # "the next week" is counted from the report
    offset = 1 if match["side"].lower() in ("after", "next", "following") else -1
    rule = f"the {unit} {'after' if offset > 0 else 'before'} the one spoken of before"
    return Plan(
        rule=rule,
        counted_from="antecedent",
        place=lambda day, direction: period_span(shift(day, offset, unit), unit),
    )


def _beside_event(match: re.Match[str]) -> Plan:
    side = match["side"].lower()
    return Plan(
        rule=f"the {match['unit'].lower()} {side} an event that the words name",
        counted_from="event",
        event=match["event"],
    )


def _eve(match: re.Match[str]) -> Plan:
    return Plan(
        rule="the day before an event that the words name", counted_from="event", event=match["event"]
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
    compile_rule(
        r"(?:(?:later|earlier)\s+)?(?:(?:on|in)\s+)?(?:that|the)\s+(?:very\s+)?same\s+"
        r"(?P<unit>day|week|month|year|morning|afternoon|evening|night)",
        _same,
    ),
    compile_rule(
        r"(?:(?:later|earlier)\s+)?(?:(?:on|in)\s+)?that\s+(?P<unit>day|week|month|year|morning|afternoon|evening|night)",
        _same,
    ),
    compile_rule(r"(?<=by\s)then|(?<=since\s)then|(?<=until\s)then|(?<=before\s)then", _then),
    compile_rule(rf"the\s+{_UNIT}\s+(?P<side>before|after)(?:\s+that)?(?=\s*(?:[,.;:!?)]|$))", _next_to),
    compile_rule(rf"the\s+(?P<side>next|following|previous)\s+{_UNIT}", _next_to),
    compile_rule(rf"the\s+{_UNIT}\s+(?P<side>before|after)\s+{EVENT}", _beside_event),
    compile_rule(rf"(?:on\s+)?the\s+eve\s+of\s+{EVENT}", _eve),
    compile_rule(r"(?:the|his|her|its|their)\s+\d{1,4}(?:-|\s)days?\s+mark", _mark),
    compile_rule(r"(?:the|his|her|its|their)\s+first\s+\d{1,4}\s+days(?:\s+in\s+office)?", _mark),
    compile_rule(
        r"(?:early|late|midway|later|halfway)\s+(?:in|into|through)\s+(?P<event>(?:the|his|her|its|their)\s+"
        r"(?:(?:first|second|third|current|last)\s+)?(?:term|presidency|tenure|mandate|premiership|reign|rule))",
        _in_office,
    ),
    compile_rule(r"recently|lately|in\s+the\s+recent\s+past|not\s+long\s+ago", _vague_past),
    compile_rule(
        r"(?<!as\s)(?<!too\s)(?<!how\s)soon(?!er)(?!\s+(?:as|after)\b)|shortly(?!\s+(?:after|before)\b)|"
        r"in\s+the\s+(?:near|foreseeable)\s+future|in\s+due\s+course|before\s+long",
        _vague_future,
    ),
    compile_rule(
        rf"every\s+(?:other\s+)?(?:{NUMBER}\s+)?(?:day|week|month|year|hour|night|quarter)s?", _often
    ),
    compile_rule(rf"(?:every|each)\s+(?:{'|'.join(WEEKDAYS)})|(?:on\s+)?(?:{'|'.join(WEEKDAYS)})s", _often),
    compile_rule(
        rf"each\s+(?:day|week|month|year)|{_TIMES}\s+(?:an?|per|each|every)\s+(?:hour|day|week|month|year)",
        _often,
    ),
    compile_rule(r"(?-i:daily|nightly|hourly|weekly|fortnightly|monthly|quarterly|yearly|annually)", _often),
)
