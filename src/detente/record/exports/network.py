"""The network of actors: who stands, speaks and acts how toward whom, by how many independent sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from detente.documents.document import Document
from detente.record.exports.export import Export
from detente.record.values import Actor, Passage

EdgeKind = Literal["relation", "statement", "event", "speaks for"]

MUTUAL = frozenset({"at war", "hostility", "alliance"})
"""Relations that hold both ways; the others go from the first actor to the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor, with how many times, and in how many independent sources, it is mentioned."""

    actor: Actor
    n_mentions: int
    n_sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """All that is told of one kind from one actor toward another.

    ``label`` is the relation's kind or the act; ``factuality`` that of events, so that what is denied or
    planned is an edge of its own. ``weight`` counts independent sources, ``n_reports`` the passages.
    ``first_seen`` and ``last_seen`` are the first and last day it was published, None when no report of it
    states one; not when it happened.
    """

    kind: EdgeKind
    label: str
    a: str
    b: str
    is_mutual: bool = False
    factuality: str = ""
    weight: int
    n_reports: int
    first_seen: date | None = None
    last_seen: date | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes in the order of the actors, edges in the order their first passages are met."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """One passage that ties two actors; those with one key make one edge."""

    key: tuple[EdgeKind, str, str, str, str]
    passage: Passage | None
    item: str = ""


@dataclass(slots=True)
class _Gathered:
    sources: set[int] = field(default_factory=set)
    passages: int = 0
    days: list[date] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


def network(export: Export) -> Network:
    """Return the network of a record's actors.

    Edges are relations, statements toward an actor (or said to one, when they stand toward nobody; speech
    that is said not to have happened is left out), events with an actor and a recipient, and for whom an
    actor speaks. Nobody is tied to itself. A passage whose document is a copy of another counts as the
    same source.
    """
    gathered: dict[tuple[EdgeKind, str, str, str, str], _Gathered] = {}
    source, published = export.source_of, _published(export.record.documents)
    for tie in _ties(export):
        held = gathered.setdefault(tie.key, _Gathered())
        if tie.item:
            held.items.append(tie.item)
        if tie.passage is None:
            continue
        held.passages += 1
        held.sources.add(source.get(tie.passage.document, 0))
        if (day := published[tie.passage.document]) is not None:
            held.days.append(day)
    return Network(
        nodes=tuple(_node(actor, source) for actor in export.record.actors),
        edges=tuple(_edge(key, held) for key, held in gathered.items()),
    )


def _ties(export: Export) -> Iterator[_Tie]:
    record = export.record
    rank = {actor.id: n for n, actor in enumerate(record.actors)}
    for actor in record.actors:
        if actor.speaks_for is not None and actor.speaks_for != actor.id:
            key: tuple[EdgeKind, str, str, str, str] = (
                "speaks for",
                "speaks for",
                actor.id,
                actor.speaks_for,
                "",
            )
            yield _Tie(key, actor.speaks_for_passage)
    for relation in record.relations:
        a, b = relation.a, relation.b
        if relation.kind in MUTUAL:  # one edge whichever of the two a report names first
            a, b = sorted((a, b), key=lambda identifier: rank.get(identifier, len(rank)))
        if a != b:
            yield _Tie(("relation", relation.kind, a, b, ""), relation.passage, relation.id)
    for said in record.statements:
        speaker = said.speaker.actor if said.speaker else None
        other = said.toward or (said.addressee.actor if said.addressee else None)
        if speaker and other and speaker != other and not said.is_negated:
            yield _Tie(("statement", said.act, speaker, other, ""), said.passage, said.id)
    for event in record.events:
        doer = event.actor.actor if event.actor else None
        other = event.recipient.actor if event.recipient else None
        if doer and other and doer != other:
            key = ("event", event.act, doer, other, event.factuality)
            yield _Tie(key, event.passage, event.id)


def _node(actor: Actor, source: Mapping[str, int]) -> Node:
    sources = {source.get(mention.document, 0) for mention in actor.mentions}
    return Node(actor=actor, n_mentions=len(actor.mentions), n_sources=len(sources))


def _edge(key: tuple[EdgeKind, str, str, str, str], held: _Gathered) -> Edge:
    kind, label, a, b, factuality = key
    return Edge(
        kind=kind,
        label=label,
        a=a,
        b=b,
        is_mutual=kind == "relation" and label in MUTUAL,
        factuality=factuality,
        weight=len(held.sources),
        n_reports=held.passages,
        first_seen=min(held.days, default=None),
        last_seen=max(held.days, default=None),
        items=tuple(held.items),
    )


def _published(documents: tuple[Document, ...]) -> Mapping[str, date | None]:
    return {document.id: document.published_on for document in documents}
