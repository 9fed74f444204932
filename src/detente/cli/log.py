"""``detente log``: every ruling ever made on a record, in order."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.ids import id_of
from detente.cli.listing import Listing, check_form, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.processes import chosen_process
from detente.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from detente.record.ruling.things import Thing
    from detente.record.store import Store
    from detente.record.values import Ruling


def log(
    record: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", show_default=False, help="Only the rulings on this: an id, or the name of a source."
        ),
    ] = None,
    process: ProcessFolder = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List every ruling, the undone ones too, in the order they were made.

    A ruling is orphaned, and has no effect, when the words that it is about are not found any more since its
    report was read again or came in a new version.
    """
    from detente.record.store import Store

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    with Store.open(chosen_process(process).record, create=False) as store:
        rulings = _on(store, id_of(store, record)) if record is not None else list(store.rulings())
        listing = _listing(store, rulings, "" if record is None else f" on '{record}'")
    put(listing, as_json=as_json, as_csv=as_csv, raw=raw)


def _on(store: Store, record: str) -> list[Ruling]:
    """Return the rulings on something, those too that were made when it had another id.

    Raises
    ------
    RecordError
        If there is and was no such thing.
    """
    followed = store.successors()
    now = followed.get(record, record)
    rulings = [one for one in store.rulings() if followed.get(one.record, one.record) == now]
    if not rulings and not store.known([record]):
        raise RecordError(
            f"there is nothing with id '{record}' in the record, and nothing was ruled on it: "
            "`detente find --json` gives the ids"
        )
    return rulings


def _listing(store: Store, rulings: list[Ruling], on: str) -> Listing:
    from detente.brief.visible import visible
    from detente.record.ruling import describe, in_force

    counting = {ruling.id for ruling in in_force(store.rulings())}
    orphaned = store.orphaned()
    known = store.known({one for ruling in rulings for one in (ruling.record, *_referred(ruling))})
    names = {one: _called(thing) for one, thing in known.items()} | dict(store.names().by_id)
    told = {ruling.id: describe(ruling, known.get(ruling.record), names) for ruling in rulings}
    return Listing(
        heading=("at", "by", "decision", "because", "in force", "id"),
        rows=tuple(
            (one.ruled_at, one.by, told[one.id], one.because, _in_force(one, counting, orphaned), one.id)
            for one in rulings
        ),
        data=[
            asdict(one)
            | {"told": told[one.id], "in_force": one.id in counting, "orphaned": one.id in orphaned}
            for one in rulings
        ],
        nothing=f"nothing has been ruled{visible(on)}",
        wide=("decision", "because"),
    )


def _called(thing: Thing) -> str:
    """Return the name or the words of what the change of a ruling refers to."""
    passage = getattr(thing, "passage", None)
    words = f"“{passage.text}”" if passage is not None else getattr(thing, "path", "")
    return getattr(thing, "name", "") or words


def _referred(ruling: Ruling) -> Iterator[str]:
    """Yield what may be an id in the change of a ruling."""
    from detente.record.ruling import change_of

    try:
        waiting: list[Any] = [change_of(ruling)] if ruling.kind != "undo" else []
    except RecordError:  # any words, as records of earlier versions kept them
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, str) and ":" in value:
            yield value
        elif isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def _in_force(ruling: Ruling, counting: Collection[str], orphaned: Collection[str]) -> str:
    if ruling.id in orphaned:
        return "orphaned"
    return "yes" if ruling.id in counting else "" if ruling.kind == "undo" else "undone"
