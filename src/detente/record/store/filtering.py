"""What is asked of a record as conditions on the rows of its tables; words in passages apart.

How things stand by rulings, and which sources their documents have, is no column: it is worked out first,
for there are few rulings and few documents beside the items, and becomes a list of ids or numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, false, func, select

from detente.documents.document import Document
from detente.record.asking.query import Query, is_from
from detente.record.record import Record
from detente.record.ruling import Standing
from detente.record.ruling.ruled import with_ruled_grades
from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.selecting import is_as_read, is_current
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

MANY = 10
"""Of so many documents one or more is of a source asked for: then items are gone through in their order."""

MOST_AUTHORS = 12
"""Ids of those who said it that are asked for one by one: the few that one name stands for."""

Conditions = tuple[ColumnElement[bool], ...]


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
        self._documents = self._numbers(asked) if query.source or query.reliability else None

    def may_answer(self, kind: str) -> bool:
        """Whether anything of a kind may answer."""
        query = self._query
        if query.acts and kind not in ("statement", "event"):
            return False
        return kind == "statement" or not (query.channel or self._about is not None)

    def of(self, kind: str, table: Table) -> Iterator[Conditions]:
        """Yield conditions on the rows of a kind: each row that answers meets all of exactly one of them."""
        own = tuple(self._columns(table))
        for author in self._authors(table.c[AUTHORS[kind]]):
            yield from ((*author, *own, *standing) for standing in self._standing(table))

    def _authors(self, column: Column[Any]) -> Iterator[Conditions]:
        """Yield the condition that it is of somebody asked for; one for each, which come in order of day."""
        who = tuple(dict.fromkeys(self._query.who))
        if not who:
            yield ()
        elif len(who) > MOST_AUTHORS:
            yield (column.in_(who),)
        else:
            yield from ((column == one,) for one in who)

    def _columns(self, table: Table) -> Iterator[ColumnElement[bool]]:
        query = self._query
        if query.acts:
            yield _is_one_of(table.c.act, query.acts)
        if query.channel:
            yield table.c.channel == query.channel
        if self._about is not None:
            yield _is_one_of(table.c.about, self._about)
        if query.since is not None:
            yield table.c.day >= query.since.isoformat()
        if query.until is not None:
            yield table.c.day <= query.until.isoformat()
        if query.below is not None:
            yield table.c.probability < query.below
        if self._documents is not None:
            yield from self._is_of(table)

    def _is_of(self, table: Table) -> Iterator[ColumnElement[bool]]:
        """Yield the condition that a row is of one of the documents asked for, unless they are all."""
        numbers, n_documents = self._documents or ([], 0)
        if len(numbers) == n_documents:
            return
        # ``coalesce`` keeps the database from gathering the items of so many documents to order them.
        column = table.c.document
        held: Any = func.coalesce(column, 0) if len(numbers) * MANY > n_documents else column
        yield held.in_(dialect_of(self._connection).among(numbers))

    def _standing(self, table: Table) -> Iterator[Conditions]:
        """Yield conditions under which rows stand as asked."""
        query = self._query
        if not (query.status or query.credibility):
            yield (is_current(table),)  # what is rejected is not
            return
        status = query.status or ("proposed", "accepted", "corrected")
        ruled = sorted(item for item, standing in self._standings.items() if _stands(standing, query))
        gone = [item for item in ruled if self._standings[item].status == "rejected"]
        among = dialect_of(self._connection).among
        if gone:
            yield is_as_read(table), table.c.id.in_(among(gone))
        if query.credibility or "proposed" not in status:
            if ruled:
                yield is_current(table), table.c.id.in_(among(ruled))
            return
        others = sorted(self._standings.keys() - set(ruled))
        yield (is_current(table), *((table.c.id.not_in(among(others)),) if others else ()))

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

    def _numbers(self, asked: Sequence[Ruling]) -> tuple[list[int], int]:
        """Return the rows of documents of the sources asked for, and how many documents there are.

        Documents of one name and grade are looked at once, unless a ruling grades one of them.
        """
        column = tables.documents.c
        query = select(column.number, column.id, column.publisher, column.path, column.reliability)
        rows = self._connection.execute(query).all()
        graded = {ruling.record for ruling in asked if ruling.kind == "grade"}
        alike: dict[tuple[str, str, str], list[int]] = {}
        first: dict[tuple[str, str, str], Document] = {}
        for number, identifier, publisher, path, reliability in rows:
            key = publisher or path, reliability, identifier if identifier in graded else ""
            if key not in first:
                told: dict[str, Any] = {"publisher": publisher, "reliability": reliability}
                first[key] = Document(id=identifier, path=path, text="", sha256="", **told)
            alike.setdefault(key, []).append(number)
        documents = with_ruled_grades(Record(documents=tuple(first.values())), asked).documents
        kept = [key for key, document in zip(first, documents, strict=True) if is_from(document, self._query)]
        return sorted(number for key in kept for number in alike[key]), len(rows)


def _is_one_of(column: Column[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Return the condition that a column has one of some values.

    For one value it is an equation: the rows then come in the order of an index that goes on with the day.
    """
    if not values:
        return false()
    return column == values[0] if len(values) == 1 else column.in_(values)


def _stands(standing: Standing, query: Query) -> bool:
    """Whether something stands as asked; see ``asking.find``."""
    if query.credibility and standing.credibility not in query.credibility:
        return False
    return standing.status in query.status if query.status else standing.status != "rejected"
