from __future__ import annotations

from dataclasses import replace

from tests.unit.record.sample import sample

from detente.record.ruling.things import Source, is_a, noun, source_id, source_of, things

RECORD = sample()


def test_everything_that_can_be_ruled_on_is_found_by_id() -> None:
    found = things(RECORD)
    n_sources = 2
    n = len(RECORD.documents) + len(RECORD.actors) + len(RECORD.relations) + len(list(RECORD.items()))
    assert len(found) == n + n_sources
    assert all(thing.id == identifier for identifier, thing in found.items())


def test_documents_of_one_publisher_are_one_source() -> None:
    herald = RECORD.documents[0]
    assert source_id(replace(herald, path="elsewhere.txt", url="x")) == source_id(herald)
    assert source_id(replace(herald, publisher="Courier")) == source_id(RECORD.documents[1])
    alone = replace(herald, publisher=None)
    assert source_of(alone) == Source(id=source_id(alone), name="herald.txt")


def test_things_are_called_by_their_type() -> None:
    assert noun(RECORD.statements[0]) == "statement"
    assert noun(source_of(RECORD.documents[0])) == "source"


def test_reference_must_lead_to_its_kind() -> None:
    assert is_a(RECORD.events[0], "actor or event")
    assert is_a(RECORD.documents[0], "item or document")
    assert not is_a(RECORD.events[0], "actor")
    assert not is_a(None, "actor")
