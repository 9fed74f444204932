"""What is said of an entry that is not as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table

from detente.errors import DamagedError


def bad(name: str, table: Table | str, row: Mapping[str, Any], what: str) -> DamagedError:
    """Return the error that names an entry.

    Parameters
    ----------
    name : str
        What messages call the record.
    table : Table or str
    row : mapping
        The entry's columns, as far as they are known.
    what : str
        What is wrong with it.
    """
    kind = table if isinstance(table, str) else table.name
    number = int(row.get("number") or 0)
    identifier = str(row.get("id") or "")
    label = f"{kind} {number}" if number else kind
    label += f" ('{identifier}')" if identifier else ""
    return DamagedError(
        f"record '{name}': {label} {what}; restore the record from a copy",
        table=kind,
        number=number,
        id=identifier,
    )
