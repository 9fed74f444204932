"""Find all expressions of time in a text and count their days.

The rules find bare times; the words before one ("by", "until", "since", "no later than", "two days
after") then change what it means, and two of them may make a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from detente.reading.times.anaphora import ANAPHORA_RULES
from detente.reading.times.calendar import period_span, shift
from detente.reading.times.dates import DATE_RULES
from detente.reading.times.expression import Days, Direction, Place, Plan, Planned, TimeExpression
from detente.reading.times.numbers import APPROXIMATELY, NUMBER, UNITS, parse_number, parse_unit
from detente.reading.times.offsets import OFFSET_RULES
from detente.reading.times.periods import PERIOD_RULES
from detente.record.values import Interval

_RULES = (*DATE_RULES, *PERIOD_RULES, *OFFSET_RULES, *ANAPHORA_RULES)
_LEAD = re.compile(
    r"""(?<![\w-])(?:
      (?P<by>(?:by|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|by\s+no\s+later\s+than))
    | (?P<before>before|prior\s+to|ahead\s+of)
    | (?P<until>until|till|up\s+to|up\s+until|through|as\s+late\s+as)
    | (?P<since>(?:ever\s+)?since)
    | (?P<after>after)
    | (?P<from>from|as\s+of|as\s+from|(?:starting|beginning|effective)(?:\s+(?:on|in|from))?)
    | (?P<week>(?:in\s+)?the\s+week\s+(?:of|beginning|starting))
    | (?P<all>throughout|during\s+all\s+of)
    | (?P<for>for)
    | (?P<plain>(?:(?:early|late|earlier|later)\s+)?(?:on|in|at|over|during|around|within))
    | (?P<part>early|late|earlier|later)
    )\s+(?:the\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_HAS_LEAD = re.compile(r"(?:in|within|for|on|between|from)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"""(?<![\w-]){APPROXIMATELY}?(?P<n>{NUMBER})\s+(?P<unit>{UNITS})\s+
    (?P<side>from|after|following|before|prior\s+to|ahead\s+of)\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
_JOINT = re.compile(r"\s*(?P<joint>to|and|until|till|through|-|–)\s*(?:on\s+|the\s+)?", re.IGNORECASE)
_OPENING = re.compile(r"(?<!\w)(?P<lead>between|from)\s+(?:on\s+|the\s+)?$", re.IGNORECASE)
_REACH = 40  # how far before a time its leading words can begin
_ANY_DAY = date(2000, 1, 1)  # what a calendar date is counted from does not matter
_FURTHER_NOTICE = re.compile(r"\buntil\s+further\s+notice\b", re.IGNORECASE)


class _Anchors(NamedTuple):
    """What times are counted from: the report's days, and those of the time spoken of before."""

    report: Days
    antecedent: Days
    words: str


def find_times(
    text: str,
    *,
    published_on: date | None,
    said_on: date | Interval | None = None,
    antecedent: date | Interval | None = None,
    direction: Direction | None = None,
) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in a text and the days they mean.

    Parameters
    ----------
    text : str
        Verbatim; offsets of the result are code points in it.
    published_on : datetime.date or None
        Day of the report. Without it, and without ``said_on``, relative times stay open.
    said_on : datetime.date or Interval, optional
        Day the words were spoken; it goes before ``published_on``.
    antecedent : datetime.date or Interval, optional
        The time spoken of before, for "that same day" and "two days later"; without it they stay open.
    direction : {"past", "future"}, optional
        Tense of the clause, for times such as "on Friday" that could be either; else the nearest is taken.

    Returns
    -------
    tuple of TimeExpression
        In text order, none overlapping.
    """
    said = _bounds(said_on)
    report = said if said != (None, None) else _bounds(published_on)
    words = "" if report == (None, None) else f"{'said' if report == said else 'published'} {_write(report)}"
    anchors = _Anchors(report=report, antecedent=_bounds(antecedent), words=words)
    found = _longest(_candidates(text))
    times = (_resolve(text, planned, anchors, direction) for planned in found if planned.plan.is_time)
    return tuple(sorted(times, key=lambda time: time.start))


def _bounds(day: date | Interval | None) -> Days:
    if isinstance(day, Interval):
        return day.earliest or day.latest, day.latest or day.earliest
    return day, day


def _write(days: Days) -> str:
    first, last = days
    return str(first) if first == last else f"{first} to {last}"


def _candidates(text: str) -> Iterator[Planned]:
    """Yield every reading: ranges, times with their leading words, bare times."""
    bare = [
        Planned(start=match.start(), end=match.end(), plan=plan)
        for rule in _RULES
        for match in rule.pattern.finditer(text)
        if (plan := rule.plan(match)) is not None
    ]
    bare = _longest(bare)
    yield from _ranges(text, bare)
    for planned in bare:
        yield _with_lead(text, planned) if planned.plan.is_time else planned
    for match in _FURTHER_NOTICE.finditer(text):
        plan = Plan(rule="no end is stated", kind="deadline", is_future=True)
        yield Planned(start=match.start(), end=match.end(), plan=plan)


def _longest(candidates: Iterator[Planned] | list[Planned]) -> list[Planned]:
    """Keep, from left to right, the longest of those that overlap; of equal ones the first offered."""
    kept: list[Planned] = []
    ordered = sorted(candidates, key=lambda planned: (planned.start, -planned.end))
    for planned in ordered:
        if not kept or planned.start >= kept[-1].end:
            kept.append(planned)
    return kept


def _ranges(text: str, bare: list[Planned]) -> Iterator[Planned]:
    for first, last in pairwise(bare):
        joint = _JOINT.fullmatch(text, first.end, last.start)
        if joint is None or first.plan.place is None or last.plan.place is None:
            continue
        opening = _OPENING.search(text, max(0, first.start - 12), first.start)
        if opening is None and joint["joint"].lower() in ("and", "until", "till"):
            continue
        start = opening.start() if opening else first.start
        place = _range_place(
            first.plan, first.plan.place, last.plan.place, last.plan.counted_from == "nothing"
        )
        counted_from = "nothing" if last.plan.counted_from == "nothing" else first.plan.counted_from
        rule = f"from {first.plan.rule} to {last.plan.rule}"
        plan = Plan(rule=rule, counted_from=counted_from, place=place, is_future=first.plan.is_future)
        yield Planned(start=start, end=last.end, plan=plan)


def _range_place(first: Plan, place_first: Place, place_last: Place, is_last_dated: bool) -> Place:
    def place(day: date, direction: Direction | None) -> Days:
        if first.counted_from == "report" and is_last_dated:  # "3 May to 5 June 2025": one year for both
            end = place_last(day, direction)[1]
            return (place_first(end, "past")[0] if end else None), end
        begin = place_first(day, direction)[0]
        return begin, place_last(begin, "future")[1] if begin else None

    return place


def _with_lead(text: str, planned: Planned) -> Planned:
    before = max(0, planned.start - _REACH)
    counted = _COUNTED.search(text, before, planned.start)
    place = planned.plan.place
    if counted is not None and place is not None:
        return replace(planned, start=counted.start(), plan=_moved(planned.plan, place, counted))
    lead = _LEAD.search(text, before, planned.start)
    if lead is None or _HAS_LEAD.match(text, planned.start):
        return planned
    return replace(planned, start=lead.start(), plan=_led(planned.plan, lead.lastgroup or ""))


def _moved(plan: Plan, place_base: Place, counted: re.Match[str]) -> Plan:
    low, high = parse_number(counted["n"])
    unit = parse_unit(counted["unit"])
    is_after = counted["side"].lower() in ("from", "after", "following")

    def place(day: date, direction: Direction | None) -> Days:
        first, last = place_base(day, direction)
        if first is None or last is None:
            return None, None
        if is_after:
            return shift(first, low, unit), shift(last, high, unit)
        return shift(first, -high, unit), shift(last, -low, unit)

    rule = f"{counted['n'].lower()} {counted['unit'].lower()} {'after' if is_after else 'before'} {plan.rule}"
    return replace(plan, rule=rule, place=place, is_future=None)


_SAYS = {
    "by": "not later than", "before": "before", "until": "up to and with", "after": "after",
    "since": "from then to the report:",
    "from": "from", "week": "the week, from Monday, of",
}  # fmt: skip


def _led(plan: Plan, lead: str) -> Plan:
    """Change a plan by the word that leads it in."""
    if lead == "all" or (lead == "for" and plan.is_window):
        return replace(plan, kind="duration")
    if lead not in _SAYS:
        return plan
    led = replace(plan, rule=f"{_SAYS[lead]} {plan.rule}", is_window=False)
    if lead in ("by", "before", "until"):
        led = replace(led, kind="deadline")
    elif lead == "since":
        led = replace(led, kind="duration", is_future=False)
    else:
        led = replace(led, is_future=None)
    return led if plan.place is None else replace(led, place=_led_place(plan.place, lead, plan.is_end))


def _led_place(place_base: Place, lead: str, is_end: bool) -> Place:
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
        if lead == "week":
            return period_span(first, "week")
        if lead in ("since", "from"):
            return first, None
        if lead == "after":
            return shift(last, 1, "day"), None
        return None, shift(first, -1, "day") if lead == "before" and not is_end else last

    return place


def _resolve(text: str, planned: Planned, anchors: _Anchors, direction: Direction | None) -> TimeExpression:
    plan = planned.plan
    earliest, latest = _count(plan, anchors, direction)
    first_report, last_report = anchors.report
    if plan.kind == "deadline" and latest and first_report and first_report <= latest:
        earliest = earliest or first_report
    if plan.rule.startswith(_SAYS["since"]) and earliest and last_report and earliest <= last_report:
        latest = last_report
    anchor = {
        "nothing": "",
        "report": anchors.words,
        "antecedent": "the time spoken of before",
        "event": plan.event,
    }[plan.counted_from]
    return TimeExpression(
        start=planned.start,
        end=planned.end,
        text=text[planned.start : planned.end],
        earliest=earliest,
        latest=latest,
        kind=plan.kind,
        is_future=_is_future(plan, (earliest, latest), anchors.report, direction),
        rule=plan.rule,
        anchor=anchor,
    )


def _count(plan: Plan, anchors: _Anchors, direction: Direction | None) -> Days:
    """Count from both ends of the anchor and keep the outer days; open where the anchor is."""
    if plan.place is None or plan.counted_from == "event":
        return None, None
    first, last = {
        "nothing": (_ANY_DAY, _ANY_DAY),
        "report": anchors.report,
        "antecedent": anchors.antecedent,
    }[plan.counted_from]
    if first is None or last is None:
        return None, None
    try:
        from_first, from_last = plan.place(first, direction), plan.place(last, direction)
    except OverflowError:  # "in 9999 years" lies outside the calendar
        return None, None
    return from_first[0], from_last[1]


def _is_future(plan: Plan, days: Days, report: Days, direction: Direction | None) -> bool | None:
    if plan.is_future is not None or plan.kind == "frequency":
        return plan.is_future
    (first, last), (first_report, last_report) = days, report
    if first_report and last_report:
        if plan.kind == "deadline" and last:
            return last >= first_report
        if first and first > last_report:
            return True
        if last and last < first_report:
            return False
    return None if direction is None else direction == "future"
