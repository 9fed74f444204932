"""A record with the two sides' names exchanged: the instrument by which even-handedness is measured."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from detente.documents.document import Document
from detente.errors import PassageError
from detente.record.comparing import Comparison as Comparison
from detente.record.comparing import compare as compare
from detente.record.exchange import Exchange, OffsetMap
from detente.record.exchange import both_ways as both_ways
from detente.record.exchange import mirror_text as mirror_text
from detente.record.fields import WORDS, Place
from detente.record.identity import content_id
from detente.record.ids import hash_id
from detente.record.record import Record
from detente.record.rewriting import Turns, each, rewritten
from detente.record.values import Item, Passage, Relation

_ITEMS = ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def mirror(record: Record, exchange: Mapping[str, str]) -> Record:
    """Return the record as it would be had the names been the other way round.

    Names are exchanged in the texts and wherever a record holds words, in the ids and names of actors;
    every passage is moved with its words; ids that hash content are computed anew, ids given by hand
    stay. Codes (kinds, modes, acts), dates, numbers and paths stay. A document whose digest is not that
    of its text (another encoding, a page) gets a stand-in digest.

    Parameters
    ----------
    record : Record
        Its passages must read as their documents do.
    exchange : mapping of str to str
        Each name and its counterpart, both ways: ``{"Northland": "Southmark", "Southmark": "Northland"}``.

    Returns
    -------
    Record
        ``mirror(mirror(record, exchange), exchange) == record``.

    Raises
    ------
    RecordError
        If the exchange does not lead back, in itself or on these texts.
    PassageError
        If a passage begins or ends inside an exchanged name.
    """
    names = Exchange(exchange)
    moved = {document.id: _moved(document, names) for document in record.documents}
    ids = {old: new.id for old, (_, new, _) in moved.items()}
    first = _Mirror(names, moved, {})
    for field in _ITEMS:
        for item in getattr(record, field):
            ids[item.id] = _new_id(item, first.value(item, item.passage.document))
    return _Mirror(names, moved, ids).record(record)


@dataclass(frozen=True, slots=True)
class _Mirror:
    """Exchanges names in values.

    ``documents`` are each document with its mirror, ``ids`` the new ids of items; both by old id.
    """

    names: Exchange
    documents: Mapping[str, tuple[Document, Document, OffsetMap]]
    ids: Mapping[str, str]

    def record(self, record: Record) -> Record:
        changes: dict[str, Any] = {
            "documents": tuple(new for _, new, _ in self.documents.values()),
            "actors": tuple(
                replace(self.value(actor, ""), id=self.names.identifier(actor.id)) for actor in record.actors
            ),
            "failures": tuple(self.value(failure, "") for failure in record.failures),
        }
        for field in _ITEMS:
            changes[field] = tuple(
                replace(self.value(item, item.passage.document), id=self.ids[item.id])
                for item in getattr(record, field)
            )
        return replace(record, **changes)

    def value(self, value: Any, document: str) -> Any:
        """Return a value, found in a document, with its places moved and its names exchanged."""
        turns = Turns(words=self._words, reference=self._reference, place=self._place)
        return rewritten(value, document, turns)

    def _words(self, words: str) -> str:
        return self.ids.get(words) or self.names.words(words)  # an anchor may be the id of an item

    def _reference(self, identifier: str) -> str:
        return self.ids.get(identifier) or self.names.identifier(identifier)

    def _place(self, place: Place, identifier: str) -> dict[str, Any]:
        if identifier not in self.documents:
            raise PassageError(
                f"a passage is of document {identifier!r}, which the record does not hold: add it"
            )
        old, new, offsets = self.documents[identifier]
        if old.text[place.start : place.end] != place.text:
            raise PassageError(
                f"[{place.start}, {place.end}) of '{old.path}' should read {place.text!r} and does not: "
                "check the record before mirroring it"
            )
        start, end = offsets.move(place.start), offsets.move(place.end)
        changes: dict[str, Any] = {"start": start, "end": end, "text": new.text[start:end]}
        return changes | ({"document": new.id} if isinstance(place, Passage) else {})


def _moved(document: Document, names: Exchange) -> tuple[Document, Document, OffsetMap]:
    """Return a document, its mirror, and where places come to lie."""
    text, offsets = names.text(document.text)
    new = replace(
        document,
        text=text,
        body_start=offsets.move(document.body_start),
        sha256=_digest(document, text, names),
        **{field: each(getattr(document, field), names.words) for field in WORDS[Document]},
    )
    is_hashed = document.id == _document_id(document)
    return document, replace(new, id=_document_id(new) if is_hashed else document.id), offsets


def _digest(document: Document, text: str, names: Exchange) -> str:
    if text == document.text or not _SHA256.fullmatch(document.sha256):
        return document.sha256
    is_of_text = document.sha256 == _sha256(document.text)
    return _sha256(text) if is_of_text else names.mask(document.sha256)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _document_id(document: Document) -> str:
    published = document.published_on.isoformat() if document.published_on else None
    return hash_id("doc", document.sha256, document.publisher, document.url, published)


def _new_id(item: Item | Relation, moved: Item | Relation) -> str:
    """Return the id of a moved item: anew when it hashed content, as it was when given by hand."""
    return content_id(moved) if item.id == content_id(item) else item.id
