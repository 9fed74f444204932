"""What one file yields before it is a document: the text of the file or of a part of it, and its origin."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from detente.documents.document import Document
from detente.documents.origin import Origin
from detente.errors import DocumentError

MAX_DOCUMENT_BYTES = 20_000_000
"""A document's largest size: some 3 million words, more than any report."""

MAX_COLLECTION_BYTES = 50_000_000
"""Largest size of a table or of a file of lines that holds many documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A text that is to be a document.

    Attributes
    ----------
    raw : bytes
        The file's bytes, or the part's own: what the document's ``sha256`` is of.
    text : str
        Verbatim; ``body_start`` is where the report begins in it.
    encoding : str
        The encoding ``raw`` was decoded with.
    part : str
        Which part of its file it is; empty when it is the file.
    """

    raw: bytes
    text: str
    body_start: int = 0
    origin: Origin = field(default_factory=Origin)
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    part: str = ""
    warnings: tuple[str, ...] = ()


Contents = Iterator["Content | DocumentError"]
"""What a file holds, in order; in the place of a part that cannot be read, an error with the reason."""

ReadPart = Callable[[bytes, str, str, int], Contents]
"""A function that yields the contents of a file inside a file: its bytes, media type, place and depth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A document and the bytes it was read from, which ``document.sha256`` is of.

    ``raw`` is the whole file; for a part of a file that holds several documents it is the part alone:
    a feed's entry as it stands in the feed, a table's row, a line (all three in UTF-8), or what a mail
    attaches, decoded from its transfer encoding. So a feed that is saved again with one more entry adds
    one document.
    """

    document: Document
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadFailure:
    """A document that was not loaded, or a part of one, and why."""

    path: str
    reason: str


def refuse_size(n_bytes: int, limit: int, *, place: str, what: str = "detente does not read") -> None:
    """Raise DocumentError when a file has more bytes than the limit for its kind."""
    if n_bytes > limit:
        met = f"{n_bytes / 1e6:,.1f} MB" if n_bytes != limit + 1 else f"more than {limit // 1_000_000} MB"
        raise DocumentError(
            f"document {place} has {met}: {what} more than {limit // 1_000_000} MB at once; split it"
        )


def refuse_empty(text: str, *, place: str) -> None:
    """Raise DocumentError when a text holds no letter and no digit."""
    if not any(map(str.isalnum, text)):
        what = "is empty" if not text.strip() else "holds no letter or digit"
        raise DocumentError(f"document {place} {what}: give one with the report's words")


def shown_path(path: str) -> str:
    """Return a path that can be written as UTF-8: undecodable bytes of a file name are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def printable(text: str, *, limit: int = 240) -> str:
    """Return words for a message: control characters escaped, the middle left out when long."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return shown if len(shown) <= limit else shown[: limit // 2] + "..." + shown[-limit // 2 + 20 :]


def place_of(path: str) -> str:
    """Return a path as messages name it, in quotation marks."""
    return f"'{printable(shown_path(path))}'"
