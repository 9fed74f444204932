"""``detente find``: what a record holds on something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from detente.cli.listing import Listing, check_form, put
from detente.cli.messages import report_notes
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells, Since, Until
from detente.cli.processes import chosen_process
from detente.cli.ruled import day_or_none
from detente.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.cells import Cell
    from detente.record.asking.query import Answer
    from detente.record.store import Store

SHOWN = 50
MOST_SOURCES = 20

Several = list[str] | None


def find(
    words: Annotated[
        str,
        typer.Argument(
            metavar="WORDS",
            show_default=False,
            help='Words that all stand in it: truce "long truce" moni* -ships; without any, all of it.',
        ),
    ] = "",
    process: ProcessFolder = None,
    kind: Annotated[
        Several, typer.Option("--kind", metavar="KIND", help="statement, event, proposal, response or claim.")
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="NAME", help="Who said, did, proposed, answered or promised it."),
    ] = None,
    act: Annotated[
        Several, typer.Option("--act", metavar="ACT", help="PLOVER class: AGREE, REJECT, ASSAULT, ...")
    ] = None,
    about: Annotated[
        str, typer.Option("--about", metavar="WORDS", help="Words of what a statement is about.")
    ] = "",
    channel: Annotated[
        str | None, typer.Option("--channel", metavar="NAME", help="public, private, anonymous or relayed.")
    ] = None,
    since: Since = None,
    until: Until = None,
    source: Annotated[
        str, typer.Option("--source", metavar="WORDS", help="Words of the publisher's name, or the file's.")
    ] = "",
    status: Annotated[
        Several,
        typer.Option("--status", metavar="STATUS", help="proposed, accepted, corrected or rejected."),
    ] = None,
    grade: Annotated[
        Several, typer.Option("--grade", metavar="1-6", help="How credible the item was graded.")
    ] = None,
    reliability: Annotated[
        Several, typer.Option("--reliability", metavar="A-F", help="How reliable the source was graded.")
    ] = None,
    below: Annotated[
        float | None,
        typer.Option("--below", metavar="P", min=0, max=1, help="Only what is less probable than this."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help=f"How many at most; {SHOWN} in a table, else all."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """Find statements, events, proposals, responses and claims of the record, by day and place."""
    from detente.record.asking.query import MOST_COUNTED, Query
    from detente.record.store import Store

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    chosen = chosen_process(process)
    with Store.open(chosen.record, create=False) as store:
        names = store.names()
        query = Query(
            words=words,
            kinds=tuple(kind or ()),
            who=names.ids(speaker) if speaker is not None else (),
            acts=tuple(name.upper() for name in act or ()),
            about=about,
            channel=cast("Any", channel),
            since=day_or_none(since),
            until=day_or_none(until),
            source=source,
            status=cast("Any", tuple(status or ())),
            credibility=tuple(grade or ()),
            reliability=cast("Any", tuple(name.upper() for name in reliability or ())),
            below=below,
        )
        most = limit if limit is not None or as_json or as_csv else SHOWN
        answer = store.find(query, limit=most)
        if source and not answer.n_found:
            _check_source(store, source)
    more = answer.n_found - len(answer.hits)
    if more:
        number = f"more than {MOST_COUNTED:,}" if answer.n_found > MOST_COUNTED else f"{answer.n_found:,}"
        shown = f"the first {len(answer.hits)} are shown"
        report_notes([f"{number} were found, {shown}: ask more closely, or give --limit"])
    listing = _listing(answer, names.by_id)
    put(listing, as_json=as_json, as_csv=as_csv, raw=raw)


def _check_source(store: Store, source: str) -> None:
    """Raise if no document of the record is of such a source, whatever else was asked for.

    Raises
    ------
    RecordError
        Naming those that there are.
    """
    from detente.record.wording import search_words

    names = list(dict.fromkeys(document.source for document in store.documents()))
    wanted = set(search_words(source))
    if not any(wanted <= set(search_words(name)) for name in names):
        listed = ", ".join(names[:MOST_SOURCES]) + (", ..." if len(names) > MOST_SOURCES else "")
        raise RecordError(f"no source of the record is called {source!r}; there are {listed or 'none'}")


def _listing(answer: Answer, names: Mapping[str, str]) -> Listing:
    return Listing(
        heading=("day", "source", "kind", "who", "what", "words", "status", "id"),
        rows=tuple(_rows(answer, names)),
        data=_data(answer, names),
        nothing="nothing was found",
        wide=("who", "what", "words"),
        spare=("status", "id", "what", "source"),
    )


def _rows(answer: Answer, names: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    from detente.cli.record_table import describe, name_of
    from detente.record.asking.query import author
    from detente.record.days import day_of

    for hit in answer.hits:
        yield (
            day_of(hit.item, hit.document.published_on) or "",
            hit.document.source,
            type(hit.item).__name__.lower(),
            name_of(author(hit.item), names),
            describe(hit.item),
            hit.item.passage.text,
            hit.standing.status,
            hit.item.id,
        )


def _data(answer: Answer, names: Mapping[str, str]) -> dict[str, Any]:
    from detente.record.jsonl import item_object
    from detente.record.plain import plain

    hits = [
        item_object(hit.item, hit.document, names)
        | {
            "published_on": plain(hit.document.published_on),
            "publisher": hit.document.publisher,
            "title": hit.document.title,
            "reliability": hit.document.reliability,
            "standing": {
                "status": hit.standing.status,
                "credibility": hit.standing.credibility,
                "basis": hit.standing.basis,
                "notes": list(hit.standing.notes),
                "changed": list(hit.standing.changed),
            },
        }
        for hit in answer.hits
    ]
    return {"found": answer.n_found, "hits": hits}
