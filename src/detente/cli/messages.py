"""What goes to standard error: errors, notes, and, on a terminal, what is being done."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

MAX_NOTES = 10


def report_error(message: str) -> None:
    """Write one error to standard error; what a terminal would obey is written out."""
    from detente.brief.visible import visible

    typer.echo(f"detente: error: {visible(message)}", err=True)


def report_notes(notes: Sequence[str], *, most: int = MAX_NOTES, where: str = "") -> None:
    """Write notes to standard error, the first ten (or ``most``) in full and the rest as a number.

    ``where`` says where the rest can be seen.
    """
    from detente.brief.visible import one_line

    for note in notes[:most]:
        typer.echo(f"detente: note: {one_line(note)}", err=True)
    if len(notes) > most:
        typer.echo(f"detente: note: and {len(notes) - most} more{where}", err=True)


@contextmanager
def stage(doing: str) -> Iterator[None]:
    """Show what is being done while it lasts, when standard error is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(doing):
        yield
