"""The positions matrix, proposals with their clauses, and how they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from detente.brief.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    Paragraph,
    Section,
    Table,
    TableRow,
    lines,
    nothing,
    own_label,
    quiet,
    quote,
    ref,
    strong,
    tag,
    text,
)
from detente.brief.briefing import Brief
from detente.brief.positions import RESPONSE_WORDS, Matrix, tellers
from detente.brief.positions import Cell as Held
from detente.brief.sections.cells import mention, name, used_in
from detente.record.values import Proposal, Response


def build_positions_section(brief: Brief) -> Section:
    """Set out party by issue, and party by party."""
    return Section(
        anchor="positions",
        title="Positions",
        blocks=(
            Paragraph(
                parts=(
                    text(
                        "What a party says of itself is its position. What others say of it is marked "
                        "alleged, with whoever says so; neither is netted out against the other. "
                        "A dash means that the record holds nothing."
                    ),
                ),
                is_note=True,
            ),
            _table(
                _part(brief.positions, "proposal"),
                "position-matrix",
                "Where each party stands on what is on the table",
                "No position on a proposal was found.",
            ),
            _table(
                _part(brief.positions, "issue"),
                "issue-matrix",
                "Where each party stands on each issue, and what proposals would give to it or take from it",
                "No position on an issue was found.",
            ),
            _table(
                brief.stances,
                "stance-matrix",
                "How each (row) speaks of and to the others (column)",
                "No statement toward another party was found to have a direction.",
                keeps_all=False,
            ),
        ),
    )


def _part(matrix: Matrix, kind: str) -> Matrix:
    """Return the columns of one kind: proposals and issues are two tables, each narrower to read."""
    places = [place for place, column in enumerate(matrix.columns) if column.kind == kind]
    return Matrix(
        columns=tuple(matrix.columns[place] for place in places),
        rows=tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in matrix.rows),
    )


def build_proposals_section(brief: Brief) -> Section:
    """Set out each proposal with its clauses and responses, and responses to no named proposal."""
    blocks: list[Block] = []
    if not brief.record.proposals:
        blocks.append(Paragraph(parts=(text("No proposal was found in the reports."),)))
    told = tellers(brief.record, brief.cast)
    for proposal in brief.record.proposals:
        blocks += _proposal(brief, proposal, told)
    known = [proposal.id for proposal in brief.record.proposals]
    loose = [response for response in brief.record.responses if response.proposal not in known]
    if loose:
        blocks.append(Heading(text="Answers to an offer the record does not name"))
        blocks.append(_responses(brief, loose, "responses-open", told))
    return Section(anchor="proposals", title="Proposals and responses", blocks=tuple(blocks))


def _table(matrix: Matrix, anchor: str, caption: str, empty: str, *, keeps_all: bool = True) -> Table:
    if matrix.is_empty:
        return Table(anchor=anchor, caption=caption, columns=(), rows=(), empty=empty)
    rows = tuple(
        TableRow(cells=((strong(row.name),), *(nothing(_cell(cell)) for cell in row.cells)))
        for row in matrix.rows
        if (row.party is not None and keeps_all) or any(cell.positions for cell in row.cells)
    )
    columns = (Column(text="Party", kind="short"), *(Column(text=column.text) for column in matrix.columns))
    return Table(anchor=anchor, caption=caption, columns=columns, rows=rows, empty=empty)


def _cell(cell: Held) -> Cell:
    """Put the positions of a cell under one another, those in the same words on one line."""
    grouped: dict[tuple[str, str, str | None], list[str]] = {}
    for position in cell.positions:
        key = (position.direction, position.words, position.alleged_by)
        grouped.setdefault(key, []).append(position.record)
    parts: list[Cell] = [_position(*key, records) for key, records in grouped.items()]
    for words, proposal in cell.stakes:
        parts.append((quiet(f"{words} "), ref(proposal)))
    return lines(parts)


def _position(direction: str, words: str, alleged_by: str | None, records: list[str]) -> Cell:
    cited: list[Inline] = []
    for record in records:
        cited += [text(" "), ref(record)]
    alleged: Cell = (quiet(f", alleged by {alleged_by}"),) if alleged_by else ()
    return (tag(direction), text(f" {words}"), *alleged, *cited)


def _proposal(brief: Brief, proposal: Proposal, told: Mapping[str, str]) -> list[Block]:
    entry = brief.index.find(proposal.id)
    label = entry.label if entry is not None else "P"
    sponsor: Cell = mention(brief, proposal.sponsor)
    if not sponsor:
        sponsor = (strong("sponsor open"), text(f": {proposal.sponsor_open or 'the reports do not say'}"))
    answers = [response for response in brief.record.responses if response.proposal == proposal.id]
    mentions: list[Inline] = []
    for place, mark in enumerate(entry.marks if entry is not None else ()):
        words = "its words" if place == 0 else f"{place + 1}"
        mentions += [text(" · " if place else ""), Inline(kind="link", text=words, target=mark.anchor)]
    return [
        Heading(text=f"{label}. {proposal.name}", anchor=label.lower()),
        Paragraph(parts=(text("Put forward by: "), *sponsor, text(". Passages: "), *mentions)),
        _clauses(brief, proposal, label),
        _responses(brief, answers, f"responses-{label.lower()}", told),
    ]


def _clauses(brief: Brief, proposal: Proposal, label: str) -> Table:
    rows = tuple(
        TableRow(
            cells=(
                (text(str(clause.order)),),
                (strong(clause.issue), *((quiet(" reportedly"),) if clause.is_hedged else ())),
                (quote(clause.passage.text),),
                (text(name(brief, clause.gives_to)),),
                (text(name(brief, clause.taken_from)),),
            )
        )
        for clause in proposal.clauses
    )
    return Table(
        anchor=f"clauses-{label.lower()}",
        caption=f"Clauses of {label}",
        columns=(
            Column(text="No.", kind="label"),
            Column(text="Issue", kind="short"),
            Column(text="Words"),
            Column(text="Gives to", kind="short"),
            Column(text="Takes from", kind="short"),
        ),
        rows=rows,
        empty="No clause of it was found in the reports.",
        header=1,
    )


def _responses(brief: Brief, responses: list[Response], anchor: str, told: Mapping[str, str]) -> Table:
    rows = tuple(_response(brief, response, told.get(response.id)) for response in responses)
    return Table(
        anchor=anchor,
        caption="Responses",
        columns=(
            Column(text="No.", kind="label"),
            Column(text="Who", kind="short"),
            Column(text="Answer", kind="short"),
            Column(text="Told by", kind="short"),
            Column(text="Words"),
            Column(text="Used in", kind="short"),
        ),
        rows=rows,
        empty="No response to it was found.",
    )


def _response(brief: Brief, response: Response, told_by: str | None) -> TableRow:
    if told_by is not None:
        told_cell: Cell = (tag("alleged"), text(f" by {told_by}"))
    else:
        told_cell = (text("itself" if response.statement is not None else "the report"),)
    entry = brief.index.find(response.id)
    return TableRow(
        anchor=entry.anchor if entry is not None else "",
        cells=(
            (own_label(brief.index, response.id),),
            mention(brief, response.by) or (quiet("open"),),
            (text(RESPONSE_WORDS[response.kind]),),
            told_cell,
            (quote(response.passage.text),),
            used_in(brief, response.id),
        ),
    )
