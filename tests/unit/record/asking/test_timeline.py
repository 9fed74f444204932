"""Entries by day: what happened, what was announced, what was said, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.record.made import claim, days, event, named, quotation, record, report

from detente.errors import RecordError
from detente.record.asking.timeline import Entry, timeline
from detente.record.links import Link, Links
from detente.record.record import Record
from detente.record.values import Interval

TEXT = "“The river is ours,” Velk said. Forces struck Tolm. Ministers will meet. Velk will answer by Friday."
MONDAY, TUESDAY, FRIDAY = date(2031, 5, 5), date(2031, 5, 6), date(2031, 5, 9)
HERALD = report(TEXT, "Herald", TUESDAY)
COURIER = report("Courier: " + TEXT, "Courier", FRIDAY)
UNDATED = report("Undated: " + TEXT, "Gazette", None)
VELK = named("actor:velk", "Velk")
OTHERS = (named("actor:tolm", "Tolm", kind="place"), named("actor:ministers", "ministers", kind="group"))


def said(reader: Any, **fields: Any) -> Any:
    return quotation(reader, "The river is ours,", "actor:velk", **fields)


def strike(reader: Any, **fields: Any) -> Any:
    return event(reader, "Forces struck Tolm", "struck", **fields)


def entries(
    *readers: Any, links: Links | None = None, since: Any = None, until: Any = None, **items: Any
) -> Any:
    return timeline(record(*readers, actors=(VELK, *OTHERS), **items), links, since=since, until=until)


def shown(found: tuple[Entry, ...]) -> list[tuple[str, date | None, date | None, bool]]:
    return [(one.kind, one.earliest, one.latest, one.is_stated) for one in found]


class TestDays:
    def test_are_those_of_the_words_else_of_the_report(self) -> None:
        assert shown(entries(HERALD, statements=(said(HERALD, said_on=days(MONDAY)),))) == [
            ("said", MONDAY, MONDAY, True)
        ]
        assert shown(entries(HERALD, statements=(said(HERALD),))) == [("said", TUESDAY, TUESDAY, False)]

    def test_of_an_event_without_words_are_not_after_the_report(self) -> None:
        assert shown(entries(HERALD, events=(strike(HERALD),))) == [("happened", None, TUESDAY, False)]

    def test_of_a_plan_without_words_are_not_known(self) -> None:
        planned = strike(HERALD, factuality="planned")
        assert shown(entries(HERALD, events=(planned,))) == [("announced", None, None, False)]

    def test_order_the_entries_and_those_without_any_come_last(self) -> None:
        due = claim(HERALD, "Velk will answer by Friday", due=Interval(earliest=None, latest=FRIDAY))
        found = entries(
            HERALD,
            UNDATED,
            statements=(said(HERALD), said(UNDATED)),
            events=(strike(HERALD, time=days(MONDAY)),),
            claims=(due, claim(HERALD, "Ministers will meet", "schedule", due=None)),
        )
        assert shown(found) == [
            ("happened", MONDAY, MONDAY, True),
            ("said", TUESDAY, TUESDAY, False),
            ("due", None, FRIDAY, True),
            ("said", None, None, False),
        ]

    def test_can_be_bounded_both_included(self) -> None:
        held: dict[str, Any] = {"statements": (said(HERALD), said(COURIER), said(UNDATED))}
        readers = (HERALD, COURIER, UNDATED)
        assert len(entries(*readers, since=TUESDAY, until=FRIDAY, **held)) == 2
        assert len(entries(*readers, since=FRIDAY, **held)) == 1
        assert len(entries(*readers, until=MONDAY, **held)) == 0
        assert len(entries(*readers, **held)) == 3

    def test_that_are_the_wrong_way_round_are_refused(self) -> None:
        with pytest.raises(RecordError, match="since 2031-05-09 and until 2031-05-05: exchange"):
            timeline(Record(), since=FRIDAY, until=MONDAY)

    def test_of_a_stretch_that_reaches_into_the_bounds_count(self) -> None:
        wide = strike(COURIER, time=days(date(2031, 5, 1), FRIDAY))
        assert len(entries(COURIER, since=FRIDAY, events=(wide,))) == 1
        assert len(entries(COURIER, until=date(2031, 5, 1), events=(wide,))) == 1


class TestLinked:
    def test_events_are_one_entry_with_all_that_tell_of_it(self) -> None:
        first, second = strike(HERALD, time=days(MONDAY)), strike(COURIER, factuality="denied")
        tie = Link(kind="event", a=second.id, b=first.id, score=0.8, why="a test")
        (one,) = entries(HERALD, COURIER, links=Links(links=(tie,)), events=(first, second))
        assert one.items == (first.id, second.id)
        assert (one.how, one.earliest) == ("happened, denied", MONDAY)
        assert one.told.documents == (HERALD.document.id, COURIER.document.id)

    def test_quotations_are_one_entry_on_the_day_that_one_report_states(self) -> None:
        first, second = said(HERALD), said(COURIER, said_on=days(MONDAY))
        tie = Link(kind="statement", a=second.id, b=first.id, score=0.9, why="a test")
        (one,) = entries(HERALD, COURIER, links=Links(links=(tie,)), statements=(first, second))
        assert shown((one,)) == [("said", MONDAY, MONDAY, True)]
        assert (one.who, one.items) == (("actor:velk",), (first.id, second.id))


def test_empty_record_has_none() -> None:
    assert timeline(Record()) == ()


class TestWho:
    def test_did_it_stands_apart_from_whom_it_was_done_to(self) -> None:
        done = strike(HERALD, actor=("Forces", "actor:velk"), recipient=("Tolm", "actor:tolm"), place="Tolm")
        (one,) = entries(HERALD, events=(done,))
        assert (one.who, one.whom, one.place) == (("actor:velk",), ("actor:tolm",), "Tolm")

    def test_it_is_said_to_or_else_stands_toward(self) -> None:
        told = said(HERALD, toward="actor:tolm")
        (one,) = entries(HERALD, statements=(told,))
        assert one.whom == ("actor:tolm",)
        told = replace(told, addressee=HERALD.mention("Ministers", "actor:ministers"))
        (one,) = entries(HERALD, statements=(told,))
        assert one.whom == ("actor:ministers",)

    def test_was_denied_is_told_so(self) -> None:
        (one,) = entries(HERALD, statements=(said(HERALD, is_negated=True),))
        assert one.how == "direct, denied"


def test_days_of_what_was_merged_by_hand_run_from_the_first_to_the_last() -> None:
    first, second = strike(HERALD, time=days(FRIDAY)), strike(COURIER, time=days(MONDAY))
    tie = Link(kind="event", a=second.id, b=first.id, score=1.0, why="a ruling")
    (one,) = entries(HERALD, COURIER, links=Links(links=(tie,)), events=(first, second))
    assert (one.earliest, one.latest) == (MONDAY, FRIDAY)
