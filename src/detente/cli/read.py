"""``detente read``: what reports say, as JSON lines, as a table, or into a database."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.inputs import load_documents
from detente.cli.messages import report_notes, stage
from detente.cli.options import Paths
from detente.cli.outputs import check_targets, print_text, write_whole

if TYPE_CHECKING:
    from detente.record import Record

TABLE_WIDTH = 140


def read(
    paths: Paths,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a line, in text order, instead of a table.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output."),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="FILE", help="Keep what was read in this SQLite file too."),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say in the table why a field was filled or left open, and list the actors."
        ),
    ] = False,
) -> None:
    """List what reports say.

    Statements, events, proposals, responses and claims are listed in the order of the text.
    """
    import detente

    if jsonl and explain:
        raise typer.BadParameter("--explain belongs to the table; the JSON lines hold the reasons already")
    targets = [target for target in (output, store) if target is not None]
    check_targets(targets, inputs=paths)
    documents, failures = load_documents(paths, leave_out=targets)
    with stage(f"Reading {len(documents)} documents"):
        record = detente.read(documents, failures=failures)
    text = _lines(record) if jsonl else None
    if store is not None:
        _keep(record, store)
    if output is not None:
        write_whole({output: _table(record, explain=explain) if text is None else text})
    elif text is not None:
        print_text(text.removesuffix("\n"))
    else:
        from rich.console import Console

        from detente.cli.record_table import show

        show(record, Console(), explain=explain)
    report_notes([f"wrote {target}" for target in targets])


def _lines(record: Record) -> str:
    from detente.record.jsonl import lines

    return "".join(line + "\n" for line in lines(record))


def _table(record: Record, *, explain: bool) -> str:
    from rich.console import Console

    from detente.cli.record_table import show

    file = io.StringIO()
    show(record, Console(file=file, width=TABLE_WIDTH), explain=explain)
    return file.getvalue()


def _keep(record: Record, path: Path) -> None:
    from detente.record.store import Store

    with stage("Keeping the record"), Store.open(str(path)) as kept:
        kept.add(record)
