"""Who held an office on which day, as far as reports tell: the office alone then means that person.

A report that calls somebody *the Karvian president* says so of its day. Whoever holds an office is taken to
hold it from the first day he or she is called so to the last, and is meant by the office alone in reports of
these days, unless somebody else is called so on them too. Beside these days it is open who is meant, but for
the days next to them (`NEAR`) that lie at least `CLOSER` times as far from those of whoever held the office
before or after: were it to have changed hands on any day between with the same chance, that would be wrong
for one day in ten at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.record.links.names import ONE_HOLDER, is_taking_over, office, office_held, office_left
from detente.record.values import Actor

NEAR = 31
"""Days for which whoever held an office is taken to hold it still, or to have held it before."""
CLOSER = 9
"""How many times farther away another holder must have been told of."""

Office = tuple[str, str]
"""An office, as `office` writes it, and the id of the side whose it is."""


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A stretch of days, both ends included, in days since 1 January of the year 1."""

    first: int
    last: int


@dataclass(slots=True)
class Term:
    """The days on which somebody is told to hold an office, or on which it is told that another does.

    ``holder`` is None where it is told only that the office changes hands; ``only_against`` is set where
    somebody is told to hold it no longer, which says nothing of others.
    """

    holder: str | None
    only_against: str | None = None
    told: Days | None = None

    def tell(self, day: date | None) -> None:
        """Add a day; None for a report without one."""
        if day is not None:
            number = day.toordinal()
            own = self.told or Days(number, number)
            self.told = Days(min(own.first, number), max(own.last, number))


Terms = Mapping[Office, Sequence[Term]]


def roles_with_days(
    actor: Actor, published: Mapping[str, date | None]
) -> Iterator[tuple[str | None, date | None]]:
    """Yield what an actor is called, once for each report that calls him or her so, with its day."""
    if actor.roles:
        yield from ((role.words, role.told_on) for role in actor.roles)
    elif actor.mentions:
        homes = dict.fromkeys(mention.document for mention in actor.mentions)
        yield from ((actor.role, published.get(home)) for home in homes)
    else:
        yield actor.role, None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of an office: who holds it, or no longer does; see ``Term``."""

    actor: str
    office: Office
    holder: str | None
    only_against: str | None
    day: date | None


def tellings(
    actors: Iterable[Actor],
    published: Mapping[str, date | None],
    sides: Mapping[str, Iterable[str]],
    leaders: Mapping[str, str],
) -> Iterator[Telling]:
    """Yield what is told of offices that one person holds at a time.

    Parameters
    ----------
    actors : iterable of Actor
    published : mapping of str to datetime.date or None
        Days of publication by document.
    sides : mapping of str to iterable of str
        Whose office it can be, by the id of the actor; nothing is told by others.
    leaders : mapping of str to str
        By an actor's id, that of the first of those who are one with that actor.
    """
    for actor in actors:
        own = sides.get(actor.id, ())
        for role, day in roles_with_days(actor, published) if own else ():
            for words, holder, only_against in _told(actor, role, leaders):
                yield from (Telling(actor.id, (words, side), holder, only_against, day) for side in own)


def terms(told: Iterable[Telling]) -> Terms:
    """Return who held each office on which days, by all that is told."""
    found: dict[Office, dict[tuple[str | None, str | None], Term]] = {}
    for one in told:
        by = found.setdefault(one.office, {})
        by.setdefault((one.holder, one.only_against), Term(one.holder, one.only_against)).tell(one.day)
    return {held: list(by.values()) for held, by in found.items()}


def _told(
    actor: Actor, role: str | None, leaders: Mapping[str, str]
) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the office that a role is about, who holds it by it, and who does not."""
    leader = leaders.get(actor.id, actor.id)
    if is_taking_over(actor, role):
        yield office_held(role), None, None
    elif actor.kind == "person" and office_left(role):
        yield office_left(role), None, leader
    elif actor.kind == "person" and office(role) in ONE_HOLDER:
        yield office(role), leader, None


def holders(told: Sequence[Term]) -> Iterator[tuple[str, Days | None]]:
    """Yield who is meant by an office alone, and in reports of which days; None for all reports.

    Parameters
    ----------
    told : sequence of Term
        All of one office.
    """
    for term in told:
        if term.holder is None:
            continue
        others = [one for one in told if one is not term and one.only_against in (None, term.holder)]
        if not others:
            yield term.holder, None
        elif term.told is not None and all(one.told is not None for one in others):
            stretches = [one.told for one in others if one.told is not None]
            yield from ((term.holder, days) for days in _alone(term.told, stretches))


def _alone(own: Days, others: Sequence[Days]) -> Iterator[Days]:
    """Yield the days of a stretch that no other has, with those beside it that are near."""
    first, last = own.first, own.last
    if not any(one.first <= first <= one.last for one in others):
        before = [first - one.last for one in others if one.last < first]
        first -= min(NEAR, min(before, default=NEAR * (CLOSER + 1)) // (CLOSER + 1))
    if not any(one.first <= last <= one.last for one in others):
        after = [one.first - last for one in others if one.first > last]
        last += min(NEAR, min(after, default=NEAR * (CLOSER + 1)) // (CLOSER + 1))
    first, last = max(first, date.min.toordinal()), min(last, date.max.toordinal())
    for other in sorted(others):
        if other.first > last:
            break
        if first < other.first:
            yield Days(first, other.first - 1)
        first = max(first, other.last + 1)
    if first <= last:
        yield Days(first, last)


def as_dates(days: Days) -> tuple[date, date]:
    """Return the first and the last day of a stretch."""
    start = date.min
    return start + timedelta(days.first - 1), start + timedelta(days.last - 1)
