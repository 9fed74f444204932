"""Time the reading of documents of 900 words, against the bare language pipeline on the same texts.

    python benchmarks/reading/throughput.py [--reader NAME] [--docs N] [--rounds N] [--json FILE]

The documents are paragraphs of the example's dispatches in turn, cut at 900 words, under fresh ids in every
round. *Bare* is what the pipeline alone takes for the same texts, loaded and called as its makers say
(``spacy.load``, ``nlp.pipe`` over all paragraphs of a document): tags, lemmas, dependencies and entities.
Both are timed document by document in turn, so that other work on the machine slows both; the best round
counts. With one core everything runs in one process held to it, its taggers to one thread; with two, two
processes share the documents out, each held to a core. Memory is the most that the processes held, each
counted whole. What is read is checked first. The last lines time one long report: its time a character must
not grow with its length.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy

from detente.documents import load_all
from detente.documents.document import Document
from detente.reading import read
from detente.reading.learned.model import use_threads
from detente.reading.parse.pipeline import pipeline_name
from detente.reading.readers import DEFAULT_READER
from detente.reading.text.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from spacy.language import Language

DISPATCHES = Path(__file__).resolve().parents[2] / "examples" / "sarn" / "dispatches"
N_WORDS = 900
REPEATS = (1, 4)
KINDS = ("statements", "events", "proposals", "responses", "claims", "actors")


def long_documents(documents: Sequence[Document], n_documents: int) -> list[Document]:
    """Return documents of 900 words each, made of the paragraphs of others in turn."""
    texts = [
        one.text[p.start : p.end] for one in documents for p in find_paragraphs(one.text, one.body_start)
    ]
    turn = cycle(texts)
    found = []
    for index in range(n_documents):
        paragraphs: list[str] = []
        while (n_words := sum(len(text.split()) for text in paragraphs)) < N_WORDS:
            words = next(turn).split(" ")
            paragraphs.append(" ".join(islice(words, N_WORDS - n_words)))
        found.append(_document(index, "\n\n".join(paragraphs)))
    return found


def _document(number: int, text: str) -> Document:
    return Document(id=f"doc:{number:016x}", path=f"{number}.txt", text=text, sha256="0" * 64)


def fresh(documents: Sequence[Document], round_: int) -> list[Document]:
    """Return the documents under ids that no round before had."""
    return [replace(one, id=f"doc:{round_:04x}{index:012x}") for index, one in enumerate(documents)]


def checked_read(documents: Sequence[Document], reader: str) -> None:
    """Read, and leave if the record does not hold something of every kind."""
    record = read(documents, reader=reader)
    if record.failures or not all(getattr(record, kind) for kind in KINDS):
        raise SystemExit("the documents were not read: a record of all kinds was expected")


def seconds_to_read(documents: Sequence[Document], reader: str) -> float:
    """Return the seconds that reading takes."""
    started = time.perf_counter()
    checked_read(documents, reader)
    return time.perf_counter() - started


def parse_bare(document: Document, nlp: Language) -> None:
    """Have the pipeline alone annotate a document, paragraph by paragraph."""
    texts = [document.text[p.start : p.end] for p in find_paragraphs(document.text)]
    if not all(doc.has_annotation("DEP") for doc in nlp.pipe(texts)):
        raise SystemExit("the pipeline did not parse")


@dataclass(slots=True)
class Taken:
    """Seconds on the clock and of the processor."""

    clock: float = 0.0
    processor: float = 0.0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Add what is done inside."""
        clock, processor = time.perf_counter(), time.process_time()
        yield
        self.clock += time.perf_counter() - clock
        self.processor += time.process_time() - processor


def one_round(documents: Sequence[Document], reader: str, nlp: Language) -> tuple[Taken, Taken]:
    """Time reading and the bare pipeline on each document in turn."""
    reading, bare = Taken(), Taken()
    for document in documents:
        with bare.counted():
            parse_bare(document, nlp)
        with reading.counted():
            record = read([document], reader=reader)
        if record.failures:
            raise SystemExit(record.failures[0].reason)
    return reading, bare


def peak() -> float:
    """Return the most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )


def one_core(job: tuple[int, int, int, int, str]) -> dict[str, Any]:
    """Time a share of the documents on one core: the best round of reading and of the bare pipeline."""
    core, n_cores, n_documents, rounds, reader = job
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[core]})
    use_threads(1)
    sources, failures = load_all([DISPATCHES])
    if failures:
        raise SystemExit(f"{failures[0].path}: {failures[0].reason}")
    documents = long_documents(sources, n_documents)[core::n_cores]
    checked_read(documents[:2], reader)  # loads the models
    for document in fresh(documents, 0):
        read([document], reader=reader)
    held = peak()  # before the bare pipeline is loaded beside the one that reads
    nlp = spacy.load(pipeline_name())
    parse_bare(documents[0], nlp)
    timed = [one_round(fresh(documents, round_), reader, nlp) for round_ in range(1, rounds + 1)]
    return {
        "documents": len(documents),
        "reading_s": min(reading.clock for reading, _ in timed),
        "reading_processor_s": min(reading.processor for reading, _ in timed),
        "of_bare": max(bare.processor / reading.processor for reading, bare in timed),
        "bare_processor_s": min(bare.processor for _, bare in timed),
        "peak_mib": held,
    }


def on_cores(n_cores: int, n_documents: int, rounds: int, reader: str) -> dict[str, Any]:
    """Time the documents on so many cores, each in a process of its own."""
    jobs = [(core, n_cores, n_documents, rounds, reader) for core in range(n_cores)]
    with multiprocessing.get_context("spawn").Pool(n_cores) as pool:
        shares = pool.map(one_core, jobs, chunksize=1)
    n_read = sum(share["documents"] for share in shares)
    found = {
        "cores": n_cores,
        "documents_per_s": n_read / max(share["reading_s"] for share in shares),
        "processor_s_per_document": sum(share["reading_processor_s"] for share in shares) / n_read,
        "bare_processor_s_per_document": sum(share["bare_processor_s"] for share in shares) / n_read,
        "of_bare_pipeline": sum(share["of_bare"] for share in shares) / n_cores,
        "peak_mib": sum(share["peak_mib"] for share in shares),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }
    print(
        f"{n_cores} core(s): {found['documents_per_s']:.2f} documents/s, "
        f"{found['processor_s_per_document']:.3f} processor s each "
        f"(bare {found['bare_processor_s_per_document']:.3f}), {found['of_bare_pipeline']:.2f} of the "
        f"bare pipeline's speed, {found['peak_mib']:,.0f} MiB in all, load {found['load'] or 0:.1f}",
        flush=True,
    )
    return found


def print_growth(reader: str) -> None:
    """Print the time a character of the dispatches as one report, and repeated."""
    sources, _ = load_all([DISPATCHES])
    text = "\n\n".join(one.text[one.body_start :] for one in sources) + "\n\n"
    checked_read(sources[:3], reader)
    for repeats in REPEATS:
        taken = seconds_to_read([_document(repeats, text * repeats)], reader)
        each = 1e6 * taken / (len(text) * repeats)
        print(f"one report of {len(text) * repeats:,} characters: {taken:.1f} s, {each:.0f} µs a character")


def main() -> None:
    """Print the speed on one core and on two, and how time grows with length."""
    parser = argparse.ArgumentParser(description="Time the reading of documents of 900 words.")
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--docs", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    names = ("spacy", "numpy", "onnxruntime")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"reader {asked.reader}, python {platform.python_version()}, {versions}, {platform.machine()}")
    cores = [n for n in (1, 2) if n <= (os.cpu_count() or 1)]
    rows = [on_cores(n, asked.docs, asked.rounds, asked.reader) for n in cores]
    print_growth(asked.reader)
    if asked.json is not None:
        found = {"reader": asked.reader, "versions": versions, "n_words": N_WORDS, "rows": rows}
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
