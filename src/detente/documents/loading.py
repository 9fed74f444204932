"""Files, folders, standard input and bytes to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from typing import BinaryIO

from detente.documents import kinds
from detente.documents.building import build_document
from detente.documents.columns import Columns
from detente.documents.content import MAX_DOCUMENT_BYTES, Loaded, LoadFailure, place_of, shown_path
from detente.documents.contents import contents_of
from detente.documents.document import Document
from detente.documents.folder import none_in, refuse_folder_of_too_many, refuse_too_many, walk_folder
from detente.documents.opening import check_named, read_file, sidecar_of
from detente.documents.origin import Origin
from detente.documents.sidecar import sidecars_among
from detente.errors import DocumentError, MissingDocumentError

__all__ = ["MAX_DOCUMENT_BYTES", "LoadFailure", "Loaded", "load", "load_all", "load_each"]

Path = str | os.PathLike[str]


def load(source: Path | bytes, *, path: str = "<bytes>", columns: Columns | None = None) -> Document:
    """Load one document from a file, from bytes, or from standard input (``-``).

    Parameters
    ----------
    source : str, path or bytes
        A file of a kind that is read (see ``kinds.MEDIA_TYPES``; a name without an ending is read as
        text); or the bytes of one.
    path : str
        What to call the document when ``source`` is bytes; its ending says of which kind it is.
    columns : Columns, optional
        For a table or a file of lines: which column holds what.

    Returns
    -------
    Document
        Its text verbatim, the bytes decoded once; for a page the extracted main text.

    Raises
    ------
    MissingDocumentError
        If there is no such file.
    DocumentError
        If it is a folder, of another kind, binary, empty, too large, not decodable, in another language
        than English, holds several documents, or its sidecar is wrong.

    Examples
    --------
    >>> load(b"Talks resume on Monday.", path="note.txt").text
    'Talks resume on Monday.'
    """
    columns = columns or Columns()
    if isinstance(source, bytes):
        name = path
        loaded = _from_bytes(source, path=path, place=place_of(path), columns=columns)
    else:
        name = os.fspath(source)
        loaded = _from_named(name, None, columns)
    documents: list[Document] = []
    for item in loaded:
        if isinstance(item, DocumentError):
            raise item
        documents.append(item.document)
        if len(documents) > 1:
            raise DocumentError(f"document {place_of(name)} holds several documents: load them with load_all")
    if not documents:
        raise DocumentError(f"document {place_of(name)} holds no document: give one that does")
    return documents[0]


def load_all(
    paths: Sequence[Path],
    *,
    stdin: BinaryIO | None = None,
    leave_out: Collection[Path] = (),
    columns: Columns | None = None,
) -> tuple[list[Document], list[LoadFailure]]:
    """Load the documents at ``paths``: files, folders with all below them, ``-`` for standard input.

    Parameters
    ----------
    paths : sequence of str or path
        Read in this order; a folder's documents are sorted by path, those of one file as they stand in it.
        Sidecars are passed over, since they are read with their documents.
    stdin : binary file, optional
        Read for ``-``; the process's standard input when not given.
    leave_out : collection of str or path
        Files that are passed over when they lie in one of the folders: say, what an earlier run wrote.
    columns : Columns, optional
        For tables and files of lines: which column holds what.

    Returns
    -------
    documents : list of Document
    failures : list of LoadFailure
        What lies in a folder or is part of a file and could not be loaded, or is a symbolic link (never
        followed), or has the same bytes and the same source as a document before it.

    Raises
    ------
    MissingDocumentError
        If a path names nothing, or a folder without documents, or all of them name sidecars.
    DocumentError
        If a file that was named itself cannot be loaded, if no document can, or if there are more than
        the limits.
    """
    documents: dict[str, Document] = {}
    failures: list[LoadFailure] = []
    n_bytes = 0
    passed_over = _real(leave_out)
    for path in _named(paths):
        if path != "-" and os.path.isdir(path):
            refuse_folder_of_too_many(path)
        for item in _load_path(path, stdin, passed_over, columns or Columns(), is_strict=True):
            if isinstance(item, LoadFailure):
                failures.append(item)
                continue
            loaded = item.document
            first = documents.setdefault(loaded.id, loaded)
            if (first.path, first.part) != (loaded.path, loaded.part):
                failures.append(_copy_of(first, loaded))
            n_bytes += len(loaded.text)
            refuse_too_many(len(documents), n_bytes, place="what was given")
    if not documents:
        raise DocumentError(_none_loaded(failures))
    return list(documents.values()), failures


def load_each(
    paths: Sequence[Path],
    *,
    columns: Columns | None = None,
    stdin: BinaryIO | None = None,
    leave_out: Collection[Path] = (),
) -> Iterator[Loaded | LoadFailure]:
    """Load the documents at ``paths`` one after the other, as many as there are.

    One file is held in memory at a time. The order is that of `load_all`, the same each time. A document
    that comes twice is yielded twice, with the same id.

    Parameters
    ----------
    paths, columns, stdin, leave_out
        As for `load_all`.

    Yields
    ------
    Loaded or LoadFailure
        Each document with its bytes, or what could not be loaded and why: nothing that is wrong with one
        document stops the others.

    Raises
    ------
    MissingDocumentError
        At once, if nothing is named, or sidecars only, or a path names nothing.
    """
    names = _named(paths)
    for name in names:
        if name != "-":
            check_named(name)
    return _each(names, columns or Columns(), stdin, _real(leave_out))


def _each(
    names: Sequence[str], columns: Columns, stdin: BinaryIO | None, passed_over: Collection[str]
) -> Iterator[Loaded | LoadFailure]:
    for name in names:
        try:
            yield from _load_path(name, stdin, passed_over, columns, is_strict=False)
        except DocumentError as error:
            yield LoadFailure(path=shown_path(name), reason=str(error))


def _load_path(
    name: str, stdin: BinaryIO | None, passed_over: Collection[str], columns: Columns, *, is_strict: bool
) -> Iterator[Loaded | LoadFailure]:
    """Yield what a path names; a file that was named itself and cannot be read raises when strict."""
    if name == "-" or not os.path.isdir(name):
        yield from _settled(_from_named(name, stdin, columns), name, is_strict=is_strict)
        return
    is_empty = True
    for found in walk_folder(name):
        if found.problem:
            yield LoadFailure(path=shown_path(found.path), reason=found.problem)
            continue
        is_empty = False
        if passed_over and os.path.realpath(found.path) in passed_over:
            continue
        yield from _settled(_from_file(found.path, columns, is_listed=True), found.path, is_strict=False)
    if is_empty:
        raise none_in(name)


def _settled(
    loaded: Iterator[Loaded | DocumentError], name: str, *, is_strict: bool
) -> Iterator[Loaded | LoadFailure]:
    """Yield what a file holds, errors as failures; that of the file as a whole is raised when strict."""
    try:
        for item in loaded:
            if isinstance(item, Loaded):
                yield item
            else:
                yield LoadFailure(path=shown_path(name), reason=str(item))
    except DocumentError as error:
        if is_strict:
            raise
        yield LoadFailure(path=shown_path(name), reason=str(error))


def _from_named(name: str, stdin: BinaryIO | None, columns: Columns) -> Iterator[Loaded | DocumentError]:
    if name != "-":
        return _from_file(name, columns)
    stream = sys.stdin.buffer if stdin is None else stdin
    raw = stream.read(MAX_DOCUMENT_BYTES + 1)
    return _from_bytes(raw, path="-", place="standard input", columns=columns)


def _from_file(name: str, columns: Columns, *, is_listed: bool = False) -> Iterator[Loaded | DocumentError]:
    raw, media_type = read_file(name, is_listed=is_listed)
    sidecar = sidecar_of(name, media_type)
    yield from _from_bytes(raw, path=shown_path(name), place=place_of(name), columns=columns, sidecar=sidecar)


def _from_bytes(
    raw: bytes, *, path: str, place: str, columns: Columns, sidecar: Origin | None = None
) -> Iterator[Loaded | DocumentError]:
    """Yield the documents that bytes hold, and of the parts that cannot be read the reasons.

    Raises
    ------
    DocumentError
        If the bytes as a whole cannot be read, or the only document they hold.
    """
    media_type = kinds.media_type(path, place=place)
    for content in contents_of(raw, media_type, place=place, columns=columns):
        if isinstance(content, DocumentError):
            yield content
            continue
        try:
            yield build_document(content, path=path, place=place, sidecar=sidecar or Origin())
        except DocumentError as error:
            if not content.part and content.media_type != kinds.MAIL:
                raise
            yield error


def _named(paths: Sequence[Path]) -> list[str]:
    """Return the paths to load: those that name no sidecar."""
    if not paths:
        raise MissingDocumentError("no document was named: give files, folders, or - for standard input")
    names = [os.fspath(path) for path in paths]
    sidecars = sidecars_among(names)
    kept = [name for name in names if name not in sidecars]
    if not kept:
        raise MissingDocumentError(
            f"no document was named: {place_of(names[0])} is the sidecar of "
            f"{place_of(sidecars[names[0]])}; name the documents, and their sidecars are read with them"
        )
    return kept


def _real(paths: Collection[Path]) -> frozenset[str]:
    return frozenset(os.path.realpath(path) for path in paths)


def _copy_of(first: Document, copy: Document) -> LoadFailure:
    def named(document: Document) -> str:
        return f"'{document.path}'" + (f", {document.part}" if document.part else "")

    reason = f"same bytes, publisher, url and date as {named(first)}: read once"
    return LoadFailure(path=copy.path, reason=f"{copy.part}: {reason}" if copy.part else reason)


def _none_loaded(failures: Sequence[LoadFailure]) -> str:
    if not failures:
        return "no document could be loaded: the folder holds only files that are to be passed over"
    reasons = [failure.reason for failure in failures[:3]]
    more = f"; and {len(failures) - 3} more" if len(failures) > 3 else ""
    return "no document could be loaded: " + "; ".join(reasons) + more
