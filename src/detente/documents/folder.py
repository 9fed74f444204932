"""The documents of a folder, in the order of their paths."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from detente.documents.kinds import is_document_name, known_endings
from detente.errors import DocumentError, MissingDocumentError

MAX_DOCUMENTS = 5_000
"""Documents read at one time; the reading of more takes hours on one machine."""

MAX_TOTAL_BYTES = 100_000_000
"""Bytes of documents read at one time: all of them are held in memory with what was read from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The documents of a folder, and the links in it that were not followed; both sorted by path."""

    files: tuple[str, ...]
    links: tuple[str, ...] = ()


def list_documents(folder: str) -> Listing:
    """Return the paths of all documents in a folder and its subfolders, sorted part by part.

    Symbolic links are not followed; hidden files and folders and files of other kinds are passed over.

    Raises
    ------
    MissingDocumentError
        If it holds no document.
    DocumentError
        If it holds more than may be read at one time, or cannot be listed.
    """
    files: list[str] = []
    links: list[str] = []
    n_bytes = 0
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                links.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.is_file(follow_symlinks=False) and is_document_name(entry.name):
                files.append(entry.path)
                n_bytes += entry.stat(follow_symlinks=False).st_size
        refuse_too_many(len(files), n_bytes, place=f"folder {folder!r}")
    if not files:
        raise MissingDocumentError(
            f"folder {folder!r} holds no document: put files ending in {known_endings()} there"
        )
    return Listing(files=_by_parts(files), links=_by_parts(links))


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


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise DocumentError(f"folder {folder!r} cannot be listed: {error.strerror}") from error


def _by_parts(paths: list[str]) -> tuple[str, ...]:
    return tuple(sorted(paths, key=lambda path: Path(path).parts))
