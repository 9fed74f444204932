"""Paragraphs of a verbatim text: where the pipeline may cut without cutting a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.errors import ReadingError

MAX_PARAGRAPH = 100_000
"""Longest stretch without a paragraph or sentence end, in code points, that is parsed."""

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLOSERS = "\"”’'»«“‘)]"
_ENDERS = (".", "?", "!", "…", ":")
_SENTENCE_END = re.compile(r"[.?!…][\"”’'»)]*\s+(?=[\"“‘'«(]?[A-Z0-9])")
_LONG_LINE = 120
_WRAP_WIDTHS = range(40, 101)
"""Line widths, in code points, at which text is wrapped by hand or by a mail program."""
_WRAP_FILL = 0.7
"""How full of the longest line every line of a wrapped block but the last must be."""
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_DASH = r" ?(?:[—–]|--| - ) ?"
_OUTLET = r"\([^)\n]{1,40}\)"
_MONTH = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|[A-Z]{1,3}S?T))?"
_STAMP = rf"(?:{_CLOCK}|\[{_CLOCK}\])(?: ?[-–—|:])?[ \t\u00a0]+(?=[{_CAPITAL}“‘«\"'])"
"""The hour in front of an entry of a live report (*09:20 The ceasefire holds ...*)."""
_DATELINE = re.compile(
    rf"[{_CAPITAL}][{_CAPITAL}.'’ -]{{2,60}}(?:,[^—–\n]{{0,60}})?(?: ?{_OUTLET})?{_DASH}"
    rf"|[{_CAPITAL}][\w.'’ -]{{2,30}}(?:, [^—–(\n]{{0,40}})? {_OUTLET}{_DASH}"
    rf"|[{_CAPITAL}][\w.'’ -]{{2,30}}, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}){_DASH}"
    rf"|{_STAMP}"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``[start, end)`` in the text, outer white space left out; a heading has no sentence end.

    ``body`` is where the sentences begin, behind a dateline (*PORT ASMER, March 2 (Agency) —*) or the hour of
    an entry in a live report (*09:20 The ceasefire holds*).
    """

    start: int
    end: int
    is_heading: bool = False
    body: int = 0


def find_paragraphs(text: str, start: int = 0) -> tuple[Paragraph, ...]:
    """Cut a text into paragraphs.

    A blank line ends a paragraph. A single line end does too, unless the line looks wrapped: it neither
    ends a sentence nor is longer than a printed line, or all lines of its block fill the same width.

    Raises
    ------
    ReadingError
        If a stretch without any sentence end is longer than ``MAX_PARAGRAPH``.
    """
    blocks = _blocks(text, start)
    width = max((_wrap_width(block) for block in blocks), default=0)
    found = [lines for block in blocks for lines in _cut_block(text, block, width)]
    return tuple(_whole(text, low, high) for low, high in found for low, high in _pieces(text, low, high))


def _blocks(text: str, start: int) -> list[list[tuple[int, int]]]:
    """Gather the lines of a text between blank ones."""
    blocks: list[list[tuple[int, int]]] = [[]]
    for low, high in _lines(text, start):
        if not text[low:high].strip():
            blocks.append([])
        else:
            blocks[-1].append((low, high))
    return [block for block in blocks if block]


def _wrap_width(block: Sequence[tuple[int, int]]) -> int:
    """Return the width at which three or more lines are wrapped, 0 when they are not."""
    widths = [high - low for low, high in block]
    widest = max(widths)
    is_full = all(width >= _WRAP_FILL * widest for width in widths[:-1])
    return widest if len(widths) > 2 and is_full and widest in _WRAP_WIDTHS else 0


def _cut_block(text: str, block: Sequence[tuple[int, int]], width: int) -> Iterator[tuple[int, int]]:
    """Cut lines without a blank one between them where a paragraph ends."""
    low, last = block[0][0], block[0]
    full = _WRAP_FILL * width
    is_wrapped = bool(width) and all(full <= end - begin <= width for begin, end in block[:-1])
    for line in block[1:]:
        is_end = ends_sentence(text[last[0] : last[1]]) or last[1] - last[0] > _LONG_LINE
        if is_end and not is_wrapped:
            yield low, last[1]
            low = line[0]
        last = line
    yield low, last[1]


def ends_sentence(words: str) -> bool:
    """Whether words end with a mark that ends a sentence or announces one, closing marks left aside."""
    return words.rstrip().rstrip(_CLOSERS).endswith(_ENDERS)


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
    is_heading = not ends_sentence(words) and len(words) < _LONG_LINE * 2 and words[-1:] not in ",;"
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
