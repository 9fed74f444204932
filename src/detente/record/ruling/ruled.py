"""A record as ruled: what was rejected left out, corrections in place, actors joined and taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.record.links import Links
from detente.record.record import Record
from detente.record.ruling.standing import Standing
from detente.record.values import Item, Relation, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A record as it reads after all rulings.

    Attributes
    ----------
    record : Record
        Without what was rejected, corrections in place, actors and proposals that are one joined.
    standings : mapping of str to Standing
        Of everything ruled on, by its id in the record, the rejected too.
    links : Links
        Those proposed, less those taken apart, and those that were ruled.
    orphaned : tuple of Ruling
        Rulings in force that took no effect, for what they are about is not in the record any more, or what
        they refer to. In order.
    rejected : tuple of Item or Relation
        What was left out, as it was read.
    """

    record: Record
    standings: Mapping[str, Standing] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    orphaned: tuple[Ruling, ...] = ()
    rejected: tuple[Item | Relation, ...] = ()
