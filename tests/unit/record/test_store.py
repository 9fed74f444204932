from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.unit.record.sample import Reader, document, sample

from detente.errors import DamagedError, DateError, PassageError, RecordError, StoreError
from detente.record import Record
from detente.record.identity import identified
from detente.record.store import Store, tables
from detente.record.values import Actor, Failure, Passage, Role, RulingKind, Statement


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite"


def _one_by_one(record: Record) -> tuple[Record, Record]:
    """Return what reading the sample's first document gives, and a record of another document."""
    herald = record.documents[0]
    third = Reader(document("Kerr left.", path="third.txt", publisher=None, published_on=date(2031, 5, 1)))
    kerr = Actor(
        id="actor:ola-kerr", name="Kerr", kind="person", role="chair", mentions=(third.passage("Kerr"),)
    )
    proposal = replace(record.proposals[0], mentions=record.proposals[0].mentions[:1])
    first = Record(
        documents=(herald,),
        actors=tuple(
            replace(actor, mentions=tuple(m for m in actor.mentions if m.document == herald.id), role=None)
            for actor in record.actors[:4]
        ),
        relations=record.relations,
        statements=record.statements[:3],
        events=record.events,
        proposals=(proposal,),
        responses=record.responses,
        reader="by hand",
    )
    return first, Record(documents=(third.document,), actors=(kerr,), reader="by another hand")


def _run(path: Path, *statements: str) -> None:
    """Change a database behind the store's back."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_record_comes_back_as_it_was_added(path: Path) -> None:
    with Store.open(path) as store:
        assert store.add(sample()) == 2
    with Store.open(str(path)) as store:
        assert store.load() == sample()


def test_new_store_is_empty(path: Path) -> None:
    with Store.open(path) as store:
        assert store.load() == Record()
        assert store.rulings() == ()
        assert store.verify().additions == 0
        assert store.additions() == ()


def test_document_that_is_there_is_passed_over(path: Path) -> None:
    record = sample()
    with Store.open(path) as store:
        store.add(record)
        before = path.with_name("record.sqlite-wal").read_bytes()
        assert store.add(record) == 0
        assert store.add(replace(record, events=())) == 0
        assert store.load() == record
        assert path.with_name("record.sqlite-wal").read_bytes() == before


def test_later_documents_add_to_actors_and_proposals(path: Path) -> None:
    record = sample()
    first, third = _one_by_one(record)
    with Store.open(path) as store:
        assert store.add(first) == 1
        assert store.add(record) == 1
        courier = record.documents[1]
        told = Role(document=courier.id, words="President of Southmark", told_on=courier.published_on)
        actors = tuple(
            replace(actor, roles=(told,)) if actor.id == "actor:ola-kerr" else actor
            for actor in record.actors
        )
        assert store.load() == replace(record, actors=actors, reader="by hand")
        assert store.add(third) == 1
        loaded = store.load()
    assert [found.path for found in loaded.documents] == ["third.txt", "herald.txt", "courier.txt"]
    assert loaded.actors[0].id == "actor:ola-kerr", "the earliest document mentions Kerr first"
    assert loaded.actors[0].name == "Ola Kerr", "the first name that was known stays"
    assert loaded.actors[0].role == "chair", "the role is that of the earliest document that tells one"
    assert [(role.document, role.words) for role in loaded.actors[0].roles] == [
        (third.documents[0].id, "chair"),
        (courier.id, "President of Southmark"),
    ]
    assert [mention.text for mention in loaded.actors[0].mentions] == ["Kerr", "Ola Kerr", "She", "Kerr"]
    assert loaded.reader == "by hand; by another hand"
    assert loaded.proposals == record.proposals


def test_actor_learns_what_was_not_known_and_keeps_what_was(path: Path) -> None:
    unknown = Actor(id="actor:x", name="X", kind="unnamed")
    known = replace(unknown, name="Xenia", role="envoy", basis="named in a title")
    other = replace(known, role="chair", basis="guessed")
    with Store.open(path) as store:
        for actor in (unknown, known, other):
            store.add(Record(actors=(actor,)))
        (loaded,) = store.load().actors
    assert loaded == replace(unknown, role="envoy", basis="named in a title")


def test_undated_documents_stay_where_they_were_added(path: Path) -> None:
    def dated(name: str, day: int | None) -> Record:
        on = date(2031, 5, day) if day else None
        return Record(documents=(document(name, path=name, publisher=None, published_on=on),))

    with Store.open(path) as store:
        for name, day in (("b", 2), ("u", None), ("d", 4), ("a", 1), ("v", None)):
            store.add(dated(name, day))
        order = [found.path for found in store.load().documents]
    assert order == ["a", "b", "u", "d", "v"]


def test_failures_are_kept_once_across_additions(path: Path) -> None:
    failed = Failure(path="bad.txt", reason="empty")
    with Store.open(path) as store:
        store.add(Record(failures=(failed,)))
        store.add(Record(failures=(failed, Failure(path="bad.txt", reason="binary"))))
        assert [failure.reason for failure in store.load().failures] == ["empty", "binary"]


def test_record_that_does_not_check_is_not_written(path: Path) -> None:
    record = sample()
    said = replace(record.statements[0], passage=replace(record.statements[0].passage, start=0))
    with Store.open(path) as store:
        with pytest.raises(PassageError):
            store.add(replace(record, statements=(said,)))
        assert store.load() == Record()


def test_reference_into_another_reading_is_refused_and_nothing_is_written(path: Path) -> None:
    record = sample()
    first, _ = _one_by_one(record)
    with Store.open(path) as store:
        store.add(replace(first, proposals=(), responses=()))
        with pytest.raises(RecordError, match="read all documents into a new record"):
            store.add(record)
        assert len(store.load().documents) == 1


def test_answer_to_a_statement_that_was_not_read_is_refused(path: Path) -> None:
    record = sample()
    first, _ = _one_by_one(record)
    with Store.open(path) as store:
        store.add(replace(first, statements=first.statements[:2], proposals=(), responses=()))
        told = replace(record.claims[0], statement=record.statements[2].id)
        with pytest.raises(RecordError, match=r"statement of 'claim:.*': 'statement:.*' was not read"):
            store.add(replace(record, proposals=(), responses=(), claims=(told,)))


def test_id_of_another_documents_item_is_refused(path: Path) -> None:
    text = document("Yes. No.", path="t", publisher=None, published_on=None)
    passage = Passage(document=text.id, start=0, end=4, text="Yes.")
    taken = Statement(
        id=sample().statements[0].id,
        passage=passage,
        mode="direct",
        channel="public",
        content=(),
        speaker_open="-",
    )
    with Store.open(path) as store:
        store.add(sample())
        with pytest.raises(RecordError, match="read from another document"):
            store.add(Record(documents=(text,), statements=(taken,)))
        assert store.load() == sample()


def test_of_actors_told_to_speak_for_each_other_the_first_told_stands(path: Path) -> None:
    a = Actor(id="actor:a", name="A", kind="person")
    b = Actor(id="actor:b", name="B", kind="person")
    with Store.open(path) as store:
        store.add(Record(actors=(a, replace(b, speaks_for="actor:a"))))
        store.add(Record(actors=(replace(a, speaks_for="actor:b"), b)))
        assert store.load().actors == (a, replace(b, speaks_for="actor:a"))


def test_when_and_by_what_an_addition_was_read_is_kept(path: Path) -> None:
    with Store.open(path) as store:
        store.add(sample(), seen_at=datetime(2031, 5, 6, 12, tzinfo=UTC))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT seen_at, reader FROM addition").fetchall() == [
        ("2031-05-06T12:00:00+00:00", "by hand")
    ]
    connection.close()


def test_what_is_searched_for_has_columns(path: Path) -> None:
    with Store.open(path) as store:
        store.add(sample())
    connection = sqlite3.connect(path)
    said = "SELECT text FROM statement WHERE speaker = 'actor:ola-kerr' AND act = 'REJECT' ORDER BY number"
    assert len(connection.execute(said).fetchall()) == 2
    struck = (
        "SELECT trigger.value FROM event, json_each(event.body, '$.trigger') AS trigger "
        "WHERE actor = 'actor:northern-forces' AND time_earliest >= '2031-05-01' AND trigger.key = 'text'"
    )
    assert connection.execute(struck).fetchall() == [("struck",)]
    assert connection.execute("SELECT due_latest, kind FROM claim").fetchall() == [("2031-05-09", "promise")]
    connection.close()


@pytest.mark.parametrize("verb", ["UPDATE statement SET act = 'AGREE'", "DELETE FROM document"])
def test_nothing_is_changed_or_deleted(path: Path, verb: str) -> None:
    with Store.open(path) as store:
        store.add(sample())
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(verb)
    connection.close()


def test_every_table_refuses_updates_and_deletions(path: Path) -> None:
    Store.open(path).close()
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.close()
    kept = set(tables.metadata.tables) - {tables.versions.name}
    assert sorted(name for (name,) in triggers) == sorted(
        f"{table}_no_{verb}" for table in kept for verb in ("update", "delete")
    )


def test_file_is_in_wal_mode_and_full_synchronous(path: Path) -> None:
    with Store.open(path) as store:
        pragmas = {
            name: store._connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_rulings_are_chained_and_kept(path: Path) -> None:
    event = sample().events[0]
    with Store.open(path) as store:
        store.add(sample())
        first = store.rule(
            "reject", event.id, by="ann", because="a misreading", ruled_at="2031-05-07T09:00:00+00:00"
        )
        second = store.rule(
            "grade", sample().documents[0].id, by="ben", because="known outlet", change='{"reliability":"B"}'
        )
        assert (first.previous, second.previous) == ("", first.id)
        assert store.verify().rulings == 2
    with Store.open(path) as store:
        assert store.rulings() == (first, second)
        assert store.as_read() == sample(), "a ruling changes nothing that was read"
        assert store.load().events == ()
        assert store.load().documents[0].reliability == "B"


def test_same_ruling_made_again_has_another_id(path: Path) -> None:
    moment = "2031-05-07T09:00:00+00:00"
    event = sample().events[0].id
    with Store.open(path) as store:
        store.add(sample())
        ids = [store.rule("note", event, by="a", because="b", ruled_at=moment).id for _ in range(2)]
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("kind", "record", "by", "because", "ruled_at", "error", "said"),
    [
        ("reject", "event:none", "a", "b", None, RecordError, "nothing with id 'event:none'"),
        ("reject", "actor:northland", " ", "b", None, RecordError, "needs its 'by'"),
        ("reject", "actor:northland", "a", "", None, RecordError, "needs its 'because'"),
        ("forget", "actor:northland", "a", "b", None, RecordError, "cannot be of kind 'forget'"),
        ("reject", "actor:northland", "a", "b", "yesterday", DateError, "not a moment in UTC"),
        ("reject", "actor:northland", "a", "b", "2031-05-07T09:00:00", DateError, "not a moment in UTC"),
    ],
)
def test_ruling_without_what_who_when_or_why_is_refused(
    path: Path,
    kind: RulingKind,
    record: str,
    by: str,
    because: str,
    ruled_at: str | None,
    error: type[Exception],
    said: str,
) -> None:
    with Store.open(path) as store:
        store.add(sample())
        with pytest.raises(error, match=said):
            store.rule(kind, record, by=by, because=because, ruled_at=ruled_at)
        assert store.rulings() == ()


DAMAGED = [
    "UPDATE document SET text = replace(text, 'struck', 'spared')",
    "UPDATE statement SET speaker_end = 10000 WHERE speaker_end IS NOT NULL",
    "UPDATE event SET body = '{'",
    "UPDATE event SET body = '{}'",
    "UPDATE claim SET due_latest = 'soon'",
    "UPDATE document SET text = CAST(x'ff' AS TEXT)",
    "UPDATE mention SET document = 2 WHERE document = 1",
    "UPDATE response SET proposal = 'proposal:none'",
]


@pytest.mark.parametrize("statement", DAMAGED)
def test_damaged_entry_is_found_on_loading(path: Path, statement: str) -> None:
    with Store.open(path) as store:
        store.add(sample())
    table = statement.split()[1]
    _run(path, f"DROP TRIGGER {table}_no_update", statement)
    with Store.open(path) as store:
        with pytest.raises(StoreError, match="restore it from a copy"):
            store.load()
        with pytest.raises(DamagedError, match="restore the record from a copy") as caught:
            store.verify()
    assert caught.value.table == table


def _text(path: Path) -> None:
    path.write_text("Northland and Southmark met.", encoding="utf-8")


def _other_database(path: Path) -> None:
    _run(path, "CREATE TABLE notes (words TEXT)", "INSERT INTO notes VALUES ('mine')")


def _newer_schema(path: Path) -> None:
    Store.open(path).close()
    _run(path, "PRAGMA user_version = 7")


def _older_schema(path: Path) -> None:
    Store.open(path).close()
    _run(path, "PRAGMA user_version = 0")


def _torn(path: Path) -> None:
    with Store.open(path) as store:
        store.add(sample())
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * 3000 + data[3100:])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_text, "is not a record: .* choose another path"),
        (_other_database, "database of some other program"),
        (_newer_schema, f"schema 7, and this detente reads schema {tables.SCHEMA_VERSION}: update detente"),
        (_older_schema, "schema 0, .* read the documents into a new record"),
        (_torn, "damaged: restore it from a copy"),
    ],
)
def test_file_that_is_no_record_of_ours_is_refused_and_left_alone(
    path: Path, make: Callable[[Path], None], said: str
) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=said), Store.open(path) as store:
        store.load()
    assert path.read_bytes() == before


def test_empty_file_becomes_a_record(path: Path) -> None:
    path.touch()
    with Store.open(path) as store:
        store.add(sample())
        assert store.load() == sample()


def test_path_that_cannot_hold_a_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="there is no folder"):
        Store.open(tmp_path / "none" / "record.sqlite")
    with pytest.raises(StoreError, match="kept in a file or on a PostgreSQL server, not by 'mysql'"):
        Store.open("mysql://somewhere/record")
    with pytest.raises(StoreError, match="there is no record"):
        Store.open(tmp_path / "record.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_others_read_while_one_writes(path: Path) -> None:
    record = sample()
    first, third = _one_by_one(record)
    with Store.open(path) as writer, Store.open(path) as reader:
        writer.add(first)
        writing = sqlite3.connect(path, isolation_level=None)
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("INSERT INTO failure VALUES (1, 1, x'00', 'x', 'y')")
        assert reader.load() == first
        writing.execute("ROLLBACK")
        writing.close()
        writer.add(third)
        assert len(reader.load().documents) == 2


def test_second_writer_is_told_to_wait(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.record.store.dialects.BUSY_SECONDS", 0)
    with Store.open(path) as store:
        writing = sqlite3.connect(path, isolation_level=None)
        writing.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program has been writing"):
            store.add(sample())
        writing.execute("ROLLBACK")
        writing.close()
        assert store.add(sample()) == 2


def _add_several(path: Path, name: str) -> None:
    with Store.open(path) as store:
        for number in range(20):
            label = f"{name} {number}"
            store.add(Record(documents=(document(label, path=label, publisher=None, published_on=None),)))


def test_two_writers_take_turns(path: Path) -> None:
    Store.open(path).close()
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(_add_several, path, name) for name in ("a", "b")]:
            done.result()
    with Store.open(path) as store:
        assert len(store.load().documents) == 40


def _keep_adding(path: str) -> None:
    with Store.open(path) as store:
        for number in range(10_000):
            words = f"Kerr left for the {number}th time."
            store.add(
                Record(documents=(document(words, path=f"{number}", publisher=None, published_on=None),))
            )


def test_killed_writer_leaves_whole_additions_only(path: Path) -> None:
    Store.open(path).close()
    writer = multiprocessing.get_context("spawn").Process(target=_keep_adding, args=(str(path),))
    writer.start()
    deadline = time.monotonic() + 60
    with Store.open(path) as store:
        while len(store.load().documents) < 5 and time.monotonic() < deadline:
            time.sleep(0.05)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    with Store.open(path) as store:
        kept = store.load().documents
        assert len(kept) >= 5
        assert [found.path for found in kept] == [str(number) for number in range(len(kept))]
        assert store.add(sample()) == 2


def test_importing_a_record_loads_no_database() -> None:
    code = "import sys, detente.record; print('sqlalchemy' in sys.modules, 'sqlite3' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_hashed_ids_of_stored_items_are_those_of_their_content(path: Path) -> None:
    with Store.open(path) as store:
        store.add(sample())
        for item in store.load().items():
            assert identified(item) == item
