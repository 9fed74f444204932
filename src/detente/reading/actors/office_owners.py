"""Whose an office is, by the words between it and a name: *Karvia's*, *of the Karvian army*, *its*."""

from __future__ import annotations

import re
from bisect import bisect_left

from detente.reading.knowledge.words import (
    HONORIFICS,
    OFFICE_QUALIFIERS,
    PARTISAN_NOUNS,
    PORTFOLIOS,
    STATE_BODY_NOUNS,
)
from detente.reading.knowledge.world import Title, head_titles
from detente.reading.names.find import Name
from detente.reading.parse.parsed import Survey

_ELSEWHERE = re.compile(
    r"\b(?:and|or|nor|in|with|by|told|said|says|to|from|on|met|that|the|a|an|its|his|her|their|who|which|was|is|has)\b"
)
_STATE_BODIES = STATE_BODY_NOUNS | {"military", "state", "presidency", "team", "people", "air", "armed"}
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir) (?P<role>[\w -]{3,50}), $")
_FAR = 600
"""How far before a place, in code points, its sentence is looked for."""
_SENTENCE = re.compile(r"[.?!][”\"’')]*\s+(?=[A-Z“\"‘])|\n\s*\n")


_OPENS = re.compile(r"(?:The (?:[a-z-]+ ){0,2})?")
"""What may stand before the name that opens a sentence (*The opposition Sea Party*)."""


def is_owner_before(owner: Name, between: str) -> bool:
    """Whether only titles and what qualifies them stand between a name and a person.

    A title alone may follow an adjective or a body (*Karvian President Ann Berg*), never another person;
    behind a possessive the noun group may be longer when a comma ends it (*Karvia's oldest envoy, Ann Berg*).
    """
    match = re.fullmatch(r"(?P<owns>[’']s?)? (?P<words>[\w. -]+?)(?P<comma>,?) ", between)
    if match is None or (owner.kind == "person" and match["owns"] is None):
        return False
    words = match["words"].split(" ")
    if match["owns"] is not None and match["comma"]:
        return _ELSEWHERE.search(match["words"]) is None
    titles = head_titles()
    index = 0
    while index < len(words):
        length = next((n for n in (5, 4, 3, 2, 1) if " ".join(words[index : index + n]).lower() in titles), 0)
        word = words[index]
        if not length and not (
            word.lower() in OFFICE_QUALIFIERS | PORTFOLIOS or word.rstrip(".") in HONORIFICS or word == "ex"
        ):
            return False
        index += length or 1
    return True


def belongs_to(surveyed: Survey, index: int) -> Name | None:
    """Return whose the phrase is that begins with a name: *Karvia*, *Karvia's army*, *Karvia's Shore Guard*.

    A body named with the state is meant and not the state; of a common noun behind the state's name only
    what is the state's counts, not its opposition or a party.
    """
    text, names = surveyed.text, surveyed.names
    name = names[index]
    following = names[index + 1] if index + 1 < len(names) else None
    is_chain = following is not None and re.fullmatch(r"(?:[’']s?)?\s", text[name.end : following.start])
    if following is not None and following.kind == "organisation" and is_chain:
        return following
    tail = " ".join(text[name.end : name.end + 60].split("\n\n")[0].split())
    owns = re.match(r"[’']s?\b", text[name.end : name.end + 2]) is not None
    if name.kind != "demonym" and not owns:
        return name
    group = re.match(r"(?:[’']s?)? ?((?:[\w-]+ ?){1,4})", tail)
    words = group.group(1).lower().split() if group else []
    if any(word in PARTISAN_NOUNS for word in words) or not any(word in _STATE_BODIES for word in words):
        return None
    return name


def owner_in_phrase(surveyed: Survey, start: int, end: int) -> Name | None:
    """Return the name in front of an office that stands in ``[start, end)`` (*the Karvian special envoy*)."""
    names = surveyed.names
    inside = names[bisect_left(names, start, key=_start) : bisect_left(names, end, key=_start)]
    if not inside:
        return None
    owner = inside[-1]
    between = " ".join(surveyed.text[owner.end : end].split("\n"))
    return owner if is_owner_before(owner, f"{between} ") else None


def owner_by_pronoun(surveyed: Survey, end: int, left: str) -> tuple[Title, Name | None] | None:
    """Return the office and owner of *its foreign minister, Ann Berg*: whom the sentence begins with.

    ``left`` is the text before ``end``. Where *its* opens the sentence, the sentence before it counts.
    Another state or body between leaves it open.
    """
    match = _ITS.search(left)
    if match is None or _ELSEWHERE.search(match["role"]):
        return None
    words = match["role"].lower().split(" ")
    found = (head_titles().get(" ".join(words[index:])) for index in range(len(words)))
    title = next((title for title in found if title is not None), None)
    if title is None:
        return None
    return title, _opener(surveyed, end - len(left) + match.start())


def _opener(surveyed: Survey, place: int) -> Name | None:
    """Return the state or body that opens the sentence around a place, or before one that opens there."""
    text = surveyed.text
    breaks = list(_SENTENCE.finditer(text, max(0, place - _FAR), place + 1))
    opens = bool(breaks) and breaks[-1].end() == place
    if opens and "\n\n" in breaks[-1].group():
        return None
    begin = breaks[-1 - opens].end() if len(breaks) > opens else 0
    inside = [
        one
        for one in surveyed.names[_index(surveyed, begin) : _index(surveyed, place)]
        if one.kind in ("state", "organisation", "demonym", "people", "capital", "seat")
    ]
    if not inside or inside[0].kind not in ("state", "organisation"):
        return None
    if _OPENS.fullmatch(text, begin, inside[0].start) is None or (
        not opens and len({one.key for one in inside}) > 1
    ):
        return None
    return inside[0]


def names_before(surveyed: Survey, name: Name) -> list[Name]:
    """Return the names of a sentence before a person."""
    start = max(surveyed.text.rfind(mark, 0, name.start) for mark in ".?!\n") + 1
    return list(surveyed.names[_index(surveyed, start) : _index(surveyed, name.start)])


def _index(surveyed: Survey, place: int) -> int:
    return bisect_left(surveyed.names, place, key=_start)


def _start(name: Name) -> int:
    return name.start
