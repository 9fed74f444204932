"""The frame of a draft: what every step of it looks up, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.case.drafting.casting import Casting, cast
from detente.case.drafting.deeds import Deed, by_actor, find_deeds
from detente.case.drafting.offers import proposals_on_table
from detente.case.drafting.roles import Part, Roles, find_roles
from detente.case.drafting.wording import slugs
from detente.case.naming import called
from detente.record.record import Record
from detente.record.values import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A record, read for who takes part and what is on the table.

    Attributes
    ----------
    record : Record
    casting : Casting
    deeds : tuple of Deed
        In text order.
    roles : Roles
    table : tuple of Proposal
        What is on the table: one proposal, as each report has it; empty when the record holds none.
    ids : mapping of str to str
        Party id for each actor that has a part.
    deeds_of : mapping of str to tuple of Deed
        The deeds of each actor that has any.
    """

    record: Record
    casting: Casting
    deeds: tuple[Deed, ...]
    roles: Roles
    table: tuple[Proposal, ...]
    ids: Mapping[str, str]
    deeds_of: Mapping[str, tuple[Deed, ...]]

    @property
    def fighting(self) -> tuple[str, ...]:
        """Principals of the belligerents, in the order of first mention."""
        return tuple(part.actor for part in self.roles.belligerents)

    @property
    def mediator(self) -> str | None:
        """Principal of the mediator, if there is one."""
        return self.roles.mediator.actor if self.roles.mediator is not None else None

    @property
    def has_proposal(self) -> bool:
        """Whether anything is on the table."""
        return bool(self.table)

    @property
    def sponsors(self) -> tuple[str, ...]:
        """Principals of those whose proposal it is, by any report."""
        found = (self.casting.whom(proposal.sponsor) for proposal in self.table)
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))

    @property
    def settle(self) -> str:
        """Id of the option by which a belligerent moves to a settlement."""
        return "accept" if self.has_proposal else "negotiate"

    @property
    def settlement(self) -> str:
        """Name of the definition of a settlement."""
        return "deal" if self.has_proposal else "talks"

    def name(self, actor: str) -> str:
        """Return an actor's name."""
        return self.casting.name(actor)

    def called(self, actor: str) -> str:
        """Return an actor's name as a sentence has it."""
        return called(self.casting.name(actor))

    def option(self, actor: str, option: str) -> str:
        """Return the name of an actor's option, as conditions write it."""
        return f"{self.ids[actor]}.{option}"

    def others(self, actor: str) -> tuple[str, ...]:
        """Return the belligerents except one."""
        return tuple(side for side in self.fighting if side != actor)

    def parts(self) -> tuple[Part, ...]:
        """Return everybody with a part: belligerents, mediator, backers."""
        middle = (self.roles.mediator,) if self.roles.mediator is not None else ()
        return (*self.roles.belligerents, *middle, *self.roles.backers)

    def deeds_by(self, actor: str) -> tuple[Deed, ...]:
        """Return what an actor is reported to have said or done, in text order."""
        return self.deeds_of.get(actor, ())


def frame(record: Record) -> Frame:
    """Gather what the steps of a draft look up.

    Raises
    ------
    CaseError
        If the record names no two parties in conflict.
    """
    casting = cast(record)
    deeds = find_deeds(record, casting)
    roles = find_roles(record, casting, deeds)
    middle = (roles.mediator,) if roles.mediator is not None else ()
    actors = [part.actor for part in (*roles.belligerents, *middle, *roles.backers)]
    names = slugs([casting.name(actor) for actor in actors])
    return Frame(
        record=record,
        casting=casting,
        deeds=deeds,
        roles=roles,
        table=proposals_on_table(record, casting),
        ids=dict(zip(actors, names, strict=True)),
        deeds_of=by_actor(deeds),
    )
