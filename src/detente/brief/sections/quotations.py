"""Quotations that more than one report prints: every variant, and the words in which they differ."""

from __future__ import annotations

from detente.brief.blocks import (
    Cell,
    Column,
    Table,
    TableRow,
    line_break,
    lines,
    link,
    nothing,
    quiet,
    quote,
    ref,
    strong,
    tag,
    text,
)
from detente.brief.briefing import Brief
from detente.brief.wording import count
from detente.record.quotes import QuoteComparison, QuoteEntry, QuoteVariant


def quotation_anchor(number: int) -> str:
    """Return the anchor of an entry's row."""
    return f"w{number}"


def is_compared(entry: QuoteEntry) -> bool:
    """Whether an entry has something to compare: a second variant, or somebody who denies the words."""
    return len(entry.variants) > 1 or bool(entry.denied_by)


def build_quotations_table(brief: Brief) -> Table:
    """Set the variants of each quotation under one another; one that stands alone has no row."""
    rows = tuple(
        _row(brief, entry, number) for number, entry in enumerate(brief.quotes, start=1) if is_compared(entry)
    )
    return Table(
        anchor="quotations",
        caption="Quotations in more than one report",
        columns=(
            Column(text="No.", kind="label"),
            Column(text="Speaker", kind="short"),
            Column(text="As printed"),
            Column(text="Where the words differ"),
        ),
        rows=rows,
        empty="No quotation stands in more than one report, so none could be compared.",
    )


def _row(brief: Brief, entry: QuoteEntry, number: int) -> TableRow:
    variants = [_variant(brief, variant) for variant in entry.variants]
    if entry.denied_by:
        denied: list[Cell] = [(tag("denied"), text(" in "), ref(record)) for record in entry.denied_by]
        variants += denied
    sources = count(len(entry.sources), "independent source")
    status: Cell = (tag(entry.status), line_break(), quiet(sources))
    speaker = brief.cast.name(entry.speaker)
    return TableRow(
        anchor=quotation_anchor(number),
        cells=(
            (strong(f"W{number}"),),
            (text(speaker or "speaker open"), line_break(), *status),
            lines(variants),
            nothing(lines([cell for comparison in entry.comparisons for cell in _differences(comparison)])),
        ),
    )


def _variant(brief: Brief, variant: QuoteVariant) -> Cell:
    number = brief.index.documents.get(variant.document)
    where = link(f"D{number}", f"d{number}") if number is not None else quiet(variant.document)
    said = ref(variant.statement) if variant.statement is not None else quiet("transcript")
    return (said, text(" in "), where, text(": "), quote(variant.words))


def _differences(comparison: QuoteComparison) -> list[Cell]:
    found: list[Cell] = []
    for piece in comparison.pieces:
        if piece.kind == "replaced":
            found.append((quote(piece.after), quiet(" for "), quote(piece.before)))
        elif piece.kind == "left out":
            found.append((quiet("left out "), quote(piece.before)))
        elif piece.kind == "added":
            found.append((quiet("added "), quote(piece.after)))
    if not found and any(piece.kind == "not quoted" for piece in comparison.pieces):
        found.append((quiet("the same words; one quotes more of them"),))
    return found
