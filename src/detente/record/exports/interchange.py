"""Everything of a record as JSON lines, from which the same record is read back.

The first line says what the file is and how many lines of each type follow, so that a file that was cut
off is noticed. Then one line a value, in the order of the record: documents with their texts, actors,
relations, items, failures and rulings. ``exchange.schema.json`` beside this module fixes their shape.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record.exports.json_text import json_text
from detente.record.plain import plain
from detente.record.record import Record
from detente.record.values import (
    Actor,
    Claim,
    Event,
    Failure,
    Inconsistency,
    Proposal,
    Relation,
    Response,
    Ruling,
    Statement,
)

FORMAT = "detente-record"
VERSION = 1

TYPES: Mapping[str, tuple[str, type]] = {
    "document": ("documents", Document),
    "actor": ("actors", Actor),
    "relation": ("relations", Relation),
    "statement": ("statements", Statement),
    "event": ("events", Event),
    "proposal": ("proposals", Proposal),
    "response": ("responses", Response),
    "claim": ("claims", Claim),
    "inconsistency": ("inconsistencies", Inconsistency),
    "failure": ("failures", Failure),
    "ruling": ("rulings", Ruling),
}
"""Each type of line in the order they stand in, with the record's field and the class of its values."""

# Two halves of one character that stand apart: JSON has the same form for them and for the character.
_APART = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def to_jsonl(record: Record, rulings: Sequence[Ruling] = ()) -> Iterator[str]:
    r"""Yield a record and the rulings on it as lines of JSON, without line ends.

    Parameters
    ----------
    record : Record
        Written as it is; to be read back it must pass ``check``.
    rulings : sequence of Ruling
        All of them, in the order they were made.

    Yields
    ------
    str
        The same for the same record, byte for byte.

    Raises
    ------
    RecordError
        If a text holds the two halves of one character as two, which JSON cannot tell from the character.

    Examples
    --------
    >>> print(*to_jsonl(Record(failures=(Failure(path="a.txt", reason="it is empty"),))), sep="\n")
    {"type": "record", "format": "detente-record", "version": 1, "reader": "", "counts": {"failure": 1}}
    {"type": "failure", "path": "a.txt", "reason": "it is empty"}
    """
    values = {name: _values(record, rulings, field) for name, (field, _) in TYPES.items()}
    yield _line(
        {
            "type": "record",
            "format": FORMAT,
            "version": VERSION,
            "reader": record.reader,
            "counts": {name: len(held) for name, held in values.items() if held},
        }
    )
    for name, held in values.items():
        for value in held:
            yield _line({"type": name, **plain(value)})


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every line satisfies."""
    text = files("detente.record.exports").joinpath("exchange.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _values(record: Record, rulings: Sequence[Ruling], field: str) -> Sequence[Any]:
    held: Sequence[Any] = rulings if field == "rulings" else getattr(record, field)
    return held


def _line(value: Mapping[str, Any]) -> str:
    text = json_text(value)
    if "\\ud" in text and (halves := _APART.search(json.dumps(value, ensure_ascii=False))):
        raise RecordError(
            f"{value['type']} '{value.get('id', value.get('path', ''))}' holds the two halves of a character "
            f"as two ({halves[0]!r}), which JSON would join: mend the text of its document first"
        )
    return text
