"""The formats a record can be exported in, by the names of ``detente export --format``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detente.errors import RecordError
from detente.record.exports.calendar_file import to_calendar
from detente.record.exports.export import Export
from detente.record.exports.graphml import to_graphml
from detente.record.exports.interchange import to_jsonl
from detente.record.exports.kumu import to_kumu
from detente.record.exports.package import to_package
from detente.record.exports.plover import to_plover
from detente.record.exports.timeline import to_timeline
from detente.record.exports.web_annotation import to_web_annotations

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: how it is written and what of a record it takes.

    Attributes
    ----------
    name : str
        As it is asked for.
    holds : str
        What is in it, in a few words.
    write : callable
        Gives the files by their names, from what is exported and whether cells are to be left raw. The
        names are the format's own, never words of a record.
    is_folder : bool
        Whether it is several files.
    is_table : bool
        Whether it has cells that a spreadsheet might obey.
    is_as_read : bool
        Whether it takes the record as it was read, the rulings beside it; else the record as ruled, with
        what is one joined.
    """

    name: str
    holds: str
    write: Callable[[Export, bool], Files]
    is_folder: bool = False
    is_table: bool = False
    is_as_read: bool = False


def _one(name: str, write: Callable[[Export], str]) -> Callable[[Export, bool], Files]:
    return lambda export, _: {name: write(export).encode("utf-8")}


def _jsonl(export: Export) -> str:
    return "".join(f"{line}\n" for line in to_jsonl(export.record, export.rulings))


_ALL = (
    Format(
        name="jsonl",
        holds="everything, to be read back",
        write=_one("record.jsonl", _jsonl),
        is_as_read=True,
    ),
    Format(
        name="web-annotation",
        holds="each item as an annotation of its report",
        write=_one("annotations.json", to_web_annotations),
    ),
    Format(name="plover", holds="events as PLOVER records", write=_one("events.jsonl", to_plover)),
    Format(
        name="csv",
        holds="a table for each type of value, in a folder",
        write=lambda export, raw: to_package(export, raw=raw),
        is_folder=True,
        is_table=True,
    ),
    Format(
        name="ics", holds="a calendar of happenings and due claims", write=_one("calendar.ics", to_calendar)
    ),
    Format(
        name="timeline",
        holds="what happened, was announced, was said and is due, by the day",
        write=lambda export, raw: {"timeline.csv": to_timeline(export, raw=raw).encode("utf-8")},
        is_table=True,
    ),
    Format(name="graphml", holds="the network of actors", write=_one("actors.graphml", to_graphml)),
    Format(name="kumu", holds="the network of actors, for Kumu", write=_one("actors.json", to_kumu)),
)
FORMATS: Mapping[str, Format] = {format_.name: format_ for format_ in _ALL}


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises
    ------
    RecordError
        If there is none.
    """
    if name not in FORMATS:
        raise RecordError(f"there is no format {name!r} to export: choose one of {', '.join(FORMATS)}")
    return FORMATS[name]
