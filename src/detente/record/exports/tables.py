"""How a value becomes a row of a table, by its type: columns with their types, and what they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, get_origin

from detente.cells import Cell
from detente.documents.document import Document
from detente.record.fields import REFERENCES
from detente.record.plain import hints, plain, without_none
from detente.record.values import Actor, Count, Interval, Mention, Passage, Proposal, Span

APART: Mapping[type, frozenset[str]] = {
    Document: frozenset({"text"}),
    Actor: frozenset({"mentions", "roles"}),
    Proposal: frozenset({"clauses", "mentions"}),
}
"""Fields that are tables of their own, or, a document's text, no cell at all."""

_RESOURCES = {"actor": "actors", "statement": "statements", "proposal": "proposals", "document": "documents"}
_TYPES: Mapping[type, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "date",
}
_PLACE = (("", "string"), ("_start", "integer"), ("_end", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its type in a Table Schema, and the table whose ``id`` it holds, if any."""

    name: str
    type: str
    refers_to: str | None = None


@cache
def columns(kind: type) -> tuple[Column, ...]:
    """Return the columns of a value type, in the order of its fields.

    The item's own passage is ``document``, ``start``, ``end`` and ``text``. Other words ``x`` are ``x``,
    ``x_start`` and ``x_end``; a mention ``x`` is the actor ``x`` and its words ``x_text``; an interval and a
    count have a column for each part. Lists are cells with a JSON array.
    """
    found: list[Column] = []
    for name, hint in hints(kind).items():
        if name not in APART.get(kind, ()):
            found += _columns(kind, name, without_none(hint))
    return tuple(found)


def cells(value: Any) -> list[Cell]:
    """Return what a value has in each of its ``columns``."""
    kind: Any = type(value)
    found: list[Cell] = []
    for name, hint in hints(kind).items():
        if name not in APART.get(kind, ()):
            found += _cells(without_none(hint), getattr(value, name))
    return found


def _columns(kind: type, name: str, hint: Any) -> Iterator[Column]:
    if hint is Passage:
        before = "" if name == "passage" else f"{name}_"
        yield Column(name=f"{before}document", type="string", refers_to="documents")
        yield Column(name=f"{before}start", type="integer")
        yield Column(name=f"{before}end", type="integer")
        yield Column(name=f"{before}text", type="string")
    elif hint is Span:
        yield from (Column(name=name + ending, type=type_) for ending, type_ in _PLACE)
    elif hint is Mention:
        yield Column(name=name, type="string", refers_to="actors")
        yield from (Column(name=f"{name}_text{ending}", type=type_) for ending, type_ in _PLACE)
    elif hint is Interval:
        yield Column(name=f"{name}_earliest", type="date")
        yield Column(name=f"{name}_latest", type="date")
        yield from (Column(name=f"{name}_words{ending}", type=type_) for ending, type_ in _PLACE)
        yield from (Column(name=f"{name}_{part}", type="string") for part in ("rule", "anchor", "precision"))
    elif hint is Count:
        yield from (Column(name=f"{name}_{part}", type="integer") for part in ("low", "best", "high"))
        yield from (Column(name=f"{name}_words{ending}", type=type_) for ending, type_ in _PLACE)
    elif get_origin(hint) is tuple:
        yield Column(name=name, type="array")
    else:
        target = REFERENCES.get(kind, {}).get(name, "")
        yield Column(name=name, type=_TYPES.get(hint, "string"), refers_to=_RESOURCES.get(target))


def _cells(hint: Any, held: Any) -> list[Cell]:
    if hint is Passage:
        return [held.document, held.start, held.end, held.text] if held else [None] * 4
    if hint is Span:
        return _place(held)
    if hint is Mention:
        return [held.actor if held else None, *_place(held)]
    if hint is Interval:
        ends = [plain(held.earliest), plain(held.latest)] if held else [None, None]
        read: list[Cell] = [held.rule, held.anchor, held.precision] if held else [None] * 3
        return [*ends, *_place(held.expression if held else None), *read]
    if hint is Count:
        bounds: list[Cell] = [held.low, held.best, held.high] if held else [None] * 3
        return [*bounds, *_place(held.expression if held else None)]
    if get_origin(hint) is tuple:
        return [json.dumps(plain(held), ensure_ascii=False, allow_nan=False)]
    return [_scalar(held)]


def _place(words: Span | Mention | None) -> list[Cell]:
    return [None, None, None] if words is None else [words.text, words.start, words.end]


def _scalar(held: Any) -> Cell:
    if isinstance(held, bool):
        return "true" if held else "false"
    scalar: Cell = plain(held)
    return scalar
