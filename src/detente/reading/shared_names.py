"""What documents read together tell each other about names: which are states, whose capital a city is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.reading.names import Name
from detente.reading.parsed import Survey
from detente.reading.world import head_titles

_GOVERNING = ("state head", "government member")
_SEATED = re.compile(r"^,? (?:the )?$")
_UNSETTLED = frozenset({"unknown", "place", "organisation", "person"})


def share_names(surveys: Sequence[Survey]) -> list[Survey]:
    """Let names that one document settles settle the others that leave them open.

    A state or adjective found out in one document (by its adjective, its government) is one in all.
    A city is a capital when the text puts a government there: *In X, Karvian President ...*. Names
    known from the world data, and persons with a title, keep what they are.
    """
    states: dict[str, Name] = {}
    capitals: dict[str, str] = {}
    for surveyed in surveys:
        for name in surveyed.names:
            if name.kind in ("state", "demonym", "people") and name.state and not name.basis.startswith("known"):
                states.setdefault(name.text, name)
        capitals.update({k: v for k, v in find_capitals(surveyed).items() if k not in capitals})
    return [replace(surveyed, names=tuple(_settled(n, states, capitals) for n in surveyed.names)) for surveyed in surveys]


def find_capitals(surveyed: Survey) -> dict[str, str]:
    """Map cities to the state whose government the text puts there."""
    found: dict[str, str] = {}
    text = surveyed.text
    for city, following in zip(surveyed.names, surveyed.names[1:], strict=False):
        if city.kind not in ("place", "unknown") or following.kind not in ("demonym", "state") or not following.state:
            continue
        if not re.search(r"\b[Ii]n $", text[max(0, city.start - 3) : city.start]):
            continue
        if not _SEATED.match(text[city.end : following.start]):
            continue
        after = text[following.end : following.end + 40].lower().lstrip("’'s ")
        if any(after.startswith(t.words + " ") for t in head_titles().values() if t.holds in _GOVERNING):
            found.setdefault(city.key, following.state)
    return found


def _settled(name: Name, states: dict[str, Name], capitals: dict[str, str]) -> Name:
    if name.basis.startswith("known") or name.title is not None:
        return name
    if name.key in capitals and name.kind in ("place", "unknown", "organisation"):
        return replace(name, kind="capital", state=capitals[name.key], basis="its government is put there")
    known = states.get(name.text)
    if known is not None and name.kind in _UNSETTLED:
        return replace(name, kind=known.kind, state=known.state, key=known.key, basis=known.basis)
    if name.kind == "demonym" and not name.state and known is not None:
        return replace(name, state=known.state)
    return name
