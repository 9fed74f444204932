"""A disk without room: what is to be written is kept as a whole or not at all, and the error tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.unit.record.sample import sample

from detente.record.store import Store

RULING = """
import resource, sys
from detente.record.store import Store
with Store.open(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    store.rule("note", sys.argv[2], by="A", because="x" * int(sys.argv[3]))
"""


def _rule(place: Path, record: str, length: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RULING, str(place), record, str(length)], capture_output=True, text=True
    )
    return done.stderr.strip().rpartition("\n")[2]


def test_ruling_that_has_no_room_is_not_kept_and_can_be_made_later(tmp_path: Path) -> None:
    place = tmp_path / "record.sqlite"
    with Store.open(place) as store:
        store.add(sample())
    identifier = sample().statements[0].id
    told = _rule(place, identifier, 400_000)
    assert told.startswith("detente.errors.StoreError: record ")
    assert "make room, and try again" in told
    with Store.open(place) as store:
        assert store.rulings() == ()
        assert store.verify().rulings == 0
    assert _rule(place, identifier, 10) == ""
    with Store.open(place) as store:
        assert len(store.rulings()) == store.verify().rulings == 1
