"""Lengths of time, which say how long but not when, and ages."""

from __future__ import annotations

import re

from detente.reading.times.calendar import shift
from detente.reading.times.expression import (
    NOT_A_TIME,
    UNIT_PRECISION,
    UNIT_WORDS,
    Plan,
    Rule,
    compile_rule,
    needing,
)
from detente.reading.times.numbers import APPROXIMATELY, NUMBER, UNITS, parse_number, parse_unit
from detente.reading.times.offsets import COUNT, counted, units

# What an age in years is a time of, when it is not a person's; and whose age it is in months or weeks.
_LASTING = re.compile(
    r"\s+(?:\w+\s+)?(?:war|conflict|truce|ceasefire|agreement|accord|treaty|deal|pact|blockade|siege|dispute|"
    r"stand-?off|campaign|insurgency|rebellion|uprising|crisis|occupation|stalemate|embargo|mission|talks|"
    r"process|peace|mandate|feud|strike|protest|government|border|ban)\b"
)
_GROWING = re.compile(
    r"s?\s+(?:\w+\s+)?(?:baby|infant|girl|boy|child|son|daughter|toddler|twins|kid|calf|puppy)\b"
)


def _old(match: re.Match[str]) -> Plan | None:
    """Plan "the three-month-old truce", which began that long ago; a child's age is no time."""
    if _GROWING.match(match.string, match.end()):
        return NOT_A_TIME
    if not match["n"]:
        if match["unit"].lower().endswith("s"):
            return Plan(rule="how long ago is not stated", is_future=False)
        low = high = 1
    else:
        low, high = parse_number(match["n"])
    unit = parse_unit(match["unit"])
    if unit == "year" and not _LASTING.match(match.string, match.end()):
        return NOT_A_TIME
    rule = f"what began {units(low, high, unit)} before the report"
    return Plan(
        rule=rule,
        place=lambda day, direction: (shift(day, -high, unit), shift(day, -low, unit)),
        is_future=False,
        precision=UNIT_PRECISION[unit],
    )


def _length(match: re.Match[str]) -> Plan:
    low, high, unit = counted(match)
    return Plan(
        rule=f"a length of {units(low, high, unit)}, not placed", counted_from="nothing", kind="duration"
    )


def _vague_length(match: re.Match[str]) -> Plan:
    return Plan(rule="a length without a number, not placed", counted_from="nothing", kind="duration")


def _no_time(match: re.Match[str]) -> Plan:
    return NOT_A_TIME


LENGTH_RULES: tuple[Rule, ...] = needing(
    (*UNIT_WORDS, "age"),
    # ages, and sentences of a court: lengths, but of nothing that this record keeps
    compile_rule(r"\d{1,3}-year-olds|aged?\s+\d{1,3}(?:\s+(?:and|to)\s+\d{1,3})?", _no_time),
    compile_rule(rf"{COUNT}\s+(?:old|of\s+age|(?:in|behind)\s+(?:prison|jail|bars))", _no_time),
    compile_rule(rf"for\s+the\s+first\s+time\s+in\s+(?:{APPROXIMATELY}?{NUMBER}\s+)?{UNITS}", _no_time),
    compile_rule(rf"(?:(?P<n>\d{{1,4}}|{NUMBER})[-‑])?(?P<unit>{UNITS})[-‑]old(?!-)", _old),
    compile_rule(rf"for\s+{COUNT}", _length),
    compile_rule(r"(?P<unit>hour|day|week|month|year|decade)s?[-‑]?long", _vague_length),
    compile_rule(rf"for\s+(?:many\s+)?(?P<unit>{UNITS})(?<=s)", _vague_length),
    compile_rule(rf"(?P<n>\d{{1,4}}|{NUMBER})[-‑](?P<unit>{UNITS})(?:[-‑]long)?(?!-)", _length),
)
