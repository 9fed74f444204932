"""A record as a folder of CSV tables that a descriptor holds together: a Frictionless Data Package.

References
----------
Frictionless Data (2024), Data Package Standard 2.0: Data Package, Data Resource, Table Dialect, Table Schema.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.cells import Cell, csv_text
from detente.documents.document import Document
from detente.record.exports.export import Export
from detente.record.exports.json_text import json_text
from detente.record.exports.tables import Column, cells, columns
from detente.record.plain import plain
from detente.record.ruling.standing import Standing
from detente.record.values import (
    Actor,
    Claim,
    Clause,
    Event,
    Failure,
    Inconsistency,
    Passage,
    Proposal,
    Relation,
    Response,
    Role,
    Ruling,
    Statement,
)

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"

_RAW = "An evidence-linked record of a peace process. Offsets count code points, ends exclusive."
_SAFE = f"{_RAW} A cell that a spreadsheet would take for a formula begins with an apostrophe."

_SOURCE = Column(name="independent_source", type="integer")
_OWNER = (Column(name="number", type="integer"),)
_STANDING = (
    Column(name="item", type="string"),
    Column(name="status", type="string"),
    Column(name="credibility", type="string"),
    Column(name="basis", type="string"),
    Column(name="reliability", type="string"),
    Column(name="outcome", type="string"),
    Column(name="outcome_on", type="date"),
    Column(name="changed", type="array"),
    Column(name="notes", type="array"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the package; ``key`` names the columns that tell its rows apart."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    key: tuple[str, ...] = ("id",)


def to_package(export: Export, *, raw: bool = False) -> dict[str, bytes]:
    """Return the files of the package by their names, which are the same for every record.

    There is a table for each type of value, with a column for each part of it (see ``tables.columns``);
    clauses, mentions and roles have tables of their own, and ``standings`` says how things stand by the
    rulings. Texts of documents are left out.

    Parameters
    ----------
    export : Export
    raw : bool
        Leave cells that a spreadsheet would take for formulas as they are.
    """
    found: dict[str, bytes] = {}
    resources = []
    for table in tables_of(export):
        text = csv_text([column.name for column in table.columns], table.rows, raw=raw)
        found[f"{table.name}.csv"] = text.encode("utf-8")
        resources.append(_resource(table, found[f"{table.name}.csv"]))
    descriptor = {
        "$schema": PROFILE,
        "name": "detente-record",
        "description": _RAW if raw else _SAFE,
        "resources": resources,
    }
    return {DESCRIPTOR: (json_text(descriptor, indent=1) + "\n").encode("utf-8"), **found}


def tables_of(export: Export) -> tuple[Table, ...]:
    """Return the tables, those that others refer to first."""
    record, source = export.record, export.source_of
    documents = [[*cells(document), source.get(document.id)] for document in record.documents]
    return (
        Table(name="documents", columns=(*columns(Document), _SOURCE), rows=documents),
        _table("actors", Actor, record.actors),
        _owned("actor_mentions", "actors", Passage, ((a.id, a.mentions) for a in record.actors)),
        _owned("actor_roles", "actors", Role, ((a.id, a.roles) for a in record.actors)),
        _table("relations", Relation, record.relations),
        _table("statements", Statement, record.statements),
        _table("events", Event, record.events),
        _table("proposals", Proposal, record.proposals),
        _owned("clauses", "proposals", Clause, ((p.id, p.clauses) for p in record.proposals)),
        _owned("proposal_mentions", "proposals", Passage, ((p.id, p.mentions) for p in record.proposals)),
        _table("responses", Response, record.responses),
        _table("claims", Claim, record.claims),
        _table("inconsistencies", Inconsistency, record.inconsistencies),
        Table(
            name="failures",
            columns=(*_OWNER, *columns(Failure)),
            rows=[[n, *cells(failure)] for n, failure in enumerate(record.failures, start=1)],
            key=("number",),
        ),
        _table("rulings", Ruling, export.rulings),
        Table(
            name="standings",
            columns=_STANDING,
            rows=[_standing(standing) for standing in export.standings.values()],
            key=("item",),
        ),
    )


def _table(name: str, kind: type, values: Iterable[Any]) -> Table:
    return Table(name=name, columns=columns(kind), rows=[cells(value) for value in values])


def _owned(name: str, owners: str, kind: type, held: Iterable[tuple[str, Sequence[Any]]]) -> Table:
    """Return the table of what belongs to values of another table, numbered from 1 in each."""
    owner = Column(name=owners.removesuffix("s"), type="string", refers_to=owners)
    own = _passage_columns() if kind is Passage else columns(kind)
    rows = [
        [identifier, number, *(_passage_cells(value) if kind is Passage else cells(value))]
        for identifier, values in held
        for number, value in enumerate(values, start=1)
    ]
    return Table(name=name, columns=(owner, *_OWNER, *own), rows=rows, key=(owner.name, "number"))


def _passage_columns() -> tuple[Column, ...]:
    return (
        Column(name="document", type="string", refers_to="documents"),
        Column(name="start", type="integer"),
        Column(name="end", type="integer"),
        Column(name="text", type="string"),
    )


def _passage_cells(passage: Passage) -> list[Cell]:
    return [passage.document, passage.start, passage.end, passage.text]


def _standing(standing: Standing) -> list[Cell]:
    outcome = standing.outcome
    return [
        standing.item,
        standing.status,
        standing.credibility,
        standing.basis,
        standing.reliability,
        outcome.kind if outcome else None,
        plain(outcome.on) if outcome else None,
        json_text(list(standing.changed)),
        json_text(list(standing.notes)),
    ]


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "$schema": RESOURCE_PROFILE,
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [{"name": column.name, "type": column.type} for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": list(_foreign_keys(table)),
        },
    }


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        if column.refers_to is not None:
            own = column.refers_to == table.name  # a table refers to itself by the empty name
            reference = {"resource": "" if own else column.refers_to, "fields": ["id"]}
            yield {"fields": [column.name], "reference": reference}
