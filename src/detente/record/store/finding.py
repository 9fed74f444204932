"""Finding in a record's tables: the same answers as ``asking.find`` gives, without loading the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import (
    Column,
    ColumnClause,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    Table,
    and_,
    column,
    false,
    func,
    select,
)

from detente.documents.document import Document
from detente.record.asking.query import KINDS, MOST_COUNTED, Answer, Hit, Query, is_from, stands, terms
from detente.record.days import NO_DAY
from detente.record.record import Record
from detente.record.ruling import Standing, standings
from detente.record.ruling.ruled import with_ruled_grades
from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.loading import clauses_of, read_rulings
from detente.record.store.rows import value_of
from detente.record.store.selecting import Condition, chunks, fetch_by, is_as_read, is_current
from detente.record.store.settling import asked_of
from detente.record.store.words import SLOTS, row_of_entry
from detente.record.values import Proposal, Ruling
from detente.record.wording import search_words

AUTHORS: Mapping[str, str] = {
    "statement": "speaker",
    "event": "actor",
    "proposal": "sponsor",
    "response": "by",
    "claim": "by",
}
"""Column, of each table, of whoever said, did, proposed, answered or promised it."""

_TABLES: Mapping[str, tuple[type, Table]] = {table.name: (cls, table) for cls, table in tables.ITEMS.values()}
_ORDER = tuple(KINDS)
_NUMBER: ColumnClause[int] = column("number", Integer)
MOST_ENTRIES = 20_000
"""Passages up to which those that hold the words asked for are looked up once for all tables."""


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
    if finding.is_sifted:
        keys = finding.sifted()
        n_found = len(keys) if limit is None else min(len(keys), MOST_COUNTED + 1)
    else:
        keys = [key for kind in finding.kinds for key in finding.keys(kind, limit=limit)]
        n_found = len(keys)
        if limit is not None and n_found >= limit:
            n_found = min(sum(map(finding.count, finding.kinds)), MOST_COUNTED + 1)
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
        self._terms = terms(query.words)
        self._worded = self._worded_rows() if self._terms else None
        # Marks alone, which say nothing, are not asked, as in ``asking.find``.
        self._about = self._values_about() if search_words(query.about) else None
        self.kinds = tuple(kind for kind in dict.fromkeys(query.kinds or KINDS) if self._may_answer(kind))

    @property
    def is_sifted(self) -> bool:
        """Whether rulings or names of sources decide, which the tables do not hold as columns."""
        query = self._query
        return bool(query.status or query.credibility or query.reliability or query.source)

    def keys(
        self, kind: str, *, limit: int | None = None, counts: Condition = is_current, ids: Any = None
    ) -> Iterator[_Key]:
        """Yield the keys of one kind that answer: the first of them when they are limited."""
        _, table = _TABLES[kind]
        conditions = self._conditions(kind, table, counts)
        if ids is not None:
            conditions.append(table.c.id.in_(ids))
        dated = (
            _selected(table, *conditions)
            .where(table.c.day.is_not(None))
            .order_by(table.c.day, *_within_day(table))
        )
        undated = _selected(table, *conditions).where(table.c.day.is_(None)).order_by(*_within_day(table))
        n_left = limit
        for query in (dated, undated):
            rows = self._connection.execute(query if n_left is None else query.limit(n_left)).all()
            yield from (_key(row, _ORDER.index(kind)) for row in rows)
            n_left = None if n_left is None else n_left - len(rows)

    def count(self, kind: str) -> int:
        """Return how many of one kind answer."""
        _, table = _TABLES[kind]
        rows = select(table.c.number).where(*self._conditions(kind, table, is_current))
        query = select(func.count()).select_from(rows.limit(MOST_COUNTED + 1).subquery())
        return int(self._connection.execute(query).scalar_one())

    def sifted(self) -> list[_Key]:
        """Return the keys of all that answer, rulings and names of sources looked at too."""
        keys = [key for kind in self.kinds for key in self._standing(kind)]
        if not (self._query.source or self._query.reliability):
            return keys
        documents = self._documents({key.document for key in keys})
        kept = {number for number, document in documents.items() if is_from(document, self._query)}
        return [key for key in keys if key.document in kept]

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

    def _standing(self, kind: str) -> Iterator[_Key]:
        """Yield the keys of one kind that answer and stand as asked."""
        query = self._query
        status = query.status or ("proposed", "accepted", "corrected")
        ruled = {item for item, standing in self._standings.items() if stands(standing, query)}
        if "rejected" in status:
            gone = [item for item in ruled if self._standings[item].status == "rejected"]
            for some in chunks(gone):
                yield from self.keys(kind, counts=is_as_read, ids=some)
        if query.credibility or "proposed" not in status:
            for some in chunks(ruled):
                yield from self.keys(kind, ids=some)
            return
        for key in self.keys(kind):
            if key.id in ruled or key.id not in self._standings:
                yield key

    def _may_answer(self, kind: str) -> bool:
        query = self._query
        if self._worded is not None and not self._worded.get(kind):
            return False  # no passage of this kind has the words
        if query.acts and kind not in ("statement", "event"):
            return False
        return kind == "statement" or not (query.channel or self._about is not None)

    def _conditions(self, kind: str, table: Table, counts: Condition) -> list[ColumnElement[bool]]:
        query = self._query
        found: list[ColumnElement[bool]] = []
        if query.who:
            found.append(_is_one_of(table.c[AUTHORS[kind]], query.who))
        if query.acts:
            found.append(_is_one_of(table.c.act, query.acts))
        if query.channel:
            found.append(table.c.channel == query.channel)
        if self._about is not None:
            found.append(_is_one_of(table.c.about, self._about))
        if query.since is not None:
            found.append(table.c.day >= query.since.isoformat())
        if query.until is not None:
            found.append(table.c.day <= query.until.isoformat())
        if query.below is not None:
            found.append(table.c.probability < query.below)
        if self._terms:
            found.append(self._says(table))
        return [*found, counts(table)]

    def _worded_rows(self) -> dict[str, list[int]] | None:
        """Return the rows of each table whose passages say what is asked; None when they are very many."""
        query = dialect_of(self._connection).answering(self._terms).columns(_NUMBER).subquery()
        entries = self._connection.execute(select(query.c.number).limit(MOST_ENTRIES + 1)).scalars().all()
        if len(entries) > MOST_ENTRIES:
            return None
        found: dict[str, list[int]] = {}
        for entry in entries:
            place = row_of_entry(entry)
            if place is not None:
                found.setdefault(place[0], []).append(place[1])
        return found

    def _says(self, table: Table) -> ColumnElement[bool]:
        if self._worded is not None:
            rows = self._worded.get(table.name, [])
            return table.c.number.in_(dialect_of(self._connection).among(rows).columns(_NUMBER))
        entry = table.c.number * SLOTS + tables.WORDED[table.name]
        return entry.in_(dialect_of(self._connection).answering(self._terms).columns(_NUMBER))

    def _values_about(self) -> list[str]:
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
        return found

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


def _is_one_of(column: Column[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Return the condition that a column has one of some values.

    For one value it is an equation: the rows then come in the order of an index that goes on with the day.
    """
    if not values:
        return false()
    return column == values[0] if len(values) == 1 else column.in_(values)


def _selected(table: Table, *conditions: ColumnElement[bool]) -> Select[Any]:
    document = tables.documents.c
    place = (table.c.document, table.c.start, table.c.end)
    columns = (table.c.day, document.published_on, *place, table.c.id)
    joined = table.join(tables.documents, document.number == table.c.document)
    return select(*columns, table.c.number.label("row")).select_from(joined).where(and_(*conditions))


def _within_day(table: Table) -> tuple[Any, ...]:
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
