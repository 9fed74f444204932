"""Bringing a record of an older schema to the present one, by the scripts in ``migrations``.

Each script is written out as it was and never changes: it must still fit the files of its time when the
tables have moved on. Nothing that was kept is changed or lost.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from detente.record.store import tables
from detente.record.store.loading import read_rulings
from detente.record.store.scope import homes
from detente.record.store.settling import settle

SCRIPTS = Path(__file__).with_name("migrations")

_RULED = 3  # from this schema on, rulings have been put into effect when they were made


def migrate(connection: Connection, version: int) -> None:
    """Bring the tables of an older schema to the present one, inside a transaction of a writer.

    Parameters
    ----------
    connection : Connection
    version : int
        The schema that the tables have now.
    """
    scripts = ScriptDirectory(str(SCRIPTS))
    is_file = connection.dialect.name == "sqlite"
    if (
        is_file
        and not connection.exec_driver_sql(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).first()
    ):
        _stamp(connection, version)

    def steps(revision: Any, context: MigrationContext) -> Any:
        return scripts._upgrade_revs(str(tables.SCHEMA_VERSION), revision)

    context = MigrationContext.configure(connection, opts={"fn": steps})
    with Operations.context(context):
        context.run_migrations()
    if is_file:
        connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA_VERSION}")
    _put_into_effect(connection, version)


def _stamp(connection: Connection, version: int) -> None:
    """Say of a file from before there were scripts which of them made it."""
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num TEXT NOT NULL, PRIMARY KEY (version_num)) STRICT"
    )
    connection.execute(tables.versions.insert().values(version_num=str(version)))


def _put_into_effect(connection: Connection, version: int) -> None:
    """Put rulings into effect that an older schema kept without changing anything for them."""
    rulings = read_rulings(connection) if version < _RULED else ()
    if rulings:
        settle(connection, homes(connection, {ruling.record for ruling in rulings}), datetime.now(UTC))
