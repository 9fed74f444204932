"""How the brief was made, from which reports, and what it cannot say."""

from __future__ import annotations

from collections import Counter
from typing import get_args

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
    link,
    nothing,
    quiet,
    strong,
    text,
    web,
)
from detente.brief.briefing import Brief
from detente.brief.wording import count, day
from detente.record.ruling.standing import Status

LIMITS = (
    (
        "News is not the back channel.",
        "What parties tell one another in private reaches the reports late, bent or not at all; silence in "
        "the record is not silence in the talks.",
    ),
    (
        "Public positions are bargaining moves.",
        "A refusal can be an opening price and a welcome can be a delay; the record keeps what was said, "
        "not what was meant.",
    ),
    (
        "The model ranks outcomes; it does not know intentions.",
        "It asks which outcomes nobody would have reason to leave, if the concerns in the case are the "
        "right ones. It does not foresee mistakes, accidents, or a change of leaders.",
    ),
    (
        "A share of worlds is not a probability.",
        "It counts the ways in which what the record leaves open could be settled, each drawn alike; the "
        "real world need not be drawn so.",
    ),
)
GRADES = "A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged"


def build_method_section(brief: Brief) -> Section:
    """Set out seed, worlds, versions, reader and case id, then the limits."""
    provenance = brief.exploration.provenance
    rows = [
        *_model_rows(brief),
        ("Version of detente", provenance.version),
        ("Reader", brief.record.reader or "not stated"),
        *_ruling_rows(brief),
        ("Speaks from", day(brief.as_of) if brief.as_of else "no day: none given, and no report is dated"),
        *provenance.parameters,
    ]
    table = Table(
        anchor="provenance",
        caption="Enough to get the same numbers again",
        columns=(Column(text="What", kind="short"), Column(text="Value")),
        rows=tuple(TableRow(cells=((strong(name),), (text(value),))) for name, value in rows),
        empty="",
    )
    limits: list[Block] = [
        Paragraph(parts=(strong(title), text(f" {explanation}"))) for title, explanation in LIMITS
    ]
    confidence = Paragraph(
        parts=(
            text(
                "Likelihood is said in the words of Intelligence Community Directive 203 (2015), only of the "
                "world, and only from an analyst’s own probability. Confidence is about the basis of a "
                "finding: high with two independent sources graded A or B; moderate with two sources, or one "
                "graded A or B; low with less; never high for what a machine read and nobody checked. A "
                "finding of the model is one step lower where more than half of the concerns behind it are "
                "assumed or open, and never high while anything is open."
            ),
        ),
        is_note=True,
    )
    return Section(
        anchor="method",
        title="Method and limits",
        blocks=(table, confidence, Heading(text="What this brief cannot say"), *limits),
    )


def _ruling_rows(brief: Brief) -> list[tuple[str, str]]:
    """Say what analysts decided; nothing when nobody ruled on anything."""
    if not (brief.standings or brief.orphaned):
        return []
    statuses = Counter(standing.status for standing in brief.standings.values())
    parts = [f"{statuses[status]} {status}" for status in get_args(Status) if statuses[status]]
    if brief.orphaned:
        parts.append(f"{count(len(brief.orphaned), 'ruling')} without effect")
    return [("Ruled on by analysts", ", ".join(parts))]


def _model_rows(brief: Brief) -> list[tuple[str, str]]:
    provenance = brief.exploration.provenance
    if brief.no_model:
        case = f"{brief.case.id}: not explored" if brief.has_case else "none: a brief of the record alone"
        return [("Case", case)]
    rows = [
        ("Case", provenance.case),
        ("Method", provenance.method),
        ("Worlds drawn", f"{provenance.n_worlds:,}"),
        ("Seed", "none needed" if provenance.seed is None else str(provenance.seed)),
        ("Feasible states", f"{brief.exploration.n_states:,}"),
    ]
    if provenance.case != brief.case.id:
        rows.insert(1, ("Case shown here", f"{brief.case.id}: not the one the shares were worked out from"))
    return rows


def build_reports_section(brief: Brief) -> Section:
    """Set out the reports with what is known of each, and those that could not be read."""
    rows = tuple(_report(brief, number) for number in range(len(brief.record.documents)))
    blocks: list[Block] = [
        Table(
            anchor="reports",
            caption=f"{count(len(rows), 'report').capitalize()}; grades: {GRADES}",
            columns=(
                Column(text="No.", kind="label"),
                Column(text="Report"),
                Column(text="Published", kind="short"),
                Column(text="Grade", kind="label"),
                Column(text="Records", kind="number"),
            ),
            rows=rows,
            empty="No report is in the record.",
        )
    ]
    if brief.record.failures:
        blocks.append(
            Table(
                anchor="failures",
                caption="What could not be read",
                columns=(Column(text="Path"), Column(text="Why")),
                rows=tuple(
                    TableRow(cells=((text(failure.path),), (text(failure.reason),)))
                    for failure in brief.record.failures
                ),
                empty="",
            )
        )
    return Section(anchor="reports-section", title="The reports", blocks=tuple(blocks))


def _report(brief: Brief, number: int) -> TableRow:
    document = brief.record.documents[number]
    n_used = sum(
        1
        for entry in brief.index.entries
        if entry.kind != "actor" and entry.passage is not None and entry.passage.document == document.id
    )
    head: list[Inline] = [link(document.title or "untitled report", f"d{number + 1}")]
    about: list[Cell] = [tuple(head), (quiet(document.source),)]
    if document.url:
        about.append((web(document.url, document.url),))
    about += [(quiet(f"note: {warning}"),) for warning in document.warnings]
    return TableRow(
        cells=(
            (strong(f"D{number + 1}"),),
            nothing(lines(about)),
            (text(day(document.published_on) if document.published_on else "not dated"),),
            (text(document.reliability),),
            (text(str(n_used)),),
        )
    )
