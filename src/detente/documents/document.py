"""The frozen value a document is, and what is known of where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty code of a source: A completely reliable ... E unreliable, F cannot be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOrigin:
    """Where a field of a document was found: ``title`` in ``meta og:title``, say."""

    field: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report, its text kept verbatim.

    Attributes
    ----------
    id : str
        ``doc:`` and 16 hex digits over the raw bytes' digest, publisher, url and date, so that the
        same words printed by two outlets are two documents.
    path : str
        Where it was loaded from, as given; ``-`` for standard input, ``<bytes>`` for bytes.
    text : str
        The decoded text, unchanged but for a byte-order mark; every passage is an offset into it.
    body_start : int
        Code point at which the report begins, after a header block; 0 when there is none.
    sha256 : str
        Of the raw bytes, 64 hex digits; of a part of a file that holds several documents, of that part's.
    title, publisher, url, author : str or None
        None when not stated; never guessed.
    published_on, updated_on : datetime.date or None
        None when not stated: relative dates then stay open.
    reliability : Reliability
        Grade of the source, from the analyst's sidecar only; ``F`` when not graded.
    encoding : str
        The encoding the bytes were decoded with.
    media_type : str
        ``text/plain``, ``text/markdown``, ``text/html`` or another that is read (see ``kinds``).
    language : str
        ISO 639-1 code of the language it is written in.
    part : str
        Which part of its file it is, when the file holds several documents: the entry, row or line.
    provenance : tuple of FieldOrigin
        Where each of the fields above was found.
    warnings : tuple of str
        What a careful reader should know: replaced characters, invisible characters, ignored fields.
    """

    id: str
    path: str
    text: str
    body_start: int = 0
    sha256: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    published_on: date | None = None
    updated_on: date | None = None
    reliability: Reliability = "F"
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    language: str = "en"
    part: str = ""
    provenance: tuple[FieldOrigin, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Name of the source a reader sees: the publisher, else the path's last part."""
        return self.publisher or self.path.rsplit("/", 1)[-1]
