"""Who speaks or acts in a record without a name: an official, an aide, people familiar with the matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from detente.record.exports.cutting import MARK, Stretch
from detente.record.record import Record
from detente.record.values import Actor, Claim, Event, Item, Mention, Response, Span, Statement


def is_unnamed(actor: Actor) -> bool:
    """Whether an actor is somebody that no text names."""
    return actor.kind == "unnamed"


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


def _hidden(actor: Actor) -> Actor:
    return replace(actor, name=MARK, speaks_for=None, speaks_for_passage=None, role=None, basis="")


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
