"""A record where nothing can be written, as on a disc or in somebody else's folder, is read all the same."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.unit.record.sample import sample

from detente.errors import StoreError
from detente.record.asking.query import Query
from detente.record.store import Store

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose parents anybody may pass through, unlike those of ``tmp_path``."""
    made = Path(tempfile.mkdtemp(prefix="detente, 100% sealed? #"))
    yield made
    made.chmod(0o700)
    shutil.rmtree(made)


@contextmanager
def _sealed(path: Path) -> Iterator[None]:
    """Take the right to write a record and its folder away; from an administrator by being nobody."""
    for place in (*path.parent.iterdir(), path.parent):
        place.chmod(0o555 if place.is_dir() else 0o444)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def kept(folder: Path) -> Path:
    path = folder / "record.sqlite"
    with Store.open(path) as store:
        store.add(sample())
        store.find(Query(words="sign"))  # what is imported late may be out of reach for nobody
        store.ruled()
        store.verify()
    return path


def test_record_that_cannot_be_written_is_read(kept: Path) -> None:
    with _sealed(kept), Store.open(kept, create=False) as store:
        assert store.as_read() == sample()
        assert store.find(Query(words="sign")).hits
        assert store.verify().additions == 1
        with pytest.raises(StoreError, match="check that you may write the file and its folder"):
            store.rule("note", sample().documents[0].id, by="ann", because="so it is")
    assert [place.name for place in kept.parent.iterdir()] == [kept.name], "nothing was put beside it"


def test_sealed_record_whose_last_words_are_beside_it_is_not_read_without_them(kept: Path) -> None:
    kept.with_name("record.sqlite-wal").write_bytes(b"what was written last")
    with _sealed(kept), pytest.raises(StoreError, match="-wal' beside it holds what was written last"):
        Store.open(kept, create=False)
