"""What holds of every record: the store gives it back, lines fit the schema, mirroring twice undoes it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.property.records import EXCHANGE, NAMES, records

from detente.record import Record, lines, objects, quote_ledger, same_text_groups, schema
from detente.record.check import check
from detente.record.mirror import compare, mirror, mirror_text
from detente.record.store import Store

VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@given(records())
def test_strategy_draws_records_that_pass_the_check(record: Record) -> None:
    check(record)


@given(records())
def test_record_comes_back_from_the_store_as_it_was(record: Record) -> None:
    with Store.open(":memory:") as store:
        assert store.add(record) == len(record.documents)
        assert store.load() == record


@given(records())
@settings(max_examples=30)
def test_record_comes_back_from_a_file_opened_again(record: Record) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        with Store.open(path) as store:
            store.add(record)
        with Store.open(path) as store:
            assert store.load() == record


@given(records())
def test_adding_twice_changes_nothing(record: Record) -> None:
    with Store.open(":memory:") as store:
        store.add(record)
        assert store.add(record) == 0
        assert store.load() == record


@given(records(), st.data())
def test_adding_documents_one_after_another_loses_nothing(record: Record, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(record.documents)))
    early = {document.id for document in record.documents[:cut]}
    with Store.open(":memory:") as store:
        store.add(_of_documents(record, early))
        store.add(record)
        loaded = store.load()
    assert sorted(d.id for d in loaded.documents) == sorted(d.id for d in record.documents)
    for field in ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies"):
        assert {item.id for item in getattr(loaded, field)} == {item.id for item in getattr(record, field)}
    assert {actor.id: _as_set(actor.mentions) for actor in loaded.actors} == {
        actor.id: _as_set(actor.mentions) for actor in record.actors
    }


def _as_set(passages: tuple[Any, ...]) -> list[Any]:
    return sorted((passage.document, passage.start, passage.end) for passage in passages)


def _of_documents(record: Record, kept: set[str]) -> Record:
    """Return what a reading of some of the documents would have given, without references."""

    def within(passages: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(passage for passage in passages if passage.document in kept)

    def items(found: tuple[Any, ...], **without: Any) -> tuple[Any, ...]:
        return tuple(replace(item, **without) for item in found if item.passage.document in kept)

    proposals = tuple(
        replace(
            proposal,
            mentions=within(proposal.mentions),
            clauses=tuple(clause for clause in proposal.clauses if clause.passage.document in kept),
        )
        for proposal in items(record.proposals)
    )
    actors = [
        replace(actor, mentions=within(actor.mentions), speaks_for=None, speaks_for_passage=None)
        for actor in record.actors
    ]
    order = {document.id: index for index, document in enumerate(record.documents)}
    actors.sort(
        key=lambda a: (order[a.mentions[0].document], a.mentions[0].start) if a.mentions else (len(order), 0)
    )
    return Record(
        documents=tuple(document for document in record.documents if document.id in kept),
        actors=tuple(actors),
        relations=items(record.relations),
        statements=items(record.statements, within=None),
        events=items(record.events, statement=None),
        proposals=proposals,
        responses=items(record.responses, statement=None, proposal=None),
        claims=items(record.claims, statement=None),
        inconsistencies=items(record.inconsistencies),
    )


@given(records())
def test_every_line_fits_the_schema_and_says_what_the_record_says(record: Record) -> None:
    written = list(lines(record))
    for line, item in zip(written, record.items(), strict=True):
        assert len(line.splitlines()) == 1
        line.encode("utf-8")
        read = json.loads(line)
        VALIDATOR.validate(read)
        assert (read["kind"], read["id"]) == (type(item).__name__.lower(), item.id)
    texts = {document.id: document.text for document in record.documents}
    for plain in objects(record):
        assert plain["text"] == texts[plain["document"]][plain["start"] : plain["end"]]


@given(records())
def test_mirror_of_the_mirror_is_the_record(record: Record) -> None:
    mirrored = mirror(record, EXCHANGE)
    check(mirrored)
    assert mirror(mirrored, EXCHANGE) == record


@given(records())
def test_mirror_without_names_is_the_record(record: Record) -> None:
    assert mirror(record, {}) == record


@given(records())
def test_record_compared_with_itself_is_the_same(record: Record) -> None:
    comparison = compare(record, record)
    assert comparison.n == len(list(record.items())) + len(record.relations)
    assert (comparison.share, comparison.differences) == (1.0, ())


@given(records(), records())
def test_comparing_counts_every_item_of_both_records(first: Record, second: Record) -> None:
    comparison = compare(first, second)
    n = [len(list(record.items())) + len(record.relations) for record in (first, second)]
    n_paired = comparison.n_same + sum(d.where == "both" for d in comparison.differences)
    n_first = sum(d.where == "first only" for d in comparison.differences)
    n_second = sum(d.where == "second only" for d in comparison.differences)
    assert [n_paired + n_first, n_paired + n_second] == n


@given(records())
def test_ledger_has_every_quotation_once_and_mirrors(record: Record) -> None:
    ledger = quote_ledger(record)
    quoting = [said.id for said in record.statements if said.quoted and not said.is_negated]
    assert sorted(identifier for entry in ledger for identifier in entry.statements) == sorted(quoting)
    mirrored = quote_ledger(mirror(record, EXCHANGE))
    assert [(entry.status, len(entry.variants), len(entry.sources)) for entry in mirrored] == [
        (entry.status, len(entry.variants), len(entry.sources)) for entry in ledger
    ]


@given(records())
def test_every_document_is_in_one_group(record: Record) -> None:
    groups = same_text_groups(record.documents)
    assert [document.id for document in record.documents] == sorted(
        (identifier for group in groups for identifier in group),
        key=[document.id for document in record.documents].index,
    )


@given(st.lists(st.sampled_from([*NAMES, "x", " ", ". ", "’s "])).map("".join))
def test_every_place_outside_names_moves_with_its_letter(text: str) -> None:
    mirrored, places = mirror_text(text, EXCHANGE)
    inside = [range(start + 1, end) for start, end, _, _ in places.blocks]
    outside = [i for i in range(len(text)) if not any(i in block for block in inside)]
    starts = {start for start, _, _, _ in places.blocks}
    for place in outside:
        if place not in starts:
            assert mirrored[places.move(place)] == text[place]
    assert places.move(len(text)) == len(mirrored)


@pytest.mark.parametrize("name", NAMES)
def test_name_is_exchanged_and_back(name: str) -> None:
    mirrored, _ = mirror_text(name, EXCHANGE)
    assert mirrored == EXCHANGE[name]
    assert mirror_text(mirrored, EXCHANGE)[0] == name
