"""What is exported: a record, the rulings on it, and which of its documents are one source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.record.record import Record
from detente.record.ruling.standing import Standing, standings
from detente.record.sources import sources_of
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
    """

    record: Record
    rulings: tuple[Ruling, ...] = ()
    source_of: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        """The actors' names by their ids."""
        return {actor.id: actor.name for actor in self.record.actors}

    @property
    def standings(self) -> Mapping[str, Standing]:
        """How everything stands that was ruled on, by its id."""
        return standings(self.rulings)


def export_of(record: Record, rulings: Sequence[Ruling] = ()) -> Export:
    """Return what is exported of a record, its independent sources found."""
    numbers = {document: number + 1 for document, number in sources_of(record.documents).items()}
    return Export(record=record, rulings=tuple(rulings), source_of=numbers)
