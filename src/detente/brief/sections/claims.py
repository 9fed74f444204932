"""Promises, forecasts and deadlines, and what does not fit together."""

from __future__ import annotations

from detente.brief.blocks import (
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    TableRow,
    line_break,
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
from detente.brief.claims import DatedClaim
from detente.brief.contradictions import Clash, Side
from detente.brief.sections.cells import mention, used_in
from detente.brief.wording import day, days
from detente.record.values import Inconsistency, Passage

ACCOUNTS_NOTE = (
    "Set side by side as the reports tell it, and never averaged: nothing here says who is right. Words in "
    "public and in private may differ because bargaining does; deeds may come before or after the words."
)


def build_claims_section(brief: Brief) -> Section:
    """Set out every claim with its due date and its status."""
    when = f"on {day(brief.as_of)}" if brief.as_of is not None else "without a day to compare with"
    note = (
        f"Status {when}. Open: not due yet, or no day is known. Overdue: the day has passed. Whether one was "
        "kept or broken, or does not matter any more, only an analyst’s ruling says."
    )
    return Section(
        anchor="claims",
        title="Claims and deadlines",
        blocks=(
            Paragraph(parts=(text(note),), is_note=True),
            Table(
                anchor="claim-table",
                caption="What was promised, forecast or set",
                columns=(
                    Column(text="No.", kind="label"),
                    Column(text="By", kind="short"),
                    Column(text="Words"),
                    Column(text="Due", kind="short"),
                    Column(text="Status", kind="short"),
                    Column(text="Used in", kind="short"),
                ),
                rows=tuple(_claim(brief, claim) for claim in brief.claims),
                empty="No promise, forecast or deadline was found in the reports.",
            ),
        ),
    )


def build_contradictions_section(brief: Brief) -> Section:
    """Set out the sides of each contradiction next to one another, then what does not fit inside a report."""
    return Section(
        anchor="contradictions",
        title="What does not fit together",
        blocks=(
            Paragraph(parts=(text(ACCOUNTS_NOTE),), is_note=True),
            Table(
                anchor="contradiction-table",
                caption="Contradictions, side by side",
                columns=(
                    Column(text="No.", kind="label"),
                    Column(text="About", kind="short"),
                    Column(text="On one side"),
                    Column(text="On the other"),
                ),
                rows=tuple(
                    _contradiction(brief, entry, number)
                    for number, entry in enumerate(brief.contradictions, start=1)
                ),
                empty="Nothing was found in the record that does not fit together.",
            ),
            *_inside_reports(brief),
        ),
    )


def _inside_reports(brief: Brief) -> tuple[Table, ...]:
    """Return the table of what does not fit inside one report; none where everything fits."""
    if not brief.record.inconsistencies:
        return ()
    return (
        Table(
            anchor="inconsistency-table",
            caption="What does not fit inside one report",
            columns=(
                Column(text="No.", kind="label"),
                Column(text="What", kind="short"),
                Column(text="Words"),
                Column(text="Beside"),
            ),
            rows=tuple(_inconsistency(brief, odd) for odd in brief.record.inconsistencies),
            empty="",
        ),
    )


def _inconsistency(brief: Brief, odd: Inconsistency) -> TableRow:
    entry = brief.index.find(odd.id)
    other: Cell = (quote(odd.other.text),) if odd.other is not None else ()
    return TableRow(
        anchor=entry.anchor if entry is not None else "",
        cells=(
            (own_label(brief.index, odd.id),),
            (tag(odd.kind),),
            (quote(odd.passage.text), line_break(), quiet(odd.found)),
            nothing(other),
        ),
    )


def _claim(brief: Brief, dated: DatedClaim) -> TableRow:
    claim = dated.claim
    entry = brief.index.find(claim.id)
    due: Cell = (text(days(claim.due)),)
    if claim.due is not None and claim.due.rule:
        due = (*due, line_break(), quiet(claim.due.rule))
    made: Cell = (quiet(f" made {claim.made.text}"),) if claim.made is not None else ()
    return TableRow(
        anchor=entry.anchor if entry is not None else "",
        cells=(
            (own_label(brief.index, claim.id),),
            (*(mention(brief, claim.by) or (quiet("open"),)), line_break(), quiet(claim.kind)),
            (quote(claim.passage.text), *made),
            due,
            (tag(dated.status), line_break(), quiet(dated.reason)),
            used_in(brief, claim.id),
        ),
    )


def _contradiction(brief: Brief, entry: Clash, number: int) -> TableRow:
    about: Cell = (strong(entry.subject), line_break(), text(entry.kind), line_break(), quiet(entry.basis))
    one = lines([_side(brief, side) for side in entry.sides if not side.is_other])
    other = lines([_side(brief, side) for side in entry.sides if side.is_other])
    return TableRow(anchor=f"x{number}", cells=((strong(f"X{number}"),), about, nothing(one), nothing(other)))


def _side(brief: Brief, side: Side) -> Cell:
    head: Cell = (strong(side.label), *((text(f": {side.text}"),) if side.text else ()))
    parts = [head]
    for record in side.records:
        passage = _passage(brief, record)
        words: Cell = (text(" "), quote(passage.text)) if passage is not None else ()
        parts.append((ref(record), *words))
    return lines(parts)


def _passage(brief: Brief, record: str) -> Passage | None:
    entry = brief.index.find(record)
    return entry.passage if entry is not None else None
