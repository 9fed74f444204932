"""A copy of a paragraph that a parser reads well: names and quotations replaced by plain stand-ins.

A small parser stumbles over rare names and over quoted sentences inside sentences. In the copy every
name is one common name of its kind and every quoted utterance is one word, so the parse depends on
the sentence and not on who is in it: exchange two names and the copy stays the same. The verbatim
text is never touched; every character of the copy knows where it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.reading.names.types import SOFT, Name, NameKind
from detente.reading.text.quotations import Quotation

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
_UNSEEN = re.compile(f"[{SOFT}]+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " ", "\r": " ", "\t": " ", "\x00": " "})


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
        """Whether the copy's words are not the text's words: a stand-in, or a blank put in."""
        return self.name is not None or self.quotation is not None or self.start == self.end


@dataclass(frozen=True, slots=True)
class _Swap:
    """Words of the text at ``[start, end)`` and what stands for them in the copy; nothing leaves them out."""

    start: int
    end: int
    stand_in: str = ""
    name: Name | None = None
    quotation: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Masked:
    """The copy and its pieces, in order and without gaps in the copy.

    ``quoted`` holds ``[start, end)`` of the text between quotation marks that is left as it is, since
    it is no utterance of its own.
    """

    copy: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    quoted: tuple[tuple[int, int], ...] = ()

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
    swaps = [swap for quotation in quotations for swap in _quoted(text, quotation, end)]
    swaps += [
        _Swap(name.start, name.end, _STAND_IN[name.kind], name) for name in names if name.start >= start
    ]
    swaps += [_Swap(found.start(), found.end()) for found in _UNSEEN.finditer(text, start, end)]
    # what lies inside a stand-in comes behind it and is passed over
    swaps.sort(key=lambda swap: (swap.start, -swap.end))
    parts = tuple((q.inner_start, q.inner_end) for q in quotations if not q.is_speech(text))
    return replace(_build(text, start, end, swaps), quoted=parts)


def _quoted(text: str, quotation: Quotation, end: int) -> Iterator[_Swap]:
    """Yield what takes the place of an utterance, or of the marks of any other quotation."""
    if quotation.is_speech(text):
        ending = text[quotation.inner_start : quotation.inner_end].rstrip()[-1:]
        is_final = ending in (".", "?", "!", "…") and _ends_there(text, quotation.end, end)
        stand_in = UTTERANCE + ("." if is_final else "," if ending == "," else "")
        yield _Swap(quotation.start, quotation.end, stand_in, quotation=quotation)
        return
    yield _Swap(quotation.start, quotation.inner_start)
    if quotation.end > quotation.inner_end > quotation.inner_start:
        yield _Swap(quotation.inner_end, quotation.end)


def _ends_there(text: str, position: int, end: int) -> bool:
    """Whether a sentence can end at ``position``: the paragraph ends or a capital or a mark follows."""
    rest = text[position:end].lstrip()
    return not rest or rest[0].isupper() or rest[0] in "“\"«‘'(["


def _build(text: str, start: int, end: int, swaps: Sequence[_Swap]) -> Masked:
    pieces: list[Piece] = []
    parts: list[str] = []
    length = 0
    position = start

    def add(words: str, low: int, high: int, swap: _Swap | None = None) -> None:
        nonlocal length
        if words:
            name, quotation = (swap.name, swap.quotation) if swap is not None else (None, None)
            pieces.append(Piece(length, length + len(words), low, high, name, quotation))
            parts.append(words)
            length += len(words)

    for swap in swaps:
        if swap.start < position:
            continue
        add(text[position : swap.start].translate(_PLAIN), position, swap.start)
        if swap.quotation is not None and parts and not parts[-1][-1:].isspace():
            add(" ", swap.start, swap.start)
        add(swap.stand_in, swap.start, swap.end, swap)
        position = swap.end
        if (
            swap.quotation is not None
            and position < end
            and (text[position].isalnum() or text[position] in "—–")
        ):
            add(" ", position, position)
    add(text[position:end].translate(_PLAIN), position, end)
    return Masked("".join(parts), tuple(pieces), tuple(piece.copy_start for piece in pieces))
