"""A party's direction on an issue or proposal, since when, and what moved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.record.made import days, named, proposal, quotation, record, report, response, statement
from tests.unit.record.sample import Reader

from detente.record.asking.positions import Position, positions, sides_taken
from detente.record.values import Statement

TEXT = "Velk wants the truce. Velk rejects the truce. Ruda is for the truce. The draft lies here."
DAYS = tuple(date(2031, 5, day) for day in (5, 6, 9))
READERS = tuple(report(f"{TEXT} Number {day.day}.", f"Paper {day.day}", day) for day in DAYS)
KARVIA = named("actor:karvia", "Karvia", kind="state")
VELK = named("actor:velk", "Velk", speaks_for="actor:karvia")
RUDA = named("actor:ruda", "Ruda", speaks_for="actor:karvia")
AIDE = named("actor:aide", "aide", kind="unnamed")
ACTORS = (VELK, RUDA, KARVIA, AIDE)


def stance(reader: Reader, direction: Any, words: str = "Velk wants the truce", **fields: Any) -> Statement:
    made = {"about": "ceasefire", "act": "AGREE", "direction": direction, "tense": "present", **fields}
    speaker = made.pop("speaker", "actor:velk")
    return statement(reader, words, speaker, **made)


def found(*statements: Statement) -> tuple[Position, ...]:
    return positions(record(*READERS, actors=ACTORS, statements=statements))


class TestIssues:
    def test_speakers_count_for_whom_they_speak(self) -> None:
        (one,) = found(
            stance(READERS[0], "for"),
            stance(READERS[1], "for", "Ruda is for the truce", speaker="actor:ruda"),
        )
        assert (one.party, one.kind, one.about) == ("actor:karvia", "issue", "ceasefire")
        assert [held.by for held in one.stances] == ["actor:velk", "actor:ruda"]
        assert (one.direction, one.since, one.moves) == ("for", DAYS[0], ())
        assert one.told.documents == (READERS[0].document.id, READERS[1].document.id)

    def test_a_change_is_a_move_with_its_day_and_both_stances(self) -> None:
        before, after = stance(READERS[0], "for"), stance(READERS[2], "against", "Velk rejects the truce")
        (one,) = found(after, before)
        (move,) = one.moves
        assert (move.on, move.before.item, move.after.item) == (DAYS[2], before.id, after.id)
        assert (one.direction, one.since) == ("against", DAYS[2])

    def test_two_directions_on_the_last_day_leave_it_open(self) -> None:
        both = stance(READERS[1], "for"), stance(READERS[1], "against", "Velk rejects the truce")
        (one,) = found(stance(READERS[0], "for"), *both)
        assert (one.direction, one.since, one.moves) == (None, None, ())

    def test_what_was_said_earlier_than_reported_stands_at_its_day(self) -> None:
        old = stance(READERS[2], "against", "Velk rejects the truce", said_on=days(date(2031, 4, 1)))
        (one,) = found(stance(READERS[0], "for"), old)
        assert [held.direction for held in one.stances] == ["against", "for"]
        assert one.direction == "for"

    @pytest.mark.parametrize(
        "fields",
        [
            {"act": "ACCUSE"},
            {"act": "THREATEN"},
            {"tense": "past", "modality": "asserted"},
            {"is_negated": True},
            {"about": None},
            {"direction": None},
            {"speaker": "actor:aide"},
            {"speaker": None},
        ],
        ids=lambda fields: next(iter(fields)),
    )
    def test_what_takes_no_side_is_no_stance(self, fields: dict[str, Any]) -> None:
        assert found(stance(READERS[0], **{"direction": "for", **fields})) == ()

    def test_words_that_another_report_quotes_otherwise_move_nothing(self) -> None:
        own = [
            report(f"“{words}” said Velk.", name, day)
            for words, name, day in (
                ("We are ready to sign the truce at once, today", "A", DAYS[1]),
                ("We are not ready to sign the truce at once, today", "B", DAYS[2]),
            )
        ]
        fields = {"about": "ceasefire", "tense": "present"}
        said = [
            quotation(
                own[0],
                "We are ready to sign the truce at once, today",
                "actor:velk",
                act="AGREE",
                direction="for",
                **fields,
            ),
            quotation(
                own[1],
                "We are not ready to sign the truce at once, today",
                "actor:velk",
                act="REJECT",
                direction="against",
                **fields,
            ),
        ]
        first = stance(READERS[0], "for")
        (one,) = positions(record(READERS[0], *own, actors=ACTORS, statements=(first, *said)))
        assert [held.is_disputed for held in one.stances] == [False, True, True]
        assert (one.direction, one.since, one.moves) == ("for", DAYS[0], ())


class TestProposals:
    draft = proposal(READERS[0], "The draft")

    def answered(self, *answers: tuple[int, Any, dict[str, Any]]) -> tuple[Position, ...]:
        made = [
            response(
                READERS[at], "Velk wants the truce", kind, "actor:velk", proposal=self.draft.id, **fields
            )
            for at, kind, fields in answers
        ]
        return positions(record(*READERS, actors=ACTORS, proposals=(self.draft,), responses=made))

    def test_answers_are_stances_on_the_proposal(self) -> None:
        (one,) = self.answered((0, "reject", {}), (1, "conditional", {}), (2, "accept", {}))
        assert (one.kind, one.about, one.party) == ("proposal", self.draft.id, "actor:karvia")
        assert [held.direction for held in one.stances] == ["against", "conditional", "for"]
        assert [(move.before.direction, move.after.direction) for move in one.moves] == [
            ("against", "conditional"),
            ("conditional", "for"),
        ]

    def test_to_be_willing_to_engage_is_not_to_accept(self) -> None:
        (one,) = self.answered((0, "willing", {}))
        assert one.direction == "conditional"
        (then,) = self.answered((0, "willing", {}), (1, "accept", {}))
        assert [(move.before.direction, move.after.direction) for move in then.moves] == [
            ("conditional", "for")
        ]

    def test_hearsay_is_no_stance_and_words_of_the_own_side_are_none_of_it(self) -> None:
        foreign = {"alleged_by": READERS[0].mention("Ruda", None)}
        own = {"alleged_by": READERS[0].mention("Ruda", "actor:ruda")}
        assert self.answered((0, "accept", foreign)) == ()
        assert len(self.answered((0, "accept", own))) == 1


class TestTellers:
    BRACK = named("actor:brack", "Brack")
    OFFER = proposal(READERS[0], "The draft lies here", "the draft")

    def held(self, **fields: Any) -> Any:
        spoken = statement(READERS[0], "Ruda is for the truce", fields.pop("speaker", "actor:brack"))
        answer = response(
            READERS[0], "Velk rejects the truce", "reject", "actor:velk", proposal=self.OFFER.id,
            statement=spoken.id, **fields,
        )  # fmt: skip
        return record(
            *READERS,
            actors=(*ACTORS, self.BRACK),
            statements=(spoken,),
            proposals=(self.OFFER,),
            responses=(answer,),
        )

    def test_an_answer_in_the_words_of_another_party_is_what_that_one_tells(self) -> None:
        made = self.held()
        (taken,) = sides_taken(made)
        assert (taken.party, taken.about, taken.stance.direction) == (
            "actor:karvia", self.OFFER.id, "against"
        )  # fmt: skip
        assert taken.teller is not None
        assert taken.teller.actor == "actor:brack"
        assert positions(made) == ()

    @pytest.mark.parametrize("speaker", ["actor:ruda", "actor:velk", None])
    def test_an_answer_in_the_words_of_its_own_side_is_its_own(self, speaker: str | None) -> None:
        made = self.held(speaker=speaker)
        assert [taken.teller for taken in sides_taken(made)] == [None]
        assert [one.direction for one in positions(made)] == ["against"]

    def test_actors_count_for_whom_they_are_said_to(self) -> None:
        made = self.held(speaker="actor:ruda")
        parties = {"actor:velk": "party:one", "actor:ruda": "party:two"}
        (taken,) = sides_taken(made, parties=parties)
        assert (taken.party, taken.teller and taken.teller.actor) == ("party:one", "actor:ruda")
        assert sides_taken(made, parties={}) == ()
