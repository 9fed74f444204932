"""What was written to a record, one addition after another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from detente.record.store import tables
from detente.record.store.selecting import fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """All that was written at one time.

    Attributes
    ----------
    number : int
        From 1 on.
    kind : str
        ``documents`` for what was read, ``ruling`` for an analyst's decision and what follows from it.
    seen_at : str
        When, in UTC, as ISO 8601.
    reader : str
        What read the documents; empty for a ruling.
    rows : mapping of str to int
        How many rows it wrote to each table.
    previous, digest : str
        Digest of the addition before and of this one, 32 hex digits.
    """

    number: int
    kind: str
    seen_at: str
    reader: str
    rows: Mapping[str, int]
    previous: str
    digest: str


def read_additions(connection: Connection) -> tuple[Addition, ...]:
    """Return all additions, in order."""
    return tuple(addition_of(columns) for columns in fetch(connection, tables.additions))


def read_last_addition(connection: Connection) -> int:
    """Return the number of the last addition; 0 when there is none."""
    return int(connection.execute(select(tables.heads.c.addition)).scalar_one())


def addition_of(columns: Mapping[str, Any]) -> Addition:
    """Return the addition that a row holds.

    Raises
    ------
    ValueError, TypeError or AttributeError
        If the row does not hold one.
    """
    return Addition(
        number=columns["number"],
        kind=columns["kind"],
        seen_at=columns["seen_at"],
        reader=columns["reader"],
        rows=json.loads(columns["rows"]),
        previous=columns["previous"].hex(),
        digest=columns["digest"].hex(),
    )
