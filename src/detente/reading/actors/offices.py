"""The office beside a person's name, and the state or body it belongs to, read in line.

*Karvian President Anton Velk*, *President Anton Velk of Karvia*, *Anton Velk, the president of Karvia*,
*Karvia's president, Anton Velk*, *the president of Karvia, Anton Velk*, *the Shore Guard, led by Anton Velk*.
A former office is none, and where the words leave it open whose office it is, it is nobody's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from detente.reading.actors.office_owners import (
    belongs_to,
    is_owner_before,
    names_before,
    owner_by_pronoun,
    owner_in_phrase,
)
from detente.reading.knowledge.words import HONORIFICS, NON_STATE_OFFICES
from detente.reading.knowledge.world import Title, head_titles
from detente.reading.names.find import Name
from detente.reading.parse.parsed import Survey

Found = tuple[Title, Name | None]

_NEAR = 60
"""How far from a name, in code points, its office is looked for."""
_FAR = 140
"""How far before a name an office with its body may begin (*the head of the ... Council, Ann Berg*)."""
_FORMER = re.compile(
    r"\b(?:[Ff]ormer|ousted|deposed|late|one-time|onetime|[Rr]etired)(?: [\w’'-]+){0,5},? $|"
    r"\b(?:[Ee]x|[Tt]hen)-(?:[\w’'-]+ ){1,5}$"
)
_ADDRESS = re.compile(r" ([A-Z][a-z]+)\. $")
_ELSEWHERE = re.compile(r"\b(?:and|in|with|by|told|said|to|from|on|met|that)\b")
_LINK = re.compile(r" (of|for|at) (?:the )?")
_PARTS = re.compile(r"[,;:?!“”\"()—\n]|\.(?= [A-Z“\"])(?<![A-Z]\.)")
_LED_BY = re.compile(
    r"(?: (?:delegation|team))?,? (?:(?:which |who )?(?:is |are |was |were )|now )?"
    r"(?:led|headed|commanded|chaired) by (?:[\w.-]+ ){0,4}$"
)
_LEADS = re.compile(
    r"(?:,? who)? (?:(?:now )?(?:leads|heads|commands|chairs)|has (?:led|headed)|(?P<speaks>speaks for)) "
    r"(?:the )?$"
)
_PARTISAN = frozenset(
    {"opposition", "party", "faction", "union", "rebel", "militia", "guerrilla", "insurgent"}
)
"""First words of offices in a state that do not speak for it (*opposition leader*)."""
_GOVERNING = ("state head", "government member")
_CHIEF_OFFICERS = (
    "secretary",
    "director",
    "high ",
    "commission president",
    "council president",
    "president of",
)


def find_office(surveyed: Survey, name: Name, before: Name | None) -> Found | None:
    """Find a person's office right before or behind the name, and whose office it is.

    Parameters
    ----------
    surveyed : Survey
    name : Name
        A person.
    before : Name, optional
        The name before this one in the text.
    """
    found = [
        office
        for office in (
            _office_before(surveyed, name, before),
            _office_behind(surveyed, name),
            _role_before(surveyed, name),
            _led_by(surveyed, name, before),
        )
        if office is not None
    ]
    leads = _leads(surveyed, name)
    owned = [
        owner
        for title, owner in (*found, *([leads] if leads is not None else ()))
        if owner is not None and _speaks_for(title, owner)
    ]
    if not found:
        return leads
    titles = [title for title, _ in found]
    if titles[0].holds == "armed force":  # a general who governs is known by the office
        titles = [title for title in titles if title.holds in _GOVERNING] + titles
    return titles[0], owned[0] if owned else None


def speaks_for_state(title: Title) -> bool:
    """Whether an office in a state speaks for it: a senator or a leader of the opposition does not."""
    return title.words not in NON_STATE_OFFICES and title.words.partition(" ")[0] not in _PARTISAN


def _speaks_for(title: Title, owner: Name) -> bool:
    return owner.kind in ("organisation", "person") or speaks_for_state(title)


def _line(words: str) -> str:
    """Return words with a broken line as a blank; one code point stays one."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", words)


def _office_before(surveyed: Survey, name: Name, before: Name | None) -> Found | None:
    """Find the title right before a name: *Karvian President Ann Berg*, *President Ann Berg of Karvia*."""
    left = _line(surveyed.text[max(0, name.start - _NEAR) : name.start])
    address = _ADDRESS.search(left)
    is_addressed = address is not None and address.group(1) in HONORIFICS
    title = title_at_end(left[: address.start()] if address and is_addressed else re.sub(r",? $", "", left))
    if title is None:
        return None
    if _is_former(left):
        kept = _FORMER.sub("", left)
        return owner_by_pronoun(surveyed, name.start - len(left) + len(kept), kept)
    if before is not None and before.end <= name.start <= before.end + 2 * _NEAR:
        between = _line(surveyed.text[before.end : name.start])
        if is_owner_before(before, between):
            return title, before
    if not left.endswith(", "):
        return title, _owner_of(surveyed, name) or _only_body(surveyed, name, title)
    pronoun = owner_by_pronoun(surveyed, name.start, left)
    return pronoun if pronoun is not None else (title, _only_body(surveyed, name, title))


def _is_former(left: str) -> bool:
    match = _FORMER.search(left)
    return match is not None and not _ELSEWHERE.search(match.group())


def title_at_end(words: str) -> Title | None:
    """Find the longest title that words end with."""
    match = re.search(r"((?:[\w-]+ ){0,4}[\w-]+)$", words)
    parts = match.group(1).lower().split(" ") if match else []
    found = (head_titles().get(" ".join(parts[index:])) for index in range(len(parts)))
    return next((title for title in found if title is not None), None)


def _owner_of(surveyed: Survey, name: Name) -> Name | None:
    """Find whose office a titled name has, told behind it: *President Ann Berg of Karvia*."""
    index = bisect_right(surveyed.names, name.start, key=_start)
    if index < len(surveyed.names) and re.fullmatch(
        r" of (?:the )?", _line(surveyed.text[name.end : surveyed.names[index].start])
    ):
        return belongs_to(surveyed, index)
    return None


def _office_behind(surveyed: Survey, name: Name) -> Found | None:
    """Find an office in apposition behind a name: *, the president of X* or *, X's president*."""
    text, names = surveyed.text, surveyed.names
    right = _line(text[name.end : name.end + _NEAR])
    title = _title_after(right)
    if title is None or re.match(r", (?:a |the |an |[\w’'-]+ )?(?:former|retired|ex-)", right):
        return None
    low = bisect_right(names, name.start, key=_start)
    high = bisect_left(names, name.end + _NEAR, key=_start)
    for index in range(low, high):
        between = _line(text[name.end : names[index].start])
        tail = _line(text[names[index].end : names[index].end + 24])
        link = re.fullmatch(r", (?:the |a |an )?(?:[\w-]+ )*?(of|at|for|from|to) (?:the )?", between)
        if link is not None:
            is_topic = title.holds == "representative" and link.group(1) in ("for", "to")
            return title, None if is_topic else belongs_to(surveyed, index)
        if re.fullmatch(r", (?:the |a |an )?", between) and re.match(r"[’']?s? ?[a-z]", tail):
            return title, names[index]
    return title, None


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


def _role_before(surveyed: Survey, name: Name) -> Found | None:
    """Find an office with its body in apposition before a name: *the head of X, Ann Berg*."""
    text = surveyed.text
    left = _line(text[max(0, name.start - _FAR) : name.start])
    if not re.search(r"[\w.], $", left) or re.match(r",? and ", text[name.end : name.end + 6]):
        return None
    start = max((match.end() for match in _PARTS.finditer(left[:-2])), default=0)
    phrase = left[start:-2]
    for link in _LINK.finditer(phrase):
        title = title_at_end(phrase[: link.start()])
        if title is None:
            continue
        if _ELSEWHERE.search(phrase[link.end() :]) or re.search(r"\b(?:former|late|retired)\b", phrase):
            return None
        offset = max(0, name.start - _FAR) + start
        in_front = owner_in_phrase(surveyed, offset, offset + link.start())
        if link.group(1) == "for" and title.holds != "spokesperson":
            return title, in_front
        index = bisect_left(surveyed.names, offset + link.end(), key=_start)
        lead = _line(text[offset + link.end() : surveyed.names[index].start])
        is_direct = surveyed.names[index].start < name.start and lead in (
            "",
            "its ",
            "his ",
            "her ",
            "their ",
        )
        return title, belongs_to(surveyed, index) if is_direct else in_front
    return None


def _led_by(surveyed: Survey, name: Name, before: Name | None) -> Found | None:
    """Find the body a person is said to lead: *the Shore Guard, led by Ann Berg*."""
    if before is None or before.kind not in ("organisation", "state", "demonym"):
        return None
    if _LED_BY.fullmatch(_line(surveyed.text[before.end : name.start])):
        return head_titles()["leader"], before
    return None


def _leads(surveyed: Survey, name: Name) -> Found | None:
    """Find the body that a person is said to lead or to speak for: *Ann Berg, who heads the Shore Guard*."""
    index = bisect_right(surveyed.names, name.start, key=_start)
    if index == len(surveyed.names) or surveyed.names[index].kind not in ("organisation", "state", "demonym"):
        return None
    match = _LEADS.fullmatch(_line(surveyed.text[name.end : surveyed.names[index].start]))
    if match is None:
        return None
    return head_titles()["spokesperson" if match["speaks"] else "leader"], belongs_to(surveyed, index)


def _only_body(surveyed: Survey, name: Name, title: Title) -> Name | None:
    """Find the only body that the sentence names before its chief officer (*the secretary general*)."""
    if title.holds != "organisation" or not title.words.startswith(_CHIEF_OFFICERS):
        return None
    bodies = [one for one in names_before(surveyed, name) if one.kind == "organisation"]
    return bodies[0] if len({body.key for body in bodies}) == 1 else None


def _start(name: Name) -> int:
    return name.start
