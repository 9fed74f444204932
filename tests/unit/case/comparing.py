"""Cases compared without regard to which records they cite, and with the sides' names exchanged."""

from __future__ import annotations

import re
from collections.abc import Mapping

from detente.case import Case
from detente.record.exchange import mirror_text

_ID = re.compile(r"\b(?:doc|actor|relation|statement|event|proposal|response|claim):[\w-]+")


def structure(case: Case) -> str:
    """Return the case as TOML, every record id replaced by its kind and a number in order of appearance."""
    seen: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        kind = match.group().partition(":")[0]
        return f"{kind}:{seen.setdefault(match.group(), len(seen))}"

    return _ID.sub(numbered, case.dumps())


def exchanged(case: Case, exchange: Mapping[str, str]) -> str:
    """Return the structure of a case with names, and the ids made from them, exchanged."""
    both = {**exchange, **{name.casefold(): other.casefold() for name, other in exchange.items()}}
    return mirror_text(structure(case), both)[0]
