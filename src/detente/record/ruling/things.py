"""What can be ruled on: items, relations, actors, documents and their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.documents.document import Document
from detente.record.ids import hash_id
from detente.record.record import Record
from detente.record.values import (
    Actor,
    Claim,
    Event,
    Inconsistency,
    Item,
    Proposal,
    Relation,
    Response,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whoever published documents of the record; ``name`` as a reader sees it."""

    id: str
    name: str


PLACED = ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies")
"""The fields of a record that hold what has one passage."""

Thing = Item | Relation | Actor | Document | Source
"""Whatever a ruling can be about."""


def source_id(document: Document) -> str:
    """Return the id of the source that a document comes from: its publisher, else its file.

    >>> source_id(Document(id="doc:1", path="wire/7.txt", text="Yes.", sha256="", publisher="Courier"))
    'source:f56d7a7c4763df1c'
    """
    return hash_id("source", document.source)


def source_of(document: Document) -> Source:
    """Return the source that a document comes from."""
    return Source(id=source_id(document), name=document.source)


def noun(thing: Thing) -> str:
    """Return what a message calls a thing: ``statement``, ``actor``, ``source`` and so on."""
    return type(thing).__name__.lower()


_NAMED: Mapping[str, tuple[type, ...]] = {
    "actor": (Actor,),
    "statement": (Statement,),
    "proposal": (Proposal,),
    "event": (Event,),
    "document": (Document,),
    "actor or statement": (Actor, Statement),
    "actor or event": (Actor, Event),
    "item or document": (Statement, Event, Proposal, Response, Claim, Inconsistency, Relation, Document),
}


def is_a(thing: Thing | None, target: str) -> bool:
    """Whether a thing is what a reference must lead to: ``actor or event``, say."""
    return isinstance(thing, _NAMED[target])


def things(record: Record) -> dict[str, Thing]:
    """Return everything in a record that can be ruled on, by id."""
    found: dict[str, Thing] = {}
    for document in record.documents:
        source = source_of(document)
        found[source.id] = source
        found[document.id] = document
    for group in groups(record):
        found |= {thing.id: thing for thing in group}
    return found


def groups(record: Record) -> tuple[tuple[Item | Relation | Actor, ...], ...]:
    """Return the actors, the relations and the items of a record, kind by kind."""
    return (record.actors, *(getattr(record, name) for name in PLACED))
