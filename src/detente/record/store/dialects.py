"""All that differs between the two databases: SQLite in one file, PostgreSQL on a server.

Everything else speaks to both through SQLAlchemy Core.
"""

from __future__ import annotations

import json
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnClause,
    ColumnElement,
    Connection,
    LargeBinary,
    Table,
    TextClause,
    TextualSelect,
    bindparam,
    cast,
    column,
    func,
    text,
)

from detente.record.asking.query import Term
from detente.record.store.column_types import Words, escaped
from detente.record.store.digests import NO_DIGEST
from detente.record.store.selecting import chunks
from detente.record.store.tables import APPLICATION_ID, SCHEMA_VERSION, WORDS, heads, metadata, versions
from detente.record.store.words import token

BUSY_SECONDS = 10
"""How long a writer waits for another one before it gives up."""

APPEND_ONLY = "a record is append-only"

Entry = tuple[int, Sequence[str]]
"""What the full-text index holds of a passage: its number there, and its words in order."""

MOST_ENDINGS = 64
"""Words that a begun one may stand for up to which SQLite is asked for each of them."""

_POLL_SECONDS = 0.05
_AMONG: ColumnClause[Any] = column("among")
_MOST_PARAMETERS = 30_000  # of one statement that a server takes


# Each word leads to the next: of all words that begin so no passages are gone through.
_NEXT = f"SELECT term FROM temp.{WORDS}_held WHERE term >="
_ENDINGS = text(
    f"WITH RECURSIVE found(term) AS (SELECT ({_NEXT} :begun LIMIT 1) UNION ALL "
    f"SELECT ({_NEXT} found.term || char(1) LIMIT 1) FROM found WHERE found.term < :end LIMIT :most) "
    "SELECT term FROM found WHERE term < :end"
)


class BusyError(Exception):
    """Another writer held the lock for as long as this one waited."""


class Dialect(ABC):
    """What one kind of database does in its own way."""

    @abstractmethod
    def begin(self, connection: Connection, *, writes: bool) -> None:
        """Begin a transaction: a reader's sees one moment, a writer's waits for its turn.

        Raises
        ------
        BusyError
            If another writer had the lock for ``BUSY_SECONDS``; SQLite says so by an error of its own.
        """

    @abstractmethod
    def extras(self) -> Iterator[str]:
        """Yield the statements that make the triggers and the full-text index of a new record."""

    @abstractmethod
    def insert(self, connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Any]) -> None:
        """Put rows, each in the order of ``names`` and as ``bound`` returns them, into a table."""

    @abstractmethod
    def bound(self, row: tuple[Any, ...], *, has_surrogate: bool) -> tuple[Any, ...]:
        """Return a row as the driver takes it."""

    @abstractmethod
    def index(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Put passages into the full-text index."""

    @abstractmethod
    def holding(self) -> TextClause:
        """Return the query for the numbers, in the index, of passages that hold the ``phrase`` bound."""

    @abstractmethod
    def phrase(self, words: Sequence[str], *, is_begun: bool = False) -> str:
        """Return what is bound for words one after another.

        Parameters
        ----------
        words : sequence of str
            At least one.
        is_begun : bool
            Whether the last stands for every word that begins so.
        """

    @abstractmethod
    def answering(self, connection: Connection, terms: Sequence[Term]) -> TextClause:
        """Return the query for the numbers, in the index, of passages that hold all terms.

        Parameters
        ----------
        connection : Connection
        terms : sequence of Term
            At least one of them wanted.
        """

    @abstractmethod
    def is_ascii(self, column: Column[str]) -> ColumnElement[bool]:
        """Return the condition that a text has no characters but those of ASCII."""

    @abstractmethod
    def among(self, values: Sequence[int] | Sequence[str]) -> TextualSelect:
        """Return the query that gives these numbers, or these ids, however many they are."""

    @abstractmethod
    def wrong_entry(self, connection: Connection, entries: Iterable[Entry]) -> int | None:
        """Return the number of the first entry of the index that is not as expected; None if all are.

        Parameters
        ----------
        connection : Connection
        entries : iterable of Entry
            All that the index should hold.
        """

    def _matching(self, expression: str) -> TextClause:
        return self.holding().bindparams(bindparam("phrase", expression, unique=True))

    def create(self, connection: Connection) -> None:
        """Make the tables of a new record, in a transaction that is already open."""
        metadata.create_all(connection, checkfirst=False)
        for statement in self.extras():
            connection.exec_driver_sql(statement)
        connection.execute(versions.insert().values(version_num=str(SCHEMA_VERSION)))
        nothing = {"number": 1, "addition": 0, "digest": NO_DIGEST, "rulings": 0, "rows": 0}
        connection.execute(heads.insert().values(nothing))


class SQLite(Dialect):
    """One file, or memory."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """Begin; a writer takes the lock at once, so that it never finds its view outdated halfway."""
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def create(self, connection: Connection) -> None:
        """Make the tables and mark the file as a record."""
        super().create(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def extras(self) -> Iterator[str]:
        """Yield the statements that make triggers and full text."""
        yield (
            f"CREATE VIRTUAL TABLE {WORDS} USING fts5(wording, content='', columnsize=0, tokenize='ascii')"
        )
        for table in metadata.sorted_tables:
            for verb in ("UPDATE", "DELETE") if table is not versions else ():
                may = "WHEN NEW.addition <= OLD.addition " if (table, verb) == (heads, "UPDATE") else ""
                yield (
                    f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name} "
                    f"{may}BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
                )

    def insert(self, connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Any]) -> None:
        """Put rows into a table."""
        held = ["CAST(? AS TEXT)" if isinstance(table.c[name].type, Words) else "?" for name in names]
        connection.exec_driver_sql(f"{_into(connection, table, names)} ({', '.join(held)})", list(rows))

    def bound(self, row: tuple[Any, ...], *, has_surrogate: bool) -> tuple[Any, ...]:
        """Return the row, its texts as bytes when the driver would refuse one: they are cast back."""
        if not has_surrogate:
            return row
        return tuple(held.encode("utf-8", "surrogatepass") if isinstance(held, str) else held for held in row)

    def index(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Put passages into the full-text index."""
        connection.exec_driver_sql(
            f"INSERT INTO {WORDS} (rowid, wording) VALUES (?, ?)",
            [(number, " ".join(words)) for number, words in entries],
        )

    def holding(self) -> TextClause:
        """Return the query for passages that hold what is bound."""
        return text(f"SELECT rowid AS number FROM {WORDS} WHERE {WORDS} MATCH :phrase")

    def phrase(self, words: Sequence[str], *, is_begun: bool = False) -> str:
        """Return words one after another as the index is asked for them."""
        return '"' + " ".join(map(token, words)) + '"' + (" *" if is_begun else "")

    def answering(self, connection: Connection, terms: Sequence[Term]) -> TextClause:
        """Return the query for passages that hold all terms: the unwanted come last, as it asks for."""
        wanted = [f"({self._term(connection, one)})" for one in terms if not one.is_unwanted]
        unwanted = [f" NOT ({self._term(connection, one)})" for one in terms if one.is_unwanted]
        return self._matching(f"({' AND '.join(wanted)}){''.join(unwanted)}")

    def is_ascii(self, column: Column[str]) -> ColumnElement[bool]:
        """Return the condition that a text has as many bytes as characters; none after a NUL are counted."""
        return func.length(cast(column, LargeBinary)) == func.length(column)

    def among(self, values: Sequence[int] | Sequence[str]) -> TextualSelect:
        """Return the query that gives these numbers or ids."""
        query = text("SELECT value AS among FROM json_each(:among)")
        return query.bindparams(bindparam("among", json.dumps(list(values)), unique=True)).columns(_AMONG)

    def _term(self, connection: Connection, term: Term) -> str:
        """Return what a term is for the index; one that is begun, as the few words it may stand for.

        Of words that begin so the index makes one list of passages whole, before it gives the first.
        """
        endings = self._endings(connection, token(term.words[-1])) if term.is_begun else []
        if not endings or len(endings) > MOST_ENDINGS:
            return self.phrase(term.words, is_begun=term.is_begun)
        return " OR ".join(self.phrase((*term.words[:-1], word), is_begun=False) for word in endings)

    def _endings(self, connection: Connection, begun: str) -> Sequence[str]:
        """Return the words of the index that begin so, up to one more than are asked for one by one."""
        self._list_words(connection)
        asked = {"begun": begun, "end": begun + chr(sys.maxunicode), "most": MOST_ENDINGS + 1}
        return connection.execute(_ENDINGS, asked).scalars().all()

    @staticmethod
    def _list_words(connection: Connection) -> None:
        """Make the table that lists the words of the index with their passages and places."""
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{WORDS}_held USING fts5vocab(main, {WORDS}, instance)"
        )

    def wrong_entry(self, connection: Connection, entries: Iterable[Entry]) -> int | None:
        """Compare sums of hashes of words with their places, which the index gives word by word."""
        sums: dict[int, int] = {}
        for number, words in entries:
            if words:
                sums[number] = sum(map(hash, zip(words, range(len(words)), strict=True)))
        self._list_words(connection)
        held = f'SELECT term, "offset", doc FROM temp.{WORDS}_held'
        for term, place, number in connection.exec_driver_sql(held):
            sums[number] = sums.get(number, 0) - hash((term, place))
        return min((number for number, left in sums.items() if left), default=None)


class PostgreSQL(Dialect):
    """A server; a record is all there is in one schema of one of its databases."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """Begin; a writer asks for the record's lock again and again, up to ``BUSY_SECONDS``."""
        if not writes:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return
        key = "(SELECT oid::int4 FROM pg_namespace WHERE nspname = current_schema())"
        deadline = time.monotonic() + BUSY_SECONDS
        while not connection.exec_driver_sql(
            f"SELECT pg_try_advisory_xact_lock({APPLICATION_ID}, {key})"
        ).scalar():
            if time.monotonic() >= deadline:
                raise BusyError
            time.sleep(_POLL_SECONDS)

    def create(self, connection: Connection) -> None:
        """Make the tables, their indexes of as many rows as those of a file."""
        for table in metadata.sorted_tables:
            for index in table.indexes:
                if (where := index.dialect_kwargs.get("sqlite_where")) is not None:
                    index.dialect_kwargs["postgresql_where"] = where
        super().create(connection)

    def extras(self) -> Iterator[str]:
        """Yield the statements that make triggers and full text."""
        yield f"CREATE TABLE {WORDS} (number BIGINT PRIMARY KEY, wording TSVECTOR NOT NULL)"
        yield f"CREATE INDEX {WORDS}_by_wording ON {WORDS} USING gin (wording)"
        yield (
            "CREATE FUNCTION detente_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END $$"
        )
        does = "EXECUTE FUNCTION detente_append_only()"
        for table in metadata.sorted_tables:
            if table is not versions:
                verbs = "DELETE OR TRUNCATE" if table is heads else "UPDATE OR DELETE OR TRUNCATE"
                yield (
                    f"CREATE TRIGGER {table.name}_no_change BEFORE {verbs} ON {table.name} "
                    f"FOR EACH STATEMENT {does}"
                )
        yield (
            f"CREATE TRIGGER {heads.name}_no_return BEFORE UPDATE ON {heads.name} "
            f"FOR EACH ROW WHEN (NEW.addition <= OLD.addition) {does}"
        )

    def insert(self, connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Any]) -> None:
        """Put rows into a table, many in one statement: each takes a journey to the server and back."""
        self._insert(connection, _into(connection, table, names), ["%s"] * len(names), rows)

    def bound(self, row: tuple[Any, ...], *, has_surrogate: bool) -> tuple[Any, ...]:
        """Return the row with what a server cannot hold escaped."""
        return tuple(escaped(held) if isinstance(held, str) else held for held in row)

    def index(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Put passages into the full-text index."""
        rows = [(number, vector(words)) for number, words in entries]
        into = f"INSERT INTO {WORDS} (number, wording) VALUES"
        self._insert(connection, into, ["%s", "CAST(%s AS tsvector)"], rows)

    def holding(self) -> TextClause:
        """Return the query for passages that hold what is bound."""
        return text(f"SELECT number FROM {WORDS} WHERE wording @@ CAST(:phrase AS tsquery)")

    def phrase(self, words: Sequence[str], *, is_begun: bool = False) -> str:
        """Return words one after another as the index is asked for them."""
        return " <-> ".join(_lexeme(token(word)) for word in words) + (":*" if is_begun else "")

    def answering(self, connection: Connection, terms: Sequence[Term]) -> TextClause:
        """Return the query for passages that hold all terms."""
        parts = [
            f"{'!' if one.is_unwanted else ''}({self.phrase(one.words, is_begun=one.is_begun)})"
            for one in terms
        ]
        return self._matching(" & ".join(parts))

    def is_ascii(self, column: Column[str]) -> ColumnElement[bool]:
        """Return the condition that a text has as many bytes as characters."""
        return func.octet_length(column) == func.length(column)

    def among(self, values: Sequence[int] | Sequence[str]) -> TextualSelect:
        """Return the query that gives these numbers or ids."""
        held = "text" if any(isinstance(value, str) for value in values) else "bigint"
        query = text(f"SELECT unnest(CAST(:among AS {held}[])) AS among")
        return query.bindparams(bindparam("among", list(values), unique=True)).columns(_AMONG)

    def wrong_entry(self, connection: Connection, entries: Iterable[Entry]) -> int | None:
        """Compare as the server writes its full-text type."""
        wanted = {number: vector(words) for number, words in entries}
        wrong = set(wanted)
        numbers = connection.exec_driver_sql(f"SELECT number FROM {WORDS}").scalars()
        wrong ^= set(numbers)
        for some in chunks(set(wanted) - wrong):
            query = text(
                f"SELECT w.number FROM {WORDS} w JOIN unnest(CAST(:numbers AS bigint[]), "
                "CAST(:words AS text[])) AS v (number, words) ON v.number = w.number "
                "WHERE w.wording <> CAST(v.words AS tsvector)"
            )
            found = connection.execute(query, {"numbers": list(some), "words": [wanted[n] for n in some]})
            wrong |= set(found.scalars())
        return min(wrong, default=None)

    @staticmethod
    def _insert(connection: Connection, into: str, held: Sequence[str], rows: Sequence[Any]) -> None:
        step = _MOST_PARAMETERS // len(held)
        for first in range(0, len(rows), step):
            chunk = rows[first : first + step]
            values = ", ".join([f"({', '.join(held)})"] * len(chunk))
            connection.exec_driver_sql(f"{into} {values}", tuple(part for row in chunk for part in row))


def dialect_of(connection: Connection) -> Dialect:
    """Return what is special about the database behind a connection."""
    return _DIALECTS[connection.dialect.name]


def vector(words: Sequence[str]) -> str:
    """Return words with their places as a server writes them in its full-text type."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, start=1):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"{_lexeme(word)}:{','.join(found)}" for word, found in places.items())


def _lexeme(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def _into(connection: Connection, table: Table, names: Sequence[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote
    return f"INSERT INTO {table.name} ({', '.join(map(quote, names))}) VALUES"


_DIALECTS = {"sqlite": SQLite(), "postgresql": PostgreSQL()}
