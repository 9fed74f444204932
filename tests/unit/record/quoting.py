"""Invented reports of one speech, each a record of its own: copies, altered words, a denial, a transcript."""

from __future__ import annotations

from datetime import date

from tests.unit.record.made import event, named, quotation, record, report, statement
from tests.unit.record.test_copies import OWN, WIRE

from detente.record.record import Record
from detente.record.values import Actor

KERR, BRANDT = "actor:ola-kerr", "actor:ada-brandt"
ACTORS = (named(KERR, "Ola Kerr"), named(BRANDT, "Ada Brandt"))
QUOTE = "Kerr will not sign while our towns and our villages burn"
TRANSCRIPT = "\n".join(
    f"{who}: {words}"
    for who, words in (
        ("KERR", f"Good evening. {QUOTE}."),
        ("Q", "Will the talks go on?"),
        ("KERR", "They will."),
        ("Q", "When?"),
        ("KERR", "Soon, I hope."),
    )
)


def _record(text: str, publisher: str, day: int, words: str = "", *, is_negated: bool = False) -> Record:
    """Return a report that quotes Kerr and tells of a strike; of other words when they are given."""
    reader = report(f"{text}\n\n“{words}” Shells struck Ost.", publisher, date(2031, 5, day))
    said = (quotation(reader, words, KERR, is_negated=is_negated),) if words else ()
    struck = event(reader, "Shells struck Ost", "struck", place="Ost")
    return record(reader, actors=ACTORS, statements=said, events=(struck,))


def _named_otherwise() -> Record:
    reader = report("Kerr left on Monday. Ada Brandt stayed in the town.", "The Post", date(2031, 5, 9))
    bare = named("actor:kerr", "Kerr")
    left = statement(reader, "Kerr left on Monday", "actor:kerr")
    stayed = statement(reader, "Ada Brandt stayed in the town", BRANDT)
    return record(reader, actors=(bare, ACTORS[1]), statements=(left, stayed))


ALTERED = QUOTE.replace("not", "never")
REPORTS = (
    _record(WIRE, "The Herald", 5, QUOTE),
    _record(WIRE, "The Courier", 6, QUOTE),
    _record(OWN, "The Post", 6, ALTERED),
    _record(TRANSCRIPT, "The Office", 7),
    _record("Nothing of the kind was said.", "The Wire", 8, QUOTE, is_negated=True),
    _named_otherwise(),
)


def together(*records: Record) -> Record:
    """Return one record of several, in the order given."""
    actors: dict[str, Actor] = {actor.id: actor for one in records for actor in one.actors}
    return Record(
        documents=tuple(document for one in records for document in one.documents),
        actors=tuple(actors.values()),
        statements=tuple(said for one in records for said in one.statements),
        events=tuple(event for one in records for event in one.events),
    )
