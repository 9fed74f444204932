"""What a third party could do, as the case lists it, with which of it is in force."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.blocks import (
    Block,
    Cell,
    Column,
    Inline,
    Table,
    TableRow,
    line_break,
    link,
    nothing,
    quiet,
    ref,
    strong,
    tag,
    text,
)
from detente.brief.briefing import Brief
from detente.brief.wording import capital, condition, join
from detente.case.model import Measure


def build_measures(brief: Brief) -> list[Block]:
    """Return the table of measures; nothing where the case lists none."""
    rows = tuple(
        TableRow(
            anchor=f"m{number}",
            cells=(
                (strong(f"M{number}"),),
                (text(capital(measure.text)), *_because(measure)),
                _does(brief, measure),
                (text(f"{measure.cost:g}"),),
                (tag("yes") if measure.is_on else text("no"),),
                nothing(_refs(measure.cites)),
            ),
        )
        for number, measure in enumerate(brief.case.measures, start=1)
    )
    if not rows:
        return []
    return [
        Table(
            anchor="measures",
            caption="What a third party could do; all that is found counts with the measures in force",
            columns=(
                Column(text="No.", kind="label"),
                Column(text="Measure"),
                Column(text="With it"),
                Column(text="Cost", kind="number"),
                Column(text="In force", kind="short"),
                Column(text="From", kind="short"),
            ),
            rows=rows,
            empty="",
        )
    ]


def _because(measure: Measure) -> Cell:
    return (line_break(), quiet(measure.because)) if measure.because else ()


def _does(brief: Brief, measure: Measure) -> Cell:
    """Say what a measure does, one thing after the other."""
    parts: list[Inline] = []
    for said in _effects(brief, measure):
        parts += [text("; ")] if parts else []
        parts.append(text(said))
    for number, concern in enumerate(brief.case.concerns, start=1):
        if concern.id == measure.concern:
            parts += [text("; ")] if parts else []
            parts += [link(f"K{number}", f"k{number}"), text(f" {_shift(measure)}")]
    return tuple(parts)


def _effects(brief: Brief, measure: Measure) -> Iterator[str]:
    def said(names: tuple[str, ...]) -> str:
        return join(f"“{condition(brief.case, name)}”" for name in names)

    if measure.adds:
        yield f"{said(measure.adds)} becomes possible"
    if measure.blocks:
        yield f"{said(measure.blocks)} is ruled out"
    if measure.takes:
        yield f"{said(measure.takes)} holds and stays so"
    if measure.turns_on:
        yield f"it is assumed: {join(measure.turns_on)}"
    if measure.turns_off:
        yield f"it is no longer assumed: {join(measure.turns_off)}"


def _shift(measure: Measure) -> str:
    parts = []
    if measure.direction is not None:
        parts.append("is wanted" if measure.direction == "wants" else "is avoided")
    if measure.weight is not None:
        low, high = measure.weight
        weighs = f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"
        parts.append(f"weighs {weighs}")
    return join(parts)


def _refs(records: tuple[str, ...]) -> Cell:
    parts: list[Inline] = []
    for record in records:
        parts += [text(" ")] if parts else []
        parts.append(ref(record))
    return tuple(parts)
