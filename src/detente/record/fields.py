"""What the fields of a record hold: words, references, or neither; and a walk over them.

Checking, storing and mirroring treat a field by this table, so a new field of a value type has its
place here before anything else knows it (a test compares the table with the types).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, Literal, get_args

from detente.documents.document import Document, FieldOrigin
from detente.record.plain import hints
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
    Role,
    Span,
    Statement,
)

Target = Literal["actor", "statement", "proposal", "actor or statement", "actor or event", "document"]
Place = Span | Mention | Passage

_NONE: Mapping[str, Target] = {}
REFERENCES: Mapping[type, Mapping[str, Target]] = {
    Mention: {"actor": "actor"},
    Actor: {"speaks_for": "actor"},
    Role: {"document": "document"},
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
    Role: frozenset({"words"}),
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
    for name, part in values_of(value, where):
        if isinstance(part, Span | Mention | Passage):
            yield name, part


def references(value: object, where: str = "") -> Iterator[tuple[str, Target, str]]:
    """Yield every reference inside a value: the field it stands in, what it must name, and the id."""
    for name, part in values_of(value, where):
        for field, target in REFERENCES.get(type(part), _NONE).items():
            held = getattr(part, field)
            for referred in (held,) if isinstance(held, str) else held or ():
                yield f"{name}.{field}" if name else field, target, referred


def values_of(value: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Yield a value and every dataclass inside it, each with the name of the field it stands in."""
    kind: Any = type(value)
    inside = holding(kind)
    if inside is not None:
        yield where, value
        parts = [(f"{where}.{field}" if where else field, getattr(value, field)) for field in inside]
    elif isinstance(value, tuple):
        parts = [(f"{where}[{index}]", part) for index, part in enumerate(value)]
    else:
        return
    for name, part in parts:
        if part is None or part == ():
            continue
        inner: Any = type(part)
        if holding(inner) == ():
            yield name, part  # most are spans and mentions, which hold nothing further
        else:
            yield from values_of(part, name)


@cache
def holding(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a dataclass whose type lets them hold another one; None for another type."""
    if not is_dataclass(kind):
        return None
    return tuple(name for name, hint in hints(kind).items() if any(map(is_dataclass, _within(hint))))


def _within(hint: Any) -> Iterator[Any]:
    """Yield a type and what it is made of: ``Span`` of ``tuple[Span, ...]``."""
    yield hint
    for part in get_args(hint):
        yield from _within(part)
