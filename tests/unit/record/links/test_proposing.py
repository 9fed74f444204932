"""All links of a record at once; what was ruled on actors comes first."""

from __future__ import annotations

from datetime import date

from tests.unit.record.made import named, quotation, record, report, statement

from detente.record.check import check
from detente.record.links import Links
from detente.record.links.joining import linked
from detente.record.links.proposing import QUOTED, propose_links

FIRST = report("“We will not sign while our towns burn,” Velk said.", "Herald", date(2031, 5, 5))
SECOND = report(
    "Anton Velk: “We will never sign while our towns burn,” he said.", "Courier", date(2031, 5, 6)
)
THIRD = report("Velk had said: “We will not sign while our towns burn.”", "Gazette", date(2031, 5, 7))
ACTORS = (
    named("actor:velk", "Velk", mentions=(FIRST.passage("Velk"), THIRD.passage("Velk"))),
    named("actor:anton-velk", "Anton Velk", mentions=(SECOND.passage("Anton Velk"),)),
)
SAID = (
    quotation(FIRST, "We will not sign while our towns burn,", "actor:velk"),
    quotation(SECOND, "We will never sign while our towns burn,", "actor:anton-velk"),
    quotation(THIRD, "We will not sign while our towns burn.", "actor:velk"),
)
RECORD = record(FIRST, SECOND, THIRD, actors=ACTORS, statements=SAID)


def test_quotations_of_one_speaker_under_two_names_are_variants() -> None:
    links = propose_links(RECORD)
    assert [(link.kind, link.a) for link in links.links] == [
        ("actor", "actor:velk"),
        ("statement", SAID[1].id),
        ("statement", SAID[2].id),
    ]
    changed, same = links.links[1:]
    assert same.score == QUOTED > changed.score > 0.5
    check(linked(RECORD, links))


def test_what_was_ruled_apart_stays_apart() -> None:
    apart = Links().parted("actor:velk", "actor:anton-velk")
    links = propose_links(RECORD, ruled=apart)
    assert links.group_of("actor:velk") == ("actor:velk",)
    assert [actor.id for actor in linked(RECORD, links).actors] == ["actor:velk", "actor:anton-velk"]
    assert [link.a for link in links.links if link.kind == "statement"] == [SAID[2].id]


def test_one_sentence_in_copies_is_one_statement_and_nothing_else_is() -> None:
    own = " ".join(f"word{number}" for number in range(60))
    wire = f"Velk left early. Morn stayed. {own}"
    readers = [report(f"{head}. {wire}", head, date(2031, 5, 5 + at)) for at, head in enumerate(("A", "B"))]
    other = report("Velk left early. " + " ".join(f"other{n}" for n in range(60)), "C", date(2031, 5, 9))
    said = [statement(reader, "Velk left early", "actor:velk") for reader in (*readers, other)]
    held = record(*readers, other, actors=(named("actor:velk", "Velk"),), statements=said)
    links = propose_links(held)
    assert [(link.a, link.b) for link in links.links] == [(said[1].id, said[0].id)]
