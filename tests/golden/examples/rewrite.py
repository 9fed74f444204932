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
    """Return the item of a kind that shares most with the words; of several the shortest, then the first."""
    (document,) = [found for found in record.documents if _source(found) == (day, publisher)]
    start = document.text.index(words, document.body_start)

    def shared(item: Item) -> int:
        return min(item.passage.end, start + len(words)) - max(item.passage.start, start)

    of_kind = [
        item
        for item in record.items()
        if type(item).__name__.lower() == kind and item.passage.document == document.id
    ]
    best = max(of_kind, key=lambda item: (shared(item), item.passage.start - item.passage.end), default=None)
    if best is None or 2 * shared(best) < len(words):
        raise LookupError(
            f"no {kind} that was read from {publisher}, {day}, holds the words {words!r}: "
            "cite other words, or find out why the reading misses them"
        )
    return best


def _source(document: Document) -> tuple[str, str]:
    return str(document.published_on), str(document.publisher)


if __name__ == "__main__":
    before = CASE.read_text(encoding="utf-8")
    CASE.write_text(expected(before, read_dispatches()), encoding="utf-8", newline="\n")
