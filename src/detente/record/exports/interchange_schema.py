"""The JSON Schema of the interchange lines, made from the types of the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal, get_args, get_origin

from detente.record.exports.interchange import FORMAT, TYPES, VERSION
from detente.record.plain import hints, without_none

Schema = dict[str, Any]

_SCALARS: Mapping[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def interchange_schema() -> Schema:
    """Return the schema that ``exchange.schema.json`` holds: draft 2020-12, one definition a class."""
    inner: dict[str, type] = {}
    for _, kind in TYPES.values():
        inner |= {nested.__name__: nested for nested in _nested(kind)}
    outer = {kind for _, kind in TYPES.values()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:detente:exchange:{VERSION}",
        "title": "One line of a detente record for exchange",
        "description": "What detente export --format jsonl writes: one object a line, UTF-8, the first of "
        "type record. Offsets count code points of the document's verbatim text, ends exclusive. Every key "
        "is always there; what is not known is null or empty.",
        "oneOf": [{"$ref": "#/$defs/record"}, *({"$ref": f"#/$defs/{name}"} for name in TYPES)],
        "$defs": {
            "record": _head(),
            **{name: _object(kind, name) for name, (_, kind) in TYPES.items()},
            **{name: _object(kind) for name, kind in inner.items() if kind not in outer},
        },
    }


def _head() -> Schema:
    return {
        "description": "The first line: what the file is, and how many lines of each type follow.",
        "type": "object",
        "properties": {
            "type": {"const": "record"},
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "reader": {"type": "string"},
            "counts": {
                "type": "object",
                "properties": {name: {"type": "integer", "minimum": 1} for name in TYPES},
                "additionalProperties": False,
            },
        },
        "required": ["type", "format", "version", "reader", "counts"],
        "additionalProperties": False,
    }


def _object(kind: type, name: str | None = None) -> Schema:
    stated: Schema = {} if name is None else {"type": {"const": name}}
    stated |= {field: _of(hint) for field, hint in hints(kind).items()}
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": stated,
        "required": list(stated),
        "additionalProperties": False,
    }


def _of(hint: Any) -> Schema:
    kept = without_none(hint)
    if is_dataclass(kept) and isinstance(kept, type):
        stated: Schema = {"$ref": f"#/$defs/{kept.__name__}"}
    elif get_origin(kept) is tuple:
        stated = {"type": "array", "items": _of(get_args(kept)[0])}
    elif get_origin(kept) is Literal:
        stated = {"enum": list(get_args(kept))}
    else:
        stated = dict(_SCALARS[kept])
    return stated if kept is hint else {"anyOf": [stated, {"type": "null"}]}


def _nested(kind: type) -> Iterator[type]:
    for field in fields(kind):
        kept = without_none(hints(kind)[field.name])
        part = get_args(kept)[0] if get_origin(kept) is tuple else kept
        if is_dataclass(part) and isinstance(part, type):
            yield part
            yield from _nested(part)
