"""Write the ids a case cites anew: ``python -m tests.golden.examples.rewrite``; then read the difference.

A hand-written case cites a record by its id, which nobody can read. So each citation has a line of its own
with the words it means, and the words decide:

    "statement:0123456789abcdef",  # 2026-04-14 Meridian Wire: No ratification, no signature
"""

from __future__ import annotations

import re
from pathlib import Path

import detente
from detente.documents import Document
from detente.record import Record
from detente.record.values import Item

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
CASE = EXAMPLES / "sarn" / "case.toml"
DISPATCHES = EXAMPLES / "sarn" / "dispatches"
CITATION = re.compile(r'^( *)"(statement|event|response|claim):(\w*)",  # (\S+) ([^:]+): (.+)$', re.M)


def read_dispatches() -> Record:
    """Read all dispatches together, as the brief does."""
    return detente.read([detente.load(path) for path in sorted(DISPATCHES.glob("*.txt"))])


def expected(text: str, record: Record) -> str:
    """Return the case with each cited id replaced by that of the record its words stand in."""

    def renew(match: re.Match[str]) -> str:
        item = find(record, match[2], match[4], match[5], match[6])
        return f'{match[1]}"{item.id}",  # {match[4]} {match[5]}: {match[6]}'

    return CITATION.sub(renew, text)


def find(record: Record, kind: str, day: str, publisher: str, words: str) -> Item:
    """Return the shortest item of a kind whose passage holds the words; the first of several as short."""
    (document,) = [found for found in record.documents if _source(found) == (day, publisher)]
    start = document.text.index(words, document.body_start)
    holding = [
        item
        for item in record.items()
        if type(item).__name__.lower() == kind
        and item.passage.document == document.id
        and item.passage.start <= start
        and start + len(words) <= item.passage.end
    ]
    if not holding:
        raise LookupError(
            f"no {kind} that was read from {publisher}, {day}, holds the words {words!r}: "
            "cite other words, or find out why the reading misses them"
        )
    return min(holding, key=lambda item: item.passage.end - item.passage.start)


def _source(document: Document) -> tuple[str, str]:
    return str(document.published_on), str(document.publisher)


if __name__ == "__main__":
    before = CASE.read_text(encoding="utf-8")
    CASE.write_text(expected(before, read_dispatches()), encoding="utf-8", newline="\n")
