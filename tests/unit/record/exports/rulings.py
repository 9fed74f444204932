"""Rulings on the sample record, of every kind, in one chain."""

from __future__ import annotations

from collections.abc import Iterable

from detente.record.record import Record
from detente.record.ruling.chain import chained
from detente.record.ruling.things import source_id
from detente.record.values import Ruling, RulingKind

BY = "Mara Quill"


def ruling(kind: RulingKind, record: str, because: str, change: str = "") -> Ruling:
    return Ruling(
        id="",
        kind=kind,
        record=record,
        by=BY,
        ruled_at="2031-05-07T08:00:00+00:00",
        because=because,
        change=change,
    )


def chain(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Return rulings as one chain, in the order given."""
    made: list[Ruling] = []
    for one in rulings:
        made.append(chained(one, made[-1].id if made else ""))
    return tuple(made)


def rulings_on(record: Record) -> tuple[Ruling, ...]:
    """Return decisions on the sample record, each reason with a word that stands nowhere else."""
    said, strike, claim = record.statements[0].id, record.events[0].id, record.claims[0].id
    source = source_id(record.documents[0])
    first = (
        ruling("accept", said, "heard it myself at the zephyr briefing"),
        ruling("grade", said, "two stringers agree, says quasar", '{"basis":"told","credibility":"2"}'),
        ruling("grade", source, "our desk knows obsidian", '{"reliability":"B"}'),
        ruling("correct", strike, "the hospital list, via marigold", '{"act":"COERCE"}'),
        ruling("reject", record.inconsistencies[0].id, "an idiom, says tamarind"),
        ruling("note", strike, "ask juniper again"),
        ruling("outcome", claim, "answered, per saffron", f'{{"evidence":["{said}"],"outcome":"kept"}}'),
    )
    undone = chain(first)[-3].id
    return chain(
        [
            *first,
            ruling("undo", record.inconsistencies[0].id, "tamarind was wrong", f'{{"ruling":"{undone}"}}'),
        ]
    )
