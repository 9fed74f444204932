"""A record written by an older schema opens, loses nothing, and can be added to like a new one."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.record.old_files import as_schema_3, write_old
from tests.unit.record.sample import sample

from detente.errors import StoreError
from detente.record import Record
from detente.record.ruling.chain import chained
from detente.record.store import Store, tables
from detente.record.values import Interval, Ruling, Statement

LATER = {
    1: ("source", "probability", "speaker_probability", "about", "modality", "tense", "condition", "chance"),
    2: ("chance",),
    3: (),
}
"""Fields that older schemas could not hold."""


def _as_it_was(record: Record, version: int) -> Record:
    """Return the record without what an older schema could not hold."""
    groups: dict[str, Any] = {
        name: tuple(_without_later(item, version) for item in getattr(record, name))
        for name in ("relations", "statements", "events", "proposals", "responses", "claims")
    }
    found = replace(record, **groups)
    return replace(found, inconsistencies=()) if version == 1 else found


def _without_later(item: Any, version: int) -> Any:
    changes: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in LATER[version]:
            changes[field.name] = None
        elif version == 1 and isinstance(value, Interval):
            changes[field.name] = replace(value, precision="")
    return replace(item, **changes)


def _rulings() -> tuple[Ruling, ...]:
    """Return rulings as older versions took them, whose changes were any words."""
    record = sample()
    found: list[Ruling] = []
    for kind, about, change in (
        ("reject", record.events[0].id, ""),
        ("grade", record.documents[0].id, "B"),
        ("note", record.statements[0].id, ""),
    ):
        ruling = Ruling(
            id="",
            kind=kind,  # type: ignore[arg-type]
            record=about,
            by="ann",
            ruled_at="2031-05-07T09:00:00+00:00",
            because="it was so",
            change=change,
        )
        found.append(chained(ruling, found[-1].id if found else ""))
    return tuple(found)


@pytest.fixture(params=[1, 2, 3])
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def old(tmp_path: Path, version: int) -> Path:
    path = tmp_path / "old.sqlite"
    if version == 3:
        _write_schema_3(path)
    else:
        write_old(path, _as_it_was(sample(), version), version)
    return path


def _write_schema_3(path: Path) -> str:
    """Write a record of schema 3; return the digest of its last addition."""
    with Store.open(path) as store:
        store.add(sample())
        digest = store.verify().digest
    connection = sqlite3.connect(path)
    for statement in as_schema_3():
        connection.execute(statement)
    connection.execute("PRAGMA user_version = 3")
    connection.commit()
    connection.close()
    return digest


def test_older_record_opens_with_all_it_held(old: Path, version: int) -> None:
    for _ in range(2):
        with Store.open(old) as store:
            assert store.as_read() == _as_it_was(sample(), version)
            assert store.load() == _as_it_was(sample(), version)
            assert store.verify().additions == 1


def test_schema_3_is_that_of_its_time(tmp_path: Path) -> None:
    _write_schema_3(tmp_path / "old.sqlite")
    made = Path(__file__).with_name("schema_3.sql").read_text(encoding="utf-8").splitlines()
    assert _made(tmp_path / "old.sqlite") == sorted(made)


def test_rows_of_schema_3_stay_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    digest = _write_schema_3(path)
    with Store.open(path) as store:
        store.rule("reject", sample().events[0].id, by="ann", because="a misreading")
    noted = _fetch(path, "SELECT digest FROM addition ORDER BY number")
    connection = sqlite3.connect(path)
    for statement in as_schema_3():
        connection.execute(statement)
    connection.execute("PRAGMA user_version = 3")
    connection.commit()
    connection.close()
    with Store.open(path) as store:
        assert store.load().events == ()
        assert store.verify().additions == 2
    assert _fetch(path, "SELECT digest FROM addition ORDER BY number") == noted
    assert noted[0][0].hex() == digest


@pytest.mark.parametrize("version", [1, 2])
def test_older_rulings_are_kept_and_take_effect(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.sqlite"
    write_old(path, _as_it_was(sample(), version), version, _rulings())
    with Store.open(path) as store:
        assert store.rulings() == _rulings()
        assert store.load().events == ()
        assert store.as_read().events != ()
        (orphan,) = store.ruled().orphaned
        assert orphan.change == "B", "words that are no change take no effect, and are listed"
        assert store.verify().rulings == 3
        store.undo(by="ben", because="it was", ruling=_rulings()[0].id)
        assert len(store.load().events) == 1
    connection = sqlite3.connect(path)
    kinds = [kind for (kind,) in connection.execute("SELECT kind FROM addition ORDER BY number")]
    connection.close()
    assert kinds == ["documents", "ruling", "ruling", "ruling", "ruling", "ruling"]


@pytest.mark.parametrize("version", [1, 2])
def test_upgraded_record_is_added_to(tmp_path: Path, version: int) -> None:
    whole = sample()
    first = whole.documents[0].id
    part = replace(
        _as_it_was(whole, version),
        documents=whole.documents[:1],
        statements=tuple(said for said in whole.statements if said.passage.document == first),
        claims=(),
        inconsistencies=(),
        actors=tuple(
            replace(actor, mentions=tuple(one for one in actor.mentions if one.document == first))
            for actor in whole.actors[:4]
        ),
        proposals=tuple(
            replace(offer, mentions=tuple(one for one in offer.mentions if one.document == first))
            for offer in whole.proposals
        ),
    )
    path = tmp_path / "old.sqlite"
    write_old(path, part, version)
    with Store.open(path) as store:
        assert store.add(whole) == 1
        loaded = store.load()
        assert store.verify().additions == 2
        assert store.add(whole, again=True) == 1, "the first document is read anew by what is held now"
        assert store.as_read() == whole
    assert loaded.inconsistencies == whole.inconsistencies
    said = [one for one in whole.statements if one.passage.document != first]
    assert [one for one in loaded.statements if one.passage.document != first] == said


def test_upgraded_tables_are_those_of_a_new_record(old: Path, tmp_path: Path) -> None:
    Store.open(old).close()
    Store.open(tmp_path / "new.sqlite").close()
    assert _shape(old) == _shape(tmp_path / "new.sqlite")


def test_upgraded_rows_are_those_of_a_new_record(tmp_path: Path) -> None:
    """But for how a body is written, which older rows keep as it was."""
    record = _as_it_was(sample(), 2)
    write_old(tmp_path / "old.sqlite", record, 2)
    with Store.open(tmp_path / "new.sqlite") as store:
        store.add(record)
    Store.open(tmp_path / "old.sqlite").close()
    for name in ("statement", "event", "claim", "clause", "response", "inconsistency", "relation"):
        columns = [column.name for column in tables.metadata.tables[name].columns]
        shown = ", ".join(f'"{name}"' for name in columns if name not in ("body", "digest"))
        query = f"SELECT {shown} FROM {name} ORDER BY number"
        assert _fetch(tmp_path / "old.sqlite", query) == _fetch(tmp_path / "new.sqlite", query)
    words = "SELECT rowid FROM words WHERE words MATCH '\"port sule\"' ORDER BY rowid"
    assert _fetch(tmp_path / "old.sqlite", words) == _fetch(tmp_path / "new.sqlite", words) != []


def _fetch(path: Path, query: str) -> list[Any]:
    connection = sqlite3.connect(path)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def _shape(path: Path) -> dict[str, Any]:
    """Return tables with their columns and keys, indexes, triggers and the version."""
    connection = sqlite3.connect(path)
    listed = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name != 'sqlite_sequence'"
    ).fetchall()
    shape: dict[str, Any] = {f"{kind} {name}": of for kind, name, of, _ in listed}
    for kind, name, _, sql in listed:
        if kind == "table":
            shape[f"columns {name}"] = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
            shape[f"keys {name}"] = connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            shape[f"strict {name}"] = sql.rstrip().endswith("STRICT")
        elif sql:
            shape[f"made {name}"] = " ".join(sql.split())
    shape["versions"] = connection.execute("SELECT * FROM alembic_version").fetchall()
    shape["version"] = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return shape


def test_row_without_a_part_that_older_schemas_had_is_damaged_still(old: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("DROP TRIGGER statement_no_update")
    connection.execute("UPDATE statement SET body = '{}'")
    connection.execute(
        "CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement "
        "BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END"
    )
    connection.commit()
    connection.close()
    with Store.open(old) as store, pytest.raises(StoreError, match="was not written so"):
        store.load()


def test_statement_of_an_older_schema_says_nothing_of_what_it_did_not_hold(old: Path, version: int) -> None:
    with Store.open(old) as store:
        said = store.load().statements[0]
    assert isinstance(said, Statement)
    assert [getattr(said, name) for name in LATER[version] if name != "chance"] == [
        getattr(_as_it_was(sample(), version).statements[0], name)
        for name in LATER[version]
        if name != "chance"
    ]


KILLED = """
import os, signal, sys
from detente.record.store import Store, migrating
def killed(connection, version): os.kill(os.getpid(), signal.SIGKILL)
migrating._put_into_effect = killed
Store.open(sys.argv[1])
"""


def _by_a_kill(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, path], capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr


def _by_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(connection: object, version: int) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr("detente.record.store.migrating._put_into_effect", failing)
        with pytest.raises(OSError, match="the disk is gone"):
            Store.open(path)


@pytest.mark.parametrize("stop", [_by_a_kill, _by_an_error])
def test_upgrade_that_is_broken_off_leaves_the_old_file(
    old: Path,
    version: int,
    stop: Callable[[Path, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop(old, monkeypatch)
    assert _fetch(old, "PRAGMA user_version") == [(version,)]
    assert _fetch(old, "SELECT count(*) FROM statement") == [(len(sample().statements),)]
    listed = _fetch(old, "SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
    assert listed == ([("alembic_version",)] if version == 3 else []), "the first schemas had none"
    assert version < 3 or _fetch(old, "SELECT version_num FROM alembic_version") == [("3",)]
    with Store.open(old) as store:
        assert store.load() == _as_it_was(sample(), version)
        assert store.verify().additions == 1


def test_new_record_needs_no_migration(tmp_path: Path) -> None:
    code = (
        "import sys; from detente.record.store import Store; Store.open(sys.argv[1]).close(); "
        "Store.open(sys.argv[1]).close(); print('alembic' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, os.fspath(tmp_path / "new.sqlite")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["False"]


def test_scripts_lead_from_every_schema_to_the_present_one() -> None:
    from alembic.script import ScriptDirectory

    from detente.record.store.migrating import SCRIPTS

    scripts = ScriptDirectory(str(SCRIPTS))
    steps = [script.revision for script in scripts.walk_revisions()]
    assert steps == [str(number) for number in range(tables.SCHEMA_VERSION, 0, -1)]


def test_tables_of_the_last_script_are_the_present_ones(tmp_path: Path) -> None:
    """A change of any table or index needs a new version, its script and its file of tables."""
    made = Path(__file__).with_name(f"schema_{tables.SCHEMA_VERSION}.sql").read_text(encoding="utf-8")
    Store.open(tmp_path / "new.sqlite").close()
    assert _made(tmp_path / "new.sqlite") == sorted(made.splitlines())


def test_scripts_make_the_tables_of_their_time() -> None:
    """A script that makes tables anew makes those of its own version, whatever came later."""
    kept = sorted(Path(tables.__file__).with_name("migrations").glob("schema_*.sql"))
    assert [path.name for path in kept] == ["schema_3.sql"]
    for path in kept:
        assert path.read_bytes() == Path(__file__).with_name(path.name).read_bytes()


def _made(path: Path) -> list[str]:
    """Return what makes the tables, indexes and triggers of a file, but for those the full text keeps."""
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'words\\_%' ESCAPE '\\'"
    return sorted(" ".join(sql.split()) for (sql,) in _fetch(path, query))
