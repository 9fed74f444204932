"""What ids were ever of, also those that nothing has any more, so that a log can say it in words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from detente.documents.document import Document
from detente.record.ruling.actors import made_actors
from detente.record.ruling.things import Thing, source_of
from detente.record.store import tables
from detente.record.store.loading import read_rulings
from detente.record.store.merging import joined_by_id
from detente.record.store.rows import value_of
from detente.record.store.selecting import fetch_by, is_as_read
from detente.record.values import Actor, Proposal

_APART: dict[type, dict[str, Any]] = {Proposal: {"clauses": (), "mentions": ()}}


def read_known(connection: Connection, ids: Collection[str]) -> dict[str, Thing]:
    """Return what has, or once had, these ids; ids of nothing are left out.

    Each is as its document was last read under this id: rulings change neither an item nor an actor's name
    here. What is kept apart (clauses, mentions) is left out.

    Parameters
    ----------
    connection : Connection
        With a transaction open.
    ids : collection of str
        Of items, relations, actors, documents and sources.
    """
    found: dict[str, Thing] = {**_sources(connection, ids), **_actors(connection, ids)}
    for columns in fetch_by(connection, tables.documents.c.id, ids):
        found[columns["id"]] = value_of(Document, columns)
    for cls, table in tables.ITEMS.values():
        read = fetch_by(connection, table.c.id, ids)
        found |= {columns["id"]: value_of(cls, columns, **_APART.get(cls, {})) for columns in read}
    return found


def _sources(connection: Connection, ids: Collection[str]) -> dict[str, Thing]:
    if not any(one.startswith("source:") for one in ids):
        return {}
    column = tables.documents.c
    told = connection.execute(select(column.publisher, column.path).distinct())
    sources = [
        source_of(Document(id="", path=path, text="", sha256="", publisher=publisher))
        for publisher, path in told
    ]
    return {source.id: source for source in sources if source.id in ids}


def _actors(connection: Connection, ids: Collection[str]) -> dict[str, Thing]:
    """Return actors by what is told of them now or, where nothing is any more, what was; and those made."""
    column = tables.actors.c.id
    now = fetch_by(connection, column, ids, is_as_read(tables.actors))
    left = set(ids) - {columns["id"] for columns in now}
    told = [value_of(Actor, columns, mentions=()) for columns in (*now, *fetch_by(connection, column, left))]
    made = made_actors(read_rulings(connection))
    return {one: actor for one, actor in (made | joined_by_id(told)).items() if one in ids}
