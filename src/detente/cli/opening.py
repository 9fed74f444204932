"""What a record is exported from: reports, a record's file, a file for exchange, or the process folder."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.messages import stage
from detente.cli.records import Origin, read_reports
from detente.errors import RecordError

if TYPE_CHECKING:
    from detente.reading.readers import Reader
    from detente.record import Record
    from detente.record.ruling.ruled import Ruled
    from detente.record.values import Ruling

_SQLITE = b"SQLite format 3\x00"
_SERVERS = ("postgresql://", "postgresql+")
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A record as it was read, with the rulings on what it holds now."""

    record: Record
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a command is given to export: paths, or none for a process folder."""

    given: Sequence[str]
    process: Path | None = None
    actors: Path | None = None


def open_source(source: Source, reader: Reader, *, leave_out: Collection[Path] = ()) -> Opened:
    """Load or read the record that is to be exported.

    Parameters
    ----------
    source : Source
        One record's file, server's URL or file for exchange; or reports, which are read; or nothing: then
        the process folder's record.
    reader : Reader
        Who reads reports.
    leave_out : collection of Path
        Files the command writes.

    Raises
    ------
    RecordError
        If several are given and one of them is a record, or a file for exchange is not as it was written.
    StoreError, DocumentError, ProcessError
        If what was given cannot be opened.
    """
    if not source.given:
        from detente.cli.processes import chosen_process

        return _kept(chosen_process(source.process).record)
    records = [path for path in source.given if is_kept(path) or is_exchange(path)]
    if records and len(source.given) > 1:
        raise RecordError(
            f"'{records[0]}' is a record and is exported by itself: name it alone, or only reports"
        )
    if records and is_kept(records[0]):
        return _kept(records[0])
    if records:
        return read_exchange(records[0])
    origin = Origin(paths=source.given, actors=source.actors)
    return Opened(record=read_reports(origin, reader, leave_out=leave_out))


def ruled_on(held: Opened) -> Ruled:
    """Return a record as ruled, with what is one joined, unless ruled apart: as all listings show it."""
    from detente.record.asking.moments import moment

    return moment(held.record, held.rulings).ruled


def without_naming(held: Opened) -> Opened:
    """Return a record without the rulings that say who somebody unnamed is."""
    from detente.record.exports.unnamed import without_naming as kept

    return replace(held, rulings=kept(held.record, held.rulings))


def is_kept(path: str) -> bool:
    """Whether a path is a record's database: a server's URL or a SQLite file."""
    return path.startswith(_SERVERS) or _head(path).startswith(_SQLITE)


def is_exchange(path: str) -> bool:
    """Whether a path is a record as JSON lines for exchange, by its first line."""
    from detente.record.exports.importing import is_interchange

    head = _head(path)
    return head.startswith(b"{") and is_interchange(head.partition(b"\n")[0].decode("utf-8", "replace"))


def read_exchange(path: str) -> Opened:
    """Read a record from JSON lines for exchange, each line checked.

    Raises
    ------
    RecordError
        If it cannot be read, is not UTF-8, or a line is not as it was written.
    """
    from detente.record.exports.importing import from_jsonl

    try:
        with open(path, encoding="utf-8", newline="\n") as file, stage("Reading the record"):
            record, rulings = from_jsonl(file)
    except UnicodeDecodeError as error:
        raise RecordError(
            f"'{path}' is not UTF-8 ({error.reason} at byte {error.start}): take the file as it was written"
        ) from error
    except OSError as error:
        raise RecordError(f"cannot read '{path}': {error.strerror}; name the file to read") from error
    except RecordError as error:
        raise RecordError(f"'{path}', {error}") from error
    return Opened(record=record, rulings=rulings)


def _kept(where: str) -> Opened:
    from detente.record.exports.present_rulings import present_rulings
    from detente.record.store import Store

    with stage("Loading the record"), Store.open(where, create=False) as store:
        rulings = present_rulings(store.rulings(), store.successors())
        return Opened(record=store.as_read(), rulings=rulings)


def _head(path: str) -> bytes:
    if not Path(path).is_file():
        return b""
    with open(path, "rb") as file:
        return file.read(_HEAD_BYTES)
