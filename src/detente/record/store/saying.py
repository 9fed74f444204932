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

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    column,
    exists,
    func,
    select,
)

from detente.record.asking.query import Term, saying
from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.filtering import Asked
from detente.record.store.words import SLOTS

MOST_ENTRIES = 20_000
"""Passages up to which those that have the words are listed once for all tables."""

MOST_LOOKED_UP = 6_000
"""Rows up to which they are then looked up, wherever they lie; of more, those that come first are met."""

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
        self._rows = self._rows_of_few(has_runs=any(len(term.words) > 1 for term in asked))
        self.says = saying(asked)

    def rows(self, table: Table, asked: Asked) -> Found | None:
        """Return all rows that are asked for and say it; None when both are many."""
        shown = select(table.c.number, table.c.day)
        if self._rows is not None and (asked.is_looked_at or len(self._own(table)) <= MOST_LOOKED_UP):
            among = table.c.number.in_(self._dialect.among(self._own(table)))
            return self._read(shown.where(among, *asked.plain)) if self._own(table) else []
        led = select(table.c.number).where(*asked.led)
        if self._count(led.limit(MOST_READ + 1)) > MOST_READ:
            return None
        rows = self._connection.execute(shown.add_columns(table.c.text).where(*asked.led))
        return [(number, day) for number, day, text in rows if self.says(text)]

    def indexed(self, table: Table) -> ColumnElement[bool]:
        """Return the condition that a row says it, by the full-text index: it takes its time if many do.

        It is put so that rows are not looked up by it, but those that come in order are held against it.
        """
        if self._rows is not None:
            return (table.c.number + 0).in_(self._dialect.among(self._own(table)))
        entry = table.c.number * SLOTS + tables.WORDED[table.name]
        return entry.in_(select(self._entries.c.number))

    def count(self, table: Table, asked: Asked, most: int, share: float) -> int:
        """Return how many rows are asked for and say it, up to ``most``, when many do either.

        ``share`` is that of rows which say it, among some.
        """
        if asked.is_all:
            return self._count(self._current(table).limit(most))
        led = select(table.c.number).where(*asked.led)
        if self._rows is not None:
            return self._count(led.where(self.indexed(table)).limit(most))
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

    def _current(self, table: Table) -> Select[Any]:
        """Return the query for all rows that say it and count, by their numbers alone: none is read."""
        number, own = self._entries.c.number // SLOTS, self._entries.c.number % SLOTS
        query = select(number).where(own == tables.WORDED[table.name])
        if self._rows is not None:
            number = self._dialect.among(self._own(table)).subquery().c.among
            query = select(number)
        end = tables.ended.c
        return query.where(~exists().where(end.table == table.name, end.row == number))

    def _own(self, table: Table) -> list[int]:
        """Return the rows of a table that say it, where they are few."""
        return (self._rows or {}).get(table.name, [])

    def _among(self, table: Table, rows: Any) -> Select[Any]:
        """Return the query for the entries of the index that are of some rows."""
        entry = self._entries.c.number
        return select(entry).where(entry % SLOTS == tables.WORDED[table.name], (entry // SLOTS).in_(rows))

    def _rows_of_few(self, *, has_runs: bool) -> dict[str, list[int]] | None:
        """Return the rows of each table whose passages say it; None when they are very many.

        Passages with single words are counted sooner than fetched; words in a row are looked for once.
        """
        some = select(self._entries.c.number).limit(MOST_ENTRIES + 1)
        if not has_runs and self._count(some) > MOST_ENTRIES:
            return None
        entries = self._connection.execute(some).scalars().all()
        if len(entries) > MOST_ENTRIES:
            return None
        found: dict[int, list[int]] = {slot: [] for slot in tables.WORDED.values()}
        for entry in entries:
            number, slot = divmod(entry, SLOTS)
            if slot in found:
                found[slot].append(number)
        return {name: found[slot] for name, slot in tables.WORDED.items()}

    def _read(self, query: Select[Any]) -> Found:
        return [(number, day) for number, day in self._connection.execute(query)]

    def _count(self, query: Select[Any]) -> int:
        return int(self._connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
