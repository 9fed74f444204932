"""How each value becomes a row: columns for what will be searched, one JSON body for nested parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from detente.record.store.plain import from_plain, hints, is_scalar, plain, without_none
from detente.record.values import Actor, Interval, Mention, Passage, Proposal, Statement

Value = TypeVar("Value")

APART: Mapping[type, frozenset[str]] = {
    Actor: frozenset({"mentions"}),
    Proposal: frozenset({"clauses", "mentions"}),
}
"""Fields kept as rows of their own, because later documents add to them."""

NOT_IN_SCHEMA_1: Mapping[type, Mapping[str, Any]] = {
    Interval: {"precision": ""},
    Statement: {"source": None, "condition": None},
}
"""Parts of bodies that rows written by schema 1 lack, and what they are there: not read."""

PLACE = ("document", "start", "end", "text")
ENDS = ("earliest", "latest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which fields of a value type become which columns.

    ``scalars`` have a column of their name; the ``passage`` has document, start, end and text; a
    mention ``x`` has ``x`` (the actor's id), ``x_start``, ``x_end`` and ``x_text``; an interval ``x``
    has ``x_earliest`` and ``x_latest``, and its words in the body; ``nested`` are in the body whole.
    """

    scalars: tuple[str, ...]
    has_passage: bool
    mentions: tuple[str, ...]
    intervals: tuple[str, ...]
    nested: tuple[str, ...]

    @property
    def has_body(self) -> bool:
        """Whether anything goes into the JSON body."""
        return bool(self.intervals or self.nested)


@cache
def layout(cls: type) -> Layout:
    """Return the layout of a value type, by the types of its fields."""
    kinds: dict[str, list[str]] = {"scalar": [], "mention": [], "interval": [], "nested": []}
    for name, hint in hints(cls).items():
        if name in APART.get(cls, ()) or hint is Passage:
            continue
        kept = without_none(hint)
        if is_scalar(hint):
            kinds["scalar"].append(name)
        elif kept is Mention:
            kinds["mention"].append(name)
        elif kept is Interval:
            kinds["interval"].append(name)
        else:
            kinds["nested"].append(name)
    return Layout(
        scalars=tuple(kinds["scalar"]),
        has_passage=Passage in hints(cls).values(),
        mentions=tuple(kinds["mention"]),
        intervals=tuple(kinds["interval"]),
        nested=tuple(kinds["nested"]),
    )


def row(value: Any) -> dict[str, Any]:
    """Return the columns of a value and what they hold."""
    kind: Any = type(value)
    shape = layout(kind)
    columns: dict[str, Any] = {}
    for name in shape.scalars:
        held = plain(getattr(value, name))
        columns[name] = int(held) if isinstance(held, bool) else held
    if shape.has_passage:
        columns |= passage_row(value.passage)
    body = {name: plain(getattr(value, name)) for name in shape.nested}
    for name in shape.mentions:
        columns |= _mention_row(name, getattr(value, name))
    for name in shape.intervals:
        inside = plain(getattr(value, name))
        columns |= {f"{name}_{end}": inside.pop(end) if inside else None for end in ENDS}
        body[name] = inside
    if shape.has_body:
        columns["body"] = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return columns


def passage_row(passage: Passage) -> dict[str, Any]:
    """Return the columns of a passage."""
    return {name: getattr(passage, name) for name in PLACE}


def passage_of(columns: Mapping[str, Any]) -> Passage:
    """Return the passage that a row holds."""
    return Passage(**{name: columns[name] for name in PLACE})


def value_of(cls: type[Value], columns: Mapping[str, Any], **apart: Any) -> Value:
    """Return the value a row was made of; ``apart`` are its fields that are rows of their own.

    Raises
    ------
    ValueError, TypeError or KeyError
        If the row does not hold such a value.
    """
    kind: Any = cls
    shape = layout(kind)
    types = hints(kind)
    filled: dict[str, Any] = dict(apart)
    for name in shape.scalars:
        filled[name] = from_plain(types[name], columns[name])
    if shape.has_passage:
        filled["passage"] = passage_of(columns)
    body = {**NOT_IN_SCHEMA_1.get(kind, {}), **json.loads(columns["body"])} if shape.has_body else {}
    for name in shape.nested:
        filled[name] = from_plain(types[name], body[name])
    for name in shape.mentions:
        filled[name] = _mention_of(name, columns)
    for name in shape.intervals:
        inside = body[name]
        ends = {end: columns[f"{name}_{end}"] for end in ENDS}
        whole = None if inside is None else {**NOT_IN_SCHEMA_1[Interval], **inside, **ends}
        filled[name] = None if whole is None else from_plain(Interval, whole)
    return cls(**filled)


def _mention_row(name: str, mention: Mention | None) -> dict[str, Any]:
    return {
        name: mention.actor if mention else None,
        f"{name}_start": mention.start if mention else None,
        f"{name}_end": mention.end if mention else None,
        f"{name}_text": mention.text if mention else None,
    }


def _mention_of(name: str, columns: Mapping[str, Any]) -> Mention | None:
    start, end, text = (columns[f"{name}_{part}"] for part in ("start", "end", "text"))
    return None if start is None else Mention(start=start, end=end, text=text, actor=columns[name])
