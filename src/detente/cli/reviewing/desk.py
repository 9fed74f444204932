"""What a review decides: each decision is one ruling, kept at once, and can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from detente.cli.reviewing.entries import Entry
from detente.record.ruling import Standing, change_text, standings
from detente.record.ruling.actors import made_actors
from detente.record.ruling.things import Thing
from detente.record.values import Item, Ruling, RulingKind

REASONS: Mapping[str, str] = {
    "accept": "read in its context and found right",
    "reject": "read in its context and found wrong",
    "correct": "read in its context and corrected",
    "undo": "taken back in review",
}
"""Why, when the person who reviews gives no reason."""


class Keeper(Protocol):
    """The record a review is kept in."""

    def rule(self, kind: RulingKind, record: str, *, by: str, because: str, change: str = "") -> Ruling:
        """Append a ruling."""
        ...

    def undo(self, *, by: str, because: str, ruling: str | None = None) -> Ruling:
        """Append an undo."""
        ...

    def rulings(self) -> tuple[Ruling, ...]:
        """Return all rulings."""
        ...

    def item(self, identifier: str) -> Thing | None:
        """Return what has an id, as ruled, or as it was read when it is rejected."""
        ...


class Desk:
    """The items to be reviewed, which of them is looked at, and what was decided.

    Parameters
    ----------
    keeper : Keeper
    entries : sequence of Entry
        At least one.
    by : str
        Who reviews.
    """

    def __init__(self, keeper: Keeper, entries: Sequence[Entry], *, by: str) -> None:
        self._keeper = keeper
        self._entries = list(entries)
        self._by = by
        self.place = 0
        self.made: list[Ruling] = []

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def entry(self) -> Entry:
        """The item that is looked at."""
        return self._entries[self.place]

    def move(self, steps: int) -> bool:
        """Look at another item; whether there is one in that direction."""
        wanted = self.place + steps
        self.place = min(max(wanted, 0), len(self._entries) - 1)
        return self.place == wanted

    def rule(self, kind: RulingKind, *, change: Mapping[str, Any] | None = None, because: str = "") -> Ruling:
        """Decide on the item that is looked at.

        Raises
        ------
        RecordError
            If the change does not fit the item; nothing is kept then.
        """
        ruling = self._keeper.rule(
            kind,
            self.entry.item.id,
            by=self._by,
            because=because or REASONS[kind],
            change=change_text(change or {}),
        )
        self.made.append(ruling)
        self._look_again(self.place)
        return ruling

    def undo(self) -> Ruling | None:
        """Take back the last decision of this review and look at its item; None when there is none."""
        if not self.made:
            return None
        last = self.made.pop()
        self._keeper.undo(by=self._by, because=REASONS["undo"], ruling=last.id)
        self.place = next(place for place, entry in enumerate(self._entries) if entry.item.id == last.record)
        self._look_again(self.place)
        return last

    def made_names(self) -> dict[str, str]:
        """Return the names of the actors that rulings made, by id."""
        return {actor.id: actor.name for actor in made_actors(self._keeper.rulings()).values()}

    def _look_again(self, place: int) -> None:
        entry = self._entries[place]
        standing = standings(self._keeper.rulings()).get(entry.item.id, Standing(item=entry.item.id))
        found = self._keeper.item(entry.item.id)
        item = found if isinstance(found, Item) else entry.item
        self._entries[place] = replace(entry, item=item, standing=standing)
