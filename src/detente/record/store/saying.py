"""Which rows have passages that say what is asked for, by whatever way is the shortest.

- Where few passages of the record have the words, the full-text index gives them all.
- Where what else is asked leaves few rows, their passages are read, whatever words there are.
- Where both are many, the first rows in order are read until there are enough of them, and the index is gone
  through beside the rows to count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, Connection, Integer, Select, Table, column, select

from detente.record.asking.query import Term, saying
from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.words import SLOTS, row_of_entry

MOST_ENTRIES = 20_000
"""Passages up to which those that have the words are looked up once for all tables."""

MOST_READ = 6_000
"""Rows up to which passages are read rather than looked up: some microseconds each."""

MOST_TRIED = 100_000
"""Passages with the words that are gone through to count rows, before these are looked up the other way."""

_NUMBER: ColumnClause[int] = column("number", Integer)


class Saying:
    """Says which rows say some words.

    Parameters
    ----------
    connection : Connection
    asked : sequence of Term
        At least one of them wanted.
    """

    def __init__(self, connection: Connection, asked: Sequence[Term]) -> None:
        self._connection = connection
        self._asked = asked
        self._dialect = dialect_of(connection)
        self._rows = self._rows_of_few()
        self.says = saying(asked)

    def narrowed(self, table: Table, conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool] | None:
        """Return the condition that a row of those that meet conditions says it; None when all are many."""
        if self._rows is not None:
            return self._is_among(table, self._rows.get(table.name, []))
        query = select(table.c.number, table.c.text).where(*conditions).limit(MOST_READ + 1)
        rows = self._connection.execute(query).all()
        if len(rows) > MOST_READ:
            return None
        return self._is_among(table, [number for number, text in rows if self.says(text)])

    def indexed(self, table: Table) -> ColumnElement[bool]:
        """Return the condition that a row says it, by the full-text index: it takes its time if many do."""
        entry = table.c.number * SLOTS + tables.WORDED[table.name]
        return entry.in_(self._entries())

    def counting(self, table: Table, conditions: Sequence[ColumnElement[bool]]) -> Iterator[Select[Any]]:
        """Yield queries for the rows that meet conditions and say it, when many do either.

        The first goes through some of the passages that have the words, which is soon done and enough where
        many of them answer; the last finds all.
        """
        entries = self._entries().subquery()
        some = select(entries.c.number).limit(MOST_TRIED).subquery()
        own = some.c.number % SLOTS == tables.WORDED[table.name]
        joined = some.join(table, table.c.number == some.c.number // SLOTS)
        yield select(table.c.number).select_from(joined).where(own, *conditions)
        yield select(table.c.number).where(*conditions, self.indexed(table))

    def _entries(self) -> Any:
        return self._dialect.answering(self._asked).columns(_NUMBER)

    def _is_among(self, table: Table, numbers: Sequence[int]) -> ColumnElement[bool]:
        return table.c.number.in_(self._dialect.among(numbers))

    def _rows_of_few(self) -> dict[str, list[int]] | None:
        """Return the rows of each table whose passages say it; None when they are very many."""
        query = self._entries().subquery()
        entries = self._connection.execute(select(query.c.number).limit(MOST_ENTRIES + 1)).scalars().all()
        if len(entries) > MOST_ENTRIES:
            return None
        found: dict[str, list[int]] = {}
        for entry in entries:
            place = row_of_entry(entry)
            if place is not None:
                found.setdefault(place[0], []).append(place[1])
        return found
