"""What follows from a record alone and takes long to find: copies of one text, the quote ledger, links.

What was found can be kept (`Shelf`) and is then found there, as long as the words are the same: it is kept
under a digest of all that it follows from. So it needs nobody to say that the record changed, a ruling that
touches no quotation leaves it as it is, and nothing kept can be taken for what another record gives. Only
links follow from so much that the digest of all additions to the record stands for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Any, Protocol, TypeVar

from detente.documents.document import Document
from detente.record.copies import same_text_groups
from detente.record.links.link import Link, Links
from detente.record.plain import from_plain, plain
from detente.record.quotes import QuoteEntry, quote_ledger
from detente.record.record import Record
from detente.record.sources import Sources

Found = TypeVar("Found")
Groups = Sequence[Sequence[str]]

_BYTES = 16


class Shelf(Protocol):
    """Where something that was found is kept under a key, until it is thrown away."""

    def get(self, name: str, key: str) -> Any:
        """Return what is kept, as JSON knows it; None when nothing is, or it is not as it was kept."""
        ...

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep something that JSON knows, where that can be done."""
        ...


class Derived:
    """Finds what follows from records, each thing once.

    Parameters
    ----------
    shelf : Shelf, optional
        Where it is kept longer than this object.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf = shelf
        self._ledgers: dict[str, tuple[QuoteEntry, ...]] = {}
        self._texts: tuple[Sequence[Document], bytes] | None = None

    def sources(self, documents: Sequence[Document]) -> Sources:
        """Return which documents are one source: the same as `Sources` finds."""
        ids = [document.id for document in documents]
        copies = self._found(
            "copies",
            self._digest_of(documents).hex(),
            find=lambda: same_text_groups(documents),
            pack=lambda groups: _packed(groups, ids),
            unpack=lambda kept: _unpacked(kept, ids),
        )
        return Sources(documents, copies)

    def links(self, digest: str, find: Callable[[], Links]) -> Links:
        """Return what is proposed to be one at one time of a record.

        Parameters
        ----------
        digest : str
            Of all that was added to the record by then; empty when that is not known.
        find : callable
            Finds it.
        """
        if not digest:
            return find()
        return self._found("links", digest, find=find, pack=_packed_links, unpack=_unpacked_links)

    def ledger(self, record: Record, copies: Groups) -> tuple[QuoteEntry, ...]:
        """Return the quotations of a record, each in all that print it: the same as `quote_ledger` finds.

        Parameters
        ----------
        record : Record
        copies : sequence of sequence of str
            Ids of its documents that print one text.
        """
        key = _digest([self._digest_of(record.documents), *_quoting(record, copies)]).hex()
        if key not in self._ledgers:
            self._ledgers[key] = self._found(
                "quotes",
                key,
                find=lambda: quote_ledger(record, copies=copies),
                pack=plain,
                unpack=lambda kept: _unpacked_ledger(kept, record),
            )
        return self._ledgers[key]

    def _found(
        self,
        name: str,
        key: str,
        *,
        find: Callable[[], Found],
        pack: Callable[[Found], Any],
        unpack: Callable[[Any], Found],
    ) -> Found:
        """Return what is kept or, when it is not or cannot be read, find it and keep it."""
        if self._shelf is None:
            return find()
        kept = self._shelf.get(name, key)
        if kept is not None:
            try:
                return unpack(kept)
            except (ValueError, TypeError, KeyError):  # RecordError is a ValueError
                pass  # whoever wrote it meant something else by this name
        found = find()
        self._shelf.put(name, key, pack(found))
        return found

    def _digest_of(self, documents: Sequence[Document]) -> bytes:
        """Return a digest of the documents' ids and texts; a record's are asked for again and again."""
        if self._texts is not None and self._texts[0] is documents:
            return self._texts[1]
        parts = (part for one in documents for part in (one.id, str(one.body_start), one.text))
        digest = _digest(part.encode("utf-8", "surrogatepass") for part in parts)
        if isinstance(documents, tuple):  # a list might be another one by the next time
            self._texts = documents, digest
        return digest


def _quoting(record: Record, copies: Groups) -> Iterable[bytes]:
    """Yield all that a quote ledger follows from besides the documents' texts."""
    speakers = {said.speaker.actor for said in record.statements if said.quoted and said.speaker is not None}
    told: Iterable[object] = (
        [list(group) for group in copies if len(group) > 1],
        [[actor.id, actor.kind, actor.name] for actor in record.actors if actor.id in speakers],
        [
            [
                said.id,
                said.passage.document,
                said.speaker.actor if said.speaker is not None else None,
                said.is_negated,
                [span.text for span in said.quoted],
            ]
            for said in record.statements
            if said.quoted
        ],
    )
    return (json.dumps(part).encode("ascii") for part in told)


def _digest(parts: Iterable[bytes]) -> bytes:
    """Return a digest of some parts, none of which can run into the next."""
    whole = blake2b(digest_size=_BYTES)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def _unpacked_ledger(kept: Any, record: Record) -> tuple[QuoteEntry, ...]:
    """Return the entries of a ledger.

    Raises
    ------
    ValueError, TypeError, KeyError
        If these are no entries, or not those of all that the record quotes.
    """
    ledger = tuple(from_plain(QuoteEntry, entry) for entry in kept)
    found = sorted(said for entry in ledger if entry is not None for said in entry.statements)
    if found != sorted(said.id for said in record.statements if said.quoted and not said.is_negated):
        raise ValueError("the entries are of other quotations than the record's")
    return ledger


def _packed_links(links: Links) -> Any:
    return [[plain(link) for link in links.links], links.apart]


def _unpacked_links(kept: Any) -> Links:
    links, apart = kept
    return Links(
        links=tuple(from_plain(Link, link) for link in links),
        apart=tuple((one, other) for one, other in apart),
    )


def _packed(groups: Groups, ids: Sequence[str]) -> list[list[int]]:
    """Return the groups of several documents by the documents' places."""
    place = {identifier: at for at, identifier in enumerate(ids)}
    return [[place[member] for member in group] for group in groups if len(group) > 1]


def _unpacked(kept: Any, ids: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of all documents, in the order of their first.

    Raises
    ------
    ValueError, TypeError
        If these are no groups of so many documents.
    """
    first: dict[int, tuple[int, ...]] = {at: (at,) for at in range(len(ids))}
    for group in kept:
        members = tuple(group)
        if (
            len(members) < 2
            or list(members) != sorted(set(members))
            or any(first.get(at) != (at,) for at in members)
        ):
            raise ValueError("a group of one, or a document in two groups, in none, or out of order")
        for at in members:
            del first[at]
        first[members[0]] = members
    return tuple(tuple(ids[at] for at in first[begin]) for begin in sorted(first))
