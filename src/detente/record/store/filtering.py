"""What is asked of a record as conditions on the rows of its tables; words in passages apart.

How things stand by rulings, and which sources their documents have, is no column: it is worked out first,
for there are few rulings and few documents beside the items, and becomes a list of ids or numbers.

A database without statistics takes any index that fits. Where several would, rows are counted by each, which
takes an index alone and no row, and what the fewest have leads to them; the other conditions are put so that
no index fits. Rows that all have in plenty come in the order of their days, and are soon enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, false, func, select

from detente.record.asking.query import Query, stands
from detente.record.days import NO_DAY
from detente.record.ruling import Standing
from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.selecting import is_as_read, is_current
from detente.record.store.sources import numbers_of
from detente.record.values import Ruling
from detente.record.wording import search_words

AUTHORS: Mapping[str, str] = {
    "statement": "speaker",
    "event": "actor",
    "proposal": "sponsor",
    "response": "by",
    "claim": "by",
}
"""Column, of each table, of whoever said, did, proposed, answered or promised it."""

MOST_LED = 50_000
"""Rows up to which those that have something are gathered; more of them are met on the way, day by day."""

Conditions = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Conditions on the rows of a table, put in two ways: both hold of the same rows.

    Attributes
    ----------
    led : Conditions
        For finding the rows: they are led to by what the fewest of them have.
    plain : Conditions
        For rows that are found otherwise: no index but that of their numbers fits.
    is_in_order : bool
        Whether ``led`` leads to rows in the order of their days, so that the first of them are soon found.
    is_looked_at : bool
        Whether ``led`` leads to few rows, and to the rows themselves, to see what else they have.
    is_all : bool
        Whether nothing is asked of rows but that they count.
    """

    led: Conditions
    plain: Conditions
    is_in_order: bool
    is_looked_at: bool
    is_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filter:
    """One condition, so that an index fits, and so that none does; rows may come in the order of days."""

    led: ColumnElement[bool]
    plain: ColumnElement[bool]
    is_in_order: bool


class Filters:
    """Makes conditions of a query.

    Parameters
    ----------
    connection : Connection
    query : Query
    asked : sequence of Ruling
        Those in force, with ids as these are now.
    standings : mapping of str to Standing
        By these rulings.
    """

    def __init__(
        self,
        connection: Connection,
        query: Query,
        asked: Sequence[Ruling],
        standings: Mapping[str, Standing],
    ) -> None:
        self._connection = connection
        self._query = query
        self._standings = standings
        # Marks alone, which say nothing, are not asked, as in ``asking.find``.
        self._about = self._values_about() if search_words(query.about) else None
        is_of_some = bool(query.source or query.reliability)
        self._documents = numbers_of(connection, query, asked) if is_of_some else None

    def may_answer(self, kind: str) -> bool:
        """Whether anything of a kind may answer."""
        query = self._query
        if query.acts and kind not in ("statement", "event"):
            return False
        return kind == "statement" or not (query.channel or self._about is not None)

    def of(self, kind: str, table: Table) -> Iterator[Asked]:
        """Yield conditions on the rows of a kind: each row that answers meets those of exactly one."""
        filters = list(self._filters(kind, table))
        day: Any = table.c.day
        days = tuple(self._days(day, day))
        any_day = self._days(func.coalesce(day, ""), func.coalesce(day, NO_DAY))
        plain = (*(one.plain for one in filters), *any_day)
        leader, is_few = self._leader(table, filters, days)
        led = (*(one.led if one is leader else one.plain for one in filters), *days)
        for standing, names_rows in self._standing(table):
            yield Asked(
                led=(*standing, *(plain if names_rows else led)),
                plain=(*standing, *plain),
                is_in_order=not names_rows and (leader is None or leader.is_in_order),
                is_looked_at=names_rows or (is_few and len(filters) > 1),
                is_all=not plain and len(standing) == 1,
            )

    def _leader(
        self, table: Table, filters: Sequence[_Filter], days: Conditions
    ) -> tuple[_Filter | None, bool]:
        """Return the filter that the fewest rows pass, None for their days, and whether they are few.

        Of those that many pass it is one by which they come in the order of their days.
        """
        in_order = next((one for one in filters if one.is_in_order), None)
        if not filters or (len(filters) == 1 and in_order is not None):
            return in_order, False
        sizes = [self._size(table, (one.led, *days)) for one in filters]
        least = min(sizes)
        if days and self._size(table, days) < least:
            return None, False
        return (filters[sizes.index(least)], True) if least <= MOST_LED else (in_order, False)

    def _size(self, table: Table, conditions: Conditions) -> int:
        """Return how many rows meet conditions, up to one more than are gathered."""
        rows = select(table.c.number).where(*conditions).limit(MOST_LED + 1).subquery()
        return int(self._connection.execute(select(func.count()).select_from(rows)).scalar_one())

    def _filters(self, kind: str, table: Table) -> Iterator[_Filter]:
        query, column = self._query, table.c
        if query.who:
            yield _told(column[AUTHORS[kind]], tuple(dict.fromkeys(query.who)))
        if query.acts:
            yield _told(column.act, query.acts)
        if self._about is not None:
            yield _told(column.about, self._about)
        if query.channel:
            yield _told(column.channel, (query.channel,))
        if query.below is not None:
            yield _below(column.probability, query.below)
        yield from self._of_documents(column.document)

    def _of_documents(self, column: Column[int]) -> Iterator[_Filter]:
        """Yield the condition that a row is of one of the documents asked for, unless they are all."""
        if self._documents is not None:
            among = dialect_of(self._connection).among(self._documents)
            held: Any = func.coalesce(column, 0)
            yield _Filter(led=column.in_(among), plain=held.in_(among), is_in_order=False)

    def _days(self, first: ColumnElement[str], last: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
        if self._query.since is not None:
            yield first >= self._query.since.isoformat()
        if self._query.until is not None:
            yield last <= self._query.until.isoformat()

    def _standing(self, table: Table) -> Iterator[tuple[Conditions, bool]]:
        """Yield conditions under which rows stand as asked, and whether they name the few rows that do."""
        query = self._query
        if not (query.status or query.credibility):
            yield (is_current(table),), False  # what is rejected is not
            return
        status = query.status or ("proposed", "accepted", "corrected")
        ruled = sorted(item for item, standing in self._standings.items() if stands(standing, query))
        gone = [item for item in ruled if self._standings[item].status == "rejected"]
        among = dialect_of(self._connection).among
        if gone:
            yield (is_as_read(table), table.c.id.in_(among(gone))), True
        if query.credibility or "proposed" not in status:
            if ruled:
                yield (is_current(table), table.c.id.in_(among(ruled))), True
            return
        others = sorted(self._standings.keys() - set(ruled))
        yield (is_current(table), *((table.c.id.not_in(among(others)),) if others else ())), False

    def _values_about(self) -> tuple[str, ...]:
        """Return what statements are about that has all the words asked for, each found by the one before."""
        about = tables.ITEMS["statements"][1].c.about
        wanted = set(search_words(self._query.about))
        found = []
        first = select(func.min(about)).where(about.is_not(None))  # the index has no others
        last = self._connection.execute(first).scalar()
        while last is not None:
            if wanted <= set(search_words(last)):
                found.append(last)
            last = self._connection.execute(select(func.min(about)).where(about > last)).scalar()
        return tuple(found)


def _told(column: Column[Any], values: Sequence[Any]) -> _Filter:
    """Return the condition that a column has one of some values."""
    plain: Any = func.coalesce(column, "")
    if not values:
        return _Filter(led=false(), plain=false(), is_in_order=False)
    if len(values) == 1:
        return _Filter(led=column == values[0], plain=plain == values[0], is_in_order=True)
    return _Filter(led=column.in_(values), plain=plain.in_(values), is_in_order=True)


def _below(column: Column[float], most: float) -> _Filter:
    """Return the condition that something is less probable than ``most``; more than 1 nothing is."""
    below = column < most
    led = and_(tables.step_of(column) <= tables.last_step(most), below) if 0 <= most <= 1 else below
    return _Filter(led=led, plain=below, is_in_order=False)
