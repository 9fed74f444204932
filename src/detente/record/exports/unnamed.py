"""Who speaks or acts in a record without a name: an official, an aide, people familiar with the matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from detente.record.exports.cutting import MARK, Stretch
from detente.record.record import Record
from detente.record.ruling.changes import change_of
from detente.record.values import Actor, Claim, Event, Item, Mention, Response, Ruling, Span, Statement

_WHO = ("speaker", "candidates", "actor", "by", "alleged_by")
"""Fields of items that say who spoke, acted or answered."""


def is_unnamed(actor: Actor) -> bool:
    """Whether an actor is somebody that no text names."""
    return actor.kind == "unnamed"


def descriptions(record: Record) -> tuple[str, ...]:
    """Return the descriptions that tell one unnamed actor from others, to be cut out wherever they stand.

    One word alone (*aide*, *president*) describes anybody, and is cut out only where it is the words for
    somebody unnamed.
    """
    return tuple(actor.name for actor in record.actors if is_unnamed(actor) and len(actor.name.split()) > 1)


def unnamed_places(record: Record) -> Mapping[str, list[Stretch]]:
    """Return, by document, where words stand for somebody who speaks, acts or answers unnamed.

    That are all mentions of unnamed actors, and the words for a speaker or doer whom the record leaves open.
    """
    found: dict[str, list[Stretch]] = {}
    unnamed = {actor.id for actor in record.actors if is_unnamed(actor)}
    for actor in record.actors:
        if actor.id in unnamed:
            for mention in actor.mentions:
                found.setdefault(mention.document, []).append((mention.start, mention.end))
    for item in record.items():
        for words in _unnamed_words(item, unnamed):
            found.setdefault(item.passage.document, []).append((words.start, words.end))
    return found


def without_unnamed(record: Record) -> Record:
    """Return a record that does not say who its unnamed actors are or could be."""
    return replace(
        record,
        actors=tuple(_hidden(actor) if is_unnamed(actor) else actor for actor in record.actors),
        statements=tuple(
            said
            if said.speaker is not None and said.speaker.actor is not None
            else replace(said, speaker_open=said.speaker_open and MARK, candidates=())
            for said in record.statements
        ),
    )


def without_naming(record: Record, rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Return the rulings but for those that say who somebody unnamed is, and what undoes such a one.

    That are corrections that name a speaker or doer whom the reports leave open, and all rulings on
    unnamed actors that correct, join or part them: an analyst who found out tells more than any report.

    Parameters
    ----------
    record : Record
        As it was read: in the record as ruled nobody tells the named by reports from those named since.
    rulings : sequence of Ruling
        In the order they were made.
    """
    unnamed = {actor.id for actor in record.actors if is_unnamed(actor)}
    items = {item.id: item for item in record.items()}
    kept: list[Ruling] = []
    left_out: set[str] = set()
    for ruling in rulings:
        change = change_of(ruling)
        undone = change.get("ruling") if ruling.kind == "undo" else None
        if undone in left_out or _is_naming(ruling, change, items.get(ruling.record), unnamed):
            left_out.add(ruling.id)
        else:
            kept.append(ruling)
    return tuple(kept)


def _is_naming(ruling: Ruling, change: Mapping[str, Any], item: Item | None, unnamed: Set[str]) -> bool:
    if ruling.kind in ("correct", "merge", "split") and ruling.record in unnamed:
        return True
    if ruling.kind in ("merge", "split") and not unnamed.isdisjoint(map(str, change.values())):
        return True
    if ruling.kind != "correct":
        return False
    # An item that is not in the record may have been anybody's, so that whose it was is not told either.
    return any(
        name in change and (item is None or _is_open(getattr(item, name, None), unnamed)) for name in _WHO
    )


def _is_open(words: Mention | tuple[str, ...] | None, unnamed: Set[str]) -> bool:
    """Whether a field, or the candidates for it, does not name somebody."""
    return not isinstance(words, Mention) or words.actor is None or words.actor in unnamed


def _hidden(actor: Actor) -> Actor:
    return replace(actor, name=MARK, speaks_for=None, speaks_for_passage=None, role=None, basis="", roles=())


def _unnamed_words(item: Item, unnamed: set[str]) -> Iterator[Span | Mention]:
    match item:
        case Statement():
            if item.speaker is None or item.speaker.actor is None or item.speaker.actor in unnamed:
                yield from filter(None, (item.speaker, item.source))
        case Event():
            yield from _open((item.actor, item.alleged_by), unnamed)
        case Response():
            yield from _open((item.by, item.alleged_by), unnamed)
        case Claim():
            yield from _open((item.by,), unnamed)
        case _:
            pass


def _open(mentions: tuple[Mention | None, ...], unnamed: set[str]) -> Iterator[Mention]:
    for mention in mentions:
        if mention is not None and (mention.actor is None or mention.actor in unnamed):
            yield mention
