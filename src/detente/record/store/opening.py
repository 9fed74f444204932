"""Opening a record's database: only a file that is one, or a new one; errors say what to do.

A record of an older schema is brought to the present one when it is opened (see ``upgrading``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from detente.errors import StoreError
from detente.record.store.tables import APPLICATION_ID, SCHEMA_VERSION, metadata
from detente.record.store.upgrading import can_upgrade, upgrade

MEMORY = ":memory:"
BUSY_SECONDS = 10
"""How long a writer waits for another one before it gives up."""

_MAGIC = b"SQLite format 3\x00"
_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables


def connect(path: str) -> Connection:
    """Open the record kept in a file, or begin a new one there.

    Nothing is written to a file before it is known to be a record of this schema or an older one.

    Raises
    ------
    StoreError
        If the path cannot hold a record, is some other file, or was written by a later schema.
    """
    _refuse_old_sqlite()
    if path != MEMORY:
        _refuse_other_files(path)
    engine = create_engine(
        URL.create("sqlite", database=path),
        # Transactions are begun by hand (see ``transaction``); the driver must not begin its own.
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
        poolclass=NullPool,
    )
    with guard(path):
        connection = engine.connect()
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: Connection, path: str, *, writes: bool) -> Iterator[None]:
    """Run a block in one transaction: all of it, or nothing.

    A writer takes the lock at once, so that it never finds its view outdated halfway.
    """
    with guard(path), connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        yield


@contextmanager
def guard(path: str) -> Iterator[None]:
    """Turn what the database says is wrong into an error with a next step."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"record '{path}': {error.orig}; {_next_step(str(error.orig))}") from error


def _next_step(said: str) -> str:
    if "locked" in said:
        return f"another program has been writing to it for {BUSY_SECONDS} s: try again when it is done"
    if "readonly" in said or "unable to open" in said:
        return "check that you may write the file and its folder, or copy it to where you may"
    if "full" in said:
        return "make room on the disk and add again; nothing of this addition was kept"
    if "malformed" in said or "not a database" in said:
        return "the file is damaged: restore it from a copy"
    return "nothing of this addition was kept; check the file, or restore it from a copy"


def _refuse_old_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        wanted = ".".join(map(str, _OLDEST_SQLITE))
        raise StoreError(
            f"this Python has SQLite {sqlite3.sqlite_version}, and a record needs {wanted} or later: "
            "use a newer Python"
        )


def _refuse_other_files(path: str) -> None:
    if "://" in path:
        raise StoreError(f"record '{path}' is an address; a record is kept in a file: give its path")
    place = Path(path)
    if place.is_dir():
        raise StoreError(f"record '{path}' is a folder: give the path of a file in it")
    if not place.parent.is_dir():
        raise StoreError(f"record '{path}': there is no folder '{place.parent}': make it first")
    try:
        with place.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(
            f"record '{path}' cannot be read: {error.strerror}: check its permissions"
        ) from error
    if head and head != _MAGIC:
        raise StoreError(
            f"'{path}' is not a record: a record is an SQLite database, and this file begins with {head!r}; "
            "it was left as it is, so choose another path"
        )


def _prepare(connection: Connection, path: str) -> None:
    # Bytes that Python would refuse to decode are lone surrogates we wrote (see ``tables.Words``).
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.text_factory = lambda data: data.decode("utf-8", "surrogatepass")
    version = _version(connection, path)
    connection.commit()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
    ):
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    connection.commit()
    if version != SCHEMA_VERSION:
        with transaction(connection, path, writes=True):
            version = _version(connection, path)  # another program may have begun or upgraded it meanwhile
            if version is None:
                metadata.create_all(connection, checkfirst=False)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
            elif version != SCHEMA_VERSION:
                upgrade(connection, version)


def _version(connection: Connection, path: str) -> int | None:
    """Return the schema of a record, None for an empty database; refuse what this cannot read."""

    def number(query: str) -> int:
        return int(connection.exec_driver_sql(query).scalar_one())

    application = number("PRAGMA application_id")
    version = number("PRAGMA user_version")
    if application == APPLICATION_ID and 0 < version <= SCHEMA_VERSION and can_upgrade(version):
        return version
    if application == APPLICATION_ID:
        raise StoreError(
            f"record '{path}' has schema {version}, and this detente reads schema {SCHEMA_VERSION}: "
            f"{'update detente' if version > SCHEMA_VERSION else 'read the documents into a new record'}; "
            "the file was left as it is"
        )
    if (application, version) == (0, 0) and number("SELECT count(*) FROM sqlite_master") == 0:
        return None
    raise StoreError(
        f"'{path}' is the database of some other program (application id {application}); "
        "it was left as it is, so choose another path"
    )
