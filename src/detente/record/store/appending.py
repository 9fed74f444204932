"""Writing one addition: its rows numbered, their digests taken, all of it chained to the one before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, Select, Table, func, select

from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.digests import addition_digest, digester
from detente.record.store.words import entry_number, tokens

AdditionKind = Literal["documents", "ruling"]


class Appending:
    """Gathers the rows of one addition and writes them, inside a transaction of a writer.

    Parameters
    ----------
    connection : Connection
        With a transaction open that has the writer's lock.
    kind : AdditionKind
        ``documents`` for what was read, ``ruling`` for what an analyst decided and what follows from it.
    seen_at : datetime.datetime
        When, with its time zone.
    reader : str
        What read the documents; empty for a ruling.
    """

    def __init__(
        self, connection: Connection, kind: AdditionKind, seen_at: datetime, *, reader: str = ""
    ) -> None:
        self._connection = connection
        self._dialect = dialect_of(connection)
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._first: dict[str, int] = {}
        self._head = connection.execute(select(tables.heads)).mappings().one()
        self.kind = kind
        self._header: dict[str, Any] = {
            "number": self._head["addition"] + 1,
            "kind": kind,
            "seen_at": seen_at.astimezone(UTC).isoformat(timespec="seconds"),
            "reader": reader,
            "previous": self._head["digest"],
        }

    @property
    def n_rows(self) -> int:
        """How many rows were put in."""
        return sum(map(len, self._rows.values()))

    def put(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> range:
        """Put in rows by the names of their columns; return their numbers."""
        names = _names(table)
        return self.put_columns(table, (tuple(row[name] for name in names) for row in rows))

    def put_columns(self, table: Table, rows: Iterable[tuple[Any, ...]]) -> range:
        """Put in rows in the order of the table's columns, without number, addition and digest."""
        coming = list(rows)
        if not coming:
            return range(0)
        if table.name not in self._first:
            self._first[table.name] = last_number(self._connection, table) + 1
        held = self._rows.setdefault(table.name, [])
        first = self._first[table.name] + len(held)
        held.extend(coming)
        return range(first, self._first[table.name] + len(held))

    def end(self, table: Table, numbers: Iterable[int]) -> None:
        """Say of rows that they are not current any more."""
        self.put_columns(tables.ended, ((table.name, number, self.kind) for number in numbers))

    def write(self) -> int:
        """Write the addition and return its number."""
        addition = int(self._header["number"])
        written = {
            table: self._numbered(table, addition) for table in tables.CHAINED if self._rows.get(table.name)
        }
        counts = {table.name: len(rows) for table, rows in written.items()}
        self._header["rows"] = json.dumps(counts)
        digests = (row[2] for rows in written.values() for row in rows)
        self._header["digest"] = addition_digest(self._header, digests)
        self._connection.execute(tables.additions.insert().values(self._header))
        for table, rows in written.items():
            names = ("number", "addition", "digest", *_names(table))
            self._dialect.insert(self._connection, table, names, rows)
        self._index()
        self._move_head(counts)
        return addition

    def _numbered(self, table: Table, addition: int) -> list[tuple[Any, ...]]:
        """Return the rows of a table with number, addition and digest, as the driver takes them."""
        digest = digester(table.name, ("number", "addition", *_names(table)))
        bound = self._dialect.bound
        numbered = []
        for number, row in enumerate(self._rows[table.name], start=self._first[table.name]):
            own, has_surrogate = digest((number, addition, *row))
            numbered.append((number, addition, own, *bound(row, has_surrogate=has_surrogate)))
        return numbered

    def _index(self) -> None:
        for name in tables.WORDED:
            place = _names(tables.metadata.tables[name]).index("text")
            rows = enumerate(self._rows.get(name, ()), start=self._first.get(name, 0))
            entries = [(entry_number(name, number), tokens(row[place])) for number, row in rows]
            if entries:
                self._dialect.index(self._connection, entries)

    def _move_head(self, counts: Mapping[str, int]) -> None:
        after = {
            "addition": self._header["number"],
            "digest": self._header["digest"],
            "rulings": self._head["rulings"] + counts.get("ruling", 0),
            "rows": self._head["rows"] + sum(counts.values()),
        }
        self._connection.execute(tables.heads.update().values(after))


def last_number(connection: Connection, table: Table) -> int:
    """Return the number of the last row of a table, 0 when it has none."""
    return int(connection.execute(_last(table)).scalar_one())


@cache
def _last(table: Table) -> Select[Any]:
    return select(func.coalesce(func.max(table.c.number), 0))


def _names(table: Table) -> list[str]:
    """Return the columns of a chained table without number, addition and digest."""
    return [column.name for column in table.columns][3:]
