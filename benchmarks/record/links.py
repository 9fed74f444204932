"""Time what joins documents and what is asked of them, on made records of growing size.

    .venv/bin/python -m benchmarks.record.links [--documents N] [--copies]

The documents are made: each has ten sentences, one in twenty prints another's text, deeds are told by one
to four of them, half of the speakers go by surname alone. What was planted is known, so that the links are
checked (shares found and right) before anything is timed.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from detente.documents.document import Document
from detente.record.asking import contradictions, positions, promises, timeline
from detente.record.copies import same_text_groups
from detente.record.identity import identified
from detente.record.ids import hash_id
from detente.record.links.actors import actor_links
from detente.record.links.events import event_links
from detente.record.links.happenings import happenings
from detente.record.links.joining import linked
from detente.record.links.link import Links
from detente.record.links.proposing import propose_links
from detente.record.quotes import quote_ledger
from detente.record.record import Record
from detente.record.sources import Sources
from detente.record.values import Actor, Claim, Count, Event, Interval, Mention, Passage, Span, Statement

SYLLABLES = [first + last for first in "brkltmsvdgpnzfh" for last in ("al", "en", "or", "ut", "ip", "ask")]
ACTS = ("AGREE", "REJECT", "REQUEST", "OTHER")
ISSUES = ("ceasefire", "territory", "prisoners", None)
FIRST_DAY = date(2020, 1, 1)
N_PERSONS = 300
N_PLACES = 400


@dataclass
class Made:
    """A record in the making, with what was planted in it."""

    documents: list[Document] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mentions: dict[str, list[Passage]] = field(default_factory=dict)
    planted: dict[str, int] = field(default_factory=dict)  # event -> happening
    texts: list[str] = field(default_factory=list)


def word(number: int) -> str:
    parts = [SYLLABLES[number % 90], SYLLABLES[number // 90 % 90], SYLLABLES[(number * 7 + 3) % 90]]
    return "".join(parts)


def person(number: int) -> tuple[str, str]:
    """Return the full name and the surname of a person."""
    return f"{word(number + 4000).title()} {word(number + 8000).title()}", word(number + 8000).title()


def made(n_documents: int, seed: int = 1) -> tuple[Record, dict[str, int]]:
    """Return a record of so many documents, and the happening of each event."""
    drawn = random.Random(seed)
    held = Made()
    deeds = [deed(drawn, number, n_documents) for number in range(n_documents // 2)]
    for number in range(n_documents):
        add_document(held, drawn, number, n_documents, deeds)
    actors = [
        Actor(id=identifier, name=places[0].text, kind="person", mentions=tuple(places))
        for identifier, places in held.mentions.items()
    ]
    record = Record(
        documents=tuple(held.documents),
        actors=tuple(actors),
        statements=tuple(held.statements),
        events=tuple(held.events),
        claims=tuple(held.claims),
    )
    return record, held.planted


def deed(drawn: random.Random, number: int, n_documents: int) -> tuple[int, str, int, date, int]:
    """Return the number, place, doer, day and dead of a deed."""
    day = FIRST_DAY + timedelta(days=number * 2 * 2000 // n_documents)
    place = word(12000 + drawn.randrange(N_PLACES)).title()
    return number, place, drawn.randrange(N_PERSONS), day, drawn.randrange(2, 40)


def add_document(held: Made, drawn: random.Random, number: int, n_documents: int, deeds: list[Any]) -> None:
    published = FIRST_DAY + timedelta(days=number * 2000 // n_documents)
    near = range(max(0, number // 2 - 2), number // 2 + 1)
    told = [deeds[one] for one in near if one < len(deeds) and drawn.random() < 0.5]
    lines: list[tuple[str, Any]] = [("said", sentence(drawn)) for _ in range(10 - len(told))]
    lines += [("deed", one) for one in told]
    text, places = f"Report {number}\n\n", []
    if held.texts and drawn.random() < 0.05:
        text += held.texts[-1] + "\n"
    start_of_own = len(text)
    for kind, what in lines:
        line = what[1] if kind == "said" else deed_line(drawn, what)
        places.append((kind, what, len(text), line))
        text += line + "\n"
    held.texts.append(text[start_of_own:].strip())
    publisher = f"Outlet {drawn.randrange(60)}"
    document = Document(
        id=hash_id("doc", text, publisher),
        path=f"{number}.txt",
        text=text,
        sha256="",
        publisher=publisher,
        published_on=published,
    )
    held.documents.append(document)
    for kind, what, start, line in places:
        if kind == "said":
            add_statement(held, drawn, document, what, start, line)
        else:
            add_event(held, drawn, document, what, start, line)


def sentence(drawn: random.Random) -> tuple[int, str, str]:
    """Return who says it (by number), the line, and the words quoted in it."""
    who = drawn.randrange(N_PERSONS)
    name = person(who)[drawn.random() < 0.5]
    words = " ".join(word(int(12000 * drawn.random() ** 3)) for _ in range(drawn.randrange(7, 16)))
    return who, f"{name} said: “We want {words} now.”", f"We want {words} now."


def deed_line(drawn: random.Random, one: tuple[int, str, int, date, int]) -> str:
    _, place, doer, day, dead = one
    adverbs = " ".join(word(int(12000 * drawn.random() ** 3)) for _ in range(5))
    return f"{person(doer)[0]} struck {place} on {day} and killed {dead} people {adverbs}."


def key(name: str) -> str:
    return f"actor:{name.lower().replace(' ', '-')}"


def mention(held: Made, document: Document, start: int, name: str) -> Mention:
    held.mentions.setdefault(key(name), []).append(
        Passage(document=document.id, start=start, end=start + len(name), text=name)
    )
    return Mention(start=start, end=start + len(name), text=name, actor=key(name))


def add_statement(
    held: Made, drawn: random.Random, document: Document, what: Any, start: int, line: str
) -> None:
    _, _, quoted = what
    name = line.partition(" said:")[0]
    begin = start + line.index("“") + 1
    span = Span(start=begin, end=begin + len(quoted), text=quoted)
    passage = Passage(document=document.id, start=start, end=start + len(line), text=line)
    statement = identified(
        Statement(
            id="",
            passage=passage,
            mode="direct",
            channel="public",
            content=(span,),
            quoted=(span,),
            speaker=mention(held, document, start, name),
            act=drawn.choice(ACTS),
            about=drawn.choice(ISSUES),
            direction=drawn.choice(("for", "against")),
            tense="present",
        )
    )
    held.statements.append(statement)
    if drawn.random() < 0.2 and document.published_on is not None:
        due = document.published_on + timedelta(days=drawn.randrange(60))
        held.claims.append(
            identified(
                Claim(
                    id="",
                    passage=passage,
                    kind="promise",
                    by=statement.speaker,
                    due=Interval(earliest=due, latest=due),
                    statement=statement.id,
                )
            )
        )


def add_event(held: Made, drawn: random.Random, document: Document, what: Any, start: int, line: str) -> None:
    number, place, doer, day, dead = what
    name = person(doer)[0]
    at, verb = start + line.index(place), start + line.index("struck")
    count = Count(low=dead, best=dead, high=dead)
    event = identified(
        Event(
            id="",
            passage=Passage(document=document.id, start=start, end=start + len(line), text=line),
            trigger=Span(start=verb, end=verb + 6, text="struck"),
            act="ASSAULT",
            actor=mention(held, document, start, name),
            place=Mention(start=at, end=at + len(place), text=place),
            time=Interval(earliest=day, latest=day) if drawn.random() < 0.8 else None,
            deaths=count,
        )
    )
    held.planted[event.id] = number
    held.events.append(event)


def checked(n_documents: int) -> str:
    """Compare links with what was planted, and sketches with comparing all."""
    record, planted = made(n_documents)
    assert same_text_groups(record.documents, exhaustive=0) == same_text_groups(
        record.documents, exhaustive=n_documents
    )
    links = actor_links(record)
    full = {person(number)[1]: person(number)[0] for number in range(N_PERSONS)}
    assert all(link.b == key(full[link.a.removeprefix("actor:").title()]) for link in links)
    joined = linked(record, Links(links=links))
    found = Links(links=event_links(joined, same_text_groups(record.documents)))
    groups: dict[int, list[str]] = {}
    for event, number in planted.items():
        groups.setdefault(number, []).append(event)
    wanted = {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}
    got = {frozenset(pair) for group in found.groups() for pair in combinations(group, 2)}
    right = len(wanted & got)
    return (
        f"{len(links)} surnames tied, all to whom they were planted for; of {len(wanted)} pairs of events "
        f"that are one {right / max(1, len(wanted)):.3f} found, of {len(got)} found "
        f"{right / max(1, len(got)):.3f} right"
    )


def timed(record: Record, *, copies_only: bool = False) -> dict[str, float]:
    """Return processor seconds for each step."""
    spent: dict[str, float] = {}

    def step(name: str, work: Callable[[], Any]) -> Any:
        begun = time.process_time()
        result = work()
        spent[name] = time.process_time() - begun
        return result

    sources = step("copies", lambda: Sources(record.documents))
    if copies_only:
        return spent
    links = step("actors", lambda: Links(links=actor_links(record)))
    joined = step("joining", lambda: linked(record, links))
    links = links.with_links(step("events", lambda: event_links(joined, sources.copies)))
    step("quotations", lambda: quote_ledger(joined, copies=sources.copies))
    step("all links", lambda: propose_links(record, sources=sources))
    step("happenings", lambda: happenings(joined, links, sources=sources))
    step("timeline", lambda: timeline(joined, links, sources=sources))
    step("positions", lambda: positions(joined, sources=sources))
    step("contradictions", lambda: contradictions(joined, links, sources=sources))
    step("promises", lambda: promises(joined, {}, FIRST_DAY + timedelta(days=1000)))
    return spent


def main() -> None:
    """Check, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=20_000, help="size of the largest record")
    parser.add_argument("--copies", action="store_true", help="time only which documents print one text")
    asked = parser.parse_args()
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.python_version()}"
    )
    print(f"load {os.getloadavg()[0]:.1f}; 400 documents: {checked(400)}")
    sizes = [asked.documents // 4, asked.documents // 2, asked.documents]
    rows = []
    for size in sizes:
        record, _ = made(size)
        rows.append(timed(record, copies_only=asked.copies))
    print(f"{'processor seconds':20}" + "".join(f"{size:>12,}" for size in sizes) + f"{'x 2':>8}")
    for name in rows[0]:
        values = [row[name] for row in rows]
        growth = values[-1] / values[-2] if values[-2] else float("nan")
        print(f"{name:20}" + "".join(f"{value:12.2f}" for value in values) + f"{growth:8.1f}")


if __name__ == "__main__":
    main()
