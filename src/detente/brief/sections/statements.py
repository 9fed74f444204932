"""The quote ledger: who said what, to whom, where, and whether the words can be relied on."""

from __future__ import annotations

from detente.brief.blocks import (
    Cell,
    Column,
    Inline,
    Paragraph,
    Section,
    Table,
    TableRow,
    line_break,
    link,
    nothing,
    own_label,
    quiet,
    quote,
    tag,
    text,
)
from detente.brief.briefing import Brief
from detente.brief.sections.cells import addressee, speaker, used_in
from detente.brief.sections.quotations import build_quotations_table, is_compared, quotation_anchor
from detente.documents.document import Document
from detente.record.values import Statement

NOTE = (
    "A quotation mark is no proof that the words were said. Verbatim: the same words in independent "
    "sources; altered: the versions differ, and all are kept; unverified: one source only. Copies of one "
    "wire report count as one source."
)
EMPTY = "No statement was found in the reports."


def build_statements_section(brief: Brief) -> Section:
    """Set out every statement in text order, under the report it stands in."""
    rows: list[TableRow] = []
    for number, document in enumerate(brief.record.documents, start=1):
        found = [row for row in brief.record.statements if row.passage.document == document.id]
        if found and len(brief.record.documents) > 1:
            rows.append(group_row(document, number))
        rows += [_row(brief, statement) for statement in found]
    known = [document.id for document in brief.record.documents]
    lost = [row for row in brief.record.statements if row.passage.document not in known]
    rows += [_row(brief, statement) for statement in lost]
    columns = (
        Column(text="No.", kind="label"),
        Column(text="Speaker", kind="short"),
        Column(text="Words"),
        Column(text="To whom", kind="short"),
        Column(text="How", kind="short"),
        Column(text="Quotation", kind="short"),
        Column(text="Used in", kind="short"),
    )
    table = Table(
        anchor="ledger",
        caption="Quote ledger: statements in text order",
        columns=columns,
        rows=tuple(rows),
        empty=EMPTY,
    )
    return Section(
        anchor="statements",
        title="Who said what",
        blocks=(Paragraph(parts=(text(NOTE),), is_note=True), table, build_quotations_table(brief)),
    )


def group_row(document: Document, number: int) -> TableRow:
    """Return the heading over the rows of one report."""
    when = f", {document.published_on.isoformat()}" if document.published_on else ", not dated"
    title = document.title or "untitled report"
    cell: Cell = (
        Inline(kind="link", text=f"D{number}", target=f"d{number}"),
        text(f" {title} "),
        quiet(f"— {document.source}{when}"),
    )
    return TableRow(cells=(cell,), is_group=True)


def _row(brief: Brief, statement: Statement) -> TableRow:
    entry = brief.index.find(statement.id)
    how = f"{statement.channel}, {statement.mode}"
    return TableRow(
        anchor=entry.anchor if entry is not None else "",
        cells=(
            (own_label(brief.index, statement.id),),
            speaker(brief, statement),
            _words(brief, statement),
            nothing(addressee(brief, statement.addressee)),
            (text(how), line_break(), quiet(_act(brief, statement))),
            _quotation(brief, statement),
            used_in(brief, statement.id),
        ),
    )


def _words(brief: Brief, statement: Statement) -> Cell:
    pieces = [quote(span.text) for span in statement.content] or [quote(statement.passage.text)]
    cell: list[Inline] = []
    for piece in pieces:
        cell += [text(" … "), piece] if cell else [piece]
    if statement.is_negated:
        cell += [text(" "), tag("said not to have been said")]
    if statement.within is not None:
        outer = brief.index.find(statement.within)
        cell += [quiet(" reported in "), *((own_label(brief.index, outer.record),) if outer else ())]
    return tuple(cell)


def _act(brief: Brief, statement: Statement) -> str:
    toward = brief.cast.name(statement.toward)
    words = statement.act.lower()
    if toward is not None:
        words += f" → {toward}"
    return f"{words}; {statement.direction}" if statement.direction else words


def _quotation(brief: Brief, statement: Statement) -> Cell:
    if not statement.quoted:
        return (quiet("–"),)
    found = brief.quoted.get(statement.id)
    if found is None:
        return (quiet("not compared"),)
    if not is_compared(found.entry):
        return (tag(found.status),)
    number = found.number
    return (tag(found.status), line_break(), link(f"W{number}", quotation_anchor(number)))
