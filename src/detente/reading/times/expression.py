"""What is found, and the plan each grammar rule makes for counting its days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

Kind = Literal["point", "deadline", "duration", "frequency"]
Direction = Literal["past", "future"]
CountedFrom = Literal["nothing", "report", "antecedent", "event"]
Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "vague", "open"]
"""What the words count in, finest first; the days of a vague time are a convention, open has no days."""

Days = tuple[date | None, date | None]
"""First and last day, both included; None where that end is open."""
Place = Callable[[date, Direction | None], Days]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that say when, how long or how often.

    Attributes
    ----------
    start, end : int
        Code points of the text that was searched, end exclusive; ``text`` is that slice.
    earliest, latest : datetime.date or None
        First and last day, both included; None where the words, or a missing anchor, leave it open.
    kind : {"point", "deadline", "duration", "frequency"}
        A point may be as wide as a year; a deadline says by when; a duration how long.
    is_future : bool or None
        Whether it lies after the day it is counted from; None when the words do not settle it.
    rule : str
        How the days were counted, in words.
    anchor : str
        What they were counted from: a day, the words for an event, or empty for a calendar date.
    precision : {"day", "week", "month", "quarter", "season", "year", "decade", "vague", "open"}
        What the words count in: "two weeks ago" names one day, but only to the week. Days of a vague time
        ("in the coming days") are a convention, and so is a choice left between two; open has no days.
    """

    start: int
    end: int
    text: str
    earliest: date | None
    latest: date | None
    kind: Kind
    is_future: bool | None
    rule: str
    anchor: str
    precision: Precision

    @property
    def is_open(self) -> bool:
        """Whether neither end is known."""
        return self.earliest is None and self.latest is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How some words count days; ``place`` does the counting from one anchor day.

    ``place`` is None when the words give no days at all. ``event`` are the words that name what is
    counted from. ``is_end`` marks "the end of ...", which "before" does not move, and which is exact with
    "by" or "until"; ``is_start`` is its like for "since" and "from". ``is_window`` marks a stretch that
    begins or ends with the report, ``is_clock`` a time of day, whose own day "before" and "after" still
    touch; one alone falls on the day spoken of before, else on that of the report. Several days under
    ``is_one_day`` are days to choose from. ``is_year_told`` marks a date whose year is told ("last year").
    A plan that is not ``is_time`` only keeps its words from being read as a time ("34 years old").
    """

    rule: str
    counted_from: CountedFrom = "report"
    place: Place | None = None
    kind: Kind = "point"
    is_future: bool | None = None
    event: str = ""
    is_end: bool = False
    is_start: bool = False
    is_window: bool = False
    is_clock: bool = False
    is_one_day: bool = False
    is_year_told: bool = False
    is_time: bool = True
    precision: Precision = "day"


NOT_A_TIME = Plan(rule="", is_time=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern of the grammar and what it plans; no plan means the words only look alike.

    The pattern is tried only on texts that hold one of ``needs`` in small letters, or on all without any:
    most sentences name no time, and looking for a few letters costs a hundredth of trying the pattern.
    """

    pattern: re.Pattern[str]
    plan: Callable[[re.Match[str]], Plan | None]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan and the words it was made for."""

    start: int
    end: int
    plan: Plan


UNIT_WORDS = ("minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade")
DAY_WORDS = (*UNIT_WORDS, "morning", "afternoon", "evening")
DIGITS = tuple("0123456789")


def needing(needs: tuple[str, ...], *rules: Rule) -> tuple[Rule, ...]:
    """Return rules to be tried only on texts that hold one of some stretches of small letters."""
    return tuple(replace(rule, needs=needs) for rule in rules)


def compile_rule(pattern: str, plan: Callable[[re.Match[str]], Plan | None]) -> Rule:
    """Compile a verbose, case-insensitive pattern that starts and ends at word edges."""
    return Rule(pattern=re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE | re.VERBOSE), plan=plan)


_FINEST_FIRST: tuple[Precision, ...] = get_args(Precision)


def coarser(one: Precision, other: Precision) -> Precision:
    """Return the coarser of two precisions.

    >>> coarser("day", "week")
    'week'
    """
    return max(one, other, key=_FINEST_FIRST.index)


def is_no_coarser(one: Precision, other: Precision) -> bool:
    """Whether one precision is as fine as another, so that the other can be counted from it."""
    return _FINEST_FIRST.index(one) <= _FINEST_FIRST.index(other)


UNIT_PRECISION: dict[str, Precision] = {
    "minute": "day", "hour": "day", "day": "day", "week": "week", "fortnight": "week", "weekend": "day",
    "month": "month", "half year": "month", "half month": "week", "half hour": "day", "quarter": "quarter",
    "year": "year", "half decade": "year", "decade": "decade",
}  # fmt: skip
"""What a unit counts in; days are the finest that is kept."""
