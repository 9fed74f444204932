"""A record with its links followed is a record: references follow, nothing points at what is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args, get_type_hints

import pytest
from tests.unit.record.made import named, proposal, record, report, response, statement
from tests.unit.record.sample import sample

from detente.errors import RecordError
from detente.record.check import check
from detente.record.fields import REFERENCES
from detente.record.links import Link, Links
from detente.record.links.joining import linked
from detente.record.links.renaming import HOLDERS
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


class TestOnSomeDays:
    """Whoever is somebody else in reports of some days is so in these, and stays apart in the others."""

    early = report("The president spoke. An aide of the president left.", "Herald", date(2031, 5, 6))
    later = report("The president spoke too. Ada Morn, the president, wept.", "Courier", date(2031, 9, 6))
    undated = report("The president spoke once.", "Bulletin")
    karvia = named("actor:karvia", "Karvia", kind="state")
    office = named(
        "actor:p",
        "Karvian president",
        kind="unnamed",
        role="president",
        speaks_for="actor:karvia",
        mentions=(
            early.passage("The president"),
            later.passage("The president"),
            undated.passage("The president"),
        ),
    )
    aide = named(
        "actor:aide",
        "aide",
        kind="unnamed",
        speaks_for="actor:p",
        speaks_for_passage=early.passage("An aide of the president"),
        mentions=(early.passage("aide"),),
    )
    velk = named("actor:velk", "Anton Velk", speaks_for="actor:karvia")
    morn = named("actor:morn", "Ada Morn", role="president", mentions=(later.passage("Ada Morn"),))
    said = tuple(
        statement(one, words, "actor:p")
        for one, words in (
            (early, "The president spoke"),
            (later, "The president spoke too"),
            (undated, "The president spoke once"),
        )
    )
    held = record(early, later, undated, actors=(office, aide, morn, karvia, velk), statements=said)

    def links(self, *to: tuple[str, date, date], apart: tuple[tuple[str, str], ...] = ()) -> Links:
        made = [
            Link(kind="actor", a="actor:p", b=who, score=0.8, why="a test", since=since, until=until)
            for who, since, until in to
        ]
        return Links(links=tuple(made), apart=apart)

    both = (
        ("actor:velk", date(2031, 4, 1), date(2031, 6, 1)),
        ("actor:morn", date(2031, 9, 1), date(2031, 9, 30)),
    )

    def test_speakers_and_mentions_go_to_the_one_of_the_day(self) -> None:
        found = linked(self.held, self.links(*self.both))
        check(found)
        speakers = [one.speaker.actor for one in found.statements if one.speaker is not None]
        assert speakers == ["actor:velk", "actor:morn", "actor:p"]
        actors = {actor.id: actor for actor in found.actors}
        assert actors["actor:velk"].mentions == (self.early.passage("The president"),)
        assert actors["actor:morn"].mentions == (
            self.later.passage("The president"),
            self.later.passage("Ada Morn"),
        )
        assert actors["actor:p"].mentions == (self.undated.passage("The president"),)
        assert actors["actor:aide"].speaks_for == "actor:velk"
        assert [actors[one].role for one in ("actor:velk", "actor:morn", "actor:p")] == ["president"] * 3
        assert linked(found, self.links(*self.both)) == found

    def test_whom_nothing_means_any_more_is_left_out(self) -> None:
        held = replace(
            self.held,
            documents=self.held.documents[:2],
            statements=self.held.statements[:2],
            actors=(replace(self.office, mentions=self.office.mentions[:2]), *self.held.actors[1:]),
        )
        found = linked(held, self.links(*self.both))
        check(found)
        assert "actor:p" not in {actor.id for actor in found.actors}

    def test_what_is_ruled_apart_stays_apart(self) -> None:
        links = self.links(*self.both, apart=(("actor:velk", "actor:p"),))
        found = linked(self.held, links)
        speakers = [one.speaker.actor for one in found.statements if one.speaker is not None]
        assert speakers == ["actor:p", "actor:morn", "actor:p"]

    def test_joins_nobody_in_all_reports(self) -> None:
        links = self.links(*self.both)
        assert list(links.groups()) == []
        assert links.group_of("actor:p") == ("actor:p",)
        assert links.around()["actor:p"] == links.around()["actor:velk"] == links.around()["actor:morn"]

    def test_one_that_is_open_joins_nothing(self) -> None:
        link = Link(kind="actor", a="actor:velk", b="actor:morn", score=0.5, why="a test", is_open=True)
        assert linked(self.held, Links(links=(link,))) == self.held

    def test_follows_who_is_one_in_all_reports(self) -> None:
        whole = Link(kind="actor", a="actor:velk", b="actor:morn", score=0.9, why="a test")
        links = self.links(*self.both).with_links([whole])
        found = linked(self.held, links)
        check(found)
        speakers = [one.speaker.actor for one in found.statements if one.speaker is not None]
        assert speakers == ["actor:morn", "actor:morn", "actor:p"]


def test_a_stretch_of_days_has_two_ends_in_order() -> None:
    day = date(2031, 5, 6)
    for since, until in ((day, None), (None, day), (day, date(2031, 5, 5))):
        with pytest.raises(RecordError, match="give two days in order, or none"):
            Link(kind="actor", a="a", b="b", score=0.5, why="", since=since, until=until)
