"""What makes the tables of an older schema into those of the next one, so that an older record opens.

Each step is written out as it was and never changes: it must still fit the files of its time when the
tables have moved on. Nothing that was kept is changed; columns and tables are only added.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from detente.record.store.tables import SCHEMA_VERSION

_TO_2 = (
    *(
        f"ALTER TABLE {table} ADD COLUMN probability REAL"
        for table in ("relation", "statement", "event", "proposal", "response", "claim")
    ),
    "ALTER TABLE statement ADD COLUMN speaker_probability REAL",
    *(f"ALTER TABLE statement ADD COLUMN {name} TEXT" for name in ("about", "modality", "tense")),
    "CREATE TABLE inconsistency (number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
    "addition INTEGER NOT NULL, "
    "id TEXT NOT NULL, kind TEXT NOT NULL, about TEXT, found TEXT NOT NULL, document TEXT NOT NULL, "
    'start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL, '
    "FOREIGN KEY(addition) REFERENCES addition (number), UNIQUE (id), "
    "FOREIGN KEY(document) REFERENCES document (id)) STRICT",
    "CREATE INDEX inconsistency_where ON inconsistency (document, start)",
    *(
        f"CREATE TRIGGER inconsistency_no_{verb.lower()} BEFORE {verb} ON inconsistency "
        "BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ),
)

STEPS: Mapping[int, tuple[str, ...]] = {1: _TO_2}
"""Schema version: the statements that make its tables into those of the next version."""


def can_upgrade(version: int) -> bool:
    """Whether a record of this schema can be brought to the present one."""
    return all(step in STEPS for step in range(version, SCHEMA_VERSION))


def upgrade(connection: Connection, version: int) -> None:
    """Bring the tables of an older schema to the present one, inside a transaction that is already open.

    Parameters
    ----------
    connection : Connection
    version : int
        The schema the tables have now; ``can_upgrade`` must be true of it.
    """
    for step in range(version, SCHEMA_VERSION):
        for statement in STEPS[step]:
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
