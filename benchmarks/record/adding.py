"""Time the adding of documents of 900 words to a process, against the bare language pipeline.

    python benchmarks/record/adding.py [--reader NAME] [--docs N] [--cores N] [--json FILE]

What is timed is what ``detente add`` does: files are loaded, their bytes kept, each is read on its own, and
everything is written, one transaction for each. *Bare* is what the pipeline alone takes for the same texts in
the same run, called as its makers say. With two cores two processes read, each report in one of them, and
this one writes. Models are loaded before the clock starts; what was added is checked after. Other work on the
machine slows both: the ratio says more than the seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy

from detente.documents import load_all
from detente.documents.document import Document
from detente.reading.parse.pipeline import pipeline_name
from detente.reading.text.paragraphs import find_paragraphs
from detente.record.store import Store
from detente.runs.adding import add
from detente.runs.process import Process
from detente.runs.schedulers import Processes, Scheduler, Serial

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from benchmarks.reading.throughput import DISPATCHES, N_WORDS, long_documents


def write_files(folder: Path, documents: Sequence[Document], first: int) -> Path:
    """Write documents as files, each with a first line of its own, so that none is known from before."""
    folder.mkdir()
    for number, document in enumerate(documents, start=first):
        text = f"Report {number}\n\n{document.text}\n"
        (folder / f"{number:05d}.txt").write_text(text, encoding="utf-8")
    return folder


def bare_seconds(documents: Sequence[Document]) -> tuple[float, float]:
    """Return the seconds, of the clock and the processor, that the pipeline alone takes for documents."""
    nlp = spacy.load(pipeline_name())
    list(nlp.pipe(["It is warm now."]))
    clock, processor = time.perf_counter(), time.process_time()
    for document in documents:
        paragraphs = [document.text[p.start : p.end] for p in find_paragraphs(document.text)]
        if not all(doc.has_annotation("DEP") for doc in nlp.pipe(paragraphs)):
            raise SystemExit("the pipeline did not parse")
    return time.perf_counter() - clock, time.process_time() - processor


def timed_add(folder: Path, cores: int, reader: str, documents: Sequence[Document]) -> dict[str, Any]:
    """Add documents to a new process on so many cores; return what it took."""
    process = Process.create(folder / f"process-{cores}")
    warm = write_files(folder / f"warm-{cores}", documents[: 2 * cores], first=90_000)
    files = write_files(folder / f"files-{cores}", documents, first=1)
    where: Scheduler = Serial() if cores == 1 else Processes(cores)
    add(process, [warm], reader=reader, scheduler=where)
    clock, before = time.perf_counter(), os.times()
    added = add(process, [files], reader=reader, scheduler=where)
    seconds, after = time.perf_counter() - clock, os.times()
    where.close()
    with Store.open(process.record) as store:
        verified, record = store.verify(), store.as_read()
    if added.n_new != len(documents) or added.failures or not (record.statements and record.events):
        raise SystemExit(f"the documents were not added: {added}")
    return {
        "cores": cores,
        "documents_per_s": len(documents) / seconds,
        "seconds": seconds,
        "processor_s": after.user + after.system - before.user - before.system,
        "items": added.n_items,
        "bytes_per_item": os.path.getsize(process.record) / max(1, sum(1 for _ in record.items())),
        "rows": verified.rows,
    }


def main() -> None:
    """Print the speed of adding on one core and on several, and what part of the pipeline's it is."""
    parser = argparse.ArgumentParser(description="Time the adding of documents of 900 words.")
    parser.add_argument("--reader", default="rules")
    parser.add_argument("--docs", type=int, default=24)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    sources, failures = load_all([DISPATCHES])
    if failures:
        raise SystemExit(f"{failures[0].path}: {failures[0].reason}")
    documents = long_documents(sources, asked.docs)
    print(
        f"reader {asked.reader}, {asked.docs} documents of {N_WORDS} words, python "
        f"{platform.python_version()}, spacy {version('spacy')}, {platform.machine()}, "
        f"{os.cpu_count()} cores"
    )
    bare, bare_processor = bare_seconds(documents)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for cores in range(1, asked.cores + 1):
            row = timed_add(Path(folder), cores, asked.reader, documents)
            row |= {"bare_s": bare, "bare_processor_s": bare_processor, "load": os.getloadavg()[0]}
            rows.append(row)
            told = (
                "" if cores > 1 else f" ({bare_processor / row['processor_s']:.2f} of it by processor time)"
            )
            print(
                f"{cores} core(s): {row['documents_per_s']:.2f} documents/s, {bare / row['seconds']:.2f} of "
                f"the bare pipeline's {asked.docs / bare:.2f}{told}; {row['items']} items, "
                f"{row['processor_s']:.1f} processor s, load {row['load']:.1f}",
                flush=True,
            )
    if asked.json is not None:
        found = {"reader": asked.reader, "n_words": N_WORDS, "rows": rows}
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
