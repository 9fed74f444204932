"""``detente timeline``: a record by the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from detente.cli.listing import Listing, check_form, check_names, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells, Since, Until
from detente.cli.ruled import Asked, ask, day_or_none

if TYPE_CHECKING:
    from detente.record.asking.timeline import Entry


def timeline(
    process: ProcessFolder = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="KIND", help="happened, announced, said or due; several times for more."
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List what happened, what was said and what is due, by the day, with how many sources tell it."""
    from detente.record.asking.timeline import EntryKind
    from detente.record.asking.timeline import timeline as timeline_of

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    check_names(kind, get_args(EntryKind), what="kind")
    first, last = day_or_none(since), day_or_none(until)
    asked = ask(process)
    entries = timeline_of(
        asked.ruled.record, asked.ruled.links, since=first, until=last, sources=asked.independent
    )
    shown = [entry for entry in entries if not kind or entry.kind in kind]
    put(_listing(shown, asked), as_json=as_json, as_csv=as_csv, raw=raw)


def _listing(entries: list[Entry], asked: Asked) -> Listing:
    from detente.record.exports.export import export_of
    from detente.record.exports.timeline import HEADING, rows_of

    return Listing(
        heading=HEADING,
        rows=tuple(rows_of(entries, export_of(asked.ruled, sources=asked.independent))),
        data=[asked.told(entry) for entry in entries],
        nothing="nothing is told of any day",
        wide=("day", "who", "to whom", "place", "words"),
        spare=(
            *("end", "start", "document", "precision", "dated by", "published_on", "status", "place"),
            *("source", "id", "how", "to whom", "sources"),
        ),
        days=("from", "to", "day"),
    )
