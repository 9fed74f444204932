"""Reading a record back from its tables, inside a transaction that is already open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, func, select

from detente.documents.document import Document
from detente.record.fields import references
from detente.record.record import Record
from detente.record.roles import with_told_roles
from detente.record.store import tables
from detente.record.store.merging import documents_in_order, merged_actors, place_key
from detente.record.store.rows import passage_of, value_of
from detente.record.store.selecting import Condition, fetch, fetch_by, held, is_as_read, is_held
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
Rows = list[dict[str, Any]]


def read_record(
    connection: Connection, documents: Collection[str] | None = None, *, actors: Collection[str] = ()
) -> Record:
    """Return everything as it was last read, in text order, not yet checked.

    Parameters
    ----------
    connection : Connection
    documents : collection of str, optional
        Ids of those wanted; all when not given. Items of these may refer to what is in others, which is
        then missing; actors that they refer to are there.
    actors : collection of str
        Ids of further actors wanted.
    """
    ordered = read_documents(connection, documents)
    return _Reading(connection, ordered, actors, is_whole=documents is None).record()


def read_documents(connection: Connection, documents: Collection[str] | None = None) -> list[Document]:
    """Return documents that are current, by date of publication; all when no ids are given."""
    found = _as_read(connection, tables.documents, tables.documents.c.id, documents)
    return documents_in_order(value_of(Document, columns) for columns in found)


def is_document_held(connection: Connection, document: str) -> bool:
    """Whether a document with this id, or this SHA-256, was ever added."""
    column = tables.documents.c
    return is_held(connection, column.id, document) or is_held(connection, column.sha256, document)


def read_rulings(connection: Connection) -> tuple[Ruling, ...]:
    """Return all rulings, in the order they were made."""
    return tuple(value_of(Ruling, found) for found in fetch(connection, tables.rulings))


def document_numbers(connection: Connection, documents: Iterable[str]) -> list[int]:
    """Return the numbers of all rows that documents have."""
    return [found["number"] for found in fetch_by(connection, tables.documents.c.id, documents)]


def is_there(connection: Connection, identifier: str) -> bool:
    """Whether a document, actor, relation or item that was ever read has this id."""
    searched = (tables.documents, tables.actors, *(table for _, table in tables.ITEMS.values()))
    return any(held(connection, table.c.id, [identifier]) for table in searched)


class _Reading:
    """Reads what was read from some documents.

    Parameters
    ----------
    connection : Connection
    documents : sequence of Document
        In order.
    actors : collection of str
        Ids of actors wanted besides those of the documents.
    is_whole : bool
        Whether these are all of the record.
    """

    def __init__(
        self,
        connection: Connection,
        documents: list[Document],
        actors: Collection[str],
        *,
        is_whole: bool,
    ) -> None:
        self._connection = connection
        self._wanted = actors
        self._documents = documents
        self._rank = {document.id: index for index, document in enumerate(documents)}
        self._where = place_key(self._rank)
        self._is_whole = is_whole
        self._told: dict[str, dict[str, str | None]] = {}  # by actor, the role in each document
        self._numbers = None if is_whole else document_numbers(connection, self._rank)

    def record(self) -> Record:
        mentions = self._mentions()
        items: dict[str, Any] = {
            "relations": self._placed(Relation, "relations"),
            "statements": self._placed(Statement, "statements"),
            "events": self._placed(Event, "events"),
            "proposals": self._proposals(mentions),
            "responses": self._placed(Response, "responses"),
            "claims": self._placed(Claim, "claims"),
            "inconsistencies": self._placed(Inconsistency, "inconsistencies"),
        }
        known = self._actors(mentions, (item for group in items.values() for item in group))
        failures = fetch(self._connection, tables.failures) if self._is_whole else []
        return Record(
            documents=tuple(self._documents),
            actors=tuple(self._with_roles(merged_actors(known, mentions, self._rank))),
            failures=tuple(value_of(Failure, columns) for columns in failures),
            reader="; ".join(_readers(self._connection)) if self._is_whole else "",
            **items,
        )

    def _rows(self, table: Table) -> Rows:
        return _as_read(self._connection, table, table.c.document, self._numbers)

    def _mentions(self) -> dict[str, list[Passage]]:
        gathered: dict[str, list[Passage]] = {}
        for found in self._rows(tables.mentions):
            gathered.setdefault(found["of"], []).append(passage_of(found))
        return gathered

    def _placed(self, cls: type[Placed], field: str) -> tuple[Placed, ...]:
        _, table = tables.ITEMS[field]
        items = [value_of(cls, columns) for columns in self._rows(table)]
        return tuple(sorted(items, key=lambda item: self._where(item.passage)))

    def _proposals(self, mentions: dict[str, list[Passage]]) -> tuple[Proposal, ...]:
        rows = self._rows(tables.ITEMS["proposals"][1])
        clauses = clauses_of(self._connection, (columns["id"] for columns in rows), is_as_read)
        proposals = [
            value_of(
                Proposal,
                columns,
                clauses=clauses.get(columns["id"], ()),
                mentions=tuple(sorted(mentions.get(columns["id"], ()), key=self._where)),
            )
            for columns in rows
        ]
        return tuple(sorted(proposals, key=lambda proposal: self._where(proposal.passage)))

    def _actors(self, mentions: Collection[str], items: Iterable[Any]) -> list[Actor]:
        """Return what each reading knew of each actor, without mentions, in the order of adding.

        An actor that is not mentioned any more, since its documents were read again, is left out unless
        something refers to it still.
        """
        found = self._rows(tables.actors)
        is_changed = self._connection.execute(select(tables.ended.c.number).limit(1)).first()
        if is_changed or not self._is_whole:
            wanted = {to for item in items for _, target, to in references(item) if "actor" in target}
            lost = self._not_mentioned(found, mentions) - wanted - _spoken_for(found)
            found = [columns for columns in found if columns["id"] not in lost]
            found = self._with_wanted(found, wanted.union(mentions, self._wanted))
        for columns in found:
            if columns["document"] is not None:
                self._told.setdefault(columns["id"], {})[columns["document"]] = columns["role"]
        return [self._as_far_as_there(value_of(Actor, columns, mentions=())) for columns in found]

    def _with_roles(self, actors: Iterable[Actor]) -> Iterator[Actor]:
        """Yield actors with what each document calls them; the role is the first in their order."""
        days = {document.id: document.published_on for document in self._documents}
        for actor in actors:
            told = self._told.get(actor.id, {})
            if len(set(told.values())) > 1:
                yield with_told_roles(replace(actor, role=None), told, days)
            else:
                yield actor

    def _not_mentioned(self, found: Rows, mentions: Collection[str]) -> set[str]:
        """Return the actors that were mentioned once, by rows that are ended."""
        of_documents = {columns["id"] for columns in found if columns["document"]}
        rest = {columns["id"] for columns in found}.difference(mentions, of_documents)
        return held(self._connection, tables.mentions.c.of, rest)

    def _with_wanted(self, found: Rows, wanted: set[str]) -> Rows:
        """Return rows of actors with those, perhaps ended, of others that something refers to."""
        while missing := (wanted | _spoken_for(found)) - {columns["id"] for columns in found}:
            added = fetch_by(self._connection, tables.actors.c.id, missing)
            if not added:
                break  # ids of statements, events or proposals
            found = found + added
        return found

    def _as_far_as_there(self, actor: Actor) -> Actor:
        """Return the actor without what rests on words of a document that is not there any more."""
        passage = actor.speaks_for_passage
        if passage is None or passage.document in self._rank:
            return actor
        return replace(actor, speaks_for=None, speaks_for_passage=None)


def clauses_of(
    connection: Connection, proposals: Iterable[str], counts: Condition
) -> dict[str, tuple[Clause, ...]]:
    """Return the clauses of proposals by their ids, those of rows that count."""
    gathered: dict[str, list[Clause]] = {}
    for found in fetch_by(connection, tables.clauses.c.of, proposals, counts(tables.clauses)):
        gathered.setdefault(found["of"], []).append(value_of(Clause, found))
    return {identifier: tuple(clauses) for identifier, clauses in gathered.items()}


def _as_read(
    connection: Connection, table: Table, column: Column[Any], values: Collection[Any] | None
) -> Rows:
    if values is None:
        return fetch(connection, table, is_as_read(table))
    return fetch_by(connection, column, values, is_as_read(table))


def _readers(connection: Connection) -> list[str]:
    """Return the names of the readers that were at work, each once, in the order they came."""
    addition = tables.additions.c
    query = select(addition.reader).where(addition.kind == "documents", addition.reader != "")
    query = query.group_by(addition.reader).order_by(func.min(addition.number))
    return list(connection.execute(query).scalars())


def _spoken_for(found: Rows) -> set[str]:
    return {columns["speaks_for"] for columns in found if columns["speaks_for"]}
