"""``detente review``: go through what was read, one decision a key."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detente.cli.analysts import By, analyst
from detente.cli.messages import report_notes, stage
from detente.cli.options import ProcessFolder
from detente.cli.processes import chosen_process
from detente.errors import RecordError

KINDS = ("statement", "event", "proposal", "response", "claim", "inconsistency")


def review(
    process: ProcessFolder = None,
    by: By = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Only this kind of item; may be given several times."),
    ] = None,
    below: Annotated[
        float | None,
        typer.Option("--below", metavar="P", min=0, max=1, help="Only what is less probable than this."),
    ] = None,
    is_open: Annotated[
        bool, typer.Option("--open", help="Only statements of which it is open who made them.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was accepted, corrected or rejected before.")
    ] = False,
) -> None:
    """Go through what was read, item by item, and decide: each key is one decision, kept at once.

    j and k go on and back, a accepts, r rejects, a digit chooses who said it, e corrects a field, u takes
    the last decision back, ? shows all keys.
    """
    from detente.cli.reviewing.desk import Desk
    from detente.cli.reviewing.entries import Wanted, entries, words_of
    from detente.record.store import Store

    for name in kind or ():
        if name not in KINDS:
            raise typer.BadParameter(f"there is no kind {name!r}; there are {', '.join(KINDS)}")
    chosen = chosen_process(process)
    wanted = Wanted(kinds=kind or (), below=below, is_open=is_open, is_ruled=everything)
    with Store.open(chosen.record, create=False) as store:
        with stage("Loading the record"):
            ruled = store.ruled()
        found = list(entries(ruled.record, ruled.standings, wanted))
        if not found:
            report_notes(["nothing is left to review: all was decided, or nothing fits what was asked"])
            return
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise RecordError(
                f"{len(found)} items are to be reviewed, and a review needs a terminal: run it in one, or "
                "decide with `detente rule`"
            )
        from detente.cli.reviewing.screen import ReviewScreen

        desk = Desk(store, found, by=analyst(by))
        names = {actor.id: actor.name for actor in ruled.record.actors}
        ReviewScreen(desk, names, words_of(ruled.record)).run()
    n_made = len(desk.made)
    report_notes(["1 decision was kept" if n_made == 1 else f"{n_made} decisions were kept"])
