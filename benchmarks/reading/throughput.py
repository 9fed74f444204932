"""Time the reading of the example's dispatches, warm, and of one long report; each answer is checked.

    python benchmarks/reading/throughput.py [ROUNDS]

Each round reads documents with fresh ids, so that nothing can be kept from the round before. The long report
is the dispatches one after the other, repeated; its time a character must not grow with its length.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from detente.documents import load_all
from detente.documents.document import Document
from detente.reading import read

DISPATCHES = Path(__file__).resolve().parents[2] / "examples" / "sarn" / "dispatches"
REPEATS = (1, 4)


def fresh(documents: Sequence[Document], round_: int) -> list[Document]:
    """Return the documents under ids that no round before had."""
    return [replace(one, id=f"doc:{round_:04d}{index:012d}") for index, one in enumerate(documents)]


def joined(documents: Sequence[Document], repeats: int) -> Document:
    """Return one report made of all, repeated."""
    text = "\n\n".join(one.text[one.body_start :] for one in documents) + "\n\n"
    return Document(id=f"doc:long{repeats}", path="long.txt", text=text * repeats, sha256="0" * 64)


def timed(documents: Sequence[Document]) -> float:
    """Return the seconds that reading takes; the record must hold something of every kind."""
    started = time.perf_counter()
    record = read(documents)
    seconds = time.perf_counter() - started
    kinds = ("statements", "events", "proposals", "responses", "claims", "actors")
    if record.failures or not all(getattr(record, kind) for kind in kinds):
        raise SystemExit("the dispatches were not read: a record of all kinds was expected")
    return seconds


def main() -> None:
    """Print the median of the rounds, and the time a character of short and long texts."""
    parser = argparse.ArgumentParser(description="Time the reading of the example's dispatches.")
    parser.add_argument("rounds", nargs="?", type=int, default=3)
    rounds = parser.parse_args().rounds
    documents, failures = load_all([DISPATCHES])
    if failures:
        raise SystemExit(f"{failures[0].path}: {failures[0].reason}")
    n_characters = sum(len(one.text) for one in documents)
    print(f"python {platform.python_version()}, spacy {version('spacy')}, {platform.machine()}")
    timed(fresh(documents, 0))  # loads the pipeline
    seconds = [timed(fresh(documents, round_)) for round_ in range(1, rounds + 1)]
    median = statistics.median(seconds)
    rate = n_characters / median
    print(
        f"{len(documents)} dispatches, {n_characters:,} characters: {median:.2f} s, {rate:,.0f} characters/s"
    )
    for repeats in REPEATS:
        long = joined(documents, repeats)
        taken = timed([long])
        each = 1e6 * taken / len(long.text)
        print(f"one report of {len(long.text):,} characters: {taken:.1f} s, {each:.0f} µs a character")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )
    print(f"peak memory {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
