"""Which actors have which part: belligerents, the mediator between them, and their backers.

From what the record says they did, never from a list of names. Order and ties go by first mention in
the text, so that how a name is spelled decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.case.drafting.casting import Casting
from detente.case.drafting.conflict import Tally, find_belligerents, unique
from detente.case.drafting.deeds import PRESSING, Deed, by_actor
from detente.record.record import Record

_MEDIATES, _SPONSORS, _NEUTRAL, _PRESSES_ALL = 5, 4, 2, 3
_MEDIATOR_NEEDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An actor's part in the conflict: ``side`` is the belligerent a backer stands behind, if any."""

    actor: str
    side: str | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Everybody's part, each group in the order of first mention.

    ``unplaced`` are states, organisations, and others with a name that say or do something, and fit none.
    ``is_inferred`` where the belligerents are those who answer the proposal, nobody being said to fight;
    ``is_doubtful`` where no single record settles that they fight.
    """

    belligerents: tuple[Part, ...]
    mediator: Part | None
    backers: tuple[Part, ...]
    unplaced: tuple[str, ...]
    is_inferred: bool = False
    is_doubtful: bool = False


def find_roles(record: Record, casting: Casting, deeds: Sequence[Deed]) -> Roles:
    """Find who fights, who mediates, who backs whom.

    Raises
    ------
    CaseError
        If the record names no two parties in conflict.
    """
    found = find_belligerents(record, casting, deeds)
    fighting = list(found.actors)
    deeds_of = by_actor(deeds)
    mediator = _mediator(record, casting, deeds_of, fighting)
    taken = [*fighting, mediator.actor] if mediator is not None else fighting
    backers = _backers(record, casting, deeds_of, fighting, taken)
    taken += [part.actor for part in backers]
    return Roles(
        belligerents=tuple(
            Part(actor=actor, cites=cites) for actor, cites in zip(found.actors, found.cites, strict=True)
        ),
        is_inferred=found.is_inferred,
        is_doubtful=found.is_doubtful,
        mediator=mediator,
        backers=backers,
        unplaced=tuple(
            actor
            for actor in casting.in_order()
            if actor not in taken
            and casting.actors[actor].kind != "unnamed"
            and (actor in deeds_of or casting.actors[actor].kind in ("state", "organisation"))
        ),
    )


DeedsOf = Mapping[str, Sequence[Deed]]


def _mediator(record: Record, casting: Casting, deeds_of: DeedsOf, fighting: Sequence[str]) -> Part | None:
    """Return whoever stands between the belligerents: mediates, put forward the terms, presses every side."""
    tallies = {
        actor: Tally()
        for actor in casting.in_order()
        if actor not in fighting and casting.actors[actor].kind != "unnamed"
    }

    def add(actor: str | None, points: int, cite: str) -> None:
        if actor in tallies:
            tallies[actor].add(points, cite)

    for relation in record.relations:
        points = {"mediation": _MEDIATES, "neutrality": _NEUTRAL}.get(relation.kind, 0)
        if points:
            # A relation names the mediator first; where the first is a side, the other one is meant.
            first, second = casting.principal(relation.a), casting.principal(relation.b)
            add(second if first in fighting else first, points, relation.id)
    for proposal in record.proposals:
        add(casting.whom(proposal.sponsor), _SPONSORS, proposal.id)
    for actor, tally in tallies.items():
        if casting.actors[actor].kind == "group":  # reporters ask every side, and mediate nothing
            continue
        pressed = [
            deed for deed in deeds_of.get(actor, ()) if _meets(deed) and (deed.to in fighting or deed.to_all)
        ]
        if all(any(deed.to == side or deed.to_all for deed in pressed) for side in fighting):
            for deed in pressed:
                tally.add(0, deed.record)
            tally.points += _PRESSES_ALL
    best = max(tallies.items(), key=lambda item: item[1].points, default=None)
    if best is None or best[1].points < _MEDIATOR_NEEDS:
        return None
    return Part(actor=best[0], cites=tuple(best[1].cites))


def _meets(deed: Deed) -> bool:
    return deed.act in PRESSING or deed.act == "CONSULT" or deed.is_against


def _backers(
    record: Record,
    casting: Casting,
    deeds_of: DeedsOf,
    fighting: Sequence[str],
    taken: Sequence[str],
) -> tuple[Part, ...]:
    """Return those who answer the proposal, or stand behind one belligerent."""
    parts = []
    answers_of: dict[str | None, list[str]] = {}
    for answer in record.responses:
        answers_of.setdefault(casting.whom(answer.by), []).append(answer.id)
    for actor in casting.in_order():
        kind = casting.actors[actor].kind
        if actor in taken or kind in ("person", "unnamed"):
            continue
        answers = answers_of.get(actor, [])
        favours = _favours(record, casting, deeds_of.get(actor, ()), actor, fighting)
        side = _favoured(favours, fighting)
        # Words alone make a backer of a state or an organisation, not of any crowd that is quoted.
        is_close = any(tally.points >= 2 for tally in favours.values())
        if answers or (side is not None and (is_close or kind in ("state", "organisation"))):
            cites = unique([*answers, *(cite for tally in favours.values() for cite in tally.cites)])
            parts.append(Part(actor=actor, side=side, cites=cites))
    return tuple(parts)


def _favours(
    record: Record, casting: Casting, deeds: Sequence[Deed], actor: str, fighting: Sequence[str]
) -> dict[str, Tally]:
    """Return, for each belligerent, how far the actor speaks and acts for it."""
    tallies = {side: Tally() for side in fighting}
    for relation in record.relations:
        ends = [casting.principal(relation.a), casting.principal(relation.b)]
        if relation.kind in ("alliance", "membership") and actor in ends:
            for side in fighting:
                if side in ends:
                    tallies[side].add(2, relation.id)
    tolls = {event.statement for event in record.events if event.act == "ASSAULT"}
    is_state = casting.actors[actor].kind == "state"
    for deed in deeds:
        if not (deed.is_real or deed.factuality == "planned") or deed.to not in tallies:
            continue
        if deed.act == "ACCUSE" and deed.record in tolls and not is_state:
            continue  # who only tells of the dead takes no side
        if deed.is_for:
            tallies[deed.to].add(2 if deed.act == "AID" else 1, deed.record)
        elif deed.is_against or deed.act == "REQUEST":
            # To be against one side speaks for the others.
            for side in fighting:
                if side != deed.to:
                    tallies[side].add(1, deed.record)
    return tallies


def _favoured(favours: dict[str, Tally], fighting: Sequence[str]) -> str | None:
    """Return the belligerent favoured most, None when none is or two are equally."""
    most = max(tally.points for tally in favours.values())
    first = [side for side in fighting if favours[side].points == most]
    return first[0] if most > 0 and len(first) == 1 else None
