"""Paragraphs of a verbatim text: where the pipeline may cut without cutting a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.errors import ReadingError

MAX_PARAGRAPH = 100_000
"""Longest stretch without a paragraph or sentence end, in code points, that is parsed."""

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ENDS_SENTENCE = re.compile(r"[.?!…:][\"”’'»)\]]*\s*$")
_SENTENCE_END = re.compile(r"[.?!…][\"”’'»)]*\s+(?=[\"“‘'«(]?[A-Z0-9])")
_LONG_LINE = 120
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,}(?:,[^—–\n]{0,60})?(?: ?\([^)\n]{1,40}\))? ?(?:[—–]|--| - ) ?"
    r"|[A-Z][\w.'’ -]{2,30}(?:, [^—–(\n]{0,40})? \([^)\n]{1,40}\) ?(?:[—–]|--| - ) ?"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``[start, end)`` in the text, outer white space left out; a heading has no sentence end.

    ``body`` is where the sentences begin, behind a dateline (*PORT ASMER, March 2 (Agency) —*).
    """

    start: int
    end: int
    is_heading: bool = False
    body: int = 0


def find_paragraphs(text: str, start: int = 0) -> tuple[Paragraph, ...]:
    """Cut a text into paragraphs.

    A blank line ends a paragraph. A single line end does too, unless the line looks hard-wrapped:
    it neither ends a sentence nor is longer than a printed line.

    Raises
    ------
    ReadingError
        If a stretch without any sentence end is longer than ``MAX_PARAGRAPH``.
    """
    found: list[tuple[int, int]] = []
    current: tuple[int, int] | None = None
    for low, high in _lines(text, start):
        line = text[low:high]
        if not line.strip():
            if current:
                found.append(current)
            current = None
            continue
        if current is None:
            current = (low, high)
        else:
            last = text[current[0] : current[1]]
            width = len(last.rsplit("\n", 1)[-1])
            if _ENDS_SENTENCE.search(last) or width > _LONG_LINE:
                found.append(current)
                current = (low, high)
            else:
                current = (current[0], high)
    if current:
        found.append(current)
    return tuple(_whole(text, low, high) for low, high in found for low, high in _pieces(text, low, high))


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    lines, low = [], start
    for match in _BREAK.finditer(text, start):
        lines.append((low, match.start()))
        low = match.end()
    lines.append((low, len(text)))
    return lines


def _whole(text: str, low: int, high: int) -> Paragraph:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    words = text[low:high]
    is_heading = not _ENDS_SENTENCE.search(words) and len(words) < _LONG_LINE * 2 and words[-1:] not in ",;"
    dateline = _DATELINE.match(text, low, high)
    return Paragraph(low, high, is_heading, dateline.end() if dateline else low)


def _pieces(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Cut a very long paragraph at sentence ends, so that memory stays bounded."""
    if high - low <= MAX_PARAGRAPH:
        return [(low, high)]
    pieces, begin, last = [], low, low
    for match in _SENTENCE_END.finditer(text, low, high):
        if match.end() - begin > MAX_PARAGRAPH // 4:
            pieces.append((begin, match.end()))
            begin = match.end()
        last = match.end()
    pieces.append((begin, high))
    longest = max(end - start for start, end in pieces)
    if longest > MAX_PARAGRAPH:
        raise ReadingError(
            f"a stretch of {longest:,} characters has no sentence end (offset {min(last, begin):,}); at most "
            f"{MAX_PARAGRAPH:,} are read at once: split the text into sentences or leave that part out"
        )
    return pieces
