"""What the worlds come to: which outcomes hold, who would leave them, and the way there."""

from __future__ import annotations

from detente.analysis.results import CONCEPTS, Exploration, Outcome, Target
from detente.brief import anchors
from detente.brief.blocks import (
    Bars,
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    Paragraph,
    Section,
    Steps,
    Table,
    TableRow,
    bar,
    strong,
    tag,
    text,
)
from detente.brief.briefing import Brief
from detente.brief.wording import (
    CONCEPT_NAMES,
    CONCEPT_TEXTS,
    changes,
    count,
    definition_text,
    percent,
    share_of_worlds,
    state,
)

MOST_OUTCOMES = 12
"""Rows of the outcome table; the rest are counted below it, and are all in the JSON."""


def build_outcomes_section(brief: Brief) -> Section:
    """Set out which outcomes can hold, in what share of worlds, and the way to the best of them."""
    blocks: list[Block] = [
        Paragraph(
            parts=(
                text(
                    "Every number here is a share of model worlds: of the ways in which everything the "
                    "record leaves open could be settled. It is not the probability that something happens."
                ),
            ),
            is_note=True,
        )
    ]
    for number, target in enumerate(brief.exploration.targets, start=1):
        blocks += _target(brief, target, number)
    if not brief.exploration.targets:
        blocks.append(Paragraph(parts=(text("The case defines no outcome to look for."),), anchor="targets"))
        blocks.append(Paragraph(parts=(text("So no path was sought."),), anchor="path"))
    shown = _shown(brief.exploration)
    blocks.append(_outcomes(brief, shown))
    n_left = len(brief.exploration.outcomes) - len(shown)
    if n_left > 0:
        words = f"{count(n_left, 'more feasible outcome')} not shown; the JSON lists every one."
        blocks.append(Paragraph(parts=(text(words),), is_note=True))
    blocks.append(_concepts())
    return Section(anchor="model", title="Which outcomes can hold", blocks=tuple(blocks))


def _target(brief: Brief, target: Target, number: int) -> list[Block]:
    is_first = number == 1
    suffix = "" if is_first else f"-{number}"
    bars = tuple(
        (CONCEPT_NAMES[concept], share) for concept, share in zip(CONCEPTS, target.holds, strict=True)
    )
    blocks: list[Block] = [
        Heading(text=f"“{target.name}”: {definition_text(brief.case, target.name)}"),
        Bars(
            anchor=f"{anchors.TARGETS}{suffix}",
            caption=f"Share of worlds in which some form of “{target.name}” holds, by concept; "
            "whiskers are two standard errors",
            bars=bars,
        ),
    ]
    if target.best is not None:
        words = f"The form that holds most often: {state(brief.case, target.best.taken)}."
        blocks.append(Paragraph(parts=(text(words),)))
    blocks.append(_blockers(brief, target, f"blockers{suffix}"))
    if is_first:
        blocks += _path(brief, target)
    return blocks


def _blockers(brief: Brief, target: Target, anchor: str) -> Table:
    names = {party.id: party.name for party in brief.case.parties}
    rows = tuple(
        TableRow(
            cells=(
                (strong(names.get(row.party, row.party)),),
                (text(f"would {changes(brief.case, row.move)}" if row.move else "–"),),
                (text(percent(row.share)),),
                (text(percent(row.nash)),),
                (text(percent(row.everywhere)),),
            )
        )
        for row in target.blockers
    )
    return Table(
        anchor=anchor,
        caption=f"Who would leave the best form of “{target.name}”",
        columns=(
            Column(text="Party", kind="short"),
            Column(text="Most frequent move"),
            Column(text="Undeterred", kind="number"),
            Column(text="Not counting answers", kind="number"),
            Column(text="Undeterred in every form", kind="number"),
        ),
        rows=rows,
        empty="Nobody has a move away from it in any world.",
    )


def _path(brief: Brief, target: Target) -> list[Block]:
    names = {party.id: party.name for party in brief.case.parties}
    if target.best is not None and target.best.is_now:
        return [Paragraph(parts=(text("This is where things stand already."),), anchor="path")]
    if target.path is None or not target.path.steps:
        words = "No sequence of single parties’ moves leads there from now."
        return [Paragraph(parts=(text(words),), anchor="path")]
    items: list[Cell] = [
        (strong(names.get(step.party, step.party)), text(f" would {changes(brief.case, step.changes)}."))
        for step in target.path.steps
    ]
    share = share_of_worlds(target.path.by_improvements)
    return [
        Paragraph(
            parts=(
                text(f"The shortest way there from now; every step is an improvement for its mover {share}:"),
            ),
            anchor="path",
        ),
        Steps(items=tuple(items)),
    ]


def _shown(exploration: Exploration) -> list[Outcome]:
    """Return the outcomes that hold most often, and the present one wherever it ranks."""
    shown = list(exploration.outcomes[:MOST_OUTCOMES])
    now = exploration.now
    if now is not None and all(row.state != now.state for row in shown):
        shown.append(now)
    return shown


def _outcomes(brief: Brief, shown: list[Outcome]) -> Table:
    return Table(
        anchor=anchors.OUTCOMES,
        caption="Outcomes by the share of worlds in which they hold, sequential stability first",
        columns=(
            Column(text="Outcome"),
            Column(text="SEQ", kind="number"),
            Column(text="Nash", kind="number"),
            Column(text="GMR", kind="number"),
            Column(text="SMR", kind="number"),
        ),
        rows=tuple(_outcome(brief, row) for row in shown),
        empty="The rules of the case allow no state of affairs.",
    )


def _outcome(brief: Brief, row: Outcome) -> TableRow:
    marks: list[Inline] = [tag("now"), text(" ")] if row.is_now else []
    for name in row.satisfies:
        marks += [tag(name), text(" ")]
    nash, gmr, smr, seq = row.equilibrium
    return TableRow(
        is_marked=row.is_now,
        cells=(
            (*marks, text(state(brief.case, row.taken))),
            (text(percent(seq)), bar(seq)),
            (text(percent(nash)),),
            (text(percent(gmr)),),
            (text(percent(smr)),),
        ),
    )


def _concepts() -> Paragraph:
    parts: list[Inline] = [text("An outcome holds when no party has reason to leave it. ")]
    for concept in CONCEPTS:
        parts += [strong(CONCEPT_NAMES[concept]), text(f": {CONCEPT_TEXTS[concept]}. ")]
    return Paragraph(parts=tuple(parts), is_note=True)
