"""Signs of who the two sides are, where nobody is said to attack the other: talks, accusations, mediators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.case.drafting.casting import Casting
from detente.case.drafting.deeds import Deed
from detente.record.record import Record
from detente.record.values import Mention

_COMMON_NOUN = "named by a common noun"
_FORCE = ("ASSAULT", "MOBILIZE", "COERCE", "THREATEN")
_TWO_STATES = re.compile(r"\b(?:two|both)\s+(?:countries|states|nations|neighbou?rs|republics|capitals)\b")


def is_named(record: Record, casting: Casting, actor: str) -> bool:
    """Whether an actor has a name, or else answers or says something as one: *soldiers* are nobody."""
    if not casting.actors[actor].basis.startswith(_COMMON_NOUN):
        return True
    return any(casting.whom(answer.by) == actor for answer in record.responses)


def accused_fighters(deeds: Sequence[Deed]) -> Iterator[tuple[str, str, str]]:
    """Yield who accuses or rejects whom, where both use force against nobody that the record names.

    Two that shell towns and blame each other are mostly at war with each other.
    """
    fighting = dict.fromkeys(
        deed.by
        for deed in deeds
        if deed.act == "ASSAULT" and deed.to is None and deed.factuality in ("happened", "alleged")
    )
    for deed in deeds:
        if deed.act not in ("ACCUSE", "REJECT") or deed.by is None or deed.to is None:
            continue
        if deed.by in fighting and deed.to in fighting:
            yield deed.by, deed.to, deed.record


def talking_sides(
    record: Record, casting: Casting, deeds: Sequence[Deed]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the two that a third brings together, with the record that says so.

    Two that meet are sides only where a third mediates or has put forward terms, and one of the two
    is said to use force or threaten it: allies and trading partners talk as well.
    """
    mediators = {casting.principal(one.a) for one in record.relations if one.kind == "mediation"}
    thirds = (mediators | {casting.whom(proposal.sponsor) for proposal in record.proposals}) - {None}
    forcing = {deed.by for deed in deeds if deed.act in _FORCE} - {None}
    for event in record.events:
        if event.act != "CONSULT" or event.factuality == "denied":
            continue
        document = event.passage.document
        sides = casting.members(event.actor, document) or _pair(casting, event.actor, event.recipient)
        if len(sides) == 2 and thirds - set(sides) and not thirds & set(sides) and forcing & set(sides):
            yield sides, event.id
    states = [
        actor
        for actor in casting.in_order()
        if casting.actors[actor].kind == "state" and actor not in mediators
    ]
    for relation in record.relations:
        if relation.kind == "mediation" and _TWO_STATES.search(relation.passage.text) and len(states) == 2:
            yield (states[0], states[1]), relation.id


def _pair(casting: Casting, first: Mention | None, second: Mention | None) -> tuple[str, ...]:
    a, b = casting.whom(first), casting.whom(second)
    return (a, b) if a is not None and b is not None and a != b else ()
