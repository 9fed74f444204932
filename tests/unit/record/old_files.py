"""Writes a record as the older schemas kept it, by their tables alone and by none of the store's code.

Schema 3 has the rows of the next one, and other indexes: its records are new ones with those.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.record import Record
from detente.record.plain import plain
from detente.record.values import Actor, Passage, Proposal, Ruling

APPLICATION_ID = 0x44455445
NESTED = {
    "document": ("warnings",),
    "actor": ("speaks_for_passage",),
    "statement": ("content", "quoted", "source", "candidates", "said_on", "cue", "occasion", "condition"),
    "event": ("trigger", "time", "deaths", "injured", "left_open"),
    "claim": ("made", "due"),
    "inconsistency": ("other",),
}
"""What each table kept in its body."""

NOT_IN_SCHEMA_1 = ("source", "condition", "precision")
MENTIONS = ("speaker", "addressee", "actor", "recipient", "place", "alleged_by", "sponsor", "by")
INTERVALS = ("said_on", "time", "due")


def as_schema_3() -> Iterator[str]:
    """Yield what makes a record of schema 4 one of schema 3, in SQL that both databases understand."""
    indexes = [_indexes(number) for number in (4, 3)]
    for name, made in indexes[0].items():
        if made != indexes[1].get(name):
            yield f"DROP INDEX IF EXISTS {name}"
    for name, made in indexes[1].items():
        if made != indexes[0].get(name):
            yield made
    yield "UPDATE alembic_version SET version_num = '3'"


def _indexes(schema: int) -> dict[str, str]:
    """Return what makes the indexes of a schema, by their names."""
    made = Path(__file__).with_name(f"schema_{schema}.sql").read_text(encoding="utf-8").splitlines()
    return {one.split()[2]: one for one in made if one.startswith("CREATE INDEX")}


def write_old(path: Path, record: Record, version: int, rulings: tuple[Ruling, ...] = ()) -> None:
    """Write a file of schema 1 or 2 that holds a record, as one addition, and rulings."""
    connection = sqlite3.connect(path)
    ddl = path.with_name("-") if version not in (1, 2) else Path(__file__).with_name(f"schema_{version}.sql")
    for statement in ddl.read_text(encoding="utf-8").splitlines()[::-1]:  # tables before indexes
        connection.execute(statement)
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    names = [name for (name,) in connection.execute(listed)]
    connection.execute(
        "INSERT INTO addition (seen_at, reader) VALUES ('2031-05-06T12:00:00+00:00', ?)", (record.reader,)
    )
    for name, values in _values(record, rulings):
        if name in names:
            for value in values:
                _insert(connection, name, value, version)
    for name in names:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
                "BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END"
            )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()


def _values(record: Record, rulings: tuple[Ruling, ...]) -> list[tuple[str, list[dict[str, Any]]]]:
    holders: tuple[Actor | Proposal, ...] = (*record.actors, *record.proposals)
    mentions = [_flat(mention) | {"of": holder.id} for holder in holders for mention in holder.mentions]
    clauses = [_flat(c) | {"of": offer.id} for offer in record.proposals for c in offer.clauses]
    return [
        ("document", [_flat(document) for document in record.documents]),
        ("actor", [_flat(actor) for actor in record.actors]),
        ("relation", [_flat(relation) for relation in record.relations]),
        ("statement", [_flat(said) for said in record.statements]),
        ("event", [_flat(event) for event in record.events]),
        ("proposal", [_flat(offer) for offer in record.proposals]),
        ("response", [_flat(answer) for answer in record.responses]),
        ("claim", [_flat(claim) for claim in record.claims]),
        ("inconsistency", [_flat(odd) for odd in record.inconsistencies]),
        ("mention", mentions),
        ("clause", clauses),
        ("failure", [_flat(failure) for failure in record.failures]),
        ("ruling", [_flat(ruling) for ruling in rulings]),
    ]


def _flat(value: Any) -> dict[str, Any]:
    """Return the columns a value had, and the parts of its body."""
    if isinstance(value, Passage):
        held: dict[str, Any] = plain(value)
        return held
    found: dict[str, Any] = plain(value)
    flat = dict(found) | (found.get("passage") or {})
    for name in MENTIONS:
        if name in found and not isinstance(found[name], str):
            mention = found[name] or {}
            flat |= {f"{name}_{part}": mention.get(part) for part in ("start", "end", "text")}
            flat[name] = mention.get("actor")
    for name in INTERVALS:
        if name in found:
            interval = found[name] or {}
            flat |= {f"{name}_{end}": interval.get(end) for end in ("earliest", "latest")}
            flat[name] = {part: held for part, held in interval.items() if part not in ("earliest", "latest")}
            flat[name] = flat[name] or None
    return flat


def _insert(connection: sqlite3.Connection, table: str, flat: dict[str, Any], version: int) -> None:
    columns = [column for _, column, *_ in connection.execute(f'PRAGMA table_info("{table}")')]
    body = {name: flat[name] for name in NESTED.get(table, ())}
    if version == 1:
        body = {name: _without(held) for name, held in body.items() if name not in NOT_IN_SCHEMA_1}
    row = {name: flat.get(name) for name in columns if name != "number"}
    row |= {"addition": 1} if "addition" in columns else {}
    row |= {"body": json.dumps(body, ensure_ascii=False)} if "body" in columns else {}
    names = ", ".join(f'"{name}"' for name in row)
    held = ", ".join("?" * len(row))
    connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({held})', tuple(row.values()))


def _without(held: Any) -> Any:
    if isinstance(held, dict):
        return {name: part for name, part in held.items() if name not in NOT_IN_SCHEMA_1}
    return held
