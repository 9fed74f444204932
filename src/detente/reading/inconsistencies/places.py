"""One meeting told of two places: of the same two, on the same day, in two towns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from detente.reading.inconsistencies.deeds import is_same_day, sentence_of
from detente.reading.inconsistencies.words import misfit
from detente.reading.parse.parsed import Reading
from detente.record.values import Event, Inconsistency, Mention

_ANOTHER = re.compile(
    r"\b(?:another|other|second|third|separate|further|later|earlier|previous|next|again|also|too|then|"
    r"before|after|afterwards|moved|resumed|first|round|travelled|traveled|flew|went|drove|virtual\w*|phone\w*|"
    r"telephone\w*|video)\b",
    re.IGNORECASE,
)
"""Words that make two meetings of two mentions, or have one that moves."""
_TOWNS = ("place", "capital", "unknown")
_BEFORE = re.compile(r"\bin\s+$")
_REGION = re.compile(
    r"^\s*(?:province|region|district|valley|county|island|peninsula|state|oblast|governorate)\b|"
    r"^,\s+(?:a|an|the|in|near|outside)\b|^,?\s+(?:in|near|outside)\s+[A-Z]",
    re.IGNORECASE,
)
"""Words behind a place that make it one that holds others, or say where it lies."""


def find_two_places(reading: Reading, events: Sequence[Event]) -> Iterator[Inconsistency]:
    """Yield the places of what is told as one meeting that cannot both be right.

    Two meetings of a report are one where the same two met on one day. The places must be towns as far as
    the text tells: one that lies in the other does not contradict it, so neither may be a state, a region,
    or stand beside the other or one that it lies in.

    Parameters
    ----------
    reading : Reading
    events : sequence of Event
        Of its document.
    """
    meetings = [
        event
        for event in events
        if event.act == "CONSULT" and event.factuality in ("happened", "alleged") and _town_of(reading, event)
    ]
    for first, other in combinations(meetings, 2):
        one, two = _town_of(reading, first), _town_of(reading, other)
        if one is None or two is None or one.text.casefold() == two.text.casefold():
            continue
        is_one = _same_people(first) == _same_people(other) and is_same_day(first.time, other.time)
        if is_one and _same_people(first) is not None and not _may_be_two(reading, first, other):
            yield misfit(
                reading.document,
                "place",
                (one.start, one.end),
                (two.start, two.end),
                about=other.id,
                found=f"Of one meeting “{one.text}” and “{two.text}” are told as the place.",
            )


def _town_of(reading: Reading, event: Event) -> Mention | None:
    """Return the town that a meeting was *in*, as far as the text tells."""
    place = event.place
    if place is None:
        return None
    name = next((name for name in reading.names if name.start == place.start), None)
    if name is None or name.kind not in _TOWNS or _REGION.match(reading.text[place.end : place.end + 40]):
        return None
    return place if _BEFORE.search(reading.text[max(0, place.start - 6) : place.start]) else None


def _same_people(event: Event) -> frozenset[str] | None:
    """Return who met, whoever is named first; None where one of them is not known."""
    actor = event.actor.actor if event.actor is not None else None
    if actor is None:
        return None
    if event.recipient is None:
        is_several = " and " in (event.actor.text if event.actor is not None else "")
        return frozenset({actor}) if is_several else None
    return frozenset({actor, event.recipient.actor}) if event.recipient.actor is not None else None


def _may_be_two(reading: Reading, first: Event, other: Event) -> bool:
    sentences = [sentence_of(reading, event) for event in (first, other)]
    return sentences[0] == sentences[1] or any(_ANOTHER.search(words) for words in sentences)
