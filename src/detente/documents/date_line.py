"""The day a report states at its head: a line of its own, or the dateline before its first words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from detente.documents.dates import parse_published
from detente.documents.origin import Origin

HEAD_LINES = 12
"""A head has no more lines than these: title, standfirst, by-line, place, day."""

_MOST_WORDS = 25
_MOST_CHARACTERS = 200
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED_DAY = "|".join((*_WEEKDAYS, "tues", "thurs", *(day[:3] for day in _WEEKDAYS)))
_WEEKDAY = rf"(?:(?P<weekday>{_NAMED_DAY})\.?,?\s+)?"
_DAY = (
    r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+\d{4}"
    r"|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
)
_CLOCK = (
    r"(?:,?\s*(?:[|·•–—-]|at|T)?\s*\d{1,2}(?:[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\s*[ap]\.?m\.?)"
    r"\s*(?:Z|[+-]\d\d:?\d\d|\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?)?"
)
_LABEL = (
    r"(?:(?P<label>(?:first |last )?(?:published|posted|issued|released|updated|modified)|date|dated)"
    r"(?:\s+on)?\s*:?\s+)?"
)
_LINE = re.compile(rf"[\W_]*{_LABEL}{_WEEKDAY}{_DAY}{_CLOCK}[\W_]*", re.I)
_NAME = r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}"
_DATELINE = re.compile(
    rf"(?P<place>{_NAME}(?:, ?{_NAME}){{0,2}}), (?i:{_WEEKDAY}{_DAY})"
    r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:[—–]|--|-\s)"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """What a report's head states of its day; nothing when it states none, or two that differ."""

    origin: Origin = field(default_factory=Origin)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    day: date
    weekday: str
    is_update: bool
    where: str


def read_date_line(text: str, start: int = 0) -> DateLine:
    r"""Return the day of publication that the head of a report states, and that of its last change.

    A day is stated by a line that holds nothing else but a word like *Published*, a day of the week and a
    time, before the first paragraph (12 lines at the most); or by a dateline with its year (*GENEVA, 14 March
    2031 (Agency) —*). Days in figures with slashes or dots are not understood.

    Parameters
    ----------
    text : str
    start : int
        Code point at which the report begins, after a header block.

    Examples
    --------
    >>> found = read_date_line("Talks resume\n\nThursday, 24 April 2025\n\nThe delegations met again.")
    >>> found.origin.published_on
    datetime.date(2025, 4, 24)
    """
    stated = [*_stated_days(text, start)]
    taken: dict[str, tuple[date, str] | None] = {}
    warnings = [_wrong_weekday(one) for one in stated if one.weekday and not _fits(one)]
    for name, is_update in (("published_on", False), ("updated_on", True)):
        days = [one for one in stated if one.is_update is is_update]
        if len({one.day for one in days}) > 1:
            listed = ", ".join(f"{one.day.isoformat()} in {one.where}" for one in days)
            warnings.append(f"its head states several days ({listed}): state the right one in a sidecar")
        elif days:
            taken[name] = (days[0].day, days[0].where)
    return DateLine(origin=Origin.of(taken), warnings=tuple(warnings))


def _stated_days(text: str, start: int) -> Iterator[_Stated]:
    first = text.count("\n", 0, start) + 1
    lines = ((number, line.strip()) for number, line in enumerate(_lines(text, start), start=first))
    for number, line in islice(((n, words) for n, words in lines if words), HEAD_LINES):
        match = _LINE.fullmatch(line[:_MOST_CHARACTERS]) or _DATELINE.match(line)
        day = None
        if match is not None:
            day = parse_published(_ORDINAL.sub("", " ".join(match["day"].split())), in_words=True)
        if match is not None and day is not None:
            found = match.groupdict()
            label = (found.get("label") or "").lower()
            yield _Stated(
                day=day,
                weekday=(match["weekday"] or "").lower(),
                is_update=label.endswith(("updated", "modified")),
                where=f"{'dateline' if found.get('place') else 'date line'} in line {number}",
            )
        if len(line.split()) > _MOST_WORDS or (match is not None and "place" in match.groupdict()):
            return  # the report has begun


def _lines(text: str, start: int) -> Iterator[str]:
    """Yield the lines of a text from a place on, without cutting up a long text."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _fits(stated: _Stated) -> bool:
    return _WEEKDAYS[stated.day.weekday()].startswith(stated.weekday[:3])


def _wrong_weekday(stated: _Stated) -> str:
    right = _WEEKDAYS[stated.day.weekday()].capitalize()
    return f"the {stated.where} says {stated.weekday.capitalize()}, but {stated.day.isoformat()} is a {right}"
