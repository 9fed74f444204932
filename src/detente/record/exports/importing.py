"""A record read back from the JSON lines it was written as, each line and the whole checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from detente.errors import PassageError, RecordError
from detente.record.check import check
from detente.record.exports.interchange import FORMAT, TYPES, VERSION
from detente.record.exports.strict import value_of
from detente.record.identity import content_id
from detente.record.record import Record
from detente.record.ruling.chain import chain_id
from detente.record.values import Relation, Response, Ruling

_HASHED = re.compile(r"[a-z]+:[0-9a-f]{16}")
_HEAD = {"type", "format", "version", "reader", "counts"}


def from_jsonl(lines: Iterable[str]) -> tuple[Record, tuple[Ruling, ...]]:
    """Read back what ``to_jsonl`` wrote.

    Parameters
    ----------
    lines : iterable of str
        With or without their line ends.

    Returns
    -------
    record : Record
        It passes ``check``.
    rulings : tuple of Ruling
        Each follows the one before and has the words it was made with.

    Raises
    ------
    RecordError
        If a line is not of the format, lines are missing, an id that hashes content has other content, or
        the chain of rulings is broken; with the number of the line where one line is to blame.
    PassageError
        If a passage does not have its document's words.
    """
    numbered = enumerate(lines, start=1)
    head = _head(next(numbered, (1, ""))[1])
    found: dict[str, list[Any]] = {name: [] for name in TYPES}
    at: dict[str, int] = {}
    last = 1
    for number, line in numbered:
        name, value = _value(number, line)
        found[name].append(value)
        identifier = getattr(value, "id", "")
        if identifier in at:
            raise RecordError(
                f"line {number}: the id '{identifier}' is that of line {at[identifier]} too, and an id "
                "stands for one thing: keep one of the two"
            )
        if identifier:
            at[identifier] = number
        last = number
    _check_counts(head["counts"], found, last)
    rulings = tuple(cast(list[Ruling], found.pop("ruling")))
    record = Record(
        **{TYPES[name][0]: tuple(held) for name, held in found.items()}, reader=str(head["reader"])
    )
    _check_record(record, at)
    _check_ids(record, rulings, at)
    _check_chain(rulings, at)
    return record, rulings


def is_interchange(first_line: str) -> bool:
    """Whether a file that begins with this line is a record written by ``to_jsonl``, of any version."""
    try:
        found = json.loads(first_line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT


def _head(line: str) -> Mapping[str, Any]:
    if not line.strip():
        raise RecordError(
            "line 1: there is none, and it must say what the file is: give a file that `detente export` wrote"
        )
    head = _object(1, line)
    if head.get("type") != "record" or head.get("format") != FORMAT or set(head) != _HEAD:
        raise RecordError(
            f"line 1: it must say {FORMAT!r} as the format and does not: give a file that `detente export "
            "--format jsonl` wrote"
        )
    if type(head["version"]) is not int or head["version"] != VERSION:
        raise RecordError(
            f"line 1: the version is {head['version']!r} and this detente reads {VERSION}: use the detente "
            "that wrote the file, or a later one"
        )
    counts = head["counts"]
    is_counts = isinstance(counts, dict) and all(
        name in TYPES and type(n) is int and n > 0 for name, n in counts.items()
    )
    if not is_counts or not isinstance(head["reader"], str):
        raise RecordError(
            "line 1: 'counts' must give how many lines of each type follow, and 'reader' a name: take the "
            "file as it was written"
        )
    return head


def _value(number: int, line: str) -> tuple[str, Any]:
    held = _object(number, line)
    name = held.pop("type", None)
    if not (isinstance(name, str) and name in TYPES):
        raise RecordError(
            f"line {number}: the type is {name!r} and must be one of {', '.join(TYPES)}: correct it"
        )
    try:
        return name, value_of(TYPES[name][1], held, name)
    except RecordError as error:
        raise RecordError(f"line {number}: {error}") from error


def _object(number: int, line: str) -> dict[str, Any]:
    try:
        found = json.loads(line, object_pairs_hook=_unique, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise RecordError(
            f"line {number}: it must be one JSON object and is not ({error}): write the value on one line"
        ) from error
    if not isinstance(found, dict):
        raise RecordError(f"line {number}: it must be a JSON object and is {line.strip()[:40]!r}: write one")
    return found


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)!r} stands in it twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _check_counts(counts: Mapping[str, int], found: Mapping[str, Sequence[Any]], last: int) -> None:
    for name, held in found.items():
        if len(held) != counts.get(name, 0):
            raise RecordError(
                f"line 1 says that {counts.get(name, 0)} lines of type '{name}' follow, and there are "
                f"{len(held)} (the file ends with line {last}): take the file as it was written"
            )


def _check_record(record: Record, at: Mapping[str, int]) -> None:
    try:
        check(record)
    except (RecordError, PassageError) as error:
        blamed = next((number for identifier, number in at.items() if f"'{identifier}'" in str(error)), None)
        place = "" if blamed is None else f"line {blamed}: "
        raise type(error)(f"{place}{error}") from error


def _check_ids(record: Record, rulings: Sequence[Ruling], at: Mapping[str, int]) -> None:
    """Raise if an id is made like one that hashes content, and of other content.

    A corrected item keeps the id of what was read, so its content is not held against it. The ids of
    relations and responses hash actors, so they tell nothing where actors were merged or split.
    """
    corrected = {ruling.record for ruling in rulings if ruling.kind == "correct"}
    is_joined = any(ruling.kind in ("merge", "split") for ruling in rulings)
    for item in (*record.relations, *record.items()):
        if item.id in corrected or not _HASHED.fullmatch(item.id):
            continue
        if item.id != content_id(item) and not (is_joined and isinstance(item, Relation | Response)):
            raise RecordError(
                f"line {at[item.id]}: the id '{item.id}' hashes what was read, and the line holds something "
                f"else, whose id is '{content_id(item)}': take the line as it was written"
            )


def _check_chain(rulings: Sequence[Ruling], at: Mapping[str, int]) -> None:
    previous = ""
    for ruling in rulings:
        if ruling.previous != previous:
            raise RecordError(
                f"line {at[ruling.id]}: ruling '{ruling.id}' follows '{ruling.previous}', and the one before "
                f"it is '{previous}': one was moved, put in or taken out; take the file as it was written"
            )
        if ruling.id != chain_id(ruling, previous):
            raise RecordError(
                f"line {at[ruling.id]}: ruling '{ruling.id}' does not have the words it was made with: take "
                "the file as it was written"
            )
        previous = ruling.id
