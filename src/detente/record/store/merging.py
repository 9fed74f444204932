"""Putting together what several additions say: one order, and one actor for each id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from detente.documents.document import Document
from detente.record.values import Actor, Passage

Element = TypeVar("Element")


def in_order(elements: Iterable[Element], key: Callable[[Element], Any]) -> list[Element]:
    """Sort by key; what has no key (None) stays behind all that came before it.

    Elements that are in order already keep their order exactly, those without a key too.
    """
    largest: Any = None
    keyed: list[tuple[Any, Element]] = []
    for element in elements:
        own = key(element)
        if own is not None and (largest is None or own > largest):
            largest = own
        keyed.append((largest if own is None else own, element))
    first = [element for filled, element in keyed if filled is None]
    rest = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0])
    return first + [element for _, element in rest]


def documents_in_order(documents: Iterable[Document]) -> list[Document]:
    """Order documents by publication date, then as they were added; undated ones stay where they came."""

    def published(document: Document) -> date | None:
        return document.published_on

    return in_order(documents, published)


def place_key(rank: Mapping[str, int]) -> Callable[[Passage], tuple[int, int]]:
    """Return the key that sorts passages by document, then by start."""
    return lambda passage: (rank[passage.document], passage.start)


def joined(first: Actor, later: Actor) -> Actor:
    """Return what is known of an actor when more is learnt: the first to know a field has it."""
    is_told = first.speaks_for is not None or (
        later.speaks_for is None and first.speaks_for_passage is not None
    )
    speaks = first if is_told else later
    return replace(
        first,
        speaks_for=speaks.speaks_for,
        speaks_for_passage=speaks.speaks_for_passage,
        role=first.role if first.role is not None else later.role,
        basis=first.basis or later.basis,
    )


def joined_by_id(known: Iterable[Actor]) -> dict[str, Actor]:
    """Return one actor for each id, joined in the order given.

    Whoever would come to speak for itself, by what different documents say, does not: the first to be told
    stands.
    """
    merged: dict[str, Actor] = {}
    for actor in known:
        if _closes_circle(actor, merged):
            actor = replace(actor, speaks_for=None, speaks_for_passage=None)
        merged[actor.id] = joined(merged[actor.id], actor) if actor.id in merged else actor
    return merged


def _closes_circle(actor: Actor, merged: Mapping[str, Actor]) -> bool:
    following = actor.speaks_for
    while following is not None and following != actor.id:
        following = merged[following].speaks_for if following in merged else None
    return following is not None


def merged_actors(
    known: Iterable[Actor], mentions: Mapping[str, Sequence[Passage]], rank: Mapping[str, int]
) -> list[Actor]:
    """Return one actor for each id with all its mentions (by id), in the order of first mention."""
    where = place_key(rank)
    placed = [
        replace(actor, mentions=tuple(sorted(mentions.get(actor.id, ()), key=where)))
        for actor in joined_by_id(known).values()
    ]

    def first_mention(actor: Actor) -> tuple[int, int] | None:
        return where(actor.mentions[0]) if actor.mentions else None

    return in_order(placed, first_mention)
