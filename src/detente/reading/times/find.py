"""Find all expressions of time in a text and count their days.

The rules find bare times; the words before one ("by", "until", "since", "no later than", "two days
after") then change what it means, and two of them may make a range. What leans on another time is
counted last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from detente.reading.times.anaphora import ANAPHORA_RULES
from detente.reading.times.clock import CLOCK_NEEDS, with_clocks
from detente.reading.times.dates import DATE_RULES
from detente.reading.times.expression import (
    Days,
    Direction,
    Place,
    Plan,
    Planned,
    Precision,
    TimeExpression,
    coarser,
)
from detente.reading.times.leads import BEFORE, SINCE, with_lead
from detente.reading.times.leaning import Told, day_of_event, days_spoken_of, last_point
from detente.reading.times.lengths import LENGTH_RULES
from detente.reading.times.offsets import OFFSET_RULES
from detente.reading.times.ordinals import ORDINAL_RULES
from detente.reading.times.periods import PERIOD_RULES
from detente.reading.times.tense import tense_beside
from detente.record.values import Interval

_RULES = (*DATE_RULES, *PERIOD_RULES, *ORDINAL_RULES, *LENGTH_RULES, *OFFSET_RULES, *ANAPHORA_RULES)
_NEEDS = tuple(dict.fromkeys(rule.needs for rule in _RULES))
_JOINT = re.compile(r"\s*(?P<joint>to|and|until|till|through|-|–)\s*(?:on\s+|the\s+)?", re.IGNORECASE)
_OPENING = re.compile(r"(?<!\w)(?P<lead>between|from)\s+(?:on\s+|the\s+)?$", re.IGNORECASE)
_FAR = 300  # "on 8 April" in a report of 3 April is hardly the year before, even after a past tense
_ANY_DAY = date(2000, 1, 1)  # what a calendar date is counted from does not matter
_FOLDED = dict.fromkeys(map(ord, "\u0130\u0131\u017f\u212a"), "ƒ")
"""Letters that match i, s and k where case is ignored, and no name of a day or month is written with."""
_FURTHER_NOTICE = re.compile(r"\buntil\s+further\s+notice\b", re.IGNORECASE)


class _Anchors(NamedTuple):
    """What times are counted from: the report's days, those of the time spoken of before, of an event."""

    report: Days
    antecedent: Days
    words: str
    event: Days = (None, None)


def find_times(
    text: str,
    *,
    published_on: date | None,
    said_on: date | Interval | None = None,
    antecedent: date | Interval | None = None,
    direction: Direction | None = None,
    before: str = "",
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
        The time spoken of before, for "that same day" and "two days later"; without it they are counted
        from the last day named before them in the text, and stay open if there is none.
    direction : {"past", "future"}, optional
        Tense of the clause, for times such as "on Friday" that could be either. Without it the verb
        beside the time decides where one shows a tense, else the nearest day is taken.
    before : str, optional
        What stands before the text, its days only for times that lean on them; nothing in it is returned.

    Returns
    -------
    tuple of TimeExpression
        In text order, none overlapping.

    Examples
    --------
    >>> for time in find_times("They met on 3 May and parted a day later.", published_on=date(2025, 6, 1)):
    ...     print(time.text, time.earliest, time.latest, time.precision)
    on 3 May 2025-05-03 2025-05-03 day
    a day later 2025-05-04 2025-05-04 day
    """
    said = _bounds(said_on)
    report = said if said != (None, None) else _bounds(published_on)
    words = "" if report == (None, None) else f"{'said' if report == said else 'published'} {_write(report)}"
    anchors = _Anchors(report=report, antecedent=_bounds(antecedent), words=words)
    told = Told(before, find_times(before, published_on=published_on, said_on=said_on) if before else ())
    return _count_all(text, _planned(text), anchors, direction, told)


@lru_cache(maxsize=512)
def _planned(text: str) -> tuple[Planned, ...]:
    """Return the times of a text before they are counted: the same words are asked about several times."""
    return tuple(planned for planned in _longest(_candidates(text)) if planned.plan.is_time)


def _count_all(
    text: str, found: tuple[Planned, ...], anchors: _Anchors, direction: Direction | None, told: Told
) -> tuple[TimeExpression, ...]:
    """Count in text order what stands alone or leans on times before, then what leans on events."""
    alone: dict[int, TimeExpression] = {}
    point = last_point(told.times)
    for planned in found:
        counted_from = planned.plan.counted_from
        if counted_from == "event":
            continue
        here = anchors
        if counted_from == "antecedent" and here.antecedent == (None, None):
            here = here._replace(antecedent=_spoken_of(planned.plan, point, anchors))
        time = alone[planned.start] = _resolve(text, planned, here, direction)
        point = last_point((time,)) or point
    dated = Told(text, tuple(alone.values()))
    times = []
    for planned in found:
        here = anchors
        if planned.start not in alone:
            event = day_of_event(planned.plan.event, (told, dated.near(planned.start)))
            here = here._replace(event=event)
        times.append(alone.get(planned.start) or _resolve(text, planned, here, direction))
    return tuple(times)


def _spoken_of(plan: Plan, point: TimeExpression | None, anchors: _Anchors) -> Days:
    """Return the days of the time before; a time of day alone falls back on the report."""
    days = days_spoken_of(point, plan.precision)
    return anchors.report if plan.is_clock and days == (None, None) else days


def _bounds(day: date | Interval | None) -> Days:
    if isinstance(day, Interval):
        return day.earliest or day.latest, day.latest or day.earliest
    return day, day


def _write(days: Days) -> str:
    first, last = days
    return str(first) if first == last else f"{first} to {last}"


def _candidates(text: str) -> Iterator[Planned]:
    """Yield every reading: ranges, times with their leading words, bare times."""
    text = text.translate(_FOLDED)
    small = text.lower()
    held = {needs: any(letters in small for letters in needs) for needs in _NEEDS}
    bare = [
        Planned(start=match.start(), end=match.end(), plan=plan)
        for rule in _RULES
        if not rule.needs or held[rule.needs]
        for match in rule.pattern.finditer(text)
        if (plan := rule.plan(match)) is not None
    ]
    bare = _longest(bare)
    if any(letters in small for letters in CLOCK_NEEDS):
        bare = with_clocks(text, bare)
    yield from _ranges(text, bare)
    for planned in bare:
        yield with_lead(text, planned) if planned.plan.is_time else planned
    for match in _FURTHER_NOTICE.finditer(text) if "notice" in small else ():
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
        is_dated = last.plan.counted_from == "nothing" or last.plan.is_year_told
        place = _range_place(first.plan, first.plan.place, last.plan.place, is_dated)
        counted_from = "nothing" if last.plan.counted_from == "nothing" else first.plan.counted_from
        rule = f"from {first.plan.rule} to {last.plan.rule}"
        plan = Plan(
            rule=rule,
            counted_from=counted_from,
            place=place,
            is_future=first.plan.is_future if first.plan.is_future == last.plan.is_future else None,
            precision=coarser(first.plan.precision, last.plan.precision),
        )
        yield Planned(start=start, end=last.end, plan=plan)


def _range_place(first: Plan, place_first: Place, place_last: Place, is_last_dated: bool) -> Place:
    def place(day: date, direction: Direction | None) -> Days:
        if first.counted_from == "report" and is_last_dated:  # "3 May to 5 June 2025": one year for both
            end = place_last(day, direction)[1]
            return (place_first(end, "past")[0] if end else None), end
        begin = place_first(day, direction)[0]
        return begin, place_last(begin, "future")[1] if begin else None

    return place


def _resolve(text: str, planned: Planned, anchors: _Anchors, direction: Direction | None) -> TimeExpression:
    plan = planned.plan
    earliest, latest = _count(plan, anchors, direction or _tense(text, planned))
    first_report, last_report = anchors.report
    if direction is None and _is_far((earliest, latest), anchors.report):
        earliest, latest = _count(plan, anchors, None)
    if plan.kind == "deadline" and latest and first_report and first_report <= latest:
        earliest = earliest or first_report
    if plan.rule.startswith(SINCE) and earliest and last_report and earliest <= last_report:
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
        precision=_precision(plan, earliest, latest),
    )


def _tense(text: str, planned: Planned) -> Direction | None:
    """Return the tense beside a time that could lie behind or ahead; a deadline's is that of what is due."""
    plan = planned.plan
    if plan.is_future is not None or plan.counted_from != "report":
        return None
    if plan.kind == "deadline" and not plan.rule.startswith(BEFORE):
        return None
    tense = tense_beside(text, planned.start, planned.end)
    # "They called a vote for Friday" tells in the past of what may be to come.
    is_purpose = text[planned.start : planned.start + 4].lower() == "for "
    return None if is_purpose and tense == "past" else tense


def _is_far(days: Days, report: Days) -> bool:
    """Whether a day lies so far off that a report would have named its year, whatever verb is beside it."""
    (first, last), (first_report, last_report) = days, report
    if not (first and last and first_report and last_report):
        return False
    return (first_report - last).days > _FAR or (first - last_report).days > _FAR


def _precision(plan: Plan, earliest: date | None, latest: date | None) -> Precision:
    if earliest is None and latest is None:
        return "open"
    return "vague" if plan.is_one_day and earliest != latest else plan.precision


def _count(plan: Plan, anchors: _Anchors, direction: Direction | None) -> Days:
    """Count from both ends of the anchor and keep the outer days; open where the anchor is."""
    if plan.place is None:
        return None, None
    first, last = {
        "nothing": (_ANY_DAY, _ANY_DAY),
        "report": anchors.report,
        "antecedent": anchors.antecedent,
        "event": anchors.event,
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
