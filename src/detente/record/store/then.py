"""A record's rows at two times: at the end of some addition, and now.

Rows are numbered in the order of writing, so that of each table those up to some number were there then,
and the ends told of in rows of ``ended`` up to some number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from detente.record.store import tables
from detente.record.store.selecting import chunks, fetch, fetch_by

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Life:
    """How long a row counted: read, or only made by a ruling; ended when, as read and as ruled."""

    number: int
    is_read: bool
    ends: tuple[tuple[int, str], ...]


class Then:
    """Tells which rows counted at the end of an addition, and which do now.

    Parameters
    ----------
    connection : Connection
        With a transaction open.
    addition : int
        0 for the time before the first.
    """

    def __init__(self, connection: Connection, addition: int) -> None:
        self._connection = connection
        self.addition = addition
        self.last = {table.name: self._last(table) for table in tables.CHAINED}
        self._by_ruling: dict[int, bool] = {}
        self._has_ends = connection.execute(select(tables.ended.c.number).limit(1)).first() is not None

    def is_read_then(self, life: Life, table: Table) -> bool:
        """Whether a row was what was last read, then."""
        last = self.last["ended"]
        is_ended = any(number <= last and why == "documents" for number, why in life.ends)
        return life.is_read and life.number <= self.last[table.name] and not is_ended

    @staticmethod
    def is_read_now(life: Life) -> bool:
        """Whether a row is what was last read."""
        return life.is_read and all(why != "documents" for _, why in life.ends)

    def lives(self, table: Table, rows: Rows) -> dict[int, Life]:
        """Return how long rows of a table counted, by their numbers."""
        ends: dict[int, list[tuple[int, str]]] = {}
        end = tables.ended.c
        for some in chunks(row["number"] for row in rows) if self._has_ends else ():
            query = select(end.row, end.number, end.why).where(end.table == table.name, end.row.in_(some))
            for row, number, why in self._connection.execute(query):
                ends.setdefault(row, []).append((number, why))
        by_ruling = self._ruled({row["addition"] for row in rows})
        return {
            row["number"]: Life(
                row["number"], not by_ruling[row["addition"]], tuple(ends.get(row["number"], ()))
            )
            for row in rows
        }

    def touched(self, table: Table, column: str = "id") -> set[str]:
        """Return what a column of a table holds in rows that came since, or that ended since."""
        held = select(table.c[column]).where(table.c.number > self.last[table.name])
        found = set(self._connection.execute(held).scalars())
        return found | {row[column] for row in self.ended(table)}

    def came(self, table: Table) -> Rows:
        """Return the rows of a table that came since."""
        return fetch(self._connection, table, table.c.number > self.last[table.name])

    def ended(self, table: Table) -> Rows:
        """Return the rows of a table, there then, that ended since."""
        end = tables.ended.c
        last = self.last["ended"]
        query = select(end.row).where(
            end.number > last, end.table == table.name, end.row <= self.last[table.name]
        )
        numbers = list(self._connection.execute(query).scalars())
        return fetch_by(self._connection, table.c.number, numbers)

    def _ruled(self, additions: set[int]) -> Mapping[int, bool]:
        """Tell which additions are rulings."""
        column = tables.additions.c
        for some in chunks(additions - self._by_ruling.keys()):
            query = select(column.number, column.kind).where(column.number.in_(some))
            self._by_ruling |= {number: kind == "ruling" for number, kind in self._connection.execute(query)}
        return self._by_ruling

    def _last(self, table: Table) -> int:
        """Return the number of the last row that was there then, searched for by halves."""
        low, high = 0, int(self._connection.execute(select(func.max(table.c.number))).scalar() or 0)
        while low < high:
            middle = (low + high + 1) // 2
            held = select(table.c.addition).where(table.c.number >= middle).order_by(table.c.number).limit(1)
            if int(self._connection.execute(held).scalar_one()) <= self.addition:
                low = middle
            else:
                high = middle - 1
        return low
