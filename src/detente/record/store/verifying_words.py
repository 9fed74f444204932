"""Whether the full-text index holds the words of every passage, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from detente.record.store import tables
from detente.record.store.bad_entries import bad
from detente.record.store.dialects import Entry, dialect_of
from detente.record.store.words import entry_number, row_of_entry, tokens

_PAGE = 1000


def check_words(connection: Connection, name: str) -> None:
    """Compare the index with the passages.

    Raises
    ------
    DamagedError
        Naming the first entry that is not of its passage's words.
    """
    try:
        wrong = dialect_of(connection).wrong_entry(connection, _entries(connection))
    except DBAPIError as error:
        raise bad(name, tables.WORDS, {}, f"cannot be read ({error.orig})") from error
    if wrong is not None:
        found = row_of_entry(wrong)
        row = f"those of {found[0]} {found[1]}" if found else "those of any passage"
        raise bad(
            name, tables.WORDS, {"number": wrong}, f"does not hold the words it was written with, {row}"
        )


def _entries(connection: Connection) -> Iterator[Entry]:
    """Yield what the index should hold."""
    for name in tables.WORDED:
        column = tables.metadata.tables[name].c
        last = 0
        while True:
            query = select(column.number, column.text).where(column.number > last)
            found = connection.execute(query.order_by(column.number).limit(_PAGE)).all()
            if not found:
                break
            for number, words in found:
                yield entry_number(name, number), tokens(words)
                last = number
