"""``detente diff``: what is new in a record since a day, or since a brief was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.listing import Listing, check_form, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.processes import chosen_process
from detente.cli.ruled import Asked, day_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.cells import Cell
    from detente.record.asking.changes import Changes
    from detente.record.store import Store
    from detente.record.values import Item

HEADING = ("part", "day", "source", "kind", "who", "what", "words", "id")
"""Columns, the same for all parts, so that one CSV holds them."""


def diff(
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DATE|BRIEF",
            show_default=False,
            help="A day (YYYY-MM-DD), as of its beginning in UTC, or a brief made of this record.",
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="The day up to which claims are due; today if not given."
        ),
    ] = None,
    process: ProcessFolder = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List what is new in the record: reports, statements, moved positions, contradictions, overdue claims.

    New is what was added, read otherwise or ruled since.
    """
    from detente.cli.since import since_when
    from detente.record.store import Store

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    begin = since_when(since)
    with Store.open(chosen_process(process).record, create=False) as store:
        found = store.changes(begin, as_of=day_or_none(as_of))
        parts = list(_parts(found, store))
    if as_json or as_csv:
        rows = tuple(row for _, rows in parts for row in rows)
        put(_listing("", rows, _data(found, since)), as_json=as_json, as_csv=as_csv, raw=raw)
        return
    for name, rows in parts:
        if rows:
            typer.echo(f"{name}: {len(rows)}")
            put(_listing(name, rows, None), as_json=False, as_csv=False)
    if not any(rows for _, rows in parts):
        typer.echo(f"nothing is new since {since}")


def _listing(name: str, rows: tuple[tuple[Cell, ...], ...], data: Any) -> Listing:
    """Return rows as they are listed; in the table of one part without its name and empty columns."""
    kept = [
        place
        for place in range(len(HEADING))
        if not name or (place > 0 and any(row[place] not in ("", None) for row in rows))
    ]
    heading = tuple(HEADING[place] for place in kept)
    return Listing(
        heading=heading,
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        data=data,
        nothing="",
        wide=tuple(one for one in ("who", "what", "words") if one in heading),
        spare=tuple(one for one in ("id", "kind", "source", "day") if one in heading),
    )


def _parts(found: Changes, store: Store) -> Iterator[tuple[str, tuple[tuple[Cell, ...], ...]]]:
    """Yield the name of each part with its rows."""
    yield "new documents", tuple(_document_row("new documents", found, one) for one in found.documents)
    gone = tuple(_document_row("replaced documents", found, one) for one in found.gone)
    yield "replaced documents", gone
    yield "new", tuple(_item_row("new", found, one) for one in found.new)
    yield (
        "withdrawn",
        tuple(_item_row("withdrawn", found, one.item, f"{one.why}: ") for one in found.withdrawn),
    )
    yield "changed", tuple(_changed_rows(found))
    yield "moved positions", tuple(_moved_rows(found))
    yield "new contradictions", tuple(_contradiction_rows(found))
    yield "overdue", tuple(_overdue_rows(found))
    yield "rulings", tuple(_ruling_rows(found, store))


def _document_row(part: str, found: Changes, document: Any) -> tuple[Cell, ...]:
    day = str(document.published_on or "")
    return part, day, found.told[document.id].source, "document", "", "", document.title or "", document.id


def _item_row(part: str, found: Changes, item: Item, before: str = "") -> tuple[Cell, ...]:
    from detente.cli.record_table import describe, name_of
    from detente.record.asking.query import author
    from detente.record.days import day_of

    document = found.told[item.passage.document]
    return (
        part,
        day_of(item, document.published_on) or "",
        document.source,
        type(item).__name__.lower(),
        name_of(author(item), found.names),
        before + describe(item),
        item.passage.text,
        item.id,
    )


def _changed_rows(found: Changes) -> Iterator[tuple[Cell, ...]]:
    for one in found.changed:
        row = _item_row("changed", found, one.after)
        for field in one.fields:
            what = f"{field.field}: {field.before or 'nothing'} → {field.after or 'nothing'}"
            yield (*row[:5], what, *row[6:])


def _moved_rows(found: Changes) -> Iterator[tuple[Cell, ...]]:
    for one in found.moved:
        before, after = one.move.before, one.move.after
        about = found.names.get(one.about, one.about)
        what = f"{about}: {before.direction} ({before.on}) → {after.direction}"
        yield (
            "moved positions",
            str(one.move.on),
            found.told[after.passage.document].source,
            one.kind,
            found.names.get(one.party, one.party),
            what,
            f"{before.passage.text} → {after.passage.text}",
            f"{before.item} {after.item}",
        )


def _contradiction_rows(found: Changes) -> Iterator[tuple[Cell, ...]]:
    for one in found.contradictions:
        document = found.told[one.second.document]
        yield (
            "new contradictions",
            str(document.published_on or ""),
            document.source,
            one.kind,
            found.names.get(one.about, one.about) if one.about is not None else "",
            one.found,
            f"{one.first.text} / {one.second.text}",
            " ".join(one.items),
        )


def _overdue_rows(found: Changes) -> Iterator[tuple[Cell, ...]]:
    for one in found.overdue:
        due = str(one.due.latest or "") if one.due is not None else ""
        who = found.names.get(one.by, one.by) if one.by is not None else "?"
        source = found.told[one.passage.document].source
        yield "overdue", due, source, one.kind, who, f"due {due}", one.passage.text, one.claim


def _ruling_rows(found: Changes, store: Store) -> Iterator[tuple[Cell, ...]]:
    from detente.record.ruling import describe

    for one in found.rulings:
        told = describe(one, store.item(one.record), found.names)
        yield "rulings", one.ruled_at, "", one.kind, one.by, told, one.because, one.id


def _data(found: Changes, since: str) -> dict[str, Any]:
    from detente.record.jsonl import item_object
    from detente.record.plain import plain
    from detente.record.record import Record
    from detente.record.ruling.ruled import Ruled

    def told(item: Item) -> dict[str, Any]:
        return item_object(item, found.told[item.passage.document], found.names)

    asked = Asked(
        ruled=Ruled(record=Record()),
        names=found.names,
        sources={one.id: one.source for one in found.told.values()},
        days={one.id: plain(one.published_on) for one in found.told.values()},
    )
    return {
        "since": since,
        "as_of": str(found.as_of),
        "documents": [_document(one) for one in found.documents],
        "replaced_documents": [_document(one) for one in found.gone],
        "n_new": len(found.new),
        "new": [told(item) for item in found.new],
        "withdrawn": [{"why": one.why, "item": told(one.item)} for one in found.withdrawn],
        "changed": [
            {"before": told(one.before), "after": told(one.after), "fields": plain(one.fields)}
            for one in found.changed
        ],
        "moved": asked.told(found.moved),
        "contradictions": asked.told(found.contradictions),
        "overdue": asked.told(found.overdue),
        "rulings": plain(found.rulings),
    }


def _document(document: Any) -> dict[str, Any]:
    from detente.record.plain import plain

    names = ("id", "path", "title", "publisher", "published_on", "url")
    return {name: plain(getattr(document, name)) for name in names}
