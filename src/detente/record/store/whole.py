"""All of a record at one time: what was read, what was ruled, and where in the chain of additions that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from detente.record.record import Record
from detente.record.store import tables
from detente.record.store.additions import read_last_addition
from detente.record.store.following import read_successors
from detente.record.store.loading import read_rulings
from detente.record.values import Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A record as it was read, with what makes of it the record as ruled.

    Attributes
    ----------
    record : Record
        As last read, without rulings and links.
    rulings : tuple of Ruling
        In the order they were made.
    followed : mapping of str to str
        What came in place of each item that is read under another id.
    addition : int
        Number of the last addition; 0 when nothing was written yet.
    digest : str
        Of that addition and, through it, of all before it: 32 hex digits, empty when there is none.
    """

    record: Record
    rulings: tuple[Ruling, ...]
    followed: Mapping[str, str]
    addition: int
    digest: str


def read_whole(connection: Connection, record: Callable[[], Record]) -> Whole:
    """Return all of a record, inside one transaction, so that its parts are of one time."""
    last = read_last_addition(connection)
    addition = tables.additions.c
    digest = connection.execute(select(addition.digest).where(addition.number == last)).scalar()
    return Whole(
        record=record(),
        rulings=read_rulings(connection),
        followed=read_successors(connection),
        addition=last,
        digest=digest.hex() if digest is not None else "",
    )
