"""A record kept in a database: documents and what was read from them are added, never changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from detente.documents.document import Document
from detente.errors import StoreError
from detente.record.asking.changes import Changes
from detente.record.asking.moments import Moment, moment
from detente.record.asking.query import Answer, Query
from detente.record.check import check
from detente.record.record import Record
from detente.record.ruling import Ruled, rule_on, undoing
from detente.record.ruling.carrying import latest
from detente.record.ruling.things import Thing
from detente.record.store.additions import Addition, read_additions, read_last_addition
from detente.record.store.changed import changes_in
from detente.record.store.deciding import decide
from detente.record.store.finding import find_in
from detente.record.store.following import read_successors
from detente.record.store.known import read_known
from detente.record.store.loading import is_document_held, read_documents, read_record, read_rulings
from detente.record.store.naming import Names, read_names
from detente.record.store.opening import connect, transaction
from detente.record.store.orphans import read_orphaned
from detente.record.store.replacing import has_replaced
from detente.record.store.scope import find_thing
from detente.record.store.settling import asked_of
from detente.record.store.verifying import Verified, verify
from detente.record.store.whole import Whole, read_whole
from detente.record.store.writing import write
from detente.record.values import Ruling, RulingKind


class Store:
    """A record's database, open for reading and adding.

    What was written stays as it is: the tables refuse to be updated or deleted from, and what is not
    current any more is named as such by further rows. One call that writes is one transaction. Others may
    read while one writes. A store serves one thread; open one for each.

    Examples
    --------
    >>> with Store.open(":memory:") as store:
    ...     store.add(Record())
    ...     store.load() == Record()
    0
    True
    """

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    @classmethod
    def open(cls, where: str | os.PathLike[str], *, create: bool = True) -> Self:
        """Open the record in a file or on a server, beginning a new one if there is none.

        A record that an older detente wrote is brought to the present schema first; an older detente
        cannot open it after.

        Parameters
        ----------
        where : str or path
            A path, ``:memory:`` for no file, or the address of a database of a PostgreSQL server, as
            ``postgresql://user:password@host/database``.
        create : bool
            Whether to begin a new record where there is none.

        Raises
        ------
        StoreError
            If there can be no record, is something else, is none and none is to be begun, or has a later
            schema.
        """
        return cls(*connect(os.fspath(where), create=create))

    def close(self) -> None:
        """Close the database; the store cannot be used after."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, record: Record, *, seen_at: datetime | None = None, again: bool = False) -> int:
        """Add the documents that are not there yet, with what was read from them.

        A document whose id is there already is passed over, with its items, unless it is to be read again:
        then what is read otherwise now takes the place of what was, and rulings go over to what they were
        about. A new document with the address of one that is there (its url or, without one, its file)
        and a text that resembles it takes its place too. An earlier version that comes again is passed
        over.

        Parameters
        ----------
        record : Record
            Checked first; nothing is written if it does not pass.
        seen_at : datetime.datetime, optional
            When it was read, with its time zone; now when not given.
        again : bool
            Whether documents that are there are read anew.

        Returns
        -------
        int
            How many documents were new or, read again, are read otherwise.

        Raises
        ------
        PassageError, RecordError
            If the record does not pass ``check``, or refers to something neither in it nor here.
        StoreError
            If the database refuses it.
        """
        check(record)
        with transaction(self._connection, self._name, writes=True):
            return write(self._connection, record, seen_at or datetime.now(UTC), again=again)

    def load(self) -> Record:
        """Return the record as it is now: as last read, after all rulings, with what is one joined.

        Raises
        ------
        StoreError
            If an entry is damaged, or a passage does not have its document's words any more.
        """
        return self.ruled().record

    def as_read(self) -> Record:
        """Return the record as it was last read, without rulings and links, in text order.

        Raises
        ------
        StoreError
            If an entry is damaged, or a passage does not have its document's words any more.
        """
        with transaction(self._connection, self._name, writes=False):
            return self._as_read()

    def whole(self) -> Whole:
        """Return the record as read, all rulings, and where in the chain that is, all of one time.

        Raises
        ------
        StoreError
            If an entry is damaged, or a passage does not have its document's words any more.
        """
        with transaction(self._connection, self._name, writes=False):
            return read_whole(self._connection, self._as_read)

    def ruled(self) -> Ruled:
        """Return the record after all rulings, with how each thing stands and what was left out.

        Raises
        ------
        StoreError
            If an entry is damaged, or a passage does not have its document's words any more.
        """
        whole = self.whole()
        return rule_on(whole.record, whole.rulings, successors=whole.followed)

    def linked(self) -> Ruled:
        """Return the record after all rulings, with what is proposed to be one joined, unless ruled apart.

        Raises
        ------
        StoreError
            If an entry is damaged, or a passage does not have its document's words any more.
        """
        return self.moment().ruled

    def moment(self) -> Moment:
        """Return the record as it stands now, to be compared with how it stands at another time.

        Raises
        ------
        StoreError
            If an entry is damaged, or a passage does not have its document's words any more.
        """
        whole = self.whole()
        return moment(whole.record, whole.rulings, whole.followed)

    def changes(self, since: int | date, *, as_of: date | None = None) -> Changes:
        """Return what is new in the record, without loading it: the same as ``asking.changes`` says.

        Parameters
        ----------
        since : int or datetime.date
            The number of the last addition that is not new, 0 for none; or the day, in UTC, from which on
            all that was added is new.
        as_of : datetime.date, optional
            The day up to which claims are looked at; today when not given.

        Raises
        ------
        RecordError
            If there is no addition of that number.
        """
        with transaction(self._connection, self._name, writes=False):
            return changes_in(self._connection, since, as_of or datetime.now(UTC).date())

    def documents(self) -> tuple[Document, ...]:
        """Return the documents that are current, by date of publication, then as they were added."""
        with transaction(self._connection, self._name, writes=False):
            return tuple(read_documents(self._connection))

    def holds(self, document: str) -> bool:
        """Whether a document was ever added: by its id, or by the SHA-256 of its bytes."""
        with transaction(self._connection, self._name, writes=False):
            return is_document_held(self._connection, document)

    def has_replaced(self, document: str) -> bool:
        """Whether the document of an id took the place of an earlier version when it was added.

        That is one with its address and a text that resembles it (see `add`).
        """
        with transaction(self._connection, self._name, writes=False):
            return has_replaced(self._connection, document)

    def item(self, identifier: str) -> Thing | None:
        """Return what has an id, as ruled, or as it was read when it is rejected; None when nothing has."""
        with transaction(self._connection, self._name, writes=False):
            asked = asked_of(self._connection, read_rulings(self._connection))
            return find_thing(self._connection, identifier, asked)

    def known(self, identifiers: Collection[str]) -> dict[str, Thing]:
        """Return what has or ever had these ids, by id, as last read under them; ids of nothing are left out.

        So what a later reading or version came in place of can still be called by its words.
        """
        with transaction(self._connection, self._name, writes=False):
            return read_known(self._connection, identifiers)

    def find(self, query: Query, *, limit: int | None = None) -> Answer:
        """Find what answers a query, without loading the record.

        Actors and proposals that are one (see ``ruled``) keep their own ids in what is found.

        Parameters
        ----------
        query : Query
        limit : int, optional
            How many hits to give at most.
        """
        with transaction(self._connection, self._name, writes=False):
            return find_in(self._connection, query, limit)

    def names(self) -> Names:
        """Return the names of all actors, as ruled and with what is one joined."""
        with transaction(self._connection, self._name, writes=False):
            return read_names(self._connection)

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
        """Append an analyst's decision on something in the record, and put it into effect.

        Parameters
        ----------
        kind : RulingKind
            What was decided.
        record : str
            Id of the document, source, actor, relation or item it is about.
        by, because : str
            Who decided, and why; neither may be blank.
        change : str
            What is to be different, a JSON object (see ``ruling.changes``).
        ruled_at : str, optional
            A moment in UTC as ISO 8601; now when not given.

        Raises
        ------
        RecordError
            If nothing here has that id, the ruling lacks its who, what or why, or cannot be made.
        DateError
            If ``ruled_at`` is not a moment in UTC.
        """
        moment = ruled_at if ruled_at is not None else datetime.now(UTC).isoformat(timespec="seconds")
        ruling = Ruling(
            id="", kind=kind, record=record, by=by, because=because, change=change, ruled_at=moment
        )
        with transaction(self._connection, self._name, writes=True):
            return decide(self._connection, ruling, self._name)

    def undo(
        self, *, by: str, because: str, ruling: str | None = None, ruled_at: str | None = None
    ) -> Ruling:
        """Take a ruling back, by a further one; what it changed is as it was before.

        Parameters
        ----------
        by, because : str
            Who decided, and why.
        ruling : str, optional
            Id of the ruling, which may be an undo; the last one in force when not given.
        ruled_at : str, optional
            A moment in UTC as ISO 8601; now when not given.

        Raises
        ------
        RecordError
            If there is no such ruling, it was taken back already, or none is in force.
        DateError
            If ``ruled_at`` is not a moment in UTC.
        """
        with transaction(self._connection, self._name, writes=False):
            record, change = undoing(read_rulings(self._connection), ruling)
        return self.rule("undo", record, by=by, because=because, change=change, ruled_at=ruled_at)

    def rulings(self) -> tuple[Ruling, ...]:
        """Return all rulings, in the order they were made."""
        with transaction(self._connection, self._name, writes=False):
            return read_rulings(self._connection)

    def orphaned(self) -> frozenset[str]:
        """Return the ids of rulings in force without effect: what they are about is not read any more."""
        with transaction(self._connection, self._name, writes=False):
            return read_orphaned(self._connection)

    def additions(self) -> tuple[Addition, ...]:
        """Return all that was written, one for each transaction's part, in order."""
        with transaction(self._connection, self._name, writes=False):
            return read_additions(self._connection)

    def successors(self) -> dict[str, str]:
        """Return, for each item that came to be read under another id, that id."""
        with transaction(self._connection, self._name, writes=False):
            followed = read_successors(self._connection)
        return {identifier: latest(identifier, followed) for identifier in followed}

    def last_addition(self) -> int:
        """Return the number of the last addition; 0 when nothing was written yet."""
        with transaction(self._connection, self._name, writes=False):
            return read_last_addition(self._connection)

    def verify(self, progress: Callable[[int, int], None] | None = None) -> Verified:
        """Check that nothing was changed, moved, put in or taken out since it was written.

        Somebody who can write the database and computes the whole chain anew is not found out by this:
        note the last digest elsewhere, and compare.

        Parameters
        ----------
        progress : callable, optional
            Told, now and then, how many rows were checked, and of how many.

        Raises
        ------
        DamagedError
            Naming the first entry that is not as it was written.
        """
        with transaction(self._connection, self._name, writes=False):
            return verify(self._connection, self._name, progress)

    def _as_read(self) -> Record:
        try:
            record = read_record(self._connection)
            check(record)
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"record '{self._name}' holds something that was not written so: {error}; "
                "restore it from a copy"
            ) from error
        return record
