"""What is added is the same in one process, in several, and on a cluster that loses a worker."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from detente.cli import app
from detente.record import Record
from detente.record.store import Store
from detente.runs.process import Process

N_REPORTS = 12


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a dozen of the example's reports with what is known of each."""
    folder = tmp_path_factory.mktemp("reports")
    dispatches = Path(__file__).resolve().parents[3] / "examples" / "sarn" / "dispatches"
    for text in sorted(dispatches.glob("*.txt"))[:N_REPORTS]:
        shutil.copy(text, folder)
        shutil.copy(f"{text}.toml", folder)
    return folder


def _added(folder: Path, reports: Path, *options: str) -> Record:
    """Return what the command adds to a new process."""
    place = Process.create(folder).folder if not folder.exists() else folder
    arguments = ["add", str(reports), "--process", str(place), "--reader", "rules", *options]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert f"added {N_REPORTS} documents" in result.stdout
    with Store.open(place / "record.sqlite", create=False) as store:
        store.verify()
        return store.as_read()


@pytest.fixture(scope="module")
def serial(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Record:
    """What is added when this process reads."""
    record = _added(tmp_path_factory.mktemp("serial") / "talks", reports)
    assert len(record.documents) == N_REPORTS
    assert record.statements
    return record


def test_two_processes_add_what_one_adds(tmp_path: Path, reports: Path, serial: Record) -> None:
    assert _added(tmp_path / "talks", reports, "--workers", "2") == serial


def test_cluster_that_loses_a_worker_adds_what_one_process_adds(
    tmp_path: Path, reports: Path, serial: Record
) -> None:
    from distributed import LocalCluster

    talks = Process.create(tmp_path / "talks").folder
    killed: list[int] = []
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0", silence_logs=50
    ) as cluster:
        told = (cluster, talks / "record.sqlite", killed)
        killer = threading.Thread(target=_kill_a_worker, args=told, daemon=True)
        killer.start()
        added = _added(talks, reports, "--scheduler", cluster.scheduler_address)
        killer.join()
    assert len(killed) == 1
    assert 0 < killed[0] < N_REPORTS, "in the middle"
    assert added == serial


def _kill_a_worker(cluster: Any, record: Path, killed: list[int]) -> None:
    """Kill a worker as soon as something was added; note how much."""
    while True:
        if record.exists() and record.stat().st_size:
            with Store.open(record) as store:
                n_there = len(store.documents())
            if n_there:
                break
        time.sleep(0.02)
    pid = next(worker.pid for worker in cluster.workers.values() if worker.pid is not None)
    os.kill(pid, signal.SIGKILL)
    killed.append(n_there)
