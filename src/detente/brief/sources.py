"""Source texts cut into pieces, so that every used passage can be highlighted where it stands.

Passages nest and overlap. Each piece of text is covered by the same passages from end to end; a
renderer opens a highlight where a passage begins, and closes it where it ends. Text itself is never
changed: the pieces of a document, put together, are its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from detente.brief.labels import Entry, Index, Mark
from detente.documents.document import Document

_BREAK = re.compile(r"\r?\n")

MAX_DEPTH = 12
"""Highlights nested deeper are given their anchor and label, but no colour of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """One passage of one document, with the record that uses it."""

    entry: Entry
    mark: Mark

    @property
    def start(self) -> int:
        """First code point."""
        return self.mark.passage.start

    @property
    def end(self) -> int:
        """Code point after the last."""
        return self.mark.passage.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some text between two places where highlights change.

    ``starts`` are the passages that begin here, outermost first; ``ends`` those that end after this
    piece, innermost first; ``covers`` all that cover it, outermost first.
    """

    start: int
    text: str
    covers: tuple[Used, ...]
    starts: tuple[Used, ...]
    ends: tuple[Used, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The pieces of one line of the text, without the line break itself."""

    pieces: tuple[Piece, ...]
    is_header: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document with its paragraphs, and the passages that no longer match it."""

    document: Document
    number: int
    paragraphs: tuple[Paragraph, ...]
    n_used: int


def build_sources(documents: Iterable[Document], index: Index) -> tuple[Source, ...]:
    """Cut every document at the edges of its used passages and at its line breaks."""
    used: dict[str, list[Used]] = {}
    for entry in index.entries:
        for mark in entry.marks:
            if not mark.is_orphaned:
                used.setdefault(mark.passage.document, []).append(Used(entry=entry, mark=mark))
    return tuple(
        _source(document, number, used.get(document.id, []))
        for number, document in enumerate(documents, start=1)
    )


def orphans(index: Index) -> tuple[Used, ...]:
    """Return the passages whose words are not at their place, in label order."""
    return tuple(
        Used(entry=entry, mark=mark) for entry in index.entries for mark in entry.marks if mark.is_orphaned
    )


def _source(document: Document, number: int, used: list[Used]) -> Source:
    pieces = list(_pieces(document.text, used))
    paragraphs = [
        Paragraph(pieces=tuple(line), is_header=line[-1].start + len(line[-1].text) <= document.body_start)
        for line in _lines(pieces)
    ]
    return Source(document=document, number=number, paragraphs=tuple(paragraphs), n_used=len(used))


def _pieces(text: str, used: list[Used]) -> Iterator[Piece]:
    edges = {0, len(text), *(place for found in _BREAK.finditer(text) for place in found.span())}
    edges.update(place for passage in used for place in (passage.start, passage.end))
    ordered = sorted(edges)
    by_start: dict[int, list[Used]] = {}
    for passage in used:
        by_start.setdefault(passage.start, []).append(passage)
    active: list[Used] = []
    for start, end in pairwise(ordered):
        # Longest first, so that the shorter passage nests inside the longer one.
        starts = sorted(by_start.get(start, []), key=lambda passage: -passage.end)
        active.extend(starts)
        ends = [passage for passage in reversed(active) if passage.end == end]
        covers = tuple(active)
        active = [passage for passage in active if passage.end > end]
        yield Piece(start=start, text=text[start:end], covers=covers, starts=tuple(starts), ends=tuple(ends))


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Group pieces by line; a break that carries an edge of a passage keeps it with the line before."""
    line: list[Piece] = []
    for piece in pieces:
        if piece.text in ("\n", "\r\n") and not piece.starts and not piece.ends:
            if line:
                yield line
            line = []
            continue
        line.append(piece)
        if piece.text.endswith("\n"):
            yield line
            line = []
    if line:
        yield line
