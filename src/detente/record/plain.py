"""Frozen values to plain JSON and back, by their type hints: for the store and for files to exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def plain(value: object) -> Any:
    """Return a value as what JSON knows: dates as ISO text, dataclasses as objects, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def from_plain(hint: Any, value: Any) -> Any:
    """Return what ``plain`` was given, where ``hint`` is its type.

    Raises
    ------
    ValueError, TypeError or KeyError
        If the plain value is not one of that type.
    """
    hint = without_none(hint)
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(from_plain(get_args(hint)[0], part) for part in value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is bool:
        return bool(value)
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, Mapping):
            raise TypeError(f"{hint.__name__} expected, {type(value).__name__} met")
        return hint(**{name: from_plain(part, value[name]) for name, part in hints(hint).items()})
    return value


def without_none(hint: Any) -> Any:
    """Return ``X`` for ``X | None``, any other hint as it is."""
    if get_origin(hint) in (Union, UnionType):
        (kept,) = (part for part in get_args(hint) if part is not NoneType)
        return kept
    return hint


def is_scalar(hint: Any) -> bool:
    """Whether values of this type fit one column: text, number, truth value, day or fixed word."""
    kept = without_none(hint)
    return kept in (str, int, float, bool, date) or get_origin(kept) is Literal


@cache
def hints(cls: type) -> dict[str, Any]:
    """Return the type of each field of a dataclass, in the order of its fields."""
    resolved = get_type_hints(cls)
    return {field.name: resolved[field.name] for field in fields(cls)}
