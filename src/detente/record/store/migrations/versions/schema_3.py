"""Every row with its digest, all additions in one chain, versions of what is ruled, and full text.

The tables are made anew beside the old ones, filled row by row, and the old ones are dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from alembic import op
from sqlalchemy import Connection

from detente.record.wording import search_words

revision = "3"
down_revision = "2"

TABLES = Path(__file__).parents[1] / "schema_3.sql"

# In the order in which their digests go into an addition's.
PLACED = ("relation", "statement", "event", "proposal", "response", "claim", "inconsistency")
CHAINED = ("document", "actor", *PLACED, "mention", "clause", "failure", "ruling")
# What is added in the full-text index to eight times the row's number.
WORDED = {"statement": 0, "event": 1, "proposal": 2, "response": 3, "claim": 4, "inconsistency": 5}
# The columns from which the day of an item is taken before that of its document.
DAYS = {"statement": "said_on", "event": "time"}

Row = dict[str, Any]


def upgrade() -> None:
    """Make the tables of schema 3 and move everything into them."""
    connection = op.get_bind()
    old = ("addition", *CHAINED)
    for name in old:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {name}_no_{verb}")
        op.execute(f"ALTER TABLE {name} RENAME TO old_{name}")
    for statement in TABLES.read_text(encoding="utf-8").splitlines():
        if not statement.startswith("CREATE TABLE alembic_version"):
            connection.exec_driver_sql(statement)
    _Move(connection).all()
    for name in reversed(old):
        op.execute(f"DROP TABLE old_{name}")


class _Move:
    """Moves the rows of all old tables, addition by addition."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = {name: _by_addition(_fetch(connection, f"old_{name}")) for name in CHAINED}
        self._last = dict.fromkeys(CHAINED, 0)
        self._documents: dict[str, Row] = {}
        self._previous = bytes(16)
        self._n_additions = 0

    def all(self) -> None:
        for addition in _fetch(self._connection, "old_addition"):
            number = addition["number"]
            written = {name: self._renewed(name, rows.get(number, ())) for name, rows in self._rows.items()}
            self._add("documents", addition["seen_at"], addition["reader"], written)
        for ruling in self._rows["ruling"].get(None, ()):
            self._add("ruling", ruling["ruled_at"], "", {"ruling": [ruling]})
        self._connection.exec_driver_sql(
            'INSERT INTO head (number, addition, digest, rulings, "rows") VALUES (1, ?, ?, ?, ?)',
            (self._n_additions, self._previous, self._last["ruling"], sum(self._last.values())),
        )

    def _renewed(self, name: str, rows: Iterable[Row]) -> list[Row]:
        """Return rows with the columns that are new, and documents named by their number."""
        found: list[Row] = []
        for row in rows:
            if name == "document":
                row |= {"version": 1, "language": "en", "part": ""}
                self._documents[row["id"]] = row | {"number": self._last["document"] + len(found) + 1}
            elif "document" in row:
                document = self._documents[row["document"]]
                if name in PLACED:
                    row |= {"version": 1, "day": _day(name, row, document)}
                row["document"] = document["number"]
            found.append(row)
        return found

    def _add(self, kind: str, seen_at: str, reader: str, written: dict[str, list[Row]]) -> None:
        """Write one addition with its rows, numbered and with their digests."""
        self._n_additions += 1
        written = {name: rows for name, rows in written.items() if rows}
        for name, rows in written.items():
            for number, row in enumerate(rows, start=self._last[name] + 1):
                row |= {"number": number, "addition": self._n_additions}
                row["digest"] = _digest([name, row])
            self._last[name] += len(rows)
        header: Row = {
            "number": self._n_additions,
            "kind": kind,
            "seen_at": seen_at,
            "reader": reader,
            "rows": json.dumps({name: len(rows) for name, rows in written.items()}),
            "previous": self._previous,
        }
        digest = blake2b(_encoded(["addition", header | {"previous": self._previous.hex()}]), digest_size=16)
        for row in (row for rows in written.values() for row in rows):
            digest.update(row["digest"])
        self._previous = digest.digest()
        self._insert("addition", header | {"digest": self._previous})
        for name, rows in written.items():
            for row in rows:
                self._insert(name, row)
                if name in WORDED:
                    self._index(row["number"] * 8 + WORDED[name], row["text"])

    def _insert(self, name: str, row: Row) -> None:
        names = ", ".join(f'"{column}"' for column in row)
        held = ", ".join("CAST(? AS TEXT)" if isinstance(value, str) else "?" for value in row.values())
        values = tuple(
            value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
            for value in row.values()
        )
        self._connection.exec_driver_sql(f"INSERT INTO {name} ({names}) VALUES ({held})", values)

    def _index(self, number: int, words: str) -> None:
        tokens = " ".join(map(_token, search_words(words)[:16_000]))
        self._connection.exec_driver_sql("INSERT INTO words (rowid, wording) VALUES (?, ?)", (number, tokens))


def _fetch(connection: Connection, table: str) -> Iterator[Row]:
    found = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY number").mappings().all()
    return (dict(columns) for columns in found)


def _by_addition(rows: Iterable[Row]) -> dict[int | None, list[Row]]:
    """Group rows by their addition, without it and without their number; rulings had none."""
    found: dict[int | None, list[Row]] = {}
    for row in rows:
        del row["number"]
        found.setdefault(row.pop("addition", None), []).append(row)
    return found


def _day(name: str, row: Row, document: Row) -> str | None:
    own = DAYS.get(name)
    day: str | None = (row[f"{own}_earliest"] or row[f"{own}_latest"]) if own else None
    published: str | None = document["published_on"]
    return day or published


def _digest(entry: list[Any]) -> bytes:
    name, row = entry
    held = {column: row[column] for column in sorted(row) if row[column] is not None and column != "digest"}
    return blake2b(_encoded([name, held]), digest_size=16).digest()


def _encoded(value: list[Any]) -> bytes:
    name, held = value
    ordered = {column: held[column] for column in sorted(held)}
    text = json.dumps([name, ordered], ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _token(word: str) -> str:
    return "".join(
        chr(0xE000 + ord(letter)) if letter.isascii() and not letter.isalnum() else letter
        for letter in word[:500]
    )
