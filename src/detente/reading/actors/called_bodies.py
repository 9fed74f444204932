"""What a state or body is called by a common noun: *the kingdom*, *the movement*, *the council*.

The text says it: by the form of a state (*the Kingdom of Karvia*), in apposition (*Karvia, the island
republic*), behind the name (*the Upland movement*) or in it (*the Defence Council*). A noun that fits two
of the text's states or bodies means neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.reading.actors.keys import name_key
from detente.reading.knowledge.cues import word_set
from detente.reading.knowledge.words import STATE_FORMS
from detente.reading.names.find import Name
from detente.reading.parse.parsed import Survey
from detente.record.values import Span

CALLED = STATE_FORMS | word_set(
    "federation confederation commonwealth movement party group militia alliance bloc council assembly "
    "commission community union league coalition committee synod junta"
)
"""Nouns that may stand for a state or body once it has been called so."""
_NOUN = "|".join(sorted(CALLED))
_FORM = re.compile(rf"\b(?P<noun>{_NOUN}) of (?:the )?$", re.IGNORECASE)
_APPOSED = re.compile(rf", (?:the|an?) (?:[\w-]+ ){{0,3}}?(?P<noun>{_NOUN})\b(?![’'])")
_BEHIND = re.compile(rf" (?P<noun>{_NOUN})\b")
_OWNER = re.compile(rf"\b[Tt]he (?P<noun>{_NOUN})[’']s $")
_MEDIATES = (
    r"(?:(?:is |are |has |have |had )?(?:been )?(?:mediat|broker|facilitat)\w+|"
    r"(?:is |has been )?(?:chair|host)\w+ the talks)\b"
)
_IS_MEDIATOR = re.compile(
    rf"(?:,? (?:which|who|that))? {_MEDIATES}|, (?:as|the|a) (?:\w+ )?mediator\b|"
    rf", (?:the|an?) (?:[\w-]+ ){{1,4}}(?:that|which) {_MEDIATES}"
)
_MEDIATED_BY = re.compile(r"\b(?:mediated|brokered|facilitated) by (?:the )?(?:[\w-]+ state of )?$")
_GOVERNMENTS = ("government", "cabinet")
_GOVERNMENT = re.compile(r"(?:[’']s?)? (?:[a-z]+ )?(?:government|cabinet)\b")
_GOVERNMENT_OF = re.compile(r"\b(?:government|cabinet) of (?:the )?$")
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Called:
    """The key of whom a noun means, and where in the text it is first called so."""

    key: str
    start: int


def called_bodies(surveyed: Survey) -> Mapping[str, Called]:
    """Map each noun that means one state or body of the text only to that one."""
    found: dict[str, dict[str, int]] = {}
    for name in surveyed.names:
        key = name_key(name)
        if key is None or name.kind not in ("state", "organisation", "demonym"):
            continue
        for noun in _nouns(surveyed.text, name):
            found.setdefault(noun, {}).setdefault(key, name.start)
    for name in surveyed.names:
        key = name_key(name)
        if key is not None and _is_governed(surveyed.text, name):
            for noun in _GOVERNMENTS:
                found.setdefault(noun, {}).setdefault(key, name.start)
        if key is not None and _is_mediating(surveyed.text, name):
            found.setdefault("mediator", {}).setdefault(key, name.start)
    return {noun: Called(*next(iter(keys.items()))) for noun, keys in found.items() if len(keys) == 1}


def _is_mediating(text: str, name: Name) -> bool:
    """Whether it is said right beside a state or body that it mediates."""
    if name.kind not in ("state", "organisation"):
        return False
    if _IS_MEDIATOR.match(text, name.end) is not None:
        return True
    return _MEDIATED_BY.search(text[max(0, name.start - 2 * _NEAR) : name.start]) is not None


def _is_governed(text: str, name: Name) -> bool:
    """Whether the government of a state or body is named with it."""
    if _GOVERNMENT.match(text, name.end) is not None:
        return True
    return _GOVERNMENT_OF.search(text[max(0, name.start - _NEAR) : name.start]) is not None


def _nouns(text: str, name: Name) -> Iterator[str]:
    """Yield what the words in and around a mention call it."""
    if name.kind == "organisation":
        words = name.key.lower().split()
        yield from (word for word in (words[0], words[-1]) if word in CALLED)
        if match := _BEHIND.match(text, name.end):
            yield match["noun"]
    if name.kind == "state" and (match := _FORM.search(text[max(0, name.start - _NEAR) : name.start])):
        yield match["noun"].lower()
    if name.kind != "demonym" and (match := _APPOSED.match(text, name.end)):
        yield match["noun"]


def owned_bodies(surveyed: Survey, called: Mapping[str, Called]) -> Iterator[tuple[Name, str, Span]]:
    """Yield bodies named as somebody's by such a noun (*the kingdom's Defence Council*), with whose."""
    text = surveyed.text
    for name in surveyed.names:
        match = _OWNER.search(text[max(0, name.start - _NEAR) : name.start])
        owner = called.get(match["noun"]) if match is not None and name.kind == "organisation" else None
        if match is not None and owner is not None and owner.key != name_key(name):
            start = name.start - len(match.group())
            yield name, owner.key, Span(start=start, end=name.end, text=text[start : name.end])
