"""``detente quotes``: each quotation once, with how every outlet prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from detente.cli.listing import Listing, check_form, check_names, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.ruled import Asked, ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.cells import Cell
    from detente.record.quotes import QuoteEntry


def quotes(
    process: ProcessFolder = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="STATUS", help="verbatim, altered or unverified; may be repeated."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List every quotation with its variants: in how many sources, since when, and where their words differ.

    A quotation is verbatim when independent sources have the same words, altered when close variants
    differ, and unverified when it has one source only. Copies of one report are one source.
    """
    from detente.record.quotes import QuoteStatus

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    check_names(status, get_args(QuoteStatus), what="status")
    asked = ask(process)
    found = [entry for entry in asked.quotes() or () if not status or entry.status in status]
    put(_listing(found, asked), as_json=as_json, as_csv=as_csv, raw=raw)


def _listing(found: Sequence[QuoteEntry], asked: Asked) -> Listing:
    return Listing(
        heading=("status", "who", "words", "differ", "sources", "first seen", "last seen", "denied", "id"),
        rows=tuple(_row(entry, asked) for entry in found),
        data=[asked.told(entry) for entry in found],
        nothing="nobody is quoted",
        wide=("who", "words", "differ"),
        spare=("id", "denied", "first seen", "last seen", "sources"),
    )


def _row(entry: QuoteEntry, asked: Asked) -> tuple[Cell, ...]:
    seen = sorted(day for one in entry.variants if (day := asked.days[one.document]) is not None)
    return (
        entry.status,
        asked.name(entry.speaker),
        entry.words,
        "; ".join(_difference(entry, asked)),
        len(entry.sources),
        seen[0] if seen else "",
        seen[-1] if seen else "",
        "denied" if entry.denied_by else "",
        entry.statements[0],
    )


def _difference(entry: QuoteEntry, asked: Asked) -> list[str]:
    """Return for each variant with other words which they are, and where they are printed."""
    found = []
    for one in entry.comparisons:
        pieces = [piece for piece in one.pieces if piece.kind in ("replaced", "left out", "added")]
        told = ", ".join(f"“{piece.before}” / “{piece.after}”" for piece in pieces)
        if told:
            found.append(f"{asked.sources[entry.variants[one.after].document]}: {told}")
    return found
