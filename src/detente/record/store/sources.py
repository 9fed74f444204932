"""Which documents are of the sources that a query asks for, found without reading any of them.

Publishers are few beside documents and stand in an index with the grades, as do the files of documents
without one. Documents that a ruling grades are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from detente.documents.document import Document
from detente.record.asking.query import Query, Term, is_from, saying
from detente.record.record import Record
from detente.record.ruling.ruled import with_ruled_grades
from detente.record.store import tables
from detente.record.store.appending import last_number
from detente.record.store.dialects import dialect_of
from detente.record.store.selecting import chunks
from detente.record.values import Ruling
from detente.record.wording import search_words

_COLUMN = tables.documents.c
_NOBODY = (_COLUMN.publisher.is_(None), _COLUMN.publisher == "")  # each has an index, and both together none


def numbers_of(connection: Connection, query: Query, asked: Sequence[Ruling]) -> tuple[int, ...] | None:
    """Return the numbers of the rows of all documents of the sources asked for, in order; None for all.

    Parameters
    ----------
    connection : Connection
    query : Query
        With a source or a grade.
    asked : sequence of Ruling
        Those in force, with ids as these are now.
    """
    rulings = [ruling for ruling in asked if ruling.kind == "grade"]
    conditions = list(_of_publishers(connection, query, rulings))
    found = set[int]()
    if query.source or rulings:
        found.update(_of_files(connection, query, rulings))
    else:
        graded = _COLUMN.reliability.in_(query.reliability)
        conditions += [and_(nobody, graded) for nobody in _NOBODY]
    apart = _graded_apart(connection, {ruling.record for ruling in rulings})
    if not apart:
        counted = (select(func.count()).where(condition) for condition in conditions)
        n_found = len(found) + sum(connection.execute(number).scalar_one() for number in counted)
        if n_found == last_number(connection, tables.documents):
            return None
    for condition in conditions:
        found.update(connection.execute(select(_COLUMN.number).where(condition)).scalars())
    found.difference_update(apart)
    numbers = list(apart)
    found.update(numbers[place] for place in _fitting(apart.values(), query, rulings))
    return tuple(sorted(found))


def _of_publishers(
    connection: Connection, query: Query, rulings: Sequence[Ruling]
) -> Iterator[ColumnElement[bool]]:
    """Yield conditions of which each document meets one whose publisher is asked for."""
    column = _COLUMN
    told = select(column.publisher, column.reliability).where(column.publisher.is_not(None)).distinct()
    pairs = connection.execute(told).all()
    named = (
        Document(id=str(place), path="", text="", sha256="", publisher=name, reliability=grade)
        for place, (name, grade) in enumerate(pairs)
    )
    names: dict[str, list[str]] = {}
    for place in _fitting(named, query, rulings):
        name, grade = pairs[place]
        if name:  # else it is the file that is named
            names.setdefault(grade, []).append(name)
    for grade, own in names.items():
        for some in chunks(own):
            yield and_(column.publisher.in_(some), column.reliability == grade)


def _of_files(connection: Connection, query: Query, rulings: Sequence[Ruling]) -> Iterator[int]:
    """Yield the documents without a publisher whose files are asked for."""
    conditions = [*_graded(query, rulings), *_worded(connection, query)]
    shown = (_COLUMN.number, _COLUMN.path, _COLUMN.reliability)
    wanted = tuple(Term((word,)) for word in search_words(query.source))
    says = saying(wanted) if wanted else None
    for nobody in _NOBODY:
        rows = connection.execute(select(*shown).where(nobody, *conditions)).all()
        if not rulings and says is not None:  # the grade was asked of the database
            yield from (number for number, path, _ in rows if says(path.rpartition("/")[2]))
            continue
        files = (
            Document(id=str(number), path=path, text="", sha256="", reliability=grade)
            for number, path, grade in rows
        )
        yield from (rows[place].number for place in _fitting(files, query, rulings))


def _graded(query: Query, rulings: Sequence[Ruling]) -> Iterator[ColumnElement[bool]]:
    """Yield the condition on a document's own grade, where no ruling gives another."""
    if query.reliability and not rulings:
        yield _COLUMN.reliability.in_(query.reliability)


def _worded(connection: Connection, query: Query) -> Iterator[ColumnElement[bool]]:
    """Yield what the paths of the files asked for must have: a first sieve, which few pass."""
    is_ascii = dialect_of(connection).is_ascii(_COLUMN.path)
    for word in search_words(query.source):
        if word.isascii() and word.isalnum():
            yield or_(_COLUMN.path.icontains(word), ~is_ascii)


def _graded_apart(connection: Connection, ids: Collection[str]) -> dict[int, Document]:
    """Return what tells the source of each row of documents that may be graded by a ruling of their own."""
    column = _COLUMN
    shown = select(column.number, column.id, column.publisher, column.path, column.reliability)
    found: dict[int, Document] = {}
    for some in chunks(sorted(ids)):
        for number, identifier, publisher, path, grade in connection.execute(
            shown.where(column.id.in_(some))
        ):
            told: dict[str, Any] = {"publisher": publisher, "reliability": grade}
            found[number] = Document(id=identifier, path=path, text="", sha256="", **told)
    return found


def _fitting(documents: Iterable[Document], query: Query, rulings: Sequence[Ruling]) -> Iterator[int]:
    """Yield the places of those of some documents that are of a source asked for."""
    known = tuple(documents)
    graded = with_ruled_grades(Record(documents=known), rulings).documents if rulings else known
    yield from (place for place, document in enumerate(graded) if is_from(document, query))
