"""The change a ruling makes, as the JSON object it is kept as."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from detente.errors import RecordError
from detente.record.values import Ruling


def change_text(change: Mapping[str, Any]) -> str:
    """Return a change as the text a ruling keeps: sorted keys, no spaces; empty when nothing changes.

    >>> change_text({"speaker": "actor:ola-kerr", "about": None})
    '{"about":null,"speaker":"actor:ola-kerr"}'
    >>> change_text({})
    ''
    """
    if not change:
        return ""
    return json.dumps(change, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def change_of(ruling: Ruling) -> dict[str, Any]:
    """Return what a ruling changes; empty when it gives no change.

    Raises
    ------
    RecordError
        If its text is not one JSON object, or gives a field twice.
    """
    if not ruling.change:
        return {}
    try:
        found = json.loads(ruling.change, object_pairs_hook=_unique, parse_constant=_no_number)
    except (json.JSONDecodeError, RecursionError, _BadChangeError) as error:
        raise RecordError(
            f"the change of a {ruling.kind} of '{ruling.record}' is no JSON object ({error}): "
            'write it as {"field": value}'
        ) from error
    if not isinstance(found, dict):
        raise RecordError(
            f"the change of a {ruling.kind} of '{ruling.record}' is {ruling.change[:40]!r} and must be a "
            'JSON object: write it as {"field": value}'
        )
    return found


def effect_of(ruling: Ruling) -> dict[str, Any]:
    """Return what a ruling changes; nothing when its words are no change, as earlier versions kept them."""
    try:
        return change_of(ruling)
    except RecordError:
        return {}


class _BadChangeError(ValueError):
    """JSON that Python would take and that means nothing certain."""


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _BadChangeError(f"{twice!r} stands in it twice")
    return found


def _no_number(name: str) -> float:
    raise _BadChangeError(f"{name} is no number")
