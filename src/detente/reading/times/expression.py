"""What is found, and the plan each grammar rule makes for counting its days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["point", "deadline", "duration", "frequency"]
Direction = Literal["past", "future"]
CountedFrom = Literal["nothing", "report", "antecedent", "event"]
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

    @property
    def is_open(self) -> bool:
        """Whether neither end is known."""
        return self.earliest is None and self.latest is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How some words count days; ``place`` does the counting from one anchor day.

    ``place`` is None when the words give no days at all. ``event`` are the words that name what is
    counted from. ``is_end`` marks "the end of ...", which "before" does not move; ``is_window`` a stretch
    that begins or ends with the report. A plan that is not ``is_time`` only keeps its words from being
    read as a time ("34 years old").
    """

    rule: str
    counted_from: CountedFrom = "report"
    place: Place | None = None
    kind: Kind = "point"
    is_future: bool | None = None
    event: str = ""
    is_end: bool = False
    is_window: bool = False
    is_time: bool = True


NOT_A_TIME = Plan(rule="", is_time=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern of the grammar and what it plans; no plan means the words only look alike."""

    pattern: re.Pattern[str]
    plan: Callable[[re.Match[str]], Plan | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan and the words it was made for."""

    start: int
    end: int
    plan: Plan


def compile_rule(pattern: str, plan: Callable[[re.Match[str]], Plan | None]) -> Rule:
    """Compile a verbose, case-insensitive pattern that starts and ends at word edges."""
    return Rule(pattern=re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE | re.VERBOSE), plan=plan)
