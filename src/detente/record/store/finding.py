"""Finding in a record's tables: the same answers as ``asking.find`` gives, without loading the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, select

from detente.documents.document import Document
from detente.record.asking.query import KINDS, MOST_COUNTED, Answer, Hit, Query, terms
from detente.record.days import NO_DAY
from detente.record.record import Record
from detente.record.ruling import Standing, standings
from detente.record.ruling.ruled import with_ruled_grades
from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.filtering import Asked, Conditions, Filters
from detente.record.store.loading import clauses_of, read_rulings
from detente.record.store.rows import value_of
from detente.record.store.saying import Found, Saying
from detente.record.store.selecting import chunks, fetch_by, is_current
from detente.record.store.settling import asked_of
from detente.record.values import Proposal, Ruling

FIRST = (5, 40)
"""So many rows are read first, and then so many, for each hit wanted, where many may say the words."""

_TABLES: Mapping[str, tuple[type, Table]] = {table.name: (cls, table) for cls, table in tables.ITEMS.values()}
_ORDER = tuple(KINDS)

Columns = tuple[ColumnElement[Any], ...]


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """Where an item stands in the order of an answer, and which row it is."""

    day: str
    published: str
    document: int
    start: int
    end: int
    kind: int
    id: str
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Rows of one table that answer: known ones, or those that are asked for and say the words if any."""

    kind: str
    table: Table
    asked: Asked
    rows: Found | None


def find_in(connection: Connection, query: Query, limit: int | None) -> Answer:
    """Answer a query from the tables, inside a transaction that is already open.

    Parameters
    ----------
    connection : Connection
    query : Query
    limit : int or None
        How many hits to give at most.
    """
    finding = _Finding(connection, query)
    parts = list(finding.parts())
    keys = [key for part in parts for key in finding.keys(part, limit)]
    n_found = len(keys)
    if limit is not None and n_found >= limit:
        n_found = 0
        for part in parts:
            n_found = min(n_found + finding.count(part), MOST_COUNTED + 1)
            if n_found > MOST_COUNTED:
                break
    return Answer(hits=tuple(finding.hits(sorted(keys)[:limit])), n_found=n_found)


class _Finding:
    """Finds what answers one query.

    Parameters
    ----------
    connection : Connection
    query : Query
    """

    def __init__(self, connection: Connection, query: Query) -> None:
        self._connection = connection
        self._query = query
        self._asked: Sequence[Ruling] = asked_of(connection, read_rulings(connection))
        self._standings = standings(self._asked)
        wanted = terms(query.words)
        self._saying = Saying(connection, wanted) if wanted else None
        self._filters = Filters(connection, query, self._asked, self._standings)
        self._shares: dict[str, float] = {}  # of the rows of each kind that were read, of those that say it

    def parts(self) -> Iterator[_Part]:
        """Yield what answers, table by table."""
        for kind in dict.fromkeys(self._query.kinds or KINDS):
            _, table = _TABLES[kind]
            for asked in self._filters.of(kind, table) if self._filters.may_answer(kind) else ():
                yield _Part(kind=kind, table=table, asked=asked, rows=self._rows(table, asked))

    def _rows(self, table: Table, asked: Asked) -> Found | None:
        """Return all rows that answer, where they are few; None where they are found in order."""
        if self._saying is not None:
            return self._saying.rows(table, asked)
        if not asked.is_looked_at:
            return None
        rows = self._connection.execute(select(table.c.number, table.c.day).where(*asked.led))
        return [(number, day) for number, day in rows]

    def keys(self, part: _Part, limit: int | None) -> Iterator[_Key]:
        """Yield the keys of what answers, the first of it when it is limited."""
        if part.rows is not None:
            numbers = _first(part.rows, limit)
            among = dialect_of(self._connection).among(numbers)
            query = _selected(part.table).where(part.table.c.number.in_(among))
            found = list(self._connection.execute(query)) if numbers else []
        elif self._saying is not None:
            found = self._said(part, self._saying, limit)
        else:
            found = self._in_order(part, limit)
        place = _ORDER.index(part.kind)
        yield from (_key(row, place) for row in found)

    def _said(self, part: _Part, saying: Saying, limit: int | None) -> list[Row[Any]]:
        """Return the first rows that say the words: by reading those that come first, if enough do."""
        for times in FIRST if limit is not None else ():
            assert limit is not None
            rows = self._in_order(part, times * limit, more=(part.table.c.text,))
            found = [row for row in rows if saying.says(row.text)]
            self._shares[part.kind] = len(found) / len(rows) if rows else 0.0
            if len(found) >= limit or len(rows) < times * limit:
                return found[:limit]
        return self._in_order(part, limit, also=(saying.indexed(part.table),))

    def _in_order(
        self, part: _Part, limit: int | None, *, also: Conditions = (), more: Columns = ()
    ) -> list[Row[Any]]:
        """Return the rows that meet the conditions, those that have a day first, and the first when limited.

        The day of the last of them is found before, by an index alone: then no others are looked at. Where
        rows do not come in the order of days, no index of these is to be taken.
        """
        table, conditions = part.table, (*part.asked.led, *also)
        query = _selected(table, *more).where(*conditions)
        if not part.asked.is_in_order:
            return self._ordered(query, conditions, table, func.coalesce(table.c.day, NO_DAY), limit)
        day: Any = table.c.day
        dated = (*conditions, day.is_not(None))
        rows = self._ordered(query.where(day.is_not(None)), dated, table, day, limit)
        n_left = None if limit is None else limit - len(rows)
        if n_left != 0:
            others = query.where(day.is_(None)).order_by(*_within_day(table))
            rows += self._connection.execute(others.limit(n_left))
        return rows

    def _ordered(
        self, query: Select[Any], conditions: Conditions, table: Table, day: Any, limit: int | None
    ) -> list[Row[Any]]:
        """Return the first rows of a query in the order of some days."""
        if limit is not None:
            days = select(day).select_from(table).where(*conditions).order_by(day)
            last = self._connection.execute(days.limit(1).offset(limit - 1)).scalar() if limit else ""
            query = query if last is None else query.where(day <= last)
        ordered = query.order_by(day, *_within_day(table)).limit(limit)
        return list(self._connection.execute(ordered))

    def count(self, part: _Part) -> int:
        """Return how many answer, up to one more than are counted."""
        most = MOST_COUNTED + 1
        if part.rows is not None:
            return min(len(part.rows), most)
        if self._saying is not None:
            return self._saying.count(part.table, part.asked, most, self._shares.get(part.kind, 0.0))
        rows = select(part.table.c.number).where(*part.asked.led).limit(most).subquery()
        return int(self._connection.execute(select(func.count()).select_from(rows)).scalar_one())

    def hits(self, keys: Sequence[_Key]) -> Iterator[Hit]:
        """Yield the items of keys, in their order."""
        documents = self._documents({key.document for key in keys})
        items = {
            (kind, row): item
            for kind in {key.kind for key in keys}
            for row, item in self._items(kind, [key.row for key in keys if key.kind == kind])
        }
        for key in keys:
            standing = self._standings.get(key.id, Standing(item=key.id))
            yield Hit(item=items[key.kind, key.row], document=documents[key.document], standing=standing)

    def _documents(self, numbers: Collection[int]) -> dict[int, Document]:
        """Return documents by the numbers of their rows, without their texts, with the grades ruled."""
        columns = [one for one in tables.documents.c if one.name != "text"]
        found: dict[int, Document] = {}
        for some in chunks(sorted(numbers)):
            query = select(*columns).where(tables.documents.c.number.in_(some))
            for row in self._connection.execute(query).mappings():
                found[row["number"]] = value_of(Document, {**row, "text": ""})
        bare = Record(documents=tuple(found.values()))
        graded = {one.id: one for one in with_ruled_grades(bare, self._asked).documents}
        return {number: graded[document.id] for number, document in found.items()}

    def _items(self, kind: int, numbers: Sequence[int]) -> Iterator[tuple[int, Any]]:
        cls, table = _TABLES[_ORDER[kind]]
        rows = fetch_by(self._connection, table.c.number, numbers)
        apart: dict[str, Any] = {"clauses": (), "mentions": ()} if cls is Proposal else {}
        clauses = clauses_of(self._connection, (row["id"] for row in rows), is_current) if apart else {}
        for row in rows:
            item: Any = value_of(cls, row, **apart)
            yield row["number"], replace(item, clauses=clauses.get(item.id, ())) if apart else item


def _first(rows: Found, limit: int | None) -> list[int]:
    """Return the numbers of rows, when limited of all up to the day of the last that is wanted."""
    if limit is None or len(rows) <= limit:
        return [number for number, _ in rows]
    last = nsmallest(limit, (day or NO_DAY for _, day in rows))[-1] if limit else ""
    return [number for number, day in rows if (day or NO_DAY) <= last]


def _selected(table: Table, *more: ColumnElement[Any]) -> Select[Any]:
    """Return the query for what the keys of rows are made of."""
    document = tables.documents.c
    place = (table.c.document, table.c.start, table.c.end)
    columns = (table.c.day, document.published_on, *place, table.c.id, table.c.number.label("row"), *more)
    joined = table.join(tables.documents, document.number == table.c.document)
    return select(*columns).select_from(joined)


def _within_day(table: Table) -> tuple[ColumnElement[Any], ...]:
    """Return by what rows of one day are in order."""
    document = tables.documents.c
    published = (document.published_on.is_(None), document.published_on)
    return (*published, document.number, table.c.start, table.c.end, table.c.id)


def _key(row: Row[Any], kind: int) -> _Key:
    return _Key(
        day=row.day or NO_DAY,
        published=row.published_on or NO_DAY,
        document=row.document,
        start=row.start,
        end=row.end,
        kind=kind,
        id=row.id,
        row=row.row,
    )
