"""Add thousands of real reports to a process, and ask the record that comes of it.

    python -m benchmarks.record.many [PATH...] [--docs N] [--reader NAME] [--cores N] [--keep FOLDER]

Each path is a folder of texts, or a file of JSON lines with a text under ``text``; without any, the example's
dispatches, and few. When they are fewer than are asked for, copies are made of them as outlets print a wire:
another opening, a few sentences left out, another publisher. These are called "made copy" in their titles.
Told is how fast documents come, the first and the last of them, and the memory of the process that writes;
then how long the commands take, each in a process of its own, and how much memory it needs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

from detente.record.store import Store
from detente.runs.adding import Added, add
from detente.runs.process import Process
from detente.runs.schedulers import Processes, Scheduler, Serial

DISPATCHES = Path(__file__).resolve().parents[2] / "examples" / "sarn" / "dispatches"

PART = 250
"""Documents between two lines that say how it goes."""

FIRST_DAY = date(2016, 9, 1)
N_DAYS = 90
N_OUTLETS = 40
SENTENCE = re.compile(r"(?<=[.!?”])[ \t]+(?=[A-Z“])")
COMMANDS = (
    ("find", "ceasefire"),
    ("find", "said", "--limit", "50"),
    ("timeline", "--csv"),
    ("happenings", "--csv"),
    ("quotes", "--csv"),
    ("links", "--csv"),
    ("positions", "--csv"),
    ("contradictions", "--csv"),
    ("promises", "--csv"),
    ("diff", "--since", "2000-01-01", "--csv"),
    ("verify",),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Add thousands of real reports, and ask the record.")
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--docs", type=int, help="5000 when paths are given, else 50")
    parser.add_argument("--reader", default="rules")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a new folder for the process, which is kept")
    asked = parser.parse_args()
    n_documents = asked.docs or (5000 if asked.paths else 50)
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}, reader {asked.reader}, {asked.cores} processes that read"
    )
    kept = nullcontext(str(asked.keep)) if asked.keep is not None else tempfile.TemporaryDirectory()
    with kept as folder:
        place = Path(folder)
        place.mkdir(exist_ok=True)
        files = place / "files"
        n_words = write_files(files, texts(asked.paths or [DISPATCHES]), n_documents)
        process = Process.create(place / "process")
        print(f"{n_documents:,} documents of {n_words / n_documents:.0f} words")
        add_all(process, files, asked.reader, asked.cores)
        ask(process)


def texts(paths: Sequence[Path]) -> list[str]:
    """Return the texts at some paths, in the order of their names."""
    found = []
    for path in paths:
        if path.is_dir():
            found += [one.read_text(encoding="utf-8") for one in sorted(path.rglob("*.txt"))]
        else:
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [str(json.loads(line)["text"]) for line in lines]
    return found


def write_files(folder: Path, originals: Sequence[str], n_documents: int) -> int:
    """Write the texts, and copies of them, as files with a head of their own; return how many words."""
    folder.mkdir()
    drawn = random.Random(1)
    days = [FIRST_DAY + timedelta(days=drawn.randrange(N_DAYS)) for _ in originals]
    n_words = 0
    for number in range(n_documents):
        place = number % len(originals)
        is_made = number >= len(originals)
        text = _copy(originals[place], drawn) if is_made else originals[place]
        title = f"{'Made copy of report' if is_made else 'Report'} {place + 1}"
        day = days[place] + timedelta(days=drawn.randrange(2) if is_made else 0)
        outlet = f"Outlet {drawn.randrange(N_OUTLETS)}"
        head = f"Title: {title}\nPublisher: {outlet}\nPublished: {day}\n\n"
        (folder / f"{number:05d}.txt").write_text(f"{head}{text}\n", encoding="utf-8")
        n_words += len(text.split())
    return n_words


def _copy(text: str, drawn: random.Random) -> str:
    """Return a report as another outlet prints it: with an opening of its own, and shortened."""
    paragraphs = [part for part in text.split("\n") if part.strip()]
    number = drawn.randrange(1_000_000)
    kept = [f"This report was received by wire under the number {number} and is printed in part."]
    for paragraph in paragraphs:
        sentences = SENTENCE.split(paragraph)
        if len(sentences) > 1 and drawn.random() < 0.2:
            sentences.pop(drawn.randrange(len(sentences)))
        kept.append(" ".join(sentences))
    return "\n\n".join(kept)


def add_all(process: Process, files: Path, reader: str, cores: int) -> None:
    """Add all files, and tell how it goes."""
    where: Scheduler = Serial() if cores == 1 else Processes(cores)
    began = last = time.perf_counter()

    def tell(added: Added) -> None:
        nonlocal last
        done = added.n_new + added.n_known + added.n_failed
        if done % PART == 0:
            now = time.perf_counter()
            print(
                f"{done:6,d} documents: {PART / (now - last):5.1f} a second, {added.n_items:,} items, "
                f"{_memory():.0f} MiB, load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
            last = now

    added = add(process, [files], reader=reader, scheduler=where, progress=tell)
    spent = time.perf_counter() - began
    where.close()
    used = resource.getrusage(resource.RUSAGE_SELF)
    read = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{added.n_new:,} added, {added.n_failed} left out, in {spent:.0f} s: "
        f"{used.ru_utime + used.ru_stime:.0f} s of the processor to write, "
        f"{read.ru_utime + read.ru_stime:.0f} s to read; "
        f"{os.path.getsize(process.record) / 1e6:,.0f} MB"
    )
    with Store.open(process.record) as store:
        if len(store.documents()) != added.n_new:
            raise SystemExit("not all that was added is there")


def _memory() -> float:
    """Return the memory of this process now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def ask(process: Process) -> None:
    """Run the commands on the record, each in a process of its own."""
    detente = Path(sys.executable).with_name("detente")
    for command in COMMANDS:
        clock = time.perf_counter()
        started = [str(detente), *command, "--process", str(process.folder)]
        with subprocess.Popen(started, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            assert running.stdout is not None
            n_lines = sum(1 for _ in running.stdout)
            _, status, used = os.wait4(running.pid, 0)
            running.returncode = os.waitstatus_to_exitcode(status)
        print(
            f"detente {' '.join(command)}: {time.perf_counter() - clock:.1f} s, "
            f"{used.ru_utime + used.ru_stime:.1f} s of the processor, {used.ru_maxrss / 1024:.0f} MiB, "
            f"{n_lines:,} lines, exit code {running.returncode}",
            flush=True,
        )


if __name__ == "__main__":
    main()
