"""``detente positions``: who stands where on what, and what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.listing import Listing, check_form, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.ruled import Asked, ask

if TYPE_CHECKING:
    from detente.cells import Cell
    from detente.record.asking.positions import Position


def positions(
    process: ProcessFolder = None,
    party: Annotated[
        str | None, typer.Option("--party", metavar="NAME", help="Only where this party stands.")
    ] = None,
    moved: Annotated[bool, typer.Option("--moved", help="Only what moved.")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List where each party stands on each issue and proposal, since when, and what moved."""
    from detente.record.asking.called import called
    from detente.record.asking.positions import positions as positions_of

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    asked = ask(process)
    record = asked.ruled.record
    wanted = None if party is None else called(party, {actor.id: actor.name for actor in record.actors})
    found = [
        one
        for one in positions_of(record, sources=asked.independent, ledger=asked.quotes())
        if (wanted is None or one.party in wanted) and (one.moves or not moved)
    ]
    nothing = "nothing moved" if moved else "nobody takes a side on anything"
    if wanted is not None:
        nothing = "nothing of this party moved" if moved else "no side that this party takes was read"
    put(_listing(found, asked, nothing), as_json=as_json, as_csv=as_csv, raw=raw)


def _listing(found: list[Position], asked: Asked, nothing: str) -> Listing:
    return Listing(
        heading=("party", "on", "stands", "since", "moved", "last words", "times", "sources"),
        rows=tuple(_row(one, asked) for one in found),
        data=[asked.told(one) for one in found],
        nothing=nothing,
        wide=("party", "on", "moved", "last words"),
        spare=("times", "sources", "last words"),
    )


def _row(one: Position, asked: Asked) -> tuple[Cell, ...]:
    moves = [f"{move.on}: {move.before.direction} to {move.after.direction}" for move in one.moves]
    return (
        asked.name(one.party),
        asked.name(one.about),
        one.direction or "not settled",
        str(one.since or ""),
        "; ".join(moves),
        one.stances[-1].passage.text,
        len(one.stances),
        one.told.n_sources,
    )
