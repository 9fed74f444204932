"""Whether the passages of every row read as their documents do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, select

from detente.documents.document import Document
from detente.errors import PassageError, RecordError
from detente.record.check import check_value
from detente.record.ruling.chain import chain_id
from detente.record.store import tables
from detente.record.store.bad_entries import bad
from detente.record.store.rows import value_of
from detente.record.values import Actor, Proposal, Ruling

_KEPT = 64  # documents whose texts are at hand: rows stand near those of their document


class Passages:
    """Checks what the digest of a row does not: what it says of other rows.

    Parameters
    ----------
    connection : Connection
    name : str
        What messages call the record.
    """

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._kinds = {table.name: cls for cls, table in tables.ITEMS.values()}
        self._ruling = ""
        self._document = lru_cache(maxsize=_KEPT)(self._fetch)

    def check(self, table: Table, row: Mapping[str, Any]) -> None:
        """Raise if a row of a table has words that its document has not, or breaks the chain of rulings.

        Raises
        ------
        DamagedError
            Naming the row.
        """
        if table is tables.rulings:
            self._check_ruling(row)
        elif table in (tables.mentions, tables.clauses):
            document = self._document(row["document"])
            if document is None or document.text[row["start"] : row["end"]] != row["text"]:
                raise bad(self._name, table, row, "does not have its document's words")
        elif table.name in self._kinds or table is tables.actors:
            self._check_value(table, row)

    def _check_value(self, table: Table, row: Mapping[str, Any]) -> None:
        kind = self._kinds.get(table.name, Actor)
        apart: dict[str, Any] = {"mentions": ()} if kind in (Actor, Proposal) else {}
        apart |= {"clauses": ()} if kind is Proposal else {}
        home = None if row["document"] is None else self._document(row["document"])
        try:
            value: Any = value_of(kind, {**row, "document": home.id if home else None}, **apart)
            documents = {home.id: home} if home else {}
            if isinstance(value, Actor) and value.speaks_for_passage is not None:
                documents |= self._named(value.speaks_for_passage.document, row["addition"])
            check_value(table.name, value, documents)
        except (RecordError, PassageError, ValueError, TypeError, KeyError) as error:
            raise bad(self._name, table, row, f"is not what it should be ({error})") from error

    def _check_ruling(self, row: Mapping[str, Any]) -> None:
        ruling = value_of(Ruling, row)
        if ruling.previous != self._ruling or ruling.id != chain_id(ruling, self._ruling):
            what = f"(by {ruling.by} at {ruling.ruled_at}) does not follow the ruling before it"
            raise bad(self._name, tables.rulings, row, what)
        self._ruling = ruling.id

    def _fetch(self, number: int) -> Document | None:
        found = self._connection.execute(select(tables.documents).where(tables.documents.c.number == number))
        columns = found.mappings().first()
        return None if columns is None else value_of(Document, dict(columns))

    def _named(self, identifier: str, addition: int) -> dict[str, Document]:
        """Return a document by its id as it was when something was added."""
        column = tables.documents.c
        query = select(column.number).where(column.id == identifier, column.addition <= addition)
        number = self._connection.execute(query.order_by(column.number.desc()).limit(1)).scalar()
        document = None if number is None else self._document(number)
        return {} if document is None else {identifier: document}
