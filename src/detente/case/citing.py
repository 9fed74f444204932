"""What a case cites, under the ids by which a record has it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from detente.case.model import Conflict

CITING: Mapping[str, tuple[str, ...]] = {
    "parties": ("speaks", "cites"),
    "options": ("cites",),
    "concerns": ("supports", "against"),
    "now": ("cites",),
    "judgements": ("cites",),
    "measures": ("cites",),
}
"""Parts of a case, and their fields that hold ids of a record."""

Citing = TypeVar("Citing", bound=Conflict)


def cited(case: Conflict) -> frozenset[str]:
    """Return all ids of a record that a case cites."""
    return frozenset(
        identifier
        for part, fields in CITING.items()
        for entry in getattr(case, part)
        for field in fields
        for identifier in getattr(entry, field)
    )


def cite_as(case: Citing, now: Mapping[str, str]) -> Citing:
    """Return a case with what it cites under the ids of now.

    Parameters
    ----------
    case : Case
    now : mapping of str to str
        The present id for each older one; others stay. Two that became one are cited once.
    """
    changes: dict[str, Any] = {
        part: tuple(
            replace(entry, **{field: _renamed(getattr(entry, field), now) for field in fields})
            for entry in getattr(case, part)
        )
        for part, fields in CITING.items()
    }
    return replace(case, **changes)


def _renamed(ids: Sequence[str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(now.get(identifier, identifier) for identifier in ids))
