"""A record as it reads with its links followed: linked actors and proposals are one, references follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from detente.record.fields import REFERENCES
from detente.record.links.link import Links
from detente.record.record import Record
from detente.record.values import Actor, Claim, Event, Passage, Proposal, Response, Statement

Value = TypeVar("Value")
HOLDERS: Mapping[type, tuple[str, ...]] = {
    Statement: ("speaker", "addressee"),
    Event: ("actor", "recipient", "place", "alleged_by"),
    Proposal: ("sponsor", "clauses"),
    Response: ("by", "alleged_by"),
    Claim: ("by",),
}
"""Fields that hold values with references in them; going through all fields of a record takes long."""

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
    rank = {document.id: index for index, document in enumerate(record.documents)}
    new_ids = {old: new for old, new in (names | offered).items() if old != new}
    changes: dict[str, Any] = {
        field: tuple(_renamed(item, new_ids) for item in getattr(record, field)) for field in _ITEMS
    }
    changes["actors"] = _joined_actors(record.actors, names, rank)
    changes["proposals"] = _joined_proposals(changes["proposals"], offered, rank)
    return replace(record, **changes) if new_ids else record


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
    actors: Sequence[Actor], names: Mapping[str, str], rank: Mapping[str, int]
) -> tuple[Actor, ...]:
    groups = _members(actors, names)
    step = {group[0].id: next(_spoken_for(group, names), None) for group in groups}
    joined = [_joined_actor(group, names, step, rank) for group in groups]
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
    rank: Mapping[str, int],
) -> Actor:
    first = group[0]
    speaks_for = step[first.id]
    if speaks_for is not None and _leads_back(first.id, step):
        speaks_for = step[first.id] = None  # joined with somebody who speaks for one of them
    teller = next((one for one in group if names.get(one.speaks_for or "") == speaks_for), None)
    return replace(
        first,
        speaks_for=speaks_for,
        speaks_for_passage=teller.speaks_for_passage if speaks_for is not None and teller else None,
        role=next((one.role for one in group if one.role), None),
        mentions=_in_order((mention for one in group for mention in one.mentions), rank)
        if len(group) > 1
        else first.mentions,
    )


def _leads_back(actor: str, step: Mapping[str, str | None]) -> bool:
    met = {actor}
    here = step[actor]
    while here is not None and here not in met:
        met.add(here)
        here = step.get(here)
    return here == actor


def _joined_proposals(
    proposals: Sequence[Proposal], offered: Mapping[str, str], rank: Mapping[str, int]
) -> tuple[Proposal, ...]:
    joined = [_joined_proposal(group, rank) for group in _members(proposals, offered)]
    place = {proposal.id: index for index, proposal in enumerate(proposals)}
    return tuple(sorted(joined, key=lambda proposal: place[proposal.id]))


def _joined_proposal(group: Sequence[Proposal], rank: Mapping[str, int]) -> Proposal:
    if len(group) == 1:
        return group[0]
    return replace(
        group[0],
        clauses=next((one.clauses for one in group if one.clauses), ()),
        mentions=_in_order((mention for one in group for mention in one.mentions), rank),
    )


def _in_order(mentions: Iterable[Passage], rank: Mapping[str, int]) -> tuple[Passage, ...]:
    unique = dict.fromkeys(mentions)
    return tuple(sorted(unique, key=lambda place: (rank[place.document], place.start, place.end)))


def _renamed(value: Value, new_ids: Mapping[str, str]) -> Value:
    """Put new ids into all references of a value; the value itself where none changes."""
    changes: dict[str, Any] = {}
    for name in REFERENCES.get(type(value), ()):
        held = getattr(value, name)
        if isinstance(held, tuple):
            if not new_ids.keys().isdisjoint(held):
                changes[name] = tuple(dict.fromkeys(new_ids.get(one, one) for one in held))
        elif held in new_ids:
            changes[name] = new_ids[held]
    for name in HOLDERS.get(type(value), ()):
        held = getattr(value, name)
        if held is not None:
            is_one = not isinstance(held, tuple)
            new = _renamed(held, new_ids) if is_one else tuple(_renamed(part, new_ids) for part in held)
            if new is not held and new != held:
                changes[name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]
