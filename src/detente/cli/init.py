"""``detente init``: a folder for one process."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.messages import report_notes


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
            "PostgreSQL server (postgresql://user@host/name).",
        ),
    ] = None,
) -> None:
    """Begin a process: a folder for its documents, its record and its case.

    Go into the folder and add reports with `detente add`.
    """
    from detente.record.store import Store
    from detente.runs.process import RECORD, Process

    process = Process.create(folder, title=title, record=RECORD if record is None else record)
    with Store.open(process.record):
        report_notes([f"began '{process.title}' in {process.folder}; add reports with `detente add PATH`"])
