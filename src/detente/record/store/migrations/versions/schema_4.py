"""Indexes by which items of one channel, of some sources and below a probability are found at once.

And by which it is told what a document came in place of, and, of a file, all that is told of actors.

The rows stay as they are, and so do their digests. That of the acts, which every item has, was made for the
rows that have one; SQLite takes no such index, for it knows that no row is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from alembic import op

revision = "4"
down_revision = "3"

PLACED = ("relation", "statement", "event", "proposal", "response", "claim", "inconsistency")
PROBABLE = ("statement", "event", "proposal", "response", "claim")


def statements() -> Iterator[str]:
    """Yield what is taken away and what is made, in SQL that both databases understand."""
    for table in PLACED:
        yield f"DROP INDEX IF EXISTS {table}_by_document_start"
        yield f"CREATE INDEX {table}_by_document_day ON {table} (document, day)"
        if table != "relation":
            yield f"DROP INDEX IF EXISTS {table}_by_day"
            yield f"CREATE INDEX {table}_by_day_document ON {table} (day, document)"
    for table in PROBABLE:
        yield (
            f"CREATE INDEX {table}_by_step_day ON {table} "
            "(CAST(probability * 20 AS INTEGER), day, probability) WHERE probability IS NOT NULL"
        )
    for table in ("statement", "event"):
        yield f"DROP INDEX IF EXISTS {table}_by_act_day"
        yield f"CREATE INDEX {table}_by_act_day ON {table} (act, day)"
    yield "CREATE INDEX statement_by_channel_day ON statement (channel, day)"
    yield "CREATE INDEX replacement_by_document ON replacement (document)"
    yield (
        "CREATE INDEX document_by_publisher_reliability ON document (publisher, reliability) "
        "WHERE publisher IS NOT NULL"
    )
    yield (
        "CREATE INDEX document_by_path_reliability ON document (path, reliability) WHERE publisher IS NULL"
    )


def upgrade() -> None:
    """Make the indexes of schema 4 out of those of schema 3."""
    for statement in statements():
        op.execute(statement)
    if op.get_bind().dialect.name == "sqlite":  # a server's index can hold no text of any length
        op.execute(
            "CREATE INDEX actor_by_telling ON actor (id, name, kind, speaks_for, role, basis, addition)"
        )
