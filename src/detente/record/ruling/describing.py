"""A ruling in one plain line, for a log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record.ruling.changes import change_of
from detente.record.ruling.things import Source, Thing, noun
from detente.record.values import Actor, Ruling

_SHOWN = 60  # code points of an item's words that a line shows

_DONE: Mapping[str, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "merge": "merged",
    "split": "split",
    "grade": "graded",
    "note": "noted on",
    "outcome": "settled",
    "undo": "took back a ruling on",
}


def describe(ruling: Ruling, thing: Thing | None, names: Mapping[str, str] | None = None) -> str:
    """Say in one line what a ruling did; who, when and why are in the ruling.

    Parameters
    ----------
    ruling : Ruling
    thing : Thing or None
        What it is about; None when that is not in the record.
    names : mapping of str to str, optional
        Names of actors and documents by id; an id without a name is shown as it is.

    Examples
    --------
    >>> kerr = Actor(id="actor:kerr", name="Kerr", kind="person")
    >>> ruling = Ruling(id="", kind="merge", record=kerr.id, by="N. N.", ruled_at="", because="same office",
    ...                 change='{"into":"actor:ola-kerr"}')
    >>> describe(ruling, kerr, {"actor:ola-kerr": "Ola Kerr"})
    'merged actor Kerr into Ola Kerr'
    """
    about = f"{noun(thing)} {_shown(thing)}" if thing is not None else f"'{ruling.record}'"
    try:
        change = change_of(ruling)
    except RecordError:  # any words, as records of earlier versions kept them
        return f"{_DONE[ruling.kind]} {about}: {_line(ruling.change)}"
    return f"{_DONE[ruling.kind]} {about}{_what(ruling, change, names or {})}"


def _what(ruling: Ruling, change: Mapping[str, Any], names: Mapping[str, str]) -> str:
    match ruling.kind:
        case "correct":
            return ": " + ", ".join(
                f"{field} is {_value(value, names)}" for field, value in sorted(change.items())
            )
        case "merge":
            return f" into {_value(change.get('into'), names)}"
        case "split" if "documents" in change:
            where = ", ".join(_value(document, names) for document in change["documents"])
            return f": it is {change.get('name')} in {where}"
        case "split":
            return f" from {_value(change.get('from'), names)}"
        case "grade":
            return ": " + ", ".join(f"{name} {grade}" for name, grade in sorted(change.items()))
        case "outcome":
            on = f" on {change['on']}" if change.get("on") else ""
            evidence = ", ".join(_value(one, names) for one in change.get("evidence") or ())
            return f": {change.get('outcome')}{on}{f' (see {evidence})' if evidence else ''}"
        case "undo":
            return f": {change.get('ruling')}"
        case _:
            return ""


def _shown(thing: Thing) -> str:
    match thing:
        case Actor() | Source():
            return _line(thing.name) or f"'{thing.id}'"  # a name may be blank
        case Document():
            return _line(thing.path)
        case _:
            return f"“{_line(thing.passage.text)}”"


def _value(value: Any, names: Mapping[str, str]) -> str:
    """Return a value of a change in words."""
    if value is None:
        return "left open"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " and ".join(_value(part, names) for part in value) or "nobody"
    if not isinstance(value, dict):
        return _line(names.get(str(value), str(value)))
    if set(value) == {"name", "kind"}:
        return f"{_line(value['name'])} ({value['kind']}, new)"
    if "at" in value:
        return f"{_value(value.get('actor'), names)} (“{_line(value['at']['text'])}”)"
    return ", ".join(f"{name} {_value(part, names)}" for name, part in sorted(value.items()))


def _line(words: str) -> str:
    line = " ".join(words.split())
    if len(line) <= _SHOWN:
        return line
    cut = line[:_SHOWN]
    return (cut.rpartition(" ")[0] or cut) + "…"
