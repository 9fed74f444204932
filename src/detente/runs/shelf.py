"""What follows from a record, kept in files beside it: at any time they may be deleted, all or some.

A file that is not as it was written, was written by other code, or belongs to another record, is passed
over; where none can be written, nothing is kept. So nobody ever need look after them.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import get_ident
from typing import Any

FOLDER = ".derived"
"""Name of the folder in that of a process."""

KEPT = 4
"""Files of one name that are kept, the newest: what is ruled and taken back is found again."""

CODE = ("documents/*.py", "record/*.py", "record/links/*.py", "record/ruling/*.py", "record/asking/*.py")
"""Where all code stands by which what is kept is found, below the package's folder."""

_SUFFIX = ".json"
_DRAFT = ".part"
_STALE = 3600  # seconds after which nobody is writing a draft any more
_TOLD = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# What detente worked out from the record beside this folder, to be quicker the next time.\n"
    "# Nothing is lost when the folder is deleted.\n",
    ".gitignore": "*\n",
}
"""Files that tell programs for backups and versions, and people, what the folder is."""


class FileShelf:
    """Keeps what was found in a folder, each thing in a file of its own.

    Parameters
    ----------
    folder : Path
        Made when something is to be kept in it; the folder above it must be there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str, key: str) -> Any:
        """Return what is kept, as JSON knows it; None when nothing is, or it is not as it was kept."""
        try:
            held = self._place(name, key).read_bytes()
            head, _, body = held.partition(b"\n")
            return json.loads(body) if head == _head(name, key, body) else None
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep something that JSON knows, where that can be done."""
        body = json.dumps(value, separators=(",", ":")).encode("ascii")
        place = self._place(name, key)
        draft = place.with_name(f"{place.name}.{os.getpid()}-{get_ident()}{_DRAFT}")
        with suppress(OSError):
            self._begin()
            try:
                draft.write_bytes(_head(name, key, body) + b"\n" + body)
                draft.replace(place)
            finally:
                draft.unlink(missing_ok=True)
            self._clear(name)

    def _place(self, name: str, key: str) -> Path:
        return self._folder / f"{name}-{key}-{code_digest()[:8]}{_SUFFIX}"

    def _begin(self) -> None:
        self._folder.mkdir(exist_ok=True)
        for name, text in _TOLD.items():
            if not (self._folder / name).exists():
                (self._folder / name).write_text(text, encoding="ascii")

    def _clear(self, name: str) -> None:
        """Delete what is older than the files to be kept, and drafts of whoever was killed."""
        held = sorted(self._files(f"{name}-*{_SUFFIX}"), reverse=True)
        drafts = list(self._files(f"{name}-*{_DRAFT}"))
        newest = max((written for written, _ in (*held, *drafts)), default=0.0)
        stale = [path for written, path in drafts if written < newest - _STALE]
        for path in (*(path for _, path in held[KEPT:]), *stale):
            with suppress(OSError):
                path.unlink()

    def _files(self, pattern: str) -> Iterator[tuple[float, Path]]:
        for path in self._folder.glob(pattern):
            with suppress(OSError):  # somebody else deleted it
                yield path.stat().st_mtime, path


def _head(name: str, key: str, body: bytes) -> bytes:
    """Return the first line of a file: what it is, of what and by which code, and a digest of all."""
    told = f"detente derived {name} {key} {code_digest()}".encode("ascii")
    return told + b" " + blake2b(told + b"\n" + body, digest_size=16).hexdigest().encode("ascii")


@cache
def code_digest() -> str:
    """Return a digest of all code that what is kept follows from.

    A version's number would be the same while somebody works on the code, or runs a changed copy of it.
    """
    whole = blake2b(digest_size=16)
    for told in (sys.version, unicodedata.unidata_version, _version_of("datasketch")):
        whole.update(told.encode("utf-8") + b"\0")
    package = Path(__file__).parents[1]
    for path in (path for pattern in CODE for path in sorted(package.glob(pattern))):
        with suppress(OSError):  # a package without its sources has nothing but a version
            whole.update(path.name.encode("utf-8") + b"\0" + path.read_bytes() + b"\0")
    whole.update(_version_of("detente").encode("utf-8"))
    return whole.hexdigest()


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
