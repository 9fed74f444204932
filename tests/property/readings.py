"""A few invented reports in several versions, and what several readers make of each: no model reads them.

A later reading moves bounds, reads an act otherwise, names somebody else, or leaves things out, so that
what becomes of rulings can be followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.unit.record.sample import Reader, document

from detente.documents.document import Document
from detente.record import Record
from detente.record.identity import identified
from detente.record.ruling.things import PLACED
from detente.record.values import (
    Actor,
    Claim,
    Clause,
    Event,
    Inconsistency,
    Interval,
    Passage,
    Proposal,
    Relation,
    Response,
    Statement,
)

STYLES = ("first", "wider", "otherwise", "less")
"""Ways of reading one report."""

PEOPLE: Mapping[str, tuple[str, Any]] = {
    "Ada Brandt": ("actor:brandt", "person"),
    "Ola Kerr": ("actor:kerr", "person"),
    "Northland": ("actor:northland", "state"),
    "Southmark": ("actor:southmark", "state"),
}

_BODY = (
    "Ada Brandt said the {thing} would open on Friday. {hope} Ola Kerr promised that Southmark would leave "
    "the {thing} alone. Nobody in the town was seen on the streets that day, and the shops stayed shut. "
    "Troops of Northland shelled the {thing} at dawn. Ola Kerr accepted the {thing} draft. {end}"
)


@dataclass(frozen=True, slots=True)
class Report:
    """One version of a report; versions of one report have the same family and resemble each other."""

    family: str
    document: Document


def _report(family: str, thing: str, day: int, **where: Any) -> Report:
    """Return a version: the text says otherwise what its day makes it say."""
    hope = "She was hopeful." if day % 2 else "She had little hope, those who know her say."
    text = _BODY.format(thing=thing, hope=hope, end="" if day < 8 else "More to come.")
    text = f"Correction. {text}" if day == 9 else text
    fields = {"path": f"{family}-{day}.txt", "publisher": "The Herald", "published_on": date(2031, 5, day)}
    made = document(text, **{**fields, "path": where.get("path", fields["path"])})
    return Report(family, replace(made, id=f"doc:{family}{day}", url=where.get("url"), title=None))


REPORTS = (
    _report("bridge", "bridge", 6, url="u:bridge"),
    _report("bridge", "bridge", 9, url="u:bridge"),
    _report("bridge", "bridge", 8, url="u:bridge"),
    _report("mill", "mill", 7, path="mill.txt"),
    _report("mill", "mill", 9, path="mill.txt"),
    _report("road", "long road through the valley", 7, url="u:road"),
)
"""Two come in versions, one of which is older than one that may be there already; one comes alone."""


def reading(report: Report, style: str) -> Record:
    """Return what one reader makes of a report."""
    found = Reader(report.document)
    if style == "otherwise":  # its author is known now
        found = Reader(replace(report.document, author="A. Writer"))
    kept = _statements(found, style)
    made: dict[str, Any] = {
        "relations": _relations(found) if style != "less" else (),
        "statements": kept,
        "events": (_event(found, style),),
        "proposals": (draft := _proposal(found, style),),
        "responses": (_response(found, style, draft),),
        "claims": (_claim(found, kept[1]),) if style != "less" else (),
        "inconsistencies": (_oddity(found),) if style == "otherwise" else (),
    }
    return Record(documents=(found.document,), actors=_actors(found), reader=style, **made)


def _thing(found: Reader) -> str:
    text = found.document.text
    return text[text.index("said the ") + len("said the ") : text.index(" would open")]


def _statements(found: Reader, style: str) -> tuple[Statement, ...]:
    thing = _thing(found)
    more = " on Friday" if style == "wider" else ""
    opening = Statement(
        id="",
        passage=found.passage(f"Ada Brandt said the {thing} would open{more}"),
        mode="indirect",
        channel="public",
        content=(found.span(f"the {thing} would open{more}"),),
        cue=found.span("said"),
        speaker=None if style == "less" else found.mention("Ada Brandt", "actor:brandt"),
        speaker_open="nobody is named" if style == "less" else None,
        act="OTHER" if style == "first" else "AGREE",
        about="opening",
        probability=0.5 if style == "otherwise" else 0.9,
    )
    promise = Statement(
        id="",
        passage=found.passage(f"Ola Kerr promised that Southmark would leave the {thing} alone"),
        mode="indirect",
        channel="public",
        content=(found.span(f"that Southmark would leave the {thing} alone"),),
        cue=found.span("promised"),
        speaker=found.mention("Ola Kerr", "actor:kerr"),
        act="CONCEDE",
        toward="actor:northland" if style == "otherwise" else None,
    )
    return identified(opening), identified(promise)


def _event(found: Reader, style: str) -> Event:
    thing = _thing(found)
    begin = "Troops of " if style == "wider" else ""
    end = " at dawn" if style == "otherwise" else ""
    event = Event(
        id="",
        passage=found.passage(f"{begin}Northland shelled the {thing}{end}"),
        trigger=found.span("shelled"),
        act="COERCE" if style == "otherwise" else "ASSAULT",
        actor=found.mention("Northland", "actor:northland"),
        time=Interval(
            earliest=found.document.published_on, latest=found.document.published_on, precision="day"
        ),
    )
    return identified(event)


def _proposal(found: Reader, style: str) -> Proposal:
    words = f"the {_thing(found)} draft" if style == "wider" else f"{_thing(found)} draft"
    where = found.passage(words)
    clause = Clause(
        order=1,
        issue="territory" if style == "otherwise" else "access",
        passage=found.passage(f"leave the {_thing(found)} alone"),
        gives_to="actor:northland",
    )
    name = f"the {_thing(found)} draft"
    return identified(Proposal(id="", passage=where, name=name, clauses=(clause,), mentions=(where,)))


def _response(found: Reader, style: str, draft: Proposal) -> Response:
    who = "actor:brandt" if style == "otherwise" else "actor:kerr"
    start = found.document.text.index("Ola Kerr accepted")
    where = found.passage(f"Ola Kerr accepted the {_thing(found)} draft")
    by = replace(found.mention("Ola Kerr", who), start=start, end=start + len("Ola Kerr"))
    proposal = None if style == "less" else draft.id
    return identified(Response(id="", passage=where, kind="accept", proposal=proposal, by=by))


def _claim(found: Reader, promise: Statement) -> Claim:
    day = Interval(earliest=date(2031, 5, 20), latest=date(2031, 5, 20), precision="day")
    claim = Claim(
        id="",
        passage=promise.passage,
        kind="promise",
        by=promise.speaker,
        made=found.span("promised"),
        due=day,
        statement=promise.id,
    )
    return identified(claim)


def _relations(found: Reader) -> tuple[Relation, ...]:
    if "bridge" not in found.document.text:
        return ()
    where = found.passage("Troops of Northland shelled the bridge")
    war = Relation(id="", kind="at war", a="actor:northland", b="actor:southmark", passage=where)
    return (identified(war),)


def _oddity(found: Reader) -> Inconsistency:
    where = found.passage("at dawn")
    odd = Inconsistency(id="", kind="date", passage=where, about="actor:northland", found="Dawn is no day.")
    return identified(odd)


def _actors(found: Reader) -> tuple[Actor, ...]:
    text = found.document.text
    made = []
    for name, (identifier, kind) in PEOPLE.items():
        places = [at for at in range(len(text)) if text.startswith(name, at)]
        mentions = tuple(
            Passage(document=found.document.id, start=at, end=at + len(name), text=name) for at in places
        )
        # The report that comes alone says for whom Kerr speaks, so that it is known while that is there.
        known: dict[str, Any] = {}
        if name == "Ola Kerr" and "valley" in text:
            where = found.passage("Ola Kerr promised that Southmark")
            known = {"speaks_for": "actor:southmark", "speaks_for_passage": where}
        made.append(Actor(id=identifier, name=name, kind=kind, mentions=mentions, **known))
    return tuple(sorted(made, key=lambda actor: actor.mentions[0].start))


READINGS: Mapping[tuple[str, str], Record] = {
    (report.document.id, style): reading(report, style) for report in REPORTS for style in STYLES
}
"""What every reader makes of every report, by its id and the reader's name."""


def together(records: Iterable[Record], **more: Any) -> Record:
    """Return records of one document each as one, in the order of the documents; an actor is there once."""
    parts: Sequence[Record] = sorted(records, key=lambda part: part.documents[0].published_on or date.max)
    actors: dict[str, Actor] = {}
    for part in parts:
        for actor in part.actors:
            first = actors.setdefault(actor.id, replace(actor, mentions=()))
            known = first if first.speaks_for else actor
            actors[actor.id] = replace(known, mentions=(*first.mentions, *actor.mentions))
    items: dict[str, Any] = {
        name: tuple(one for part in parts for one in getattr(part, name)) for name in PLACED
    }
    return Record(
        documents=tuple(part.documents[0] for part in parts), actors=tuple(actors.values()), **items, **more
    )
