"""The votes on what a name is, counted."""

from __future__ import annotations

from detente.reading.knowledge.words import BUILDING_NOUNS, ORGANISATION_NOUNS, PLACE_NOUNS
from detente.reading.names.types import NameKind, Votes

Counts = dict[tuple[NameKind, str], float]
Reasons = dict[str, Counts]


def winner(votes: Votes) -> NameKind:
    """Return the kind with most weight; the first named wins a tie, none at all is unknown."""
    if not votes:
        return "unknown"
    kind, weight = max(votes, key=lambda vote: vote[1])
    return kind if weight > 0 else "unknown"


def tally(counts: Counts) -> dict[NameKind, float]:
    """Return what each kind weighs, reason by reason added up."""
    totals: dict[NameKind, float] = {}
    for (kind, _), weight in counts.items():
        totals[kind] = totals.get(kind, 0) + weight
    return totals


def votes_of(counts: Counts) -> Votes:
    """Return what each kind weighs."""
    return tuple(tally(counts).items())


def ends_as_no_person(key: str) -> bool:
    """Whether a name ends with a word for a body, a place or a building."""
    return key.rpartition(" ")[2].lower() in ORGANISATION_NOUNS | PLACE_NOUNS | BUILDING_NOUNS
