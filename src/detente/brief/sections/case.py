"""The case itself: parties, options, rules, concerns with evidence both ways, assumptions, open questions."""

from __future__ import annotations

from detente.brief import anchors
from detente.brief.blocks import (
    Block,
    Cell,
    Column,
    Inline,
    Paragraph,
    Section,
    Table,
    TableRow,
    line_break,
    lines,
    link,
    nothing,
    quiet,
    ref,
    strong,
    tag,
    text,
)
from detente.brief.briefing import Brief
from detente.brief.sections.measures import build_measures
from detente.brief.wording import capital, condition, percent
from detente.brief.wording import question as wording_of


def build_case_section(brief: Brief) -> Section:
    """Set out the case itself: parties, options, rules, concerns, assumptions, open questions."""
    notes = (Paragraph(parts=(text(note),)) for note in brief.case.notes)
    return Section(
        anchor="case",
        title="The model and what it assumes",
        blocks=(
            *notes,
            _parties(brief),
            *_unplaced(brief),
            _options(brief),
            _rules(brief),
            _concerns(brief),
            _assumptions(brief),
            *build_measures(brief),
            _questions(brief),
            *_judgements(brief),
        ),
    )


def _parties(brief: Brief) -> Table:
    rows: list[TableRow] = []
    for party in brief.case.parties:
        speaks = [brief.cast.name(actor) or actor for actor in party.speaks]
        member = {True: "takes part", False: "takes no part", None: "open: worlds differ"}[party.is_member]
        rows.append(
            TableRow(
                cells=(
                    (strong(party.name),),
                    (text(party.role),),
                    (text("; ".join(speaks) or "–"),),
                    (text(member),),
                    nothing(_refs(party.cites)),
                )
            )
        )
    return Table(
        anchor="parties",
        caption="Parties and who speaks for them",
        columns=(
            Column(text="Party"),
            Column(text="Role", kind="short"),
            Column(text="Who speaks for it"),
            Column(text="Membership", kind="short"),
            Column(text="From", kind="short"),
        ),
        rows=tuple(rows),
        empty="The case names no party.",
    )


def _unplaced(brief: Brief) -> list[Block]:
    if not brief.case.unplaced:
        return []
    names = "; ".join(brief.case.unplaced)
    return [
        Paragraph(parts=(text(f"Named in the reports, with no role found for them: {names}."),), is_note=True)
    ]


def _options(brief: Brief) -> Table:
    names = {party.id: party.name for party in brief.case.parties}
    now = {standing.option: standing for standing in brief.case.now}
    moves = {"both": "either way", "on": "once taken, stays", "off": "once dropped, stays dropped"}
    rows = []
    for option in brief.case.options:
        standing = now.get(option.name)
        is_taken = standing is not None and standing.is_taken
        cites = standing.cites if standing is not None else ()
        rows.append(
            TableRow(
                cells=(
                    (strong(names.get(option.party, option.party)), text(f" {option.text}")),
                    (text(moves[option.moves]),),
                    (tag("yes") if is_taken else text("no"), text(" "), *_refs(cites)),
                    nothing(_refs(option.cites)),
                )
            )
        )
    return Table(
        anchor="options",
        caption="What each can do, and where things stand now",
        columns=(
            Column(text="Option"),
            Column(text="Can change", kind="short"),
            Column(text="Now", kind="short"),
            Column(text="From", kind="short"),
        ),
        rows=tuple(rows),
        empty="The case gives no party an option.",
    )


def _rules(brief: Brief) -> Table:
    return Table(
        anchor="rules",
        caption="What cannot be",
        columns=(Column(text="Never"), Column(text="Because")),
        rows=tuple(
            TableRow(cells=((text(condition(brief.case, rule.never)),), (text(rule.because or "–"),)))
            for rule in brief.case.rules
        ),
        empty="The case rules nothing out.",
    )


def _concerns(brief: Brief) -> Table:
    verbs = {"wants": "wants", "avoids": "avoids", "about": "wants or avoids (open)"}
    rows: list[TableRow] = []
    names = {party.id: party.name for party in brief.case.parties}
    previous = None
    for number, concern in enumerate(brief.case.concerns, start=1):
        if concern.party != previous:
            rows.append(TableRow(cells=((strong(names.get(concern.party, concern.party)),),), is_group=True))
            previous = concern.party
        because: Cell = (line_break(), quiet(concern.because)) if concern.because else ()
        rows.append(
            TableRow(
                anchor=f"k{number}",
                cells=(
                    (strong(f"K{number}"),),
                    (
                        tag(verbs[concern.kind]),
                        text(f" {condition(brief.case, concern.condition)}"),
                        *because,
                    ),
                    _grade(brief, concern.grade, concern.assumption),
                    (text(_weight(concern.weight, concern.order)),),
                    nothing(_refs(concern.supports)),
                    nothing(_refs(concern.against)),
                ),
            )
        )
    return Table(
        anchor=anchors.CONCERNS,
        caption="What each cares about, and what speaks for and against reading it so",
        columns=(
            Column(text="No.", kind="label"),
            Column(text="Concern"),
            Column(text="Grade", kind="short"),
            Column(text="Weight", kind="short"),
            Column(text="For", kind="short"),
            Column(text="Against", kind="short"),
        ),
        rows=tuple(rows),
        empty="The case says nothing of what the parties care about.",
    )


def _grade(brief: Brief, grade: str, assumption: str | None) -> Cell:
    if assumption is None:
        return (text({"record": "from the record", "analyst": "the analyst’s"}.get(grade, grade)),)
    return (link("assumption", anchors.assumption_anchor(brief.case, assumption)), text(f" {assumption}"))


def _weight(weight: tuple[float, float] | None, order: int | None) -> str:
    parts = []
    if order is not None:
        parts.append(f"priority {order}")
    if weight is not None:
        low, high = weight
        parts.append(f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}")
    return ", ".join(parts) or "open"


def _assumptions(brief: Brief) -> Table:
    first = brief.exploration.targets[0].name if brief.exploration.targets else ""
    effects = {row.assumption: row for row in brief.exploration.dependences if row.target == first}
    rows = []
    for number, assumption in enumerate(brief.case.assumptions, start=1):
        effect = effects.get(assumption.name)
        rows.append(
            TableRow(
                anchor=f"h{number}",
                cells=(
                    (strong(assumption.name),),
                    (text(assumption.text),),
                    (tag("on") if assumption.is_on else text("off"),),
                    (text(percent(effect.with_it) if effect else "–"),),
                    (text(percent(effect.without_it) if effect else "–"),),
                ),
            )
        )
    return Table(
        anchor=anchors.ASSUMPTIONS,
        caption=f"Named assumptions, each of which can be switched off (share for “{first}”, SEQ)"
        if first
        else "Named assumptions, each of which can be switched off",
        columns=(
            Column(text="Name", kind="short"),
            Column(text="What it says"),
            Column(text="Switched", kind="short"),
            Column(text="With it", kind="number"),
            Column(text="Without it", kind="number"),
        ),
        rows=tuple(rows),
        empty="The case makes no named assumption.",
    )


def _questions(brief: Brief) -> Table:
    rows = []
    for number, question in enumerate(brief.exploration.questions, start=1):
        answers: list[Cell] = [
            (text(f"{label}: "), strong(percent(share))) for label, share in question.settled
        ]
        rows.append(
            TableRow(
                anchor=f"q{number}",
                cells=(
                    (strong(f"Q{number}"),),
                    (text(capital(wording_of(brief.case, question))), *_subject(brief, question.subject)),
                    lines(answers),
                    (text(f"{100 * question.swing:.0f} points"),),
                ),
            )
        )
    first = brief.exploration.targets[0].name if brief.exploration.targets else "the target"
    return Table(
        anchor=anchors.QUESTIONS,
        caption=f"Open questions, by how much the answer would change the share for “{first}” (SEQ)",
        columns=(
            Column(text="No.", kind="label"),
            Column(text="Question"),
            Column(text="If settled as", kind="words"),
            Column(text="Swing", kind="number"),
        ),
        rows=tuple(rows),
        empty="The case leaves nothing open.",
    )


def _subject(brief: Brief, subject: str) -> Cell:
    for number, concern in enumerate(brief.case.concerns, start=1):
        if concern.id == subject:
            return (text(" "), link(f"K{number}", f"k{number}"))
    return ()


def _judgements(brief: Brief) -> list[Block]:
    rows = []
    for number, judgement in enumerate(brief.case.judgements, start=1):
        low, high = judgement.probability
        rows.append(
            TableRow(
                anchor=f"j{number}",
                cells=(
                    (strong(f"J{number}"),),
                    (text(judgement.text),),
                    (text(f"{100 * low:.0f}–{100 * high:.0f} %" if low < high else f"{100 * low:.0f} %"),),
                    (text(judgement.because or "–"),),
                    nothing(_refs(judgement.cites)),
                ),
            )
        )
    if not rows:
        return []
    return [
        Table(
            anchor="judgements",
            caption="The analyst’s own judgements about the world",
            columns=(
                Column(text="No.", kind="label"),
                Column(text="What"),
                Column(text="Probability", kind="number"),
                Column(text="Because"),
                Column(text="From", kind="short"),
            ),
            rows=tuple(rows),
            empty="",
        )
    ]


def _refs(records: tuple[str, ...]) -> Cell:
    parts: list[Inline] = []
    for record in records:
        if parts:
            parts.append(text(" "))
        parts.append(ref(record))
    return tuple(parts)
