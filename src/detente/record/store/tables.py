"""The tables of a record's database.

Every row is numbered in the order of writing, belongs to an addition and has a digest of its own columns
(see ``digests``). Rows are never changed or deleted: a row that is not current any more is named in
``ended``. A change of any table needs a new ``SCHEMA_VERSION`` (a test compares the tables with those of
the version) and a script in ``migrations`` that makes the tables of the version before into those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    cast,
    literal_column,
)

from detente.documents.document import Document
from detente.record.plain import hints, without_none
from detente.record.store.column_types import Number, Share, Words
from detente.record.store.layouts import ENDS, layout
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

APPLICATION_ID = 0x44455445
"""``DETE``: marks an SQLite file as a record of ours, and is the key of a server's lock."""

SCHEMA_VERSION = 4

metadata = MetaData()

_COLUMN_TYPES: Mapping[Any, Any] = {int: Number, bool: Integer, float: Share}


def _numbered(name: str, *columns: Any) -> Table:
    number = Column("number", Number, primary_key=True, autoincrement=False)
    return Table(name, metadata, number, *columns, sqlite_strict=True)


def _chained(name: str, *columns: Any) -> Table:
    """Return a table whose rows belong to additions."""
    addition = Column("addition", Number, ForeignKey("addition.number"), nullable=False)
    digest = Column("digest", LargeBinary, nullable=False)
    return _numbered(name, addition, digest, *columns)


def _document(name: str, *, nullable: bool = False) -> Column[int]:
    """Column of the number of a document's row: its id may have several, as it was read at several times."""
    return Column(name, Number, ForeignKey("document.number"), nullable=nullable)


def _place() -> list[Column[Any]]:
    """Columns of a passage."""
    return [
        _document("document"),
        Column("start", Number, nullable=False),
        Column("end", Number, nullable=False),
        Column("text", Words, nullable=False),
    ]


def _columns(cls: type) -> list[Column[Any]]:
    """Columns of a value type, by its layout."""
    shape = layout(cls)
    columns: list[Column[Any]] = []
    for name in shape.scalars:
        hint = hints(cls)[name]
        columns.append(
            Column(
                name,
                _COLUMN_TYPES.get(without_none(hint), Words),
                nullable=without_none(hint) is not hint,
            )
        )
    if shape.has_passage:
        columns += _place()
    for name in shape.mentions:
        columns += [Column(name, Words), Column(f"{name}_start", Number), Column(f"{name}_end", Number)]
        columns.append(Column(f"{name}_text", Words))
    columns += [Column(f"{name}_{end}", Words) for name in shape.intervals for end in ENDS]
    if shape.has_body:
        columns.append(Column("body", Words, nullable=False))
    return columns


def _versioned(name: str, *columns: Any) -> Table:
    """Return a chained table whose rows may have the same id, each with another version."""
    version = Column("version", Number, nullable=False)
    return _chained(name, version, *columns, UniqueConstraint("id", "version"))


def _items(cls: type) -> Table:
    """Return the table of a kind of item; ``day`` is the one a reader would file it under."""
    return _versioned(cls.__name__.lower(), Column("day", Words), *_columns(cls))


additions = _numbered(
    "addition",
    Column("kind", Words, nullable=False),
    Column("seen_at", Words, nullable=False),
    Column("reader", Words, nullable=False),
    Column("rows", Words, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)
documents = _versioned("document", *_columns(Document))
replacements = _chained("replacement", _document("document"), _document("replaces"))
# What the reading of one document says of an actor; without a document, what is known from elsewhere.
actors = _chained("actor", _document("document", nullable=True), *_columns(Actor))
mentions = _chained("mention", Column("of", Words, nullable=False), *_place())
clauses = _chained("clause", Column("of", Words, nullable=False), *_columns(Clause))
failures = _chained("failure", *_columns(Failure))
rulings = _chained("ruling", *_columns(Ruling), UniqueConstraint("id"))
# The item of a new reading that a ruled item of an earlier one has become.
successions = _chained(
    "succession", Column("item", Words, nullable=False), Column("successor", Words, nullable=False)
)
# ``why`` is the kind of the addition: a ruling ends what may be current again, a reading does not.
ended = _chained(
    "ended",
    Column("table", Words, nullable=False),
    Column("row", Number, nullable=False),
    Column("why", Words, nullable=False),
)

ITEMS: Mapping[str, tuple[type, Table]] = {
    "relations": (Relation, _items(Relation)),
    "statements": (Statement, _items(Statement)),
    "events": (Event, _items(Event)),
    "proposals": (Proposal, _items(Proposal)),
    "responses": (Response, _items(Response)),
    "claims": (Claim, _items(Claim)),
    "inconsistencies": (Inconsistency, _items(Inconsistency)),
}
"""Field of a record: the type of its items and their table."""

CHAINED: tuple[Table, ...] = (
    documents,
    replacements,
    actors,
    *(table for _, table in ITEMS.values()),
    mentions,
    clauses,
    failures,
    rulings,
    successions,
    ended,
)
"""Tables whose rows belong to additions, in the order their digests go into the addition's."""

# One row that says how much was written: what was cut off at the end shows by it.
heads = _numbered(
    "head",
    Column("addition", Number, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("rulings", Number, nullable=False),
    Column("rows", Number, nullable=False),
)
versions = Table(
    "alembic_version", metadata, Column("version_num", Words, primary_key=True), sqlite_strict=True
)

WORDS = "words"
"""The full-text index, which is no table of this metadata (see ``dialects``)."""

WORDED: Mapping[str, int] = {
    "statement": 0,
    "event": 1,
    "proposal": 2,
    "response": 3,
    "claim": 4,
    "inconsistency": 5,
}
"""Tables whose passages are in the full-text index: what is added there to eight times the row's number."""

_FILTERED = {"statement": ("about", "act", "channel", "speaker"), "event": ("act", "actor")}
"""Columns that items are looked up by together with their day."""

_STEPS = 20
_PROBABLE = ("statement", "event", "proposal", "response", "claim")
"""Tables whose items are looked up by how probable they are."""

REFERRING: Mapping[str, tuple[str, ...]] = {
    "relation": ("stated_by",),
    "statement": ("within",),
    "event": ("statement",),
    "response": ("proposal", "statement"),
    "claim": ("statement",),
}
"""Columns of each table that name an item, perhaps of another document."""


def step_of(probability: ColumnElement[float]) -> ColumnElement[int]:
    """Return which of few steps a probability is on: greater for a greater one, however it is rounded.

    Items are looked up by it and not by the probability itself: they come on few steps in the order of their
    days, so that what is written goes to few places of the index.
    """
    return cast(probability * literal_column(str(_STEPS)), Integer)


def last_step(probability: float) -> int:
    """Return a step that nothing with a smaller probability is beyond."""
    return int(probability * _STEPS) + 1


def _index(table: Table, *names: str, where: str | None = None) -> None:
    columns = [table.c[name] for name in names]
    # SQLite takes no index of the rows where something is not missing that never is.
    is_partial = where is not None and table.c[where].nullable
    _index_rows("_".join(names), columns, table.c[where].is_not(None) if where and is_partial else None)


def _index_rows(name: str, columns: Sequence[Any], where: ColumnElement[bool] | None) -> Index:
    # A server's indexes are as partial (``dialects.PostgreSQL.create``); to say so here would load all that
    # is known of servers into every command.
    partial: dict[str, Any] = {} if where is None else {"sqlite_where": where}
    return Index(f"{columns[-1].table.name}_by_{name}", *columns, **partial)


def _add_indexes() -> None:
    for cls, table in ITEMS.values():
        _index(table, "document", "day")
        _index(table, "addition")
        if table.name != "relation":
            _index(table, "day", "document")
        if table.name in _PROBABLE:
            column = table.c
            by_step = [step_of(column.probability), column.day, column.probability]
            _index_rows("step_day", by_step, column.probability.is_not(None))
        for name in _FILTERED.get(table.name, ()):
            _index(table, name, "day", where=name)
        for name in REFERRING.get(table.name, ()):
            _index(table, name, where=name)
        for name in layout(cls).mentions:
            if name not in _FILTERED.get(table.name, ()):
                _index(table, name, where=name)
    for table, name in ((mentions, "of"), (clauses, "of"), (actors, "id"), (documents, "path")):
        _index(table, name)
    for table in (mentions, clauses, actors):
        _index(table, "document")
    for table, name in ((documents, "sha256"), (failures, "path"), (rulings, "record")):
        _index(table, name)
    _index(documents, "url", where="url")
    _index(documents, "publisher", "reliability", where="publisher")
    named = [documents.c.path, documents.c.reliability]
    _index_rows("path_reliability", named, documents.c.publisher.is_(None))
    # All that is told of each actor stands in it, for that is asked of very many rows. A server's index can
    # hold no text of any length.
    told = [actors.c[name] for name in ("id", "name", "kind", "speaks_for", "role", "basis", "addition")]
    _index_rows("telling", told, None).ddl_if(dialect="sqlite")
    _index(replacements, "replaces")
    _index(replacements, "document")
    _index(successions, "item")
    _index(ended, "table", "row")


_add_indexes()
