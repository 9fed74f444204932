"""States of claims by the day, tallies by speaker, and the Brier score by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.record.made import claim, days, named, record, report, statement

from detente.record.asking.promises import ClaimState, promises, state_of
from detente.record.links import Link, Links
from detente.record.record import Record
from detente.record.ruling.standing import Outcome, Standing
from detente.record.values import Interval

TEXT = "Velk will answer by Friday. Morn will come. Velk may sign. Somebody will pay. Velk said so."
HERALD = report(TEXT, "Herald", date(2031, 5, 6))
ACTORS = (named("actor:velk", "Velk"), named("actor:morn", "Morn"))
FRIDAY = date(2031, 5, 9)
BY_FRIDAY = Interval(earliest=None, latest=FRIDAY)


def settled(kind: Any) -> Outcome:
    return Outcome(kind=kind, on=FRIDAY)


def standing(item: str, kind: Any) -> Standing:
    return Standing(item=item, outcome=settled(kind))


class TestState:
    @pytest.mark.parametrize(
        ("due", "day", "state"),
        [
            (None, 6, "open"),
            (Interval(earliest=None, latest=None), 6, "open"),
            (BY_FRIDAY, 8, "open"),
            (BY_FRIDAY, 9, "due"),
            (BY_FRIDAY, 10, "overdue"),
            (days(date(2031, 5, 9), date(2031, 5, 15)), 8, "open"),
            (days(date(2031, 5, 9), date(2031, 5, 15)), 9, "due"),
            (days(date(2031, 5, 9), date(2031, 5, 15)), 15, "due"),
            (days(date(2031, 5, 9), date(2031, 5, 15)), 16, "overdue"),
            (Interval(earliest=FRIDAY, latest=None), 8, "open"),
            (Interval(earliest=FRIDAY, latest=None), 31, "due"),
        ],
    )
    def test_follows_from_the_days(self, due: Interval | None, day: int, state: ClaimState) -> None:
        assert state_of(due, None, date(2031, 5, day)) == state

    @pytest.mark.parametrize("kind", ["kept", "broken", "moot"])
    def test_is_the_outcome_once_ruled_whatever_the_day(self, kind: Any) -> None:
        for day in (1, 9, 31):
            assert state_of(BY_FRIDAY, settled(kind), date(2031, 5, day)) == kind


class TestLedger:
    answer = claim(HERALD, "Velk will answer by Friday", by="actor:velk", due=BY_FRIDAY)
    coming = claim(HERALD, "Morn will come", "forecast", by="actor:morn", due=BY_FRIDAY, chance=0.7)
    signing = claim(HERALD, "Velk may sign", "forecast", by="actor:velk", due=BY_FRIDAY, chance=0.2)
    paying = claim(HERALD, "Somebody will pay", due=None)
    made = record(HERALD, actors=ACTORS, claims=(answer, coming, signing, paying))

    def test_has_claims_with_a_due_date_in_text_order(self) -> None:
        ledger = promises(self.made, {}, date(2031, 5, 10))
        assert [one.claim for one in ledger.promises] == [self.answer.id, self.coming.id, self.signing.id]
        assert {one.state for one in ledger.promises} == {"overdue"}
        assert [one.made_on for one in ledger.promises] == [date(2031, 5, 6)] * 3
        assert ledger.brier is None

    def test_takes_a_claim_without_a_day_once_it_has_an_outcome(self) -> None:
        ledger = promises(self.made, {self.paying.id: standing(self.paying.id, "kept")}, FRIDAY)
        assert [(one.claim, one.state) for one in ledger.promises][-1] == (self.paying.id, "kept")

    def test_tallies_each_speaker(self) -> None:
        ruled = {self.signing.id: standing(self.signing.id, "broken")}
        velk, morn = promises(self.made, ruled, FRIDAY).tallies
        assert (velk.by, morn.by) == ("actor:velk", "actor:morn")
        assert velk.counts == {"open": 0, "due": 1, "overdue": 0, "kept": 0, "broken": 1, "moot": 0}
        assert morn.counts["due"] == 1

    def test_scores_forecasts_with_a_chance_by_speaker_and_in_all(self) -> None:
        ruled = {
            self.coming.id: standing(self.coming.id, "kept"),  # (0.7 - 1)² = 0.09
            self.signing.id: standing(self.signing.id, "broken"),  # (0.2 - 0)² = 0.04
            self.answer.id: standing(self.answer.id, "kept"),  # no chance was given
        }
        ledger = promises(self.made, ruled, FRIDAY)
        assert ledger.brier is not None
        assert ledger.brier.value == pytest.approx(0.065)
        assert ledger.brier.n == 2
        velk, morn = ledger.tallies
        assert velk.brier is not None
        assert velk.brier.value == pytest.approx(0.04)
        assert velk.brier.n == 1
        assert morn.brier is not None
        assert morn.brier.value == pytest.approx(0.09)

    def test_moot_forecasts_are_not_scored(self) -> None:
        ledger = promises(self.made, {self.coming.id: standing(self.coming.id, "moot")}, FRIDAY)
        assert ledger.brier is None

    def test_leaves_out_what_was_said_after_the_day(self) -> None:
        assert promises(self.made, {}, date(2031, 5, 5)).promises == ()

    def test_takes_the_day_of_the_statement_before_that_of_the_report(self) -> None:
        said = statement(HERALD, "Velk said so", "actor:velk", said_on=days(date(2031, 5, 2)))
        told = claim(HERALD, "Velk will answer by Friday", by="actor:velk", due=BY_FRIDAY, statement=said.id)
        held = record(HERALD, actors=ACTORS, statements=(said,), claims=(told,))
        (promise,) = promises(held, {}, date(2031, 5, 3)).promises
        assert (promise.made_on, promise.state) == (date(2031, 5, 2), "open")

    def test_counts_a_claim_once_that_linked_statements_make(self) -> None:
        copy = report("Copied. " + TEXT, "Courier", date(2031, 5, 7))
        said = [statement(one, "Velk will answer by Friday", "actor:velk") for one in (HERALD, copy)]
        told = [
            claim(one, "Velk will answer by Friday", by="actor:velk", due=BY_FRIDAY, statement=own.id)
            for one, own in zip((HERALD, copy), said, strict=True)
        ]
        held = record(HERALD, copy, actors=ACTORS, statements=said, claims=told)
        ties = Links(links=(Link(kind="statement", a=said[1].id, b=said[0].id, score=0.9, why="a test"),))
        ruled = {told[1].id: standing(told[1].id, "kept")}
        assert len(promises(held, ruled, FRIDAY).promises) == 2
        (one,) = promises(held, ruled, FRIDAY, links=ties).promises
        assert (one.claim, one.copies, one.state) == (told[0].id, (told[1].id,), "kept")


class TestOutcomeBeforeItsDay:
    """What was ruled later does not make a promise kept on a day when that could not be known."""

    late = report("Velk answered. It was late.", "Courier", date(2031, 5, 12))
    undated = report("Velk answered then.", "Bulletin")
    answer = claim(HERALD, "Velk will answer by Friday", by="actor:velk", due=BY_FRIDAY, chance=0.8)
    shown = statement(late, "Velk answered", "actor:velk")
    made = record(HERALD, late, undated, actors=ACTORS, claims=(answer,), statements=(shown,))

    def state(self, day: int, **outcome: Any) -> ClaimState:
        ruled = {self.answer.id: Standing(item=self.answer.id, outcome=Outcome(**outcome))}
        ledger = promises(self.made, ruled, date(2031, 5, day))
        (one,) = ledger.promises
        assert (one.outcome is not None) == (one.state == outcome["kind"])
        assert (ledger.brier is not None) == (one.state == outcome["kind"])
        return one.state

    def states(self, **outcome: Any) -> list[ClaimState]:
        return [self.state(day, kind="kept", **outcome) for day in (8, 9, 10, 12)]

    def test_counts_from_its_own_day(self) -> None:
        assert self.states(on=date(2031, 5, 12)) == ["open", "due", "overdue", "kept"]
        assert self.states(on=FRIDAY) == ["open", "kept", "kept", "kept"]

    def test_without_a_day_counts_from_the_last_report_of_its_evidence(self) -> None:
        later = ["open", "due", "overdue", "kept"]
        assert self.states(evidence=(self.late.document.id,)) == later
        assert self.states(evidence=(self.shown.id,)) == later
        assert self.states(evidence=(HERALD.document.id, self.shown.id)) == later
        assert self.states(evidence=(HERALD.document.id,)) == ["kept"] * 4

    def test_its_own_day_comes_before_that_of_its_evidence(self) -> None:
        assert self.states(on=FRIDAY, evidence=(self.shown.id,)) == ["open", "kept", "kept", "kept"]

    def test_of_which_no_day_is_known_counts_always(self) -> None:
        assert self.states() == self.states(evidence=(self.undated.document.id,)) == ["kept"] * 4
        assert self.states(evidence=("statement:gone",)) == ["kept"] * 4

    def test_is_left_out_with_a_claim_that_has_no_due_day(self) -> None:
        paying = claim(HERALD, "Somebody will pay", due=None)
        held = record(HERALD, claims=(paying,))
        ruled = {paying.id: standing(paying.id, "kept")}
        assert promises(held, ruled, date(2031, 5, 8)).promises == ()
        assert len(promises(held, ruled, FRIDAY).promises) == 1


def test_empty_record_has_an_empty_ledger() -> None:
    ledger = promises(Record(), {}, FRIDAY)
    assert (ledger.promises, ledger.tallies, ledger.brier) == ((), (), None)
