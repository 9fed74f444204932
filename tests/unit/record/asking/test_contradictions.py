"""What does not fit is told with both passages; what may both be so is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.record.made import (
    days,
    deaths,
    event,
    named,
    proposal,
    quotation,
    record,
    report,
    response,
    statement,
)
from tests.unit.record.sample import Reader

from detente.record.asking.contradictions import Contradiction, contradictions, exclude
from detente.record.asking.negations import stated_clauses
from detente.record.links import Link, Links
from detente.record.links.happenings import Toll
from detente.record.record import Record

MONDAY, TUESDAY, LATER = date(2031, 5, 5), date(2031, 5, 6), date(2031, 5, 20)
TEXT = (
    "Velk will sign the truce with Lorvia this week. Velk won't sign the truce with Lorvia this week. "
    "Forces struck Tolm and killed many. The draft lies here. Velk denies it."
)
VELK = named("actor:velk", "Velk")
KARVIA = named("actor:karvia", "Karvia", kind="state")
LORVIA = named("actor:lorvia", "Lorvia", kind="state")
ACTORS = (VELK, KARVIA, LORVIA)


def told(publisher: str, day: date | None, text: str = TEXT) -> Reader:
    """Return a report that is no copy of another: more than half of its words are its own."""
    return report(f"{text} " + " ".join(f"{publisher}{n}" for n in range(90)), publisher, day)


HERALD, COURIER, GAZETTE = told("Herald", TUESDAY), told("Courier", TUESDAY), told("Gazette", LATER)
WILL, WONT = (
    "Velk will sign the truce with Lorvia this week",
    "Velk won't sign the truce with Lorvia this week",
)


def kinds(found: tuple[Contradiction, ...]) -> list[str]:
    return [one.kind for one in found]


class TestPositions:
    draft = proposal(HERALD, "The draft")

    def answers(self, *answers: tuple[Reader, Any, dict[str, Any]]) -> tuple[Contradiction, ...]:
        made = [
            response(reader, "Velk denies it", kind, "actor:velk", **{"proposal": self.draft.id, **fields})
            for reader, kind, fields in answers
        ]
        readers = dict.fromkeys((HERALD, *(reader for reader, _, _ in answers)))
        return contradictions(record(*readers, actors=ACTORS, proposals=(self.draft,), responses=made))

    def test_for_and_against_one_proposal_on_one_day(self) -> None:
        (one,) = self.answers((HERALD, "accept", {}), (COURIER, "reject", {}))
        assert (one.kind, one.about) == ("position", "actor:velk")
        assert (one.first.document, one.second.document) == (HERALD.document.id, COURIER.document.id)
        assert one.found == (
            "Velk is told to be for and against one proposal: Herald of 2031-05-06 and Courier of 2031-05-06."
        )

    def test_a_later_day_is_a_change_and_a_condition_no_opposite(self) -> None:
        assert self.answers((HERALD, "accept", {}), (GAZETTE, "reject", {})) == ()
        assert self.answers((HERALD, "accept", {}), (COURIER, "conditional", {})) == ()

    def test_hearsay_and_answers_to_no_proposal_are_passed_over(self) -> None:
        alleged = {"alleged_by": COURIER.mention("Lorvia", "actor:lorvia")}
        assert self.answers((HERALD, "accept", {}), (COURIER, "reject", alleged)) == ()
        assert self.answers((HERALD, "accept", {}), (COURIER, "reject", {"proposal": None})) == ()

    def test_one_thing_and_its_negation_in_the_same_words(self) -> None:
        said = statement(HERALD, WILL, "actor:velk"), statement(COURIER, WONT, "actor:velk")
        (one,) = contradictions(record(HERALD, COURIER, actors=ACTORS, statements=said))
        assert (one.kind, one.items) == ("position", (said[0].id, said[1].id))

    @pytest.mark.parametrize(
        ("reader", "words", "fields"),
        [
            (COURIER, WILL, {}),
            (GAZETTE, WONT, {}),
            (COURIER, WONT, {"is_negated": True}),
        ],
        ids=["the same", "later", "said not to have been said"],
    )
    def test_what_fits_is_not_told(self, reader: Reader, words: str, fields: dict[str, Any]) -> None:
        said = statement(HERALD, WILL, "actor:velk"), statement(reader, words, "actor:velk", **fields)
        assert contradictions(record(HERALD, reader, actors=ACTORS, statements=said)) == ()

    def test_words_of_two_speakers_do_not_contradict(self) -> None:
        said = statement(HERALD, WILL, "actor:velk"), statement(COURIER, WONT, "actor:lorvia")
        assert contradictions(record(HERALD, COURIER, actors=ACTORS, statements=said)) == ()


class TestQuotations:
    words = "We will never leave the river districts"
    other = "We will soon leave the river districts"

    def test_altered_and_denied_words_are_told_with_both_passages(self) -> None:
        first = told("Herald", MONDAY, f"“{self.words},” Velk said.")
        second = told("Courier", TUESDAY, f"“{self.other},” Velk said.")
        third = told("Gazette", LATER, f"He never said “{self.words}”.")
        said = (
            quotation(first, f"{self.words},", "actor:velk"),
            quotation(second, f"{self.other},", "actor:velk"),
            quotation(third, self.words, "actor:velk", is_negated=True),
        )
        found = contradictions(record(first, second, third, actors=ACTORS, statements=said))
        assert kinds(found) == ["altered words", "denied words"]
        assert [one.items for one in found] == [(said[0].id, said[1].id), (said[0].id, said[2].id)]
        assert {one.about for one in found} == {"actor:velk"}

    def test_a_shorter_quotation_alters_nothing(self) -> None:
        first = told("Herald", MONDAY, f"“{self.words} before winter,” Velk said.")
        second = told("Courier", TUESDAY, f"“{self.words},” Velk said.")
        said = (
            quotation(first, f"{self.words} before winter,", "actor:velk"),
            quotation(second, f"{self.words},", "actor:velk"),
        )
        assert contradictions(record(first, second, actors=ACTORS, statements=said)) == ()


class TestHappenings:
    def found(self, *told_as: tuple[Reader, dict[str, Any]]) -> tuple[Contradiction, ...]:
        events = [
            event(
                reader,
                "Forces struck Tolm and killed many",
                "struck",
                place="Tolm",
                time=days(MONDAY),
                **fields,
            )
            for reader, fields in told_as
        ]
        ties = tuple(
            Link(kind="event", a=one.id, b=events[0].id, score=0.8, why="a test") for one in events[1:]
        )
        readers = dict.fromkeys(reader for reader, _ in told_as)
        return contradictions(record(*readers, actors=ACTORS, events=events), Links(links=ties))

    def test_numbers_that_exclude_each_other(self) -> None:
        (one,) = self.found((HERALD, {"deaths": deaths(31, 31, 31)}), (COURIER, {"deaths": deaths(9, 9, 9)}))
        assert one.kind == "count"
        assert "31 and 9" in one.found

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (deaths(14), deaths(19, 19, 19)),
            (deaths(10, 20), deaths(20, 30)),
            (deaths(None, None, 7), deaths(7, 7, 7)),
            (deaths(None, 20), deaths(3, 3, 3)),
        ],
    )
    def test_numbers_that_may_both_be_are_not_told(self, first: Any, second: Any) -> None:
        assert self.found((HERALD, {"deaths": first}), (COURIER, {"deaths": second})) == ()

    def test_numbers_of_one_report_exclude_each_other_though_it_has_no_day(self) -> None:
        one = Toll(event="event:1", document="doc:1", source=0, reported_on=None, deaths=deaths(3, 3, 3))
        other = replace(one, event="event:2", deaths=deaths(12, 12, 12))
        assert exclude(one, other)
        assert exclude(other, one)
        assert not exclude(one, replace(other, document="doc:2"))

    def test_a_toll_that_rose_is_none_and_one_that_fell_is(self) -> None:
        low, high = {"deaths": deaths(9, 9, 9)}, {"deaths": deaths(31, 31, 31)}
        assert self.found((HERALD, low), (GAZETTE, high)) == ()
        assert kinds(self.found((HERALD, high), (GAZETTE, low))) == ["count"]

    def test_a_source_that_corrected_itself_contradicts_nobody_by_what_it_said_before(self) -> None:
        corrected = told("Herald", TUESDAY, TEXT + " Corrected.")
        found = self.found(
            (HERALD, {"deaths": deaths(31, 31, 31)}),
            (corrected, {"deaths": deaths(9, 9, 9)}),
            (COURIER, {"deaths": deaths(9, 9, 9)}),
        )
        assert found == ()

    def test_what_one_tells_another_denies(self) -> None:
        (one,) = self.found((HERALD, {"factuality": "alleged"}), (COURIER, {"factuality": "denied"}))
        assert (one.kind, one.about) == ("denied event", None)

    def test_unlinked_reports_do_not_meet(self) -> None:
        first = event(HERALD, "Forces struck Tolm", "struck", deaths=deaths(31, 31, 31))
        second = event(COURIER, "Forces struck Tolm", "struck", deaths=deaths(9, 9, 9))
        assert contradictions(record(HERALD, COURIER, events=(first, second))) == ()


class TestClauses:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("We will not sign the second draft", [("we will sign the second draft", True)]),
            ("We can't sign the second draft today", [("we can sign the second draft today", True)]),
            ("We cannot sign the second draft today", [("we can sign the second draft today", True)]),
            ("We sign the draft, but we do not give land to them", [("we do give land to them", True)]),
            ("Will you not sign the second draft?", []),
            ("No one will sign the second draft", []),
            ("We do not never sign the second draft", []),
            ("We sign it", []),
        ],
    )
    def test_are_compared_without_their_negation(self, words: str, expected: list[tuple[str, bool]]) -> None:
        reader = report(words)
        assert [
            (" ".join(one), is_not) for one, is_not in stated_clauses(statement(reader, words))
        ] == expected


def test_empty_record_has_none() -> None:
    assert contradictions(Record()) == ()
