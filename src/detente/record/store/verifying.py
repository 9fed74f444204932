"""Whether everything in a record is as it was written: the chain, every row, every passage, the full text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from detente.record.store import tables
from detente.record.store.bad_entries import bad
from detente.record.store.digests import NO_DIGEST, addition_digest
from detente.record.store.passages import Passages
from detente.record.store.row_streams import RowStream
from detente.record.store.verifying_words import check_words

Progress = Callable[[int, int], None]
"""Told how many rows were checked, and of how many."""

_OFTEN = 1000  # rows between two reports of progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a record that is as it was written holds.

    Attributes
    ----------
    additions, rulings, rows : int
        How many there are; ``rows`` in all tables.
    digest : str
        Of the last addition, 32 hex digits: whoever noted it can tell later that nothing up to it changed.
    """

    additions: int
    rulings: int
    rows: int
    digest: str


def verify(connection: Connection, name: str, progress: Progress | None = None) -> Verified:
    """Check a record from its first row on, inside a transaction that is already open.

    Raises
    ------
    DamagedError
        Naming the first entry, in the order of writing, that is not as it was written.
    """
    head = _head(connection, name)
    walk = _Walk(connection, name, head, progress)
    last = walk.additions()
    walk.check_head(last)
    check_words(connection, name)
    return Verified(additions=head["addition"], rulings=head["rulings"], rows=head["rows"], digest=last.hex())


class _Walk:
    """Walks over all additions and the rows of each, in order."""

    def __init__(
        self, connection: Connection, name: str, head: Mapping[str, Any], progress: Progress | None
    ) -> None:
        self._name = name
        self._head = head
        self._progress = progress
        self._additions = RowStream(connection, tables.additions, name)
        self._streams = [RowStream(connection, table, name) for table in tables.CHAINED]
        self._passages = Passages(connection, name)
        self.n_additions = 0
        self.n_rows = 0

    def additions(self) -> bytes:
        """Check all additions; return the digest of the last."""
        previous = NO_DIGEST
        while (addition := self._additions.next()) is not None:
            self.n_additions = addition["number"]
            if addition["previous"] != previous:
                raise self._bad_addition(addition, "does not follow the one before it")
            previous = addition["digest"]
            self._check(addition)
        for stream in self._streams:
            row = stream.peek()
            if row is not None:
                self._check_cut_off()
                raise bad(self._name, stream.table, row, "belongs to no addition: it was put in")
        return previous

    def check_head(self, last: bytes) -> None:
        """Raise if the head does not say what is there: it was changed, or the last additions cut off."""
        if self._head["digest"] != last:
            self._check_cut_off()
        n_rulings = next(stream.n_read for stream in self._streams if stream.table is tables.rulings)
        there = {
            "addition": self.n_additions,
            "digest": last,
            "rulings": n_rulings,
            "rows": self.n_rows,
        }
        for column, value in there.items():
            if self._head[column] != value:
                what = f"does not say what is there: its '{column}' is wrong"
                raise bad(self._name, tables.heads, self._head, what)

    def _check_cut_off(self) -> None:
        """Raise if more additions were written than are there."""
        if self._head["addition"] > self.n_additions:
            missing = {"number": self.n_additions + 1}
            what = f"is missing: {self._head['addition']} were written"
            raise bad(self._name, tables.additions, missing, what)

    def _check(self, addition: Mapping[str, Any]) -> None:
        written: dict[str, list[bytes]] = {}
        for stream in self._streams:
            digests = []
            while (row := stream.peek()) is not None and row["addition"] <= addition["number"]:
                stream.next()
                self._passages.check(stream.table, row)
                digests.append(row["digest"])
                self._count()
            if digests:
                written[stream.table.name] = digests
        counts = {table: len(digests) for table, digests in written.items()}
        if self._digest(addition, written) == addition["digest"] and _counts(addition) == counts:
            return
        told = dict(addition) | {"rows": json.dumps(counts)}
        if self._digest(told, written) != addition["digest"]:
            self._blame_rows(addition, counts)
        raise self._bad_addition(addition, "is not what it was written as")

    def _blame_rows(self, addition: Mapping[str, Any], counts: Mapping[str, int]) -> None:
        """Raise for the table whose rows are not as many as the addition says."""
        said = _counts(addition) or {}
        for stream in self._streams:
            name = stream.table.name
            wanted, there = said.get(name, 0), counts.get(name, 0)
            if type(wanted) is int and there < wanted:
                missing = {"number": stream.n_read + 1}
                raise bad(self._name, stream.table, missing, f"is missing: {_told(addition, wanted, there)}")
            if type(wanted) is int and there > wanted:
                extra = {"number": stream.n_read}
                raise bad(self._name, stream.table, extra, f"was put in: {_told(addition, wanted, there)}")

    def _digest(self, addition: Mapping[str, Any], written: Mapping[str, Sequence[bytes]]) -> bytes:
        return addition_digest(addition, chain.from_iterable(written.values()))

    def _bad_addition(self, addition: Mapping[str, Any], what: str) -> Exception:
        return bad(self._name, tables.additions, addition, what)

    def _count(self) -> None:
        self.n_rows += 1
        if self._progress is not None and self.n_rows % _OFTEN == 0:
            self._progress(self.n_rows, self._head["rows"])


def _told(addition: Mapping[str, Any], wanted: int, there: int) -> str:
    return f"addition {addition['number']} wrote {wanted} such rows and {there} are there"


def _counts(addition: Mapping[str, Any]) -> dict[str, int] | None:
    try:
        found = json.loads(addition["rows"])
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _head(connection: Connection, name: str) -> dict[str, Any]:
    """Return the row that says how much was written, the version of the tables checked."""
    told = connection.execute(select(tables.versions.c.version_num)).scalars().all()
    if told != [str(tables.SCHEMA_VERSION)]:
        raise bad(name, tables.versions, {}, f"says {told} and not the version of the tables")
    try:
        found = connection.execute(select(tables.heads)).mappings().all()
    except (DBAPIError, ValueError) as error:
        raise bad(name, tables.heads, {"number": 1}, "cannot be read") from error
    if len(found) != 1 or found[0]["number"] != 1:
        raise bad(name, tables.heads, {"number": 1}, f"must be one row, and {len(found)} are there")
    return dict(found[0])
