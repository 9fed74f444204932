"""``detente undo``: take a ruling back."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.analysts import By, analyst
from detente.cli.messages import report_notes
from detente.cli.options import ProcessFolder
from detente.cli.processes import chosen_process


def undo(
    ruling: Annotated[
        str | None,
        typer.Argument(
            metavar="RULING",
            show_default=False,
            help="Id of the ruling to take back, as `detente log` gives it; the last one when not given.",
        ),
    ] = None,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why.")] = "taken back",
    by: By = None,
    process: ProcessFolder = None,
) -> None:
    """Take a ruling back: it stays in the log, and no longer counts.

    What was taken back can be had again by undoing the undo.
    """
    from detente.record.store import Store

    who = analyst(by)
    with Store.open(chosen_process(process).record, create=False) as store:
        made = store.undo(by=who, because=because, ruling=ruling)
        undone = next(one for one in store.rulings() if one.id in made.change)
    typer.echo(
        f"took back {undone.id}: {undone.kind} of {undone.record}, by {undone.by} at {undone.ruled_at}"
    )
    if ruling is None and undone.by != who:
        report_notes([f"it was a decision of {undone.by}: `detente undo {made.id}` has it back in force"])
