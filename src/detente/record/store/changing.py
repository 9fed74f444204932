"""What changes when a document is read again, or a new version of it comes in its place.

What a new reading has the same stays as it is; what it has otherwise, or not any more, ends; what is new
comes. Nothing is lost: rows that end stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, func, select

from detente.documents.document import Document
from detente.record.record import Record
from detente.record.store import tables
from detente.record.store.appending import Appending
from detente.record.store.loading import document_numbers
from detente.record.store.putting import Placed, Shelf, knowledge, put_documents
from detente.record.store.rows import value_of
from detente.record.store.selecting import chunks, fetch_by, is_as_read, is_current
from detente.record.values import Actor, Clause, Passage, Proposal

Rows = list[dict[str, Any]]
BELONGING: tuple[Table, ...] = (
    *(table for _, table in tables.ITEMS.values()),
    tables.mentions,
    tables.clauses,
    tables.actors,
)
"""Tables whose rows belong to a document."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is there of one document: the numbers of its rows, and what was read from it last."""

    connection: Connection
    document: Document
    number: int
    numbers: Sequence[int]

    @classmethod
    def of(cls, connection: Connection, document: str) -> Held:
        """Return what is there of a document that is current."""
        (found,) = fetch_by(connection, tables.documents.c.id, [document], is_as_read(tables.documents))
        numbers = document_numbers(connection, [document])
        return cls(connection, value_of(Document, found), found["number"], numbers)

    def as_read(self, table: Table) -> Rows:
        """Return its rows in a table, as it was last read."""
        return fetch_by(self.connection, table.c.document, self.numbers, is_as_read(table))

    def current(self, table: Table) -> Rows:
        """Return its rows in a table, as they were ruled."""
        return fetch_by(self.connection, table.c.document, self.numbers, is_current(table))

    def end(self, adding: Appending, table: Table, kept: Collection[Any] = (), by: str = "id") -> None:
        """End its rows in a table, both as read and as ruled, but for those whose column is kept."""
        rows = {
            row["number"] for row in (*self.as_read(table), *self.current(table)) if row.get(by) not in kept
        }
        adding.end(table, sorted(rows))

    def items(self, field: str) -> dict[str, Placed]:
        """Return its items of one field of a record by id, proposals without clauses and mentions."""
        cls, table = tables.ITEMS[field]
        apart = {"clauses": (), "mentions": ()} if cls is Proposal else {}
        return {row["id"]: value_of(cls, row, **apart) for row in self.as_read(table)}


def read_again(connection: Connection, adding: Appending, after: Document, record: Record) -> Document:
    """Put in what a new reading of a document, which is current, changes; return it as it was before."""
    held = Held.of(connection, after.id)
    is_same = held.document == after  # else all goes to its new row, which says where and of what it is
    if is_same:
        shelf = Shelf(numbers={after.id: held.number}, days={after.id: after.published_on})
    else:
        adding.end(tables.documents, [held.number])
        shelf = put_documents(adding, [after], next_versions(connection, tables.documents, [after.id]))
    for field, (_, table) in tables.ITEMS.items():
        before, new = held.items(field), items_of(record, field, after.id)
        kept = {name for name in new if is_same and before.get(name) == new[name]}
        held.end(adding, table, kept)
        coming = [item for name, item in new.items() if name not in kept]
        versions = next_versions(connection, table, (item.id for item in coming))
        adding.put_columns(table, (shelf.item_row(item, versions.get(item.id, 1)) for item in coming))
    _change_mentions(held, adding, shelf, record, is_same=is_same)
    _change_clauses(held, adding, shelf, record, is_same=is_same)
    _change_actors(held, adding, shelf, record, is_same=is_same)
    return held.document


def retire(held: Held, adding: Appending) -> None:
    """End everything of a document that a new version came in place of."""
    adding.end(tables.documents, [held.number])
    for table in BELONGING:
        held.end(adding, table)


def items_of(record: Record, field: str, document: str) -> dict[str, Placed]:
    """Return a document's items of one field of a record, proposals without clauses and mentions."""
    found = {item.id: item for item in getattr(record, field) if item.passage.document == document}
    if field == "proposals":
        return {name: replace(item, clauses=(), mentions=()) for name, item in found.items()}
    return found


def next_versions(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, int]:
    """Return the version that the next row of each id has; those without a row are left out."""
    found: dict[str, int] = {}
    for some in chunks(ids):
        query = select(table.c.id, func.max(table.c.version) + 1).where(table.c.id.in_(some))
        rows = connection.execute(query.group_by(table.c.id))
        found |= {str(identifier): int(version) for identifier, version in rows}
    return found


def _change_mentions(held: Held, adding: Appending, shelf: Shelf, record: Record, *, is_same: bool) -> None:
    """End and put in mentions; one place may be a mention of one actor several times over."""
    document = held.document.id
    holders: tuple[Actor | Proposal, ...] = (*record.actors, *record.proposals)
    new = [(h.id, m.start, m.end, m.text) for h in holders for m in h.mentions if m.document == document]
    left = Counter(new)  # those that no row is there of
    ending = []
    for row in held.as_read(tables.mentions):
        key = (row["of"], row["start"], row["end"], row["text"])
        if is_same and left[key] > 0:
            left[key] -= 1
        else:
            ending.append(row["number"])
    adding.end(tables.mentions, ending)
    for of, start, end, text in left.elements():
        passage = Passage(document=document, start=start, end=end, text=text)
        adding.put_columns(tables.mentions, [shelf.mention_row(of, passage)])


def _change_clauses(held: Held, adding: Appending, shelf: Shelf, record: Record, *, is_same: bool) -> None:
    """End and put in clauses, all that a document has of one proposal together, for their order counts."""
    before: dict[str, list[Clause]] = {}
    for row in held.as_read(tables.clauses):
        before.setdefault(row["of"], []).append(value_of(Clause, row))
    new: dict[str, list[Clause]] = {}
    for proposal in record.proposals:
        found = [clause for clause in proposal.clauses if clause.passage.document == held.document.id]
        new |= {proposal.id: found} if found else {}
    kept = {of for of, clauses in new.items() if is_same and before.get(of) == clauses}
    held.end(adding, tables.clauses, kept, by="of")
    coming = ((of, clause) for of, clauses in new.items() if of not in kept for clause in clauses)
    adding.put(tables.clauses, (shelf.clause_row(of, clause) for of, clause in coming))


def _change_actors(held: Held, adding: Appending, shelf: Shelf, record: Record, *, is_same: bool) -> None:
    document = held.document.id
    before: dict[str, list[Actor]] = {}
    for row in held.as_read(tables.actors):
        before.setdefault(row["id"], []).append(value_of(Actor, row, mentions=()))
    told = {actor.id: [one for _, one in knowledge(actor, {document})] for actor in record.actors}
    new = {identifier: known for identifier, known in told.items() if known}
    kept = {identifier for identifier, known in new.items() if is_same and before.get(identifier) == known}
    held.end(adding, tables.actors, kept)
    coming = (one for identifier, known in new.items() if identifier not in kept for one in known)
    adding.put(tables.actors, (shelf.actor_row(document, one) for one in coming))
