"""Runs ``detente add`` on a folder of reports and kills it, again and again; says what is there after it.

Usage: python -m tests.tools.killed_command FOLDER KILLS SEED

The command runs whole, in a process of its own that has the programs loaded already, from opening the
process folder to the last report. When a folder was killed often enough, or is done, the command is given
once more and not disturbed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from detente.cli import app
from detente.record.store import Store
from detente.runs import originals
from detente.runs.process import Process

N_REPORTS = 30
N_KILLS = 5
"""Kills that one process folder sees."""

WORDS = ("Envoys", "Talks", "Guards", "Boats", "Roads", "Delegates")


def install_reader(folder: Path) -> None:
    """Install a reader that takes no time, as any package would: by an entry point."""
    package = folder / "quick_reader-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: quick-reader\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text(
        "[detente.readers]\nquick = tests.unit.runs.deadly:DeadlyReader\n"
    )
    sys.path.insert(0, str(folder))


def write_reports(folder: Path) -> None:
    """Write the reports that are added."""
    folder.mkdir()
    for number in range(N_REPORTS):
        text = f"{WORDS[number % len(WORDS)]} met on day {number} in Ost. " * 20
        (folder / f"{number:02d}.txt").write_text(text, encoding="utf-8")


def started(process: Path, reports: Path) -> int:
    """Start the command in a process of its own; return its number."""
    child = os.fork()
    if child:
        return child
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    status = 1
    try:
        app(["add", str(reports), "--process", str(process), "--reader", "quick"])
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        os._exit(status)


def finish(process: Path, reports: Path) -> float:
    """Run the command undisturbed; return the seconds it took."""
    began = time.monotonic()
    _, status = os.waitpid(started(process, reports), 0)
    if status:
        raise SystemExit(f"the command failed with {status}")
    return time.monotonic() - began


def state(process: Path) -> dict[str, object]:
    """Return what a process holds, after looking at all of it."""
    record = process / "record.sqlite"
    if not record.exists():
        return {"documents": [], "items": [], "damaged": [], "additions": 0}
    with Store.open(record) as store:
        verified = store.verify()
        read = store.as_read()
    return {
        "documents": [document.id for document in read.documents],
        "items": [item.id for item in read.items()],
        "damaged": list(originals.damaged(process / "documents", read.documents)),
        "additions": verified.additions,
    }


def main(folder: Path, n_kills: int, seed: int) -> None:
    """Kill as often as asked, at random moments; look at the record after each kill and in the end."""
    drawn = random.Random(seed)
    install_reader(folder)
    reports = folder / "reports"
    write_reports(reports)
    finish(Process.create(folder / "first").folder, reports)  # reads the programs from disk
    longest = finish(Process.create(folder / "whole").folder, reports)
    _tell("whole", state(folder / "whole"))
    for number in range(n_kills):
        process = folder / f"killed-{number // N_KILLS}"
        if not process.exists():
            Process.create(process)
        child = started(process, reports)
        time.sleep(drawn.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        _tell("killed", state(process))
        if number % N_KILLS == N_KILLS - 1:
            finish(process, reports)
            _tell("finished", state(process))


def _tell(what: str, found: dict[str, object]) -> None:
    sys.stdout.write(json.dumps({"what": what, **found}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
