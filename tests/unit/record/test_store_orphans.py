"""Which rulings are without effect is told without loading the record, and as the whole record tells it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from tests.unit.record.sample import document, sample

from detente.record import Record
from detente.record.ruling.things import source_id
from detente.record.store import Store


def _rule_on_everything(store: Store) -> None:
    record = sample()
    for item in record.items():
        store.rule("note", item.id, by="A", because="seen")
    herald, courier = record.documents
    for one in record.documents:
        store.rule("note", one.id, by="A", because="seen")
        store.rule("grade", one.id, by="A", because="seen", change='{"reliability":"B"}')
    store.rule("grade", source_id(courier), by="A", because="seen", change='{"reliability":"C"}')
    store.rule("note", source_id(herald), by="A", because="seen")
    into = json.dumps({"into": "actor:northland"})
    store.rule("merge", "actor:southmark", by="A", because="one", change=into)
    said = record.statements[0]
    new = json.dumps({"speaker": {"kind": "person", "name": "Mara Lind"}})
    store.rule("correct", said.id, by="A", because="she", change=new)
    store.rule("correct", "actor:ada-brandt", by="A", because="x", change='{"role":"envoy"}')


def _told(store: Store) -> frozenset[str]:
    return frozenset(ruling.id for ruling in store.ruled().orphaned)


def test_none_is_orphaned_while_nothing_is_read_anew() -> None:
    with Store.open(":memory:") as store:
        assert store.orphaned() == frozenset()
        store.add(sample())
        _rule_on_everything(store)
        assert store.orphaned() == _told(store) == frozenset()


def test_those_on_what_is_not_read_any_more_are_and_no_others() -> None:
    with Store.open(":memory:") as store:
        store.add(sample())
        _rule_on_everything(store)
        courier = sample().documents[1]
        nothing = Record(documents=(courier,), reader="another")
        store.add(nothing, again=True)
        gone = _told(store)
        assert gone
        assert len(gone) < len(store.rulings())
        assert store.orphaned() == gone


def test_a_grade_of_an_earlier_version_is_and_its_undo_is_not() -> None:
    with Store.open(":memory:") as store:
        store.add(sample())
        _rule_on_everything(store)
        herald = sample().documents[0]
        later = document(
            herald.text + "More.\n",
            path="herald.txt",
            publisher="Southern Herald",
            published_on=date(2031, 5, 7),
        )
        store.add(Record(documents=(replace(later, title=herald.title),)))
        gone = _told(store)
        graded = next(one for one in store.rulings() if one.kind == "grade" and one.record == herald.id)
        assert graded.id in gone
        assert store.orphaned() == gone
        store.undo(by="A", because="no", ruling=graded.id)
        assert store.orphaned() == _told(store) == gone - {graded.id}
