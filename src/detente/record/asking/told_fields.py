"""What an item tells, field by field, apart from where in its document the words stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from detente.record.fields import REFERENCES
from detente.record.values import Clause, Count, Interval, Item, Mention, Passage, Span

_PASSED_OVER = frozenset(("id", "passage", "mentions", "probability", "speaker_probability"))
"""Fields that tell nothing of what was said or done, or that other documents add to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that tells something else than before: both as text, an actor by its id; empty for nothing."""

    field: str
    before: str
    after: str


def field_changes(before: Item, after: Item, now: Callable[[str], str]) -> tuple[FieldChange, ...]:
    """Return the fields in which two items of one kind differ, in the order of the fields.

    Parameters
    ----------
    before, after : Item
    now : callable
        Gives the id that an item referred to has now.
    """
    if before == after:
        return ()
    found = []
    kind: Any = type(after)
    for name in _names(kind):
        one, other = getattr(before, name), getattr(after, name)
        if one == other:
            continue
        is_reference = isinstance(one, str) and name in REFERENCES.get(kind, {})
        texts = as_text(now(one) if is_reference else one), as_text(other)
        if texts[0] != texts[1]:
            found.append(FieldChange(field=name, before=texts[0], after=texts[1]))
    return tuple(found)


def as_text(value: Any) -> str:
    """Return a part of an item as text, without its place.

    >>> as_text(Mention(start=3, end=7, text="Velk", actor="actor:velk"))
    'Velk (actor:velk)'
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mention():
            return f"{value.text} ({value.actor})" if value.actor is not None else value.text
        case Span() | Passage():
            return value.text
        case Interval():
            return f"{value.earliest or ''}/{value.latest or ''}"
        case Count():
            return f"{_number(value.low)}-{_number(value.best)}-{_number(value.high)}"
        case Clause():
            sides = ", ".join(filter(None, (value.gives_to, value.taken_from)))
            return f"{value.issue}: {value.passage.text}" + (f" ({sides})" if sides else "")
        case tuple():
            return " … ".join(map(as_text, value))
        case _:
            return str(value)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls) if field.name not in _PASSED_OVER)
