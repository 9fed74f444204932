"""Where documents are read: in this process, in several on this machine, or on a Dask cluster.

Every scheduler maps `tasks.perform` and gives the results in the order of the tasks, with a bounded number
on their way, so that what is kept does not depend on who was faster and a long run needs no more memory
than a short one. A document that kills whoever reads it fails alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol

from detente.errors import ProcessError
from detente.record import Record
from detente.runs.tasks import Task, lost, perform

AHEAD = 4
"""Tasks on their way for each worker: enough that none waits for the one whose turn it is."""
ATTEMPTS = 2
"""Processes of its own that one document may kill before it is left out."""


class Scheduler(Protocol):
    """Whatever maps reading over tasks."""

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Record]]:
        """Yield each task with what was read, in the order of the tasks."""
        ...

    def close(self) -> None:
        """Let go of the workers."""
        ...


class Serial:
    """Read one after the other in this process."""

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Record]]:
        """Yield each task with what was read, in the order of the tasks."""
        for task in tasks:
            yield task, perform(task)

    def close(self) -> None:
        """Nothing is held."""


def _begin_worker() -> None:
    """Have a worker take one core, since threads beyond it only wait, and end with whoever started it."""
    from detente.reading.learned.model import use_threads

    use_threads(1)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:
    """End this process when another one has ended.

    A worker waits for work at a pipe of which it holds both ends: of one that was killed it would never hear.
    """
    parent.join()
    os._exit(1)


class Processes:
    """Read in several processes of this machine.

    Parameters
    ----------
    workers : int
        How many, at least 1.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = self._start(workers)

    @staticmethod
    def _start(workers: int) -> ProcessPoolExecutor:
        # Not forked: a copy of a process that has threads and an open database is not safe to use.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker)

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Record]]:
        """Yield each task with what was read, in the order of the tasks.

        When a worker dies, those on their way are read again one at a time, each in a process of its
        own: the one that kills it is left out, with the reason.
        """
        waiting: deque[tuple[Task, Future[Record]]] = deque()
        for task in tasks:
            waiting.append((task, self._submit(task)))
            if len(waiting) >= AHEAD * self._workers:
                yield self._first(waiting)
        while waiting:
            yield self._first(waiting)

    def _submit(self, task: Task) -> Future[Record]:
        with _uninterrupted():
            return self._pool.submit(perform, task)

    def _first(self, waiting: deque[tuple[Task, Future[Record]]]) -> tuple[Task, Record]:
        task, coming = waiting.popleft()
        try:
            return task, coming.result()
        except BrokenProcessPool:
            self._pool.shutdown(cancel_futures=True)
            record = _alone(task)
            self._pool = self._start(self._workers)
            again = [(other, self._submit(other)) for other, _ in waiting]
            waiting.clear()
            waiting.extend(again)
            return task, record

    def close(self) -> None:
        """Let go of the workers; what is on its way is not waited for."""
        self._pool.shutdown(cancel_futures=True)


def _alone(task: Task) -> Record:
    """Read one task in a process of its own, which it may kill."""
    for _ in range(ATTEMPTS):
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context, initializer=_begin_worker) as pool:
            try:
                with _uninterrupted():
                    coming = pool.submit(perform, task)
                return coming.result()
            except BrokenProcessPool:
                continue
    return lost(task, "the process that read it died (for want of memory, perhaps)")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start workers that an interrupt from the keyboard does not reach: whoever started them stops them.

    A terminal interrupts all processes at once, and each worker would print where it was. Workers inherit
    what is blocked while they start; this process is interrupted when it is blocked no longer.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Cluster:
    """Read on a Dask cluster.

    Parameters
    ----------
    address : str
        Of its scheduler: ``tcp://host:8786``, or the path of a scheduler file.

    Raises
    ------
    ProcessError
        If the package ``distributed`` is not installed, nobody answers there, or there are no workers.
    """

    def __init__(self, address: str) -> None:
        self._client = _connect(address)

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Record]]:
        """Yield each task with what was read, in the order of the tasks.

        When a worker is lost, the cluster reads its documents again elsewhere.
        """
        waiting: deque[tuple[Task, Any]] = deque()
        for task in tasks:
            waiting.append((task, self._client.submit(perform, task, pure=False)))
            if len(waiting) >= AHEAD * max(1, self._n_threads()):
                yield self._first(waiting)
        while waiting:
            yield self._first(waiting)

    def _n_threads(self) -> int:
        return sum(self._client.nthreads().values())

    def _first(self, waiting: deque[tuple[Task, Any]]) -> tuple[Task, Record]:
        from distributed import KilledWorker, wait

        task, coming = waiting.popleft()
        try:
            record = coming.result()
        except KilledWorker:
            # The cluster suspects all that were with a worker when it died: this one is tried alone.
            wait([other for _, other in waiting])  # type: ignore[no-untyped-call]
            try:
                record = self._client.submit(perform, task, pure=False).result()
            except KilledWorker:
                return task, lost(task, "every worker that read it died")
        assert isinstance(record, Record)
        return task, record

    def close(self) -> None:
        """Leave the cluster, which goes on."""
        self._client.close()


def _connect(address: str) -> Any:
    """Return a client of a cluster that has a worker; the package has no types."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ProcessError(
            "--scheduler needs the package distributed: install it with `pip install detente[cluster]`"
        ) from error
    try:
        client: Any = Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ProcessError(
            f"no Dask scheduler answers at '{address}' ({error}): start one with `dask scheduler`, or "
            "correct the address"
        ) from error
    if not client.nthreads():
        client.close()
        raise ProcessError(f"the Dask cluster at '{address}' has no worker: start one with `dask worker`")
    return client


def n_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
