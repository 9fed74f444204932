"""Adding documents to a process: each is read on its own, kept at once, and read once.

What was added is the same in whatever order and on however many workers; a run that is broken off is taken
up again by the next one, for what is in the record already is passed over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from detente.documents.document import Document
from detente.documents.loading import Loaded, LoadFailure, load_each
from detente.reading.actor_file.load import ActorFile, load_actor_file
from detente.reading.readers import Reader
from detente.record import Record
from detente.record.store import Store
from detente.record.values import Failure
from detente.runs.originals import keep
from detente.runs.passed_over import PassedOver, passed_over
from detente.runs.process import Process
from detente.runs.schedulers import Scheduler, Serial
from detente.runs.tasks import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWarning:
    """What a document that was added could not tell, or was read without."""

    path: str
    part: str
    warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of the documents that were to be added.

    Attributes
    ----------
    n_new, n_again, n_known, n_failed : int
        Read and kept for the first time; read again; in the record already and passed over; not loaded or
        not read.
    n_replaced : int
        How many of the new ones took the place of an earlier version.
    n_items : int
        Statements, events, proposals, responses, claims and inconsistencies read in the new ones.
    failures : tuple of Failure
        Documents that could not be loaded or read, and records that were refused, each with its reason.
    warnings : tuple of DocumentWarning
        Those of the documents that were read, in the order they were added; only once all are.
    passed_over : tuple of PassedOver
        Files in folders that are hidden or of other kinds, by their endings; only once all are added.
    """

    n_new: int = 0
    n_again: int = 0
    n_known: int = 0
    n_failed: int = 0
    n_replaced: int = 0
    n_items: int = 0
    failures: tuple[Failure, ...] = ()
    warnings: tuple[DocumentWarning, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def add(
    process: Process,
    paths: Sequence[str | os.PathLike[str]],
    *,
    reader: Reader | str | None = None,
    again: bool = False,
    scheduler: Scheduler | None = None,
    progress: Callable[[Added], None] | None = None,
) -> Added:
    """Read the documents at some paths into a process's record.

    Each document is one transaction: whatever happens, the record holds all of a document or nothing.

    Parameters
    ----------
    process : Process
    paths : sequence of str or path
        Files, folders with all below them, ``-`` for standard input. The process's own originals are passed
        over.
    reader : Reader or str, optional
        Who reads; the process's own reader when not given.
    again : bool
        Read documents once more that are in the record: what is found now takes the place of what was
        found, which is kept, and rulings stay with what they are about.
    scheduler : Scheduler, optional
        Where to read; in this process when not given. It is not closed.
    progress : callable, optional
        Called after each document with what became of them so far.

    Returns
    -------
    Added

    Raises
    ------
    MissingDocumentError
        If a path names nothing.
    ProcessError
        If a document's bytes cannot be kept.
    StoreError
        If the record cannot be opened or written.
    ReadingError
        If there is no such reader.
    """
    actors = load_actor_file(process.actors) if process.actors is not None else None
    chosen = reader if reader is not None else process.reader
    where = scheduler if scheduler is not None else Serial()
    with Store.open(process.record) as store:
        run = _Run(process, store, again=again, progress=progress)
        loaded = load_each(paths, columns=process.columns, leave_out=_own(process))
        for task, record in where.read(run.tasks(loaded, chosen, actors)):
            run.take(task, record)
    return replace(run.added, warnings=tuple(run.warnings), passed_over=passed_over(process, paths))


def _own(process: Process) -> tuple[str, ...]:
    """Files of the folder that are no documents, should the folder itself be added."""
    return tuple(str(place) for place in process.folder.glob("*.toml"))


class _Run:
    """What is counted while documents come and go."""

    def __init__(
        self,
        process: Process,
        store: Store,
        *,
        again: bool,
        progress: Callable[[Added], None] | None,
    ) -> None:
        self.added = Added()
        self.warnings: list[DocumentWarning] = []
        self._process = process
        self._store = store
        self._again = again
        self._progress = progress
        self._seen: set[str] = set()
        self._originals = os.path.join(os.path.realpath(process.originals), "")

    def tasks(
        self, loaded: Iterable[Loaded | LoadFailure], reader: Reader | str, actors: ActorFile | None
    ) -> Iterator[Task]:
        """Yield what is to be read; what is known or failed is counted on the way."""
        for one in loaded:
            if self._is_kept_here(one):
                continue
            if isinstance(one, LoadFailure):
                self._fail(Failure(path=one.path, reason=one.reason))
                continue
            document = one.document
            is_held = document.id in self._seen or self._store.holds(document.id)
            self._seen.add(document.id)
            keep(self._process.originals, document, one.raw)  # one that was lost is back with this
            if is_held and not self._again:
                self._count(n_known=1)
                continue
            yield Task(document=document, reader=reader, actors=actors)

    def _is_kept_here(self, one: Loaded | LoadFailure) -> bool:
        """Whether it is one of the originals: in the record already, here without what its sidecar says."""
        path = one.path if isinstance(one, LoadFailure) else one.document.path
        return os.path.realpath(path).startswith(self._originals)

    def take(self, task: Task, record: Record) -> None:
        """Keep what was read of one document."""
        is_known = self._store.holds(task.document.id)
        n_kept = self._store.add(record, again=self._again)
        failures = (*self.added.failures, *record.failures)
        self.added = replace(self.added, failures=failures)
        if not record.documents:
            self._count(n_failed=1)
        elif not self._again and (is_known or not n_kept):  # somebody else added it meanwhile
            self._count(n_known=1)
        else:
            n_items = sum(1 for _ in record.items())
            is_version = not is_known and self._store.has_replaced(task.document.id)
            self._warn(task.document)
            self._count(
                n_again=int(is_known),
                n_new=int(not is_known),
                n_replaced=int(is_version),
                n_items=n_items,
            )

    def _warn(self, document: Document) -> None:
        self.warnings += [
            DocumentWarning(path=document.path, part=document.part, warning=warning)
            for warning in document.warnings
        ]

    def _fail(self, failure: Failure) -> None:
        self._store.add(Record(failures=(failure,)))
        self.added = replace(self.added, failures=(*self.added.failures, failure))
        self._count(n_failed=1)

    def _count(self, **more: int) -> None:
        now = {name: getattr(self.added, name) + number for name, number in more.items()}
        self.added = replace(self.added, **now)
        if self._progress is not None:
            self._progress(self.added)
