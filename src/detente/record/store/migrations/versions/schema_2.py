"""How probable what was read is, what a statement is about and how it is meant, and inconsistencies."""

from __future__ import annotations

from alembic import op

revision = "2"
down_revision = "1"

STATEMENTS = (
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


def upgrade() -> None:
    """Add columns and a table; a file of schema 1 has none of them."""
    for statement in STATEMENTS:
        op.execute(statement)
