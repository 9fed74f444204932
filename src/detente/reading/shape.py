"""Whether a value is what the annotations of its type say, whoever made it.

Types of values are promises that Python does not keep: a reader from another package, or one that
builds records from a machine's answer, can put anything anywhere.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_SHOWN = 60
_PLAIN = frozenset({str, int, float, bool, date})
"""Types that hold no further fields: most fields are of these."""


def misfit(value: object, hint: Any, where: str = "") -> str:
    """Say where a value is not of the type that an annotation states, or return an empty string.

    Parameters
    ----------
    value : object
        Anything; never changed, and nothing of its own is called but for showing it.
    hint : type, Literal, union or ``tuple[X, ...]``
        As in the value types of a record. Classes are compared exactly: a subclass may behave
        otherwise, as a ``datetime`` does among dates and a ``bool`` among numbers.
    where : str
        Name of the field, for the message.
    """
    if type(value) is hint and hint in _PLAIN:
        return ""
    origin = get_origin(hint)
    if origin is Literal:
        known = get_args(hint)
        if type(value) is str and value in known:
            return ""
        return f"{where} is {_short(value)}: it must be one of {', '.join(map(repr, known))}"
    if origin is UnionType or origin is Union:
        return _misfit_of_union(value, get_args(hint), where)
    if origin is tuple:
        if type(value) is not tuple:
            return f"{where} is {_short(value)}: it must be a tuple"
        inside = (misfit(part, get_args(hint)[0], f"{where}[{index}]") for index, part in enumerate(value))
        return next((problem for problem in inside if problem), "")
    if type(value) is not hint:
        return f"{where or 'it'} is {_short(value)}: it must be {hint.__name__}"
    if not is_dataclass(hint):
        return ""
    parts = (
        misfit(getattr(value, name), field, f"{where}.{name}".lstrip("."))
        for name, field in _hints(hint).items()
    )
    return next((problem for problem in parts if problem), "")


def _misfit_of_union(value: object, choices: tuple[Any, ...], where: str) -> str:
    if value is None and NoneType in choices:
        return ""
    first = ""
    for choice in choices:
        if choice is NoneType:
            continue
        problem = misfit(value, choice, where)
        if not problem:
            return ""
        first = first or problem
    return first


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
