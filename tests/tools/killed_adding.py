"""Adds documents one by one to records and is killed, again and again; says what is there after each kill.

Usage: python -m tests.tools.killed_adding FOLDER KILLS SEED
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time

from detente.documents.document import Document
from detente.record import Record
from detente.record.store import Store
from detente.record.values import Actor, Passage

LONGEST = 0.02
"""Seconds from the first document on until the kill, at most."""

N_KILLS = 10
"""Kills that one record sees: all of it is verified after each."""


def report(number: int) -> Record:
    """Return a document with somebody in it, the same for the same number."""
    text = f"Kerr left for the {number}th time." * 20
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=f"doc:{digest[:16]}", path=f"{number}.txt", text=text, sha256=digest)
    where = Passage(document=document.id, start=0, end=4, text="Kerr")
    kerr = Actor(id="actor:kerr", name="Kerr", kind="person", mentions=(where,))
    return Record(documents=(document,), actors=(kerr,), reader="made")


def _add(path: str, first: int, told: int) -> None:
    """Add documents until killed; write a byte for each that was added."""
    with Store.open(path) as store:
        for number in range(first, first + 10_000):
            store.add(report(number))
            os.write(told, b".")


def main(folder: str, n_kills: int, seed: int) -> None:
    """Kill as often as asked, at random moments; check the record each time."""
    drawn = random.Random(seed)
    n_there = 0
    for number in range(n_kills):
        path = os.path.join(folder, f"{number // N_KILLS}.sqlite")
        n_there = 0 if number % N_KILLS == 0 else n_there
        told = n_there + _killed(path, n_there, drawn.uniform(0, LONGEST))
        with Store.open(path, create=False) as store:
            verified = store.verify()
            paths = [document.path for document in store.documents()]
        line = {"told": told, "there": len(paths), "additions": verified.additions}
        line["in order"] = paths == [f"{number}.txt" for number in range(len(paths))]
        n_there = len(paths)
        sys.stdout.write(json.dumps(line) + "\n")


def _killed(path: str, first: int, seconds: float) -> int:
    """Return how many documents a program said it had added before it was killed."""
    reading, telling = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _add(path, first, telling)
        os._exit(0)
    os.close(telling)
    told = len(os.read(reading, 1))  # the first is there: it is at work
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while some := os.read(reading, 65536):
        told += len(some)
    os.close(reading)
    return told


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
