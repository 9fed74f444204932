"""A process's record as it stands now, as the listings and the brief show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.record.asking.moments import Moment, moment, proposed_links
from detente.record.derived import Derived
from detente.record.quotes import QuoteEntry
from detente.record.ruling.carrying import latest
from detente.record.ruling.ruled import Ruled
from detente.record.sources import Sources
from detente.record.store import Store
from detente.runs.process import Process
from detente.runs.shelf import FOLDER, FileShelf


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Now:
    """A record as it stands.

    Attributes
    ----------
    moment : Moment
    addition : int
        Number of the last addition to it.
    successors : mapping of str to str
        For each item that came to be read under another id, that id.
    sources : Sources
        Of its documents.
    """

    moment: Moment
    addition: int
    successors: Mapping[str, str]
    sources: Sources
    _derived: Derived

    @property
    def ruled(self) -> Ruled:
        """The record as ruled, with what is one joined, unless ruled apart."""
        return self.moment.ruled

    def quotes(self) -> tuple[QuoteEntry, ...]:
        """Return its quotations, each in all documents that print it (``quotes.quote_ledger``)."""
        return self._derived.ledger(self.ruled.record, self.sources.copies)


def record_now(process: Process) -> Now:
    """Load the record of a process, as ruled, with what is one joined.

    What takes long to find is kept in the process folder, and found there the next time, as long as the
    documents and their quotations are the same (``record.derived``); with and without it the result is one.

    Raises
    ------
    StoreError
        If there is no record, or an entry of it is damaged.
    """
    derived = Derived(FileShelf(process.folder / FOLDER))
    with Store.open(process.record, create=False) as store:
        whole = store.whole()
    given = whole.record, whole.rulings, whole.followed
    sources = derived.sources(whole.record.documents)
    links = derived.links(whole.digest, lambda: proposed_links(*given, sources=sources, derived=derived))
    return Now(
        moment=moment(*given, sources=sources, links=links),
        addition=whole.addition,
        successors={item: latest(item, whole.followed) for item in whole.followed},
        sources=sources,
        _derived=derived,
    )
