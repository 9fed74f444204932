"""Names exchanged in the reports and in the actor file give the same record with the names exchanged."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import detente
from detente.documents.loading import load_all
from detente.reading.actor_file.load import load_actor_file, parse_actor_file
from detente.record import Record
from detente.record.comparing import compare
from detente.record.mirror import mirror, mirror_text

ALIKE = 0.97


@pytest.fixture(scope="module")
def pairs(examples: Path) -> dict[str, str]:
    path = examples / "sarn" / "mirror.toml"
    stated: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["exchange"]
    return stated | {other: name for name, other in stated.items()}


def test_the_file_serves_both_sides_alike(examples: Path, pairs: dict[str, str]) -> None:
    path = examples / "sarn" / "actors.toml"
    text = path.read_text(encoding="utf-8")
    exchanged, _ = mirror_text(text, pairs)
    assert exchanged != text
    own, other = load_actor_file(path), parse_actor_file(exchanged.encode(), name="actors.toml")
    loaded, _ = load_all([examples / "sarn" / "dispatches"])
    documents = tuple(loaded[:6])
    turned = mirror(Record(documents=documents), pairs).documents
    record = detente.read(documents, actors=own)
    found = compare(mirror(record, pairs), detente.read(turned, actors=other))
    assert found.n > 100
    assert found.share >= ALIKE, [(one.path, one.start, one.fields) for one in found.differences]
    assert any(actor.basis == "actor file" for actor in record.actors)


def test_a_contradiction_is_told_of_either_side(examples: Path, pairs: dict[str, str]) -> None:
    text = (
        "Former Veldanian President Miriam Dravec met Korsenian envoy Tomas Berrin in Sembria. "
        "Korsenian President Stefan Brock stayed away, and the Veldanian president said that she knew why."
    )
    path = examples / "sarn" / "actors.toml"
    file = path.read_text(encoding="utf-8")
    told = []
    for words, actors in ((text, file), (mirror_text(text, pairs)[0], mirror_text(file, pairs)[0])):
        report = detente.load(f"Title: A\nPublisher: B\nPublished: 2026-03-10\n\n{words}\n".encode())
        record = detente.read([report], actors=parse_actor_file(actors.encode(), name="actors.toml"))
        told.append(
            [(one.passage.text, one.found) for one in record.inconsistencies if one.kind == "actor file"]
        )
        assert record.statements[0].speaker is not None
    assert len(told[0]) == 3
    assert [tuple(mirror_text(words, pairs)[0] for words in one) for one in told[0]] == told[1]
