"""A record kept in a database: documents and what was read from them are added, never changed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select, text

from detente.errors import RecordError, StoreError
from detente.record.check import check
from detente.record.record import Record
from detente.record.store import tables
from detente.record.store.loading import holds, read_record, read_rulings
from detente.record.store.opening import connect, transaction
from detente.record.store.rows import row
from detente.record.store.rulings import chained, check_chain, check_ruling
from detente.record.store.writing import write
from detente.record.values import Ruling, RulingKind


class Store:
    """A record's database, open for reading and adding.

    What was added stays as it is: the tables refuse to be updated or deleted from. One addition is one
    transaction. Others may read while one writes. A store serves one thread; open one for each.

    Examples
    --------
    >>> with Store.open(":memory:") as store:
    ...     store.add(Record())
    ...     store.load() == Record()
    0
    True
    """

    def __init__(self, connection: Connection, path: str) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open the record in a file, beginning a new one if there is none; ``:memory:`` keeps no file.

        A record that an older detente wrote is brought to the present schema first; an older detente
        cannot open it after.

        Raises
        ------
        StoreError
            If the path cannot hold a record, is some other file, or has a later schema.
        """
        where = os.fspath(path)
        return cls(connect(where), where)

    def close(self) -> None:
        """Close the database; the store cannot be used after."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, record: Record, *, seen_at: datetime | None = None) -> int:
        """Add the documents that are not there yet, with what was read from them.

        A document whose id is there already is passed over, with its items. An actor that is there
        gets the new mentions and whatever was not known of it before.

        Parameters
        ----------
        record : Record
            Checked first; nothing is written if it does not pass.
        seen_at : datetime.datetime, optional
            When it was read, with its time zone; now when not given.

        Returns
        -------
        int
            How many documents were new.

        Raises
        ------
        PassageError, RecordError
            If the record does not pass ``check``, or refers to something neither in it nor here.
        StoreError
            If the database refuses it.
        """
        check(record)
        with transaction(self._connection, self._path, writes=True):
            return write(self._connection, record, seen_at or datetime.now(UTC))

    def load(self) -> Record:
        """Return everything that was added, in text order, its passages checked against the texts.

        Raises
        ------
        StoreError
            If an entry is damaged, or a passage does not have its document's words any more.
        """
        with transaction(self._connection, self._path, writes=False):
            try:
                record = read_record(self._connection)
                check(record)
            except (ValueError, TypeError, KeyError) as error:
                raise StoreError(
                    f"record '{self._path}' holds something that was not written so: {error}; "
                    "restore the file from a copy"
                ) from error
        return record

    def rule(
        self,
        kind: RulingKind,
        record: str,
        *,
        by: str,
        because: str,
        change: str = "",
        ruled_at: str | None = None,
    ) -> Ruling:
        """Append an analyst's decision on something in the record.

        Parameters
        ----------
        kind : RulingKind
            What was decided.
        record : str
            Id of the document, actor, relation or item it is about.
        by, because : str
            Who decided, and why; neither may be blank.
        change : str
            What is to be different, for a correction, merge, split or grade.
        ruled_at : str, optional
            A moment in UTC as ISO 8601; now when not given.

        Raises
        ------
        RecordError
            If nothing here has that id, or the ruling lacks its who, what or why.
        DateError
            If ``ruled_at`` is not a moment in UTC.
        """
        moment = ruled_at if ruled_at is not None else datetime.now(UTC).isoformat(timespec="seconds")
        ruling = Ruling(
            id="", kind=kind, record=record, by=by, because=because, change=change, ruled_at=moment
        )
        check_ruling(ruling)
        with transaction(self._connection, self._path, writes=True):
            if not holds(self._connection, record):
                raise RecordError(
                    f"there is nothing with id '{record}' in record '{self._path}' to rule on: "
                    "add its document first, or correct the id"
                )
            last = select(tables.rulings.c.id).order_by(tables.rulings.c.number.desc()).limit(1)
            ruling = chained(ruling, self._connection.execute(last).scalar() or "")
            self._connection.execute(tables.rulings.insert().values(row(ruling)))
        return ruling

    def rulings(self) -> tuple[Ruling, ...]:
        """Return all rulings, in the order they were made."""
        with transaction(self._connection, self._path, writes=False):
            return read_rulings(self._connection)

    def verify(self) -> int:
        """Check that no ruling was changed, moved or taken out, and that every passage still matches.

        Somebody who can write the file and computes the whole chain anew is not found out by this: note
        the last ruling's id elsewhere to be sure.

        Returns
        -------
        int
            How many rulings there are.

        Raises
        ------
        StoreError
            Naming the first entry that is not as it was written.
        """
        with transaction(self._connection, self._path, writes=False):
            rulings = read_rulings(self._connection)
            written = text("SELECT seq FROM sqlite_sequence WHERE name = 'ruling'")
            n_written = self._connection.execute(written).scalar() or 0
        check_chain(rulings, self._path, n_written)
        self.load()
        return len(rulings)
