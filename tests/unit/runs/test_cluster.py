"""Reading on a real Dask cluster of this machine, workers killed in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from tests.unit.runs.deadly import DeadlyReader

from detente.documents import load
from detente.errors import ProcessError
from detente.runs.schedulers import Cluster, Serial
from detente.runs.tasks import Task


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0", silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture
def cluster(dask: Any) -> Iterator[Cluster]:
    found = Cluster(dask.scheduler_address)
    yield found
    found.close()


def _tasks(words: list[str]) -> list[Task]:
    return [
        Task(document=load(f"{word} met on day {day}.".encode(), path=f"{day}.txt"), reader=DeadlyReader())
        for day, word in enumerate(words)
    ]


def test_cluster_reads_as_one_process_does(cluster: Cluster) -> None:
    tasks = _tasks(["Envoys", "FAIL", "Talks", "SLOW", "Guards"] * 4)
    assert list(cluster.read(iter(tasks))) == list(Serial().read(iter(tasks)))


def test_worker_killed_in_the_middle_loses_nothing(cluster: Cluster, dask: Any) -> None:
    tasks = _tasks(["SLOW", "Envoys"] * 15)
    found = []
    for number, (task, record) in enumerate(cluster.read(iter(tasks))):
        if number in (3, 11):
            os.kill(_pid_of_a_worker(dask), signal.SIGKILL)
        found.append((task.document.id, len(record.statements)))
    assert found == [(task.document.id, 1) for task in tasks]


def test_document_that_kills_every_worker_fails_alone(cluster: Cluster) -> None:
    tasks = _tasks(["Envoys", "DIE", "Talks"])
    records = [record for _, record in cluster.read(iter(tasks))]
    assert [len(record.statements) for record in records] == [1, 0, 1]
    (failure,) = records[1].failures
    assert "every worker that read it died" in failure.reason


def test_cluster_without_workers_is_told() -> None:
    from distributed import LocalCluster

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=0, host="127.0.0.1", dashboard_address=":0", silence_logs=50
        ) as empty,
        pytest.raises(ProcessError, match="has no worker"),
    ):
        Cluster(empty.scheduler_address)


def _pid_of_a_worker(dask: Any) -> int:
    pids: list[int] = [worker.pid for worker in dask.workers.values() if worker.pid is not None]
    return pids[0]
