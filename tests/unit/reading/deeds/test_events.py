from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, leader, side, tale

from detente.record.record import Record
from detente.record.values import Event


def only(record: Record, act: str) -> Event:
    (found,) = [event for event in record.events if event.act == act]
    return found


def told(record: Record, event: Event) -> tuple[str, str, str | None, str | None]:
    return event.act, event.factuality, side(record, event.actor), side(record, event.recipient)


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "factuality"),
    [
        ("{own} attacked {other} on Monday.", "happened"),
        ("{own} plans to attack {other}.", "planned"),
        ("{own} will attack {other}.", "planned"),
        ("{own} threatened to attack {other}.", "threatened"),
        ("{other_leader} said that {own} had attacked {other}.", "alleged"),
        ("{own_leader} denied that {own} had attacked {other}.", "denied"),
        ("{own_leader} said that {own} had attacked {other}.", "happened"),
        ("{own_leader} admitted that {own} had attacked {other}.", "happened"),
    ],
)
def test_whether_it_happened_and_who_did_what_to_whom(
    own: str, other: str, sentence: str, factuality: str
) -> None:
    names = {"own": own, "other": other, "own_leader": leader(own), "other_leader": leader(other)}
    record = tale(sentence.format(**names))
    assert told(record, only(record, "ASSAULT")) == ("ASSAULT", factuality, own, other)


@BOTH_WAYS
@pytest.mark.parametrize(
    "sentence",
    [
        "{own} did not attack {other}.",
        "{own} might attack {other}.",
        "If {own} attacks {other}, the talks will end.",
        "Did {own} attack {other}?",
        "{own} has never attacked {other}.",
        "More than 20,000 people have been killed in the war.",
        "The plan struck a chord in {own}.",
        "{own} used water as a weapon of last resort.",
    ],
)
def test_what_was_not_done_is_no_event(own: str, other: str, sentence: str) -> None:
    assert [
        event for event in tale(sentence.format(own=own, other=other)).events if event.act == "ASSAULT"
    ] == []


def test_words_of_another_name_who_alleges() -> None:
    record = tale("Kral said that Velkia had attacked Tarvia.")
    event = only(record, "ASSAULT")
    assert event.alleged_by is not None
    assert event.alleged_by.text == "Kral"
    assert event.statement == record.statements[-1].id


def test_losses_stay_with_the_attack_they_are_told_of() -> None:
    record = tale(
        "Velkia forces struck the town on Monday, killing at least 14 people and wounding more than 40. "
        "Tarvia forces shelled a village and killed three civilians."
    )
    first, second = [event for event in record.events if event.act == "ASSAULT"]
    assert first.deaths is not None
    assert first.injured is not None
    assert (first.deaths.low, first.deaths.best, first.deaths.high) == (14, None, None)
    assert (first.injured.low, first.injured.best) == (41, None)
    assert second.deaths is not None
    assert (second.deaths.low, second.deaths.best, second.deaths.high) == (3, 3, 3)
    assert second.injured is None


def test_the_killing_is_told_with_the_attack_that_did_it() -> None:
    record = tale("Velkia forces struck the town, setting it on fire and killing nine people.")
    assert [event.trigger.text for event in record.events] == ["struck"]


def test_a_time_is_counted_from_the_day_of_the_report() -> None:
    event = only(tale("Velkia attacked Tarvia on Monday."), "ASSAULT")
    assert event.time is not None
    assert str(event.time.earliest) == "2026-03-09"
    undated = only(tale("Velkia attacked Tarvia on Monday.", dated=False), "ASSAULT")
    assert undated.time is None or undated.time.is_open


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("{own} withdrew its troops from the valley.", "RETREAT"),
        ("{leader} ordered a halt to strikes on power stations.", "RETREAT"),
        ("{own} opened two gates of the dam.", "CONCEDE"),
        ("{own} closed the border crossing.", "COERCE"),
        ("{leader} accused {other} of lying.", "ACCUSE"),
        ("{leader} urged {other} to leave the valley.", "REQUEST"),
        ("{leader} telephoned {other_leader} on Monday.", "CONSULT"),
    ],
)
def test_kinds_of_deeds(own: str, other: str, sentence: str, act: str) -> None:
    text = sentence.format(own=own, other=other, leader=leader(own), other_leader=leader(other))
    record = tale(text)
    event = only(record, act)
    assert (event.factuality, side(record, event.actor)) == ("happened", own)


@BOTH_WAYS
def test_prisoners_exchanged_are_given_by_both(own: str, other: str) -> None:
    event = only(tale(f"{own} and {other} exchanged 240 prisoners on Saturday."), "RETREAT")
    assert event.actor is not None
    assert event.actor.text == f"{own} and {other}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Novak told lawmakers to go home.",
        "Kral asked why Velkia had left.",
        "Novak praised the letter.",
        "Kral declined to comment on the talks.",
        "Novak said that the war was long.",
    ],
)
def test_words_to_nobody_in_particular_are_no_events(sentence: str) -> None:
    assert tale(sentence).events == ()


def test_a_plan_answered_with_no_is_a_rejection() -> None:
    record = tale("The peace plan was put forward in May. Tarvia rejected the plan.")
    assert told(record, only(record, "REJECT")) == ("REJECT", "happened", "Tarvia", None)


def test_what_is_open_says_why() -> None:
    event = only(tale("Unknown men attacked Tarvia."), "ASSAULT")
    assert any(reason.startswith("time:") for reason in event.left_open)


def test_every_passage_reads_as_the_document() -> None:
    record = tale("Velkia attacked Tarvia on Monday, killing nine people. Kral said Velkia had lied.")
    text = record.documents[0].text
    for event in record.events:
        assert text[event.passage.start : event.passage.end] == event.passage.text
        assert event.passage.start <= event.trigger.start < event.trigger.end <= event.passage.end
