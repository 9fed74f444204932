"""How long it takes to find something in a large record.

Usage: python -m benchmarks.record.finding [STATEMENTS] [--file FILE]

Made documents of 20 statements each are added to one file, or a file that was made so before is taken. First
every query is asked of a small record and held against the plain definition (``asking.find``). Times are
processor milliseconds for the first 50 answers and their number, the best of five; other work on the machine
shows in the time on the wall, which is given too.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Mapping
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from benchmarks.record.made import N_STATEMENTS, made_records

from detente.record import Record
from detente.record.asking.find import find
from detente.record.asking.query import MOST_COUNTED, Query
from detente.record.store import Store

AT_ONCE = 500
LIMIT = 50
ROUNDS = 5


def main(n_statements: int, file: Path | None) -> None:
    print(
        f"{platform.platform()}, Python {platform.python_version()}, SQLAlchemy {version('sqlalchemy')}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    (small,) = made_records(40, 40)
    asked = queries(small)
    check(small, asked)
    if file is not None:
        measure(file, asked)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        with Store.open(path) as store:
            for record in made_records(n_statements // N_STATEMENTS, AT_ONCE):
                store.add(record)
        measure(path, asked)


def queries(record: Record) -> Mapping[str, Query]:
    """Return what is asked: each filter, some together, and words of every frequency."""
    said = record.statements[0]
    assert said.speaker is not None
    assert said.speaker.actor is not None
    who = (said.speaker.actor,)
    words = said.passage.text.strip("“”.").split()
    day = record.documents[0].published_on
    assert day is not None
    kind = ("statement",)
    return {
        "by one speaker": Query(kinds=kind, who=who),
        "by one speaker, any kind": Query(who=who),
        "of one act": Query(kinds=kind, acts=(said.act,)),
        "by one speaker, of one act": Query(kinds=kind, who=who, acts=(said.act,)),
        "about one issue": Query(kinds=kind, about=said.about or ""),
        "in private": Query(kinds=kind, channel="private"),
        "of one week": Query(kinds=kind, since=day, until=day + timedelta(days=6)),
        "with a rare word": Query(words=words[1]),
        "with rare words in this order": Query(words=f'"{" ".join(words[:2])}"'),
        "with a rare and a common word": Query(words=f"{words[1]} {words[2]}"),
        "with a word of all, by one speaker": Query(kinds=kind, words=words[2], who=who),
        "with a word of all, of one act": Query(kinds=kind, words=words[2], acts=(said.act,)),
        "with a word of all, in private": Query(kinds=kind, words=words[2], channel="private"),
        "with a word of all, about one issue": Query(kinds=kind, words=words[2], about=said.about or ""),
        "with a word of all, of one outlet": Query(words=words[2], source=record.documents[7].source),
        "with a word of all, by three speakers": Query(kinds=kind, words=words[2], who=_actors(record, 3)),
        "with a word of all": Query(words=words[2]),
        "with words that begin so, as all have": Query(words=f"{words[2][:2]}*"),
        "with words that begin so, of one act": Query(words=f"{words[2][:2]}*", acts=(said.act,)),
        "with three words in this order, by one speaker": Query(words='"must be settled"', who=who),
        "with a word of many, without two others": Query(words="river -convoy -draft"),
        "by ten speakers": Query(kinds=kind, who=_actors(record, 10)),
        "of two acts": Query(kinds=kind, acts=("REJECT", "THREATEN")),
        "of one outlet": Query(source=record.documents[7].source),
        "of one outlet, of one act": Query(source=record.documents[7].source, acts=(said.act,)),
        "of all outlets": Query(source="outlet"),
        "of one grade": Query(reliability=("F",)),
        "improbable, one in a thousand": Query(below=0.001),
        "improbable, one in fifty": Query(below=0.02),
        "improbable, one in three": Query(below=1 / 3),
        "improbable, of one act, in private": Query(below=0.02, acts=(said.act,), channel="private"),
        "as read, not ruled on": Query(status=("proposed",)),
        "all of it": Query(),
    }


def _actors(record: Record, n_actors: int) -> tuple[str, ...]:
    return tuple(actor.id for actor in record.actors[:n_actors])


def check(record: Record, asked: Mapping[str, Query]) -> None:
    """Stop unless a small record gives the answers of the definition."""
    with Store.open(":memory:") as store:
        store.add(record)
        for name, query in asked.items():
            for limit in (None, LIMIT):
                assert store.find(query, limit=limit) == find(record, query, limit=limit), name


def measure(path: Path, asked: Mapping[str, Query]) -> None:
    with Store.open(path, create=False) as store:
        print(f"a file of {path.stat().st_size / 1e6:,.0f} MB")
        used = time.process_time()
        n_names = len(store.names().by_id)
        print(f"names of all {n_names} actors: {(time.process_time() - used) * 1000:.0f} ms")
        for name, query in asked.items():
            times = []
            for _ in range(ROUNDS):
                began, used = time.perf_counter(), time.process_time()
                answer = store.find(query, limit=LIMIT)
                times.append((time.process_time() - used, time.perf_counter() - began))
            n_found = (
                f"more than {MOST_COUNTED:,}" if answer.n_found > MOST_COUNTED else f"{answer.n_found:,}"
            )
            processor, wall = min(times)
            print(f"{name}: {processor * 1000:.0f} ms ({wall * 1000:.0f} on the wall), {n_found} found")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time finding in a large record.")
    parser.add_argument("statements", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    main(given.statements, given.file)
