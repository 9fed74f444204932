"""How fast a record takes in statements, how large it gets, and whether both grow in step with what is added.

Usage: python -m benchmarks.record.store [STATEMENTS] [--verify]

Made documents of 20 statements each are added 500 at a time to one file, checked as every record is; the
making of them is not counted. Before that, a small record is added, loaded and verified, and must be what it
was made as. Last, documents are added one by one to the large record, and to a new one.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from benchmarks.record.made import N_STATEMENTS, made_records

from detente.record.store import Store

AT_ONCE = 500
PART = 100_000
N_SINGLE = 20


def main(n_statements: int, *, is_verified: bool) -> None:
    print(
        f"{platform.platform()}, Python {platform.python_version()}, SQLAlchemy {version('sqlalchemy')}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    _check_answer()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        _load(path, n_statements)
        _add_singly(path, n_statements // N_STATEMENTS, "to it")
        _add_singly(Path(folder) / "new.sqlite", 0, "to a new record")
        if is_verified:
            _verify(path)


def _check_answer() -> None:
    """Stop unless a small record comes back as it was made."""
    (record,) = made_records(40, 40)
    with Store.open(":memory:") as store:
        assert store.add(record) == 40
        assert store.as_read() == record
        assert store.verify().rows > 40 * N_STATEMENTS


def _load(path: Path, n_statements: int) -> None:
    n_documents = n_statements // N_STATEMENTS
    spent = processor = 0.0
    n_done, last, last_used = 0, 0.0, 0.0
    with Store.open(path) as store:
        for record in made_records(n_documents, AT_ONCE):
            began, used = time.perf_counter(), time.process_time()
            store.add(record)
            spent += time.perf_counter() - began
            processor += time.process_time() - used
            n_done += len(record.statements)
            if n_done % PART == 0:
                print(
                    f"{n_done:9,d} statements: {spent - last:6.1f} s for the last {PART:,d} "
                    f"({processor - last_used:.1f} s of the processor)",
                    flush=True,
                )
                last, last_used = spent, processor
    size = path.stat().st_size
    print(
        f"{n_done:,d} statements of {n_documents:,d} documents in {spent:.1f} s "
        f"({processor:.1f} s of the processor), {size / n_done:,.0f} bytes each"
    )


def _add_singly(path: Path, first: int, where: str) -> None:
    records = list(islice(made_records(first + N_SINGLE, 1, seed=2), first, None))
    with Store.open(path) as store:
        store.add(records[0])
        began = time.perf_counter()
        for record in records[1:]:
            store.add(record)
        each = (time.perf_counter() - began) / (N_SINGLE - 1)
    print(f"one document more {where}: {each * 1000:.1f} ms")


def _verify(path: Path) -> None:
    began = time.perf_counter()
    with Store.open(path) as store:
        verified = store.verify()
    print(f"verified {verified.rows:,d} rows in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    main(asked[0] if asked else 1_000_000, is_verified="--verify" in sys.argv)
