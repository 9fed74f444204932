"""A file's bytes, read once and without following what was not named."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from detente.documents import kinds
from detente.documents.content import place_of, refuse_size
from detente.documents.contents import max_bytes
from detente.documents.origin import Origin
from detente.documents.sidecar import find_sidecar, read_sidecar, read_sidecar_of_many
from detente.errors import DocumentError, MissingDocumentError


def check_named(name: str) -> None:
    """Raise MissingDocumentError when a path names nothing."""
    place = place_of(name)
    try:
        os.stat(name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingDocumentError(f"document {place} does not exist: check the path") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise MissingDocumentError(f"document {place} cannot be found: {error}") from error


def read_file(name: str, *, is_listed: bool = False) -> tuple[bytes, str | None]:
    """Return a file's bytes and the media type that its name states.

    Parameters
    ----------
    name : str
    is_listed : bool
        Whether it was found in a folder: then it is not opened if it has become a link since.

    Raises
    ------
    MissingDocumentError
        If there is no such file.
    DocumentError
        If it is a folder, no plain file, of a kind that is not read, or too large.
    """
    check_named(name)
    place = place_of(name)
    info = os.stat(name, follow_symlinks=not is_listed)
    if stat.S_ISDIR(info.st_mode):
        raise DocumentError(
            f"document {place} is a folder: name a file in it, or load the folder with load_all"
        )
    if not stat.S_ISREG(info.st_mode):
        raise DocumentError(f"document {place} is not a plain file: pipe it in and give - instead")
    media_type = kinds.media_type(name, place=place)
    limit = max_bytes(media_type)
    refuse_size(info.st_size, limit, place=place)
    try:
        # O_NONBLOCK: a pipe put in the file's place is not waited for.
        flags = os.O_RDONLY | os.O_NONBLOCK | (os.O_NOFOLLOW if is_listed else 0)
        with open(os.open(name, flags), "rb") as file:
            return file.read(limit + 1), media_type
    except OSError as error:
        raise DocumentError(f"document {place} cannot be read: {error.strerror}") from error


def sidecar_of(name: str, media_type: str | None) -> Origin:
    """Return what the sidecar beside a file states of its source; nothing when it has none.

    Raises
    ------
    DocumentError
        If the sidecar is wrong, or states of a file of several documents what holds for one.
    """
    path = find_sidecar(Path(name))
    if path is None:
        return Origin()
    return read_sidecar_of_many(path) if media_type in kinds.COLLECTIONS else read_sidecar(path)
