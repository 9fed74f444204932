"""Rulings in force without effect: what they are about, or point at, is not read any more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, select

from detente.documents.document import Document
from detente.record.ruling import rule_on
from detente.record.ruling.things import source_id
from detente.record.store import tables
from detente.record.store.layouts import layout
from detente.record.store.loading import read_rulings
from detente.record.store.scope import homes, scope
from detente.record.store.selecting import fetch_by, held, is_as_read
from detente.record.store.settling import asked_of


def read_orphaned(connection: Connection) -> frozenset[str]:
    """Return the ids of rulings in force without effect, as `rule_on` tells them of the whole record.

    Only documents in which something was ruled on are loaded.

    Parameters
    ----------
    connection : Connection
        With a transaction open.
    """
    asked = asked_of(connection, read_rulings(connection))
    if not asked:
        return frozenset()
    ids = {ruling.record for ruling in asked}
    documents = homes(connection, ids) | _of_sources(connection, ids)
    record = scope(connection, documents, asked, actors=[one for one in ids if one.startswith("actor:")])
    there = _present(connection, [actor.id for actor in record.actors])
    record = replace(record, actors=tuple(actor for actor in record.actors if actor.id in there))
    return frozenset(ruling.id for ruling in rule_on(record, asked).orphaned)


def _present(connection: Connection, actors: Collection[str]) -> set[str]:
    """Return those of some actors that the whole record has.

    They are mentioned now, or a document tells of them now, or they were never mentioned and are known from
    elsewhere, or somebody who is there speaks for them, or something that was read refers to them.
    """
    mentions = fetch_by(connection, tables.mentions.c.of, actors, is_as_read(tables.mentions))
    rows = fetch_by(connection, tables.actors.c.id, actors, is_as_read(tables.actors))
    once = held(connection, tables.mentions.c.of, actors)
    found = {columns["of"] for columns in mentions}
    found |= {columns["id"] for columns in rows if columns["document"] or columns["id"] not in once}
    represented = fetch_by(connection, tables.actors.c.speaks_for, actors, is_as_read(tables.actors))
    found |= {columns["speaks_for"] for columns in represented}
    left = [one for one in actors if one not in found]
    for cls, table in tables.ITEMS.values():
        for name in layout(cls).mentions if left else ():
            referring = fetch_by(connection, table.c[name], left, is_as_read(table))
            found |= {columns[name] for columns in referring}
    return found


def _of_sources(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return a document of each source among some ids that has one."""
    if not any(one.startswith("source:") for one in ids):
        return set()
    table = tables.documents
    rows = connection.execute(select(table.c.id, table.c.publisher, table.c.path).where(is_as_read(table)))
    found = {
        source_id(Document(id="", path=path, text="", sha256="", publisher=publisher)): identifier
        for identifier, publisher, path in rows
    }
    return {identifier for source, identifier in found.items() if source in ids}
