"""``detente read``: what reports say, as JSON lines, as a table, as a marked page, or into a database."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes, stage
from detente.cli.options import ActorsFile, Paths
from detente.cli.outputs import check_targets, print_text, write_whole
from detente.cli.readers import EndpointModel, EndpointRemote, EndpointUrl, ReaderName, chosen_reader
from detente.cli.records import Origin, read_reports

if TYPE_CHECKING:
    from rich.console import Console

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
            "--explain",
            help="Instead of the table, say of each record what was decided, by which words and how surely, "
            "and why a field was left open; and list the actors.",
        ),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help="Write a page into this file, the texts with everything marked, instead of the table.",
        ),
    ] = None,
    actors: ActorsFile = None,
    reader: ReaderName = None,
    endpoint_url: EndpointUrl = None,
    endpoint_model: EndpointModel = None,
    endpoint_remote: EndpointRemote = False,
) -> None:
    """List what reports say.

    Statements, events, proposals, responses, claims and what does not fit are listed in the order of the
    text.
    """
    if jsonl and explain:
        raise typer.BadParameter("--explain is for people; the JSON lines hold the reasons already")
    if html is not None and explain and output is None:
        raise typer.BadParameter("--explain is for a terminal; the page of --html holds the reasons already")
    targets = [target for target in (output, store, html) if target is not None]
    origin = Origin(paths=paths, actors=actors)
    check_targets(targets, inputs=origin.inputs)
    who = chosen_reader(reader, url=endpoint_url, model=endpoint_model, allow_remote=endpoint_remote)
    record = read_reports(origin, who, leave_out=targets)
    text = _lines(record) if jsonl else None
    if store is not None:
        _keep(record, store)
    if html is not None:
        _write_page(record, html)
    if output is not None:
        write_whole({output: _table(record, explain=explain) if text is None else text})
    elif text is not None:
        print_text(text.removesuffix("\n"))
    elif html is None:
        from rich.console import Console

        _show(record, Console(), explain=explain)
    report_notes([f"wrote {target}" for target in targets])


def _lines(record: Record) -> str:
    from detente.record.jsonl import lines

    return "".join(line + "\n" for line in lines(record))


def _table(record: Record, *, explain: bool) -> str:
    from rich.console import Console

    file = io.StringIO()
    _show(record, Console(file=file, width=TABLE_WIDTH), explain=explain)
    return file.getvalue()


def _show(record: Record, console: Console, *, explain: bool) -> None:
    if explain:
        from detente.cli.read_explain import show_explained

        show_explained(record, console)
    else:
        from detente.cli.record_table import show

        show(record, console)


def _write_page(record: Record, path: Path) -> None:
    from detente.brief.marked_page import render_marked

    with stage("Marking the texts"):
        page = render_marked(record)
    write_whole({path: page})


def _keep(record: Record, path: Path) -> None:
    from detente.record.store import Store

    with stage("Keeping the record"), Store.open(str(path)) as kept:
        kept.add(record)
