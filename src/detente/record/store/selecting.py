"""Which rows count, and fetching them: those current as read, those current as ruled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, and_, bindparam, exists, func, select

from detente.record.store import tables

Condition = Callable[[Table], ColumnElement[bool]]
"""Which rows of a table count."""

_AT_ONCE = 500  # ids in one query


@cache
def is_current(table: Table) -> ColumnElement[bool]:
    """Return the condition on a row that it counts after all rulings."""
    return ~_is_ended(table)


@cache
def is_as_read(table: Table) -> ColumnElement[bool]:
    """Return the condition on a row that it was read and that no later reading came in its place."""
    by_reading = tables.additions.c.kind == "documents"
    read = exists().where(tables.additions.c.number == table.c.addition, by_reading)
    return and_(read, ~_is_ended(table, tables.ended.c.why == "documents"))


def fetch(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return the rows of a table that meet conditions, in the order they were written, by column.

    Rows that belong to a document have its id in ``document``, and the number of its row in
    ``document_number``.
    """
    return _fetch(connection, table, conditions, {})


def _fetch(
    connection: Connection, table: Table, conditions: tuple[ColumnElement[bool], ...], bound: dict[str, Any]
) -> list[dict[str, Any]]:
    rows = connection.execute(_query(table, conditions), bound)
    names = list(rows.keys())
    if _belongs(table):
        names[names.index("document")] = "document_number"
        names[names.index("document_id")] = "document"
    return [dict(zip(names, row, strict=True)) for row in rows.all()]


def fetch_by(
    connection: Connection, column: Column[Any], values: Iterable[Any], *conditions: ColumnElement[bool]
) -> list[dict[str, Any]]:
    """Return the rows whose column has one of the values, in the order they were written."""
    found: list[dict[str, Any]] = []
    for some in chunks(values):
        found += _fetch(connection, column.table, (_is_one_of(column), *conditions), {"some": some})
    return sorted(found, key=lambda columns: int(columns["number"]))


def _belongs(table: Table) -> bool:
    """Whether the rows of a table belong to documents."""
    return "document" in table.c and table is not tables.replacements


@lru_cache(256)  # making a query takes longer than running it on a few rows
def _query(table: Table, conditions: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    query = select(table).where(*conditions).order_by(table.c.number)
    if not _belongs(table):
        return query
    return query.add_columns(tables.documents.c.id.label("document_id")).outerjoin(
        tables.documents, tables.documents.c.number == table.c.document
    )


@cache
def _is_one_of(column: Column[Any]) -> ColumnElement[bool]:
    return column.in_(bindparam("some", expanding=True))


def held(connection: Connection, column: Column[Any], values: Iterable[Any]) -> set[Any]:
    """Return those of the values that a column has."""
    found: set[Any] = set()
    for some in chunks(values):
        found |= set(connection.execute(_held(column), {"some": some}).scalars())
    return found


@cache
def _held(column: Column[Any]) -> Select[Any]:
    return select(column).where(_is_one_of(column))


def is_held(connection: Connection, column: Column[Any], value: Any) -> bool:
    """Whether a column has a value."""
    return connection.execute(select(column).where(column == value).limit(1)).first() is not None


def told_actors(connection: Connection) -> list[dict[str, Any]]:
    """Return what is told of actors now, each different thing once, as it was told first.

    A document repeats what others told of an actor, so that there are many more rows than actors. The rows
    have neither mentions nor the passages from which it is known whom an actor speaks for.
    """
    table = tables.actors
    told = [table.c[name] for name in ("id", "name", "kind", "speaks_for", "role", "basis")]
    first = func.min(table.c.number).label("number")
    # Nobody was ever taken out of most records, and of many rows each condition takes its time.
    counting = [is_as_read(table)] if is_held(connection, tables.ended.c.table, table.name) else []
    query = select(*told, first).where(*counting).group_by(*told).order_by(first)
    return [dict(row) for row in connection.execute(query).mappings()]


def _is_ended(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    end = tables.ended.c
    return exists().where(end.table == table.name, end.row == table.c.number, *conditions)


def chunks(values: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """Yield values, each once, as many at a time as one query takes."""
    left = iter(dict.fromkeys(values))
    while some := list(islice(left, _AT_ONCE)):
        yield some
