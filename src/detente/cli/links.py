"""``detente links``: what is taken for one across reports, how surely, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from detente.cli.listing import Listing, check_form, check_names, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.ruled import ask, names_as_read

if TYPE_CHECKING:
    from detente.record.record import Record


def links(
    process: ProcessFolder = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="actor, event, proposal or statement; may be repeated."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List what is taken for one across reports: actors, events, proposals and quotations, with a score.

    `detente rule split` takes two apart and `detente rule merge` puts two together; either can be undone.
    """
    from detente.record.links import LinkKind
    from detente.record.plain import plain

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    check_names(kind, get_args(LinkKind), what="kind")
    asked = ask(process)
    found = [one for one in asked.ruled.links.links if not kind or one.kind in kind]
    words = {**asked.names, **names_as_read(process), **_words(asked.ruled.record)}
    listing = Listing(
        heading=("kind", "one", "other", "score", "why", "id", "id of the other"),
        rows=tuple(
            (one.kind, words.get(one.a, one.a), words.get(one.b, one.b), one.score, one.why, one.a, one.b)
            for one in found
        ),
        data=[
            plain(one) | {"a_name": words.get(one.a, one.a), "b_name": words.get(one.b, one.b)}
            for one in found
        ],
        nothing="nothing is taken for one",
        wide=("one", "other", "why"),
        spare=("id of the other", "id"),
    )
    put(listing, as_json=as_json, as_csv=as_csv, raw=raw)


def _words(record: Record) -> dict[str, str]:
    events = {event.id: event.passage.text for event in record.events}
    return events | {said.id: said.passage.text for said in record.statements}
