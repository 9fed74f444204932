"""How fast a large record says what is new in it since a hundred of its documents came.

Usage: python -m benchmarks.record.changes [STATEMENTS] [--keep FILE | --file FILE --since ADDITION]

Made documents of 20 statements each, of which those that agree, ask or reject take a side, are added 1,000
at a time to one file; then a hundred more of its last days, ten at a time. Or any file is taken, and what is
new since one of its additions. Before that, the answer of a small record is held against the definition.
Each time is the middle one of five.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.record.made import N_STATEMENTS, made_records

from detente.record.asking.changes import changes
from detente.record.identity import identified
from detente.record.record import Record
from detente.record.selecting import of_documents
from detente.record.store import Store
from detente.record.values import Statement

AS_OF = date(2026, 1, 1)
SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
N_NEW = 100
N_ROUNDS = 5
SIDES = ("for", "against", "conditional")


def main(n_statements: int, kept: Path | None, file: Path | None, since: int) -> None:
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    _check_answer()
    if file is not None:
        with Store.open(file, create=False) as store:
            _time(store, since)
        return
    with tempfile.TemporaryDirectory() as folder, Store.open(kept or Path(folder) / "record.sqlite") as store:
        for record in _sided(n_statements // N_STATEMENTS, 1000, seed=1):
            store.add(record, seen_at=SEEN_AT)
        before = store.last_addition()
        *_, last = _sided(n_statements // N_STATEMENTS, N_NEW, seed=2)
        for part in _parts(last, 10):
            store.add(part, seen_at=SEEN_AT)
        _time(store, before)


def _time(store: Store, before: int) -> None:
    spent, used = [], []
    for _ in range(N_ROUNDS):
        began, processor = time.perf_counter(), time.process_time()
        found = store.changes(before, as_of=AS_OF)
        spent.append(time.perf_counter() - began)
        used.append(time.process_time() - processor)
    print(
        f"since addition {before}: {len(found.documents)} new documents, {len(found.new):,} new items, "
        f"{len(found.moved)} positions moved, {len(found.contradictions)} contradictions; "
        f"{statistics.median(spent):.2f} s, {statistics.median(used):.2f} s of processor time"
    )


def _check_answer() -> None:
    """Stop unless a small record says what comparing it whole says."""
    (record,) = _sided(40, 40, seed=1)
    with Store.open(":memory:") as store:
        moments = []
        for part in _parts(record, 10):
            store.add(part, seen_at=SEEN_AT)
            moments.append((store.last_addition(), store.moment()))
        for addition, then in moments:
            wanted = changes(then, moments[-1][1], day=SEEN_AT.date(), as_of=AS_OF)
            assert store.changes(addition, as_of=AS_OF) == wanted


def _parts(record: Record, at_once: int) -> Iterator[Record]:
    ids = [document.id for document in record.documents]
    for first in range(0, len(ids), at_once):
        yield of_documents(record, ids[first : first + at_once])


def _sided(n_documents: int, at_once: int, *, seed: int) -> Iterator[Record]:
    for record in made_records(n_documents, at_once, seed=seed):
        yield replace(record, statements=tuple(map(_with_side, record.statements)))


def _with_side(said: Statement) -> Statement:
    if said.about is None or said.act not in ("AGREE", "REQUEST", "REJECT"):
        return said
    side = random.Random(said.id).choice(SIDES)
    return identified(replace(said, id="", direction=side))  # type: ignore[arg-type]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time what is new in a large record.")
    parser.add_argument("statements", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="a new file for the record, which is kept")
    parser.add_argument("--file", type=Path, help="a record that is there")
    parser.add_argument("--since", type=int, default=0, help="the last of its additions that is not new")
    given = parser.parse_args()
    main(given.statements, given.keep, given.file, given.since)
