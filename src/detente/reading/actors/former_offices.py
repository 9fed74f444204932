"""An office a person is said to have held: *former president Ann Berg*, *Ann Berg, a former envoy*."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from detente.reading.knowledge.words import OFFICE_QUALIFIERS, PORTFOLIOS
from detente.reading.knowledge.world import Title, head_titles
from detente.reading.names.find import Name
from detente.reading.parse.parsed import Survey
from detente.record.values import Span

_NEAR = 90
"""How far from a name, in code points, a former office is looked for."""
_FORMER = r"(?:[Ff]ormer|[Oo]usted|[Dd]eposed|[Oo]ne-time|[Oo]netime|[Rr]etired|[Ee]x)[ -]"
_BEFORE = re.compile(rf"\b{_FORMER}(?P<words>(?:[\w’'-]+ ){{0,6}}[\w’'-]+)(?P<comma>,?) $")
_WORD = re.compile(r"[\w-]+")
_OF = re.compile(r" (?:of|for|at) ")
_BEHIND = re.compile(
    rf", (?:the |a |an |its |his |her |their |[\w-]+[’']s )?{_FORMER}(?P<words>[^,.;:()“”\"]{{3,70}})"
)
_ELSEWHERE = re.compile(r"\b(?:and|or|with|by|told|said|says|to|from|on|met|that|who|which|was|is|has)\b")
_OWNERS = ("state", "demonym", "organisation")


@dataclass(frozen=True, slots=True)
class Former:
    """An office said to be over, whose it was where the words tell, and the words with the name."""

    title: Title
    owner: Name | None
    span: Span


def find_former(surveyed: Survey, name: Name) -> Former | None:
    """Find the office that the words beside a person's name call a former one."""
    return _before(surveyed, name) or _behind(surveyed, name)


def _before(surveyed: Survey, name: Name) -> Former | None:
    low = max(0, name.start - _NEAR)
    match = _BEFORE.search(_line(surveyed.text[low : name.start]))
    if match is None or _ELSEWHERE.search(match["words"]):
        return None
    start = low + match.start("words")
    found = _first_title(surveyed, start, match["words"])
    if found is None:
        return None
    title, end = found
    rest = match["words"][end - start :]
    if rest and not (match["comma"] and _OF.match(rest)):
        return None  # *former president aide Ann Berg*
    first = low + match.start()
    return Former(title, _owner(surveyed, start, name.start), _span(surveyed, first, name.end))


def _behind(surveyed: Survey, name: Name) -> Former | None:
    match = _BEHIND.match(_line(surveyed.text[name.end : name.end + _NEAR]))
    if match is None:
        return None
    words = match["words"]
    cut = _ELSEWHERE.search(words)
    words = words[: cut.start()] if cut is not None else words
    start = name.end + match.start("words")
    found = _first_title(surveyed, start, words)
    if found is None:
        return None
    title, end = found
    owner = _owner(surveyed, start, start + len(words))
    end = max(end, owner.end if owner is not None else 0)
    return Former(title, owner, _span(surveyed, name.start, end))


def _first_title(surveyed: Survey, start: int, words: str) -> tuple[Title, int] | None:
    """Return the office that words at a place begin with, and where it ends.

    Only a state or body and what qualifies an office may stand before it: a *former rival* of a
    president was no president.
    """
    places = [
        (match.group().lower(), start + match.start(), start + match.end()) for match in _WORD.finditer(words)
    ]
    for index, (word, low, high) in enumerate(places):
        for n in range(min(4, len(places) - index), 0, -1):
            title = head_titles().get(" ".join(one for one, _, _ in places[index : index + n]))
            if title is not None:
                return title, places[index + n - 1][2]
        if word not in OFFICE_QUALIFIERS | PORTFOLIOS and _owner(surveyed, low, high) is None:
            return None
    return None


def _owner(surveyed: Survey, start: int, end: int) -> Name | None:
    names = surveyed.names
    low = bisect_left(names, start, key=_start)
    if low and names[low - 1].end > start:
        low -= 1
    inside = names[low : bisect_left(names, end, key=_start)]
    return next((one for one in inside if one.kind in _OWNERS), None)


def _start(name: Name) -> int:
    return name.start


def _span(surveyed: Survey, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=surveyed.text[start:end])


def _line(words: str) -> str:
    """Return words with broken lines as blanks; one code point stays one."""
    return words.replace("\n", " ")
