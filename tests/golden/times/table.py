"""Read the table of time expressions, and score a reader of times against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TABLE = Path(__file__).parent / "expressions.txt"
TRAPS = Path(__file__).parent / "traps.txt"
_MARK = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One graded expression: its sentence without marks, where it stands, and what is expected of it.

    ``spans`` are the stretches of all expressions in the sentence, the graded one among them.
    """

    published_on: date | None
    sentence: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    earliest: date | None
    latest: date | None
    precision: str
    kind: str

    @property
    def expression(self) -> str:
        """The words that are graded."""
        return self.sentence[self.start : self.end]


def rows() -> list[Row]:
    """Read all rows of the table."""
    return list(_rows(TABLE.read_text(encoding="utf-8").splitlines()))


def traps() -> list[str]:
    """Read the sentences that name no time."""
    lines = TRAPS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _rows(lines: list[str]) -> Iterator[Row]:
    published_on: date | None = None
    for line in lines:
        if line.startswith("@"):
            word = line.split()[1]
            published_on = None if word == "undated" else date.fromisoformat(word)
        elif line and not line.startswith("#"):
            marked, earliest, latest, precision, kind = (cell.strip() for cell in line.split(" | "))
            sentence, spans, graded = _unmark(marked)
            yield Row(
                published_on=published_on,
                sentence=sentence,
                start=graded[0],
                end=graded[1],
                spans=spans,
                earliest=_day(earliest, published_on),
                latest=_day(latest, published_on),
                precision=precision,
                kind=kind,
            )


def _unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    graded, begin = (0, 0), 0
    for shift, mark in enumerate(_MARK.finditer(marked)):
        at = mark.start() - shift
        if mark[0] in "[{":
            begin = at
        else:
            spans.append((begin, at))
            graded = (begin, at) if mark[0] == "]" else graded
    return _MARK.sub("", marked), tuple(spans), graded


def _day(word: str, published_on: date | None) -> date | None:
    if word == "open":
        return None
    if re.fullmatch(r"0|[+-]\d+", word):
        assert published_on is not None, word
        return published_on + timedelta(days=int(word))
    return date.fromisoformat(word)
