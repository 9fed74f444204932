"""Events of several documents that are one happening.

Two reports may tell of one deed when it is of one kind and nothing they say excludes it
(``deeds.contradict``). How much speaks for it is the noisy-or of what agrees, each field taken as one
independent sign (Pearl 1988, Probabilistic Reasoning in Intelligent Systems, section 4.3.2):
``1 - (1 - place) (1 - time) ...``. The weights are set by hand, so that no single field is enough; a score
is no measured share, it says in which order links are to be looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from detente.record.links.deeds import Deed, contradict, deeds_of
from detente.record.links.link import Link
from detente.record.record import Record
from detente.record.wording import normal_words

PLACE, COARSE_PLACE = 0.6, 0.3
TIME, TOLL_TIME = 0.5, 0.4
SAME, SAME_SIDE = 0.4, 0.3
DEATHS = 0.3
"""What each field that agrees adds.

The place; a whole state as place. The days, by the share of the days that either report leaves open which
both do; that a toll was told within its time after the deed. The actor, and the recipient; the side that
two different ones speak for. The same number of dead, of two or more.
"""

LEAST = 0.75
"""The score from which two are one: place and days, place and actor, or actor, recipient and days."""

COPIED = 0.95
"""The score of one sentence that two copies of a report print."""


def event_links(record: Record, copies: Sequence[Sequence[str]]) -> tuple[Link, ...]:
    """Propose which events of different documents are one happening.

    An event told without its day is linked by place and doer only when all events that it fits may be one
    with each other; else which is meant is open.

    Parameters
    ----------
    record : Record
        With its actors joined (``joining.linked``).
    copies : sequence of sequence of str
        Ids of documents that print one text (``copies.same_text_groups``).

    Returns
    -------
    tuple of Link
        The later event tied to the earlier; by the later and then the earlier event's place in the record.
    """
    deeds = deeds_of(record)
    found = dict.fromkeys(_copied(deeds, copies), COPIED)
    for pair, score in _told_alike(deeds):
        found.setdefault(pair, score)
    groups = _Groups(deeds)
    kept = [pair for pair in sorted(found, key=lambda pair: (-found[pair], pair)) if groups.join(*pair)]
    return tuple(
        Link(
            kind="event",
            a=deeds[later].event.id,
            b=deeds[first].event.id,
            score=round(found[first, later], 4),
            why=_why(deeds[first], deeds[later], is_copy=found[first, later] == COPIED),
        )
        for first, later in sorted(kept, key=lambda pair: (pair[1], pair[0]))
    )


def _copied(deeds: Sequence[Deed], copies: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs told by one sentence of one text, each with its first."""
    group = {document: number for number, members in enumerate(copies) for document in members}
    firsts: dict[object, int] = {}
    for place, deed in enumerate(deeds):
        event = deed.event
        told = (normal_words(event.passage.text), event.trigger.start - event.passage.start, event.act)
        first = firsts.setdefault((group[event.passage.document], told), place)
        if deeds[first].event.passage.document != event.passage.document:
            yield first, place


def _told_alike(deeds: Sequence[Deed]) -> Iterator[tuple[tuple[int, int], float]]:
    dated = [place for place, deed in enumerate(deeds) if deed.is_dated]
    for first, later in _meeting(deeds, dated):
        one, other = deeds[first], deeds[later]
        if _may_be_one(one, other) and (score := score_of(one, other)) >= LEAST:
            yield (first, later), score
    by_word = _by_place(deeds, dated)
    for place, deed in enumerate(deeds):
        if not deed.is_dated:
            for dated_one in _meant(deeds, place, by_word):
                pair = (min(place, dated_one), max(place, dated_one))
                yield pair, score_of(deeds[dated_one], deed)


def _meeting(deeds: Sequence[Deed], dated: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of one act whose days overlap and that share a word of their place, or a side."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in dated:
        deed = deeds[place]
        for key in dict.fromkeys((*deed.place, deed.side, deed.target)):
            if key is not None:
                blocks[deed.event.act, key].append(place)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        open_ones: list[int] = []
        for later in sorted(members, key=lambda place: (deeds[place].first or date.min, place)):
            began = deeds[later].first
            open_ones = [one for one in open_ones if not _ended(deeds[one], began)]
            pairs.update((min(one, later), max(one, later)) for one in open_ones)
            open_ones.append(later)
    return iter(sorted(pairs))


def _ended(deed: Deed, day: date | None) -> bool:
    return deed.last is not None and day is not None and deed.last < day


def _by_place(deeds: Sequence[Deed], dated: Iterable[int]) -> dict[tuple[str, str], list[int]]:
    """Return dated events by act and word of their place, by their first days."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in sorted(dated, key=lambda place: (deeds[place].first or date.min, place)):
        for word in deeds[place].place:
            found[deeds[place].event.act, word].append(place)
    return found


def _meant(deeds: Sequence[Deed], place: int, by_word: dict[tuple[str, str], list[int]]) -> list[int]:
    """Return the dated events that one without its day may mean; none when they cannot all be one."""
    deed = deeds[place]
    found: dict[int, None] = {}
    for word in deed.place:
        block = by_word.get((deed.event.act, word), [])
        end = bisect_right(block, deed.last or date.max, key=lambda one: deeds[one].first or date.min)
        for one in block[:end]:
            other = deeds[one]
            if one in found or not _may_be_one(other, deed) or score_of(other, deed) < LEAST:
                continue
            if any(contradict(other, deeds[already]) for already in found):
                return []
            found[one] = None
    return sorted(found)


def _may_be_one(one: Deed, other: Deed) -> bool:
    is_apart = one.event.passage.document != other.event.passage.document
    return is_apart and one.event.act == other.event.act and not contradict(one, other)


def score_of(one: Deed, other: Deed) -> float:
    """Return how much speaks for two deeds of one act being one, in [0, 1)."""
    left = 1.0
    if one.place and other.place:
        left *= 1 - (COARSE_PLACE if one.is_coarse or other.is_coarse else PLACE)
    left *= 1 - _time_weight(one, other)
    left *= 1 - _who_weight(one.actor, other.actor, one.side, other.side)
    left *= 1 - _who_weight(one.recipient, other.recipient, one.target, other.target)
    deaths = [deed.event.deaths for deed in (one, other)]
    numbers = {(count.low, count.best, count.high) for count in deaths if count is not None}
    if None not in deaths and len(numbers) == 1 and max(n or 0 for n in next(iter(numbers))) > 1:
        left *= 1 - DEATHS
    return 1 - left


def _time_weight(one: Deed, other: Deed) -> float:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0.0
    if one.is_toll != other.is_toll:
        return TOLL_TIME
    if not (one.is_dated and other.is_dated):
        return 0.0
    common = (min(one.last, other.last) - max(one.first, other.first)).days + 1
    return TIME * common / ((max(one.last, other.last) - min(one.first, other.first)).days + 1)


def _who_weight(one: str | None, other: str | None, side: str | None, other_side: str | None) -> float:
    if one is not None and one == other:
        return SAME
    return SAME_SIDE if side is not None and side == other_side else 0.0


class _Groups:
    """Groups of deeds in the making: what joins must not contradict any that is in already."""

    def __init__(self, deeds: Sequence[Deed]) -> None:
        self.deeds = deeds
        self.group = [[place] for place in range(len(deeds))]

    def join(self, first: int, later: int) -> bool:
        """Put two into one group; False, and nothing done, if any of the two groups' deeds contradict."""
        one, other = self.group[first], self.group[later]
        if one is other:
            return True
        if any(contradict(self.deeds[a], self.deeds[b]) for a in one for b in other):
            return False
        small, large = sorted((one, other), key=len)
        large += small
        for place in small:
            self.group[place] = large
        return True


def _why(one: Deed, other: Deed, *, is_copy: bool) -> str:
    if is_copy:
        return "one sentence, printed by copies of one report"
    said = ["the place"] if one.place and other.place else []
    said += ["the days"] if one.is_dated and other.is_dated else []
    said += ["a toll told soon after"] if one.is_toll != other.is_toll else []
    said += ["the doer"] if _who_weight(one.actor, other.actor, one.side, other.side) else []
    said += ["the target"] if _who_weight(one.recipient, other.recipient, one.target, other.target) else []
    return f"the same act; what agrees: {', '.join(said)}"
