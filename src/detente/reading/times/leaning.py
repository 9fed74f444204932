"""What dates a time that leans on other words: the time spoken of before, an event told with its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from detente.reading.times.expression import Days, Precision, TimeExpression, is_no_coarser

_DEFINITE = re.compile(r"(?:(?:the|that|this|its|their|his|her|our)\s+)?(?P<head>\S+)", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"(?:an?|any|such)\s|(?:it|he|she|they|we|you|this|that|these|those|i)$", re.IGNORECASE
)
_ENDING = re.compile(r"(?:['’]s|ings?|ed|ers?|ature|es|s)$")
_SHORTEST = 3


class Told(NamedTuple):
    """A stretch of text and the times that were read in it."""

    text: str
    times: Sequence[TimeExpression]


def day_spoken_of(times: Sequence[TimeExpression], precision: Precision) -> Days:
    """Return the days of the last closed point among times, if it is fine enough to count from.

    "The following day" is not counted from a month.
    """
    points = [time for time in times if time.kind == "point" and time.earliest and time.latest]
    if not points or not is_no_coarser(points[-1].precision, max_precision(precision)):
        return None, None
    return points[-1].earliest, points[-1].latest


def max_precision(precision: Precision) -> Precision:
    """Return the coarsest precision that a time of this one is counted from."""
    return "day" if precision == "day" else precision if precision not in ("vague", "open") else "week"


def day_of_event(event: str, told: Sequence[Told]) -> Days:
    """Return the days that a text gives an event by name: "the 3 March strike", "it was signed on 2 May".

    Only a definite event is looked for, under the first word that names it, without its ending; the time
    has to touch that word, with at most three others between. Of several the first told is taken.
    """
    definite = None if _INDEFINITE.match(event) else _DEFINITE.fullmatch(event)
    if definite is None:
        return None, None
    stem = _ENDING.sub("", definite["head"].lower())
    if len(stem) < _SHORTEST:
        return None, None
    after = re.compile(rf"(?:['’]s)?\s+(?:\w+\s+)?{re.escape(stem)}\w{{0,5}}\b", re.IGNORECASE)
    before = re.compile(rf"\b{re.escape(stem)}\w{{0,5}}(?:\s+\w+){{0,3}}\s+$", re.IGNORECASE)
    for text, times in told:
        for time in times:
            is_beside = after.match(text, time.end) or before.search(text, 0, time.start)
            if is_beside and time.kind == "point" and time.earliest and time.latest:
                return time.earliest, time.latest
    return None, None
