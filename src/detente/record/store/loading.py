"""Reading a record back from its tables, inside a transaction that is already open."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select

from detente.documents.document import Document
from detente.record.record import Record
from detente.record.store import tables
from detente.record.store.merging import documents_in_order, merged_actors, place_key
from detente.record.store.rows import passage_of, value_of
from detente.record.values import (
    Actor,
    Claim,
    Clause,
    Event,
    Failure,
    Inconsistency,
    Passage,
    Proposal,
    Relation,
    Response,
    Ruling,
    Statement,
)

Placed = TypeVar("Placed", Relation, Statement, Event, Proposal, Response, Claim, Inconsistency)


def read_record(connection: Connection) -> Record:
    """Return everything that was added, in text order, not yet checked."""
    documents = documents_in_order(value_of(Document, found) for found in _rows(connection, tables.documents))
    rank = {document.id: index for index, document in enumerate(documents)}
    mentions = _mentions(connection)
    return Record(
        documents=tuple(documents),
        actors=tuple(merged_actors(known_actors(connection), mentions, rank)),
        relations=_placed(connection, Relation, "relations", rank),
        statements=_placed(connection, Statement, "statements", rank),
        events=_placed(connection, Event, "events", rank),
        proposals=_proposals(connection, mentions, rank),
        responses=_placed(connection, Response, "responses", rank),
        claims=_placed(connection, Claim, "claims", rank),
        inconsistencies=_placed(connection, Inconsistency, "inconsistencies", rank),
        failures=tuple(read_failures(connection)),
        reader="; ".join(readers(connection)),
    )


def read_rulings(connection: Connection) -> tuple[Ruling, ...]:
    """Return all rulings, in the order they were made."""
    return tuple(value_of(Ruling, found) for found in _rows(connection, tables.rulings))


def read_failures(connection: Connection) -> list[Failure]:
    """Return all failures, in the order they were added."""
    return [value_of(Failure, found) for found in _rows(connection, tables.failures)]


def readers(connection: Connection) -> list[str]:
    """Return the names of the readers that were at work, each once, in the order they came."""
    names = (found["reader"] for found in _rows(connection, tables.additions))
    return [name for name in dict.fromkeys(names) if name]


def known_actors(connection: Connection) -> list[Actor]:
    """Return what each addition knew of each actor, without mentions, in the order of adding."""
    return [value_of(Actor, found, mentions=()) for found in _rows(connection, tables.actors)]


def ids(connection: Connection, table: Table) -> set[str]:
    """Return the ids that a table holds."""
    return set(connection.execute(select(table.c.id)).scalars())


def holds(connection: Connection, identifier: str) -> bool:
    """Whether a document, actor, relation or item has this id."""
    searched = [tables.documents, tables.actors, *(table for _, table in tables.ITEMS.values())]
    return any(
        connection.execute(select(table.c.number).where(table.c.id == identifier).limit(1)).first()
        for table in searched
    )


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    found = connection.execute(select(table).order_by(table.c.number)).mappings()
    return [dict(columns) for columns in found]


def _mentions(connection: Connection) -> dict[str, list[Passage]]:
    gathered: dict[str, list[Passage]] = {}
    for found in _rows(connection, tables.mentions):
        gathered.setdefault(found["of"], []).append(passage_of(found))
    return gathered


def _placed(
    connection: Connection, cls: type[Placed], field: str, rank: dict[str, int], **apart: Any
) -> tuple[Placed, ...]:
    where = place_key(rank)
    _, table = tables.ITEMS[field]
    items = [value_of(cls, found, **apart) for found in _rows(connection, table)]
    return tuple(sorted(items, key=lambda item: where(item.passage)))


def _proposals(
    connection: Connection, mentions: dict[str, list[Passage]], rank: dict[str, int]
) -> tuple[Proposal, ...]:
    where = place_key(rank)
    clauses: dict[str, list[Clause]] = {}
    for found in _rows(connection, tables.clauses):
        clauses.setdefault(found["of"], []).append(value_of(Clause, found))
    _, table = tables.ITEMS["proposals"]
    proposals = [
        value_of(
            Proposal,
            found,
            clauses=tuple(clauses.get(found["id"], ())),
            mentions=tuple(sorted(mentions.get(found["id"], ()), key=where)),
        )
        for found in _rows(connection, table)
    ]
    return tuple(sorted(proposals, key=lambda proposal: where(proposal.passage)))
