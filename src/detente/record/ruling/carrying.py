"""Rulings carried over to the items that came in place of those they were made on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from detente.errors import RecordError
from detente.record.ruling.changes import change_of, change_text
from detente.record.values import Ruling


def carried(rulings: Sequence[Ruling], successors: Mapping[str, str]) -> tuple[Ruling, ...]:
    """Return rulings with the ids of what they are about, and refer to, as these are now.

    Their own ids stay, so these are to be followed, not kept: the chain is over the rulings as made.
    Words that a correction points at (``at``) stay those of the document it was made on.

    Parameters
    ----------
    rulings : sequence of Ruling
        As made, in order.
    successors : mapping of str to str
        From old id to new (``successors.successors``); a new id may have a successor itself.

    Raises
    ------
    RecordError
        If an id succeeds itself, through others or not.
    """
    if not successors:
        return tuple(rulings)
    return tuple(
        replace(
            ruling,
            record=latest(ruling.record, successors),
            change=_change(ruling, successors),
        )
        for ruling in rulings
    )


def latest(identifier: str, successors: Mapping[str, str]) -> str:
    """Return the id that came in place of another in the end; the id itself when none did.

    >>> latest("event:1", {"event:1": "event:2", "event:2": "event:3"})
    'event:3'
    """
    met = {identifier}
    while (following := successors.get(identifier, identifier)) != identifier:
        if following in met:
            raise RecordError(f"'{following}' came in place of itself: give each id one later id")
        met.add(following)
        identifier = following
    return identifier


def _change(ruling: Ruling, successors: Mapping[str, str]) -> str:
    try:
        return change_text(_followed(change_of(ruling), successors))
    except RecordError:  # any words, as records of earlier versions kept them: no ids that are known
        return ruling.change


def _followed(value: Any, successors: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return latest(value, successors)
    if isinstance(value, list):
        return [_followed(part, successors) for part in value]
    if isinstance(value, dict):
        return {name: part if name == "at" else _followed(part, successors) for name, part in value.items()}
    return value
