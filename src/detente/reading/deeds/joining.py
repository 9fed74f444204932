"""Events of the rules and of the tagger put together: each knows deeds that the other does not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from detente.reading.learned.events import Deed
from detente.record.identity import identified
from detente.record.values import Event, Statement

Place = tuple[int, int]
LEAST_LIKELY = 0.05
"""Least probability that the tagger must give an event of the rules for it to stay."""


def likely_events(
    ruled: Sequence[Event],
    seen: Sequence[Deed],
    looked_at: Sequence[tuple[int, int]],
    statements: Sequence[Statement] = (),
    plain: Collection[int] = (),
) -> tuple[Event, ...]:
    """Return the events of the rules without the deeds that the tagger has looked at and all but rules out.

    Parameters
    ----------
    ruled : sequence of Event
        Of one document, in any order.
    seen : sequence of Deed
        All that the tagger sees in it, however improbable.
    looked_at : sequence of (start, end)
        Where in the text it has looked.
    statements : sequence of Statement
        Of the document: what is done by saying stays with the words said, and so does what they deny.
    plain : collection of int
        Where verbs begin that tell a deed by their whole phrase, whatever the tagger thinks of it.
    """
    said = {(statement.id, statement.passage) for statement in statements}
    return tuple(
        event
        for event in ruled
        if (event.statement, event.passage) in said
        or (event.factuality == "denied" and event.actor is not None)
        or any(event.trigger.start <= at < event.trigger.end for at in plain)
        or not any(start <= event.trigger.start < end for start, end in looked_at)
        or any(_tells(deed, event) and deed.sureness >= LEAST_LIKELY for deed in seen)
    )


def _tells(deed: Deed, event: Event) -> bool:
    return deed.root == event.act and _overlap(deed.trigger, _place(event))


def join_events(ruled: Sequence[Event], tagged: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events of both, in text order, none twice.

    Where the same words tell one of the same act to both, the tagger says who did it to whom, which it knows
    better; where they take the same words for different acts the rules decide, which were made for conflicts.

    Parameters
    ----------
    ruled, tagged : sequence of Event
        Of one document.
    """
    joined = [next((two for two in tagged if _is_one(one, two)), one) for one in ruled]
    joined += [two for two in tagged if not any(_is_at(one, two) or _is_one(one, two) for one in ruled)]
    by_id = {event.id: event for event in _told_once(joined)}
    return tuple(sorted(by_id.values(), key=lambda event: (event.passage.start, event.passage.end)))


def _told_once(events: Sequence[Event]) -> list[Event]:
    """Leave out a deed whose like was done to the same words by somebody told, and keep the losses it counts.

    *Two men were hurt in an attack by the rebels* and *shelling killed six* tell one deed by two words.
    """
    # with an actor first, then the surest: what is told by it is told again by the others
    ranked = sorted(events, key=lambda event: (event.actor is None, -(event.probability or 0)))
    kept: list[Event] = []
    for event in ranked:
        same = next((n for n, one in enumerate(kept) if _tells_the_rest(one, event)), None)
        if same is None:
            kept.append(event)
        else:
            kept[same] = _with_losses(kept[same], event)
    return kept


def _tells_the_rest(one: Event, other: Event) -> bool:
    is_same = (one.act, one.factuality, one.recipient) == (other.act, other.factuality, other.recipient)
    return is_same and other.actor is None and other.recipient is not None


def _with_losses(event: Event, other: Event) -> Event:
    deaths, injured = event.deaths or other.deaths, event.injured or other.injured
    if (deaths, injured) == (event.deaths, event.injured):
        return event
    return identified(replace(event, deaths=deaths, injured=injured))


def _is_one(one: Event, other: Event) -> bool:
    """Whether two events are one: told by the same words, or asked for in the words of one statement."""
    if one.act != other.act:
        return False
    is_asked = one.act == "REQUEST" and one.statement is not None and one.actor is not None
    is_within = one.passage.start <= other.trigger.start and other.trigger.end <= one.passage.end
    same_asker = other.actor is not None and one.actor is not None and one.actor.actor == other.actor.actor
    return _is_at(one, other) or (is_asked and is_within and same_asker)


def _is_at(one: Event, other: Event) -> bool:
    """Whether two events are told by the same words."""
    return _overlap(_place(one), _place(other))


def _place(event: Event) -> Place:
    return event.trigger.start, event.trigger.end


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]
