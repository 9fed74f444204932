"""``detente links``: what is taken for one across reports, how surely, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from detente.cli.listing import Listing, check_form, check_names, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.processes import chosen_process, loaded

if TYPE_CHECKING:
    from pathlib import Path

    from detente.record.asking.moments import Moment


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
    now = _now(process)
    found = [one for one in now.ruled.links.links if not kind or one.kind in kind]
    words = _words(now)
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


def _now(process: Path | None) -> Moment:
    return loaded(chosen_process(process)).moment


def _words(now: Moment) -> dict[str, str]:
    """Return the names and words of all that may be linked, as they read before any are taken for one."""
    record, joined = now.items, now.ruled.record
    words = {one.id: one.passage.text for one in now.ruled.rejected}
    words |= {event.id: event.passage.text for event in record.events}
    words |= {said.id: said.passage.text for said in record.statements}
    words |= {proposal.id: proposal.name for proposal in record.proposals}
    return words | {actor.id: actor.name for actor in (*joined.actors, *record.actors)}
