"""Small records made by hand for tests: words are found in their document, ids hash content."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.record.sample import Reader, document

from detente.record.check import check
from detente.record.identity import identified
from detente.record.record import Record
from detente.record.values import (
    Actor,
    Claim,
    Count,
    Event,
    Interval,
    Proposal,
    Response,
    Span,
    Statement,
)


def report(text: str, publisher: str | None = None, day: date | None = None, path: str = "") -> Reader:
    """Return a document whose words can be found."""
    return Reader(
        document(text, path=path or f"{publisher}-{day}.txt", publisher=publisher, published_on=day)
    )


def days(first: date | None, last: date | None = None, expression: Span | None = None) -> Interval:
    """Return a stretch of days; one day when no last one is given."""
    return Interval(earliest=first, latest=last or first, expression=expression, precision="day")


def deaths(low: int | None, high: int | None = None, best: int | None = None) -> Count:
    return Count(low=low, best=best, high=high)


def named(identifier: str, name: str, **fields: Any) -> Actor:
    """Return an actor; a person when not said otherwise."""
    return Actor(**{"id": identifier, "name": name, "kind": "person", **fields})


def statement(reader: Reader, words: str, speaker: str | None = None, **fields: Any) -> Statement:
    """Return a statement whose passage and content are the words, said by whoever the first word means."""
    span = reader.span(words)
    who = reader.mention(words.split()[0], speaker) if speaker else None
    made = {"mode": "indirect", "channel": "public", "speaker": who, "content": (span,)}
    made["speaker_open"] = None if speaker else "nobody is named"
    return identified(Statement(id="", passage=reader.passage(words), **{**made, **fields}))


def quotation(reader: Reader, words: str, speaker: str | None = None, **fields: Any) -> Statement:
    """Return words printed between quotation marks."""
    marked = reader.span(f"“{words}”")
    who = reader.mention(words.split()[0], speaker) if speaker else None
    made: dict[str, Any] = {
        "mode": "direct",
        "channel": "public",
        "quoted": (reader.span(words),),
        "content": (marked,),
    }
    made |= {"speaker": who, "speaker_open": None if who else "nobody is named"}
    return identified(Statement(id="", passage=reader.passage(f"“{words}”"), **{**made, **fields}))


def event(reader: Reader, words: str, trigger: str, **fields: Any) -> Event:
    """Return a deed; ``actor``, ``recipient`` and ``place`` are words, or words and an actor's id."""
    for field in ("actor", "recipient", "place"):
        held = fields.get(field)
        if held is not None:
            found = (held, None) if isinstance(held, str) else held
            fields[field] = reader.mention(*found)
    made = {"act": "ASSAULT", **fields}
    return identified(Event(id="", passage=reader.passage(words), trigger=reader.span(trigger), **made))


def proposal(
    reader: Reader, words: str, name: str = "", sponsor: str | None = None, **fields: Any
) -> Proposal:
    who = reader.mention(words.split()[0], sponsor) if sponsor else None
    passage = reader.passage(words)
    made = {"name": name or words, "sponsor": who, "mentions": (passage,), **fields}
    return identified(Proposal(id="", passage=passage, **made))


def response(reader: Reader, words: str, kind: Any, by: str | None = None, **fields: Any) -> Response:
    who = reader.mention(words.split()[0], by) if by else None
    return identified(Response(id="", passage=reader.passage(words), kind=kind, by=who, **fields))


def claim(reader: Reader, words: str, kind: Any = "promise", by: str | None = None, **fields: Any) -> Claim:
    who = reader.mention(words.split()[0], by) if by else None
    return identified(Claim(id="", passage=reader.passage(words), kind=kind, by=who, **fields))


def record(*readers: Reader, actors: Any = (), **items: Any) -> Record:
    """Return a record of these documents, in text order, checked."""
    documents = sorted((reader.document for reader in readers), key=lambda one: one.published_on or date.max)
    rank = {one.id: place for place, one in enumerate(documents)}

    def place(item: Any) -> tuple[int, int]:
        return rank[item.passage.document], item.passage.start

    groups: dict[str, Any] = {field: tuple(sorted(held, key=place)) for field, held in items.items()}
    made = Record(documents=tuple(documents), actors=tuple(actors), **groups)
    check(made)
    return made
