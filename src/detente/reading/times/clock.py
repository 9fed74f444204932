"""Times of day: "noon on Saturday", "at 1900 GMT". They belong to a day; days are the finest that is kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from detente.reading.times.expression import DIGITS, Plan, Planned

_ZONE = r"(?:GMT|UTC|CET|CEST|EET|EEST|BST|E[SD]?T|C[SD]T|P[SD]T|MSK|local(?:\s+time)?)"
_CLOCK = re.compile(
    rf"""(?<![\w.:-])(?:
      (?P<sure>[0-2]?\d[:.]?[0-5]\d\s*(?:hours\s+)?{_ZONE}(?!\w) | \d{{1,2}}\s+o['’]clock(?!\w))
    | (?P<led>[0-2]?\d(?:[:.][0-5]\d)?\s*(?:[ap]\.m\.|[ap]m(?!\w))(?:\s*\(?{_ZONE}(?!\w)\)?)?
        (?:\s*\([0-2]?\d[:.]?[0-5]\d\s*{_ZONE}\))?
      | [0-2]?\d:[0-5]\d(?![\d:])(?:\s+hours(?!\w))? | [0-2]\d[0-5]\d\s+hours(?!\w)
      | (?:noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|nightfall)(?![\w-]))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
CLOCK_NEEDS = (*DIGITS, "noon", "midday", "midnight", "dawn", "dusk", "daybreak", "sun", "nightfall")
"""Stretches of small letters of which a text has one if it holds a time of day."""
_LEAD = re.compile(
    r"\b(?:at|by|before|until|till|since|around|after|from|about)\s+(?:about\s+)?$", re.IGNORECASE
)
_TO_DAY = re.compile(r"\s*,?\s*(?:on\s+(?:the\s+)?)?", re.IGNORECASE)
_TO_CLOCK = re.compile(r"\s*,?\s*(?:at\s+|by\s+)?(?:around\s+|about\s+)?", re.IGNORECASE)
_ALONE = Plan(
    rule="a time of the day spoken of before, else of the day of the report",
    counted_from="antecedent",
    place=lambda day, direction: (day, day),
    is_clock=True,
)


def with_clocks(text: str, days: list[Planned]) -> list[Planned]:
    """Join each time of day with the day beside it, and plan those that stand alone; sorted by place."""
    ordered = sorted(days, key=lambda planned: planned.start)
    alone = []
    for match in _CLOCK.finditer(text):
        after = bisect_left(ordered, match.end(), key=lambda planned: planned.start)
        beside = next((at for at in (after - 1, after) if _touches(text, match, ordered[at : at + 1])), None)
        if beside is not None:
            day = ordered[beside]
            start, end = min(match.start(), day.start), max(match.end(), day.end)
            ordered[beside] = Planned(start=start, end=end, plan=replace(day.plan, is_clock=True))
        elif match["sure"] or _LEAD.search(text, max(0, match.start() - 20), match.start()):
            alone.append(Planned(start=match.start(), end=match.end(), plan=_ALONE))
    return sorted([*ordered, *alone], key=lambda planned: planned.start)


def _touches(text: str, clock: re.Match[str], days: list[Planned]) -> bool:
    """Whether a time of day stands beside the one day given, if one is."""
    if not days:
        return False
    (day,) = days
    if not day.plan.is_time or day.plan.precision != "day" or day.plan.kind != "point" or day.plan.is_window:
        return False
    if clock.end() <= day.start:
        return _TO_DAY.fullmatch(text, clock.end(), day.start) is not None
    if day.end <= clock.start():
        return _TO_CLOCK.fullmatch(text, day.end, clock.start()) is not None
    return False
