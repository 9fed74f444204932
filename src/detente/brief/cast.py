"""Who stands for whom: the actors of a record and the parties of a case, brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.case import Case
from detente.case.model import Party
from detente.record.record import Record
from detente.record.values import Actor, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whoever holds a position: a party of the case, or an actor that no party stands for."""

    key: str
    name: str
    party: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Look-ups from actors to names and parties.

    Attributes
    ----------
    actors : mapping of str to Actor
        By id, in the record's order.
    parties : mapping of str to Party
        By id, in the case's order.
    speaks : mapping of str to str
        Id of the party for each actor that the case lets speak for one.
    """

    actors: Mapping[str, Actor]
    parties: Mapping[str, Party]
    speaks: Mapping[str, str]

    def holder(self, mention: Mention | None) -> Holder | None:
        """Return whoever a mention stands for, or None when that is not certain."""
        return self.holder_of(mention.actor) if mention is not None else None

    def holder_of(self, actor: str | None) -> Holder | None:
        """Return the party an actor speaks for, else the actor at the top of its chain."""
        if actor is None or actor not in self.actors:
            return None
        top = actor
        seen = {actor}
        while top not in self.speaks:
            above = self.actors[top].speaks_for
            if above is None or above not in self.actors or above in seen:
                return Holder(key=top, name=self.actors[top].name, party=None)
            seen.add(above)
            top = above
        party = self.parties[self.speaks[top]]
        return Holder(key=f"party:{party.id}", name=party.name, party=party.id)

    def holder_of_party(self, party: Party) -> Holder:
        """Return a party of the case as a holder of positions."""
        return Holder(key=f"party:{party.id}", name=party.name, party=party.id)

    def name(self, actor: str | None) -> str | None:
        """Return an actor's name, or None when there is no such actor."""
        found = self.actors.get(actor) if actor is not None else None
        return found.name if found is not None else None


def build_cast(record: Record, case: Case) -> Cast:
    """Bring a record's actors and a case's parties together; the first party to name an actor has it."""
    speaks: dict[str, str] = {}
    for party in case.parties:
        for actor in party.speaks:
            speaks.setdefault(actor, party.id)
    return Cast(
        actors={actor.id: actor for actor in record.actors},
        parties={party.id: party for party in case.parties},
        speaks=speaks,
    )
