"""The rows of a table one after another, each checked against its digest as it comes."""

from __future__ import annotations

from collections import deque
from typing import Any

from sqlalchemy import Connection, Select, Table, select
from sqlalchemy.exc import DBAPIError

from detente.record.store.bad_entries import bad
from detente.record.store.digests import digester

Row = dict[str, Any]

_PAGE = 1000  # rows fetched at once


class RowStream:
    """Reads a table by pages, so that any size fits in memory.

    Parameters
    ----------
    connection : Connection
        With a transaction open, so that all pages are of one moment.
    table : Table
    name : str
        What messages call the record.
    """

    def __init__(self, connection: Connection, table: Table, name: str) -> None:
        self.table = table
        self.n_read = 0
        self._connection = connection
        self._name = name
        self._columns = [column.name for column in table.columns]
        self._digest = digester(table.name, self._columns)
        self._is_chained = "addition" in table.c
        self._page: deque[Row] = deque()
        self._last = 0

    def peek(self) -> Row | None:
        """Return the next row without taking it; None at the end.

        Raises
        ------
        DamagedError
            If it does not have what it was written with, or one before it is missing.
        """
        if not self._page:
            self._page.extend(self._fetch())
        return self._page[0] if self._page else None

    def next(self) -> Row | None:
        """Take the next row; None at the end."""
        row = self.peek()
        if row is not None:
            self._page.popleft()
            self.n_read += 1
        return row

    def _fetch(self) -> list[Row]:
        try:
            found = self._connection.execute(self._following(select(self.table))).all()
        except (DBAPIError, ValueError):
            return self._fetch_singly()
        return [self._checked(values) for values in found]

    def _fetch_singly(self) -> list[Row]:
        """Return the rows before one that cannot be read; raise if it is the next."""
        number = self.table.c.number
        rows: list[Row] = []
        for found in self._connection.execute(self._following(select(number))).scalars().all():
            try:
                values = self._connection.execute(select(self.table).where(number == found)).one()
            except (DBAPIError, ValueError) as error:
                if rows:
                    return rows
                raise bad(self._name, self.table, {"number": found}, "cannot be read") from error
            rows.append(self._checked(values))
        return rows

    def _following(self, query: Select[Any]) -> Select[Any]:
        """Return a query for the next rows; the first ones from whatever number on."""
        number = self.table.c.number
        after = query.where(number > self._last) if self._last else query
        return after.order_by(number).limit(_PAGE)

    def _checked(self, values: Any) -> Row:
        row = dict(zip(self._columns, values, strict=True))
        self._last += 1
        if row["number"] < self._last:
            raise bad(self._name, self.table, row, "was put in: numbers begin with 1")
        if row["number"] != self._last:
            raise bad(self._name, self.table, {"number": self._last}, "is missing: it was taken out or moved")
        if self._is_chained and self._digest(values)[0] != row["digest"]:
            raise bad(self._name, self.table, row, "does not have what it was written with")
        return row
