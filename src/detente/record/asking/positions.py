"""Who stands where: a party's direction on an issue or a proposal over time, and what moved.

A stance is an answer to a proposal, or a statement about an issue that takes a side on what is to be. Whoever
speaks for somebody counts for him. Accusations, threats and denials of what is said to have happened take no
side on an issue, and what others allege of a party is not its stance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from detente.record.asking.days import said_days
from detente.record.quotes import QuoteEntry, quote_ledger
from detente.record.record import Record
from detente.record.represented import represented
from detente.record.sources import Agreement, Sources
from detente.record.values import Direction, Mention, Passage, Response, ResponseKind, Statement

STANCES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "REJECT", "REQUEST"})
"""PLOVER classes of statements that take a side on the issue they are about."""

ANSWERS: Mapping[ResponseKind, Direction] = {
    "accept": "for",
    "support": "for",
    "willing": "conditional",
    "conditional": "conditional",
    "resist": "against",
    "oppose": "against",
    "reject": "against",
}
"""The direction of each kind of answer to a proposal: whoever is willing to engage accepts no terms yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One statement or response by which a party takes a side.

    ``by`` is the actor who speaks, ``on`` the last day on which it may have been said. ``is_disputed`` when
    another report quotes the words otherwise or says they were not said.
    """

    item: str
    by: str
    on: date | None
    direction: Direction
    passage: Passage
    is_disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change of direction: the last stance before it, the first after it, and the day of that."""

    on: date
    before: Stance
    after: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A side that a party takes, or is said to take.

    ``about`` is the issue or the id of the proposal, None for an offer that the record does not name.
    ``teller`` is whoever else says so of the party; None when it is the party's own stance.
    """

    party: str
    kind: Literal["issue", "proposal"]
    about: str | None
    stance: Stance
    teller: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a party stands on one issue or proposal.

    Attributes
    ----------
    party : str
        Id of the actor for whom all who speak for it speak.
    kind : {"issue", "proposal"}
    about : str
        The issue, or the id of the proposal.
    direction : Direction or None
        On the last day that has a stance which nobody disputes; None when that day has several, or no such
        stance has a day.
    since : datetime.date or None
        The first day from which all stances have that direction.
    moves : tuple of Move
        Between days of one direction each; a day with several moves nothing, nor do disputed words.
    stances : tuple of Stance
        By day, those without one last, then in text order.
    told : Agreement
        Who tells of it.
    """

    party: str
    kind: Literal["issue", "proposal"]
    about: str
    direction: Direction | None
    since: date | None
    moves: tuple[Move, ...]
    stances: tuple[Stance, ...]
    told: Agreement


def positions(
    record: Record,
    *,
    sources: Sources | None = None,
    parties: Mapping[str, str] | None = None,
    ledger: Sequence[QuoteEntry] | None = None,
) -> tuple[Position, ...]:
    """Return where each party of a record stands on each issue and proposal it speaks to.

    Parameters
    ----------
    record : Record
        With actors and proposals joined (``links.joining.linked``).
    sources : Sources, optional
        Of the record's documents; found here when not given.
    parties : mapping of str to str, optional
        Whom each actor counts for; whomever it speaks for in the end when not given.
    ledger : sequence of QuoteEntry, optional
        The record's quotations (``quotes.quote_ledger``); found here when not given.

    Returns
    -------
    tuple of Position
        In the order of their first stances in the text.
    """
    found = Sources(record.documents) if sources is None else sources
    grouped: dict[tuple[str, Literal["issue", "proposal"], str], list[Stance]] = {}
    for taken in sides_taken(record, sources=found, parties=parties, ledger=ledger):
        if taken.teller is None and taken.about is not None:
            grouped.setdefault((taken.party, taken.kind, taken.about), []).append(taken.stance)
    return tuple(_position(*key, stances, found) for key, stances in grouped.items())


def sides_taken(
    record: Record,
    *,
    sources: Sources | None = None,
    parties: Mapping[str, str] | None = None,
    ledger: Sequence[QuoteEntry] | None = None,
) -> tuple[Taken, ...]:
    """Return every side that is taken in a record, by the party itself or as others tell, in text order.

    Parameters
    ----------
    record, sources, parties, ledger
        As for ``positions``.
    """
    found = Sources(record.documents) if sources is None else sources
    ends = counted_for(record) if parties is None else parties
    entries = quote_ledger(record, copies=found.copies) if ledger is None else ledger
    return tuple(_sides(record, disputed_statements(entries), ends))


def counted_for(record: Record) -> dict[str, str]:
    """Map actors to whom they count for; unnamed ones, who are others in each report, count for nobody."""
    ends = represented(record.actors)
    kinds = {actor.id: actor.kind for actor in record.actors}
    return {actor: end for actor, end in ends.items() if kinds.get(end) != "unnamed"}


def teller_of(
    response: Response, statements: Mapping[str, Statement], parties: Mapping[str, str]
) -> Mention | None:
    """Return who says that a party answered so, when it is not the party itself.

    Parameters
    ----------
    response : Response
    statements : mapping of str to Statement
        Those of the record by id: an answer that stands in somebody's words is told by that speaker.
    parties : mapping of str to str
        Whom each actor counts for (``counted_for``).
    """
    subject = _party(response.by, parties)
    if response.alleged_by is not None:
        told_by = response.alleged_by
        is_own = subject is not None and _party(told_by, parties) == subject
        return None if is_own else told_by
    said = statements.get(response.statement or "")
    speaker = said.speaker if said is not None else None
    spoken = _party(speaker, parties)
    return speaker if spoken is not None and spoken != subject else None


def disputed_statements(ledger: Iterable[QuoteEntry]) -> frozenset[str]:
    """Return the ids of statements whose words another report quotes otherwise, or denies."""
    return frozenset(
        said for entry in ledger if entry.status == "altered" or entry.denied_by for said in entry.statements
    )


def taken_side(said: Statement) -> Direction | None:
    """Return the direction in which a statement takes a side on its issue; None when it takes none."""
    is_of_past = said.tense == "past" and said.modality in (None, "asserted")
    if said.about is None or said.act not in STANCES or said.is_negated or is_of_past:
        return None
    return said.direction


def _sides(record: Record, disputed: Set[str], parties: Mapping[str, str]) -> Iterator[Taken]:
    days = said_days(record)
    statements = {said.id: said for said in record.statements}
    for item in record.items():
        if isinstance(item, Statement):
            side = taken_side(item)
            party = _party(item.speaker, parties)
            if side is not None and item.speaker is not None and party is not None:
                stance = _stance(item, item.speaker, days[item.id], side, disputed)
                yield Taken(party=party, kind="issue", about=item.about, stance=stance)
        elif isinstance(item, Response):
            party = _party(item.by, parties)
            if item.by is not None and party is not None:
                told = days.get(item.statement or "", days[item.passage.document])
                yield Taken(
                    party=party,
                    kind="proposal",
                    about=item.proposal,
                    stance=_stance(item, item.by, told, ANSWERS[item.kind], disputed),
                    teller=teller_of(item, statements, parties),
                )


def _stance(
    item: Statement | Response, by: Mention, on: date | None, direction: Direction, disputed: Set[str]
) -> Stance:
    spoken = item.id if isinstance(item, Statement) else item.statement
    return Stance(
        item=item.id,
        by=by.actor or "",
        on=on,
        direction=direction,
        passage=item.passage,
        is_disputed=spoken in disputed,
    )


def _party(mention: Mention | None, parties: Mapping[str, str]) -> str | None:
    return parties.get(mention.actor or "") if mention is not None else None


def _position(
    party: str, kind: Literal["issue", "proposal"], about: str, stances: Sequence[Stance], sources: Sources
) -> Position:
    ordered = sorted(stances, key=lambda stance: stance.on or date.max)
    by_day: dict[date, list[Stance]] = {}
    for stance in ordered:
        if stance.on is not None and not stance.is_disputed:
            by_day.setdefault(stance.on, []).append(stance)
    clear = [own for own in by_day.values() if len({stance.direction for stance in own}) == 1]
    moves = tuple(
        Move(on=after[0].on, before=before[-1], after=after[0])
        for before, after in pairwise(clear)
        if after[0].on is not None and before[-1].direction != after[0].direction
    )
    last = next(reversed(by_day.values()), [])
    directions = {stance.direction for stance in last}
    direction = directions.pop() if len(directions) == 1 else None
    return Position(
        party=party,
        kind=kind,
        about=about,
        direction=direction,
        since=_since(list(by_day.values()), direction),
        moves=moves,
        stances=tuple(ordered),
        told=sources.agreement(stance.passage.document for stance in stances),
    )


def _since(days: Sequence[Sequence[Stance]], direction: Direction | None) -> date | None:
    first = None
    for own in reversed(days):
        if direction is None or any(stance.direction != direction for stance in own):
            break
        first = own[0].on
    return first
