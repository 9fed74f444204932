"""What dates a time that leans on other words: the time spoken of before, an event told with its day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from detente.reading.times.expression import Days, Precision, TimeExpression, is_no_coarser

_DEFINITE = re.compile(r"(?:(?:the|that|this|its|their|his|her|our)\s+)?(?P<head>\S+)", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"(?:an?|any|such)\s|(?:it|he|she|they|we|you|this|that|these|those|i)$", re.IGNORECASE
)
_ENDING = re.compile(r"(?:['’]s|ings?|ed|ers?|ature|es|s)$")
_SHORTEST = 3
_NEAR = 600  # how far from what leans on it an event's day can be told
_REACH = 100  # how far before its day an event can be named


class Told(NamedTuple):
    """A stretch of text and the times that were read in it, in text order."""

    text: str
    times: Sequence[TimeExpression]

    def near(self, place: int) -> Told:
        """Return the same text with only the times that stand near a place."""
        low = bisect_left(self.times, place - _NEAR, key=lambda time: time.start)
        high = bisect_left(self.times, place + _NEAR, key=lambda time: time.start)
        return Told(self.text, self.times[low:high])


def last_point(times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the last of some times that is a point with both ends known."""
    points = (time for time in reversed(times) if time.kind == "point" and time.earliest and time.latest)
    return next(points, None)


def days_spoken_of(point: TimeExpression | None, precision: Precision) -> Days:
    """Return the days of a time spoken of before, if it is fine enough to count from.

    "The following day" is not counted from a month.
    """
    if point is None or not is_no_coarser(point.precision, "week" if precision == "vague" else precision):
        return None, None
    return point.earliest, point.latest


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
            is_beside = after.match(text, time.end) or before.search(
                text, max(0, time.start - _REACH), time.start
            )
            if is_beside and time.kind == "point" and time.earliest and time.latest:
                return time.earliest, time.latest
    return None, None
