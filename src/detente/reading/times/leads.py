"""The words that lead a time in, and what they make of it: by, until, since, two days after, the eve of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from detente.reading.times.calendar import period_span, shift
from detente.reading.times.expression import (
    UNIT_PRECISION,
    Days,
    Direction,
    Kind,
    Place,
    Plan,
    Planned,
    coarser,
)
from detente.reading.times.numbers import APPROXIMATELY, NUMBER, UNITS, parse_number, parse_unit

_LEAD = re.compile(
    r"""(?<![\w-])(?:
      (?P<night_of>overnight\s+(?:on|from))
    | (?P<night_to>(?:overnight|(?:(?:in|on|during)\s+)?the\s+night)\s+(?:into|to))
    | (?P<by>(?:by|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|by\s+no\s+later\s+than))
    | (?P<from>from|as\s+of|as\s+from|(?:starting|beginning|effective)(?:\s+(?:on|in|from))?|
        as\s+(?:early|soon)\s+as|(?:no|not)\s+(?:earlier|sooner)\s+than|not\s+before|on\s+or\s+after)
    | (?P<before>before|prior\s+to|ahead\s+of)
    | (?P<until>until|till|up\s+to|up\s+until|through|as\s+late\s+as)
    | (?P<since>(?:ever\s+)?since)
    | (?P<after>after|beyond)
    | (?P<week>(?:in\s+)?the\s+week\s+(?:of|beginning|starting))
    | (?P<eve>(?:on\s+)?the\s+eve\s+of)
    | (?P<part_of>(?:(?:on|in|during|by|at)\s+)?the\s+(?:morning|afternoon|evening|night|dawn|small\s+hours|
        early\s+hours)\s+of)
    | (?P<all>throughout|during\s+all\s+of)
    | (?P<for>for)
    | (?P<plain>(?:(?:early|late|earlier|later)\s+)?(?:on\s+or\s+(?:about|around)|on|in|at|over|during|around|
        within))
    | (?P<part>early|late|earlier|later)
    )\s+(?:the\s+|at\s+least\s+|about\s+|around\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_HAS_LEAD = re.compile(r"(?:in|within|for|on|between|from)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"""(?<![\w-])(?P<lasts>for\s+)?{APPROXIMATELY}?(?P<n>{NUMBER})\s+(?P<unit>{UNITS})\s+
    (?P<side>from|after|following|before|prior\s+to|ahead\s+of|(?<=week\s)on|(?<=weeks\s)on)\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
_OWNING = re.compile(r"[’']s?\s+\w")
_REACH = 40  # how far before a time its leading words can begin
SINCE = "from then to the report:"
BEFORE = "before"
_SAYS = {
    "by": "not later than", "before": BEFORE, "until": "up to and with", "after": "after",
    "since": SINCE, "from": "from", "week": "the week, from Monday, of", "eve": "the day before",
    "night_of": "the night after", "night_to": "the night before",
}  # fmt: skip


def with_lead(text: str, planned: Planned) -> Planned:
    """Take in the words before a time and let them change its plan."""
    before = max(0, planned.start - _REACH)
    counted = _COUNTED.search(text, before, planned.start)
    place = planned.plan.place
    if counted is not None and place is not None:
        return replace(planned, start=counted.start(), plan=_moved(planned.plan, place, counted))
    lead = _LEAD.search(text, before, planned.start)
    if lead is None or _HAS_LEAD.match(text, planned.start):
        return planned
    if lead.lastgroup == "from" and _OWNING.match(text, planned.end):
        return planned  # "the toll from Wednesday's attack": what has the day is meant, not a stretch from it
    return replace(planned, start=lead.start(), plan=_led(planned.plan, lead.lastgroup or ""))


def _moved(plan: Plan, place_base: Place, counted: re.Match[str]) -> Plan:
    low, high = parse_number(counted["n"])
    unit = parse_unit(counted["unit"])
    is_after = counted["side"].lower() in ("from", "after", "following", "on")
    is_lasting = counted["lasts"] is not None and is_after

    def place(day: date, direction: Direction | None) -> Days:
        first, last = place_base(day, direction)
        if first is None or last is None:
            return None, None
        if is_after:
            return first if is_lasting else shift(first, low, unit), shift(last, high, unit)
        return shift(first, -high, unit), shift(last, -low, unit)

    rule = f"{counted['n'].lower()} {counted['unit'].lower()} {'after' if is_after else 'before'} {plan.rule}"
    precision = coarser(UNIT_PRECISION[unit], plan.precision)
    kind: Kind = "duration" if is_lasting else plan.kind
    return replace(plan, rule=rule, place=place, kind=kind, is_future=None, precision=precision)


def _led(plan: Plan, lead: str) -> Plan:
    """Change a plan by the word that leads it in."""
    if lead == "all" or (lead == "for" and plan.is_window):
        return replace(plan, kind="duration")
    if lead not in _SAYS:
        return plan
    led = replace(plan, rule=f"{_SAYS[lead]} {plan.rule}", is_window=False)
    if lead in ("by", "before", "until"):
        led = replace(led, kind="deadline", precision="day" if plan.is_end else plan.precision)
    elif lead == "since":
        led = replace(led, kind="duration", is_future=False)
    elif lead not in ("eve", "night_of", "night_to"):
        led = replace(led, is_future=None)
    if lead in ("since", "from") and plan.is_start:
        led = replace(led, precision="day")
    if lead == "week":
        led = replace(led, precision="week")
    return led if plan.place is None else replace(led, place=_led_place(plan, plan.place, lead))


def _led_place(plan: Plan, place_base: Place, lead: str) -> Place:
    def place(day: date, direction: Direction | None) -> Days:
        # Deadlines lie ahead unless the tense says otherwise; what lasts since then lies behind.
        tense = direction
        if lead == "since":
            tense = "past"
        elif tense is None and lead in ("by", "until"):
            tense = "future"
        first, last = place_base(day, tense)
        if first is None or last is None:
            return first, last
        return _led_days((first, last), lead, keeps_day=plan.is_clock, is_end=plan.is_end)

    return place


def _led_days(days: tuple[date, date], lead: str, *, keeps_day: bool, is_end: bool) -> Days:
    first, last = days
    if lead == "week":
        return period_span(first, "week")
    if lead in ("eve", "night_to"):
        return shift(first, -1, "day"), last if lead == "night_to" else shift(first, -1, "day")
    if lead == "night_of":
        return first, shift(last, 1, "day")
    if lead in ("since", "from"):
        return first, None
    if lead == "after":
        return (last if keeps_day else shift(last, 1, "day")), None
    return None, shift(first, -1, "day") if lead == "before" and not (is_end or keeps_day) else last
