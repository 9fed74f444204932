"""The part of a record that rulings on some documents need to be followed: no more of it is loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record.record import Record
from detente.record.ruling import Source, rule_on
from detente.record.ruling.actors import made_actors
from detente.record.ruling.checking import check_form, references
from detente.record.ruling.things import Thing, source_of, things
from detente.record.store import tables
from detente.record.store.loading import read_record
from detente.record.store.merging import joined_by_id
from detente.record.store.rows import passage_of, value_of
from detente.record.store.selecting import fetch_by, held, is_as_read
from detente.record.values import Actor, Ruling


def scope(
    connection: Connection,
    documents: Collection[str],
    asked: Sequence[Ruling],
    *,
    actors: Collection[str] = (),
) -> Record:
    """Return some documents with what was read from them, and whatever rulings on them refer to.

    Parameters
    ----------
    connection : Connection
    documents : collection of str
        Their ids.
    asked : sequence of Ruling
        Those in force, with ids as these are now.
    actors : collection of str
        Ids of actors wanted besides those of the documents.

    Returns
    -------
    Record
        As it was read; with further documents where what is referred to is in them.
    """
    wanted, others = set(documents), set(actors)
    while True:
        record = read_record(connection, wanted, actors=others)
        known = things(record)
        met = {to for ruling in asked for to in _referred(ruling, known.get(ruling.record))}
        missing = met - set(known) - others
        if not missing:
            return record
        others |= missing
        wanted |= homes(connection, missing | _made_on(asked, missing))


def homes(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return the ids of the documents, as they are read now, that some ids are of or in."""
    found = {
        columns["document"]
        for _, table in tables.ITEMS.values()
        for columns in fetch_by(connection, table.c.id, ids, is_as_read(table))
    }
    return found | held(connection, tables.documents.c.id, ids)


def referring(connection: Connection, items: Collection[str]) -> set[str]:
    """Return the ids of the documents in which something refers, or did, to one of these items."""
    return {
        columns["document"]
        for _, table in tables.ITEMS.values()
        for name in tables.REFERRING.get(table.name, ())
        for columns in fetch_by(connection, table.c[name], items)
    }


def find_thing(connection: Connection, identifier: str, asked: Sequence[Ruling]) -> Thing | None:
    """Return what has an id, as ruled so far, or as it was read when rejected; None when nothing has."""
    kind = identifier.partition(":")[0]
    if kind == "source":
        return _source(connection, identifier)
    there = homes(connection, [identifier])
    if there:
        record = scope(connection, there, asked)
        found = things(rule_on(record, asked).record)
        return found.get(identifier) or things(record).get(identifier)
    return _actor(connection, identifier, asked) or made_actors(asked).get(identifier)


def _referred(ruling: Ruling, thing: Thing | None) -> Iterator[str]:
    if thing is None:
        return
    try:
        check_form(ruling, thing)
    except RecordError:  # a record of an earlier version kept any words as a change
        return
    yield from (to for _, _, to in references(ruling, thing))


def _made_on(asked: Sequence[Ruling], actors: Collection[str]) -> set[str]:
    """Return what the rulings are about that make some actors."""
    return {
        ruling.record
        for ruling in asked
        if ruling.kind in ("correct", "split") and not made_actors([ruling]).keys().isdisjoint(actors)
    }


def _source(connection: Connection, identifier: str) -> Source | None:
    table = tables.documents
    query = select(table.c.publisher, table.c.path).where(is_as_read(table)).distinct()
    for publisher, path in connection.execute(query):
        source = source_of(Document(id="", path=path, text="", sha256="", publisher=publisher))
        if source.id == identifier:
            return source
    return None


def _actor(connection: Connection, identifier: str, asked: Sequence[Ruling]) -> Actor | None:
    """Return an actor as corrected, with its mentions as read."""
    rows = fetch_by(connection, tables.actors.c.id, [identifier], is_as_read(tables.actors))
    if not rows:
        return None
    actor = joined_by_id(value_of(Actor, columns, mentions=()) for columns in rows)[identifier]
    bare = replace(actor, speaks_for_passage=None)
    own = [ruling for ruling in asked if ruling.kind == "correct" and ruling.record == identifier]
    places = fetch_by(connection, tables.mentions.c.of, [identifier], is_as_read(tables.mentions))
    known = Record(actors=(bare, *_others(connection, bare, own)))
    (ruled,) = (one for one in rule_on(known, own).record.actors if one.id == identifier)
    passage = actor.speaks_for_passage if ruled.speaks_for == actor.speaks_for else None
    return replace(ruled, speaks_for_passage=passage, mentions=tuple(map(passage_of, places)))


def _others(connection: Connection, actor: Actor, rulings: Sequence[Ruling]) -> list[Actor]:
    """Return the actors that an actor, or a correction of it, names as the one it speaks for."""
    wanted = {to for ruling in rulings for to in _referred(ruling, actor)} | {actor.speaks_for or actor.id}
    rows = fetch_by(connection, tables.actors.c.id, wanted - {actor.id}, is_as_read(tables.actors))
    known = joined_by_id(value_of(Actor, columns, mentions=()) for columns in rows).values()
    return [replace(one, speaks_for=None, speaks_for_passage=None) for one in known]
