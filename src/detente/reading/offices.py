"""The office beside a person's name, and the state or body it belongs to, read in line.

*Karvian President Anton Velk*, *Anton Velk, the president of Karvia*, *Karvia's president, Anton Velk*.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from detente.reading.names import Name
from detente.reading.parsed import Survey
from detente.reading.world import Title, head_titles

_QUALIFIER = (
    r"(?:former|current|acting|deputy|vice|interim|incoming|outgoing|then|late|senior|top|chief|new|"
    r"newly elected|embattled|veteran|long-time|first|ex)"
)
_ELSEWHERE = re.compile(r"\b(?:and|in|with|by|told|said|to|from|on|met|that)\b")
_NEAR = 60
"""How far from a name, in code points, its office is looked for."""


def find_office(surveyed: Survey, name: Name, before: Name | None) -> tuple[Title, Name | None] | None:
    """Find a person's office right before or behind the name, and whose office it is.

    Parameters
    ----------
    surveyed : Survey
    name : Name
        A person.
    before : Name, optional
        The name before this one in the text.
    """
    text = surveyed.text
    title = _title_before(_line(text[max(0, name.start - _NEAR) : name.start]))
    if title is None and before is not None and text[before.end : name.start] == ", ":
        title = _title_of(_line(text[max(0, before.start - _NEAR) : before.start]))
    behind = _title_after(_line(text[name.end : name.end + _NEAR]))
    owner = _owner_before(surveyed, name, title, before) if title is not None else None
    if owner is None and behind is not None:  # *Colonel Ann Berg, a spokeswoman for the Karvian army*
        owner = _owner_after(surveyed, name, behind)
    office = title or behind
    return (office, owner) if office is not None else None


def _line(words: str) -> str:
    """Return words with a broken line as a blank; one code point stays one."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", words)


def _title_before(left: str) -> Title | None:
    """Find the longest title that ends right before a name."""
    match = re.search(r"((?:[\w-]+ ){0,4}[\w-]+),? $", left)
    words = match.group(1).lower().split(" ") if match else []
    found = (head_titles().get(" ".join(words[index:])) for index in range(len(words)))
    return next((title for title in found if title is not None), None)


def _title_of(left: str) -> Title | None:
    """Find a title that ends in *of* before the name before (*the president of X, Ann Berg*)."""
    match = re.search(r" of (?:the )?$", left)
    return _title_before(left[: match.start()] + " ") if match else None


def _title_after(right: str) -> Title | None:
    """Find a title in apposition: ``, the foreign minister of`` or ``, Karvia's president``."""
    if not re.match(r", (?:the |a |an |its |his |her )?(?:[\w’'-]+ ){0,3}?[a-z][\w -]+", right):
        return None
    words = right[2:].split(" ")
    for start in range(min(5, len(words))):
        for length in (4, 3, 2, 1):
            title = head_titles().get(" ".join(words[start : start + length]).rstrip(",.;").lower())
            if title is not None and len(words[start : start + length]) == length:
                return title
        if re.search(r"[,.;]$", words[start]) or words[start] in ("who", "said", "and", "which"):
            return None
    return None


def _owner_before(surveyed: Survey, name: Name, title: Title, before: Name | None) -> Name | None:
    """Find whose office stands before a name: named right before the title, or behind *of*."""
    text = surveyed.text
    if before is not None and before.end <= name.start <= before.end + 2 * _NEAR:
        between = _line(text[before.end : name.start])
        if re.fullmatch(rf"(?:[’']s?)? (?:{_QUALIFIER}[ -])*[\w -]+,? ", between) and not _ELSEWHERE.search(
            between
        ):
            return before
        if re.fullmatch(r",? ", between) and re.search(
            r"\bof (?:the )?$", text[max(0, before.start - 8) : before.start]
        ):
            return before
    return _only_body(surveyed, name, title)


def _owner_after(surveyed: Survey, name: Name, title: Title) -> Name | None:
    """Find whose office stands behind a name: *, the president of X* or *, X's president*."""
    text, names = surveyed.text, surveyed.names
    low = bisect_right(names, name.start, key=_start)
    high = bisect_left(names, name.end + _NEAR, key=_start)
    for after in names[low:high]:
        between = _line(text[name.end : after.start])
        tail = _line(text[after.end : after.end + 24])
        if re.fullmatch(r", (?:the |a |an )?(?:[\w-]+ )*?(?:of|at|for|from|to) (?:the )?", between):
            return after
        if re.fullmatch(r", (?:the |a |an )?", between) and re.match(r"[’']?s? ?[a-z]", tail):
            return after
    return _only_body(surveyed, name, title)


def _only_body(surveyed: Survey, name: Name, title: Title) -> Name | None:
    """Find the only body that the sentence names before an officer of a body (*the secretary general*)."""
    if title.holds != "organisation":
        return None
    text, names = surveyed.text, surveyed.names
    sentence_start = max(text.rfind(mark, 0, name.start) for mark in ".?!\n") + 1
    inside = names[
        bisect_left(names, sentence_start, key=_start) : bisect_left(names, name.start, key=_start)
    ]
    bodies = [one for one in inside if one.kind == "organisation"]
    return bodies[0] if len({body.key for body in bodies}) == 1 else None


def _start(name: Name) -> int:
    return name.start
