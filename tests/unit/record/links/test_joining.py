"""A record with its links followed is a record: references follow, nothing points at what is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args, get_type_hints

from tests.unit.record.made import named, proposal, record, report, response, statement
from tests.unit.record.sample import sample

from detente.record.check import check
from detente.record.fields import REFERENCES
from detente.record.links import Link, Links
from detente.record.links.joining import HOLDERS, linked
from detente.record.values import Item, Relation

EARLY = report("Velk said no to the draft of Morn.", "Courier", date(2031, 5, 6))
LATE = report(
    "Anton Velk praised Morn. Karvia is glad. Velk will not sign the draft.", "Herald", date(2031, 5, 8)
)

BARE = named("actor:velk", "Velk", role="president", mentions=(EARLY.passage("Velk"),))
FULL = named(
    "actor:anton-velk",
    "Anton Velk",
    speaks_for="actor:karvia",
    speaks_for_passage=LATE.passage("Karvia"),
    mentions=(LATE.passage("Anton Velk"), LATE.passage("Velk", 20)),
)
KARVIA = named("actor:karvia", "Karvia", kind="state", mentions=(LATE.passage("Karvia"),))
DRAFT = proposal(EARLY, "the draft of Morn", "the draft of Morn")
SAME = proposal(LATE, "the draft")
RECORD = record(
    EARLY,
    LATE,
    actors=(BARE, FULL, KARVIA),
    statements=(
        statement(EARLY, "Velk said no", "actor:velk", candidates=("actor:velk", "actor:anton-velk")),
    ),
    proposals=(DRAFT, SAME),
    responses=(
        response(LATE, "Velk will not sign the draft", "reject", "actor:anton-velk", proposal=SAME.id),
    ),
)


def links(*pairs: tuple[str, str], kind: str = "actor") -> Links:
    return Links(links=tuple(Link(kind=kind, a=a, b=b, score=1.0, why="a test") for a, b in pairs))  # type: ignore[arg-type]


class TestActors:
    joined = linked(RECORD, links(("actor:velk", "actor:anton-velk")))

    def test_are_one_under_the_name_that_the_link_leads_to(self) -> None:
        assert [actor.id for actor in self.joined.actors] == ["actor:anton-velk", "actor:karvia"]
        one = self.joined.actors[0]
        assert (one.name, one.role, one.speaks_for) == ("Anton Velk", "president", "actor:karvia")
        assert [place.text for place in one.mentions] == ["Velk", "Anton Velk", "Velk"]
        check(self.joined)

    def test_are_followed_by_what_refers_to_them_and_no_id_changes(self) -> None:
        said = self.joined.statements[0]
        assert said.speaker is not None
        assert said.speaker.actor == "actor:anton-velk"
        assert said.candidates == ("actor:anton-velk",)
        assert [item.id for item in self.joined.items()] == [item.id for item in RECORD.items()]

    def test_joined_with_whom_they_speak_for_make_no_circle(self) -> None:
        joined = linked(RECORD, links(("actor:velk", "actor:karvia"), ("actor:anton-velk", "actor:karvia")))
        assert [actor.id for actor in joined.actors] == ["actor:karvia"]
        assert joined.actors[0].speaks_for is None
        check(joined)

    def test_that_come_to_speak_for_each_other_speak_for_nobody(self) -> None:
        chain = replace(RECORD, actors=(replace(BARE, speaks_for="actor:anton-velk"), FULL, KARVIA))
        joined = linked(chain, links(("actor:velk", "actor:karvia")))
        check(joined)
        assert sum(actor.speaks_for is not None for actor in joined.actors) == 1

    def test_without_links_nothing_changes(self) -> None:
        assert linked(RECORD, Links()) == RECORD
        assert linked(sample(), links(("actor:nobody", "actor:elsewhere"))) == sample()

    def test_one_that_the_record_does_not_hold_gives_no_name(self) -> None:
        joined = linked(RECORD, links(("actor:velk", "actor:absent"), ("actor:anton-velk", "actor:absent")))
        assert joined.actors[0].id in ("actor:velk", "actor:anton-velk")
        assert len(joined.actors) == 2


class TestProposals:
    def test_are_one_and_answers_follow(self) -> None:
        joined = linked(RECORD, links((SAME.id, DRAFT.id), kind="proposal"))
        assert [offer.id for offer in joined.proposals] == [DRAFT.id]
        assert [place.document for place in joined.proposals[0].mentions] == [
            EARLY.document.id,
            LATE.document.id,
        ]
        assert joined.responses[0].proposal == DRAFT.id
        assert joined.responses[0].id == RECORD.responses[0].id
        check(joined)


class TestFields:
    def test_all_that_may_hold_a_reference_are_gone_through(self) -> None:
        with_references = {kind for kind, fields in REFERENCES.items() if fields}
        for kind in (Relation, *get_args(Item)):
            held = {
                field
                for field, hint in get_type_hints(kind).items()
                if with_references & {hint, *get_args(hint)}
            }
            assert set(HOLDERS.get(kind, ())) == held, kind
