"""Whatever is changed in a record's file behind the store's back is found, and the entry named."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, StaticPool, create_engine
from tests.unit.record.sample import document, sample

from detente.errors import DamagedError
from detente.record import Record
from detente.record.store import Store, tables
from detente.record.store.opening import transaction
from detente.record.store.verifying import verify

N_TAMPERINGS = 1000

CHAINED = [table.name for table in tables.CHAINED]
ALL = [*CHAINED, "addition", "head", "alembic_version"]

Done = tuple[set[str], set[int]]
"""The tables and the numbers of the entries one of which must be named."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real file in which no table is empty."""
    path = tmp_path_factory.mktemp("tampering") / "record.sqlite"
    record = sample()
    with Store.open(path) as store:
        store.add(record)
        store.rule("reject", record.events[0].id, by="ann", because="a misreading")
        store.rule("correct", record.statements[5].id, by="ann", because="so", change='{"about":"talks"}')
        store.undo(by="ben", because="it was right")
        text = record.documents[0].text.replace("at least 14", "at least 19")
        path_of = record.documents[0].path
        later = document(text, path=path_of, publisher="Southern Herald", published_on=None)
        store.add(Record(documents=(later,), reader="by hand"))
        for number in range(8):
            text = f"Kerr left for the {number}th time."
            store.add(
                Record(documents=(document(text, path=f"{number}", publisher=None, published_on=None),))
            )
        failing = [f"it is bad {number}" for number in range(3)]
        store.add(_failures(failing))
        said = record.statements[3]
        store.add(_read_otherwise(record, said.id), again=True)
    return path


def _failures(reasons: list[str]) -> Record:
    from detente.record.values import Failure

    return Record(failures=tuple(Failure(path="bad.txt", reason=reason) for reason in reasons))


def _read_otherwise(record: Record, said: str) -> Record:
    """Return the second document read again, one statement with other bounds and so another id."""
    from dataclasses import replace

    from detente.record.identity import identified

    here = record.documents[1].id
    old = next(one for one in record.statements if one.id == said)
    cut = old.content[0]
    new = identified(replace(old, content=(replace(cut, end=cut.end - 1, text=cut.text[:-1]),)))
    return replace(
        record,
        documents=record.documents[1:],
        actors=tuple(
            replace(
                actor,
                mentions=tuple(one for one in actor.mentions if one.document == here),
                speaks_for=None,
                speaks_for_passage=None,
            )
            for actor in (record.actors[3], record.actors[1], record.actors[4])
        ),
        relations=(),
        statements=(new, *record.statements[4:]),
        events=(),
        proposals=(),
        responses=(),
    )


@pytest.fixture(scope="module")
def whole(file: Path) -> sqlite3.Connection:
    """The file in memory, without the triggers that keep it append-only."""
    source = sqlite3.connect(file)
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    source.backup(copy)
    source.close()
    for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        copy.execute(f"DROP TRIGGER {name}")
    copy.execute("PRAGMA foreign_keys = OFF")
    copy.text_factory = lambda data: data.decode("utf-8", "surrogatepass")
    return copy


@pytest.fixture(scope="module")
def connection(whole: sqlite3.Connection) -> Connection:
    engine = create_engine("sqlite://", creator=lambda: whole, poolclass=StaticPool)
    return engine.connect()


def _rows(copy: sqlite3.Connection, table: str) -> list[int]:
    return [number for (number,) in copy.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]


def _change_cell(copy: sqlite3.Connection, drawn: random.Random) -> Done:
    table = drawn.choice(ALL)
    row = drawn.choice(_rows(copy, table))
    columns = copy.execute(f"PRAGMA table_info({table})").fetchall()
    _, column, kind, is_needed, *_ = drawn.choice(columns)
    (held,) = copy.execute(f'SELECT "{column}" FROM {table} WHERE rowid = ?', (row,)).fetchone()
    values: list[object] = [] if is_needed or held is None else [None]
    if kind == "INTEGER":
        values += [(held or 0) + drawn.choice((-1, 1, 1000, 10**9)), -1 - (held or 0)]
    elif kind == "REAL":
        values += [(held or 0.25) / 2]
    elif kind == "BLOB":
        values += [bytes(drawn.randrange(256) for _ in range(16)), b"", held[:-1]]
    else:
        text = held or ""
        values += [text + "x", text[1:] if text else "y", text.swapcase() + " ", "\x00" + text, "ł"]
    value = drawn.choice(values)
    if column == "number":
        free = max(_rows(copy, table)) + drawn.randrange(1, 5)
        value = drawn.choice([-row, 0, free]) if table != "alembic_version" else value
    before = set(_rows(copy, table))
    copy.execute(f'UPDATE OR REPLACE {table} SET "{column}" = ? WHERE rowid = ?', (value, row))
    gone = before.difference(_rows(copy, table))  # a row of the same id may have to give way
    return {table}, {row, *gone, *(set(_rows(copy, table)) - before)}


def _spoil_text(copy: sqlite3.Connection, drawn: random.Random) -> Done:
    """Put bytes that are no text into a cell."""
    table = drawn.choice(CHAINED)
    row = drawn.choice(_rows(copy, table))
    texts = [c[1] for c in copy.execute(f"PRAGMA table_info({table})") if c[2] == "TEXT"]
    if not texts:
        return _change_cell(copy, drawn)
    column = drawn.choice(texts)
    copy.execute(f"UPDATE {table} SET \"{column}\" = CAST(x'ff41' AS TEXT) WHERE rowid = ?", (row,))
    return {table}, {row}


def _take_out(copy: sqlite3.Connection, drawn: random.Random) -> Done:
    table = drawn.choice(ALL)
    row = drawn.choice(_rows(copy, table))
    copy.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
    return {table}, {row}


def _put_in(copy: sqlite3.Connection, drawn: random.Random) -> Done:
    """Put in a copy of a row under a number of its own, before all others or behind them."""
    table = drawn.choice(CHAINED)
    row = drawn.choice(_rows(copy, table))
    last = max(_rows(copy, table))
    values = list(copy.execute(f"SELECT * FROM {table} WHERE rowid = ?", (row,)).fetchone())
    names = [column[1] for column in copy.execute(f"PRAGMA table_info({table})")]
    values[0] = drawn.choice([last + 1, last + 1, last + 9, 0, -row])
    for unique in ("id",):
        if unique in names:
            values[names.index(unique)] += "x"
    if drawn.random() < 0.5:
        values[1] = max(_rows(copy, "addition"))
    copy.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    return {table}, {values[0], last + 1} if values[0] > last else {values[0]}


def _swap(copy: sqlite3.Connection, drawn: random.Random) -> Done:
    table = drawn.choice([name for name in [*CHAINED, "addition"] if len(_rows(copy, name)) > 1])
    one, other = sorted(drawn.sample(_rows(copy, table), 2))
    for before, after in ((one, -1), (other, one), (-1, other)):
        copy.execute(f"UPDATE {table} SET number = ? WHERE number = ?", (after, before))
    return {table}, {one, other}


def _cut_off(copy: sqlite3.Connection, drawn: random.Random) -> Done:
    """Take out the last rows of a table, or the last additions with everything they wrote."""
    if drawn.random() < 0.5:
        table = drawn.choice([*CHAINED, "addition"])
        numbers = _rows(copy, table)
        first = numbers[-drawn.randrange(1, min(len(numbers), 4) + 1)]
        copy.execute(f"DELETE FROM {table} WHERE number >= ?", (first,))
        return {table}, {first}
    last = max(_rows(copy, "addition")) - drawn.randrange(1, 4)
    for table in CHAINED:
        copy.execute(f"DELETE FROM {table} WHERE addition > ?", (last,))
    copy.execute("DELETE FROM addition WHERE number > ?", (last,))
    return {"addition"}, {last + 1}


def _change_words(copy: sqlite3.Connection, drawn: random.Random) -> Done:
    """Put a passage into the full-text index that no row has, or take the words of one out of it."""
    entry = drawn.choice(_rows(copy, "statement")) * 8
    words = drawn.choice(["peace", "peace peace", "we will sign"])
    number = drawn.choice([entry, entry + 80_000, entry + 7])
    copy.execute("INSERT INTO words (rowid, wording) VALUES (?, ?)", (number, words))
    return {"words"}, {number}


TAMPERINGS: dict[Callable[[sqlite3.Connection, random.Random], Done], int] = {
    _change_cell: 8,
    _spoil_text: 1,
    _take_out: 2,
    _put_in: 2,
    _swap: 2,
    _cut_off: 2,
    _change_words: 1,
}
"""What is done, and how often of the sum of all."""


def test_untouched_copy_is_found_right(connection: Connection) -> None:
    with transaction(connection, "copy", writes=False):
        assert verify(connection, "copy").additions > 10


@pytest.mark.parametrize("seed", range(10))
def test_every_tampering_is_found_and_its_entry_named(
    whole: sqlite3.Connection, connection: Connection, seed: int
) -> None:
    drawn = random.Random(seed)
    done: Counter[str] = Counter()
    for _ in range(N_TAMPERINGS // 10):
        tamper = drawn.choices(list(TAMPERINGS), list(TAMPERINGS.values()))[0]
        whole.execute("BEGIN")
        try:
            wanted, numbers = tamper(whole, drawn)
            with pytest.raises(DamagedError) as caught:
                verify(connection, "copy")
        finally:
            connection.rollback()
            if whole.in_transaction:
                whole.execute("ROLLBACK")
        assert caught.value.table in wanted, (tamper.__name__, wanted, numbers, str(caught.value))
        if caught.value.table != "alembic_version":
            assert caught.value.number in numbers, (tamper.__name__, str(caught.value))
        done[tamper.__name__] += 1
    assert len(done) == len(TAMPERINGS), done


def test_no_table_of_the_copy_is_empty(whole: sqlite3.Connection) -> None:
    assert [table for table in ALL if not _rows(whole, table)] == []
