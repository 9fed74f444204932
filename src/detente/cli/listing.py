"""What the commands that ask a record print: a table, JSON or CSV, all from one list."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import typer

from detente.cells import Cell, csv_text
from detente.cli.outputs import print_text

MAX_WORDS = 160
"""Characters of a cell that a table shows."""
PLAIN_WIDTH = 160
"""Width of a table that goes into a file or to another program, where COLUMNS does not say another."""
WIDE = 22
"""Characters that a column of words has room for at least, before others are spared."""
NARROW = 12
"""Characters that a column of words is never narrower than."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What was found.

    Attributes
    ----------
    heading : tuple of str
        Names of the columns.
    rows : tuple of tuples
        One for each thing found.
    data : JSON value
        The same with all that is known of it.
    nothing : str
        What to say when there is none.
    wide : tuple of str
        Columns of a table that hold words and are broken into lines.
    spare : tuple of str
        Columns that a table leaves out where there is no room, the first of them first.
    days : tuple of str, optional
        Two columns, of the first and the last day, and the name under which a table shows them as one.
    """

    heading: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    data: Any
    nothing: str
    wide: tuple[str, ...] = ("words",)
    spare: tuple[str, ...] = ("id",)
    days: tuple[str, str, str] | None = None


def put(listing: Listing, *, as_json: bool, as_csv: bool, raw: bool = False) -> None:
    """Print a listing to standard output.

    Parameters
    ----------
    listing : Listing
    as_json, as_csv : bool
        Not as a table; not both.
    raw : bool
        Leave the cells of CSV as they are, although a spreadsheet may obey them.

    Raises
    ------
    typer.BadParameter
        If both are asked for, or ``raw`` without CSV.
    """
    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    if as_json:
        print_text(json.dumps(listing.data, ensure_ascii=False, indent=2))
    elif as_csv:
        text = csv_text(listing.heading, listing.rows, raw=raw)
        typer.echo(text.encode("utf-8"), nl=False)
    elif listing.rows:
        _print_table(listing)
    else:
        typer.echo(listing.nothing)


def check_form(*, as_json: bool, as_csv: bool, raw: bool = False) -> None:
    """Raise, before any work, if a listing cannot be printed in all the forms asked for at once."""
    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both")
    if raw and not as_csv:
        raise typer.BadParameter("--raw is for --csv")


def check_names(names: Sequence[str] | None, known: Sequence[str], *, what: str) -> None:
    """Raise, before any work, if one of the names given for an option is none that there is.

    Raises
    ------
    typer.BadParameter
        Naming it, and those that there are.
    """
    for name in names or ():
        if name not in known:
            raise typer.BadParameter(f"there is no {what} {name!r}; there are {', '.join(known)}")


def _print_table(listing: Listing) -> None:
    from rich.console import Console

    from detente.brief.visible import shorten
    from detente.cli.long_table import Column, print_rows

    console = Console()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = Console(width=PLAIN_WIDTH)
    heading, cells = _with_days_as_one(listing)
    rows = [["" if cell is None else shorten(str(cell), MAX_WORDS) for cell in row] for row in cells]
    kept = _kept_columns(listing, heading, rows, console.width)
    columns = [
        Column(
            name=heading[column],
            is_wide=(is_wide := heading[column] in listing.wide),
            at_least=min(NARROW, _length(heading, rows, column)) if is_wide else None,
        )
        for column in kept
    ]
    print_rows(console, columns, [[row[column] for column in kept] for row in rows])


def _kept_columns(
    listing: Listing, heading: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> list[int]:
    """Return the columns there is room for: those to be spared go first, from the last."""
    sizes = [
        min(WIDE if name in listing.wide else MAX_WORDS, _length(heading, rows, place))
        for place, name in enumerate(heading)
    ]
    kept = list(range(len(heading)))
    for name in listing.spare:
        if sum(sizes[place] + 3 for place in kept) + 1 <= width:
            break
        kept.remove(heading.index(name))
    return kept


def _length(heading: Sequence[str], rows: Sequence[Sequence[str]], column: int) -> int:
    return max(len(heading[column]), *(len(row[column]) for row in rows))


def _with_days_as_one(listing: Listing) -> tuple[tuple[str, ...], list[list[Cell]]]:
    """Return heading and rows of a table: two columns of days take the room of one."""
    if listing.days is None:
        return listing.heading, [list(row) for row in listing.rows]
    first, last, name = listing.days
    places = listing.heading.index(first), listing.heading.index(last)
    kept = [place for place in range(len(listing.heading)) if place != places[1]]
    heading = tuple(name if place == places[0] else listing.heading[place] for place in kept)
    rows = [
        [_span(row[places[0]], row[places[1]]) if place == places[0] else row[place] for place in kept]
        for row in listing.rows
    ]
    return heading, rows


def _span(first: Cell, last: Cell) -> str:
    """Return from when to when in words: one day, two, or the end that is known."""
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"by {last}" if last else ""
