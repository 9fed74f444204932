"""Opening a record's database: only one that is a record, or a new one; errors say what to do.

A record of an older schema is brought to the present one when it is opened (see ``migrating``).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from detente.errors import StoreError
from detente.record.store import dialects
from detente.record.store.dialects import BusyError, dialect_of
from detente.record.store.tables import APPLICATION_ID, SCHEMA_VERSION, additions, versions

MEMORY = ":memory:"
SERVER = ("postgresql", "postgres")
"""How the address of a server begins."""

_MAGIC = b"SQLite format 3\x00"
_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "cache_size = -65536",  # KiB: the indexes of a large record are written to all over
)


def connect(where: str, *, create: bool = True) -> tuple[Connection, str]:
    """Open the record kept in a file or on a server, or begin a new one there.

    Nothing is written to a database before it is known to be a record of this schema or an older one.

    Parameters
    ----------
    where : str
        A path, ``:memory:``, or an address as ``postgresql://user:password@host/database``.
    create : bool
        Whether to begin a new record where there is none.

    Returns
    -------
    (Connection, str)
        The connection, and what messages call the record: an address without its password.

    Raises
    ------
    StoreError
        If there can be no record, is none, is something else, or was written by a later schema.
    """
    url = _server(where) if "://" in where else _file(where, create=create)
    name = url.set(drivername=SERVER[0]).render_as_string(hide_password=True) if "://" in where else where
    arguments = {} if "://" in where else {"isolation_level": None, "timeout": dialects.BUSY_SECONDS}
    with guard(name):
        try:
            # Transactions of a file are begun by hand; the driver must not begin its own.
            connection = create_engine(url, connect_args=arguments, poolclass=NullPool).connect()
        except ModuleNotFoundError as error:
            raise StoreError(
                f"record '{name}' is on a server, and the driver for it is not installed: "
                "pip install 'detente[postgres]'"
            ) from error
        try:
            _prepare(connection, name, create=create)
        except BaseException:
            connection.close()
            raise
    return connection, name


@contextmanager
def transaction(connection: Connection, name: str, *, writes: bool) -> Iterator[None]:
    """Run a block in one transaction: all of it, or nothing."""
    with guard(name), connection.begin():
        dialect_of(connection).begin(connection, writes=writes)
        yield


@contextmanager
def guard(name: str) -> Iterator[None]:
    """Turn what the database says is wrong into an error with a next step."""
    try:
        yield
    except BusyError as error:
        raise StoreError(f"record '{name}': {_next_step('locked')}") from error
    except DBAPIError as error:
        said = _said(error)
        raise StoreError(f"record '{name}': {said}; {_next_step(said)}") from error


def _said(error: DBAPIError) -> str:
    """Return the message of a driver; that for servers gives the server's fields."""
    fields = error.orig.args[0] if error.orig is not None and error.orig.args else None
    return str(fields.get("M", fields)) if isinstance(fields, dict) else str(error.orig)


def _next_step(said: str) -> str:
    if "locked" in said:
        return (
            f"another program has been writing to it for {dialects.BUSY_SECONDS} s: try again when it is done"
        )
    if "readonly" in said or "unable to open" in said:
        return "check that you may write the file and its folder, or copy it to where you may"
    if "full" in said:
        return f"make room on the disk, and try again; {_UNDONE}"
    if "disk I/O" in said:  # SQLite's words when it cannot make the files beside a record that reading needs
        return "there is no room for what is written beside it, or the disk fails: make room, and try again"
    if "malformed" in said or "not a database" in said:
        return "the file is damaged: restore it from a copy"
    if "create a connection" in said or "authentication" in said or "does not exist" in said:
        return "check that the server runs and that its address, database, user and password are right"
    return f"{_UNDONE}; check the file, or restore it from a copy"


_UNDONE = "nothing was kept of what was to be written"


def _server(where: str) -> URL:
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise StoreError(f"record address {where.partition('@')[2] or where!r} is none: {_FORM}") from error
    if url.drivername not in (*SERVER, "postgresql+pg8000"):
        raise StoreError(
            f"record '{url.render_as_string(hide_password=True)}': a record is kept in a file or on a "
            f"PostgreSQL server, not by {url.drivername!r}: {_FORM}"
        )
    if not url.username or not url.database:
        raise StoreError(
            f"record '{url.render_as_string(hide_password=True)}' names no user or no database: {_FORM}"
        )
    return url.set(drivername="postgresql+pg8000")


_FORM = "give a path, or an address as postgresql://user:password@host/database"


def _file(path: str, *, create: bool) -> URL:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        wanted = ".".join(map(str, _OLDEST_SQLITE))
        raise StoreError(
            f"this Python has SQLite {sqlite3.sqlite_version}, and a record needs {wanted} or later: "
            "use a newer Python"
        )
    if path != MEMORY:
        _refuse_other_files(path, create=create)
        if _is_sealed(path):
            asked = {"mode": "ro", "immutable": "1", "uri": "true"}
            return URL.create("sqlite", database=Path(path).resolve().as_uri(), query=asked)
    return URL.create("sqlite", database=path)


def _is_sealed(path: str) -> bool:
    """Whether a record can be read and not written, neither it nor anything beside it.

    SQLite would put files beside it even to read. They are not needed where nobody writes; what was written
    last would be in one of them, and is lost without it.

    Raises
    ------
    StoreError
        If there is such a file.
    """
    place = Path(path)
    if not place.exists() or _may_write(place) or _may_write(place.parent):
        return False
    unfinished = place.with_name(f"{place.name}-wal")
    if unfinished.exists() and unfinished.stat().st_size:
        raise StoreError(
            f"record '{path}' may only be read, and '{unfinished.name}' beside it holds what was written "
            "last: copy both files to a folder that you may write to, and open the copy"
        )
    return True


def _may_write(place: Path) -> bool:
    return os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _refuse_other_files(path: str, *, create: bool) -> None:
    place = Path(path)
    if place.is_dir():
        raise StoreError(f"record '{path}' is a folder: give the path of a file in it")
    if not place.parent.is_dir():
        raise StoreError(f"record '{path}': there is no folder '{place.parent}': make it first")
    try:
        with place.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        if not create:
            raise StoreError(f"there is no record '{path}': add documents to it first") from None
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


def _prepare(connection: Connection, name: str, *, create: bool) -> None:
    is_file = connection.dialect.name == "sqlite"
    if is_file:
        # Bytes that Python would refuse to decode are lone surrogates we wrote (see ``column_types``).
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.text_factory = lambda data: data.decode("utf-8", "surrogatepass")
    version_of = _file_version if is_file else _server_version
    version = version_of(connection, name)
    connection.rollback()
    is_sealed = is_file and "immutable" in connection.engine.url.query
    for pragma in _PRAGMAS if is_file and not is_sealed else ():
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    connection.rollback()
    if version is None and not create:
        raise StoreError(f"there is no record '{name}': add documents to it first")
    if version != SCHEMA_VERSION:
        with transaction(connection, name, writes=True):
            version = version_of(connection, name)  # another program may have begun or upgraded it meanwhile
            if version is None:
                dialect_of(connection).create(connection)
            elif version != SCHEMA_VERSION:
                from detente.record.store.migrating import migrate  # heavy, and seldom needed

                migrate(connection, version)


def _file_version(connection: Connection, name: str) -> int | None:
    """Return the schema of a record, None for an empty database; refuse what this cannot read."""

    def number(query: str) -> int:
        return int(connection.exec_driver_sql(query).scalar_one())

    application = number("PRAGMA application_id")
    version = number("PRAGMA user_version")
    if application == APPLICATION_ID:
        return _known_version(version, name)
    if (application, version) == (0, 0) and number("SELECT count(*) FROM sqlite_master") == 0:
        return None
    raise StoreError(
        f"'{name}' is the database of some other program (application id {application}); "
        "it was left as it is, so choose another path"
    )


def _server_version(connection: Connection, name: str) -> int | None:
    """Return the schema of a record on a server, None when there are no tables yet."""
    found = set(inspect(connection).get_table_names())
    if not found:
        return None
    if {additions.name, versions.name} <= found:
        version = connection.execute(select(versions.c.version_num)).scalar() or ""
        return _known_version(int(version) if version.isdecimal() else 0, name)
    raise StoreError(
        f"'{name}' is the database of some other program (it has a table '{min(found)}'); "
        "it was left as it is, so make a new one for the record"
    )


def _known_version(version: int, name: str) -> int:
    if 0 < version <= SCHEMA_VERSION:
        return version
    raise StoreError(
        f"record '{name}' has schema {version}, and this detente reads schema {SCHEMA_VERSION}: "
        f"{'update detente' if version > SCHEMA_VERSION else 'read the documents into a new record'}; "
        "it was left as it is"
    )
