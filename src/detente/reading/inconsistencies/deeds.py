"""Deeds told as done after the report of them, and numbers of dead that do not fit one deed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from detente.reading.counts import find_casualties
from detente.reading.deeds.tolls import ANOTHER
from detente.reading.inconsistencies.words import misfit
from detente.reading.parse.parsed import Reading
from detente.reading.speech.moods import tense_of
from detente.record.values import Count, Event, Inconsistency, Interval, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LATER = 1
"""How many days behind its report a deed may lie: where it is done, the next day may have begun."""


def find_deeds_to_come(reading: Reading, events: Sequence[Event]) -> Iterator[Inconsistency]:
    """Yield the deeds told as past whose date, given with its year, lies behind the report's."""
    published_on = reading.document.published_on
    if published_on is None:
        return
    for event in events:
        words = event.time.expression if event.time is not None else None
        if event.factuality != "happened" or event.time is None or words is None:
            continue
        first = event.time.earliest
        if first is None or (first - published_on).days <= _LATER or not _YEAR.search(words.text):
            continue
        verb = _token_at(reading, event.trigger.start)
        if verb is not None and verb.pos_ in ("VERB", "AUX") and tense_of(verb) == "past":
            yield misfit(
                reading.document,
                "date",
                (words.start, words.end),
                (event.trigger.start, event.trigger.end),
                about=event.id,
                found=f"“{event.trigger.text}” is told as done on {first.isoformat()}, and the report is of "
                f"{published_on.isoformat()}.",
            )


def find_odd_counts(reading: Reading, events: Sequence[Event]) -> Iterator[Inconsistency]:
    """Yield the numbers of dead and injured that differ of what is told as one deed.

    Two deeds of a report are one where the reader gives them one act, one day and one named place or
    target, and nobody who does or suffers them differs. A headline is of a deed where the report tells of
    only one with such a number and both name its place or target. Words for another deed, or for several
    together, make two of them.
    """
    happened = [event for event in events if event.factuality == "happened"]
    for field in ("deaths", "injured"):
        counted = [event for event in happened if _words_of(getattr(event, field))]
        for first, other in combinations(counted, 2):
            counts = (getattr(first, field), getattr(other, field))
            if _is_one_deed(first, other) and not _speaks_of_another(reading, first, other):
                yield from _misfit_of(reading, field, counts, other)
        if len(counted) == 1:
            yield from _in_headlines(reading, field, counted[0])


def _in_headlines(reading: Reading, field: str, event: Event) -> Iterator[Inconsistency]:
    """Yield the numbers in headlines that do not fit the one deed they can be of."""
    kind = "killed" if field == "deaths" else "injured"
    names = "|".join(map(re.escape, _names_of(event)))
    if not names or _speaks_of_another(reading, event):
        return
    for paragraph in reading.survey.paragraphs:
        words = reading.text[paragraph.start : paragraph.end]
        is_of_it = re.search(rf"(?<!\w)(?:{names})(?!\w)", words, re.IGNORECASE)
        if not paragraph.is_heading or is_of_it is None:
            continue
        told = [one for one in find_casualties(words) if one.kind == kind and one.status == "stated"]
        if len(told) == 1 and not ANOTHER.search(words):
            counts = (told[0].to_count(paragraph.start), getattr(event, field))
            yield from _misfit_of(reading, field, counts, event)


def _misfit_of(
    reading: Reading, field: str, counts: tuple[Count, Count], event: Event
) -> Iterator[Inconsistency]:
    first, other = (count.expression for count in counts)
    if first is None or other is None or first == other or not _are_apart(*counts):
        return
    what = "killed" if field == "deaths" else "injured"
    yield misfit(
        reading.document,
        "count",
        (first.start, first.end),
        (other.start, other.end),
        about=event.id,
        found=f"Of one deed “{first.text}” and “{other.text}” are told as {what}.",
    )


def _words_of(count: Count | None) -> bool:
    return count is not None and count.expression is not None


def _are_apart(first: Count, other: Count) -> bool:
    """Whether no number fits both."""
    low, high = _bounds(first)
    other_low, other_high = _bounds(other)
    return high < other_low or other_high < low


def _bounds(count: Count) -> tuple[float, float]:
    low = count.low if count.low is not None else count.best
    high = count.high if count.high is not None else count.best
    return low if low is not None else 0.0, high if high is not None else float("inf")


def _is_one_deed(first: Event, other: Event) -> bool:
    return (
        first.act == other.act
        and bool(set(map(str.casefold, _names_of(first))) & set(map(str.casefold, _names_of(other))))
        and _may_be_same(first.place, other.place)
        and is_same_day(first.time, other.time)
        and _may_be_same(first.actor, other.actor)
        and _may_be_same(first.recipient, other.recipient)
    )


def _names_of(event: Event) -> list[str]:
    """Return the names of where or at whom a deed was done, as the text has them, without an article."""
    held = [mention.text for mention in (event.place, event.recipient) if mention is not None]
    bare = [re.sub(r"^the\s+", "", words, flags=re.IGNORECASE) for words in held]
    return [words for words in bare if words[:1].isupper()]


def is_same_day(first: Interval | None, other: Interval | None) -> bool:
    """Whether two times are one and the same day."""
    if first is None or other is None or first.earliest is None:
        return False
    days = (first.earliest, first.latest)
    return days == (other.earliest, other.latest) and first.earliest == first.latest


def _may_be_same(first: Mention | None, other: Mention | None) -> bool:
    """Whether who is meant does not differ: one may be open."""
    actors = {
        mention.actor for mention in (first, other) if mention is not None and mention.actor is not None
    }
    return len(actors) <= 1


def _speaks_of_another(reading: Reading, *events: Event) -> bool:
    return any(ANOTHER.search(sentence_of(reading, event)) for event in events)


def sentence_of(reading: Reading, event: Event) -> str:
    """Return the sentence in which a deed is told."""
    token = _token_at(reading, event.trigger.start)
    return token.sent.text if token is not None else event.passage.text


def _token_at(reading: Reading, start: int) -> Token | None:
    """Return the token of running text that begins at a place."""
    for block in reading.blocks:
        if block.paragraph.start <= start < block.paragraph.end:
            for token in block.tokens_within(start, start + 1):
                if block.inside is not None or block.quotation(token) is None:
                    return token
    return None
