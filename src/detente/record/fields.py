"""What the fields of a record hold: words, references, or neither; and a walk over them.

Checking, storing and mirroring treat a field by this table, so a new field of a value type has its
place here before anything else knows it (a test compares the table with the types).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import lru_cache
from types import NoneType
from typing import Any, Literal

from detente.documents.document import Document, FieldOrigin
from detente.record.values import (
    Actor,
    Claim,
    Clause,
    Count,
    Event,
    Failure,
    Inconsistency,
    Interval,
    Mention,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

Target = Literal["actor", "statement", "proposal", "actor or statement", "actor or event"]
Place = Span | Mention | Passage

_PLAIN = frozenset({str, int, float, bool, date, datetime, NoneType})
REFERENCES: Mapping[type, Mapping[str, Target]] = {
    Mention: {"actor": "actor"},
    Actor: {"speaks_for": "actor"},
    Relation: {"a": "actor", "b": "actor", "stated_by": "actor or statement"},
    Statement: {"candidates": "actor", "toward": "actor", "within": "statement"},
    Event: {"statement": "statement"},
    Clause: {"gives_to": "actor", "taken_from": "actor"},
    Response: {"proposal": "proposal", "statement": "statement"},
    Claim: {"statement": "statement"},
    Inconsistency: {"about": "actor or event"},
}
"""Fields that hold the id of something else in the record, or several."""

WORDS: Mapping[type, frozenset[str]] = {
    Document: frozenset({"title", "publisher", "url", "author", "warnings"}),
    Actor: frozenset({"name", "role", "basis"}),
    Interval: frozenset({"rule", "anchor"}),
    Statement: frozenset({"speaker_open", "about"}),
    Event: frozenset({"left_open"}),
    Proposal: frozenset({"name", "sponsor_open"}),
    Clause: frozenset({"issue"}),
    Inconsistency: frozenset({"found"}),
    Failure: frozenset({"reason"}),
}
"""Fields that hold words a reader sees, and so may hold names; apart from the words of passages."""

CODES: Mapping[type, frozenset[str]] = {
    Document: frozenset(
        {"id", "path", "text", "sha256", "reliability", "encoding", "media_type", "language", "part"}
    ),
    FieldOrigin: frozenset({"field", "where"}),
    Span: frozenset({"text"}),
    Mention: frozenset({"text"}),
    Passage: frozenset({"document", "text"}),
    Actor: frozenset({"id", "kind"}),
    Relation: frozenset({"id", "kind"}),
    Interval: frozenset({"precision"}),
    Statement: frozenset({"id", "mode", "channel", "act", "direction", "modality", "tense"}),
    Event: frozenset({"id", "act", "factuality"}),
    Proposal: frozenset({"id"}),
    Response: frozenset({"id", "kind"}),
    Claim: frozenset({"id", "kind"}),
    Inconsistency: frozenset({"id", "kind"}),
    Failure: frozenset({"path"}),
    Count: frozenset(),
}
"""The other fields that hold strings: ids, kinds, and words tied to a place in a document."""


def places(value: object, where: str = "") -> Iterator[tuple[str, Place]]:
    """Yield every span, mention and passage inside a value, with the name of the field it stands in."""
    if isinstance(value, Span | Mention | Passage):
        yield where, value
    else:
        for name, part in _parts(value, where):
            yield from places(part, name)


def references(value: object, where: str = "") -> Iterator[tuple[str, Target, str]]:
    """Yield every reference inside a value: the field it stands in, what it must name, and the id."""
    for field, target in REFERENCES.get(type(value), {}).items():
        held = getattr(value, field)
        for referred in (held,) if isinstance(held, str) else held or ():
            yield f"{where}.{field}".lstrip("."), target, referred
    for name, part in _parts(value, where):
        yield from references(part, name)


def values_of(value: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Yield a value and every dataclass inside it, each with the name of the field it stands in."""
    if is_dataclass(value):
        yield where, value
    for name, part in _parts(value, where):
        yield from values_of(part, name)


def _parts(value: object, where: str) -> Iterator[tuple[str, object]]:
    """Yield what a value is made of, each with its name; words, numbers and dates hold nothing further."""
    if isinstance(value, tuple):
        for index, part in enumerate(value):
            if type(part) not in _PLAIN:
                yield f"{where}[{index}]", part
        return
    kind: Any = type(value)
    for name in _field_names(kind):
        part = getattr(value, name)
        if type(part) not in _PLAIN:
            yield f"{where}.{name}".lstrip("."), part


@lru_cache(maxsize=64)
def _field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, none for another type."""
    held: dict[str, object] = getattr(kind, "__dataclass_fields__", {})
    return tuple(held)
