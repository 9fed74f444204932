"""What does not fit between the reports of a record: each with both passages and one sentence.

Which of the two is right is never decided. Only what cannot be read as both being so is told, so that much
goes unmentioned:

- *position*: one speaker answers one proposal for and against, or says one thing and its negation in the same
  words, on days that may be the same. On later days it is a change of position (``positions``).
- *denied words*: words that one report quotes are said elsewhere not to have been said.
- *altered words*: two reports quote one utterance in words that differ.
- *count*: two voices give numbers of dead for one happening that exclude each other, within a day of one
  another or with the later number lower; a toll that rises contradicts nothing.
- *denied event*: what one voice tells as having happened another denies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal, get_args

from detente.record.asking.days import window
from detente.record.asking.negations import stated_clauses
from detente.record.asking.positions import ANSWERS
from detente.record.asking.telling import Telling
from detente.record.counts import count_text
from detente.record.links.happenings import Happening, Toll, happenings
from detente.record.links.link import Links
from detente.record.quotes import QuoteEntry, quote_ledger
from detente.record.record import Record
from detente.record.sources import Sources
from detente.record.values import Count, Item, Passage, Response, Statement

ContradictionKind = Literal["position", "denied words", "altered words", "count", "denied event"]

KINDS: tuple[ContradictionKind, ...] = get_args(ContradictionKind)
_OPPOSITE = {"for", "against"}
_CHANGED = frozenset(("replaced", "left out", "added"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two passages that cannot both be so as they are told.

    Attributes
    ----------
    kind : ContradictionKind
    items : tuple of (str, str)
        Ids of the records, in text order.
    first, second : Passage
        Their words.
    about : str or None
        The actor whose words or position it is; None for a happening.
    found : str
        One sentence on what does not fit.
    """

    kind: ContradictionKind
    items: tuple[str, str]
    first: Passage
    second: Passage
    about: str | None
    found: str


def contradictions(
    record: Record,
    links: Links | None = None,
    *,
    sources: Sources | None = None,
    ledger: Sequence[QuoteEntry] | None = None,
) -> tuple[Contradiction, ...]:
    """Return what does not fit between the reports of a record.

    Parameters
    ----------
    record : Record
        With actors and proposals joined (``links.joining.linked``).
    links : Links, optional
        Which events are one happening; without, counts and denials are not compared.
    sources : Sources, optional
        Of the record's documents; found here when not given.
    ledger : sequence of QuoteEntry, optional
        The record's quotations (``quotes.quote_ledger``); found here when not given.

    Returns
    -------
    tuple of Contradiction
        In the order of their first passages, then of their second; each pair once for each kind.
    """
    found = Sources(record.documents) if sources is None else sources
    telling = Telling(record, found)
    entries = quote_ledger(record, copies=found.copies) if ledger is None else ledger
    items = [
        *_answers(record, telling),
        *_negations(record, entries, telling),
        *_quotations(record, entries, telling),
    ]
    for happening in happenings(record, links or Links(), sources=found):
        items += _counts(happening, telling)
        items += _denials(happening, telling)
    return tuple(
        sorted(items, key=lambda one: (telling.at(one.first), telling.at(one.second), KINDS.index(one.kind)))
    )


def _may_be_one_day(one: Response | Statement, other: Response | Statement, telling: Telling) -> bool:
    """Whether two things may have been said on one day; when a day is not known they may."""
    times = []
    for item in (one, other):
        said = telling.statements.get(item.statement or "") if isinstance(item, Response) else item
        times.append(window(said.said_on if said is not None else None, telling.published(item)))
    if times[0] is None or times[1] is None:
        return True
    return times[0][0] <= times[1][1] and times[1][0] <= times[0][1]


def _answers(record: Record, telling: Telling) -> Iterator[Contradiction]:
    """Yield answers of one speaker to one proposal, for and against; hearsay apart."""
    groups: dict[tuple[str, str], list[Response]] = {}
    for response in record.responses:
        by = response.by.actor if response.by is not None else None
        if response.proposal is not None and telling.is_someone(by) and response.alleged_by is None:
            groups.setdefault((by or "", response.proposal), []).append(response)
    for (by, _), responses in groups.items():
        for one, other in combinations(responses, 2):
            directions = {ANSWERS[one.kind], ANSWERS[other.kind]}
            if directions == _OPPOSITE and _may_be_one_day(one, other, telling):
                words = f"{telling.name(by)} is told to be for and against one proposal"
                yield _pair(telling, "position", one, other, words, by)


def _negations(record: Record, ledger: Sequence[QuoteEntry], telling: Telling) -> Iterator[Contradiction]:
    """Yield what one speaker says and negates in the same words; variants of one quotation apart."""
    entry = {said: place for place, one in enumerate(ledger) for said in one.statements}
    told: dict[tuple[str, tuple[str, ...]], list[tuple[bool, Statement]]] = {}
    for said in record.statements:
        by = said.speaker.actor if said.speaker is not None else None
        if telling.is_someone(by) and not said.is_negated:
            for clause, is_negative in stated_clauses(said):
                told.setdefault((by or "", clause), []).append((is_negative, said))
    seen = set()
    for (by, _), same in told.items():
        if len({is_negative for is_negative, _ in same}) < 2:
            continue  # most are: what many outlets print would be compared with itself
        for (is_negative, one), (other_is, other) in combinations(same, 2):
            is_one = entry.get(one.id, -1) == entry.get(other.id, -2)
            if is_negative == other_is or is_one or one.id == other.id or (one.id, other.id) in seen:
                continue
            if _may_be_one_day(one, other, telling):
                seen.add((one.id, other.id))
                words = f"{telling.name(by)} is told to have said one thing and its negation"
                yield _pair(telling, "position", one, other, words, by)


def _quotations(record: Record, ledger: Sequence[QuoteEntry], telling: Telling) -> Iterator[Contradiction]:
    for entry in ledger:
        name = telling.name(entry.speaker)
        first = telling.statements[entry.statements[0]]
        for denial in entry.denied_by:
            words = f"words that are quoted from {name} are said not to have been said"
            yield _pair(telling, "denied words", first, telling.statements[denial], words, entry.speaker)
        for comparison in entry.comparisons:
            one, other = (entry.variants[place].statement for place in (comparison.before, comparison.after))
            if one is None or other is None or not any(p.kind in _CHANGED for p in comparison.pieces):
                continue
            words = f"one utterance of {name} is quoted in words that differ"
            both = telling.statements[one], telling.statements[other]
            yield _pair(telling, "altered words", *both, words, entry.speaker)


def _counts(happening: Happening, telling: Telling) -> Iterator[Contradiction]:
    """Yield numbers that exclude each other, each voice's last one only."""
    last: dict[object, Toll] = {}
    for toll in happening.tolls:
        last[telling.voice(toll.event)] = toll
    by_day = sorted(last.values(), key=lambda toll: toll.reported_on or date.max)
    for one, other in combinations(by_day, 2):
        if exclude(one, other) and telling.are_apart(one.event, other.event):
            counts = " and ".join(count_text(toll.deaths) for toll in (one, other))
            words = f"the numbers of dead given for one happening cannot both be, {counts}"
            both = telling.events[one.event], telling.events[other.event]
            yield _pair(telling, "count", *both, words, None)


def exclude(earlier: Toll, later: Toll) -> bool:
    """Whether two counts cannot both be: no number fits both, and it is no toll that rose since.

    A number without the day of its report excludes those of its own report only.
    """
    is_one_report = earlier.document == later.document
    if not is_one_report and (earlier.reported_on is None or later.reported_on is None):
        return False
    (low, high), (later_low, later_high) = _bounds(earlier.deaths), _bounds(later.deaths)
    if later_high is not None and low > later_high:
        return True
    is_rise = high is not None and later_low > high
    if is_one_report or earlier.reported_on is None or later.reported_on is None:
        return is_rise
    return is_rise and (later.reported_on - earlier.reported_on).days <= 1


def _bounds(count: Count) -> tuple[int, int | None]:
    """Return the least and the greatest number that a count allows; None when it sets no upper bound."""
    if count.low is None and count.high is None:
        return count.best or 0, count.best
    if count.low is None:
        return 0, count.high
    return count.low, count.high


def _denials(happening: Happening, telling: Telling) -> Iterator[Contradiction]:
    events = [telling.events[one] for one in happening.events]
    affirmed = next((event for event in events if event.factuality in ("happened", "alleged")), None)
    denied = next((event for event in events if event.factuality == "denied"), None)
    if affirmed is not None and denied is not None:
        words = "what is told as having happened is denied"
        yield _pair(telling, "denied event", affirmed, denied, words, None)


def _pair(
    telling: Telling, kind: ContradictionKind, one: Item, other: Item, words: str, about: str | None
) -> Contradiction:
    first, second = sorted((one, other), key=telling.place)
    sources = dict.fromkeys((telling.source(first), telling.source(second)))
    where = " and ".join(sources)
    return Contradiction(
        kind=kind,
        items=(first.id, second.id),
        first=first.passage,
        second=second.passage,
        about=about,
        found=f"{words[0].upper()}{words[1:]}: {where}.",
    )
