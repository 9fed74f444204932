from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.runs.deadly import DeadlyReader

from detente.documents import load
from detente.errors import ProcessError
from detente.record import Record
from detente.runs.schedulers import Cluster, Processes, Scheduler, Serial, n_cores
from detente.runs.tasks import Task, perform

WORDS = ("Envoys", "FAIL", "SLOW", "Talks", "Delegates", "Ministers", "SLOW", "Guards", "Boats", "Roads")


def _tasks(words: tuple[str, ...], marks: str = "") -> list[Task]:
    reader = DeadlyReader(marks)
    return [
        Task(document=load(f"{word} met on day {day}.".encode(), path=f"{day}.txt"), reader=reader)
        for day, word in enumerate(words)
    ]


@pytest.fixture
def processes() -> Iterator[Processes]:
    pool = Processes(2)
    yield pool
    pool.close()


def test_processes_read_as_one_does_and_in_the_same_order(processes: Processes) -> None:
    tasks = _tasks(WORDS * 3)
    assert list(processes.read(iter(tasks))) == list(Serial().read(iter(tasks)))


def test_results_come_before_all_tasks_are_taken() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[Task]:
        for number, task in enumerate(_tasks(("Envoys",) * 40)):
            taken.append(number)
            yield task

    pool = Processes(1)
    next(pool.read(tasks()))
    pool.close()
    assert len(taken) < 10


def test_document_that_cannot_be_read_fails_alone() -> None:
    failed, read = (perform(task) for task in _tasks(("FAIL", "Envoys")))
    (failure,) = failed.failures
    assert failure.path == "0.txt"
    assert failure.reason.endswith("it says so")
    assert failed == Record(failures=(failure,))
    assert len(read.statements) == 1


def test_document_that_kills_its_reader_fails_alone(processes: Processes) -> None:
    tasks = _tasks(("Envoys", "Talks", "DIE", "Guards", "Roads"))
    read = [record for _, record in processes.read(iter(tasks))]
    assert [len(record.statements) for record in read] == [1, 1, 0, 1, 1]
    (failure,) = read[2].failures
    assert "the process that read it died" in failure.reason


def test_worker_that_dies_once_loses_nothing(processes: Processes, tmp_path: Path) -> None:
    tasks = _tasks(("Envoys", "ONCE", "Talks"), str(tmp_path))
    read = [record for _, record in processes.read(iter(tasks))]
    assert [len(record.statements) for record in read] == [1] * 3


def test_there_is_a_core() -> None:
    assert n_cores() >= 1


def test_cluster_that_does_not_answer_is_told() -> None:
    with pytest.raises(ProcessError, match="no Dask scheduler answers at"):
        Cluster("nonsense")


def test_every_scheduler_is_one() -> None:
    kinds: list[type[Scheduler]] = [Serial, Processes, Cluster]
    assert all(hasattr(kind, "read") and hasattr(kind, "close") for kind in kinds)


def test_workers_end_with_the_process_that_started_them() -> None:
    program = """
from detente.documents import load
from detente.runs.schedulers import Processes
from detente.runs.tasks import Task
from tests.unit.runs.deadly import DeadlyReader
import time

if __name__ == "__main__":
    pool = Processes(2)
    task = Task(document=load(b"Envoys met.", path="1.txt"), reader=DeadlyReader(""))
    assert len(list(pool.read([task, task]))) == 2
    print("read", flush=True)
    time.sleep(600)
"""
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"read\n"
        started.kill()
        # The workers have the same output: it ends when the last of them has.
        assert started.communicate(timeout=60)[0] == b""
