"""A record on a PostgreSQL server is what it is in a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.record.old_files import as_schema_3
from tests.unit.record.sample import document, sample

from detente.errors import DamagedError, RecordError, StoreError
from detente.record import Record
from detente.record.store import Store
from detente.record.store.column_types import escaped, unescaped
from detente.record.values import Passage

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

ODD = "NUL \x00, lone \ud800 \udfff, a pair of them \ud83d\ude00, 😀, \x10, \x100000, 'quoted', \\ and %s."


@pytest.fixture
def where(postgresql: Server) -> str:
    return postgresql.database()


def test_record_comes_back_as_it_was_added(where: str) -> None:
    with Store.open(where) as store:
        assert store.add(sample()) == 2
        assert store.add(sample()) == 0
    with Store.open(where, create=False) as store:
        assert store.as_read() == sample()
        assert store.verify().additions == 1
        assert store.holds(sample().documents[0].sha256)


def test_text_that_a_server_cannot_hold_comes_back(where: str) -> None:
    odd = document(ODD, path="odd\x00.txt", publisher="a\ud800", published_on=None)
    with Store.open(where) as store:
        store.add(Record(documents=(odd,)))
        assert store.documents() == (odd,)
        assert store.holds(odd.id)
        assert store.verify().rows == 1


@pytest.mark.parametrize("text", [ODD, "", "\x10", "\x100010", "\x00\x10", "plain"])
def test_escaping_is_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text
    escaped(text).encode("utf-8")
    assert "\x00" not in escaped(text)


def test_rulings_are_put_into_effect_and_taken_back(where: str) -> None:
    record = sample()
    with Store.open(where) as store:
        store.add(record)
        store.rule("reject", record.events[0].id, by="ann", because="a misreading")
        store.rule(
            "correct",
            record.statements[5].id,
            by="ann",
            because="it was Kerr",
            change='{"speaker":"actor:ola-kerr"}',
        )
        assert store.load().events == ()
        assert store.load().statements[5].speaker is not None
        store.undo(by="ben", because="it was not")
        store.undo(by="ben", because="it was")
        assert store.load() == record
        assert store.verify().rulings == 4


def test_nothing_is_changed_or_deleted(where: str, postgresql: Server) -> None:
    from pg8000.dbapi import DatabaseError

    with Store.open(where) as store:
        store.add(sample())
    name = where.rpartition("/")[2]
    for statement in ("UPDATE statement SET act = 'AGREE'", "DELETE FROM document", "TRUNCATE mention"):
        with pytest.raises(DatabaseError, match="append-only"):
            postgresql.run(name, statement)


def test_first_bad_entry_is_named(where: str, postgresql: Server) -> None:
    with Store.open(where) as store:
        store.add(sample())
    name = where.rpartition("/")[2]
    drop = "ALTER TABLE statement DISABLE TRIGGER ALL"
    postgresql.run(name, drop, "UPDATE statement SET act = 'AGREE' WHERE number = 3")
    with Store.open(where) as store:
        with pytest.raises(DamagedError, match=r"statement 3 \('statement:") as caught:
            store.verify()
        assert (caught.value.table, caught.value.number) == ("statement", 3)
        assert caught.value.id == sample().statements[2].id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE words SET wording = CAST('''peace'':1' AS tsvector) WHERE number = 8",
        "DELETE FROM words WHERE number = 8",
        "INSERT INTO words VALUES (808, '''peace'':1')",
    ],
)
def test_full_text_that_was_changed_is_found(where: str, postgresql: Server, change: str) -> None:
    with Store.open(where) as store:
        store.add(sample())
    postgresql.run(where.rpartition("/")[2], change)
    with Store.open(where) as store, pytest.raises(DamagedError, match="words it was written with"):
        store.verify()


def test_id_of_another_documents_item_is_refused_and_nothing_is_written(where: str) -> None:
    text = document("Yes. No.", path="t", publisher=None, published_on=None)
    passage = Passage(document=text.id, start=0, end=4, text="Yes.")
    taken = replace(sample().inconsistencies[0], passage=passage, other=None, about=None)
    with Store.open(where) as store:
        store.add(sample())
        with pytest.raises(RecordError, match="read from another document"):
            store.add(Record(documents=(text,), inconsistencies=(taken,)))
        assert store.as_read() == sample()
        assert store.add(Record(documents=(text,))) == 1
        assert store.verify().additions == 2


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://detente@127.0.0.1:1/none", "check that the server runs"),
        ("postgresql://127.0.0.1/x", "names no user"),
        ("postgresql://detente@127.0.0.1", "no database"),
        ("mysql://root@127.0.0.1/x", "not by 'mysql'"),
    ],
)
def test_address_that_leads_nowhere_is_refused(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Store.open(address)


def test_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://detente:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_database_that_is_not_there_or_of_another_program_is_refused(where: str, postgresql: Server) -> None:
    with pytest.raises(StoreError, match="there is no record"):
        Store.open(where, create=False)
    with pytest.raises(StoreError, match="check that the server runs"):
        Store.open(where + "_none")
    postgresql.run(where.rpartition("/")[2], "CREATE TABLE notes (words text)")
    with pytest.raises(StoreError, match="database of some other program"):
        Store.open(where)


INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"


def test_record_of_schema_3_is_brought_to_the_present_one(where: str, postgresql: Server) -> None:
    database = where.rpartition("/")[2]
    with Store.open(where) as store:
        store.add(sample())
        before = store.verify()
    present = postgresql.run(database, INDEXES)
    postgresql.run(database, *as_schema_3())
    assert postgresql.run(database, INDEXES) != present
    with Store.open(where) as store:
        assert store.as_read() == sample()
        assert store.verify() == before
    assert postgresql.run(database, INDEXES) == present
    assert postgresql.run(database, "SELECT version_num FROM alembic_version") == [["4"]]
