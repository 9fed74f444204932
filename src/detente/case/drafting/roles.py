"""Which actors have which part: belligerents, the mediator between them, and their backers.

From what the record says they did, never from a list of names. Order and ties go by first mention in
the text, so that how a name is spelled decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.case.drafting.casting import Casting
from detente.case.drafting.deeds import PRESSING, Deed, by_actor
from detente.errors import CaseError
from detente.record.record import Record

MAX_BELLIGERENTS = 3
"""With more, ten options no longer give each a choice of its own; the rest are listed as unplaced."""

_AT_WAR, _ATTACK, _CLAUSE, _HOSTILE, _THREAT = 6, 4, 3, 2, 1
_STRONG_ENOUGH = 4  # an attack, or a statement that they are at war
_MEDIATES, _SPONSORS, _NEUTRAL, _PRESSES_ALL = 4, 4, 2, 3
_MEDIATOR_NEEDS = 3


@dataclass(slots=True)
class Tally:
    """How much speaks for something, and the records that do."""

    points: int = 0
    cites: list[str] = field(default_factory=list)

    def add(self, points: int, record: str) -> None:
        """Count ``points`` on account of a record."""
        self.points += points
        if record not in self.cites:
            self.cites.append(record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An actor's part in the conflict: ``side`` is the belligerent a backer stands behind, if any."""

    actor: str
    side: str | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Everybody's part, each group in the order of first mention; ``unplaced`` fit none."""

    belligerents: tuple[Part, ...]
    mediator: Part | None
    backers: tuple[Part, ...]
    unplaced: tuple[str, ...]


def find_roles(record: Record, casting: Casting, deeds: Sequence[Deed]) -> Roles:
    """Find who fights, who mediates, who backs whom.

    Raises
    ------
    CaseError
        If the record names no two parties in conflict.
    """
    belligerents = _belligerents(record, casting, deeds)
    fighting = [part.actor for part in belligerents]
    deeds_of = by_actor(deeds)
    mediator = _mediator(record, casting, deeds_of, fighting)
    taken = [*fighting, mediator.actor] if mediator is not None else fighting
    backers = _backers(record, casting, deeds_of, fighting, taken)
    taken += [part.actor for part in backers]
    return Roles(
        belligerents=belligerents,
        mediator=mediator,
        backers=backers,
        unplaced=tuple(actor for actor in casting.in_order() if actor not in taken),
    )


Pair = tuple[str, str]
DeedsOf = Mapping[str, Sequence[Deed]]


def _belligerents(record: Record, casting: Casting, deeds: Sequence[Deed]) -> tuple[Part, ...]:
    """Return the pair that most speaks for, and whoever fights one of the two beyond doubt."""
    order = {actor: index for index, actor in enumerate(casting.in_order())}
    pairs = _conflicts(record, casting, deeds, order)
    enough = [(pair, tally) for pair, tally in pairs.items() if tally.points >= _HOSTILE]
    if not enough:
        met = ", ".join(casting.name(actor) for actor in casting.in_order()[:8]) or "none"
        raise CaseError(
            f"the record names no two parties in conflict (actors found: {met}): add reports that say who "
            "fights whom, or write the case by hand"
        )
    core, _ = max(enough, key=lambda item: (item[1].points, -order[item[0][0]], -order[item[0][1]]))
    members = list(core)
    for pair, tally in sorted(enough, key=lambda item: -item[1].points):
        if tally.points < _STRONG_ENOUGH or len(members) == MAX_BELLIGERENTS:
            continue
        joins = [actor for actor in pair if actor not in members]
        if len(joins) == 1:
            members += joins
    members.sort(key=order.__getitem__)
    return tuple(
        Part(
            actor=actor,
            cites=_unique(cite for pair, tally in enough for cite in tally.cites if actor in pair),
        )
        for actor in members
    )


def _conflicts(
    record: Record, casting: Casting, deeds: Sequence[Deed], order: dict[str, int]
) -> dict[Pair, Tally]:
    """Return what speaks for each pair's being in conflict, the pair in the order of first mention."""
    pairs: dict[Pair, Tally] = {}

    def add(a: str | None, b: str | None, points: int, cite: str) -> None:
        # Unnamed groups fight nobody: there would be no one to make peace with.
        if a is None or b is None or a == b or "unnamed" in (casting.actors[a].kind, casting.actors[b].kind):
            return
        pair = (a, b) if order[a] < order[b] else (b, a)
        pairs.setdefault(pair, Tally()).add(points, cite)

    for relation in record.relations:
        points = {"at war": _AT_WAR, "hostility": _HOSTILE}.get(relation.kind, 0)
        if points:
            add(casting.principal(relation.a), casting.principal(relation.b), points, relation.id)
    for deed in deeds:
        if deed.act == "ASSAULT" and deed.factuality in ("happened", "alleged"):
            add(deed.by, deed.to, _ATTACK if deed.is_real else _HOSTILE, deed.record)
        elif deed.act in ("THREATEN", "COERCE", "MOBILIZE"):
            add(deed.by, deed.to, _THREAT, deed.record)
    for proposal in record.proposals:
        for clause in proposal.clauses:
            add(
                casting.principal(clause.gives_to), casting.principal(clause.taken_from), _CLAUSE, proposal.id
            )
    for deed in deeds:
        # Whoever attacks somebody not named is more likely than others to be among those at war.
        if deed.act == "ASSAULT" and deed.is_real and deed.to is None and deed.by is not None:
            for pair, tally in pairs.items():
                if deed.by in pair:
                    tally.add(_HOSTILE, deed.record)
    return pairs


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
            cites = _unique([*answers, *(cite for tally in favours.values() for cite in tally.cites)])
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
    for deed in deeds:
        if not (deed.is_real or deed.factuality == "planned") or deed.to not in tallies:
            continue
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


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
