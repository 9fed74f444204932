"""What the head of a plain text states: its headline, and the day in a line of its own or in a dateline."""

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
_MONTHS = (
    *("january", "february", "march", "april", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_TIMES = frozenset((*_WEEKDAYS, *_MONTHS))
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
_HEADLINE = re.compile(r"#{1,6}[ \t]+(?P<marked>\S.*?)[ \t#]*|(?P<plain>[\"“‘'«(\[]?[A-Z0-9].*[^\s.,;:…—–-])")
_NO_HEADLINE = re.compile(
    r"(?:by|from|source|photo|image|updated|published|posted)\b|(?-i:[A-Z][A-Z .'’-]{0,30}): |https?:", re.I
)
_MOST_HEADLINE_WORDS = 20
_PART = r"(?:(?:al|an|ar|as|at|el)-)?[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_PARTICLE = r"(?:(?:bin|da|de|del|den|der|di|dos|du|ibn|la|le|ten|van|von) )"
_AUTHOR = rf"{_PART}(?: {_PARTICLE}{{0,2}}{_PART}){{1,3}}"
_BYLINE = re.compile(
    rf"(?:By|BY|by) (?P<names>{_AUTHOR}(?:(?:, {_AUTHOR})*,? (?:and|AND|&) {_AUTHOR})?)"
    r"(?:(?:,| in| for| [|·•—–-]).{0,60}[^\s.:;?!”\"])?"
)
_MOST_BYLINE_WORDS = 15
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHead:
    """What a report's head states: its headline, its day unless there are two that differ."""

    origin: Origin = field(default_factory=Origin)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    day: date
    weekday: str
    is_update: bool
    where: str


def read_text_head(text: str, start: int = 0) -> TextHead:
    r"""Return what the head of a report states: its headline, the days of publication and of the last change.

    The headline is the first line, if it stands alone before an empty line or another line of the head and is
    no sentence, or a Markdown heading.

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
    >>> found = read_text_head("Talks resume\n\nThursday, 24 April 2025\n\nThe delegations met again.")
    >>> found.origin.published_on
    datetime.date(2025, 4, 24)
    """
    stated = [*_stated_days(text, start)]
    taken: dict[str, tuple[object, str] | None] = {"title": _headline(text, start)}
    warnings = [_wrong_weekday(one) for one in stated if one.weekday and not _fits(one)]
    for name, is_update in (("published_on", False), ("updated_on", True)):
        days = [one for one in stated if one.is_update is is_update]
        if len({one.day for one in days}) > 1:
            listed = ", ".join(f"{one.day.isoformat()} in {one.where}" for one in days)
            warnings.append(f"its head states several days ({listed}): state the right one in a sidecar")
        elif days:
            taken[name] = (days[0].day, days[0].where)
    return TextHead(origin=Origin.of(taken), warnings=tuple(warnings))


def read_byline(text: str, start: int = 0) -> tuple[str, str] | None:
    r"""Return whom a line at the head of a report says it is by, and where; None when none does.

    Somebody has two names or more, so that *By Friday* is nobody, and the line is no sentence.

    Examples
    --------
    >>> read_byline("Talks resume\n\nBy Jo Marsh and Ada van Lind, in Larn\n\nThe delegations met again.")
    ('Jo Marsh and Ada van Lind', 'by-line in line 3')
    """
    for number, line in islice(((n, words) for n, words in _numbered(text, start) if words), HEAD_LINES):
        n_words = len(line.split())
        match = _BYLINE.fullmatch(line[:_MOST_CHARACTERS]) if n_words <= _MOST_BYLINE_WORDS else None
        if match is not None and not any(word in _TIMES for word in match["names"].lower().split()):
            return match["names"], f"by-line in line {number}"
        if n_words > _MOST_WORDS:
            break  # the report has begun
    return None


def _headline(text: str, start: int) -> tuple[str, str] | None:
    """Return the headline and the line it stands in."""
    lines = _numbered(text, start)
    number, words = next(((n, line) for n, line in islice(lines, HEAD_LINES) if line), (0, ""))
    _, behind = next(lines, (0, ""))
    match = _HEADLINE.fullmatch(words) if len(words) <= _MOST_CHARACTERS else None
    if match is None or not (behind or any(line for _, line in lines)):
        return None  # a sentence, or nothing behind it
    where = f"headline in line {number}"
    if match["marked"] is not None:
        return match["marked"], where
    is_alone = not behind or _is_of_head(behind)
    is_other = _is_of_head(words) or _NO_HEADLINE.match(words) is not None
    is_short = len(words.split()) <= _MOST_HEADLINE_WORDS
    return (words, where) if is_alone and is_short and not is_other else None


def _is_of_head(line: str) -> bool:
    """Whether a line is a day or says by whom a report is."""
    return bool(_LINE.fullmatch(line[:_MOST_CHARACTERS])) or line.lower().startswith("by ")


def _stated_days(text: str, start: int) -> Iterator[_Stated]:
    for number, line in islice(((n, words) for n, words in _numbered(text, start) if words), HEAD_LINES):
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


def _numbered(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text from a place on with their numbers, without cutting up a long text."""
    number = text.count("\n", 0, start) + 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield number, text[start:end].strip()
        number, start = number + 1, end + 1


def _fits(stated: _Stated) -> bool:
    return _WEEKDAYS[stated.day.weekday()].startswith(stated.weekday[:3])


def _wrong_weekday(stated: _Stated) -> str:
    right = _WEEKDAYS[stated.day.weekday()].capitalize()
    return f"the {stated.where} says {stated.weekday.capitalize()}, but {stated.day.isoformat()} is a {right}"
