"""Who fights whom: the pairs of actors in conflict, by what the record says of each pair.

Points are counted, not probabilities: a statement that two are at war says more than one attack, an
attack more than a threat. They only rank the pairs of one record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.case.drafting.casting import Casting
from detente.case.drafting.deeds import Deed
from detente.case.drafting.sides import accused_fighters, is_named, talking_sides
from detente.errors import NoConflictError
from detente.record.record import Record

MAX_BELLIGERENTS = 3
"""With more, ten options no longer give each a choice of its own; the rest are listed as unplaced."""

_AT_WAR, _ATTACK, _CLAUSE, _HOSTILE, _THREAT, _WORDS = 6, 4, 3, 2, 1, 1
_ENOUGH = 2  # one alleged attack, a clause, a hostility, or two threats
_BEYOND_DOUBT = 4  # an attack, or a statement that they are at war

Pair = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """How much speaks for something, and the records that do; ``is_direct`` when one settles it."""

    points: int = 0
    is_direct: bool = False
    cites: list[str] = field(default_factory=list)

    def add(self, points: int, record: str) -> None:
        """Count ``points`` on account of a record."""
        self.points += points
        if record not in self.cites:
            self.cites.append(record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Belligerents:
    """Those who fight, in the order of first mention, and the records that say so of each.

    ``is_inferred`` where nobody is said to fight, and those who answer the proposal are taken for the sides;
    ``is_doubtful`` where no single record settles that they fight: only allegations, threats or terms do.
    """

    actors: tuple[str, ...]
    cites: tuple[tuple[str, ...], ...]
    is_inferred: bool = False
    is_doubtful: bool = False


def find_belligerents(record: Record, casting: Casting, deeds: Sequence[Deed]) -> Belligerents:
    """Return the pair that most speaks for, and whoever else fights one of the two beyond doubt.

    Raises
    ------
    NoConflictError
        If the record names no two parties in conflict.
    """
    order = {actor: index for index, actor in enumerate(casting.in_order())}
    pairs = _Pairs(casting, order, _fighters(record, casting, deeds))
    _count_conflict(pairs, record, deeds)
    enough = {pair: tally for pair, tally in pairs.tallies.items() if tally.points >= _ENOUGH}
    if not enough:
        return _from_proposal(record, casting, deeds)
    _count_words(enough, deeds)
    core = max(enough, key=lambda pair: (enough[pair].points, -order[pair[0]], -order[pair[1]]))
    members = list(core)
    for pair, tally in sorted(enough.items(), key=lambda item: -item[1].points):
        joins = [actor for actor in pair if actor not in members]
        if (
            len(joins) == 1
            and tally.is_direct
            and pairs.fighters[joins[0]]
            and len(members) < MAX_BELLIGERENTS
        ):
            members += joins
    members.sort(key=order.__getitem__)
    return Belligerents(
        actors=tuple(members),
        cites=tuple(
            unique(cite for pair, tally in enough.items() for cite in tally.cites if actor in pair)
            for actor in members
        ),
        is_doubtful=not enough[core].is_direct,
    )


def _from_proposal(record: Record, casting: Casting, deeds: Sequence[Deed]) -> Belligerents:
    """Take those who answer a proposal, or whom its terms name, for the sides, when two stand out.

    Plans are answered in peace too, so that one answer is not enough.

    Raises
    ------
    NoConflictError
        If no two stand out.
    """
    sponsors = [casting.whom(proposal.sponsor) for proposal in record.proposals]
    tallies = {
        actor: Tally()
        for actor in casting.in_order()
        if actor not in sponsors and casting.actors[actor].kind in ("state", "organisation", "armed force")
    }

    def add(actor: str | None, points: int, cite: str) -> None:
        if actor in tallies:
            tallies[actor].add(points, cite)

    for proposal in record.proposals:
        for clause in proposal.clauses:
            for end in (clause.gives_to, clause.taken_from):
                add(casting.principal(end), 2, proposal.id)
        for answer in record.responses:
            if answer.proposal == proposal.id:
                add(casting.whom(answer.by), 1, answer.id)
    for deed in deeds:
        if deed.by in sponsors and deed.act in ("REQUEST", "CONSULT"):
            add(deed.to, 1, deed.record)
    for talking, cite in talking_sides(record, casting, deeds):
        for actor in talking:
            add(actor, 2, cite)
    ranked = sorted(tallies, key=lambda actor: -tallies[actor].points)
    points = [tallies[actor].points for actor in ranked] + [0, 0, 0]
    if not points[0] >= points[1] >= _ENOUGH or points[1] == points[2]:
        met = ", ".join(casting.name(actor) for actor in casting.in_order()[:8]) or "none"
        raise NoConflictError(
            f"the record names no two parties in conflict (actors found: {met}): add reports that say who "
            "fights whom, or write the case by hand"
        )
    sides = [actor for actor in tallies if actor in ranked[:2]]
    return Belligerents(
        actors=tuple(sides), cites=tuple(tuple(tallies[side].cites) for side in sides), is_inferred=True
    )


class _Pairs:
    """Counts what speaks for each pair, a pair being in the order of first mention."""

    def __init__(self, casting: Casting, order: dict[str, int], fighters: dict[str, bool]) -> None:
        self.casting = casting
        self.order = order
        self.fighters = fighters
        self.tallies: dict[Pair, Tally] = {}

    def add(self, a: str | None, b: str | None, points: int, cite: str) -> None:
        if a is None or b is None or a == b or a not in self.fighters or b not in self.fighters:
            return
        pair = (a, b) if self.order[a] < self.order[b] else (b, a)
        tally = self.tallies.setdefault(pair, Tally())
        tally.add(points, cite)
        tally.is_direct |= points >= _BEYOND_DOUBT


def _fighters(record: Record, casting: Casting, deeds: Sequence[Deed]) -> dict[str, bool]:
    """Return who can be at war, and whether it is said to fight itself.

    Not the unnamed; and groups and persons only where they fight themselves. They are mostly those who
    suffer: there would be nobody to make peace with.
    """
    joined = [
        casting.principal(end)
        for relation in record.relations
        if relation.kind in ("at war", "hostility")
        for end in (relation.a, relation.b)
    ]
    acting = joined + [
        deed.by for deed in deeds if deed.act in ("ASSAULT", "THREATEN", "MOBILIZE") or deed.is_seizure
    ]
    known = dict.fromkeys(acting)
    found: dict[str, bool] = {}
    for actor in casting.in_order():
        kind = casting.actors[actor].kind
        if not is_named(record, casting, actor) and actor not in joined:
            continue
        if kind in ("state", "organisation", "armed force") or (kind != "unnamed" and actor in known):
            found[actor] = actor in known
    return found


def _count_conflict(pairs: _Pairs, record: Record, deeds: Sequence[Deed]) -> None:
    """Count what makes a conflict: war, attacks, threats, and terms that take from one for the other."""
    whom = pairs.casting.principal

    def kind_of(actor: str) -> str:
        return pairs.casting.actors[actor].kind

    for relation in record.relations:
        points = {"at war": _AT_WAR, "hostility": _HOSTILE}.get(relation.kind, 0)
        if points:
            pairs.add(whom(relation.a), whom(relation.b), points, relation.id)
    for deed in deeds:
        if deed.act == "ASSAULT" and deed.factuality in ("happened", "alleged"):
            pairs.add(deed.by, deed.to, _ATTACK if deed.is_real else _HOSTILE, deed.record)
            # A state that tells of an attack on people or places, not actors, is mostly the one attacked.
            teller = deed.alleged_by
            if (
                deed.to not in pairs.fighters
                and teller is not None
                and kind_of(teller) in ("state", "armed force")
            ):
                pairs.add(deed.by, teller, _HOSTILE, deed.record)
        elif deed.is_seizure and deed.is_real:
            pairs.add(deed.by, deed.to, _ATTACK, deed.record)
        elif deed.act in ("THREATEN", "COERCE", "MOBILIZE"):
            pairs.add(deed.by, deed.to, _THREAT, deed.record)
    for proposal in record.proposals:
        for clause in proposal.clauses:
            pairs.add(whom(clause.gives_to), whom(clause.taken_from), _CLAUSE, proposal.id)
    for accuser, accused, cite in accused_fighters(deeds):
        pairs.add(accuser, accused, _HOSTILE, cite)


def _count_words(pairs: dict[Pair, Tally], deeds: Sequence[Deed]) -> None:
    """Count what ranks pairs that are in conflict already, and makes no conflict by itself."""
    for deed in deeds:
        is_unplaced_attack = deed.act == "ASSAULT" and deed.is_real and deed.to is None
        for pair, tally in pairs.items():
            if is_unplaced_attack and deed.by in pair:
                tally.add(_HOSTILE, deed.record)
            elif deed.act in ("ACCUSE", "REJECT") and deed.by in pair and deed.to in pair:
                tally.add(_WORDS, deed.record)


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items once each, in the order of first appearance."""
    return tuple(dict.fromkeys(items))
