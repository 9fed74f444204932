"""States that a text knows by an adjective only: *the Karvian government*, and *Karvia* nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.reading.knowledge.cues import word_set
from detente.reading.names.types import Name

_GOVERNED = re.compile(
    r" (?:[a-z]+ )?(?:government|cabinet|parliament|army|military|armed forces|"
    r"(?:foreign|defen[cs]e|interior|prime) minist(?:er|ry)|embassy|ambassador|president)\b",
    re.I,
)
"""What a state has; some of it is another's too (*the Republican president*), so see `_OF_NO_STATE`."""
_OF_NO_STATE = word_set(
    "republican democratic democrat communist socialist marxist maoist conservative liberal labour labor "
    "nationalist separatist christian muslim islamic islamist jewish catholic protestant orthodox hindu sikh "
    "buddhist sunni shia shiite alawite druze arab western eastern northern southern central european "
    "african asian american latin nordic baltic balkan arctic soviet federal royal imperial interim "
    "provisional"
)
"""Adjectives of parties, faiths and parts of the world that stand before *government* and the like."""
BASIS = "adjective of a state that the text does not name"


def with_unnamed_states(names: Sequence[Name], text: str) -> tuple[Name, ...]:
    """Give an adjective that governs a state of its own, under its own word, where none is named.

    It governs when somewhere in the text a body or an office that only a state has stands right behind it.
    What such a state is called is left open: it goes by the adjective that the text has for it.
    """
    governing = {
        name.key
        for name in names
        if name.kind == "demonym"
        and name.state is None
        and not name.is_known  # a word that several states share
        and name.key.casefold() not in _OF_NO_STATE
        and _GOVERNED.match(text, name.end)
    }
    return tuple(
        replace(name, state=name.key, basis=BASIS) if _is_adjective_of(name, governing) else name
        for name in names
    )


def _is_adjective_of(name: Name, governing: set[str]) -> bool:
    return name.kind == "demonym" and name.state is None and name.key in governing
