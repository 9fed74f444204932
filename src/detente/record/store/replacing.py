"""Which new document is a later version of one that is there: one address, and a text that resembles it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from detente.documents.document import Document
from detente.record.copies import same_text_groups
from detente.record.store import tables
from detente.record.store.loading import document_numbers
from detente.record.store.rows import value_of
from detente.record.store.selecting import fetch_by, is_as_read, is_held

NO_FILE = frozenset({"-", "<bytes>"})
"""Paths of documents that came from no file, so that two of one path are two documents."""

Replaced = tuple[Document, Document]
"""A document, and the earlier version that it came in place of."""


def find_replaced(connection: Connection, fresh: Sequence[Document]) -> list[Replaced]:
    """Return which of some new documents replace another, or are replaced at once, being older themselves.

    Parameters
    ----------
    connection : Connection
    fresh : sequence of Document
        In the order they are added; a later one may replace an earlier one.
    """
    current = _there(connection, fresh)
    found: list[Replaced] = []
    for document in fresh:
        place = address(document)
        if place is None:
            continue
        others = current.setdefault(place, [])
        other = next((one for one in reversed(others) if _resemble(one, document)), None)
        if other is None:
            others.append(document)
        elif is_older(document, other):
            found.append((other, document))
        else:
            others[others.index(other)] = document
            found.append((document, other))
    return found


def has_replaced(connection: Connection, document: str) -> bool:
    """Whether the document of an id came in place of another one."""
    numbers = document_numbers(connection, [document])
    return any(is_held(connection, tables.replacements.c.document, number) for number in numbers)


def address(document: Document) -> tuple[str, ...] | None:
    """Return what versions of one document have in common; None when nothing can be told."""
    if document.url:
        return ("url", document.url)
    return None if document.path in NO_FILE else ("file", document.path, document.part)


def is_older(document: Document, other: Document) -> bool:
    """Whether a document says of itself that it is older than another; not when one of them says nothing."""
    own = document.updated_on or document.published_on
    others = other.updated_on or other.published_on
    return own is not None and others is not None and own < others


def _there(connection: Connection, fresh: Sequence[Document]) -> dict[Any, list[Document]]:
    """Return the current documents at the addresses of new ones."""
    places = [place for document in fresh if (place := address(document))]
    column = tables.documents.c
    found: dict[Any, list[Document]] = {}
    asked: Iterable[tuple[Any, list[str]]] = (
        (column.url, [place[1] for place in places if place[0] == "url"]),
        (column.path, [place[1] for place in places if place[0] == "file"]),
    )
    for by, values in asked:
        for row in fetch_by(connection, by, values, is_as_read(tables.documents)):
            document = value_of(Document, row)
            found.setdefault(address(document), []).append(document)
    return found


def _resemble(one: Document, other: Document) -> bool:
    return len(same_text_groups((one, other))) == 1
