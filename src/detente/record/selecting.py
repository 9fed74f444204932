"""A part of a record that is a record itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from detente.record.fields import references
from detente.record.record import Record
from detente.record.values import Actor, Passage, Proposal

ELSEWHERE = "named in a report that is left out"
"""Why the sponsor of a proposal is open in a part of a record."""

_GROUPS = ("relations", "statements", "events", "responses", "claims", "inconsistencies")


def of_documents(record: Record, documents: Collection[str]) -> Record:
    """Return what some documents of a record give, with the actors they mention or refer to.

    A proposal stays when one of them speaks of it, with the mentions and clauses they have; its passage
    is then the first of those mentions when its own document is left out. A reference to an item that is
    left out is left open.

    Parameters
    ----------
    record : Record
    documents : collection of str
        Ids; those the record does not have change nothing.
    """
    kept = frozenset(documents)
    groups: dict[str, Any] = {
        name: tuple(item for item in getattr(record, name) if item.passage.document in kept)
        for name in _GROUPS
    }
    groups["proposals"] = tuple(_proposals(record.proposals, kept))
    rank = {document.id: place for place, document in enumerate(record.documents)}
    groups["proposals"] = tuple(sorted(groups["proposals"], key=lambda one: _place(one.passage, rank)))
    held = {item.id for items in groups.values() for item in items}
    groups = {name: tuple(_without_lost(item, held) for item in items) for name, items in groups.items()}
    actors = list(_actors(record, [item for items in groups.values() for item in items], kept))
    actors.sort(key=lambda actor: _place(actor.mentions[0], rank) if actor.mentions else (len(rank), 0))
    return replace(
        record,
        documents=tuple(document for document in record.documents if document.id in kept),
        actors=tuple(actors),
        **groups,
    )


def _proposals(proposals: Iterable[Proposal], kept: frozenset[str]) -> Iterator[Proposal]:
    for proposal in proposals:
        mentions = _within(proposal.mentions, kept)
        part = replace(
            proposal,
            mentions=mentions,
            clauses=tuple(clause for clause in proposal.clauses if clause.passage.document in kept),
        )
        if proposal.passage.document in kept:
            yield part
        elif mentions:  # the words that name its sponsor are left out with its own passage
            is_named = proposal.sponsor is not None
            reason = ELSEWHERE if is_named else proposal.sponsor_open
            yield replace(part, passage=mentions[0], sponsor=None, sponsor_open=reason)


def _within(passages: tuple[Passage, ...], kept: frozenset[str]) -> tuple[Passage, ...]:
    return tuple(passage for passage in passages if passage.document in kept)


def _place(passage: Passage, rank: Mapping[str, int]) -> tuple[int, int]:
    return rank[passage.document], passage.start


def _without_lost(item: Any, held: Collection[str]) -> Any:
    """Leave open what refers to an item that is left out; actors are seen to after."""
    lost = {
        field: None
        for field, target, referred in references(item)
        if "." not in field
        and target != "actor"
        and referred not in held
        and not referred.startswith("actor:")
    }
    return replace(item, **lost) if lost else item


def _actors(record: Record, items: Collection[Any], kept: frozenset[str]) -> tuple[Actor, ...]:
    """Return the actors that are mentioned in the documents, or that something kept refers to."""
    known = {actor.id: actor for actor in record.actors}
    wanted = {actor.id for actor in record.actors if _within(actor.mentions, kept)}
    wanted |= {referred for item in items for _, _, referred in references(item) if referred in known}
    for identifier in list(wanted):
        stands_for = known[identifier].speaks_for
        while stands_for is not None and stands_for not in wanted:
            wanted.add(stands_for)
            stands_for = known[stands_for].speaks_for
    return tuple(_trimmed(actor, kept) for actor in record.actors if actor.id in wanted)


def _trimmed(actor: Actor, kept: frozenset[str]) -> Actor:
    passage = actor.speaks_for_passage
    told = passage if passage is None or passage.document in kept else None
    roles = tuple(role for role in actor.roles if role.document in kept)
    return replace(actor, mentions=_within(actor.mentions, kept), speaks_for_passage=told, roles=roles)
