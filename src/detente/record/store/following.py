"""What becomes of items that are not read any more: their successors, and what referred to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, select

from detente.documents.document import Document
from detente.record.record import Record
from detente.record.ruling.carrying import moved_places
from detente.record.ruling.successors import successors
from detente.record.store import tables
from detente.record.store.appending import Appending
from detente.record.store.changing import next_versions
from detente.record.store.putting import Placed, Shelf
from detente.record.store.rows import value_of
from detente.record.store.selecting import chunks, fetch, fetch_by, is_as_read
from detente.record.values import Ruling

Rows = list[dict[str, Any]]


def read_successors(connection: Connection) -> dict[str, str]:
    """Return the later id of each item that came to be read under another one.

    Also of each document that a later version came in place of, and of places in these that rulings point
    at (``carrying.moved_places``).
    """
    return followed_by(
        connection, fetch(connection, tables.successions), fetch(connection, tables.replacements)
    )


def followed_by(connection: Connection, successions: Rows, replacements: Rows) -> dict[str, str]:
    """Return the same by some rows alone, those up to a time."""
    later = _later_documents(connection, replacements)
    return _folded(successions) | later | _moved_places(connection, later)


def _later_documents(connection: Connection, replacements: Rows) -> dict[str, str]:
    """Return the later version of each document that another came in place of."""
    numbers = {row[name] for row in replacements for name in ("document", "replaces")}
    column = tables.documents.c
    ids: dict[int, str] = {}
    for some in chunks(sorted(numbers)):
        query = select(column.number, column.id).where(column.number.in_(some))
        ids |= {row.number: row.id for row in connection.execute(query)}
    return {ids[row["replaces"]]: ids[row["document"]] for row in replacements}


def _moved_places(connection: Connection, later: Mapping[str, str]) -> dict[str, str]:
    column = tables.rulings.c
    pointing = (column.kind == "correct", column.change.like('%"at":%'))
    rulings = fetch(connection, tables.rulings, *pointing) if later else []
    texts: dict[str, Document] = {}

    def document_of(identifier: str) -> Document:
        if identifier not in texts:
            rows = fetch_by(connection, tables.documents.c.id, [identifier])
            texts[identifier] = value_of(Document, rows[-1])
        return texts[identifier]

    return moved_places([value_of(Ruling, row) for row in rulings], later, document_of)


def _folded(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return what came in place of what, by rows in the order of their numbers."""
    found: dict[str, str] = {}
    for row in rows:
        found.pop(row["successor"], None)  # it is read again, so it is itself
        if row["item"] != row["successor"]:
            found[row["item"]] = row["successor"]
    return found


def placed_items(record: Record, document: str) -> tuple[Placed, ...]:
    """Return the items and relations of a document."""
    return tuple(
        item for field in tables.ITEMS for item in getattr(record, field) if item.passage.document == document
    )


def succeed(
    connection: Connection,
    adding: Appending,
    old: Collection[Placed],
    new: Collection[Placed],
    versions: tuple[Document, Document],
) -> dict[str, str | None]:
    """Put in which items came in place of others, when a document is read anew.

    Parameters
    ----------
    connection : Connection
    adding : Appending
    old, new : collection of Item or Relation
        What was read before, and what is read now.
    versions : (Document, Document)
        The document before and now.

    Returns
    -------
    dict of str to str or None
        The items that are not read any more, each with its successor if it has one.
    """
    found = successors(tuple(old), *versions, tuple(new))
    there = {item.id for item in new}
    gone = {item.id: found.get(item.id) for item in old if item.id not in there}
    adding.put_columns(tables.successions, ((item, to) for item, to in gone.items() if to is not None))
    adding.put_columns(tables.successions, ((item, item) for item in _succeeded(connection, there)))
    return gone


def _succeeded(connection: Connection, items: Collection[str]) -> list[str]:
    """Return those of some items that others count for now."""
    columns = tables.successions.c
    rows = [row for by in (columns.item, columns.successor) for row in fetch_by(connection, by, items)]
    by_number = {row["number"]: row for row in rows}
    return sorted(_folded(by_number[number] for number in sorted(by_number)).keys() & items)


def refer_on(
    connection: Connection,
    adding: Appending,
    gone: Mapping[str, str | None],
    changed: Collection[str],
) -> set[str]:
    """Let what refers to items that are not read any more refer to their successors, or to nothing.

    Parameters
    ----------
    connection : Connection
    adding : Appending
    gone : mapping of str to str or None
        See ``succeed``.
    changed : collection of str
        Ids of documents that were read anew, whose items refer to what is there.

    Returns
    -------
    set of str
        Ids of the documents in which something changed.
    """
    touched: set[str] = set()
    for cls, table in tables.ITEMS.values():
        names = tables.REFERRING.get(table.name, ())
        rows = _referring(connection, table, names, gone, changed)
        versions = next_versions(connection, table, (row["id"] for row in rows))
        for row in rows:
            item: Any = value_of(cls, row)
            changes: dict[str, Any] = {name: _final(gone, row[name]) for name in names if row[name] in gone}
            shelf = _shelf(connection, row)
            adding.put_columns(table, [shelf.item_row(replace(item, **changes), versions[row["id"]])])
            adding.end(table, [row["number"]])
            touched.add(row["document"])
    for table in (tables.mentions, tables.clauses):
        for row in _referring(connection, table, ("of",), gone, changed):
            adding.end(table, [row["number"]])
            successor = _final(gone, row["of"])
            if successor is not None:
                adding.put(table, [row | {"of": successor, "document": row["document_number"]}])
    return touched


def _final(gone: Mapping[str, str | None], identifier: str) -> str | None:
    """Return the successor that is there, for what came in place of an item may be gone itself."""
    following: str | None = identifier
    while following is not None and following in gone:
        following = gone[following]
    return following


def _referring(
    connection: Connection,
    table: Table,
    names: Iterable[str],
    gone: Collection[str],
    changed: Collection[str],
) -> Rows:
    found = {
        row["number"]: row
        for name in names
        for row in fetch_by(connection, table.c[name], gone, is_as_read(table))
        if row["document"] not in changed
    }
    return list(found.values())


def _shelf(connection: Connection, row: Mapping[str, Any]) -> Shelf:
    (found,) = fetch_by(connection, tables.documents.c.number, [row["document_number"]])
    document = value_of(Document, found)
    return Shelf(numbers={document.id: row["document_number"]}, days={document.id: document.published_on})
