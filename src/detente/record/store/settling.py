"""Putting rulings into effect in the tables: a corrected version of an item, or its end.

What an item is after all rulings is what ``ruling.rule_on`` says, applied to the documents concerned alone.
Joined actors and proposals stay as they were read: which of them stands for the others depends on the
whole record.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from detente.record.record import Record
from detente.record.ruling import carried, change_of, in_force
from detente.record.ruling.ruled import rule_on
from detente.record.store import tables
from detente.record.store.appending import Appending
from detente.record.store.changing import next_versions
from detente.record.store.following import read_successors
from detente.record.store.loading import clauses_of, document_numbers, read_rulings
from detente.record.store.putting import Placed, Shelf
from detente.record.store.rows import row, value_of
from detente.record.store.scope import scope
from detente.record.store.selecting import fetch_by, is_as_read, is_current
from detente.record.values import Proposal, Ruling

Rows = list[dict[str, Any]]


def settle(
    connection: Connection, documents: Collection[str], moment: datetime, *, ruling: Ruling | None = None
) -> None:
    """Write what rulings change in some documents, in an addition of its own.

    Parameters
    ----------
    connection : Connection
        With a writer's transaction open.
    documents : collection of str
        Ids of those whose items may stand otherwise now.
    moment : datetime.datetime
    ruling : Ruling, optional
        A new one, to be written too.
    """
    adding = Appending(connection, "ruling", moment)
    rulings = read_rulings(connection)
    if ruling is not None:
        adding.put(tables.rulings, [row(ruling)])
        rulings = (*rulings, ruling)
    if rulings and documents:
        asked = [one for one in asked_of(connection, rulings) if not _joins(one)]
        as_read = scope(connection, documents, asked)
        ruled = rule_on(as_read, asked).record
        shelf = _shelf(connection, as_read)
        numbers = document_numbers(connection, shelf.numbers)
        for field, (cls, table) in tables.ITEMS.items():
            now = fetch_by(connection, table.c.document, numbers, is_current(table))
            _settle_items(connection, adding, shelf, (cls, table), now, getattr(ruled, field))
        _settle_clauses(connection, adding, ruled.proposals)
    if adding.n_rows:
        adding.write()


def asked_of(connection: Connection, rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Return the rulings in force, with the ids of what they are about as these are now."""
    return in_force(carried(rulings, read_successors(connection)))


def _joins(ruling: Ruling) -> bool:
    """Whether a ruling says that two things are one, or are not."""
    return ruling.kind == "merge" or (ruling.kind == "split" and "from" in change_of(ruling))


def _settle_items(
    connection: Connection,
    adding: Appending,
    shelf: Shelf,
    kind: tuple[type, Table],
    now: Rows,
    ruled: Sequence[Placed],
) -> None:
    """End the rows that are not as ruled, and put in those that are."""
    cls, table = kind
    bare = [replace(one, clauses=(), mentions=()) if isinstance(one, Proposal) else one for one in ruled]
    wanted = {item.id: item for item in bare}
    apart = {"clauses": (), "mentions": ()} if cls is Proposal else {}
    right = set()
    for columns in now:
        if wanted.get(columns["id"]) == value_of(cls, columns, **apart):
            right.add(columns["id"])
        else:
            adding.end(table, [columns["number"]])
    coming = [item for identifier, item in wanted.items() if identifier not in right]
    versions = next_versions(connection, table, (item.id for item in coming))
    adding.put_columns(table, (shelf.item_row(item, versions[item.id]) for item in coming))


def _settle_clauses(connection: Connection, adding: Appending, ruled: Sequence[Proposal]) -> None:
    table = tables.clauses
    current = clauses_of(connection, (proposal.id for proposal in ruled), is_current)
    changed = [one for one in ruled if current.get(one.id, ()) != one.clauses]
    for found in fetch_by(connection, table.c.of, (one.id for one in changed), is_current(table)):
        adding.end(table, [found["number"]])
    for proposal in changed:
        homes = {clause.passage.document for clause in proposal.clauses}
        rows = fetch_by(connection, tables.documents.c.id, homes, is_as_read(tables.documents))
        shelf = Shelf(numbers={columns["id"]: columns["number"] for columns in rows}, days={})
        adding.put(table, (shelf.clause_row(proposal.id, clause) for clause in proposal.clauses))


def _shelf(connection: Connection, record: Record) -> Shelf:
    ids = [document.id for document in record.documents]
    found = fetch_by(connection, tables.documents.c.id, ids, is_as_read(tables.documents))
    return Shelf(
        numbers={columns["id"]: columns["number"] for columns in found},
        days={document.id: document.published_on for document in record.documents},
    )
