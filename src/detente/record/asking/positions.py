"""Who stands where: a party's direction on an issue or a proposal over time, and what moved.

A stance is an answer to a proposal, or a statement about an issue that takes a side on what is to be. Whoever
speaks for somebody counts for him. Accusations, threats and denials of what is said to have happened take no
side on an issue, and what others allege of a party is not its stance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from detente.record.asking.days import said_days
from detente.record.quotes import quote_ledger
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


def positions(record: Record, *, sources: Sources | None = None) -> tuple[Position, ...]:
    """Return where each party of a record stands on each issue and proposal it speaks to.

    Parameters
    ----------
    record : Record
        With actors and proposals joined (``links.joining.linked``).
    sources : Sources, optional
        Of the record's documents; found here when not given.

    Returns
    -------
    tuple of Position
        In the order of their first stances in the text.
    """
    found = Sources(record.documents) if sources is None else sources
    grouped: dict[tuple[str, Literal["issue", "proposal"], str], list[Stance]] = {}
    for party, kind, about, stance in _stances(record, disputed_statements(record, found)):
        grouped.setdefault((party, kind, about), []).append(stance)
    return tuple(_position(*key, stances, found) for key, stances in grouped.items())


def disputed_statements(record: Record, sources: Sources) -> frozenset[str]:
    """Return the ids of statements whose words another report quotes otherwise, or denies."""
    return frozenset(
        said
        for entry in quote_ledger(record, copies=sources.copies)
        if entry.status == "altered" or entry.denied_by
        for said in entry.statements
    )


def taken_side(said: Statement) -> Direction | None:
    """Return the direction in which a statement takes a side on its issue; None when it takes none."""
    is_of_past = said.tense == "past" and said.modality in (None, "asserted")
    if said.about is None or said.act not in STANCES or said.is_negated or is_of_past:
        return None
    return said.direction


def _stances(
    record: Record, disputed: Set[str]
) -> Iterator[tuple[str, Literal["issue", "proposal"], str, Stance]]:
    days = said_days(record)
    parties = _parties(record)
    for item in record.items():
        if isinstance(item, Statement):
            side = taken_side(item)
            speaker = _party(item.speaker, parties)
            if side is not None and item.about is not None and speaker is not None:
                stance = Stance(
                    item=item.id,
                    by=speaker[0],
                    on=days[item.id],
                    direction=side,
                    passage=item.passage,
                    is_disputed=item.id in disputed,
                )
                yield speaker[1], "issue", item.about, stance
        elif isinstance(item, Response):
            speaker = _party(item.by, parties)
            if speaker is None or item.proposal is None or _is_hearsay(item, speaker[1], parties):
                continue
            told = days.get(item.statement or "", days[item.passage.document])
            stance = Stance(
                item=item.id,
                by=speaker[0],
                on=told,
                direction=ANSWERS[item.kind],
                passage=item.passage,
                is_disputed=item.statement in disputed,
            )
            yield speaker[1], "proposal", item.proposal, stance


def _parties(record: Record) -> dict[str, str]:
    """Map actors to whom they count for; unnamed ones, who are others in each report, count for nobody."""
    ends = represented(record.actors)
    kinds = {actor.id: actor.kind for actor in record.actors}
    return {actor: end for actor, end in ends.items() if kinds.get(end) != "unnamed"}


def _party(mention: Mention | None, parties: Mapping[str, str]) -> tuple[str, str] | None:
    actor = mention.actor if mention is not None else None
    return (actor, parties[actor]) if actor is not None and actor in parties else None


def _is_hearsay(response: Response, party: str, parties: Mapping[str, str]) -> bool:
    """Whether only others say that a party answered so."""
    if response.alleged_by is None:
        return False
    teller = _party(response.alleged_by, parties)
    return teller is None or teller[1] != party


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
