"""Some items of a record, with their documents and all actors, as they stood at two times."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, Table, and_, func, select

from detente.documents.document import Document
from detente.record.asking.moments import Moment, moment
from detente.record.copies import same_text_groups
from detente.record.record import Record
from detente.record.ruling import carried, in_force
from detente.record.sources import Sources, sources_of
from detente.record.store import tables
from detente.record.store.following import followed_by
from detente.record.store.merging import joined_by_id
from detente.record.store.roles import with_roles
from detente.record.store.rows import value_of
from detente.record.store.selecting import chunks, fetch, fetch_by, told_actors
from detente.record.store.then import Life, Rows, Then
from detente.record.values import Actor, Claim, Clause, Event, Proposal, Ruling

Ids = Mapping[str, Collection[str]]
"""Ids of items by the field of a record that holds them."""


class KnownSources(Sources):
    """Sources of documents whose copies are known already.

    Parameters
    ----------
    documents : sequence of Document
    copies : tuple of tuple of str
    """

    def __init__(self, documents: Sequence[Document], copies: tuple[tuple[str, ...], ...]) -> None:
        object.__setattr__(self, "documents", documents)
        object.__setattr__(self, "copies", copies)
        object.__setattr__(self, "number", sources_of(documents, copies))
        object.__setattr__(self, "_rank", {one.id: place for place, one in enumerate(documents)})


class Excerpts:
    """Reads some items of a record as they stood then, and as they stand now.

    Parameters
    ----------
    connection : Connection
    then : Then
    """

    def __init__(self, connection: Connection, then: Then) -> None:
        self._connection = connection
        self._then = then
        self._rows: dict[tuple[str, str], list[tuple[dict[str, Any], Life, Any]]] = {}
        rulings = fetch(connection, tables.rulings)
        came = [fetch(connection, table) for table in (tables.successions, tables.replacements)]
        before = [
            _until(rows, then.last[name])
            for rows, name in zip(came, ("succession", "replacement"), strict=True)
        ]
        last = then.last
        self._rulings = [_rulings(_until(rulings, last["ruling"])), _rulings(rulings)]
        self._followed = [followed_by(connection, *rows) for rows in (before, came)]
        asked = [in_force(carried(*pair)) for pair in zip(self._rulings, self._followed, strict=True)]
        self._actors = actors_at(connection, then, asked)

    @property
    def rulings(self) -> Sequence[tuple[Ruling, ...]]:
        """The rulings then, and now."""
        return self._rulings

    @property
    def actors(self) -> Sequence[tuple[Actor, ...]]:
        """The actors then, and now; without mentions."""
        return self._actors

    def documents(self, ids: Iterable[str]) -> list[Document]:
        """Return documents as they are known last, by their numbers, without texts."""
        rows = self._bare_documents(ids)
        last = {row["id"]: row for row in sorted(rows, key=_number)}
        return [value_of(Document, {**row, "text": ""}) for row in last.values()]

    def values(self, field: str, ids: Iterable[str]) -> list[Any]:
        """Return all that was ever read or ruled under some ids."""
        return [value for _, _, value in self._held(field, ids)]

    def is_unchanged(self, field: str, identifier: str) -> bool:
        """Whether what has an id was there then, and was never anything else."""
        held = list(self._held(field, [identifier]))
        return (
            len(held) == 1
            and not held[0][1].ends
            and self._then.is_read_then(held[0][1], tables.ITEMS[field][1])
        )

    def moments(
        self, ids: Ids, *, documents: Collection[str] = (), worded: Collection[str] = ()
    ) -> tuple[Moment, Moment]:
        """Return the record of some items then, and now.

        Parameters
        ----------
        ids : mapping of str to collection of str
            Ids of items by field of a record.
        documents : collection of str
            Ids of documents wanted whatever is in them.
        worded : collection of str
            Ids of the documents whose texts are needed, besides those of events and claims, which are
            looked at for copies.
        """
        found = []
        for place, is_now in enumerate((False, True)):
            record = self._record(ids, documents, worded, is_now=is_now)
            told: tuple[Event | Claim, ...] = (*record.events, *record.claims)
            homes = {one.passage.document for one in told}
            printed = [one for one in record.documents if one.id in homes]
            copies = same_text_groups(printed, exhaustive=len(printed))
            alone = tuple((one.id,) for one in record.documents if one.id not in homes)
            sources = KnownSources(record.documents, (*copies, *alone))
            found.append(self._moment(place, record, sources))
        return found[0], found[1]

    def whole(self) -> tuple[Moment, Moment]:
        """Return the record of all items then, and now."""
        ids = {field: self._all(table) for field, (_, table) in tables.ITEMS.items()}
        documents = self._all(tables.documents)
        found = []
        for place, is_now in enumerate((False, True)):
            record = self._record(ids, documents, documents, is_now=is_now)
            found.append(self._moment(place, record, Sources(record.documents)))
        return found[0], found[1]

    def _moment(self, place: int, record: Record, sources: Sources) -> Moment:
        return moment(record, self._rulings[place], self._followed[place], sources=sources)

    def _all(self, table: Table) -> set[str]:
        return set(self._connection.execute(select(table.c.id)).scalars())

    def _record(self, ids: Ids, wanted: Collection[str], worded: Collection[str], *, is_now: bool) -> Record:
        held = {
            field: [
                (row, value)
                for row, life, value in self._held(field, ids.get(field, ()))
                if self._counts(table, life, is_now=is_now)
            ]
            for field, (_, table) in tables.ITEMS.items()
        }
        homes = {row["document"] for rows in held.values() for row, _ in rows}.union(wanted)
        telling = {row["document"] for row, _ in (*held["events"], *held["claims"])}
        documents = self._documents(homes, telling.union(worded), is_now=is_now)
        rank = {document.id: place for place, document in enumerate(documents)}
        groups: dict[str, Any] = {}
        for field, rows in held.items():
            placed = [value for _, value in rows if value.passage.document in rank]
            groups[field] = tuple(
                sorted(placed, key=lambda one: (rank[one.passage.document], one.passage.start))
            )
        groups["proposals"] = self._with_clauses(groups["proposals"], is_now=is_now)
        return Record(documents=tuple(documents), actors=self._actors[is_now], **groups)

    def _counts(self, table: Table, life: Life, *, is_now: bool) -> bool:
        return self._then.is_read_now(life) if is_now else self._then.is_read_then(life, table)

    def _held(self, field: str, ids: Iterable[str]) -> Iterator[tuple[dict[str, Any], Life, Any]]:
        """Yield the rows of items, how long they counted and their values; each is fetched once."""
        wanted = list(dict.fromkeys(ids))
        missing = [one for one in wanted if (field, one) not in self._rows]
        if missing:
            self._fetch(field, missing)
        found = [entry for one in wanted for entry in self._rows[field, one]]
        return iter(sorted(found, key=lambda entry: int(entry[0]["number"])))

    def _fetch(self, field: str, missing: Sequence[str]) -> None:
        """Keep the rows of items with their lives and values."""
        cls, table = tables.ITEMS[field]
        rows = fetch_by(self._connection, table.c.id, missing)
        lives = self._then.lives(table, rows)
        apart: dict[str, Any] = {"clauses": (), "mentions": ()} if cls is Proposal else {}
        self._rows |= {(field, one): [] for one in missing}
        for row in rows:
            value: Any = value_of(cls, row, **apart)
            self._rows[field, row["id"]].append((row, lives[row["number"]], value))

    def _with_clauses(self, proposals: Sequence[Proposal], *, is_now: bool) -> tuple[Proposal, ...]:
        rows = fetch_by(self._connection, tables.clauses.c.of, (one.id for one in proposals))
        lives = self._then.lives(tables.clauses, rows)
        found: dict[str, list[Clause]] = {}
        for row in rows:
            if self._counts(tables.clauses, lives[row["number"]], is_now=is_now):
                found.setdefault(row["of"], []).append(value_of(Clause, row))
        return tuple(replace(one, clauses=tuple(found.get(one.id, ()))) for one in proposals)

    def _documents(self, ids: Collection[str], worded: Collection[str], *, is_now: bool) -> list[Document]:
        """Return documents in the order of the record, with the texts of some."""
        rows = self._bare_documents(ids)
        lives = self._then.lives(tables.documents, rows)
        kept = [row for row in rows if self._counts(tables.documents, lives[row["number"]], is_now=is_now)]
        texts = self._texts(row["number"] for row in kept if row["id"] in worded)
        filed = self._filed(kept, is_now=is_now)
        kept.sort(key=lambda row: (filed[row["number"]], int(row["number"])))
        return [value_of(Document, {**row, "text": texts.get(row["number"], "")}) for row in kept]

    def _bare_documents(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        bare = [column for column in tables.documents.c if column.name != "text"]
        rows: list[dict[str, Any]] = []
        for some in chunks(ids):
            query = select(*bare).where(tables.documents.c.id.in_(some))
            rows += [dict(row) for row in self._connection.execute(query).mappings()]
        return rows

    def _texts(self, numbers: Iterable[int]) -> dict[int, str]:
        column = tables.documents.c
        found: dict[int, str] = {}
        for some in chunks(numbers):
            query = select(column.number, column.text).where(column.number.in_(some))
            found |= {row.number: row.text for row in self._connection.execute(query)}
        return found

    def _filed(self, rows: Rows, *, is_now: bool) -> dict[int, str]:
        """Return the day that each document is filed under: without its own, the last of those before it."""
        found = {row["number"]: row["published_on"] for row in rows}
        undated = [number for number, day in found.items() if day is None]
        days = self._last_days(max(undated), is_now=is_now) if undated else []
        for number in undated:
            place = bisect_left(days, (number,))
            found[number] = days[place - 1][1] if place else ""
        return found

    def _last_days(self, before: int, *, is_now: bool) -> list[tuple[int, str]]:
        """Return the numbers of documents up to one, each with the last day of it and all before it."""
        column = tables.documents.c
        query = select(column.number, column.addition, column.published_on).order_by(column.number)
        told = self._connection.execute(
            query.where(column.number < before, column.published_on.is_not(None))
        ).mappings()
        rows = [dict(one) for one in told]
        lives = self._then.lives(tables.documents, rows)
        counted = [row for row in rows if self._counts(tables.documents, lives[row["number"]], is_now=is_now)]
        last = accumulate((row["published_on"] for row in counted), max)
        return [(row["number"], day) for row, day in zip(counted, last, strict=True)]


def actors_at(
    connection: Connection, then: Then, asked: Sequence[Sequence[Ruling]]
) -> list[tuple[Actor, ...]]:
    """Return the actors of the record then, and now, without their mentions, in the order of the record.

    ``asked`` are the rulings in force at the two times.
    """
    table = tables.actors
    now = told_actors(connection)
    last = then.last[table.name]
    ended = [row for row in then.ended(table) if any(_ended_by_reading(connection, then, row))]
    before = sorted((*(row for row in now if row["number"] <= last), *ended), key=_number)
    found = []
    for is_now, rows in enumerate((before, now)):
        told = joined_by_id(value_of(Actor, {**row, "body": "{}"}, mentions=()) for row in rows)
        forces = [actor.id for actor in told.values() if actor.kind == "armed force"]
        places = _first_places(connection, then, forces, is_now=bool(is_now)) if len(forces) > 1 else {}
        placed = iter(sorted(places, key=lambda one: places[one]))
        actors = tuple(told[next(placed)] if one in places else told[one] for one in told)
        rows_of = partial(_actor_rows, connection, then, bool(is_now))
        found.append(with_roles(connection, actors, rows, asked[is_now], rows_of))
    return found


def _actor_rows(connection: Connection, then: Then, is_now: bool, actors: Collection[str]) -> Rows:
    """Return all that was told of some actors then, or is now."""
    table = tables.actors
    rows = fetch_by(connection, table.c.id, actors)
    lives = then.lives(table, rows)
    told = then.is_read_now if is_now else lambda life: then.is_read_then(life, table)
    return [row for row in rows if told(lives[row["number"]])]


def _ended_by_reading(connection: Connection, then: Then, row: dict[str, Any]) -> Iterator[bool]:
    (life,) = then.lives(tables.actors, [row]).values()
    yield then.is_read_then(life, tables.actors)


def _first_places(
    connection: Connection, then: Then, actors: Collection[str], *, is_now: bool
) -> dict[str, tuple[date | str, int, int]]:
    """Return the first place of each actor, for which of two forces is named first counts."""
    mention, document = tables.mentions.c, tables.documents.c
    limit = mention.number <= (tables.mentions.c.number if is_now else then.last["mention"])
    found: dict[str, tuple[date | str, int, int]] = {}
    for some in chunks(actors):
        query = (
            select(mention.of, document.published_on, document.number, func.min(mention.start))
            .join(tables.documents, document.number == mention.document)
            .where(and_(mention.of.in_(some), limit))
            .group_by(mention.of, document.published_on, document.number)
        )
        for of, published, number, start in connection.execute(query):
            place = (published or "", int(number), int(start))
            found[of] = min(found.get(of, place), place)
    return found


def _until(rows: list[dict[str, Any]], last: int) -> list[dict[str, Any]]:
    return [row for row in rows if row["number"] <= last]


def _number(row: Mapping[str, Any]) -> int:
    return int(row["number"])


def _rulings(rows: list[dict[str, Any]]) -> tuple[Ruling, ...]:
    return tuple(value_of(Ruling, row) for row in rows)
