"""A first case drafted from a record, by the mediated-negotiation template.

Parties and their roles come from what they did and said; options only where the record gives a
reason; concerns in three grades (from the record, assumed by the template, open). What the record
does not settle is left open, for the analysis to sample.
"""

from __future__ import annotations

from detente.case.case import Case
from detente.case.drafting.choices import draft_options
from detente.case.drafting.concerns import draft_concerns
from detente.case.drafting.frame import Frame, frame
from detente.case.drafting.roles import Part
from detente.case.drafting.rules import draft_definitions, draft_rules
from detente.case.drafting.standing import draft_now
from detente.case.drafting.wording import listed
from detente.case.model import Option, Party, Role
from detente.record.record import Record


def draft(record: Record) -> Case:
    """Draft a case from a record.

    Parameters
    ----------
    record : Record
        As ``detente.read`` or the store gives it.

    Returns
    -------
    Case
        Whole and checked; most of it open when the record is thin. ``notes`` say what the record
        did not give, ``unplaced`` names the actors that fit no role.

    Raises
    ------
    NoConflictError
        If the record names no two parties in conflict.
    """
    base = frame(record)
    options = draft_options(base)
    now = draft_now(base, options)
    concerns, assumptions = draft_concerns(base, options, now)
    case = Case(
        title=listed([base.name(side) for side in base.fighting]),
        parties=tuple(_party(base, part) for part in base.parts()),
        options=options,
        definitions=draft_definitions(base),
        rules=draft_rules(base, options),
        concerns=concerns,
        assumptions=assumptions,
        now=now,
        unplaced=tuple(base.name(actor) for actor in base.roles.unplaced),
        notes=_notes(base, options),
    )
    case.check(record)
    return case


def _party(base: Frame, part: Part) -> Party:
    role: Role = "backer"
    if part.actor in base.fighting:
        role = "belligerent"
    elif part.actor == base.mediator:
        role = "mediator"
    return Party(
        id=base.ids[part.actor],
        name=base.name(part.actor),
        role=role,
        speaks=base.casting.speakers(part.actor),
        cites=part.cites,
    )


def _notes(base: Frame, options: tuple[Option, ...]) -> tuple[str, ...]:
    """Say what the record did not give, so that nobody takes a gap for a finding."""
    notes = []
    if base.roles.is_inferred:
        notes.append(
            "The record does not say who fights whom: those who answer the proposal are taken for the sides."
        )
    if base.roles.is_doubtful:
        sides = listed([base.called(side) for side in base.fighting])
        notes.append(
            f"That {sides} fight each other rests on allegations, threats or terms: check the parties first."
        )
    if not base.has_proposal:
        notes.append("The record holds no proposal: the parties can only negotiate or fight.")
    elif not base.sponsors:
        notes.append("Whose proposal it is has not been found in the record.")
    if base.mediator is None:
        notes.append("The record names no mediator.")
    owners = [option.party for option in options]
    idle = [base.name(actor) for actor, party in base.ids.items() if party not in owners]
    if idle:
        notes.append(f"No option was drafted for {listed(idle)}, so that the states stay few enough to read.")
    return tuple(notes)
