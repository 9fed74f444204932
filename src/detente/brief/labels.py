"""Short labels for records (S3, E1, P2), by which a brief cites them and links to their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.documents.document import Document
from detente.record.record import Record
from detente.record.values import Passage

PREFIXES = {
    "statement": "S",
    "event": "E",
    "proposal": "P",
    "response": "R",
    "claim": "C",
    "relation": "L",
    "inconsistency": "I",
    "actor": "A",
}
"""First letter of a label for each kind of record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One passage of a source text that a record rests on, and the anchor it is reached by."""

    anchor: str
    passage: Passage
    is_orphaned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record under its label; ``marks`` are its passages, the main one first."""

    label: str
    kind: str
    record: str
    marks: tuple[Mark, ...]

    @property
    def anchor(self) -> str:
        """Id of the record's own row."""
        return self.label.lower()

    @property
    def passage(self) -> Passage | None:
        """The main passage, or None for an actor no passage is kept of."""
        return self.marks[0].passage if self.marks else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """All records under their labels, in record order."""

    entries: tuple[Entry, ...]
    by_id: Mapping[str, Entry]
    documents: Mapping[str, int]

    def find(self, record: str) -> Entry | None:
        """Return the entry for a record id, or None when the record does not hold it."""
        return self.by_id.get(record)

    def label(self, record: str) -> str:
        """Return the label for a record id; an id that the record does not hold stands for itself."""
        entry = self.by_id.get(record)
        return entry.label if entry is not None else record


def build_index(record: Record) -> Index:
    """Label every record by kind and place, so that labels never depend on how a name is spelled."""
    texts = {document.id: document for document in record.documents}
    entries = [
        _entry(kind, number, item_id, passages, texts)
        for kind, rows in _rows(record)
        for number, (item_id, passages) in enumerate(rows, start=1)
    ]
    by_id: dict[str, Entry] = {}
    for entry in entries:
        by_id.setdefault(entry.record, entry)
    ranks = {document.id: number for number, document in enumerate(record.documents, start=1)}
    return Index(entries=tuple(entries), by_id=by_id, documents=ranks)


_Rows = list[tuple[str, tuple[Passage, ...]]]


def _rows(record: Record) -> list[tuple[str, _Rows]]:
    proposals: _Rows = [
        (
            proposal.id,
            _distinct(
                (proposal.passage, *proposal.mentions, *(clause.passage for clause in proposal.clauses))
            ),
        )
        for proposal in record.proposals
    ]
    actors: _Rows = [
        (actor.id, (actor.speaks_for_passage,) if actor.speaks_for_passage else actor.mentions[:1])
        for actor in record.actors
    ]
    return [
        ("statement", [(item.id, (item.passage,)) for item in record.statements]),
        ("event", [(item.id, (item.passage,)) for item in record.events]),
        ("proposal", proposals),
        ("response", [(item.id, (item.passage,)) for item in record.responses]),
        ("claim", [(item.id, (item.passage,)) for item in record.claims]),
        ("relation", [(item.id, (item.passage,)) for item in record.relations]),
        ("inconsistency", [(odd.id, (odd.passage, *_known(odd.other))) for odd in record.inconsistencies]),
        ("actor", actors),
    ]


def _known(passage: Passage | None) -> tuple[Passage, ...]:
    return (passage,) if passage is not None else ()


def _distinct(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return tuple(dict.fromkeys(passages))


def _entry(
    kind: str, number: int, record: str, passages: tuple[Passage, ...], texts: Mapping[str, Document]
) -> Entry:
    label = f"{PREFIXES[kind]}{number}"
    marks = tuple(
        Mark(
            anchor=f"at-{label.lower()}" if place == 0 else f"at-{label.lower()}-{place + 1}",
            passage=passage,
            is_orphaned=_is_orphaned(passage, texts),
        )
        for place, passage in enumerate(passages)
    )
    return Entry(label=label, kind=kind, record=record, marks=marks)


def _is_orphaned(passage: Passage, texts: Mapping[str, Document]) -> bool:
    """Whether the passage's words are no longer at its place; look-alike words are never sought."""
    document = texts.get(passage.document)
    if document is None or not 0 <= passage.start < passage.end <= len(document.text):
        return True
    return document.text[passage.start : passage.end] != passage.text
