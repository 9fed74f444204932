"""Files, folders, standard input and bytes to documents."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from detente.documents import kinds
from detente.documents.decoding import Decoded, decode
from detente.documents.document import Document
from detente.documents.folder import list_documents, refuse_too_many
from detente.documents.header import Header, read_header
from detente.documents.ids import hash_id
from detente.documents.inspection import unusual_characters
from detente.documents.origin import Origin
from detente.documents.page import MAX_PAGE_BYTES, Page, declared_encoding, extract
from detente.documents.sidecar import find_sidecar, read_sidecar
from detente.errors import DocumentError, MissingDocumentError

MAX_DOCUMENT_BYTES = 20_000_000
"""A document's largest size: some 3 million words, more than any report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadFailure:
    """A document of a folder that was not loaded, and why."""

    path: str
    reason: str


def load(source: str | os.PathLike[str] | bytes, *, path: str = "<bytes>") -> Document:
    """Load one document from a file, from bytes, or from standard input (``-``).

    Parameters
    ----------
    source : str, path or bytes
        A file ending in .txt, .md, .html or .htm (a name without an ending is read as text); or the
        bytes of one.
    path : str
        What to call the document when ``source`` is bytes; its ending says of which kind it is.

    Returns
    -------
    Document
        Its text verbatim, the bytes decoded once; for a page the extracted main text.

    Raises
    ------
    MissingDocumentError
        If there is no such file.
    DocumentError
        If it is a folder, of another kind, binary, empty, too large, not decodable, or its sidecar
        is wrong.

    Examples
    --------
    >>> load(b"Talks resume on Monday.", path="note.txt").text
    'Talks resume on Monday.'
    """
    if isinstance(source, bytes):
        return _document(source, path=path)
    name = os.fspath(source)
    if name == "-":
        return _from_standard_input(None)
    return _from_file(name)


def load_all(
    paths: Sequence[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    leave_out: Collection[str | os.PathLike[str]] = (),
) -> tuple[list[Document], list[LoadFailure]]:
    """Load the documents at ``paths``: files, folders with all below them, ``-`` for standard input.

    Parameters
    ----------
    paths : sequence of str or path
        Read in this order; a folder's documents are sorted by path.
    stdin : binary file, optional
        Read for ``-``; the process's standard input when not given.
    leave_out : collection of str or path
        Files that are passed over when they lie in one of the folders: say, what an earlier run wrote.

    Returns
    -------
    documents : list of Document
    failures : list of LoadFailure
        What lies in a folder and could not be loaded, or is a symbolic link (never followed), or has
        the same bytes and the same source as a document before it.

    Raises
    ------
    MissingDocumentError
        If a path names nothing, or a folder without documents.
    DocumentError
        If a file that was named itself cannot be loaded, if none of a folder's documents can, or if
        there are more than the limits.
    """
    if not paths:
        raise MissingDocumentError("no document was named: give files, folders, or - for standard input")
    documents: dict[str, Document] = {}
    failures: list[LoadFailure] = []
    n_bytes = 0
    passed_over = frozenset(os.path.realpath(path) for path in leave_out)
    for path in paths:
        for loaded in _load_path(os.fspath(path), stdin, passed_over):
            if isinstance(loaded, LoadFailure):
                failures.append(loaded)
                continue
            first = documents.setdefault(loaded.id, loaded)
            if first.path != loaded.path:
                failures.append(_copy_of(first, loaded.path))
            n_bytes += len(loaded.text)
            refuse_too_many(len(documents), n_bytes, place="what was given")
    if not documents:
        raise DocumentError(_none_loaded(failures))
    return list(documents.values()), failures


def _load_path(
    name: str, stdin: BinaryIO | None, passed_over: Collection[str]
) -> Iterator[Document | LoadFailure]:
    if name == "-":
        yield _from_standard_input(stdin)
        return
    if not os.path.isdir(name):
        yield _from_file(name)
        return
    listing = list_documents(name)
    for link in listing.links:
        yield LoadFailure(
            path=_shown(link), reason="a symbolic link is not followed: name the file it points to"
        )
    for file in listing.files:
        if passed_over and os.path.realpath(file) in passed_over:
            continue
        try:
            yield _from_file(file)
        except DocumentError as error:
            yield LoadFailure(path=_shown(file), reason=str(error))


def _copy_of(first: Document, path: str) -> LoadFailure:
    return LoadFailure(path=path, reason=f"same bytes, publisher, url and date as '{first.path}': read once")


def _none_loaded(failures: Sequence[LoadFailure]) -> str:
    if not failures:
        return "no document could be loaded: the folder holds only files that are to be passed over"
    reasons = [failure.reason for failure in failures[:3]]
    more = f"; and {len(failures) - 3} more" if len(failures) > 3 else ""
    return "no document could be loaded: " + "; ".join(reasons) + more


def _from_standard_input(stdin: BinaryIO | None) -> Document:
    stream = sys.stdin.buffer if stdin is None else stdin
    raw = stream.read(MAX_DOCUMENT_BYTES + 1)
    return _document(raw, path="-", name="standard input")


def _from_file(name: str) -> Document:
    place = _place(name)
    try:
        info = os.stat(name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingDocumentError(f"document {place} does not exist: check the path") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise MissingDocumentError(f"document {place} cannot be found: {error}") from error
    if stat.S_ISDIR(info.st_mode):
        raise DocumentError(
            f"document {place} is a folder: name a file in it, or load the folder with load_all"
        )
    if not stat.S_ISREG(info.st_mode):
        raise DocumentError(f"document {place} is not a plain file: pipe it in and give - instead")
    kinds.media_type(name, place=place)
    _refuse_size(info.st_size, MAX_DOCUMENT_BYTES, place=place)
    try:
        with open(name, "rb") as file:
            raw = file.read(MAX_DOCUMENT_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"document {place} cannot be read: {error.strerror}") from error
    sidecar = find_sidecar(Path(name))
    origin = read_sidecar(sidecar) if sidecar else Origin()
    return _document(raw, path=_shown(name), origin=origin)


def _document(raw: bytes, *, path: str, name: str | None = None, origin: Origin | None = None) -> Document:
    """Build the document that ``raw`` holds; ``origin`` is its sidecar's, which wins over its own."""
    place = name or _place(path)
    _refuse_size(len(raw), MAX_DOCUMENT_BYTES, place=place)
    kinds.refuse_binary(raw, place=place)
    media_type = kinds.media_type(path, place=place) or kinds.sniffed_media_type(raw)
    is_page = media_type == "text/html"
    if is_page:
        _refuse_size(len(raw), MAX_PAGE_BYTES, place=place, what="a page's main text cannot be taken from")
    decoded = decode(raw, place=place, declared=declared_encoding(raw) if is_page else None)
    kinds.refuse_control_characters(decoded.text, place=place)
    _refuse_empty(decoded.text, place=place)
    page = extract(decoded.text, place=place) if is_page else None
    text = page.text if page else decoded.text
    header = Header() if page else read_header(text)
    _refuse_empty(text[header.body_start :], place=place)
    stated = (origin or Origin()).over(page.origin if page else header.origin)
    sha256 = hashlib.sha256(raw).hexdigest()
    published = stated.published_on.isoformat() if stated.published_on else None
    return Document(
        id=hash_id("doc", sha256, stated.publisher, stated.url, published),
        path=path,
        text=text,
        body_start=header.body_start,
        sha256=sha256,
        title=stated.title,
        publisher=stated.publisher,
        url=stated.url,
        published_on=stated.published_on,
        reliability=stated.reliability or "F",
        encoding=decoded.encoding,
        media_type=media_type,
        warnings=_warnings(decoded, text, header, page),
    )


def _warnings(decoded: Decoded, text: str, header: Header, page: Page | None) -> tuple[str, ...]:
    warnings = []
    if decoded.is_guess:
        warnings.append(f"the encoding is not stated: read as {decoded.encoding}")
    if decoded.n_replaced:
        first = decoded.text.find("\ufffd")
        warnings.append(
            f"replacement characters (U+FFFD) in place of what is not {decoded.encoding}: "
            f"{decoded.n_replaced}, first at code point {first}"
        )
    if (
        page is None
        and kinds.sniffed_media_type(decoded.text[:1024].encode("utf-8", "replace")) == "text/html"
    ):
        warnings.append("it begins as a web page does and is read as text, markup and all: name it .html")
    warnings += unusual_characters(text)
    warnings += header.warnings
    warnings += page.warnings if page else ()
    return tuple(warnings)


def _refuse_size(n_bytes: int, limit: int, *, place: str, what: str = "detente does not read") -> None:
    if n_bytes > limit:
        met = f"{n_bytes / 1e6:,.1f} MB" if n_bytes != limit + 1 else f"more than {limit // 1_000_000} MB"
        raise DocumentError(
            f"document {place} has {met}: {what} more than {limit // 1_000_000} MB at once; split it"
        )


def _refuse_empty(text: str, *, place: str) -> None:
    if not any(map(str.isalnum, text)):
        what = "is empty" if not text.strip() else "holds no letter or digit"
        raise DocumentError(f"document {place} {what}: give one with the report's words")


def _shown(path: str) -> str:
    """Return a path that can be written as UTF-8: undecodable bytes of a file name are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def _place(path: str) -> str:
    """Return a path for messages, its control characters escaped and its middle left out when long."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in _shown(path))
    if len(shown) > 240:
        shown = shown[:120] + "..." + shown[-100:]
    return f"'{shown}'"
