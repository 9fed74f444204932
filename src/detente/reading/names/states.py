"""States that a text shows by the company they keep, and the forms states are called by.

Two of a kind are joined by *and* (*Karvia and Velmar will meet*), and what goes on in a state says
nothing against its being one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from detente.reading.knowledge.words import STATE_FORMS
from detente.reading.names.evidence import acts
from detente.reading.names.types import Name, NameKind

Counts = dict[tuple[NameKind, str], float]

JOINED = 4
"""What it weighs to be named in one breath with a state; who is shown as much may be a state."""
_PLAIN_PLACES = frozenset(
    {
        "something is or happens in it",
        "something is or happens at it",
        "it is travelled to",
        "it is struck",
    }
)
"""Why a name is a place, where each reason is as good for a state."""
_AND = re.compile(r",? (?:and|or) (?:the |neighbou?ring )?")
_BETWEEN = re.compile(r"\b(?:between|both) (?:the )?$")
_FORM = re.compile(rf"\b(?P<form>{'|'.join(sorted(STATE_FORMS))}) of (?:the )?$", re.IGNORECASE)
_LONGEST_FORM = 30


def places_of_states(counts: Counts) -> Counts:
    """Return the clues of a name with those of a place counted for the state that it is shown to be.

    Where something says that it is a place and no state (a town, a part of it named), nothing changes.
    """
    governed = sum(weight for (kind, _), weight in counts.items() if kind == "state")
    is_town = any(kind == "place" and why not in _PLAIN_PLACES for kind, why in counts)
    if governed < JOINED or is_town:
        return counts
    return {("state" if kind == "place" else kind, why): weight for (kind, why), weight in counts.items()}


def joined_with_states(names: Sequence[Name], text: str, kinds: Mapping[str, NameKind]) -> list[str]:
    """Return keys that are named in one breath with a state, both doing something or something between them.

    Parameters
    ----------
    names : sequence of Name
        In text order.
    text : str
    kinds : mapping
        What each key is so far.
    """
    found = []
    for first, second in pairwise(names):
        if _AND.fullmatch(text, first.end, second.start) is None:
            continue
        is_between = _BETWEEN.search(text[max(0, first.start - 14) : first.start]) is not None
        if not is_between and not acts(second, text):
            continue
        for one, other in ((first, second), (second, first)):
            is_free = not (one.is_known or one.is_given) and " " not in one.key
            if is_free and kinds.get(other.key) == "state" and kinds.get(one.key) != "state":
                found.append(one.key)
    return found


def with_forms(names: Sequence[Name], text: str) -> list[Name]:
    """Let *the Kingdom* alone mean the only state that the text calls a kingdom in full."""
    called: dict[str, list[Name]] = {}
    for name in names:
        match = _FORM.search(text[max(0, name.start - _LONGEST_FORM) : name.start])
        if match is None or name.kind != "state":
            continue
        same = called.setdefault(match["form"].lower(), [])
        if name.key not in [one.key for one in same]:
            same.append(name)
    result = []
    for name in names:
        meant = called.get(name.key.lower(), []) if name.kind == "unknown" else []
        if len(meant) == 1:
            basis = f"the only {name.key.lower()} of the text"
            name = replace(name, key=meant[0].key, kind="state", state=meant[0].state, basis=basis)
        result.append(name)
    return result
