"""Adding what is new in a record, inside a transaction of a writer.

What is written is looked up by what comes in, never by what is there, so that adding to a large record
takes no longer than to a small one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record.fields import references
from detente.record.record import Record
from detente.record.store import tables
from detente.record.store.appending import Appending, last_number
from detente.record.store.changing import Held, read_again, retire
from detente.record.store.depending import find_depending
from detente.record.store.following import placed_items, refer_on, succeed
from detente.record.store.loading import read_record
from detente.record.store.putting import Placed, put_actors, put_documents, put_items
from detente.record.store.replacing import Replaced, find_replaced
from detente.record.store.selecting import fetch_by, held, is_as_read, is_held
from detente.record.store.settling import settle
from detente.record.values import Clause, Failure


def write(connection: Connection, record: Record, seen_at: datetime, *, again: bool) -> int:
    """Write what is new of a record; return how many documents were new or are read otherwise now.

    Raises
    ------
    RecordError
        If something new has the id of something there, or refers to nothing.
    """
    there = held(connection, tables.documents.c.id, (document.id for document in record.documents))
    fresh = [document for document in record.documents if document.id not in there]
    replaced = find_replaced(connection, fresh)
    last = last_number(connection, tables.additions)
    _write_new(connection, record, fresh, seen_at)
    n_changed, touched = 0, set[str]()
    if replaced or (again and there):
        n_changed, touched = _write_changed(connection, record, replaced, seen_at, again=again)
    written = touched.union(document.id for document in fresh)
    settle(connection, touched | find_depending(connection, written, last), seen_at)
    is_told = last_number(connection, tables.additions) > last
    if not is_told and record.reader and not is_held(connection, tables.additions.c.reader, record.reader):
        Appending(connection, "documents", seen_at, reader=record.reader).write()
    return len(fresh) + n_changed


def _write_new(connection: Connection, record: Record, fresh: Sequence[Document], seen_at: datetime) -> None:
    """Write one addition of the new documents and what comes without any document."""
    adding = Appending(connection, "documents", seen_at, reader=record.reader)
    shelf = put_documents(adding, fresh, {})
    is_all_new = len(fresh) == len(record.documents)
    if not is_all_new:
        _check_references(connection, record, shelf.numbers)
    put_items(adding, shelf, record)
    needed = () if is_all_new else _needed_actors(record, shelf.numbers)
    put_actors(connection, adding, shelf, record.actors, needed)
    adding.put_columns(tables.failures, _new_failures(connection, record.failures))
    if adding.n_rows:
        try:
            with connection.begin_nested():
                adding.write()
        except IntegrityError as error:
            raise RecordError(_taken(connection, record, shelf.numbers)) from error


def _write_changed(
    connection: Connection,
    record: Record,
    replaced: Sequence[Replaced],
    seen_at: datetime,
    *,
    again: bool,
) -> tuple[int, set[str]]:
    """Write one addition of what is read otherwise now, and of versions that replace others.

    Returns
    -------
    (int, set of str)
        How many documents are read otherwise, and the ids of all in which something may stand otherwise.
    """
    changing = Appending(connection, "documents", seen_at, reader=record.reader)
    gone: dict[str, str | None] = {}
    left_out = {earlier.id for _, earlier in replaced}
    changed: set[str] = set()
    for document in _known(connection, record.documents, left_out) if again else ():
        n_before = changing.n_rows
        old = placed_items(read_record(connection, [document.id]), document.id)
        before = read_again(connection, changing, document, record)
        new = placed_items(record, document.id)
        gone |= succeed(connection, changing, old, new, (before, document))
        changed |= {document.id} if changing.n_rows > n_before else set()
    for after, earlier in replaced:
        pair = [Held.of(connection, one.id) for one in (after, earlier)]
        changing.put_columns(tables.replacements, [(pair[0].number, pair[1].number)])
        retire(pair[1], changing)
        new, old = (placed_items(read_record(connection, [one.id]), one.id) for one in (after, earlier))
        gone |= succeed(connection, changing, old, new, (earlier, after))
    anew = changed | {document.id for pair in replaced for document in pair}
    touched = refer_on(connection, changing, gone, anew)
    if changing.n_rows:
        changing.write()
    return len(changed), anew | touched


def _known(
    connection: Connection, documents: Sequence[Document], left_out: Collection[str]
) -> list[Document]:
    """Return the documents that are there, but for those that another came in place of."""
    ids = [document.id for document in documents if document.id not in left_out]
    rows = fetch_by(connection, tables.documents.c.id, ids, is_as_read(tables.documents))
    current = {columns["id"] for columns in rows}
    return [document for document in documents if document.id in current]


def _check_references(connection: Connection, record: Record, fresh: Collection[str]) -> None:
    """Raise if what new documents say refers to items of older ones that were not read from them."""
    asked: dict[str, list[tuple[str, str, str | None]]] = {"statements": [], "events": [], "proposals": []}
    for proposal in record.proposals:
        places = (*proposal.mentions, *(clause.passage for clause in proposal.clauses))
        if proposal.passage.document not in fresh and any(place.document in fresh for place in places):
            asked["proposals"].append((proposal.id, "", proposal.passage.document))
    known = {field: {item.id: item.passage.document for item in getattr(record, field)} for field in asked}
    for item in _fresh_items(record, fresh):
        for name, _, referred in references(item):
            for field, homes in known.items():
                if referred in homes and homes[referred] not in fresh:
                    label = f"{name} of '{getattr(item, 'id', 'a clause')}': "
                    asked[field].append((referred, label, None))
    for field, wanted in asked.items():
        table = tables.ITEMS[field][1]
        rows = fetch_by(connection, table.c.id, (one for one, _, _ in wanted), is_as_read(table))
        there = {columns["id"] for columns in rows}
        for identifier, label, document in wanted:
            if identifier not in there:
                raise RecordError(label + _read_otherwise(identifier, document))


def _read_otherwise(identifier: str, document: str | None) -> str:
    place = f" from document '{document}'" if document else ""
    return (
        f"'{identifier}' was not read{place} when that document was added before, and what is added stays: "
        "add its documents again, to be read anew, or read all documents into a new record"
    )


def _needed_actors(record: Record, fresh: Collection[str]) -> set[str]:
    """Return the actors that what new documents say refers to, and those that these speak for."""
    wanted = {
        to for item in _fresh_items(record, fresh) for _, target, to in references(item) if "actor" in target
    }
    wanted |= {
        actor.id for actor in record.actors if any(mention.document in fresh for mention in actor.mentions)
    }
    speaks_for = {actor.id: actor.speaks_for for actor in record.actors}
    for identifier in tuple(wanted):
        following = speaks_for.get(identifier)
        while following is not None and following not in wanted:
            wanted.add(following)
            following = speaks_for.get(following)
    return wanted


def _fresh_items(record: Record, fresh: Collection[str]) -> Iterator[Placed | Clause]:
    for field in tables.ITEMS:
        yield from (item for item in getattr(record, field) if item.passage.document in fresh)
    for proposal in record.proposals:
        yield from (clause for clause in proposal.clauses if clause.passage.document in fresh)


def _new_failures(connection: Connection, failures: Sequence[Failure]) -> list[tuple[str, str]]:
    rows = fetch_by(connection, tables.failures.c.path, (failure.path for failure in failures))
    known = {(columns["path"], columns["reason"]) for columns in rows}
    return [pair for one in failures if (pair := (one.path, one.reason)) not in known]


def _taken(connection: Connection, record: Record, fresh: Collection[str]) -> str:
    """Say which item of a new document has the id of another one."""
    for field, (_, table) in tables.ITEMS.items():
        new = [item.id for item in getattr(record, field) if item.passage.document in fresh]
        taken = held(connection, table.c.id, new)
        for identifier in new:
            if identifier in taken:
                return (
                    f"'{identifier}' is there already, read from another document: an id stands for one thing"
                )
    return "the database refuses the record, though nothing in it is there already: check the file"
