"""A value of a record made anew: its words, references and places turned into others, by their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from detente.record.fields import REFERENCES, WORDS, Place
from detente.record.values import Mention, Passage, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """What becomes of the parts of a value.

    ``words`` turns the words of a field, ``reference`` an id; ``place`` gives the fields that a span,
    mention or passage has in the document of that id.
    """

    words: Callable[[str], str]
    reference: Callable[[str], str]
    place: Callable[[Place, str], Mapping[str, Any]]


def rewritten(value: Any, document: str, turns: Turns) -> Any:
    """Return a value, found in a document, made anew; what is no part of a record's values stays.

    Parameters
    ----------
    value : dataclass, tuple of them, or any other value
    document : str
        Id of the document that its spans and mentions lie in; a passage names its own.
    turns : Turns
    """
    if isinstance(value, tuple):
        return tuple(rewritten(part, document, turns) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    document = value.document if isinstance(value, Passage) else document
    changes: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in WORDS.get(type(value), ()):
            changes[field.name] = each(held, turns.words)
        elif field.name in REFERENCES.get(type(value), {}):
            changes[field.name] = each(held, turns.reference)
        else:
            changes[field.name] = rewritten(held, document, turns)
    if isinstance(value, Span | Mention | Passage):
        changes |= turns.place(value, document)
    return replace(value, **changes)


def each(held: Any, change: Callable[[str], str]) -> Any:
    """Return a text, or each of several, changed; None stays."""
    if held is None:
        return None
    return tuple(map(change, held)) if isinstance(held, tuple) else change(held)
