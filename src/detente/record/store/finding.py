"""Finding in a record's tables: the same answers as ``asking.find`` gives, without loading the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, func, select

from detente.documents.document import Document
from detente.record.asking.query import KINDS, MOST_COUNTED, Answer, Hit, Query, terms
from detente.record.record import Record
from detente.record.ruling import Standing, standings
from detente.record.ruling.ruled import with_ruled_grades
from detente.record.store import tables
from detente.record.store.filtering import Conditions, Filters
from detente.record.store.loading import clauses_of, read_rulings
from detente.record.store.rows import value_of
from detente.record.store.saying import Saying
from detente.record.store.selecting import chunks, fetch_by, is_current
from detente.record.store.settling import asked_of
from detente.record.values import Proposal, Ruling

FIRST = 10
"""For each hit that is wanted so many rows are read first, where many rows and many passages answer."""

_TABLES: Mapping[str, tuple[type, Table]] = {table.name: (cls, table) for cls, table in tables.ITEMS.values()}
_ORDER = tuple(KINDS)
_LAST = "9999-99-99"  # where what has no day stands


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
    """Rows of one table that answer: those that meet all conditions and, if it is said so, say the words."""

    kind: str
    table: Table
    conditions: Conditions
    is_worded: bool


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

    def parts(self) -> Iterator[_Part]:
        """Yield what answers, table by table."""
        for kind in dict.fromkeys(self._query.kinds or KINDS):
            _, table = _TABLES[kind]
            for conditions in self._filters.of(kind, table) if self._filters.may_answer(kind) else ():
                own = self._saying.narrowed(table, conditions) if self._saying is not None else None
                yield _Part(
                    kind=kind,
                    table=table,
                    conditions=conditions if own is None else (own, *conditions),
                    is_worded=self._saying is not None and own is None,
                )

    def keys(self, part: _Part, limit: int | None) -> Iterator[_Key]:
        """Yield the keys of what answers, the first of it when it is limited."""
        place = _ORDER.index(part.kind)
        first = self._first(part, limit) if part.is_worded and limit is not None else None
        if first is not None:
            yield from (_key(row, place) for row in first)
            return
        conditions = part.conditions
        if part.is_worded and self._saying is not None:
            conditions = (*conditions, self._saying.indexed(part.table))
        n_left = limit
        for query in _ordered(part.table, conditions):
            rows = self._connection.execute(query if n_left is None else query.limit(n_left)).all()
            yield from (_key(row, place) for row in rows)
            n_left = None if n_left is None else n_left - len(rows)

    def _first(self, part: _Part, limit: int) -> list[Row[Any]] | None:
        """Return the first rows that say the words, by reading those that come first; None if too few do."""
        assert self._saying is not None
        found: list[Row[Any]] = []
        n_left = FIRST * limit
        for query in _ordered(part.table, part.conditions, part.table.c.text):
            rows = self._connection.execute(query.limit(n_left)).all()
            found += [row for row in rows if self._saying.says(row.text)]
            n_left -= len(rows)
            if len(found) >= limit:
                return found[:limit]
            if not n_left:
                return None
        return found

    def count(self, part: _Part) -> int:
        """Return how many answer, up to one more than are counted."""
        ways: Iterable[Select[Any]] = (select(part.table.c.number).where(*part.conditions),)
        if part.is_worded and self._saying is not None:
            ways = self._saying.counting(part.table, part.conditions)
        n_found = 0
        for rows in ways:
            query = select(func.count()).select_from(rows.limit(MOST_COUNTED + 1).subquery())
            n_found = int(self._connection.execute(query).scalar_one())
            if n_found > MOST_COUNTED:
                break
        return n_found

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


def _ordered(table: Table, conditions: Conditions, *more: ColumnElement[Any]) -> Iterator[Select[Any]]:
    """Yield the queries for the keys of rows that meet conditions: those that have a day, then the others."""
    document = tables.documents.c
    place = (table.c.document, table.c.start, table.c.end)
    columns = (table.c.day, document.published_on, *place, table.c.id, table.c.number.label("row"), *more)
    joined = table.join(tables.documents, document.number == table.c.document)
    selected = select(*columns).select_from(joined).where(and_(*conditions))
    within_day = (
        *(document.published_on.is_(None), document.published_on),
        *(document.number, table.c.start, table.c.end, table.c.id),
    )
    yield selected.where(table.c.day.is_not(None)).order_by(table.c.day, *within_day)
    yield selected.where(table.c.day.is_(None)).order_by(*within_day)


def _key(row: Row[Any], kind: int) -> _Key:
    return _Key(
        day=row.day or _LAST,
        published=row.published_on or _LAST,
        document=row.document,
        start=row.start,
        end=row.end,
        kind=kind,
        id=row.id,
        row=row.row,
    )
