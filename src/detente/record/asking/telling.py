"""Who tells something, for sentences about it: names of actors and sources, days."""

from __future__ import annotations

from datetime import date

from detente.record.record import Record
from detente.record.sources import Sources
from detente.record.values import Event, Item, Passage, Statement


class Telling:
    """A record looked up by id, and the words in which its parts are spoken of.

    Parameters
    ----------
    record : Record
    sources : Sources
        Of its documents.
    """

    def __init__(self, record: Record, sources: Sources) -> None:
        self.sources = sources
        self.actors = {actor.id: actor for actor in record.actors}
        self.statements: dict[str, Statement] = {said.id: said for said in record.statements}
        self.events: dict[str, Event] = {event.id: event for event in record.events}

        self._rank = {document.id: place for place, document in enumerate(record.documents)}

    def at(self, passage: Passage) -> tuple[int, int, int]:
        """Return the place of a passage in the order of the record."""
        return self._rank[passage.document], passage.start, passage.end

    def place(self, item: Item) -> tuple[int, int, int]:
        """Return the place of an item in the order of the record."""
        return self.at(item.passage)

    def name(self, actor: str | None) -> str:
        """Return the name of an actor; *somebody* when nobody is meant for certain."""
        found = self.actors.get(actor or "")
        return found.name if found is not None else "somebody"

    def is_someone(self, actor: str | None) -> bool:
        """Whether an actor is one and the same in all reports: *an official* is another in each."""
        found = self.actors.get(actor or "")
        return found is not None and found.kind != "unnamed"

    def published(self, item: Item) -> date | None:
        """Return the day of the report that an item stands in."""
        return self.sources.document(item.passage.document).published_on

    def source(self, item: Item) -> str:
        """Return the name of the source of an item, with the day of the report."""
        document = self.sources.document(item.passage.document)
        day = f" of {document.published_on}" if document.published_on is not None else ""
        return f"{document.source}{day}"

    def voice(self, event: str) -> tuple[str, str | int]:
        """Return whose word an event is: that of whoever alleges it, else of the source."""
        held = self.events[event]
        if held.alleged_by is not None and self.is_someone(held.alleged_by.actor):
            return "actor", held.alleged_by.actor or ""
        document = self.sources.document(held.passage.document)
        return "source", document.publisher or self.sources.number[document.id]

    def are_apart(self, first: str, second: str) -> bool:
        """Whether two events are told by two voices; copies of one report have one."""
        one, other = self.events[first], self.events[second]
        is_one_source = self.sources.are_one(one.passage.document, other.passage.document)
        return self.voice(first) != self.voice(second) and not (
            is_one_source and one.passage.text == other.passage.text
        )
