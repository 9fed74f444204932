"""What actors are called, and when, where that decides whom an office alone means; no more is looked up.

A record that is loaded has the roles of every document; an actor's rows, one for each, are very many.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from detente.record.links.actors import contested
from detente.record.links.link import Links
from detente.record.record import Record
from detente.record.ruling.actors import made_actors
from detente.record.ruling.ruled import effective, ruled_links
from detente.record.ruling.things import things
from detente.record.store import tables
from detente.record.store.selecting import chunks
from detente.record.values import Actor, Role, Ruling

Rows = list[dict[str, Any]]


def with_roles(
    connection: Connection,
    actors: Sequence[Actor],
    told: Iterable[Mapping[str, Any]],
    asked: Sequence[Ruling],
    rows_of: Callable[[Collection[str]], Rows],
) -> tuple[Actor, ...]:
    """Return actors with all their roles, and with the days of those that decide something.

    Parameters
    ----------
    connection : Connection
    actors : sequence of Actor
        Without mentions.
    told : iterable of mapping
        Rows of actors, each different thing that is told of them once.
    asked : sequence of Ruling
        Those in force, with ids as these are now.
    rows_of : callable
        Gives all rows of some actors, by their ids, that count at the time that is asked about.
    """
    words: dict[str, list[str]] = {}
    for row in told:
        if row["role"] and row["role"] not in words.setdefault(row["id"], []):
            words[row["id"]].append(row["role"])
    several = [
        replace(actor, roles=tuple(Role(document="", words=one) for one in words[actor.id]))
        if len(words.get(actor.id, ())) > 1
        else actor
        for actor in actors
    ]
    deciding = contested(several, ruled=_ruled(several, asked))
    if not deciding:
        return tuple(several)
    roles = _dated(connection, rows_of(deciding), {actor.id: actor.role for actor in actors})
    return tuple(replace(one, roles=roles.get(one.id, ())) if one.id in deciding else one for one in several)


def _ruled(actors: Sequence[Actor], asked: Sequence[Ruling]) -> Links:
    """Return which of the actors are ruled to be one."""
    if not asked:
        return Links()
    made = made_actors(asked, actors)
    known = things(Record(actors=tuple({**made, **{actor.id: actor for actor in actors}}.values())))
    return ruled_links(Links(), effective(asked, known), known)


def _dated(
    connection: Connection, rows: Rows, first: Mapping[str, str | None]
) -> dict[str, tuple[Role, ...]]:
    """Return what each document calls each actor; the first that is known where none of them tells any."""
    days = _days(connection, {row["document_number"] for row in rows if row["document"] is not None})
    by_actor: dict[str, Rows] = {}
    for row in rows:
        if row["document"] is not None:
            by_actor.setdefault(row["id"], []).append(row)
    found = {}
    for actor, own in by_actor.items():
        other = None if any(row["role"] for row in own) else first[actor]
        found[actor] = tuple(
            Role(document=row["document"], words=words, told_on=days[row["document_number"]])
            for row in own
            if (words := row["role"] or other)
        )
    return found


def _days(connection: Connection, documents: Iterable[int]) -> dict[int, date | None]:
    """Return on which day each document was published, by the number of its row."""
    column = tables.documents.c
    found: dict[int, date | None] = {}
    for some in chunks(sorted(documents)):
        query = select(column.number, column.published_on).where(column.number.in_(some))
        for number, day in connection.execute(query):
            found[number] = None if day is None else date.fromisoformat(day)
    return found
