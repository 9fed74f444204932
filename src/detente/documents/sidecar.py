"""The sidecar beside a document: what the analyst knows of its source, in TOML."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from detente.documents.dates import parse_published
from detente.documents.document import Reliability
from detente.documents.kinds import MEDIA_TYPES, is_document_name
from detente.documents.language_names import language_code
from detente.documents.origin import Origin, is_web_address
from detente.errors import DocumentError

MAX_SIDECAR_BYTES = 65_536
GRADES = ("A", "B", "C", "D", "E", "F")
_KEYS = ("title", "publisher", "published", "updated", "url", "author", "language", "reliability")
OF_ONE = ("title", "published", "updated", "url")
"""Keys that can only hold for one document, so not for a file that holds several."""


def sidecar_paths(document: Path) -> tuple[Path, Path]:
    """Return where a document's sidecar may lie beside it: ``NAME.EXT.toml``, or else ``NAME.toml``."""
    return document.with_name(document.name + ".toml"), document.with_name(document.stem + ".toml")


def find_sidecar(document: Path) -> Path | None:
    """Return the sidecar of a document, None when it has none."""
    for candidate in sidecar_paths(document):
        if candidate.is_symlink() or candidate.exists():
            return candidate
    return None


def described_by(path: Path) -> Path | None:
    """Return the document that a file is the sidecar of; None when it is no sidecar."""
    if path.suffix != ".toml":
        return None
    whole = path.with_suffix("")
    for document in (whole, *(Path(f"{whole}{ending}") for ending in MEDIA_TYPES)):
        if is_document_name(document.name) and document.is_file() and find_sidecar(document) == path:
            return document
    return None


def sidecars_among(names: Iterable[str]) -> dict[str, str]:
    """Return the files among those named that are sidecars, each with its document.

    They are read with their documents, so that a shell's ``reports/*`` may name them as well.

    Examples
    --------
    >>> sidecars_among(["-", "no-such-report.txt.toml"])
    {}
    """
    found = ((name, described_by(Path(name))) for name in names if "\x00" not in name)
    return {name: str(document) for name, document in found if document is not None}


def read_sidecar(path: Path) -> Origin:
    """Return what a sidecar states of its document's source.

    Raises
    ------
    DocumentError
        If it is not TOML, holds an unknown field, or a value is not a text, day, address or grade:
        the analyst wrote it, so nothing in it is passed over.
    """
    table = _parse(path, _text_of(path))
    for key in table:
        if key not in _KEYS:
            raise _error(
                path,
                key,
                f"unknown field {key!r}: the fields are {', '.join(_KEYS)} "
                "(a file that is no sidecar needs a name unlike its document's)",
            )
    values = {
        "title": _words(path, table, "title"),
        "publisher": _words(path, table, "publisher"),
        "published_on": _day(path, table, "published"),
        "updated_on": _day(path, table, "updated"),
        "url": _address(path, table),
        "author": _words(path, table, "author"),
        "language": _language(path, table),
        "reliability": _grade(path, table),
    }
    return Origin.of({field: (value, f"sidecar {_shown(path)}") for field, value in values.items()})


def read_sidecar_of_many(path: Path) -> Origin:
    """Return what the sidecar of a file that holds several documents states of all of them.

    Raises
    ------
    DocumentError
        As `read_sidecar` does, and if it states the title, the day or the address of one document.
    """
    origin = read_sidecar(path)
    for key in OF_ONE:
        if key in _parse(path, _text_of(path)):
            raise _error(path, key, f"{key} cannot hold for each document of a file of several: leave it out")
    return origin


def _shown(path: Path) -> str:
    """Return the sidecar's name, without the folder, so that a folder that is moved changes nothing."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _text_of(path: Path) -> str:
    try:
        info = path.lstat()
        if not stat.S_ISREG(info.st_mode):
            raise DocumentError(f"sidecar '{path}' is not a plain file: replace it by one or remove it")
        if info.st_size > MAX_SIDECAR_BYTES:
            raise DocumentError(
                f"sidecar '{path}' has {info.st_size:,} bytes, the limit is {MAX_SIDECAR_BYTES:,}: shorten it"
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"sidecar '{path}' is not UTF-8 (byte {error.start}): save it as UTF-8"
        ) from error
    except OSError as error:
        raise DocumentError(f"sidecar '{path}' cannot be read: {error.strerror}") from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(f"sidecar '{path}' is not valid TOML: {error}; correct that place") from error
    except RecursionError as error:
        raise DocumentError(f"sidecar '{path}' is nested too deeply: it holds plain fields only") from error


def _error(path: Path, key: str, problem: str) -> DocumentError:
    """Return the error for a field, with the line it stands on where that can be found again."""
    text = path.read_text("utf-8-sig", errors="replace")
    pattern = re.compile(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(key)}\b""", re.M)
    match = pattern.search(text)
    place = f"'{path}'" if match is None else f"'{path}', line {text.count(chr(10), 0, match.start()) + 1}"
    return DocumentError(f"sidecar {place}: {problem}")


def _words(path: Path, table: dict[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise _error(path, key, f"{key} must be a text in quotation marks, not {value!r:.60}")
    return value.strip()


def _day(path: Path, table: dict[str, Any], key: str) -> date | None:
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    day = parse_published(value) if isinstance(value, str) else None
    if day is None:
        raise _error(path, key, f"{key} {value!r:.60} is not a day: write it like 2025-04-24")
    return day


def _language(path: Path, table: dict[str, Any]) -> str | None:
    value = _words(path, table, "language")
    code = None if value is None else language_code(value)
    if value is not None and code is None:
        raise _error(path, "language", f"language {value!r:.60} is not known: write its code, like en")
    return code


def _address(path: Path, table: dict[str, Any]) -> str | None:
    value = _words(path, table, "url")
    if value is not None and not is_web_address(value):
        raise _error(path, "url", f"url {value!r:.60} is not an http or https address: write it in full")
    return value


def _grade(path: Path, table: dict[str, Any]) -> Reliability | None:
    value = table.get("reliability")
    if value is None:
        return None
    if value not in GRADES:
        raise _error(
            path,
            "reliability",
            f"reliability {value!r:.60} is not a grade: it is one of {', '.join(GRADES)} "
            "(A completely reliable ... E unreliable, F cannot be judged)",
        )
    return cast(Reliability, value)
