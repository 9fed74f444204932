"""The documents of a folder, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from detente.documents.kinds import is_document_name, known_endings
from detente.errors import DocumentError, MissingDocumentError

MAX_DOCUMENTS = 5_000
"""Documents read at one time; the reading of more takes hours on one machine."""

MAX_TOTAL_BYTES = 100_000_000
"""Bytes of documents read at one time: all of them are held in memory with what was read from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file of a folder that is a document by its name, or what is not read and why (``problem``).

    ``is_passed_over`` is true of what is hidden, and of files of other kinds.
    """

    path: str
    n_bytes: int = 0
    problem: str = ""
    is_passed_over: bool = False


def walk_folder(folder: str) -> Iterator[Found]:
    """Yield the documents of a folder and its subfolders, sorted part by part.

    The names of one folder and of those above it are held at a time. Symbolic links are named and not
    followed; hidden files and folders and files of other kinds are passed over.

    Raises
    ------
    DocumentError
        If the folder cannot be listed; one below it that cannot be is named.
    """
    return (found for found in _walk(folder) if not found.is_passed_over)


def passed_over_in(folder: str) -> Iterator[str]:
    """Yield the paths of a folder and its subfolders that `walk_folder` passes over, without what is in them.

    Raises
    ------
    DocumentError
        If the folder cannot be listed.
    """
    return (found.path for found in _walk(folder) if found.is_passed_over)


def _walk(folder: str) -> Iterator[Found]:
    waiting = [iter(_entries(folder))]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif entry.name.startswith("."):
            yield Found(path=entry.path, is_passed_over=True)
        elif entry.is_symlink():
            yield Found(
                path=entry.path, problem="a symbolic link is not followed: name the file it points to"
            )
        elif entry.is_dir(follow_symlinks=False):
            try:
                waiting.append(iter(_entries(entry.path)))
            except DocumentError as error:
                yield Found(path=entry.path, problem=str(error))
        elif entry.is_file(follow_symlinks=False) and is_document_name(entry.name):
            yield Found(path=entry.path, n_bytes=_size(entry))
        else:
            yield Found(path=entry.path, is_passed_over=True)


def refuse_too_many(n_documents: int, n_bytes: int, *, place: str) -> None:
    """Raise DocumentError when there are more documents, or more bytes of them, than the limits."""
    if n_documents > MAX_DOCUMENTS:
        raise DocumentError(
            f"{place} holds more than {MAX_DOCUMENTS:,} documents, the limit for one run: split it"
        )
    if n_bytes > MAX_TOTAL_BYTES:
        raise DocumentError(
            f"{place} holds more than {MAX_TOTAL_BYTES // 1_000_000} MB of documents, the limit for one run: "
            "split it"
        )


def refuse_folder_of_too_many(folder: str) -> None:
    """Look through a folder before anything in it is read, and raise DocumentError beyond the limits."""
    n_documents = n_bytes = 0
    for found in walk_folder(folder):
        n_documents += not found.problem
        n_bytes += found.n_bytes
        refuse_too_many(n_documents, n_bytes, place=f"folder {folder!r}")


def none_in(folder: str) -> MissingDocumentError:
    """Return the error for a folder without documents."""
    return MissingDocumentError(
        f"folder {folder!r} holds no document: put files ending in {known_endings()} there"
    )


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise DocumentError(f"folder {folder!r} cannot be listed: {error.strerror}") from error


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:  # removed since it was listed: opening it says so
        return 0
