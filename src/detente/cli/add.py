"""``detente add``: reports into the record of a process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.inputs import note_sidecars
from detente.cli.messages import report_notes
from detente.cli.options import AsJson, Paths, ProcessFolder
from detente.cli.outputs import print_text
from detente.cli.processes import chosen_process
from detente.cli.progress import n_done, progress_lines
from detente.cli.readers import EndpointModel, EndpointRemote, EndpointUrl, ReaderName, chosen_reader
from detente.errors import DocumentError

MAX_WARNINGS = 20

if TYPE_CHECKING:
    from detente.record.values import Failure
    from detente.runs.adding import Added
    from detente.runs.process import Process
    from detente.runs.schedulers import Scheduler


def add(
    paths: Paths,
    process: ProcessFolder = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Read reports once more that are in the record: what is read now takes the place of what "
            "was, and your rulings stay.",
        ),
    ] = False,
    workers: Annotated[
        int,
        typer.Option("--workers", metavar="N", min=0, help="How many processes read; 0 for one a core."),
    ] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Read on the Dask cluster of this scheduler."),
    ] = None,
    reader: ReaderName = None,
    endpoint_url: EndpointUrl = None,
    endpoint_model: EndpointModel = None,
    endpoint_remote: EndpointRemote = False,
    as_json: AsJson = False,
) -> None:
    """Read new reports into the record of a process.

    What is in the record already is passed over, so the same command takes up a run that was broken off. A
    report that cannot be read is listed with the reason; the others are added all the same.
    """
    from detente.runs.adding import add as add_documents

    chosen = chosen_process(process)
    who = chosen_reader(
        reader or chosen.reader, url=endpoint_url, model=endpoint_model, allow_remote=endpoint_remote
    )
    where = _scheduler(workers, scheduler)
    note_sidecars(paths)
    try:
        with _progress(paths) as show:
            added = add_documents(chosen, paths, reader=who, again=again, scheduler=where, progress=show)
    except KeyboardInterrupt:
        report_notes(["interrupted: what was read so far is kept, and the same command goes on from there"])
        raise
    finally:
        where.close()
    report_notes(
        [f"left out {_once(failure)}" for failure in added.failures], where=": `--json` lists them all"
    )
    if as_json:
        import json

        print_text(json.dumps(asdict(added), ensure_ascii=False, indent=2))
    else:
        typer.echo(_summary(added))
        _note_what_was_not_read(added)
        _note_orphaned(chosen, added)
    if added.n_failed and not (added.n_new or added.n_again or added.n_known):
        raise DocumentError("nothing was added: no document could be read; the reasons are above")


def _once(failure: Failure) -> str:
    """Return a failure with its path, which the reason may name already."""
    is_named = failure.reason.startswith((f"{failure.path}: ", f"document '{failure.path}'"))
    return failure.reason if is_named else f"{failure.path}: {failure.reason}"


def _scheduler(workers: int, address: str | None) -> Scheduler:
    from detente.runs.schedulers import Cluster, Processes, Serial, n_cores

    if address is not None:
        if workers != 1:
            raise typer.BadParameter("--workers is for this machine: a cluster has its own (--scheduler)")
        return Cluster(address)
    n_workers = workers or n_cores()
    return Serial() if n_workers == 1 else Processes(n_workers)


def _note_what_was_not_read(added: Added) -> None:
    """Note what the documents warn of, and what a folder held that is not read."""
    warned = [f"{one.path}{', ' if one.part else ''}{one.part}: {one.warning}" for one in added.warnings]
    report_notes(
        warned, most=MAX_WARNINGS, where=": `detente export -o record.jsonl` writes those of all documents"
    )
    n_files = sum(one.n_files for one in added.passed_over)
    if n_files:
        listed = ", ".join(f"{one.ending} {one.n_files}" for one in added.passed_over)
        what = "1 file" if n_files == 1 else f"{n_files} files"
        report_notes([f"{what} of other kinds passed over: {listed}"])


def _note_orphaned(process: Process, added: Added) -> None:
    """Note how many rulings are without effect, when something was read anew."""
    from detente.record.store import Store

    if not (added.n_replaced or added.n_again):
        return
    with Store.open(process.record, create=False) as store:
        number = len(store.orphaned())
    if number:
        what = "1 ruling is" if number == 1 else f"{number} rulings are"
        report_notes(
            [f"{what} without effect, for what was ruled on is read no longer: `detente log` says orphaned"]
        )


def _summary(added: Added) -> str:
    n_versions = added.n_replaced
    is_replaced_only = n_versions and n_versions == added.n_new
    parts = [] if is_replaced_only else [f"added {_documents(added.n_new - n_versions)}"]
    by = "a new version" if n_versions == 1 else "new versions"
    parts += [f"replaced {_documents(n_versions)} by {by}"] if n_versions else []
    parts += [f"read {_documents(added.n_again)} again"] if added.n_again else []
    parts += [f"{_documents(added.n_known)} known already"] if added.n_known else []
    parts += [f"{added.n_failed} left out"] if added.n_failed else []
    return f"{', '.join(parts)}: {added.n_items} {'item' if added.n_items == 1 else 'items'} read"


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"


@contextmanager
def _progress(paths: Sequence[str]) -> Iterator[Callable[[Added], None]]:
    """Show a bar with the time left, or lines that say it when standard error is no terminal."""
    if not sys.stderr.isatty():
        yield progress_lines(_n_files(paths), partial(typer.echo, err=True))
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        shown = bar.add_task("reading", total=_n_files(paths))

        def show(added: Added) -> None:
            done = n_done(added)
            bar.update(shown, completed=done, total=max(done, bar.tasks[shown].total or 0))

        yield show


def _n_files(paths: Sequence[str]) -> int:
    """Return how many files there are to read; one may hold several documents."""
    from detente.documents.folder import walk_folder
    from detente.documents.sidecar import sidecars_among

    sidecars = sidecars_among(paths)
    named = (path for path in paths if path not in sidecars)
    return sum(sum(1 for _ in walk_folder(path)) if Path(path).is_dir() else 1 for path in named)
