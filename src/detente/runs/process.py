"""The folder that holds everything of one process: its settings, documents, record and case."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.documents.columns import Columns
from detente.errors import DocumentError, ProcessError
from detente.reading.readers import DEFAULT_READER

SETTINGS = "process.toml"
ORIGINALS = "documents"
RECORD = "record.sqlite"
CASE = "case.toml"
ACTORS = "actors.toml"

_TEMPLATE = """\
# One peace process, as detente keeps it. The commands find this folder when they run inside it.

title = {title}

# Where the record is kept: a file in this folder, or a PostgreSQL server (postgresql://user@host/name).
record = {record}

# Who reads: "learned" (rules with learned taggers), "rules", or another installed reader.
reader = {reader}

# Which columns of CSV files and keys of JSON lines hold what, where their names do not tell:
# [columns]
# text = "body"
# published = "date"
"""
_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, marks that turn the direction of text, halves of characters: written as TOML's escapes."""
_KEYS: Mapping[str, type] = {"title": str, "record": str, "reader": str, "columns": dict}


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process folder and its settings.

    Attributes
    ----------
    folder : Path
    title : str
    record : str
        Path of the record's file, or the URL of a database.
    reader : str
        Name of the reader that reads what is added.
    columns : Columns
        Which column holds what, for tables of articles.
    """

    folder: Path
    title: str
    record: str
    reader: str
    columns: Columns

    @property
    def is_on_server(self) -> bool:
        """Whether the record is kept by a server, where others may add to it from folders of their own."""
        return "://" in self.record

    @property
    def originals(self) -> Path:
        """Folder of the documents' own bytes."""
        return self.folder / ORIGINALS

    @property
    def case(self) -> Path:
        """The case, whether it has been drafted or not."""
        return self.folder / CASE

    @property
    def actors(self) -> Path | None:
        """The actor file, when there is one."""
        place = self.folder / ACTORS
        return place if place.exists() else None

    @classmethod
    def create(
        cls, folder: str | os.PathLike[str], *, title: str | None = None, record: str = RECORD
    ) -> Process:
        """Make a process folder; what lies in it already stays as it is.

        Parameters
        ----------
        folder : str or path
            Made when it does not exist; the folder above it must.
        title : str, optional
            The folder's name when not given.
        record : str
            A file name in the folder, or the URL of a database.

        Raises
        ------
        ProcessError
            If the folder is one already, cannot be made or written to, or the record would lie outside it.
        """
        place = Path(folder)
        settings = place / SETTINGS
        if settings.exists():
            raise ProcessError(f"'{place}' holds a process already ({SETTINGS}): add to it, or name another")
        if place.exists() and not place.is_dir():
            raise ProcessError(f"'{place}' is a file: name a folder for the process")
        if not place.parent.is_dir():
            raise ProcessError(
                f"no process can be begun in '{place}': there is no folder '{place.parent}'; make it first"
            )
        name = place.resolve().name if title is None else title
        text = _TEMPLATE.format(title=_quoted(name), record=_quoted(record), reader=_quoted(DEFAULT_READER))
        _settings(text, place)
        try:
            place.mkdir(exist_ok=True)
            (place / ORIGINALS).mkdir(exist_ok=True)
            with open(settings, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise ProcessError(
                f"no process can be begun in '{place}': {error.strerror}; choose a place you may write to"
            ) from error
        return cls.open(place)

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> Process:
        """Read a process folder's settings.

        Raises
        ------
        ProcessError
            If there is no such folder, or its settings cannot be read or break a rule.
        """
        place = Path(folder)
        settings = place / SETTINGS
        try:
            text = settings.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError) as error:
            raise ProcessError(
                f"'{place}' is no process folder: it has no {SETTINGS}; make one with `detente init {place}`"
            ) from error
        except (OSError, UnicodeDecodeError) as error:
            raise ProcessError(f"'{settings}' cannot be read: {error}; correct it") from error
        return cls(folder=place, **_settings(text, place))


def find_process(start: str | os.PathLike[str] = ".") -> Process:
    """Open the process folder that a folder is, or lies in.

    Raises
    ------
    ProcessError
        If neither the folder nor any above it holds a process.
    """
    here = Path(start).resolve()
    for place in (here, *here.parents):
        if (place / SETTINGS).exists():
            return Process.open(place)
    raise ProcessError(
        f"'{here}' is in no process folder: go into one, name it with --process, or make one with "
        "`detente init DIR`"
    )


def _settings(text: str, place: Path) -> dict[str, Any]:
    """Read the settings, each checked; the record's path is told from the folder."""
    where = f"'{place / SETTINGS}'"
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProcessError(f"{where} is not TOML: {error}; correct it") from error
    for key, value in told.items():
        if key not in _KEYS:
            raise ProcessError(f"{where}: there is no setting '{key}'; there are {', '.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]):
            raise ProcessError(f"{where}: '{key}' must be {_kind(_KEYS[key])}, and it is {value!r}")
    if not told.get("title", "").strip():
        raise ProcessError(f"{where}: 'title' is missing or blank: say what process this is")
    try:
        columns = Columns.from_table(told.get("columns", {}))
    except DocumentError as error:
        raise ProcessError(f"{where}: {error}") from error
    return {
        "title": told["title"],
        "record": _record(told.get("record", RECORD), place, where),
        "reader": told.get("reader", DEFAULT_READER),
        "columns": columns,
    }


def _record(told: str, place: Path, where: str) -> str:
    if "://" in told:
        return told
    inside = (place / told).resolve() if told.isprintable() else place
    if not told.strip() or inside.parent != place.resolve():
        raise ProcessError(
            f"{where}: 'record' is {told!r}; it must be the name of a file in the folder itself, or a "
            "database's URL"
        )
    return str(place / told)


def _kind(cls: type) -> str:
    return "a table" if cls is dict else "text"


def _quoted(text: str) -> str:
    """Return a string as TOML writes it, a letter of any script as it is."""
    escaped = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
