"""The names of a record's actors, as ruled and with what is one joined, without loading the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from detente.record.asking.called import called
from detente.record.links.actors import actor_links
from detente.record.links.link import Links
from detente.record.record import Record
from detente.record.ruling.actors import made_actors
from detente.record.ruling.ruled import effective, rule_on, ruled_links
from detente.record.ruling.things import things
from detente.record.store import tables
from detente.record.store.loading import read_rulings
from detente.record.store.merging import joined_by_id
from detente.record.store.roles import with_roles
from detente.record.store.rows import value_of
from detente.record.store.selecting import fetch_by, is_as_read, told_actors
from detente.record.store.settling import asked_of
from detente.record.values import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who is called what.

    Attributes
    ----------
    by_id : mapping of str to str
        The name of every actor by the id it was read under; those that are one have one name.
    groups : mapping of str to tuple of str
        The ids that are one, by the first of them.
    """

    by_id: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]

    def ids(self, name: str) -> tuple[str, ...]:
        """Return all ids of whoever is called so.

        Raises
        ------
        RecordError
            If nobody is, or several are (see ``asking.called``).
        """
        if name in self.by_id and name not in self.groups:
            return next(group for group in self.groups.values() if name in group)
        found = called(name, {first: self.by_id[first] for first in self.groups})
        return tuple(one for first in found for one in self.groups[first])


def read_names(connection: Connection) -> Names:
    """Return the names of all actors, inside a transaction that is already open."""
    asked = asked_of(connection, read_rulings(connection))

    def current(actors: Collection[str]) -> list[dict[str, Any]]:
        return fetch_by(connection, tables.actors.c.id, actors, is_as_read(tables.actors))

    told = told_actors(connection)
    joined = joined_by_id(value_of(Actor, {**row, "body": "{}"}, mentions=()) for row in told)
    named = with_roles(connection, tuple(joined.values()), told, asked, current)
    read = {actor.id: actor for actor in named}
    actors = {**made_actors(asked, read.values()), **read}
    record = Record(actors=tuple(actors.values()))
    known = things(record)
    tied = ruled_links(Links(), effective(asked, known), known)
    ruled = rule_on(record, asked, links=tied.with_links(actor_links(record, ruled=tied)))
    names = {actor.id: actor.name for actor in ruled.record.actors}
    leaders = {one: next(other for other in ruled.links.group_of(one) if other in names) for one in actors}
    groups: dict[str, tuple[str, ...]] = {}
    for one, leader in leaders.items():
        groups[leader] = (*groups.get(leader, ()), one)
    return Names(by_id={one: names[leader] for one, leader in leaders.items()}, groups=groups)
