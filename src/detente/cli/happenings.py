"""``detente happenings``: what happened, each once, with who reported what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.listing import Listing, check_form, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.ruled import Asked, ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.cells import Cell
    from detente.record.links.happenings import Happening, Toll
    from detente.record.values import Count


def happenings(
    process: ProcessFolder = None,
    several: Annotated[
        bool, typer.Option("--several", help="Only what several event records tell of.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List what happened, the records of one happening together: who reports it, and how many dead.

    Records are put together with a score; `detente rule split` takes them apart, `detente rule merge` puts
    others together.
    """
    from detente.record.links.happenings import happenings as happenings_of

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    asked = ask(process)
    found = [
        one
        for one in happenings_of(asked.ruled.record, asked.ruled.links, sources=asked.independent)
        if len(one.events) > 1 or not several
    ]
    put(_listing(found, asked), as_json=as_json, as_csv=as_csv, raw=raw)


def _listing(found: Sequence[Happening], asked: Asked) -> Listing:
    words = {event.id: event.passage.text for event in asked.ruled.record.events}
    return Listing(
        heading=(
            *("from", "to", "act", "told as", "who", "to whom", "deaths", "numbers", "corrected"),
            *("sources", "score", "words", "id"),
        ),
        rows=tuple(_row(one, words[one.events[0]], asked) for one in found),
        data=[asked.told(one) | {"words": [words[event] for event in one.events]} for one in found],
        nothing="nothing that happened was read",
        wide=("day", "who", "to whom", "numbers", "words"),
        spare=("id", "score", "told as", "corrected", "to whom", "numbers"),
        days=("from", "to", "day"),
    )


def _row(one: Happening, words: str, asked: Asked) -> tuple[Cell, ...]:
    return (
        str(one.earliest or ""),
        str(one.latest or ""),
        one.act,
        ", ".join(one.factualities),
        ", ".join(map(asked.name, one.actors)),
        ", ".join(map(asked.name, one.recipients)),
        _count(one.deaths),
        "; ".join(_told(toll, asked) for toll in one.tolls),
        "; ".join(f"{_count(c.before.deaths)} to {_count(c.after.deaths)}" for c in one.corrections),
        one.told.n_sources,
        one.score,
        words,
        one.events[0],
    )


def _told(toll: Toll, asked: Asked) -> str:
    by = f", by {asked.name(toll.alleged_by)}" if toll.alleged_by is not None else ""
    day = f" {toll.reported_on}" if toll.reported_on is not None else ""
    return f"{_count(toll.deaths)} ({asked.sources[toll.document]}{day}{by})"


def _count(deaths: Count | None) -> str:
    from detente.record.counts import count_text

    return "" if deaths is None else count_text(deaths)
