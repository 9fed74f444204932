"""Every record that the readers propose says how probable it is that it is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.documents import load
from detente.documents.loading import load_all
from detente.reading import read
from detente.record.record import Record


def chances(record: Record) -> Iterator[tuple[str, float | None]]:
    for kind in ("statements", "events", "proposals", "responses", "claims", "relations"):
        for one in getattr(record, kind):
            yield kind, one.probability


def check(record: Record) -> None:
    found = list(chances(record))
    assert {kind for kind, _ in found} >= {"statements", "events", "proposals", "responses", "claims"}
    assert [one for one in found if one[1] is None or not 0 < one[1] < 1] == []


def test_every_record_of_the_dispatches_has_a_probability(examples: Path) -> None:
    documents, _ = load_all([examples / "sarn" / "dispatches"])
    record = read(documents, reader="rules")
    assert record.relations
    check(record)


@pytest.mark.parametrize("reader", ["rules", "learned"])
def test_every_record_of_the_article_has_a_probability(shared: Path, reader: str) -> None:
    record = read([load(shared / "articles" / "peace_efforts.txt")], reader=reader)
    assert record.relations
    check(record)


def test_records_of_a_kind_differ_in_how_probable_they_are(shared: Path) -> None:
    """What is known of each counts: it is not one share for all."""
    record = read([load(shared / "articles" / "peace_efforts.txt")], reader="rules")
    assert len({claim.probability for claim in record.claims}) > 1
    assert len({event.probability for event in record.events}) > 1
