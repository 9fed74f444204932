"""Which rows have passages that say what is asked for, by whatever way is the shortest.

- Where few passages of the record have the words, the full-text index gives them all.
- Where what else is asked leaves few rows, their passages are read, whatever words there are.
- Where both are many, the first rows in order are read until there are enough of them. To count, so many more
  are tried as should do: by the index over the stretch that they lie in, or read where that is long.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, Connection, Integer, Select, Table, column, func, select

from detente.record.asking.query import Term, saying
from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.filtering import Asked
from detente.record.store.words import SLOTS, row_of_entry

MOST_ENTRIES = 20_000
"""Passages up to which those that have the words are looked up once for all tables."""

MOST_READ = 8_000
"""Rows up to which passages are read rather than looked up: two microseconds each."""

SPARE = 1.3
"""How many more rows are tried than have to be, by the share of some that say the words."""

LEAST_SHARE = 0.1
"""What that share is taken for at least."""

DENSE = 25
"""Passages of the index that are gone through in the time in which one is read."""

_NUMBER: ColumnClause[int] = column("number", Integer)

Found = list[tuple[int, str | None]]
"""Rows by their numbers, with their days."""


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
        self._dialect = dialect_of(connection)
        answering = self._dialect.answering(connection, asked)
        self._entries: Any = answering.columns(_NUMBER).subquery()
        self._rows = self._rows_of_few()
        self.says = saying(asked)

    def rows(self, table: Table, asked: Asked) -> Found | None:
        """Return all rows that are asked for and say it; None when both are many."""
        shown = select(table.c.number, table.c.day)
        if self._rows is not None:
            numbers = self._rows.get(table.name, [])
            own = table.c.number.in_(self._dialect.among(numbers))
            return self._read(shown.where(own, *asked.plain)) if numbers else []
        led = select(table.c.number).where(*asked.led)
        if self._count(led.limit(MOST_READ + 1)) > MOST_READ:
            return None
        rows = self._connection.execute(shown.add_columns(table.c.text).where(*asked.led))
        return [(number, day) for number, day, text in rows if self.says(text)]

    def indexed(self, table: Table) -> ColumnElement[bool]:
        """Return the condition that a row says it, by the full-text index: it takes its time if many do."""
        entry = table.c.number * SLOTS + tables.WORDED[table.name]
        return entry.in_(select(self._entries.c.number))

    def count(self, table: Table, asked: Asked, most: int, share: float) -> int:
        """Return how many rows are asked for and say it, up to ``most``, when many do either.

        ``share`` is that of rows which say it, among some.
        """
        led = select(table.c.number).where(*asked.led)
        if asked.is_all:
            return self._count(self._joined(table, asked).limit(most))
        n_wanted = int(SPARE * most / max(share, LEAST_SHARE))
        some = led.limit(n_wanted).subquery()
        stretch = select(func.count(), func.min(some.c.number), func.max(some.c.number))
        n_tried, first, last = self._connection.execute(stretch).one()
        if not n_tried:
            return 0
        if last - first < DENSE * n_tried:
            within = self._entries.c.number.between(first * SLOTS, (last + 1) * SLOTS)
            n_found = self._count(self._among(table, select(some.c.number)).where(within).limit(most))
        else:
            texts = self._connection.execute(select(table.c.text).where(*asked.led).limit(n_wanted))
            n_found = sum(1 for _ in islice(filter(self.says, texts.scalars()), most))
            texts.close()
        is_known = n_found >= most or n_tried < n_wanted
        return n_found if is_known else self._count(self._among(table, led).limit(most))

    def _joined(self, table: Table, asked: Asked) -> Select[Any]:
        """Return the query for the rows that are asked for, passage by passage of those with the words."""
        entry = self._entries.c.number
        joined = self._entries.join(table, table.c.number == entry // SLOTS)
        own = entry % SLOTS == tables.WORDED[table.name]
        return select(table.c.number).select_from(joined).where(own, *asked.plain)

    def _among(self, table: Table, rows: Any) -> Select[Any]:
        """Return the query for the entries of the index that are of some rows."""
        entry = self._entries.c.number
        return select(entry).where(entry % SLOTS == tables.WORDED[table.name], (entry // SLOTS).in_(rows))

    def _rows_of_few(self) -> dict[str, list[int]] | None:
        """Return the rows of each table whose passages say it; None when they are very many."""
        entries = select(self._entries.c.number)
        if self._count(entries.limit(MOST_ENTRIES + 1)) > MOST_ENTRIES:
            return None
        found: dict[str, list[int]] = {}
        for entry in self._connection.execute(entries).scalars():
            place = row_of_entry(entry)
            if place is not None:
                found.setdefault(place[0], []).append(place[1])
        return found

    def _read(self, query: Select[Any]) -> Found:
        return [(number, day) for number, day in self._connection.execute(query)]

    def _count(self, query: Select[Any]) -> int:
        return int(self._connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
