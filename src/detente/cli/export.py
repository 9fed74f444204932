"""``detente export``: a record as files for other programs, in full or with sources and notes taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes, stage
from detente.cli.opening import Opened, Source, open_source, ruled_on, without_naming
from detente.cli.options import ActorsFile, ProcessFolder
from detente.cli.outputs import check_targets, write_whole
from detente.cli.readers import EndpointModel, EndpointRemote, EndpointUrl, ReaderName, chosen_reader
from detente.cli.targets import check_new, folder_targets, make_folder

if TYPE_CHECKING:
    from detente.record.exports.export import Export
    from detente.record.exports.formats import Format
    from detente.record.exports.redaction import Redaction

_REDACTED = ("sources", "notes", "unnamed", "text")


def export(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            show_default=False,
            help="A record's file or URL, a file written with --format jsonl, or reports, which are read; "
            "without any, the record of the process folder.",
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="jsonl (everything, to be read back), web-annotation, plover, csv (tables with a "
            "descriptor, in a folder), ics, timeline, graphml or kumu.",
        ),
    ] = "jsonl",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; for --format csv a folder, made if new.",
        ),
    ] = None,
    redact: Annotated[
        list[str] | None,
        typer.Option(
            "--redact",
            metavar="WHAT",
            show_default=False,
            help="Take out everywhere: sources (publishers, authors, addresses, titles, paths), notes (and "
            "by whom and why rulings were made), unnamed (the words for unnamed speakers), text (all of the "
            "reports but the passages in use). Give it once for each.",
        ),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(
            "--remove",
            metavar="WORDS",
            show_default=False,
            help="Take these words out everywhere too. Give it once for each.",
        ),
    ] = None,
    quote_words: Annotated[
        int | None,
        typer.Option(
            "--quote-words",
            metavar="N",
            min=0,
            show_default=False,
            help="Of each passage leave the first N words, and take out the rest of the reports.",
        ),
    ] = None,
    raw: Annotated[
        bool,
        typer.Option(
            "--raw", help="In tables leave cells as they are that a spreadsheet would take for formulas."
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    process: ProcessFolder = None,
    actors: ActorsFile = None,
    reader: ReaderName = None,
    endpoint_url: EndpointUrl = None,
    endpoint_model: EndpointModel = None,
    endpoint_remote: EndpointRemote = False,
) -> None:
    """Write a record for other programs.

    Only jsonl holds everything and can be read back, with `detente import`.
    """
    from detente.record.exports.formats import format_named

    chosen = format_named(form)
    if raw and not chosen.is_table:
        raise typer.BadParameter(f"--raw is for tables (csv, timeline), and {form} has no cells")
    if output is None:
        raise typer.BadParameter("say with --output where to write it")
    redaction = _redaction(redact or [], remove or [], quote_words)
    hides_unnamed = redaction is not None and redaction.unnamed
    inputs = [*(given or ()), *([actors] if actors else [])]
    places = _places(chosen, output, inputs, force=force)
    who = chosen_reader(reader, url=endpoint_url, model=endpoint_model, allow_remote=endpoint_remote)
    source = Source(given=given or (), process=process, actors=actors)
    held = open_source(source, who, leave_out=list(places.values()))
    if hides_unnamed:
        held = without_naming(held)
    with stage("Writing the record"):
        files = chosen.write(_content(chosen, held, redaction), raw)
    if chosen.is_folder:
        make_folder(output)
    write_whole({places[name]: data.decode("utf-8") for name, data in files.items()})
    report_notes([f"wrote {output}: {chosen.holds}"])


def _redaction(what: list[str], words: list[str], quote_words: int | None) -> Redaction | None:
    """Return what is to be taken out; None when nothing is."""
    from detente.record.exports.redaction import Redaction

    if unknown := next((name for name in what if name not in _REDACTED), None):
        raise typer.BadParameter(f"--redact {unknown} is not one of {', '.join(_REDACTED)}")
    if not what and not words and quote_words is None:
        return None
    return Redaction(
        sources="sources" in what,
        notes="notes" in what,
        unnamed="unnamed" in what,
        withhold_text="text" in what,
        quote_words=quote_words,
        words=tuple(words),
    )


def _content(chosen: Format, held: Opened, redaction: Redaction | None) -> Export:
    """Return what is exported, with what is to be taken out taken out."""
    from detente.record.exports.export import export_of
    from detente.record.exports.redaction import redacted

    shown = held.record if chosen.is_as_read else ruled_on(held)
    content = export_of(shown, held.rulings)
    return content if redaction is None else redacted(content, redaction)


def _places(chosen: Format, output: Path, inputs: Sequence[str | Path], *, force: bool) -> Mapping[str, Path]:
    """Return where each file of a format goes, before any work is done; its names are always the same."""
    from detente.record.exports.export import Export
    from detente.record.record import Record

    names = list(chosen.write(Export(record=Record()), False))
    if chosen.is_folder:
        places = folder_targets(output, names, force=force)
        if output.is_dir():
            check_targets(list(places.values()), inputs=inputs)
        return places
    check_targets([output], inputs=inputs)
    check_new([output], force=force)
    return dict.fromkeys(names, output)
