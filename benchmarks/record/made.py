"""Records made without reading: invented documents with statements in them, as many as are asked for."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta

from detente.documents.document import Document
from detente.record.identity import identified
from detente.record.ids import hash_id
from detente.record.record import Record
from detente.record.values import Actor, Mention, Passage, Span, Statement

N_STATEMENTS = 20
"""Statements in a document."""

N_ACTORS = 200
"""Actors in all; each document has four of them."""

ACTS = ("AGREE", "CONSULT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "OTHER")
ISSUES = ("ceasefire", "territory", "prisoners", "guarantees", "elections", None)
WORDS = tuple(
    """river district border crossing convoy envoy draft clause guarantee monitor prisoner exchange corridor
    ceasefire withdrawal garrison hostage mandate election council treaty sanction harbour refugee
    inspection""".split()  # noqa: SIM905 - a list of words is read more easily so
)

_FIRST_DAY = date(2020, 1, 1)
_DAYS = 2000


def made_records(n_documents: int, at_once: int, *, seed: int = 1) -> Iterator[Record]:
    """Yield records of ``at_once`` documents each, in order of publication, the same for the same seed."""
    for first in range(0, n_documents, at_once):
        numbers = range(first, min(first + at_once, n_documents))
        yield _record([_document(number, n_documents, seed) for number in numbers])


def _document(number: int, n_documents: int, seed: int) -> tuple[Document, list[Statement], dict[str, Actor]]:
    drawn = random.Random(f"{seed} {number}")
    published = _FIRST_DAY + timedelta(days=number * _DAYS // n_documents)
    names = [f"Envoy {drawn.randrange(N_ACTORS):03d}" for _ in range(4)]
    lines = [_line(drawn, names) for _ in range(N_STATEMENTS)]
    text = f"Report {number}\n\n" + "\n".join(line for _, line in lines) + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    publisher = f"Outlet {number % 50}"
    document = Document(
        id=hash_id("doc", digest, publisher, None, published.isoformat()),
        path=f"reports/{number:07d}.txt",
        text=text,
        sha256=digest,
        title=f"Report {number}",
        publisher=publisher,
        published_on=published,
    )
    statements: list[Statement] = []
    mentions: dict[str, list[Passage]] = {}
    start = text.index("\n\n") + 2
    for name, line in lines:
        said = _statement(drawn, document.id, start, name, line)
        statements.append(said)
        place = Passage(document=document.id, start=start, end=start + len(name), text=name)
        mentions.setdefault(name, []).append(place)
        start += len(line) + 1
    actors = {
        name: Actor(id=_actor_id(name), name=name, kind="person", mentions=tuple(places))
        for name, places in mentions.items()
    }
    return document, statements, actors


def _line(drawn: random.Random, names: list[str]) -> tuple[str, str]:
    name = drawn.choice(names)
    words = " ".join(drawn.choice(WORDS) for _ in range(drawn.randrange(8, 18)))
    return name, f"{name} said the {words} must be settled."


def _statement(drawn: random.Random, document: str, start: int, name: str, line: str) -> Statement:
    cue = start + len(name) + 1
    content = Span(start=cue + 5, end=start + len(line), text=line[len(name) + 6 :])
    return identified(
        Statement(
            id="",
            passage=Passage(document=document, start=start, end=start + len(line), text=line),
            mode="indirect",
            channel=drawn.choice(("public", "public", "private", "relayed")),
            content=(content,),
            speaker=Mention(start=start, end=start + len(name), text=name, actor=_actor_id(name)),
            cue=Span(start=cue, end=cue + 4, text="said"),
            act=drawn.choice(ACTS),
            about=drawn.choice(ISSUES),
            modality="necessary",
            tense="past",
            probability=drawn.randrange(1000) / 1000,
            speaker_probability=drawn.randrange(1000) / 1000,
        )
    )


def _actor_id(name: str) -> str:
    return f"actor:{name.lower().replace(' ', '-')}"


def _record(found: list[tuple[Document, list[Statement], dict[str, Actor]]]) -> Record:
    actors: dict[str, Actor] = {}
    for _, _, own in found:
        for actor in own.values():
            known = actors.get(actor.id)
            mentions = actor.mentions if known is None else known.mentions + actor.mentions
            actors[actor.id] = Actor(id=actor.id, name=actor.name, kind=actor.kind, mentions=mentions)
    return Record(
        documents=tuple(document for document, _, _ in found),
        actors=tuple(actors.values()),
        statements=tuple(said for _, statements, _ in found for said in statements),
        reader="made",
    )
