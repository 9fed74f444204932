"""Events made ready to be compared: whose deed, where, between which days, and what must not be one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from detente.record.record import Record
from detente.record.represented import represented
from detente.record.values import Actor, Event, Mention
from detente.record.wording import normal_words

RECALLED = timedelta(days=60)
"""How far back an event may lie that a report tells of without saying when."""

TOLL = timedelta(days=14)
"""How far back the event may lie of which a report tells the toll, with the day of the toll only."""

_WHO = frozenset(("person", "state", "organisation", "armed force"))
"""Kinds of actors that one name means in every report; *both sides* and *an officer* are others in each."""
_SMALL = frozenset(("the", "a", "an", "of", "in", "near", "at", "city", "town", "village", "region"))
_OCCURRED = frozenset(("happened", "denied", "alleged"))


@dataclass(frozen=True, slots=True)
class Deed:
    """What of an event is compared.

    ``first`` and ``last`` bound its days (None where nothing bounds them), ``is_dated`` that its words do;
    ``actor`` and ``recipient`` are ids, ``side`` and ``target`` whom those speak for. ``is_coarse`` is said
    of a place that is a whole state.
    """

    event: Event
    rank: int
    place: frozenset[str]
    is_coarse: bool
    first: date | None
    last: date | None
    is_dated: bool
    is_toll: bool
    actor: str | None
    side: str | None
    recipient: str | None
    target: str | None


def deeds_of(record: Record) -> list[Deed]:
    """Return the events that are told as having happened, or as denied, in the record's order.

    Plans, threats and suppositions are left out: a deed that was announced is not yet one.
    """
    actors = {actor.id: actor for actor in record.actors}
    sides = represented(record.actors)
    states = {normal_words(actor.name) for actor in record.actors if actor.kind == "state"}
    published = {document.id: document.published_on for document in record.documents}
    return [
        _deed(event, rank, _Known(actors, sides, states), published[event.passage.document])
        for rank, event in enumerate(record.events)
        if event.factuality in _OCCURRED
    ]


def tells_toll(event: Event) -> bool:
    """Whether an event's words tell how many died, its day then being that of the telling."""
    return "toll" in normal_words(event.trigger.text)


@dataclass(frozen=True, slots=True)
class _Known:
    actors: Mapping[str, Actor]
    sides: Mapping[str, str]
    states: set[tuple[str, ...]]

    def who(self, mention: Mention | None) -> tuple[str | None, str | None]:
        """Return whom words mean in every report, and whom that one speaks for; None when nobody certain."""
        actor = self.actors.get(mention.actor or "") if mention is not None else None
        if actor is None:
            return None, None
        side = self.actors.get(self.sides[actor.id])
        side = side if side is not None and side.kind in _WHO else None
        return (actor.id if actor.kind in _WHO else None), (side.id if side is not None else None)


def _deed(event: Event, rank: int, known: _Known, published: date | None) -> Deed:
    words = normal_words(event.place.text) if event.place is not None else ()
    is_toll = tells_toll(event)
    first, last = _bounds(event, published, is_toll=is_toll)
    time = event.time
    actor, side = known.who(event.actor)
    recipient, target = known.who(event.recipient)
    return Deed(
        event=event,
        rank=rank,
        place=frozenset(words) - _SMALL,
        is_coarse=words in known.states,
        first=first,
        last=last,
        is_dated=not is_toll and time is not None and None not in (time.earliest, time.latest),
        is_toll=is_toll,
        actor=actor,
        side=side,
        recipient=recipient,
        target=target,
    )


def _bounds(event: Event, published: date | None, *, is_toll: bool) -> tuple[date | None, date | None]:
    time = event.time
    first = time.earliest if time is not None else None
    last = time.latest if time is not None else None
    if last is None or (published is not None and published < last):
        last = max(published, first) if published is not None and first is not None else published or last
    if is_toll:
        first = last - TOLL if last is not None else None
    elif first is None and last is not None:
        first = last - RECALLED
    return first, last


def contradict(one: Deed, other: Deed) -> bool:
    """Whether two deeds cannot be one: other days, other places, or done by or to other sides."""
    if one.first is not None and other.last is not None and one.first > other.last:
        return True
    if other.first is not None and one.last is not None and other.first > one.last:
        return True
    if one.place and other.place and not (one.place <= other.place or other.place <= one.place):
        return not (one.is_coarse or other.is_coarse)
    return _differ(one.side, other.side) or _differ(one.target, other.target)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
