"""The rows of what was read from documents that are new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from detente.documents.document import Document
from detente.record.days import day_of
from detente.record.record import Record
from detente.record.store import tables
from detente.record.store.appending import Appending
from detente.record.store.layouts import layout
from detente.record.store.merging import joined, joined_by_id
from detente.record.store.rows import columns_of, row, value_of
from detente.record.store.selecting import fetch_by
from detente.record.values import Actor, Clause, Item, Passage, Proposal, Relation

Placed = Item | Relation


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the items of documents go: the number of each document's row, and its day; by id."""

    numbers: Mapping[str, int]
    days: Mapping[str, date | None]

    def item_row(self, item: Placed, version: int) -> tuple[Any, ...]:
        """Return the columns of an item, without number, addition and digest."""
        document = item.passage.document
        columns = columns_of(item)
        kind: Any = type(item)
        place = _document_place(kind)
        return (
            version,
            day_of(item, self.days[document]),
            *columns[:place],
            self.numbers[document],
            *columns[place + 1 :],
        )

    def mention_row(self, of: str, mention: Passage) -> tuple[Any, ...]:
        """Return the columns of a mention, without number, addition and digest."""
        return (of, self.numbers[mention.document], mention.start, mention.end, mention.text)

    def clause_row(self, of: str, clause: Clause) -> dict[str, Any]:
        """Return the columns of a proposal's clause by name."""
        return {"of": of} | row(clause) | {"document": self.numbers[clause.passage.document]}

    def actor_row(self, document: str | None, actor: Actor) -> dict[str, Any]:
        """Return the columns of what a document says of an actor, by name."""
        return {"document": None if document is None else self.numbers[document]} | row(actor)


@cache
def _document_place(kind: type) -> int:
    return layout(kind).columns.index("document")


def put_documents(adding: Appending, documents: Sequence[Document], versions: Mapping[str, int]) -> Shelf:
    """Put in the rows of documents; ``versions`` of those that have rows already, 1 of the others."""
    rows = ((versions.get(document.id, 1), *columns_of(document)) for document in documents)
    numbers = adding.put_columns(tables.documents, rows)
    return Shelf(
        numbers=dict(zip((document.id for document in documents), numbers, strict=True)),
        days={document.id: document.published_on for document in documents},
    )


def put_items(adding: Appending, shelf: Shelf, record: Record) -> None:
    """Put in the items of new documents, and what these say of proposals of others."""
    fresh = shelf.numbers
    for field, (_, table) in tables.ITEMS.items():
        items = getattr(record, field)
        adding.put_columns(
            table, (shelf.item_row(item, 1) for item in items if item.passage.document in fresh)
        )
    holders: tuple[Actor | Proposal, ...] = (*record.actors, *record.proposals)
    adding.put_columns(
        tables.mentions,
        (
            shelf.mention_row(holder.id, mention)
            for holder in holders
            for mention in holder.mentions
            if mention.document in fresh
        ),
    )
    adding.put(
        tables.clauses,
        (
            shelf.clause_row(proposal.id, clause)
            for proposal in record.proposals
            for clause in proposal.clauses
            if clause.passage.document in fresh
        ),
    )


def put_actors(
    connection: Connection, adding: Appending, shelf: Shelf, actors: Sequence[Actor], needed: Collection[str]
) -> None:
    """Put in what new documents say of actors, and what is known of actors without any document.

    Parameters
    ----------
    connection : Connection
    adding : Appending
    shelf : Shelf
        The new documents.
    actors : sequence of Actor
        Of the record that is added.
    needed : collection of str
        Actors that must be there, whatever mentions them.
    """
    told = {actor.id: list(knowledge(actor, shelf.numbers)) for actor in actors}
    apart = [actor for actor in actors if not told[actor.id] and (_is_apart(actor) or actor.id in needed)]
    found = fetch_by(connection, tables.actors.c.id, (actor.id for actor in apart))
    known = joined_by_id(value_of(Actor, columns, mentions=()) for columns in found)
    for actor in apart:
        before = known.get(actor.id)
        if before is None or (_is_apart(actor) and joined(before, actor) != before):
            told[actor.id] = [(None, replace(actor, mentions=(), roles=()))]
    rows = (shelf.actor_row(document, one) for actor in actors for document, one in told[actor.id])
    adding.put(tables.actors, rows)


def knowledge(actor: Actor, documents: Collection[str]) -> Iterator[tuple[str | None, Actor]]:
    """Yield what each of some documents says of an actor: whom it speaks for, where the words stand."""
    passage = actor.speaks_for_passage
    places: Iterable[Passage] = actor.mentions if passage is None else (*actor.mentions, passage)
    bare = replace(actor, mentions=(), roles=())
    for document in dict.fromkeys(place.document for place in places if place.document in documents):
        whole = replace(bare, role=_role_in(actor, document)) if actor.roles else bare
        if passage is None or passage.document == document:
            yield document, whole
        else:
            yield document, replace(whole, speaks_for=None, speaks_for_passage=None)


def _role_in(actor: Actor, document: str) -> str | None:
    return next((role.words for role in actor.roles if role.document == document), None)


def _is_apart(actor: Actor) -> bool:
    """Whether no words of a document are about the actor."""
    return not actor.mentions and actor.speaks_for_passage is None
