"""Short invented reports for tests of reading, told alike of two sides whose names can be exchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.documents.document import Document
from detente.reading import read
from detente.record.record import Record
from detente.record.values import Mention

REPORTED = date(2026, 3, 10)
"""A Tuesday."""
CAST = (
    "President Petr Novak of Velkia met President Marta Kral of Tarvia in Paris for talks on the war. "
    "The government of Velkia and the government of Tarvia said nothing. "
)
BOTH_WAYS = pytest.mark.parametrize(("own", "other"), [("Velkia", "Tarvia"), ("Tarvia", "Velkia")])


def tale(text: str, *, dated: bool = True) -> Record:
    """Read by the rules a report about two leaders and what follows; items of the opening are left out."""
    document = Document(id="doc:tale", path="tale.txt", text=CAST + text, sha256="0" * 64)
    record = read([replace(document, published_on=REPORTED if dated else None)], reader="rules")
    kept = {
        kind: tuple(item for item in getattr(record, kind) if item.passage.start >= len(CAST))
        for kind in ("statements", "events", "proposals", "responses", "claims", "relations")
    }
    return replace(record, **kept)  # type: ignore[arg-type]


def side(record: Record, mention: Mention | None) -> str | None:
    """Return the name of whom a mention means, or of the state it acts for; None when open."""
    actors = {actor.id: actor for actor in record.actors}
    key = mention.actor if mention is not None else None
    while key is not None and actors[key].speaks_for is not None:
        key = actors[key].speaks_for
    return actors[key].name if key is not None else None


def leader(country: str) -> str:
    """Return the surname of a side's president."""
    return {"Velkia": "Novak", "Tarvia": "Kral"}[country]
