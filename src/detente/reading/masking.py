"""A copy of a paragraph that a parser reads well: names and quotations replaced by plain stand-ins.

A small parser stumbles over rare names and over quoted sentences inside sentences. In the copy every
name is one common name of its kind and every quoted utterance is one word, so the parse depends on
the sentence and not on who is in it: exchange two names and the copy stays the same. The verbatim
text is never touched; every character of the copy knows where it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from detente.reading.names import Name, NameKind
from detente.reading.quotations import Quotation

_STAND_IN: dict[NameKind, str] = {
    "person": "Smith",
    "state": "France",
    "demonym": "French",
    "people": "Germans",
    "capital": "Paris",
    "place": "Paris",
    "seat": "Pentagon",
    "organisation": "NATO",
    "unknown": "Smith",
}
UTTERANCE = "Yes"
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " ", "\r": " ", "\t": " ", "\x00": " "})
_SOFT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the copy and where it came from; a replaced one maps as a whole."""

    copy_start: int
    copy_end: int
    start: int
    end: int
    name: Name | None = None
    quotation: Quotation | None = None

    @property
    def is_replaced(self) -> bool:
        """Whether the copy's words are not the text's words."""
        return self.name is not None or self.quotation is not None


@dataclass(frozen=True, slots=True)
class Masked:
    """The copy and its pieces, in order and without gaps in the copy."""

    copy: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    def piece_at(self, position: int) -> Piece:
        """Return the piece that holds a character of the copy."""
        return self.pieces[bisect_right(self.starts, position) - 1]

    def source(self, low: int, high: int) -> tuple[int, int]:
        """Map ``[low, high)`` of the copy to ``[start, end)`` of the text."""
        first, last = self.piece_at(low), self.piece_at(max(low, high - 1))
        start = first.start if first.is_replaced else first.start + low - first.copy_start
        end = last.end if last.is_replaced else last.start + high - last.copy_start
        return min(start, end), end


def mask(text: str, start: int, end: int, names: Sequence[Name], quotations: Sequence[Quotation]) -> Masked:
    """Build the copy of ``text[start:end]``.

    ``names`` and ``quotations`` are those inside, in text order. A quotation that is an utterance
    becomes one word; of any other only the marks are left out. An utterance that carries on over
    paragraphs stands in each of them.
    """
    swaps: list[tuple[int, int, str, Name | None, Quotation | None]] = []
    hidden: list[tuple[int, int]] = []
    for quotation in quotations:
        if quotation.is_speech(text):
            ending = text[quotation.inner_start : quotation.inner_end].rstrip()[-1:]
            is_final = ending in ".?!…" and _ends_there(text, quotation.end, end)
            stand_in = UTTERANCE + ("." if is_final else "," if ending == "," else "")
            swaps.append((quotation.start, quotation.end, stand_in, None, quotation))
            hidden.append((quotation.start, quotation.end))
        else:
            swaps.append((quotation.start, quotation.inner_start, "", None, None))
            if quotation.inner_end > quotation.inner_start:
                swaps.append((quotation.inner_end, quotation.end, "", None, None))
    for name in names:
        if name.start >= start and not any(low <= name.start < high for low, high in hidden):
            swaps.append((name.start, name.end, _STAND_IN[name.kind], name, None))
    swaps += [
        (index, index + 1, "", None, None)
        for index in range(start, end)
        if text[index] in _SOFT and not any(low <= index < high for low, high, *_ in swaps)
    ]
    swaps.sort(key=lambda swap: (swap[0], swap[1]))
    return _build(text, start, end, swaps)


def _ends_there(text: str, position: int, end: int) -> bool:
    """Whether a sentence can end at ``position``: the paragraph ends or a capital or a mark follows."""
    rest = text[position:end].lstrip()
    return not rest or rest[0].isupper() or rest[0] in "“\"«‘'(["


def _build(
    text: str, start: int, end: int, swaps: Sequence[tuple[int, int, str, Name | None, Quotation | None]]
) -> Masked:
    pieces: list[Piece] = []
    parts: list[str] = []
    length = 0
    position = start

    def add(words: str, low: int, high: int, name: Name | None, quotation: Quotation | None) -> None:
        nonlocal length
        if not words:
            return
        pieces.append(Piece(length, length + len(words), low, high, name, quotation))
        parts.append(words)
        length += len(words)

    for low, high, stand_in, name, quotation in swaps:
        if low < position:
            continue
        add(text[position:low].translate(_PLAIN), position, low, None, None)
        if quotation is not None and parts and not parts[-1][-1:].isspace():
            add(" ", low, low, None, None)
        add(stand_in, low, high, name, quotation)
        position = high
        if quotation is not None and position < end and text[position].isalnum() | (text[position] in "—–"):
            add(" ", high, high, None, None)
    add(text[position:end].translate(_PLAIN), position, end, None, None)
    copy = "".join(parts)
    return Masked(copy, tuple(pieces), tuple(piece.copy_start for piece in pieces))
