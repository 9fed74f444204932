"""The record a command works on: read from the reports it names, or kept in the process folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.inputs import load_actors, load_documents
from detente.cli.messages import report_notes, stage
from detente.cli.processes import chosen_process, loaded
from detente.cli.readers import report_failures
from detente.errors import MissingDocumentError

if TYPE_CHECKING:
    from detente.reading.readers import Reader
    from detente.record import Record
    from detente.record.ruling.ruled import Ruled
    from detente.runs.process import Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record comes from: the reports at ``paths`` or, when there are none, a process folder."""

    paths: Sequence[str]
    process: Path | None = None
    actors: Path | None = None
    as_of: date | None = None

    @property
    def inputs(self) -> list[str | Path]:
        """The files it is read from."""
        return [*self.paths, *([self.actors] if self.actors else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """A record as ruled; when it is kept, with the process folder and the last addition it comes from.

    ``now`` gives the present id of what has another one since it was read again or joined.
    """

    ruled: Ruled
    process: Process | None = None
    addition: int | None = None
    now: Mapping[str, str] = field(default_factory=dict)


def obtain(origin: Origin, reader: Reader, *, leave_out: Collection[Path] = ()) -> Obtained:
    """Read the reports that were named, or load the record of the process folder, as ruled and joined.

    Parameters
    ----------
    origin : Origin
    reader : Reader
        Who reads reports that were named.
    leave_out : collection of Path
        Files the command writes.

    Raises
    ------
    ProcessError
        If no report was named and the command runs in no process folder.
    MissingDocumentError
        If the process has no document (of that time).
    """
    if origin.paths:
        from detente.record.asking.moments import moment

        # What is one across reports is found as for a record that is kept: a brief says the same of both.
        ruled = moment(read_reports(origin, reader, leave_out=leave_out)).ruled
        return Obtained(ruled=ruled, now=dict(_joined(ruled)))
    process = chosen_process(origin.process)
    kept = loaded(process)
    ruled = kept.ruled
    if origin.as_of is not None:
        ruled = replace(ruled, record=_until(ruled.record, origin.as_of))
    if not ruled.record.documents:
        raise MissingDocumentError(
            f"process '{process.title}' holds no document{' of that time' if origin.as_of else ''}: add some "
            "with `detente add PATH`"
        )
    return Obtained(
        ruled=ruled, process=process, addition=kept.addition, now=dict(kept.successors) | dict(_joined(ruled))
    )


def _joined(ruled: Ruled) -> Iterator[tuple[str, str]]:
    """Yield the actors and proposals that were joined into another one, each with that one."""
    there = {actor.id for actor in ruled.record.actors}
    there |= {proposal.id for proposal in ruled.record.proposals}
    for group in ruled.links.groups():
        leader = next((member for member in group if member in there), None)
        for member in group:
            if leader is not None and member not in there:
                yield member, leader


def read_reports(origin: Origin, reader: Reader, *, leave_out: Collection[Path] = ()) -> Record:
    """Read the reports that were named, and note which could not be read.

    Parameters
    ----------
    origin : Origin
        With at least one path.
    reader : Reader
    leave_out : collection of Path
        Files the command writes.

    Raises
    ------
    DocumentError
        If a path names nothing, or no report is left.
    """
    import detente

    known = load_actors(origin.actors)
    documents, failures = load_documents(origin.paths, as_of=origin.as_of, leave_out=leave_out)
    with stage(f"Reading {len(documents)} documents"):
        record = detente.read(documents, reader=reader, actors=known, failures=failures)
    report_failures(record, failures)
    return record


def _until(record: Record, day: date) -> Record:
    """Return the part of a record that documents published by a day give; undated ones are kept."""
    from detente.record.selecting import of_documents

    kept = [one.id for one in record.documents if one.published_on is None or one.published_on <= day]
    undated = sum(one.published_on is None for one in record.documents)
    if undated:
        report_notes([f"{undated} of {len(kept)} documents state no day of publication and are kept"])
    return of_documents(record, kept)
