"""Adding what is new in a record, inside a transaction that is already open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table

from detente.errors import RecordError
from detente.record.check import check_circle
from detente.record.fields import Target, references
from detente.record.record import Record
from detente.record.store import tables
from detente.record.store.loading import ids, known_actors, read_failures, readers
from detente.record.store.merging import joined, joined_by_id
from detente.record.store.rows import passage_row, row
from detente.record.values import Actor, Passage, Proposal


def write(connection: Connection, record: Record, seen_at: datetime) -> int:
    """Write the documents that are not there yet and what was read from them; return how many.

    Raises
    ------
    RecordError
        If something new has the id of something there, or refers to nothing, or an actor comes to
        speak for itself.
    """
    new = _what_is_new(connection, record)
    if new == Record():
        return 0
    _check_links(connection, record, new)
    columns = {"seen_at": seen_at.astimezone(UTC).isoformat(timespec="seconds"), "reader": new.reader}
    written = connection.execute(tables.additions.insert().values(columns)).inserted_primary_key
    assert written is not None
    for table, rows in _rows(connection, new):
        numbered = [{"addition": written[0]} | entry for entry in rows]
        if numbered:
            connection.execute(table.insert(), numbered)
    return len(new.documents)


def _what_is_new(connection: Connection, record: Record) -> Record:
    """Return the part of a record that is not there: new documents, their items, and new knowledge."""
    held = ids(connection, tables.documents)
    documents = tuple(document for document in record.documents if document.id not in held)
    fresh = {document.id for document in documents}
    failures = read_failures(connection)
    return replace(
        record,
        documents=documents,
        actors=tuple(_new_knowledge(connection, record.actors, fresh)),
        relations=tuple(relation for relation in record.relations if relation.passage.document in fresh),
        statements=tuple(said for said in record.statements if said.passage.document in fresh),
        events=tuple(event for event in record.events if event.passage.document in fresh),
        proposals=tuple(_new_proposals(record.proposals, fresh)),
        responses=tuple(response for response in record.responses if response.passage.document in fresh),
        claims=tuple(claim for claim in record.claims if claim.passage.document in fresh),
        inconsistencies=tuple(odd for odd in record.inconsistencies if odd.passage.document in fresh),
        failures=tuple(failure for failure in record.failures if failure not in failures),
        reader="" if record.reader in readers(connection) and not documents else record.reader,
    )


def _new_knowledge(
    connection: Connection, actors: Sequence[Actor], fresh: Collection[str]
) -> Iterable[Actor]:
    """Yield the actors that are new, are mentioned in new documents, or of whom more is known now."""
    known = joined_by_id(known_actors(connection))
    for actor in actors:
        mentions = _within(actor.mentions, fresh)
        first = known.get(actor.id)
        says_more = first is None or joined(first, actor) != first
        if says_more or mentions:
            yield replace(actor, mentions=mentions)


def _new_proposals(proposals: Sequence[Proposal], fresh: Collection[str]) -> Iterable[Proposal]:
    """Yield the proposals that new documents bring, and those that they only speak of again."""
    for proposal in proposals:
        mentions = _within(proposal.mentions, fresh)
        clauses = tuple(clause for clause in proposal.clauses if clause.passage.document in fresh)
        if mentions or clauses or proposal.passage.document in fresh:
            yield replace(proposal, mentions=mentions, clauses=clauses)


def _within(passages: Sequence[Passage], documents: Collection[str]) -> tuple[Passage, ...]:
    return tuple(passage for passage in passages if passage.document in documents)


def _check_links(connection: Connection, record: Record, new: Record) -> None:
    stored = {field: ids(connection, table) for field, (_, table) in tables.ITEMS.items()}
    documents = {document.id for document in new.documents}
    for field, held in stored.items():
        for item in getattr(new, field):
            is_of_new_document = item.passage.document in documents
            if is_of_new_document and item.id in held:
                raise RecordError(
                    f"'{item.id}' is there already, read from another document: an id stands for one thing"
                )
            if not is_of_new_document and item.id not in held:
                raise RecordError(_read_otherwise(item.id, item.passage.document))
    actors = {actor.id for actor in record.actors}
    known: dict[Target, set[str]] = {
        "actor": actors,
        "statement": stored["statements"] | {said.id for said in new.statements},
        "proposal": stored["proposals"] | {proposal.id for proposal in new.proposals},
    }
    known["actor or statement"] = actors | known["statement"]
    known["actor or event"] = actors | stored["events"] | {event.id for event in new.events}
    for field in stored:
        for item in getattr(new, field):
            for name, target, referred in references(item):
                if referred not in known[target]:
                    raise RecordError(f"{name} of '{item.id}': {_read_otherwise(referred)}")
    everybody = joined_by_id((*known_actors(connection), *new.actors))
    check_circle("speaks for", {actor.id: actor.speaks_for for actor in everybody.values()})


def _read_otherwise(identifier: str, document: str | None = None) -> str:
    place = f" from document '{document}'" if document else ""
    return (
        f"'{identifier}' was not read{place} when that document was added before, and what is added stays: "
        "read all documents again into a new record"
    )


def _rows(connection: Connection, new: Record) -> Iterable[tuple[Table, list[dict[str, Any]]]]:
    """Yield what goes into each table, documents first."""
    yield tables.documents, [row(document) for document in new.documents]
    yield tables.actors, [row(actor) for actor in new.actors]
    fresh = {document.id for document in new.documents}
    for field, (_, table) in tables.ITEMS.items():
        yield table, [row(item) for item in getattr(new, field) if item.passage.document in fresh]
    holders: tuple[Actor | Proposal, ...] = (*new.actors, *new.proposals)
    yield (
        tables.mentions,
        [{"of": holder.id} | passage_row(mention) for holder in holders for mention in holder.mentions],
    )
    yield (
        tables.clauses,
        [{"of": proposal.id} | row(clause) for proposal in new.proposals for clause in proposal.clauses],
    )
    yield tables.failures, [row(failure) for failure in new.failures]
