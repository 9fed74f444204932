"""The documents' own bytes, kept beside the record under their digest, so that nothing is kept twice."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from detente.documents.document import Document
from detente.documents.kinds import MEDIA_TYPES
from detente.errors import ProcessError

SUFFIXES = {media_type: suffix for suffix, media_type in reversed(MEDIA_TYPES.items())}
"""Media type: the suffix its bytes are kept under; others are kept as ``.bin``."""

ABSENT = "without-original.txt"
"""The list, beside the originals, of the SHA-256 of documents that came without."""


def place_of(folder: Path, document: Document) -> Path:
    """Return where the bytes of a document are kept below the folder of originals."""
    suffix = SUFFIXES.get(document.media_type, ".bin")
    return folder / document.sha256[:2] / f"{document.sha256}{suffix}"


def keep(folder: Path, document: Document, raw: bytes) -> None:
    """Write a document's bytes under their digest, on disk before this returns; what is there stays.

    Raises
    ------
    ProcessError
        If the bytes are not those of the document, or cannot be written.
    """
    if hashlib.sha256(raw).hexdigest() != document.sha256:
        raise ProcessError(
            f"document '{document.path}': its bytes are not those it was loaded from; load it again"
        )
    place = place_of(folder, document)
    if place.exists():
        return
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        place.parent.mkdir(exist_ok=True)
        with open(draft, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise ProcessError(
            f"document '{document.path}' cannot be kept as '{place}': {error.strerror}; make room or choose "
            "another place for the process"
        ) from error


def note_absent(folder: Path, documents: Iterable[Document]) -> None:
    """Note for which documents there is no original here, since they came with a record from elsewhere.

    Raises
    ------
    ProcessError
        If the list cannot be written.
    """
    known = absent(folder)
    missing = {one.sha256: None for one in documents if not place_of(folder, one).exists()}
    listed = folder / ABSENT
    try:
        with open(listed, "a", encoding="ascii") as file:
            file.writelines(f"{digest}\n" for digest in missing if digest not in known)
    except OSError as error:
        raise ProcessError(
            f"cannot write '{listed}', the list of documents that came without their originals: "
            f"{error.strerror}; make room and import them again"
        ) from error


def absent(folder: Path) -> frozenset[str]:
    """Return the digests of documents that came without their originals."""
    try:
        return frozenset((folder / ABSENT).read_text(encoding="ascii").split())
    except FileNotFoundError:
        return frozenset()


def elsewhere(folder: Path, documents: Iterable[Document]) -> frozenset[str]:
    """Return the ids of documents whose originals are not here, and did not come without.

    A record on a server has a folder wherever somebody adds to it, and each holds what was added there.
    """
    came_without = absent(folder)
    return frozenset(
        one.id for one in documents if one.sha256 not in came_without and not place_of(folder, one).exists()
    )


def damaged(folder: Path, documents: Iterable[Document]) -> Iterator[str]:
    """Yield for each document whose kept bytes are missing or changed what is wrong with them.

    Those that came without (``note_absent``) are passed over, unless they were added since.
    """
    came_without = absent(folder)
    for document in documents:
        place = place_of(folder, document)
        if document.sha256 in came_without and not place.exists():
            continue
        try:
            digest = hashlib.sha256(place.read_bytes()).hexdigest()
        except OSError as error:
            yield f"'{place}', the original of '{document.path}', cannot be read: {error.strerror}"
            continue
        if digest != document.sha256:
            yield f"'{place}', the original of '{document.path}', does not have its bytes any more"
