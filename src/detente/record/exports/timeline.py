"""A timeline as one table: what happened, was announced, was said and is due, a row each, by day."""

from __future__ import annotations

from collections.abc import Iterable

from detente.cells import Cell, csv_text
from detente.record.asking.timeline import Entry, timeline
from detente.record.exports.export import Export
from detente.record.values import Passage

HEADING = (
    "from", "to", "kind", "what", "how", "who", "to whom", "place", "words", "source", "sources", "status",
    "published_on", "precision", "dated by", "document", "start", "end", "id",
)  # fmt: skip
"""The columns of ``rows_of``."""

NOBODY = "?"
"""Who spoke or promised, where nobody is meant for certain."""


def to_timeline(export: Export, *, raw: bool = False) -> str:
    """Return the timeline as a CSV file, first day first.

    Parameters
    ----------
    export : Export
    raw : bool
        Leave cells that a spreadsheet would take for formulas as they are.
    """
    entries = timeline(export.record, export.links)
    return csv_text(HEADING, rows_of(entries, export), raw=raw)


def rows_of(entries: Iterable[Entry], export: Export) -> list[tuple[Cell, ...]]:
    """Return entries of a timeline as rows of the columns ``HEADING``.

    ``from`` and ``to`` are the days between which it happened, was said or is due, empty where an end is not
    known; ``dated by`` says whether they come from *words* or are those of the *report*. Words, source and
    place are of the first report that tells it; ``sources`` counts all, copies of one report as one.

    Parameters
    ----------
    entries : iterable of Entry
        Of the record that is exported.
    export : Export
    """
    documents = {document.id: document for document in export.record.documents}
    names = export.names

    def row(entry: Entry) -> tuple[Cell, ...]:
        passage: Passage = entry.passage
        document = documents[passage.document]
        return (
            _day(entry.earliest),
            _day(entry.latest),
            entry.kind,
            entry.what,
            entry.how,
            ", ".join(names[one] for one in entry.who) or (NOBODY if entry.kind in ("said", "due") else ""),
            ", ".join(names[one] for one in entry.whom),
            entry.place,
            passage.text,
            document.source,
            export.n_sources(entry.told.documents),
            ", ".join(dict.fromkeys(export.status(item) for item in entry.items)),
            _day(document.published_on),
            entry.precision,
            _dated_by(entry),
            document.id,
            passage.start,
            passage.end,
            entry.items[0],
        )

    return [row(entry) for entry in entries]


def _day(day: object) -> str:
    return "" if day is None else str(day)


def _dated_by(entry: Entry) -> str:
    if entry.is_stated:
        return "words"
    return "report" if entry.earliest or entry.latest else ""
