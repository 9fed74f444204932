"""A record at one time, in the three readings that two times are compared in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.record.derived import Derived
from detente.record.links.link import Link, Links
from detente.record.links.proposing import propose_links
from detente.record.record import Record
from detente.record.represented import represented
from detente.record.ruling.carrying import carried, latest
from detente.record.ruling.changes import effect_of
from detente.record.ruling.ruled import Ruled, rule_on
from detente.record.ruling.standing import in_force
from detente.record.sources import Sources
from detente.record.values import Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A record at one time.

    Attributes
    ----------
    items : Record
        As ruled, but nothing joined: every document's own words.
    ruled : Ruled
        As ruled, with what is one joined, unless ruled apart.
    rulings : tuple of Ruling
        All that were made by then, the undone ones too.
    followed : mapping of str to str
        The later id of each item that came to be read under another one.
    sources : Sources or None
        Of its documents, where they are known already.
    """

    items: Record = field(default_factory=Record)
    ruled: Ruled = field(default_factory=lambda: Ruled(record=Record()))
    rulings: tuple[Ruling, ...] = ()
    followed: Mapping[str, str] = field(default_factory=dict)
    sources: Sources | None = None

    def now(self, item: str) -> str:
        """Return the id that an item has now; its own when nothing came in its place."""
        return latest(item, self.followed)


def moment(
    record: Record,
    rulings: Sequence[Ruling] = (),
    followed: Mapping[str, str] | None = None,
    *,
    sources: Sources | None = None,
    derived: Derived | None = None,
    links: Links | None = None,
) -> Moment:
    """Return a record at the time it was read so and the rulings were made.

    Parameters
    ----------
    record : Record
        As it was read.
    rulings : sequence of Ruling
        All, in the order they were made.
    followed : mapping of str to str, optional
        New ids of items that rulings know by an older one.
    sources : Sources, optional
        Of the record's documents; found here when not given.
    derived : Derived, optional
        By whom quotations, and sources, are found.
    links : Links, optional
        What is proposed to be one (`proposed_links`); found here when not given.
    """
    finding = derived or Derived()
    found = finding.sources(record.documents) if sources is None else sources
    known = followed or {}
    asked = in_force(carried(rulings, known))
    apart = [ruling for ruling in asked if not _joins(ruling)]
    if links is None:
        links = proposed_links(record, rulings, known, sources=found, derived=finding)
    return Moment(
        items=rule_on(record, apart).record if apart else record,
        ruled=rule_on(record, rulings, links=links, successors=known),
        rulings=tuple(rulings),
        followed=known,
        sources=found,
    )


def proposed_links(
    record: Record,
    rulings: Sequence[Ruling] = (),
    followed: Mapping[str, str] | None = None,
    *,
    sources: Sources | None = None,
    derived: Derived | None = None,
) -> Links:
    """Return what may be one in a record, with what was ruled to be one, and not to be, in mind.

    Parameters
    ----------
    record, rulings, followed, sources, derived
        As for `moment`.
    """
    tied = rule_on(record, rulings, successors=followed or {}).links if rulings else Links()
    return propose_links(record, ruled=tied, sources=sources, derived=derived)


class Parties:
    """Whom each actor of a record counts for, by any id that it was read under.

    Parameters
    ----------
    ruled : Ruled
    """

    def __init__(self, ruled: Ruled) -> None:
        self._links: Links = ruled.links
        self._ends = represented(ruled.record.actors)
        self._around = ruled.links.around()
        self._on_days: dict[str, tuple[Link, ...]] = {}
        for link in ruled.links.on_some_days():
            self._on_days[link.a] = (*self._on_days.get(link.a, ()), link)
        self._known = {*self._ends, *(proposal.id for proposal in ruled.record.proposals)}

    def one(self, identifier: str) -> str:
        """Return the id that stands for all of whoever, or whatever, was read under an id."""
        group = self._links.group_of(identifier)
        return next((member for member in group if member in self._known), group[0])

    def around(self, actor: str) -> str:
        """Return one id for all whom an actor is on any day: an office alone, and whoever held it."""
        first = self._links.group_of(actor)[0]
        return self._around.get(first, first)

    def on_days(self, actor: str) -> tuple[Link, ...]:
        """Return the links by which somebody is somebody else in reports of some days."""
        return self._on_days.get(actor, ())

    def party(self, actor: str) -> str:
        """Return the id of whom an actor speaks for in the end."""
        own = self.one(actor)
        return self._ends.get(own, own)


def _joins(ruling: Ruling) -> bool:
    """Whether a ruling says that two things are one, or are not."""
    return ruling.kind == "merge" or (ruling.kind == "split" and "from" in effect_of(ruling))
