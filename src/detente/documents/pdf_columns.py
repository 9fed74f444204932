"""The text of a PDF's page, and its columns one after the other where they were drawn line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_STAY = ([1, 0, 0, 1, 0, 0], b"cm")
_SAME_START = 2.0
"""Points by which the lines of a column may begin apart."""
_FEWEST_LINES = 4
_FEWEST_CHARACTERS = 20
"""Of a column's middle line: a table's cells, labels and numbers are shorter."""
_LEAST_FILLED = 0.7
"""Share of a column's width that its middle line fills; a table's cells are ragged."""
_MOST_CROSSING = 0.25
"""Of a column's lines, how many may run across both; where more do, there are no columns."""
_WORD_GAP = 1.5
"""Sizes of the font from the end of a word, its letters being narrow, to the next."""
_NARROWEST, _USUAL = 0.35, 0.5
"""Width of a character in print, in sizes of its font: of narrow letters, and on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Words that are drawn at one place; ``x`` and ``y`` in points from the lower left corner."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Split:
    """A page's pieces above, in and below two columns; ``is_clear`` when nothing speaks against them."""

    parts: tuple[list[_Piece], list[_Piece], list[_Piece], list[_Piece]]
    is_clear: bool


def page_text(page: PageObject) -> tuple[str, bool]:
    """Return the text of a page, and whether it may be that of two columns, mixed.

    The order is that in which it is drawn. Only where lines of two columns of prose are drawn in turns, is
    one column read after the other: the lines on the right begin at one place, those on the left fill the
    width up to it, none crosses it between the first line and the last, and no letter is lost by it. Where
    few lines cross it the order stays, and the second value is true.
    """
    text, pieces = _drawn(page)
    split = _split(pieces)
    if split is None:
        return text, False
    ordered = _ordered(split) if split.is_clear else ""
    return (ordered, False) if _letters(ordered) == _letters(text) else (text, True)


def _drawn(page: PageObject) -> tuple[str, list[_Piece]]:
    """Return a page's text as it is drawn, and its pieces in the same order."""
    from pypdf.generic import ContentStream, NameObject

    # Strings as bytes: which letters they are is for the font to say.
    drawn = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    # The parser tells where a line begins, not where the pieces of it do. A change of the matrix that changes
    # nothing has it tell each of them, the text being the same.
    drawn.operations = [
        one for shown in drawn.operations for one in ((_STAY, shown) if shown[1] in _SHOWS else (shown,))
    ]
    page[NameObject("/Contents")] = drawn
    pieces: list[_Piece] = []

    def take(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text and not text.strip() and pieces:
            pieces[-1] = replace(pieces[-1], text=pieces[-1].text + text)
        elif text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] * cm[3]) or 1.0
            piece = _Piece(x=x, y=y, size=abs(size) * scale, text=text)
            pieces.extend([piece] if all(map(isfinite, (x, y, piece.size))) else [])

    return page.extract_text(visitor_text=take), pieces


def _split(pieces: Sequence[_Piece]) -> _Split | None:
    """Return two columns that are drawn line by line; None where there are none."""
    start = _right_start(pieces)
    if start is None:
        return None
    heights = [piece.y for piece in pieces if abs(piece.x - start) <= _SAME_START]
    band = [piece for piece in pieces if min(heights) - 1 <= piece.y <= max(heights) + 1]
    left, right = (_lines([one for one in band if _is_right(one, start) is side]) for side in (False, True))
    is_prose = all(
        len(lines) >= _FEWEST_LINES and median(map(len, map(_words, lines))) >= _FEWEST_CHARACTERS
        for lines in (left, right)
    )
    n_crossing = sum(_crosses(line, start) for line in _lines(band))
    is_one = n_crossing > _MOST_CROSSING * min(len(left), len(right))
    if not is_prose or is_one or not _is_in_turns(band, start, min(len(left), len(right))):
        return None
    width = start - min(piece.x for line in left for piece in line)
    filled = median(len(_words(line)) * line[0].size * _USUAL for line in left) / width
    if filled < _LEAST_FILLED:
        return None  # a table
    return _Split(parts=_parts(pieces, band, start), is_clear=not n_crossing)


def _right_start(pieces: Sequence[_Piece]) -> float | None:
    """Return where most lines of a right column begin: the place with the most lines right of the margin."""
    if not pieces:
        return None
    margin = min(piece.x for piece in pieces)
    width = max(piece.x + len(piece.text) * piece.size * _NARROWEST for piece in pieces) - margin
    heights: dict[int, set[int]] = {}
    for piece in pieces:
        if piece.x >= margin + width / 5:
            heights.setdefault(round(piece.x), set()).add(round(piece.y))
    start = max(heights, key=lambda x: (len(heights[x]), -x), default=None)
    if start is None or len(heights[start]) < _FEWEST_LINES:
        return None
    top, bottom = max(heights[start]), min(heights[start])
    beside = {y for x, ys in heights.items() if x >= start for y in ys if bottom <= y <= top}
    # Words drawn one by one begin anywhere; those of a column's lines at its edge.
    return float(start) if 2 * len(heights[start]) >= len(beside) else None


def _is_right(piece: _Piece, start: float) -> bool:
    return piece.x >= start - _SAME_START


def _crosses(line: Sequence[_Piece], start: float) -> bool:
    """Whether a line runs across a place, however narrow its letters are."""
    left = [piece for piece in line if not _is_right(piece, start)]
    if not left:
        return False
    last = max(left, key=lambda one: one.x)
    end = last.x + len(last.text.strip()) * last.size * _NARROWEST
    behind = min((piece.x for piece in line if _is_right(piece, start)), default=start)
    is_joined = behind > start + _SAME_START and behind - end < _WORD_GAP * last.size
    return end > start + last.size or is_joined


def _is_in_turns(band: Sequence[_Piece], start: float, n_lines: int) -> bool:
    """Whether the pieces change sides so often that lines of both columns must be drawn in turns."""
    sides = [_is_right(piece, start) for piece in band]
    return sum(one != other for one, other in pairwise(sides)) >= n_lines


def _parts(
    pieces: Sequence[_Piece], band: Sequence[_Piece], start: float
) -> tuple[list[_Piece], list[_Piece], list[_Piece], list[_Piece]]:
    """Return what is above the columns, in the left, in the right, and below; a longer column in full."""
    heights = sorted({piece.y for piece in band}, reverse=True)
    pitch = median(one - other for one, other in pairwise(heights))
    size = median(piece.size for piece in band)
    top, bottom = heights[0], heights[-1]
    fits = [one for one in pieces if abs(one.size - size) <= size / 10 and not _crosses([one], start)]
    for piece in sorted(fits, key=lambda one: one.y):
        top = piece.y if top < piece.y <= top + 1.5 * pitch else top
    for piece in sorted(fits, key=lambda one: -one.y):
        bottom = piece.y if bottom - 2.5 * pitch <= piece.y < bottom else bottom
    inside = [piece for piece in pieces if bottom <= piece.y <= top]
    return (
        [piece for piece in pieces if piece.y > top],
        [piece for piece in inside if not _is_right(piece, start)],
        [piece for piece in inside if _is_right(piece, start)],
        [piece for piece in pieces if piece.y < bottom],
    )


def _ordered(split: _Split) -> str:
    """Return the words of a page, its left column before its right; a column of two as well."""
    above, left, right, below = map(_arranged, split.parts)
    return "\n\n".join(filter(None, (above, f"{left}\n{right}", below)))


def _arranged(pieces: list[_Piece]) -> str:
    inner = _split(pieces)
    if inner is not None and inner.is_clear:
        return _ordered(inner)
    return "\n".join(map(_words, _lines(pieces)))


def _lines(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Return pieces line by line from the top, each line from the left; raised signs with their line."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.y):
        if lines and lines[-1][0].y - piece.y < lines[-1][0].size / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one.x) for line in lines]


def _words(line: Sequence[_Piece]) -> str:
    return "".join(piece.text.replace("\n", " ") for piece in line).strip()


def _letters(text: str) -> Counter[Any]:
    return Counter("".join(text.split()))
