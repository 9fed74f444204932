"""Texts read with both sides' names exchanged give the same records with the names exchanged.

``benchmarks/reading/mirror.py`` prints the same comparison with every field that differs.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import detente
from detente.documents import Document
from detente.documents.loading import load_all
from detente.record import Record
from detente.record.comparing import Comparison, compare
from detente.record.mirror import mirror

WANTED = 0.97


def comparison(documents: tuple[Document, ...], table: Path) -> Comparison:
    pairs = tomllib.loads(table.read_text(encoding="utf-8"))["exchange"]
    exchange = pairs | {other: name for name, other in pairs.items()}
    exchanged = mirror(Record(documents=documents), exchange).documents
    assert all(one.text != other.text for one, other in zip(documents, exchanged, strict=True))
    return compare(mirror(detente.read(documents), exchange), detente.read(exchanged))


def listed(found: Comparison) -> str:
    return "\n".join(
        f"{one.kind} {one.where} {one.path} [{one.start}, {one.end}) {[field.name for field in one.fields]}"
        for one in found.differences
    )


@pytest.fixture(scope="module")
def dispatches(examples: Path) -> Comparison:
    documents, _ = load_all([examples / "sarn" / "dispatches"])
    return comparison(tuple(documents), examples / "sarn" / "mirror.toml")


def test_the_dispatches_are_read_alike_for_both_sides(dispatches: Comparison) -> None:
    assert dispatches.n > 300
    assert dispatches.share >= WANTED, listed(dispatches)


def test_every_kind_of_record_is_compared(dispatches: Comparison) -> None:
    """All but what does not fit inside a report: in the dispatches everything does."""
    assert all(count.n for count in dispatches.counts if count.kind != "inconsistency"), dispatches.counts


def test_the_article_is_read_alike_for_both_sides(examples: Path, shared: Path) -> None:
    document = detente.load(shared / "articles" / "peace_efforts.txt")
    found = comparison((document,), examples / "mirror_article.toml")
    assert found.n > 30
    assert found.share >= WANTED, listed(found)
    (odd,) = (count for count in found.counts if count.kind == "inconsistency")
    assert (odd.n_same, odd.n) == (1, 1), "who is called a former president while he governs"


def test_each_dispatch_alone_is_read_alike_for_both_sides(examples: Path) -> None:
    documents, _ = load_all([examples / "sarn" / "dispatches"])
    found = [comparison((document,), examples / "sarn" / "mirror.toml") for document in documents]
    n, n_same = sum(one.n for one in found), sum(one.n_same for one in found)
    assert n_same / n >= WANTED, "\n".join(listed(one) for one in found)
