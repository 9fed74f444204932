"""What the quote ledger says of each statement: whether its words can be relied on, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from detente.brief.confidence import Copies
from detente.record.quotes import QuoteEntry, QuoteStatus, quote_ledger, same_text_groups
from detente.record.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One statement's place in the ledger: the status of its own words, and the entry they belong to."""

    status: QuoteStatus
    entry: QuoteEntry
    number: int


def compared_quotes(record: Record) -> tuple[QuoteEntry, ...]:
    """Return the quote ledger; statements of documents the record does not hold cannot be compared."""
    known = {document.id for document in record.documents}
    statements = tuple(row for row in record.statements if row.passage.document in known)
    return quote_ledger(replace(record, statements=statements))


def quoted_statements(entries: Iterable[QuoteEntry]) -> Mapping[str, Quoted]:
    """Return for each quoting statement its status and its entry, numbered from 1."""
    found: dict[str, Quoted] = {}
    for number, entry in enumerate(entries, start=1):
        for variant in entry.variants:
            if variant.statement is not None:
                found[variant.statement] = Quoted(status=variant.status, entry=entry, number=number)
    return found


def find_copies(record: Record) -> Copies:
    """Return which documents copy another: all count as the best graded of those that carry the words.

    Which of them printed first cannot be told within a day; a copy must not lend its outlet the
    grade of the agency it copies, so the better source is taken for the origin (ties: the earlier).
    """
    documents = {document.id: document for document in record.documents}
    found: list[tuple[str, str]] = []
    for group in same_text_groups(record.documents):
        origin = min((documents[member] for member in group), key=lambda document: document.reliability)
        found += [(member, origin.source) for member in group if member != origin.id]
    return Copies(first=tuple(found))
