"""``detente import``: a record that was exported as JSON lines into a record here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes, stage
from detente.cli.opening import read_exchange
from detente.cli.options import ProcessFolder
from detente.errors import RecordError

if TYPE_CHECKING:
    from detente.record.store import Store
    from detente.record.values import Ruling


def import_(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE", show_default=False, help="A record that `detente export --format jsonl` wrote."
        ),
    ],
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="RECORD",
            show_default=False,
            help="Add it to this record, a SQLite file or the URL of a PostgreSQL server; without it, to the "
            "record of the process folder.",
        ),
    ] = None,
    process: ProcessFolder = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only check every line of the file, and write nothing.")
    ] = False,
) -> None:
    """Add a record that was exported, with its rulings.

    Every line is checked before anything is written. Documents and rulings that are there already are
    passed over, so that it may be done again. The file holds the texts of the documents and not their
    originals, which `detente verify` then does not look for.
    """
    held = read_exchange(source)
    told = f"{len(held.record.documents)} documents, {sum(1 for _ in held.record.items())} items"
    if check:
        report_notes([f"{source} holds what was exported: {told}, {len(held.rulings)} rulings"])
        return
    from detente.cli.processes import chosen_process
    from detente.record.store import Store
    from detente.runs.originals import note_absent

    folder = chosen_process(process) if store is None else None
    with stage("Adding the record"), Store.open(folder.record if folder else str(store)) as kept:
        if folder is not None:
            new = [document for document in held.record.documents if not kept.holds(document.id)]
            note_absent(folder.originals, new)
        n_new = kept.add(held.record)
        n_ruled, left_out = _rule(kept, held.rulings)
    report_notes([f"added {n_new} of {told}, and {n_ruled} of {len(held.rulings)} rulings", *left_out])


def _rule(store: Store, rulings: tuple[Ruling, ...]) -> tuple[int, list[str]]:
    """Make the rulings that are not there yet, in their order.

    A ruling's id hashes the one before it, so behind others it gets another id, and what undoes it names
    that one. A ruling that cannot be made here (it is about what was read before, and is not any more) is
    left out.

    Returns
    -------
    n_made : int
    left_out : list of str
        Which were left out, and why.
    """
    from detente.record.ruling.changes import change_of, change_text

    there = {_words(ruling): ruling.id for ruling in store.rulings()}
    ids: dict[str, str] = {}
    n_made = 0
    left_out: list[str] = []
    for ruling in rulings:
        change = ruling.change
        if ruling.kind == "undo":
            named = change_of(ruling).get("ruling")
            change = change_text({"ruling": ids.get(str(named), named)})
        words = (ruling.kind, ruling.record, ruling.by, ruling.ruled_at, ruling.because, change)
        if words not in there:
            try:
                made = store.rule(
                    ruling.kind,
                    ruling.record,
                    by=ruling.by,
                    because=ruling.because,
                    change=change,
                    ruled_at=ruling.ruled_at,
                )
            except RecordError as error:
                left_out.append(f"left out ruling '{ruling.id}': {error}")
                continue
            there[words] = made.id
            n_made += 1
        ids[ruling.id] = there[words]
    return n_made, left_out


def _words(ruling: Ruling) -> tuple[str, ...]:
    """Return what makes a ruling this one and no other, wherever it stands in a chain."""
    return (ruling.kind, ruling.record, ruling.by, ruling.ruled_at, ruling.because, ruling.change)
