"""One writer at a time, and readers that wait for nobody, in a file and on a server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT
from tests.unit.record.sample import document, sample

from detente.errors import StoreError
from detente.record import Record
from detente.record.store import Store

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

WRITING = """
import sys
from detente.record.store import Store
from detente.record.store.opening import transaction
from detente.record.store.appending import Appending
from detente.record.store import tables
from datetime import UTC, datetime
with Store.open(sys.argv[1]) as store, transaction(store._connection, "it", writes=True):
    adding = Appending(store._connection, "documents", datetime.now(UTC), reader="another program")
    adding.put_columns(tables.failures, [("x", "y")])
    adding.write()
    print("writing", flush=True)
    sys.stdin.readline()
"""
ADDING = """
import sys
from detente.record.store import Store
from tests.unit.record.sample import document
from detente.record import Record
with Store.open(sys.argv[1]) as store:
    for number in range(10):
        name = f"{sys.argv[2]} {number}"
        store.add(Record(documents=(document(name, path=name, publisher=None, published_on=None),)))
"""


@pytest.fixture(params=["file", "server"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return str(tmp_path / "record.sqlite")
    server: Server = request.getfixturevalue("postgresql")
    return server.database()


@contextmanager
def _another_writer(where: str) -> Iterator[None]:
    """Let another process write, and hold its transaction open."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING, where], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    try:
        yield
    finally:
        process.communicate("\n", timeout=60)
        assert process.returncode == 0


def test_readers_read_and_writers_are_told_to_wait_while_another_writes(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.record.store.dialects.BUSY_SECONDS", 0)
    with Store.open(where) as store:
        store.add(sample())
        with _another_writer(where):
            assert store.load() == sample()
            assert store.verify().additions == 1
            with Store.open(where, create=False) as reader:
                assert reader.documents() == sample().documents
            with Store.open(where) as writer, pytest.raises(StoreError, match="another program has been"):
                writer.add(Record(reader="x"))
        assert store.verify().additions == 2, "what the other wrote is there when it is done"
        assert [failure.path for failure in store.load().failures] == ["x"]


def test_writers_take_turns(where: str) -> None:
    Store.open(where).close()
    processes = [
        subprocess.Popen([sys.executable, "-c", ADDING, where, name], cwd=ROOT) for name in ("a", "b")
    ]
    assert [process.wait(120) for process in processes] == [0, 0]
    with Store.open(where) as store:
        assert len(store.documents()) == 20
        assert store.verify().additions == 20


def test_reader_sees_one_moment(where: str) -> None:
    """What is read by several queries is of one moment, though somebody adds between them."""
    from detente.record.store.loading import read_documents
    from detente.record.store.opening import transaction

    with Store.open(where) as store, Store.open(where) as other:
        store.add(sample())
        with transaction(store._connection, "it", writes=False):
            before = read_documents(store._connection)
            other.add(
                Record(documents=(document("Kerr left.", path="x", publisher=None, published_on=None),))
            )
            assert read_documents(store._connection) == before
        assert len(store.documents()) == 3
