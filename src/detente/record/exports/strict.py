"""JSON back to frozen values when anybody may have written it: every field is there and of its type."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any, Literal, get_args, get_origin

from detente.errors import RecordError
from detente.record.plain import hints, without_none

_SHOWN = 60
_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def value_of(hint: Any, met: Any, where: str) -> Any:
    """Return the value of a type that a piece of JSON stands for.

    Parameters
    ----------
    hint : type
        Of the value: a scalar, a fixed word, a date, a tuple of such, a dataclass, or one of them or None.
    met : object
        What ``json`` read.
    where : str
        What messages call its place: ``statement.content[0].start``.

    Raises
    ------
    RecordError
        Naming the place, what must stand there, and what was met.
    """
    kept = without_none(hint)
    if met is None and kept is not hint:
        return None
    if is_dataclass(kept) and isinstance(kept, type):
        return _dataclass(kept, met, where)
    if get_origin(kept) is tuple:
        if not isinstance(met, list):
            raise _wrong(where, "a list", met)
        return tuple(value_of(get_args(kept)[0], part, f"{where}[{n}]") for n, part in enumerate(met))
    if get_origin(kept) is Literal:
        if not (isinstance(met, str) and met in get_args(kept)):
            raise _wrong(where, f"one of {', '.join(map(repr, get_args(kept)))}", met)
        return met
    return _day(met, where) if kept is date else _scalar(kept, met, where)


def _dataclass(kind: type, met: Any, where: str) -> Any:
    if not isinstance(met, Mapping):
        raise _wrong(where, "an object", met)
    expected = hints(kind)
    missing = [name for name in expected if name not in met]
    if missing:
        raise RecordError(
            f"{where} lacks {missing[0]!r}: write it, as null or empty where nothing is known; if an earlier "
            "detente wrote the file, export the record anew with this one"
        )
    unknown = [name for name in met if name not in expected]
    if unknown:
        raise RecordError(f"{where} has {unknown[0]!r}, which it cannot have: take it out")
    return kind(**{name: value_of(part, met[name], f"{where}.{name}") for name, part in expected.items()})


def _day(met: Any, where: str) -> date:
    try:
        day = date.fromisoformat(met)
    except (TypeError, ValueError) as error:
        raise _wrong(where, "a day as 2031-05-06", met) from error
    if day.isoformat() != met:  # Python reads 20310506 and 2031-W19-2 too, other programs do not
        raise _wrong(where, "a day as 2031-05-06", met)
    return day


def _scalar(kind: type, met: Any, where: str) -> Any:
    if kind is float and type(met) is int:
        met = float(met)
    if type(met) is not kind or (isinstance(met, float) and not math.isfinite(met)):
        raise _wrong(where, _NAMES[kind], met)
    return met


def _wrong(where: str, rule: str, met: Any) -> RecordError:
    shown = repr(met)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return RecordError(f"{where} must be {rule} and is {shown}: write it so")
