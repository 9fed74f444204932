"""``detente promises``: what was promised, foretold and set a date for, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from detente.cli.listing import Listing, check_form, check_names, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.ruled import Asked, ask, day_or_none

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.cells import Cell
    from detente.record.asking.promises import BrierScore, Ledger, Promise, Tally


def promises(
    process: ProcessFolder = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day to ask for; today when not given.")
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="open, due, overdue, kept, broken or moot; several times for more.",
        ),
    ] = None,
    tally: Annotated[
        bool, typer.Option("--tally", help="How many of each speaker's are in which state, and scores.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List promises, forecasts and deadlines with their state on a day.

    Whether one was kept is for `detente rule outcome` to say, with evidence.
    """
    from detente.record.asking.promises import ClaimState
    from detente.record.asking.promises import promises as promises_of

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    check_names(state, get_args(ClaimState), what="state")
    day = day_or_none(as_of) or date.today()
    asked = ask(process)
    ledger = promises_of(asked.ruled.record, asked.ruled.standings, day, links=asked.ruled.links)
    shown = [one for one in _by_due_day(ledger.promises) if not state or one.state in state]
    made = _tallies(ledger, asked) if tally else _listing(shown, ledger, asked)
    put(made, as_json=as_json, as_csv=as_csv, raw=raw)


def _by_due_day(found: Sequence[Promise]) -> list[Promise]:
    """Return promises in the order of the days they are due by, those without one last."""
    return sorted(found, key=lambda one: (one.due and one.due.latest) or date.max)


def _listing(shown: Sequence[Promise], ledger: Ledger, asked: Asked) -> Listing:
    return Listing(
        heading=("state", "due from", "due by", "kind", "who", "made on", "chance", "words", "source", "id"),
        rows=tuple(_row(one, asked) for one in shown),
        data={
            "as_of": str(ledger.as_of),
            "promises": [asked.told(one) for one in shown],
        },
        nothing="nothing with a date was promised, foretold or set",
        wide=("due", "who", "words"),
        spare=("id", "chance", "source", "made on", "kind"),
        days=("due from", "due by", "due"),
    )


def _row(one: Promise, asked: Asked) -> tuple[Cell, ...]:
    return (
        one.state,
        str(one.due.earliest or "") if one.due else "",
        str(one.due.latest or "") if one.due else "",
        one.kind,
        asked.name(one.by),
        str(one.made_on or ""),
        one.chance,
        one.passage.text,
        asked.source(one.passage),
        one.claim,
    )


def _tallies(ledger: Ledger, asked: Asked) -> Listing:
    from detente.record.plain import plain

    states = tuple(ledger.tallies[0].counts) if ledger.tallies else ()
    return Listing(
        heading=("who", *states, "Brier score", "forecasts scored"),
        rows=tuple(_tally_row(one, asked) for one in ledger.tallies),
        data={
            "as_of": str(ledger.as_of),
            "tallies": [
                {
                    "by": one.by,
                    "by_name": None if one.by is None else asked.name(one.by),
                    "counts": dict(one.counts),
                    "brier": plain(one.brier),
                }
                for one in ledger.tallies
            ],
            "brier": plain(ledger.brier),
        },
        nothing="nothing with a date was promised, foretold or set",
        wide=("who",),
        spare=("forecasts scored", "Brier score"),
    )


def _tally_row(one: Tally, asked: Asked) -> tuple[Cell, ...]:
    return (asked.name(one.by), *one.counts.values(), _score(one.brier), one.brier.n if one.brier else 0)


def _score(brier: BrierScore | None) -> float | None:
    return None if brier is None else round(brier.value, 4)
