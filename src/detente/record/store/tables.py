"""The tables of a record's database, and the triggers that keep them append-only.

Every table is numbered in the order of writing, so a record is read back in the order it was added.
A change of any table needs a new ``SCHEMA_VERSION`` (a test compares the tables with those of the version)
and a step in ``upgrading`` that makes the tables of the version before into those.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    cast,
    event,
)
from sqlalchemy.types import UserDefinedType

from detente.documents.document import Document
from detente.record.fields import REFERENCES
from detente.record.store.plain import hints, without_none
from detente.record.store.rows import ENDS, layout
from detente.record.values import (
    Actor,
    Claim,
    Clause,
    Event,
    Failure,
    Inconsistency,
    Proposal,
    Relation,
    Response,
    Ruling,
    Statement,
)

APPLICATION_ID = 0x44455445  # "DETE": marks an SQLite file as a record of ours
SCHEMA_VERSION = 2


class Words(UserDefinedType[str]):
    """Text as it is, NULs and lone surrogates included, in a TEXT column.

    Python's own binding of strings refuses a lone surrogate, so the bytes are bound and cast.
    """

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Return the column's type in SQL."""
        return "TEXT"

    def bind_processor(self, dialect: Any) -> Any:
        """Return what turns a string into the bytes that are bound."""
        return lambda value: None if value is None else value.encode("utf-8", "surrogatepass")

    def bind_expression(self, bindvalue: Any) -> Any:
        """Cast the bytes back to text inside the database."""
        return cast(bindvalue, Text)


metadata = MetaData()

_COLUMN_TYPES: dict[Any, Any] = {int: Integer, bool: Integer, float: REAL}


def _numbered(name: str, *columns: Any) -> Table:
    number = Column("number", Integer, primary_key=True)
    return Table(name, metadata, number, *columns, sqlite_strict=True, sqlite_autoincrement=True)


def _added() -> Column[int]:
    return Column("addition", Integer, ForeignKey("addition.number"), nullable=False)


def _place() -> list[Column[Any]]:
    """Columns of a passage."""
    return [
        Column("document", Words, ForeignKey("document.id"), nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("text", Words, nullable=False),
    ]


def _columns(cls: type, *, is_unique: bool = True) -> list[Column[Any]]:
    """Columns of a value type, by its layout."""
    shape = layout(cls)
    columns: list[Column[Any]] = []
    for name in shape.scalars:
        hint = hints(cls)[name]
        foreign = REFERENCES.get(cls, {}).get(name)
        key = (
            [ForeignKey(f"{foreign}.id", deferrable=True, initially="DEFERRED")]
            if foreign in ("statement", "proposal")
            else []
        )
        columns.append(
            Column(
                name,
                _COLUMN_TYPES.get(without_none(hint), Words),
                *key,
                nullable=without_none(hint) is not hint,
                unique=is_unique and name == "id",
            )
        )
    if shape.has_passage:
        columns += _place()
    for name in shape.mentions:
        columns += [Column(name, Words), Column(f"{name}_start", Integer), Column(f"{name}_end", Integer)]
        columns.append(Column(f"{name}_text", Words))
    columns += [Column(f"{name}_{end}", Words) for name in shape.intervals for end in ENDS]
    if shape.has_body:
        columns.append(Column("body", Words, nullable=False))
    return columns


additions = _numbered(
    "addition", Column("seen_at", Words, nullable=False), Column("reader", Words, nullable=False)
)
documents = _numbered("document", _added(), *_columns(Document))
# One row for each addition that knows something of the actor: what is known later does not overwrite.
actors = _numbered("actor", _added(), *_columns(Actor, is_unique=False), UniqueConstraint("id", "addition"))
mentions = _numbered("mention", _added(), Column("of", Words, nullable=False), *_place())
clauses = _numbered("clause", _added(), Column("of", Words, nullable=False), *_columns(Clause))
failures = _numbered("failure", _added(), *_columns(Failure))
rulings = _numbered("ruling", *_columns(Ruling))

ITEMS: dict[str, tuple[type, Table]] = {
    "relations": (Relation, _numbered("relation", _added(), *_columns(Relation))),
    "statements": (Statement, _numbered("statement", _added(), *_columns(Statement))),
    "events": (Event, _numbered("event", _added(), *_columns(Event))),
    "proposals": (Proposal, _numbered("proposal", _added(), *_columns(Proposal))),
    "responses": (Response, _numbered("response", _added(), *_columns(Response))),
    "claims": (Claim, _numbered("claim", _added(), *_columns(Claim))),
    "inconsistencies": (Inconsistency, _numbered("inconsistency", _added(), *_columns(Inconsistency))),
}
"""Field of a record: the type of its items and their table."""

for _cls, _table in ITEMS.values():
    Index(f"{_table.name}_where", _table.c.document, _table.c.start)
    for _name in layout(_cls).mentions:
        Index(f"{_table.name}_{_name}", _table.c[_name])
Index("mention_of", mentions.c.of)
Index("mention_where", mentions.c.document, mentions.c.start)

for _table in metadata.sorted_tables:
    for _verb in ("UPDATE", "DELETE"):
        _trigger = (
            f"CREATE TRIGGER {_table.name}_no_{_verb.lower()} BEFORE {_verb} ON {_table.name} "
            f"BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END"
        )
        event.listen(_table, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
