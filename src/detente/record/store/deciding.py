"""Writing an analyst's decision, after it was checked, with what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from detente.errors import RecordError
from detente.record.ruling import carried, change_of, check_change, check_joins, check_undo, in_force
from detente.record.ruling.actors import made_actors
from detente.record.ruling.carrying import latest
from detente.record.ruling.chain import chained, check_ruling
from detente.record.ruling.changes import change_text
from detente.record.ruling.things import Thing
from detente.record.store.following import read_successors
from detente.record.store.loading import is_there, read_rulings
from detente.record.store.scope import find_thing, homes, referring
from detente.record.store.settling import settle
from detente.record.values import Ruling


def decide(connection: Connection, ruling: Ruling, name: str) -> Ruling:
    """Check a ruling, chain it to the one before, write it and put it into effect.

    Parameters
    ----------
    connection : Connection
        With a writer's transaction open.
    ruling : Ruling
        Its id and ``previous`` are not looked at.
    name : str
        What messages call the record.

    Raises
    ------
    RecordError
        If nothing has the id it is about, or it cannot be made.
    DateError
        If its time is not a moment in UTC.
    """
    check_ruling(ruling)
    before = read_rulings(connection)
    followed = read_successors(connection)
    asked = in_force(carried(before, followed))

    def find(identifier: str) -> Thing | None:
        return find_thing(connection, identifier, asked)

    if ruling.kind == "undo":
        check_undo(ruling, before)
    else:
        thing = find_thing(connection, ruling.record, asked)
        if thing is None:
            raise RecordError(_nothing(connection, ruling.record, name))
        check_change(ruling, thing, find)
    check_joins(ruling, before, is_there=lambda one: find(one) is not None, successors=followed)
    last = before[-1].id if before else ""
    ruling = chained(replace(ruling, change=change_text(change_of(ruling))), last)
    concerned = _concerned(connection, _undone(ruling, before), before)
    settle(connection, concerned, datetime.fromisoformat(ruling.ruled_at), ruling=ruling)
    return ruling


def _undone(ruling: Ruling, rulings: Sequence[Ruling]) -> Ruling:
    """Return the ruling that an undo takes back in the end, or puts back in force; any other as it is."""
    by_id = {one.id: one for one in rulings}
    while ruling.kind == "undo":
        ruling = by_id[change_of(ruling)["ruling"]]
    return ruling


def _concerned(connection: Connection, ruling: Ruling, rulings: Sequence[Ruling]) -> set[str]:
    """Return the documents in which something may stand otherwise when a ruling counts, or no longer does."""
    ids, made = {ruling.record}, set(made_actors([ruling]))
    if ruling.kind not in ("accept", "reject", "correct", "split"):
        return set()
    while True:  # rulings that name an actor which only this one makes, and so on
        dependent = [one for one in rulings if any(f'"{actor}"' in one.change for actor in made)]
        if ids.issuperset(one.record for one in dependent):
            break
        ids |= {one.record for one in dependent}
        made |= set(made_actors(dependent))
    followed = read_successors(connection)
    now = {latest(identifier, followed) for identifier in ids}
    named = change_of(ruling).get("documents", ()) if ruling.kind == "split" else ()
    documents = {latest(identifier, followed) for identifier in named}
    return homes(connection, now) | referring(connection, now) | documents


def _nothing(connection: Connection, identifier: str, name: str) -> str:
    if is_there(connection, identifier):
        return (
            f"'{identifier}' is not read any more in record '{name}', since its document was read again or "
            "another version came in its place: rule on what is read now"
        )
    return (
        f"there is nothing with id '{identifier}' in record '{name}' to rule on: "
        "add its document first, or correct the id"
    )
