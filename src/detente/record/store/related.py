"""What in a record bears on what is new in it: no more has to be loaded to see what the new changes.

What that relies on:

- Whoever is one with whom is found from the names of all actors, and which proposals are one from all
  proposals; these are few beside what is said of them.
- *Answers* contradict and move one another only within one proposal.
- Statements contradict one another only within the words of one speaker and on days that may be the same,
  and move a *position* only between neighbouring days on one issue.
- *Quotations* are one through words in a row that they share (see ``alike``).
- *Claims* are one in statements of the same words.
- *Events* are one with those that they fit (see ``told_events``), and through reports between.

An actor who was renamed, or who came to speak for another, is new with all that he says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, func, or_, select

from detente.record.asking.days import window
from detente.record.asking.moments import Parties
from detente.record.asking.negations import stated_clauses
from detente.record.asking.positions import STANCES, taken_side
from detente.record.days import day_of
from detente.record.store import tables
from detente.record.store.alike import Alike
from detente.record.store.excerpts import Excerpts
from detente.record.store.selecting import chunks
from detente.record.values import Statement

NEAR = timedelta(days=31)
"""How long before its last day a stretch of days may begin in which something was said."""

FEW = 2
"""Stances looked at on each side of a new one, before more are."""

_NEGATION = re.compile("not|never|n['’]t")  # what a clause has that ``stated_clauses`` calls negative

Key = tuple[frozenset[str], str]
"""Who speaks for a party, by all ids, and what about."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """Where to look for the stances of a party on an issue: from a day back, or on."""

    speakers: frozenset[str]
    about: str
    day: str
    is_back: bool


class Related:
    """Gathers ids of items that bear on those that are touched.

    Parameters
    ----------
    connection : Connection
    excerpts : Excerpts
    parties : sequence of Parties
        Then, and now.
    """

    def __init__(self, connection: Connection, excerpts: Excerpts, parties: Sequence[Parties]) -> None:
        self._connection = connection
        self._excerpts = excerpts
        self._alike = Alike(connection, excerpts)
        self._published: dict[str, date | None] = {}
        self._groups = [_inverted(actor_ids(excerpts), one.around) for one in parties]
        self._sides = [_inverted(actor_ids(excerpts), one.party) for one in parties]
        self._parties = parties

    def statements(self, touched: Collection[str]) -> set[str]:
        """Return statements that those touched may contradict, vary, dispute or move."""
        found = set(touched) | self._alike.all_of(touched)
        negated = self._negations(touched)
        around = self._stances(found)
        return found.union(negated, around, self._alike.all_of(negated | around))

    def alike(self, statements: Collection[str]) -> set[str]:
        """Return the ids of quotations with those of all that may be one with them."""
        return self._alike.all_of(statements)

    def printed(self, statements: Collection[str]) -> set[str]:
        """Return the ids of statements with those of all that are the same words."""
        return self._alike.printed(statements)

    def naming(self, field: str, column: str, values: Collection[str]) -> set[str]:
        """Return the items of a field that name one of some ids in a column."""
        table = tables.ITEMS[field][1]
        found: set[str] = set()
        for some in chunks(values):
            query = select(table.c.id).where(table.c[column].in_(some))
            found |= set(self._connection.execute(query).scalars())
        return found

    def _one(self, actor: str) -> frozenset[str]:
        """Return all ids of whoever an id means, then or now."""
        return self._whole(actor, [parties.around(actor) for parties in self._parties], self._groups)

    def _side(self, actor: str) -> frozenset[str]:
        """Return all ids of those who speak for the party that an id speaks for, then or now."""
        return self._whole(actor, [parties.party(actor) for parties in self._parties], self._sides)

    @staticmethod
    def _whole(actor: str, ends: Sequence[str], groups: Sequence[Mapping[str, set[str]]]) -> frozenset[str]:
        met = (group.get(end, set()) for end, group in zip(ends, groups, strict=True))
        return frozenset({actor}.union(*met))

    def _negations(self, touched: Iterable[str]) -> set[str]:
        """Return statements in which the speaker negates the same words on days that may be the same."""
        clauses: dict[tuple[str, ...], set[frozenset[str]]] = {}
        asked: dict[tuple[bool, tuple[date, date] | None], set[str]] = {}
        known = self._excerpts.values("statements", touched)
        self._know_days(known)
        for said in known:
            if said.speaker is None or said.speaker.actor is None:
                continue
            who = self._one(said.speaker.actor)
            for clause, is_negative in stated_clauses(said):
                clauses.setdefault(clause, set()).add(who)
                days = window(said.said_on, self._day(said))
                asked.setdefault((is_negative, days), set()).update(who)
        found = {
            row.id
            for (is_negative, days), speakers in asked.items()
            for row in self._said_within(speakers, days)
            if is_negative or _NEGATION.search(unicodedata.normalize("NFKC", row.text).casefold())
        }
        return {
            said.id
            for said in self._excerpts.values("statements", found)
            for clause, _ in stated_clauses(said)
            if said.speaker is not None and any(said.speaker.actor in who for who in clauses.get(clause, ()))
        }

    def _said_within(self, speakers: Collection[str], days: tuple[date, date] | None) -> Iterator[Any]:
        column = tables.ITEMS["statements"][1].c
        ways: list[list[ColumnElement[bool]]] = [[]]
        if days is not None:
            first, last = (day.isoformat() for day in days)
            low = days[0] - min(NEAR, days[0] - date.min)
            near = column.day.between(low.isoformat(), last)
            own = column.said_on_earliest.is_not(None) | column.said_on_latest.is_not(None)
            within = or_(own, column.day >= first)
            over = or_(column.said_on_latest.is_(None), column.said_on_latest >= first)
            # Asked in one with an "or", all that was ever said would be gone through.
            ways = [[column.day.is_(None)], [near, within, over]]
        for some in chunks(speakers):
            for conditions in ways:
                query = select(column.id, column.text).where(column.speaker.in_(some), *conditions)
                yield from self._connection.execute(query)

    def _stances(self, touched: Collection[str]) -> set[str]:
        """Return the stances next to those touched, by party and issue, up to a clear day on each side."""
        days: dict[Key, set[str]] = {}
        known = self._excerpts.values("statements", touched)
        self._know_days(known)
        for said in known:
            own = [day for day in (self._on(said), self._filed(said)) if day is not None]
            if taken_side(said) is not None and said.speaker is not None and said.speaker.actor is not None:
                key = self._side(said.speaker.actor), str(said.about)
                days.setdefault(key, set()).update(own)
        last = self._connection.execute(select(func.max(tables.ITEMS["statements"][1].c.day))).scalar() or ""
        walks = [_Walk(*key, min(own), True) for key, own in days.items() if own]
        walks += [_Walk(*key, max(own), False) for key, own in days.items() if own and max(own) < last]
        found = {
            one
            for (speakers, about), own in days.items()
            for speaker in (speakers if own else ())
            for one in self._between(speaker, about, min(own), max(own))
        }
        n_around = FEW
        while walks:
            met = [(walk, *self._steps(walk, n_around)) for walk in walks]
            found |= {one for _, by_day, _ in met for own in by_day.values() for one in own}
            self._know_days(self._excerpts.values("statements", found))  # all at once is quicker
            walks = [walk for walk, by_day, end in met if end and not self._is_settled(by_day, end, walk)]
            n_around *= 4
        return found

    def _steps(self, walk: _Walk, n_around: int) -> tuple[dict[str, list[str]], str]:
        """Return the next stances by day, and the day from which on more may follow; empty if none do."""
        by_day: dict[str, list[str]] = {}
        ends: list[str] = []
        for speaker in walk.speakers:
            rows = self._beside(speaker, walk, n_around)
            for row in rows:
                by_day.setdefault(row.day, []).append(row.id)
            ends += [rows[-1].day] if len(rows) == n_around else []
        return by_day, (max(ends) if walk.is_back else min(ends)) if ends else ""

    def _is_settled(self, by_day: Mapping[str, Sequence[str]], end: str, walk: _Walk) -> bool:
        """Whether stances go back, or on, to a day that all agree on."""
        whole = (own for day, own in by_day.items() if (day > end if walk.is_back else day < end))
        return any(map(self._is_clear, whole))

    def _is_clear(self, stances: Sequence[str]) -> bool:
        """Whether the stances of a day have one direction then and now, and nobody disputes their words."""
        said = self._excerpts.values("statements", stances)
        return (
            len({one.direction for one in said}) == 1
            and all(taken_side(one) is not None and self._on(one) == self._filed(one) for one in said)
            and all(self._excerpts.is_unchanged("statements", one) for one in stances)
            and all(self._alike.all_of([one.id]) == {one.id} for one in said if one.quoted)
        )

    def _beside(self, speaker: str, walk: _Walk, n_rows: int) -> Sequence[Any]:
        asked = {"speaker": speaker, "issue": walk.about, "first": walk.day, "n_rows": n_rows}
        return self._connection.execute(_stance_query("back" if walk.is_back else "on"), asked).all()

    def _between(self, speaker: str, about: str, first: str, last: str) -> Sequence[str]:
        asked = {"speaker": speaker, "issue": about, "first": first, "last": last}
        return self._connection.execute(_stance_query("between"), asked).scalars().all()

    def _on(self, said: Statement) -> str | None:
        day = (said.said_on.latest if said.said_on is not None else None) or self._day(said)
        return None if day is None else day.isoformat()

    def _filed(self, said: Statement) -> str | None:
        return day_of(said, self._day(said))

    def _day(self, item: Statement) -> date | None:
        """Return the day that the document of an item was published."""
        home = item.passage.document
        if home not in self._published:
            self._know_days([item])
        return self._published[home]

    def _know_days(self, items: Iterable[Statement]) -> None:
        """Look up the days of the documents of items, as these are known last: all at once is quicker."""
        column = tables.documents.c
        for some in chunks({item.passage.document for item in items} - self._published.keys()):
            query = select(column.id, column.published_on).where(column.id.in_(some)).order_by(column.number)
            for home, day in self._connection.execute(query):
                self._published[home] = None if day is None else date.fromisoformat(day)


def actor_ids(excerpts: Excerpts) -> set[str]:
    """Return the ids of all actors, then and now."""
    return {actor.id for actors in excerpts.actors for actor in actors}


@cache
def _stance_query(way: Literal["back", "on", "between"]) -> Select[Any]:
    """Return the query for statements that may be stances of a speaker on an issue, a way from a day.

    Made once, for it is asked a thousand times. Issues and acts are no way to so few rows: ``coalesce``
    keeps the databases from taking their indexes.
    """
    column = tables.ITEMS["statements"][1].c
    act = func.coalesce(column.act, "")
    stance = or_(*(act == name for name in sorted(STANCES)))  # quicker than a list, which is written anew
    issue = func.coalesce(column.about, "") == bindparam("issue")
    query = select(column.id, column.day).where(
        column.speaker == bindparam("speaker"), issue, column.direction.is_not(None), stance
    )
    if way == "between":
        return query.where(column.day.between(bindparam("first"), bindparam("last")))
    limit: Any = bindparam("n_rows", type_=Integer)
    if way == "back":
        return query.where(column.day < bindparam("first")).order_by(column.day.desc()).limit(limit)
    return query.where(column.day > bindparam("first")).order_by(column.day).limit(limit)


def _inverted(ids: Iterable[str], end: Callable[[str], str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in ids:
        found.setdefault(end(one), set()).add(one)
    return found
