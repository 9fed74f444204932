"""How each value becomes a row and comes back: worked out once for each type, for there may be a million.

A part of a body that is what it is by default is left out, so that what a later schema adds to a type is
absent from older rows and reads as not given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, TypeVar, get_args, get_origin

from detente.record.plain import hints, is_scalar, without_none
from detente.record.store.layouts import ENDS, layout
from detente.record.values import Interval, Mention, Passage

Value = TypeVar("Value")
Columns = tuple[Any, ...]
Turn = Callable[[Any], Any]

_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
).encode
_decode = json.JSONDecoder().raw_decode
_NO_MENTION = (None, None, None, None)
_MENTION_PARTS = ("", "_start", "_end", "_text")


def columns_of(value: Any) -> Columns:
    """Return what the columns of a value hold, in the order of its ``layout``."""
    kind: Any = type(value)
    columns: Columns = _writer(kind)(value)
    return columns


def row(value: Any) -> dict[str, Any]:
    """Return the columns of a value by name, and what they hold."""
    kind: Any = type(value)
    return dict(zip(layout(kind).columns, columns_of(value), strict=True))


def passage_of(columns: Mapping[str, Any]) -> Passage:
    """Return the passage that a row holds."""
    return Passage(
        document=columns["document"], start=columns["start"], end=columns["end"], text=columns["text"]
    )


def value_of(cls: type[Value], columns: Mapping[str, Any], **apart: Any) -> Value:
    """Return the value a row was made of; ``apart`` are its fields that are rows of their own.

    Raises
    ------
    ValueError, TypeError or KeyError
        If the row does not hold such a value.
    """
    kind: Any = cls
    filled = _reader(kind)(columns)
    filled.update(apart)
    return cls(**filled)


def nested_of(cls: type, name: str, body: str) -> Any:
    """Return what one field of a value is that its row keeps in the body; None when it is not there.

    Raises
    ------
    ValueError or TypeError
        If the body does not hold such a field.
    """
    held = _body_of(body).get(name)
    return None if held is None else _unplainer(hints(cls)[name])(held)


@cache
def _writer(cls: type) -> Callable[[Any], Columns]:
    """Return what makes the columns of a value of this type."""
    shape = layout(cls)
    get = attrgetter(*shape.scalars)
    is_one = len(shape.scalars) == 1
    turned = [(index, hints(cls)[name]) for index, name in enumerate(shape.scalars)]
    turns = [(index, turn) for index, hint in turned if (turn := _column_turn(hint))]
    body = _body_writer(cls)

    def columns(value: Any) -> Columns:
        held = [get(value)] if is_one else list(get(value))
        for index, turn in turns:
            if held[index] is not None:
                held[index] = turn(held[index])
        if shape.has_passage:
            passage = value.passage
            held += (passage.document, passage.start, passage.end, passage.text)
        for name in shape.mentions:
            mention = getattr(value, name)
            held += _NO_MENTION if mention is None else _mention_columns(mention)
        for name in shape.intervals:
            held += _end_columns(getattr(value, name))
        if body is not None:
            held.append(body(value))
        return tuple(held)

    return columns


def _column_turn(hint: Any) -> Turn | None:
    """Return what turns a scalar into what its column holds; None when it is held as it is."""
    kept = without_none(hint)
    if kept is date:
        return date.isoformat
    if kept is bool:
        return int
    if kept is float:
        return lambda held: float(held) + 0.0  # a database gives -0.0 back as 0.0
    return None


def _mention_columns(mention: Mention) -> Columns:
    return (mention.actor, mention.start, mention.end, mention.text)


def _end_columns(interval: Interval | None) -> Columns:
    ends = (None, None) if interval is None else (interval.earliest, interval.latest)
    return tuple(None if end is None else end.isoformat() for end in ends)


def _body_writer(cls: type) -> Callable[[Any], str] | None:
    """Return what writes the body of a value of this type; None when it has none."""
    shape = layout(cls)
    if not shape.has_body:
        return None
    parts = _parts(cls, {*shape.nested, *shape.intervals})
    timed = frozenset(shape.intervals)

    def body(value: Any) -> str:
        held: dict[str, Any] = {}
        for name, default, turn in parts:
            part = getattr(value, name)
            if part != default:
                held[name] = plain = turn(part)
                if name in timed:
                    del plain["earliest"], plain["latest"]
        return _encode(held)

    return body


def _parts(cls: type, wanted: set[str]) -> list[tuple[str, Any, Turn]]:
    """Return the name, the default (``MISSING`` when there is none) and the turn of some fields."""
    return [
        (field.name, field.default, _plainer(hints(cls)[field.name]))
        for field in fields(cls)
        if field.name in wanted
    ]


@cache
def _plainer(hint: Any) -> Turn:
    """Return what turns a value of this type, not None, into what JSON knows."""
    kept = without_none(hint)
    if kept is date:
        return date.isoformat
    if is_scalar(kept):
        return lambda value: value
    if get_origin(kept) is tuple:
        inner = _plainer(get_args(kept)[0])
        return lambda value: [inner(part) for part in value]
    get = attrgetter(*hints(kept))
    required = [field.name for field in fields(kept) if field.default is MISSING]
    if len(required) == len(fields(kept)) and all(map(is_scalar, hints(kept).values())):
        names = tuple(hints(kept))
        return lambda value: dict(zip(names, get(value), strict=True))
    parts = _parts(kept, {field.name for field in fields(kept)})

    def plain(value: Any) -> dict[str, Any]:
        held = ((name, getattr(value, name), default, turn) for name, default, turn in parts)
        return {
            name: None if part is None else turn(part)
            for name, part, default, turn in held
            if part != default
        }

    return plain


@cache
def _reader(cls: type) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return what makes the fields of a value of this type from its columns."""
    shape = layout(cls)
    turned = {name: turn for name in shape.scalars if (turn := _scalar_turn(hints(cls)[name]))}
    nested = {name: _unplainer(hints(cls)[name]) for name in shape.nested}
    required = {field.name for field in fields(cls) if field.default is MISSING}
    mentions = [(name, tuple(f"{name}{part}" for part in _MENTION_PARTS)) for name in shape.mentions]
    get = itemgetter(*shape.scalars, shape.scalars[0])  # of a single one it would give no tuple

    def filled(columns: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(zip(shape.scalars, get(columns), strict=False))
        for name, turn in turned.items():
            if found[name] is not None:
                found[name] = turn(found[name])
        if shape.has_passage:
            found["passage"] = passage_of(columns)
        body = _body_of(columns["body"]) if shape.has_body else {}
        for name, turn in nested.items():
            if name in body or name in required:
                held = body[name]
                found[name] = None if held is None else turn(held)
        for name, (actor, start, end, text) in mentions:
            at = columns[start]
            found[name] = (
                at
                if at is None
                else Mention(start=at, end=columns[end], text=columns[text], actor=columns[actor])
            )
        for name in shape.intervals:
            found[name] = _interval_of(name, columns, body.get(name))
        return found

    return filled


def _body_of(text: str) -> dict[str, Any]:
    """Return what a body holds: one JSON object, as ``_encode`` writes it.

    Raises
    ------
    ValueError or TypeError
        If it holds anything else.
    """
    if text == "{}":
        return {}
    held, end = _decode(text)
    if end != len(text) or not isinstance(held, dict):
        raise ValueError(f"a body is no JSON object but {text[:60]!r}")
    return held


def _scalar_turn(hint: Any) -> Turn | None:
    """Return what turns what a column holds, not None, into a scalar; None when it is held as it is."""
    kept = without_none(hint)
    if kept is date:
        return date.fromisoformat
    return bool if kept is bool else None


@cache
def _unplainer(hint: Any) -> Turn:
    """Return what turns what JSON or a column holds, not None, back into a value of this type."""
    kept = without_none(hint)
    if kept is date:
        return date.fromisoformat
    if kept is bool:
        return bool
    if is_scalar(kept):
        return lambda value: value
    if get_origin(kept) is tuple:
        inner = _unplainer(get_args(kept)[0])
        return lambda value: tuple(inner(part) for part in value)
    named = hints(kept)
    turns = {name: _unplainer(part) for name, part in named.items() if not _is_held_as_it_is(part)}

    def value(plain: Any) -> Any:
        if not isinstance(plain, Mapping):
            raise TypeError(f"{kept.__name__} expected, {type(plain).__name__} met")
        held = dict(plain)
        for name in turns.keys() & plain.keys():
            if held[name] is not None:
                held[name] = turns[name](held[name])
        return kept(**held)

    return value


def _is_held_as_it_is(hint: Any) -> bool:
    """Whether JSON holds values of this type as they are."""
    return is_scalar(hint) and _scalar_turn(hint) is None


def _interval_of(name: str, columns: Mapping[str, Any], inside: Any) -> Interval | None:
    if inside is None:
        return None
    ends = {end: columns[f"{name}_{end}"] for end in ENDS}
    found: Interval = _unplainer(Interval)({**inside, **ends})
    return found
