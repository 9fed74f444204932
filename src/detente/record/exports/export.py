"""What is exported: a record, the rulings on it, and which of its documents are one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.record.links.link import Links
from detente.record.record import Record
from detente.record.ruling.ruled import Ruled
from detente.record.ruling.standing import Standing, Status, standings
from detente.record.sources import Sources, sources_of
from detente.record.values import Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A record to be written in some format.

    Attributes
    ----------
    record : Record
    rulings : tuple of Ruling
        All of them, in the order they were made.
    source_of : mapping of str to int
        The number of each document's independent source, from 1, by the document's id: copies of a wire
        report and reports of one publisher are one. They are found once, in the whole texts, and hold for
        what is left of the texts when some is withheld.
    standings : mapping of str to Standing
        How everything stands that was ruled on, by its id.
    links : Links
        Which events are one happening, and which statements one quotation.
    """

    record: Record
    rulings: tuple[Ruling, ...] = ()
    source_of: Mapping[str, int] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    links: Links = field(default_factory=Links)

    @property
    def names(self) -> Mapping[str, str]:
        """The actors' names by their ids."""
        return {actor.id: actor.name for actor in self.record.actors}

    def n_sources(self, documents: Iterable[str]) -> int:
        """Return how many independent sources some documents are."""
        return len({self.source_of[document] for document in documents})

    def status(self, item: str) -> Status:
        """Return how an item stands by the rulings."""
        standing = self.standings.get(item)
        return standing.status if standing is not None else "proposed"


def export_of(
    record: Record | Ruled, rulings: Sequence[Ruling] = (), *, sources: Sources | None = None
) -> Export:
    """Return what is exported of a record, its independent sources found.

    Parameters
    ----------
    record : Record or Ruled
        As it was read, or as ruled, with what is one joined.
    rulings : sequence of Ruling
        All of them, in the order they were made, about what is read now (``present_rulings``).
    sources : Sources, optional
        Of the record's documents; found here when not given.
    """
    ruled = record if isinstance(record, Ruled) else Ruled(record=record, standings=standings(rulings))
    found = sources_of(ruled.record.documents) if sources is None else sources.number
    numbers = {document: number + 1 for document, number in found.items()}
    return Export(
        record=ruled.record,
        rulings=tuple(rulings),
        source_of=numbers,
        standings=ruled.standings,
        links=ruled.links,
    )
