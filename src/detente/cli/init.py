"""``detente init``: a folder for one process."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes
from detente.errors import DetenteError

if TYPE_CHECKING:
    from detente.runs.process import Process


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", show_default=False, help="The folder to make, or to begin in.")
    ],
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="What process it is; the folder's name when not given."),
    ] = None,
    record: Annotated[
        str | None,
        typer.Option(
            "--record",
            metavar="NAME",
            help="Where the record is kept: a file name in the folder (record.sqlite when not given) or a "
            "PostgreSQL server (postgresql://user:password@host/name).",
        ),
    ] = None,
) -> None:
    """Begin a process: a folder for its documents, its record and its case.

    Go into the folder and add reports with `detente add`.
    """
    from detente.record.store import Store
    from detente.runs.process import RECORD, Process

    was_there = folder.exists()
    process = Process.create(folder, title=title, record=RECORD if record is None else record)
    try:
        with Store.open(process.record) as store:
            is_kept = store.last_addition() > 0
    except DetenteError:
        _take_back(process, was_there=was_there)
        raise
    what = " with a record that was kept already" if is_kept else ""
    report_notes([f"began '{process.title}' in {process.folder}{what}; add reports with `detente add PATH`"])


def _take_back(process: Process, *, was_there: bool) -> None:
    """Remove what was made, so that the same folder can be named again; what is not empty stays."""
    from detente.runs.process import SETTINGS

    (process.folder / SETTINGS).unlink()
    with suppress(OSError):
        process.originals.rmdir()
    with suppress(OSError):
        if not was_there:
            process.folder.rmdir()
