"""What can be ruled on: items, relations, actors, documents and their sources."""

from __future__ import annotations

from dataclasses import dataclass

from detente.documents.document import Document
from detente.record.ids import hash_id
from detente.record.record import Record
from detente.record.values import Actor, Item, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whoever published documents of the record; ``name`` as a reader sees it."""

    id: str
    name: str


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


def things(record: Record) -> dict[str, Thing]:
    """Return everything in a record that can be ruled on, by id."""
    found: dict[str, Thing] = {}
    for document in record.documents:
        source = source_of(document)
        found[source.id] = source
        found[document.id] = document
    found |= {actor.id: actor for actor in record.actors}
    found |= {relation.id: relation for relation in record.relations}
    found |= {item.id: item for item in record.items()}
    return found
