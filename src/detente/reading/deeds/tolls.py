"""Losses told beside an attack or right behind it: one deed, and not a killing by nobody.

*Shells hit the port. Nine people were killed.* tells one deed in two sentences, and *six were killed when
their bus was blown up* in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.reading.counts import find_casualties
from detente.reading.deeds.hints import sentence_places
from detente.reading.parse.parsed import Reading
from detente.record.identity import identified
from detente.record.values import Count, Event, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

Place = tuple[int, int]
ANOTHER = re.compile(
    r"\b(?:another|other|second|third|fourth|separate|further|later|earlier|previous|next|more|total|toll|"
    r"overall|altogether|also|so far|since|week|month|year)\b",
    re.IGNORECASE,
)
"""Words that say that a count is of another deed, or of several together."""
_TOLL = re.compile(
    r"^(?:\w+ )*(?:killed|wounded|injured|hurt|died|dead|maimed|perished|dies)$", re.IGNORECASE
)
_WHEN = frozenset({"when", "as", "after"})
_AT = re.compile(r"(?:^|\s)(?:in|at|near|on)\s+(?:the\s+)?$", re.IGNORECASE)
_PLACES = ("place", "capital", "state", "unknown")
_TOLD = frozenset({"happened", "alleged"})


def with_tolls(reading: Reading, events: Sequence[Event]) -> tuple[Event, ...]:
    """Return events, each attack with the losses told behind it, and without the tolls told alone.

    A toll belongs to the only attack of its sentence or, where that tells none, of the sentence before in the
    same paragraph; not when it names a place of its own or speaks of another deed or of several.

    Parameters
    ----------
    reading : Reading
    events : sequence of Event
        Of its document, in text order.
    """
    sentences = sorted(sentence_places(reading))
    attacks = [event for event in events if event.act == "ASSAULT" and event.factuality in _TOLD]
    changed: dict[str, Event | None] = {}
    for number, sentence in enumerate(sentences):
        here = _within(attacks, sentence)
        tolls = [event for event in here if _is_toll(event)]
        others = [event for event in here if event not in tolls]
        if len(others) == 1 and len(tolls) == 1 and _is_toll_of(reading, tolls[0], others[0]):
            victims = tolls[0].recipient
            attack = others[0] if victims is None else _with_victims(others[0], victims)
            changed |= _joined(others[0].id, attack, tolls, _losses(reading, sentence))
        elif len(others) == 1 and not tolls and number + 1 < len(sentences):
            behind = sentences[number + 1]
            if _counts_for(reading, sentence, behind, others[0], attacks):
                told = _within(attacks, behind)
                changed |= _joined(others[0].id, others[0], told, _losses(reading, behind))
    kept = (changed.get(event.id, event) for event in events)
    return tuple(event for event in kept if event is not None)


def _joined(
    old: str, attack: Event, tolls: Sequence[Event], losses: tuple[Count | None, Count | None]
) -> dict[str, Event | None]:
    """Return what becomes of the event with the id ``old`` and of the tolls that tell of it."""
    recipient = attack.recipient or next((toll.recipient for toll in tolls), None)
    deaths, injured = attack.deaths or losses[0], attack.injured or losses[1]
    told = identified(replace(attack, deaths=deaths, injured=injured, recipient=recipient))
    return {old: told} | dict.fromkeys((toll.id for toll in tolls), None)


def _with_victims(attack: Event, victims: Mention) -> Event:
    """Return an attack done to those that its sentence calls killed, unless it names somebody itself."""
    is_open = attack.recipient is None or attack.recipient.actor is None
    return replace(attack, recipient=victims) if is_open else attack


def _within(events: Sequence[Event], sentence: Place) -> list[Event]:
    return [event for event in events if sentence[0] <= event.trigger.start < sentence[1]]


def _is_toll(event: Event) -> bool:
    """Whether an event only tells that people were killed or hurt, by nobody."""
    is_by_nobody = event.actor is None or event.actor.actor is None
    return is_by_nobody and _TOLL.match(" ".join(event.trigger.text.split())) is not None


def _is_toll_of(reading: Reading, toll: Event, attack: Event) -> bool:
    """Whether people were killed *when*, *as* or *after* an attack happened that counts no other."""
    verb, other = _token_of(reading, toll), _token_of(reading, attack)
    if verb is None or other is None or other.pos_ != "VERB":
        return False
    opener = {kid.lower_ for kid in other.lefts if kid.dep_ in ("mark", "advmod")}
    return bool(opener & _WHEN) and verb.is_ancestor(other) and attack.deaths is None


def _counts_for(
    reading: Reading, sentence: Place, behind: Place, attack: Event, attacks: Sequence[Event]
) -> bool:
    """Whether the losses that a sentence tells are those of an attack told in the one before."""
    text = reading.text
    if attack.deaths is not None or attack.injured is not None or "\n" in text[sentence[1] : behind[0]]:
        return False
    if _losses(reading, behind) == (None, None) or ANOTHER.search(text[slice(*behind)]):
        return False
    return all(map(_is_toll, _within(attacks, behind))) and not any(_own_places(reading, sentence, behind))


def _own_places(reading: Reading, sentence: Place, behind: Place) -> Iterator[str]:
    """Yield the places that a sentence names and the one before does not."""
    before = reading.text[slice(*sentence)]
    for name in reading.names:
        is_new = behind[0] <= name.start < behind[1] and name.kind in _PLACES and name.text not in before
        if is_new and _AT.search(reading.text[behind[0] : name.start]) is not None:
            yield name.text


def _losses(reading: Reading, sentence: Place) -> tuple[Count | None, Count | None]:
    """Return the numbers of killed and injured that a sentence states first."""
    stated = [one for one in find_casualties(reading.text[slice(*sentence)]) if one.status == "stated"]
    killed = next((one.to_count(sentence[0]) for one in stated if one.kind == "killed"), None)
    injured = next((one.to_count(sentence[0]) for one in stated if one.kind == "injured"), None)
    return killed, injured


def _token_of(reading: Reading, event: Event) -> Token | None:
    """Return the verb or noun of an event's trigger in running text."""
    for block in reading.body():
        if block.paragraph.start <= event.trigger.start < block.paragraph.end:
            tokens = block.tokens_within(event.trigger.start, event.trigger.end)
            return next((token for token in tokens if token.pos_ in ("VERB", "NOUN")), None)
    return None
