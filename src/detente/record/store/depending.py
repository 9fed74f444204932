"""Which documents stand otherwise because others were read anew: rulings on them refer to what is there.

A correction that names a statement, say, of another document takes no effect while that is not read, and
takes effect again when it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import Connection, Table, select

from detente.record.ruling.actors import made_actors
from detente.record.store import tables
from detente.record.store.loading import document_numbers, read_rulings
from detente.record.store.scope import homes
from detente.record.store.selecting import chunks, fetch_by, is_as_read, is_held
from detente.record.store.settling import asked_of

_TABLES = (tables.actors, *(table for _, table in tables.ITEMS.values()))
_WORDS = re.compile(r'"([^"]+)"')  # of a change; an id has no quotation mark in it


def find_depending(connection: Connection, documents: Collection[str], last: int) -> set[str]:
    """Return the ids of the documents with rulings that refer to what came or went with some documents.

    Parameters
    ----------
    connection : Connection
        With a writer's transaction open, after the documents were written.
    documents : collection of str
        Ids of those that are new, were read anew, or that others came in place of.
    last : int
        Number of the last addition before.
    """
    if not is_held(connection, tables.ended.c.why, "documents"):
        return set()  # all that rulings refer to is there still
    moved = {one for table in _TABLES for one in _moved(connection, table, documents, last)}
    asked = asked_of(connection, read_rulings(connection)) if moved else ()
    while True:
        met = [
            one for one in asked if one.record in moved or not moved.isdisjoint(_WORDS.findall(one.change))
        ]
        more = {one.record for one in met} | set(made_actors(met))  # who is there only by such a ruling
        if more <= moved:
            return homes(connection, {one.record for one in met})
        moved |= more


def _moved(connection: Connection, table: Table, documents: Collection[str], last: int) -> set[str]:
    """Return the ids that a table had or has of some documents, but for those that are there as before."""
    ids: set[str] = set()
    for some in chunks(document_numbers(connection, documents)):
        ids |= set(connection.execute(select(table.c.id).where(table.c.document.in_(some))).scalars())
    there = fetch_by(connection, table.c.id, ids, is_as_read(table))
    return ids - {row["id"] for row in there if row["addition"] <= last}
