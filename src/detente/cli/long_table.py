"""Long tables, set quickly: the same characters as rich sets, for a fraction of its time.

Rich looks at every cell some twenty times and takes a millisecond for a row; a record of a thousand reports
has a timeline of thirty thousand. So rich is asked only for what it alone knows: how wide the columns are,
the heading and the frame, and cells that hold more than words of common letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment
    from rich.table import Table

FEW = 100
"""Rows up to which rich sets the table itself."""

_PLAIN = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0391-\u03a1\u0400-\u0482\u2010-\u2027]*"
)
"""Text of letters and signs that take one cell each, wherever they stand."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : str
    is_wide : bool
        Whether its words are broken into lines.
    at_least : int or None
        The fewest characters that it is made narrow to.
    """

    name: str
    is_wide: bool
    at_least: int | None = None


def print_rows(console: Console, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Print a table.

    Parameters
    ----------
    console : Console
    columns : sequence of Column
    rows : sequence of sequence of str
        Cells on one line each, without control characters.
    """
    if len(rows) <= FEW:
        console.print(_table(columns, rows))
        return
    from rich.segment import Segment, Segments

    widths = _widths(console, columns, rows)
    is_room = min(widths) > 1 and sum(widths) + 3 * len(widths) + 1 <= console.width
    if len(widths) != len(columns) or not is_room:  # drawn otherwise, or cut off
        console.print(_table(columns, rows))
        return
    frame = console.render_lines(_table(columns, [[""] * len(columns)], widths), pad=False)
    *heading, empty, end = frame
    _print_lines(console, heading)
    setting = _Setting(console, columns, widths)
    left, between, right = _bars(empty, widths)
    for some in _chunks(rows, 1000):
        lines = (f"{left}{between.join(cells)}{right}\n" for row in some for cells in setting.lines(row))
        console.print(Segments([Segment("".join(lines))]), end="", crop=False)
    _print_lines(console, [end])


def _table(columns: Sequence[Column], rows: Iterable[Row], widths: Sequence[int] | None = None) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for place, one in enumerate(columns):
        width = widths[place] if widths is not None else None
        least = one.at_least if widths is None else None
        table.add_column(one.name, width=width, min_width=least, no_wrap=not one.is_wide, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _widths(console: Console, columns: Sequence[Column], rows: Sequence[Row]) -> list[int]:
    """Return how wide each column is: that depends on its longest cell, and on the longest of its words."""
    longest, wordiest = [], []
    for place in range(len(columns)):
        cells = dict.fromkeys(row[place] for row in rows)
        longest.append(max(cells, key=_cell_len))
        wordiest.append(max(cells, key=_longest_word))
    top = console.render_lines(_table(columns, [longest, wordiest]), pad=False)[0]
    line = "".join(segment.text for segment in top)
    return [len(run) - 2 for run in re.findall(f"{re.escape(line[1])}+", line[1:-1])]


def _bars(line: Sequence[Segment], widths: Sequence[int]) -> tuple[str, str, str]:
    """Return what stands left of a row, between its cells and right of it, by a row of empty cells."""
    text = "".join(segment.text for segment in line).rstrip("\n")
    second = 2 + widths[0] + 1
    return text[:2], text[second - 1 : second + 2], text[-2:]


class _Setting:
    """Breaks the cells of rows into lines, each as wide as its column."""

    def __init__(self, console: Console, columns: Sequence[Column], widths: Sequence[int]) -> None:
        self._console = console
        self._columns = columns
        self._widths = widths
        self._blank = [" " * width for width in widths]
        self.set = lru_cache(maxsize=65536)(self._set)

    def lines(self, row: Row) -> Iterator[tuple[str, ...]]:
        """Yield the lines of a row, each a tuple of as many parts as there are cells."""
        cells = [self.set(place, cell) for place, cell in enumerate(row)]
        if all(len(lines) == 1 for lines in cells):
            yield tuple(lines[0] for lines in cells)
            return
        for parts in zip_longest(*cells):
            yield tuple(
                blank if part is None else part for part, blank in zip(parts, self._blank, strict=True)
            )

    def _set(self, place: int, cell: str) -> list[str]:
        width = self._widths[place]
        if _PLAIN.fullmatch(cell):
            if len(cell) <= width:
                return [cell.ljust(width)]
            words = cell.split(" ")
            if self._columns[place].is_wide and all(0 < len(word) <= width for word in words):
                return [line.ljust(width) for line in _broken(words, width)]
        return self._set_by_rich(place, cell)

    def _set_by_rich(self, place: int, cell: str) -> list[str]:
        from rich.text import Text

        options = self._console.options.update(
            width=self._widths[place],
            justify="left",
            no_wrap=not self._columns[place].is_wide,
            overflow="fold",
            height=None,
        )
        lines = self._console.render_lines(Text(cell), options)
        return ["".join(segment.text for segment in line) for line in lines]


def _broken(words: Sequence[str], width: int) -> Iterator[str]:
    """Yield lines of words, as many on each as there is room for; none is longer than a line."""
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}"
        else:
            yield line
            line = word
    yield line


def _longest_word(cell: str) -> int:
    return max(map(_cell_len, cell.split()), default=0)


def _cell_len(text: str) -> int:
    if _PLAIN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _print_lines(console: Console, lines: Sequence[Sequence[Segment]]) -> None:
    from rich.segment import Segment, Segments

    console.print(Segments([one for line in lines for one in (*line, Segment.line())]), end="")


def _chunks(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
