"""A record written by an older schema opens, loses nothing, and can be added to like a new one."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.record.sample import sample

from detente.errors import StoreError
from detente.record import Record
from detente.record.store import Store, tables
from detente.record.store.upgrading import STEPS, can_upgrade
from detente.record.values import Interval, Statement

OLD_TABLES = Path(__file__).with_name("schema_1.sql")
LATER = ("source", "probability", "speaker_probability", "about", "modality", "tense", "condition")


def _as_schema_1_had_it(record: Record) -> Record:
    """Return the record without what schema 1 could not hold."""
    groups: dict[str, Any] = {
        name: tuple(_without_later(item) for item in getattr(record, name))
        for name in ("relations", "statements", "events", "proposals", "responses", "claims")
    }
    return replace(record, inconsistencies=(), **groups)


def _without_later(item: Any) -> Any:
    changes: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in LATER:
            changes[field.name] = None
        elif isinstance(value, Interval):
            changes[field.name] = replace(value, precision="")
    return replace(item, **changes)


def _written_by_schema_1(path: Path, record: Record) -> None:
    """Write a file as the first schema did: its tables, and of each row only what they have."""
    newer = path.with_name("newer.sqlite")
    with Store.open(newer) as store:
        store.add(record)
    old = sqlite3.connect(path)
    for statement in OLD_TABLES.read_text(encoding="utf-8").splitlines()[::-1]:  # tables before indexes
        old.execute(statement)
    new = sqlite3.connect(newer)
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    for (name,) in old.execute(listed).fetchall():
        columns = [row[1] for row in old.execute(f'PRAGMA table_info("{name}")')]
        quoted = ", ".join(f'"{column}"' for column in columns)
        for row in new.execute(f'SELECT {quoted} FROM "{name}" ORDER BY number').fetchall():
            values = [
                _old_body(held) if column == "body" else held
                for column, held in zip(columns, row, strict=True)
            ]
            old.execute(f'INSERT INTO "{name}" ({quoted}) VALUES ({", ".join("?" * len(columns))})', values)
        for verb in ("UPDATE", "DELETE"):
            old.execute(
                f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
                "BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END"
            )
    old.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    new.close()
    newer.unlink()


def _old_body(body: str) -> str:
    held: dict[str, Any] = json.loads(body)
    held.pop("condition", None)
    held.pop("source", None)
    for part in held.values():
        if isinstance(part, dict):
            part.pop("precision", None)
    return json.dumps(held)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.sqlite"
    _written_by_schema_1(path, _as_schema_1_had_it(sample()))
    return path


def test_older_record_opens_with_all_it_held(old: Path) -> None:
    with Store.open(old) as store:
        assert store.load() == _as_schema_1_had_it(sample())
        assert store.verify() == 0
    with Store.open(old) as store:
        assert store.load() == _as_schema_1_had_it(sample())


def test_upgraded_record_takes_what_the_new_schema_holds(old: Path) -> None:
    whole = sample()
    first = whole.documents[0].id
    part = replace(
        _as_schema_1_had_it(whole),
        documents=whole.documents[:1],
        statements=tuple(said for said in whole.statements if said.passage.document == first),
        claims=(),
        actors=tuple(
            replace(actor, mentions=tuple(one for one in actor.mentions if one.document == first))
            for actor in whole.actors[:4]
        ),
        proposals=tuple(
            replace(offer, mentions=tuple(one for one in offer.mentions if one.document == first))
            for offer in whole.proposals
        ),
    )
    old.unlink()
    _written_by_schema_1(old, replace(part, statements=_as_schema_1_had_it(part).statements))
    with Store.open(old) as store:
        assert store.add(whole) == 1
        loaded = store.load()
    assert loaded.inconsistencies == whole.inconsistencies
    said = [one for one in whole.statements if one.passage.document != first]
    assert [one for one in loaded.statements if one.passage.document != first] == said


def test_upgraded_tables_are_those_of_a_new_record(old: Path, tmp_path: Path) -> None:
    Store.open(old).close()
    Store.open(tmp_path / "new.sqlite").close()
    assert _shape(old) == _shape(tmp_path / "new.sqlite")


def _shape(path: Path) -> dict[str, Any]:
    """Return tables with their columns (in any order) and keys, indexes, triggers and the version."""
    connection = sqlite3.connect(path)
    listed = connection.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
    shape: dict[str, Any] = {f"{kind} {name}": of for kind, name, of in listed}
    for kind, name, _ in listed:
        if kind == "table":
            columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
            keys = connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            shape[f"columns {name}"] = sorted(tuple(column[1:4]) for column in columns)
            shape[f"keys {name}"] = sorted(tuple(key[2:5]) for key in keys)
    shape["version"] = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return shape


def test_every_older_schema_can_be_upgraded() -> None:
    assert all(can_upgrade(version) for version in range(1, tables.SCHEMA_VERSION + 1))
    assert not can_upgrade(0)
    assert sorted(STEPS) == list(range(1, tables.SCHEMA_VERSION))


def test_row_without_a_part_that_schema_1_had_is_damaged_still(old: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("DROP TRIGGER statement_no_update")
    connection.execute("UPDATE statement SET body = '{}'")
    connection.commit()
    connection.close()
    with Store.open(old) as store, pytest.raises(StoreError, match="was not written so"):
        store.load()


def test_statement_of_schema_1_says_nothing_of_what_it_did_not_hold(old: Path) -> None:
    with Store.open(old) as store:
        said = store.load().statements[0]
    assert isinstance(said, Statement)
    assert [getattr(said, name) for name in LATER] == [None] * len(LATER)
