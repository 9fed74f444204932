"""Who stands for whom: every actor is taken for the one at the end of its ``speaks_for`` chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from detente.case.drafting.topics import is_to_all_sides
from detente.documents.document import Document
from detente.record.copies import same_text_groups
from detente.record.record import Record
from detente.record.values import Actor, Mention, Passage

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """Look-ups in one record.

    Attributes
    ----------
    actors : mapping of str to Actor
        By id, in the order of first mention.
    documents : mapping of str to Document
        By id, in the record's order.
    principals : mapping of str to str
        Id of whoever an actor stands for in the end; itself when it stands for nobody else. Those that
        are a name for several actors ("both sides") stand for nobody, and are not in it.
    ages : mapping of str to int
        For each document the number of earlier days on which documents were published.
    sources : mapping of str to str
        For each document the name of its source, for copies of one text that of the first.
    """

    actors: Mapping[str, Actor]
    documents: Mapping[str, Document]
    principals: Mapping[str, str]
    ages: Mapping[str, int]
    sources: Mapping[str, str]

    def principal(self, actor: str | None) -> str | None:
        """Return whoever an actor stands for; None for nobody, or an id the record does not hold."""
        return self.principals.get(actor) if actor is not None else None

    def whom(self, mention: Mention | None) -> str | None:
        """Return whoever a mention stands for, None when that is not certain."""
        return self.principal(mention.actor) if mention is not None else None

    def is_collective(self, actor: str | None) -> bool:
        """Whether the actor is but a name for several others."""
        return actor in self.actors and actor not in self.principals

    def members(self, mention: Mention | None, document: str) -> tuple[str, ...]:
        """Return the principals named inside a mention that joins several (*A and B*), in text order."""
        if mention is None or " and " not in mention.text:
            return ()
        found = sorted(
            (passage.start, self.principals[actor])
            for actor, known in self.actors.items()
            if actor in self.principals and known.kind in ("state", "organisation", "armed force")
            for passage in known.mentions
            if passage.document == document and mention.start <= passage.start < mention.end
        )
        return tuple(dict.fromkeys(actor for _, actor in found)) if len(found) > 1 else ()

    def name(self, actor: str) -> str:
        """Return an actor's name on one line, cut where it is longer than any name."""
        name = " ".join(self.actors[actor].name.split()) or "unnamed"
        return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"

    def speakers(self, principal: str) -> tuple[str, ...]:
        """Return a principal's id and the ids of all who stand for it, in the order of first mention."""
        others = (
            actor for actor, whom in self.principals.items() if whom == principal and actor != principal
        )
        return (principal, *others)

    def in_order(self) -> tuple[str, ...]:
        """Return the principals in the order in which they, or those who stand for them, come up."""
        return tuple(dict.fromkeys(self.principals.values()))

    def age(self, passage: Passage) -> int:
        """Return the place of a passage's report in time, later is larger; undated ones count as first."""
        return self.ages.get(passage.document, 0)

    def day(self, passage: Passage) -> date | None:
        """Return the day a passage was published, None when it is not stated."""
        document = self.documents.get(passage.document)
        return document.published_on if document is not None else None

    def source(self, passage: Passage) -> str:
        """Return the source a passage is from; copies of one wire report have one source."""
        return self.sources.get(passage.document, passage.document)


def cast(record: Record) -> Casting:
    """Find who stands for whom.

    An actor that the record says is allied with another, at war with it or hostile to it stands beside
    or against it, not for it. A chain that bites its own tail ends with the one mentioned first.
    """
    apart = {
        pair
        for relation in record.relations
        if relation.kind in ("alliance", "at war", "hostility")
        for pair in ((relation.a, relation.b), (relation.b, relation.a))
    }
    actors: dict[str, Actor] = {}
    for actor in record.actors:
        if (actor.id, actor.speaks_for) in apart:
            actor = replace(actor, speaks_for=None)
        actors.setdefault(actor.id, actor)
    days = sorted({document.published_on for document in record.documents if document.published_on})
    rank = {day: index for index, day in enumerate(days)}
    documents = {document.id: document for document in record.documents}
    return Casting(
        actors=actors,
        documents=documents,
        principals={
            actor: _end_of_chain(actor, actors) for actor in actors if not _is_collective(actor, actors)
        },
        ages={
            document.id: rank[document.published_on]
            for document in record.documents
            if document.published_on is not None
        },
        sources={
            document: documents[group[0]].source
            for group in same_text_groups(record.documents)
            for document in group
        },
    )


def _is_collective(actor: str, actors: Mapping[str, Actor]) -> bool:
    """Whether the actor's name is "both sides" or the like, or joins the names of two others."""
    if actors[actor].kind not in ("group", "unnamed"):
        return False
    name = actors[actor].name
    joined = [part.strip().casefold() for part in name.split(" and ")]
    names = [other.name.strip().casefold() for other in actors.values()]
    return is_to_all_sides(name) or (len(joined) > 1 and all(part in names for part in joined))


def _end_of_chain(actor: str, actors: Mapping[str, Actor]) -> str:
    passed = [actor]
    while True:
        above = actors[passed[-1]].speaks_for
        if above is None or above not in actors or _is_collective(above, actors):
            return passed[-1]
        if above in passed:
            # A circle has no end; the member mentioned first stands for all, whichever one is asked.
            circle = passed[passed.index(above) :]
            return next(known for known in actors if known in circle)
        passed.append(above)
