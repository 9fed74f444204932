"""A timeline as one CSV table: what happened, was said and is due, a row each, by day."""

from __future__ import annotations

from detente.cells import Cell, csv_text
from detente.record.exports.export import Export
from detente.record.exports.moments import Moment, moments
from detente.record.ruling.standing import Standing

HEADING = (
    "earliest", "latest", "precision", "kind", "who", "whom", "what", "place", "words", "source",
    "published_on", "status", "document", "start", "end", "id",
)  # fmt: skip


def to_timeline(export: Export, *, raw: bool = False) -> str:
    """Return the timeline, first day first.

    ``earliest`` and ``latest`` are the days between which it happened, was said or is due; an end that is
    not known is empty. ``status`` is that by the rulings.

    Parameters
    ----------
    export : Export
    raw : bool
        Leave cells that a spreadsheet would take for formulas as they are.
    """
    ruled = export.standings
    rows = (_row(moment, ruled.get(moment.item.id)) for moment in moments(export))
    return csv_text(HEADING, rows, raw=raw)


def _row(moment: Moment, ruled: Standing | None) -> list[Cell]:
    item, document = moment.item, moment.document
    return [
        moment.time.earliest.isoformat() if moment.time.earliest else None,
        moment.time.latest.isoformat() if moment.time.latest else None,
        moment.time.precision,
        moment.kind,
        moment.who,
        moment.whom,
        moment.what,
        moment.place,
        item.passage.text,
        document.source,
        document.published_on.isoformat() if document.published_on else None,
        ruled.status if ruled else "proposed",
        document.id,
        item.passage.start,
        item.passage.end,
        item.id,
    ]
