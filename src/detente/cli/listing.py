"""What the commands that ask a record print: a table, JSON or CSV, all from one list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import typer

from detente.cells import Cell, csv_text
from detente.cli.outputs import print_text

MAX_WORDS = 160
"""Characters of a cell that a table shows."""
PLAIN_WIDTH = 160
"""Width of a table that goes into a file or to another program."""
WIDE = 30
"""Characters that a column of words gets at least."""


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
    """

    heading: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    data: Any
    nothing: str
    wide: tuple[str, ...] = ("words",)
    spare: tuple[str, ...] = ("id",)


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
        typer.get_binary_stream("stdout").write(text.encode("utf-8"))
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


def _print_table(listing: Listing) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from detente.brief.visible import shorten

    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    rows = [["" if cell is None else shorten(str(cell), MAX_WORDS) for cell in row] for row in listing.rows]
    kept = _kept_columns(listing, rows, console.width)
    table = Table()
    for column in kept:
        is_wide = listing.heading[column] in listing.wide
        table.add_column(listing.heading[column], ratio=1 if is_wide else None, no_wrap=not is_wide)
    for row in rows:
        table.add_row(*(Text(row[column]) for column in kept))
    console.print(table)


def _kept_columns(listing: Listing, rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the columns there is room for: those to be spared go first, from the last."""
    sizes = [
        WIDE if name in listing.wide else max(len(name), *(len(row[place]) for row in rows))
        for place, name in enumerate(listing.heading)
    ]
    kept = list(range(len(listing.heading)))
    for name in listing.spare:
        if sum(sizes[place] + 3 for place in kept) + 1 <= width:
            break
        kept.remove(listing.heading.index(name))
    return kept
