"""A record as it reads with its links followed: linked actors and proposals are one, references follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from detente.record.links.link import Links
from detente.record.links.renaming import in_order, leads_back, moved_on_days, renamed
from detente.record.record import Record
from detente.record.roles import told_roles, with_told_roles
from detente.record.values import Actor, Proposal

Value = TypeVar("Value")

_ITEMS = ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies")


def linked(record: Record, links: Links) -> Record:
    """Return the record with linked actors joined into one, and linked proposals.

    Events and statements stay apart, each the words of one document: ``happenings`` and the quote ledger
    set those side by side. Ids of items stay as they are, so that what was ruled on is found.

    Parameters
    ----------
    record : Record
        As ``check`` accepts it; the result is such a record again.
    links : Links
        Of each group the first that the record holds gives its id, name and kind (``Links.group_of``);
        what it leaves open is taken from the next that tells it. A proposal keeps its own passage and
        sponsor. Links of records that it does not hold are passed over.
    """
    names = _leaders([actor.id for actor in record.actors], links)
    offered = _leaders([proposal.id for proposal in record.proposals], links)
    days = {document.id: document.published_on for document in record.documents}
    new_ids = {old: new for old, new in (names | offered).items() if old != new}
    if new_ids:
        changes: dict[str, Any] = {
            field: tuple(renamed(item, new_ids) for item in getattr(record, field)) for field in _ITEMS
        }
        changes["actors"] = _joined_actors(record.actors, names, days)
        changes["proposals"] = _joined_proposals(changes["proposals"], offered, days)
        record = replace(record, **changes)
    return moved_on_days(record, links, names)


def _leaders(ids: Sequence[str], links: Links) -> dict[str, str]:
    """Map each id to that of the first of its group which is among the ids."""
    known = set(ids)
    return {one: next(member for member in links.group_of(one) if member in known) for one in ids}


def _members(values: Iterable[Value], leaders: Mapping[str, str]) -> list[list[Value]]:
    """Put values with one leader together, the leader first, in the order of their first members."""
    groups: dict[str, list[Value]] = {}
    for value in values:
        own: str = value.id  # type: ignore[attr-defined]
        members = groups.setdefault(leaders[own], [])
        members.insert(0 if own == leaders[own] else len(members), value)
    return list(groups.values())


def _joined_actors(
    actors: Sequence[Actor], names: Mapping[str, str], days: Mapping[str, date | None]
) -> tuple[Actor, ...]:
    groups = _members(actors, names)
    step = {group[0].id: next(_spoken_for(group, names), None) for group in groups}
    joined = [_joined_actor(group, names, step, days) for group in groups]
    place = {actor.id: index for index, actor in enumerate(actors)}

    def first_named(group: Sequence[Actor]) -> int:
        named = [place[one.id] for one in group if one.mentions]
        return min(named or (place[one.id] for one in group))

    order = sorted(range(len(groups)), key=lambda index: first_named(groups[index]))
    return tuple(joined[index] for index in order)


def _spoken_for(group: Sequence[Actor], names: Mapping[str, str]) -> Iterator[str]:
    """Yield whom the members of a group speak for, under common names, nobody for himself."""
    for one in group:
        whom = names.get(one.speaks_for) if one.speaks_for is not None else None
        if whom is not None and whom != group[0].id:
            yield whom


def _joined_actor(
    group: Sequence[Actor],
    names: Mapping[str, str],
    step: dict[str, str | None],
    days: Mapping[str, date | None],
) -> Actor:
    first = group[0]
    speaks_for = step[first.id]
    if speaks_for is not None and leads_back(first.id, step):
        speaks_for = step[first.id] = None  # joined with somebody who speaks for one of them
    teller = next((one for one in group if names.get(one.speaks_for or "") == speaks_for), None)
    joined = replace(
        first,
        speaks_for=speaks_for,
        speaks_for_passage=teller.speaks_for_passage if speaks_for is not None and teller else None,
        role=next((one.role for one in group if one.role), None),
    )
    if len(group) == 1:
        return joined
    told: dict[str, str | None] = {}
    for one in group:
        told |= {home: words for home, words in told_roles(one).items() if words or home not in told}
    mentions = in_order((mention for one in group for mention in one.mentions), days)
    return with_told_roles(replace(joined, mentions=mentions), told, days)


def _joined_proposals(
    proposals: Sequence[Proposal], offered: Mapping[str, str], days: Mapping[str, date | None]
) -> tuple[Proposal, ...]:
    joined = [_joined_proposal(group, days) for group in _members(proposals, offered)]
    place = {proposal.id: index for index, proposal in enumerate(proposals)}
    return tuple(sorted(joined, key=lambda proposal: place[proposal.id]))


def _joined_proposal(group: Sequence[Proposal], days: Mapping[str, date | None]) -> Proposal:
    if len(group) == 1:
        return group[0]
    return replace(
        group[0],
        clauses=next((one.clauses for one in group if one.clauses), ()),
        mentions=in_order((mention for one in group for mention in one.mentions), days),
    )
