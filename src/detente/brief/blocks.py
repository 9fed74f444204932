"""What a brief is set from: text with links, tables and figures, the same for every output form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.analysis.results import Share
from detente.brief.labels import Index
from detente.record.values import Event

InlineKind = Literal["text", "strong", "quiet", "quote", "tag", "ref", "link", "web", "bar", "break"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """A run of text of one kind.

    ``target`` is a record id for ``ref``, an anchor for ``link``, an address for ``web``. ``share`` is
    what a ``bar`` shows.
    """

    kind: InlineKind
    text: str = ""
    target: str = ""
    share: Share | None = None


Cell = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; ``kind`` tells how it is set: words, a narrow label, or numbers."""

    text: str
    kind: Literal["label", "words", "short", "number"] = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row; ``anchor`` is its address. ``is_group`` rows have one cell, a heading over those below."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    is_group: bool = False
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption; ``empty`` is said instead when it has no row.

    The cell of column ``header`` heads each row.
    """

    anchor: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    empty: str
    header: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``is_note`` sets it smaller."""

    parts: Cell
    anchor: str = ""
    is_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """A numbered list."""

    items: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The events in time; drawn where the output form can, left out where the table alone must do."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Shares as bars with their standard errors."""

    anchor: str
    caption: str
    bars: tuple[tuple[str, Share], ...]


Block = Table | Paragraph | Heading | Steps | Timeline | Bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the brief, in reading order."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


def text(words: str) -> Inline:
    """Return plain text."""
    return Inline(kind="text", text=words)


def strong(words: str) -> Inline:
    """Return text that carries the weight of a cell."""
    return Inline(kind="strong", text=words)


def quiet(words: str) -> Inline:
    """Return text that stands back."""
    return Inline(kind="quiet", text=words)


def quote(words: str) -> Inline:
    """Return words of a source, set as such."""
    return Inline(kind="quote", text=words)


def tag(words: str) -> Inline:
    """Return a short mark: against, alleged, overdue."""
    return Inline(kind="tag", text=words)


def ref(record: str) -> Inline:
    """Return a link to the words a record rests on."""
    return Inline(kind="ref", target=record)


def link(words: str, anchor: str) -> Inline:
    """Return a link inside the brief."""
    return Inline(kind="link", text=words, target=anchor)


def web(words: str, address: str) -> Inline:
    """Return a link out of the brief; only http and https addresses become links when rendered."""
    return Inline(kind="web", text=words, target=address)


def bar(share: Share) -> Inline:
    """Return a share as a small bar."""
    return Inline(kind="bar", share=share)


def line_break() -> Inline:
    """Return a line break inside a cell."""
    return Inline(kind="break")


def lines(cells: Sequence[Cell]) -> Cell:
    """Put several cells under one another in one."""
    joined: list[Inline] = []
    for cell in cells:
        if joined and cell:
            joined.append(line_break())
        joined.extend(cell)
    return tuple(joined)


def nothing(cell: Cell) -> Cell:
    """Return the cell, or a dash where it is empty."""
    return cell or (quiet("–"),)


def own_label(index: Index, record: str) -> Inline:
    """Return a record's own label for its row: a link to its words."""
    entry = index.find(record)
    return link(entry.label, entry.marks[0].anchor) if entry and entry.marks else strong(index.label(record))
