"""Words of force that mean none, and attacks that are told once, by whoever did them, at their time."""

from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, side, tale

from detente.record.record import Record
from detente.record.values import Event


def attacks(record: Record) -> list[Event]:
    return [event for event in record.events if event.act == "ASSAULT"]


@pytest.mark.parametrize(
    "words",
    [
        "hit back on Tuesday, accusing the envoy of bias",
        "struck a softer note on Tuesday",
        "fired its negotiator on Monday",
        "attacked the media",
        "fought back tears",
        "launched an attack on the prime minister's record",
        "fought against corruption",
        "attacked the deal",
    ],
)
def test_a_figure_of_speech_is_no_attack(words: str) -> None:
    assert attacks(tale(f"Velkia {words}.")) == []


@BOTH_WAYS
@pytest.mark.parametrize(
    "words",
    ["hit back with missiles on Monday", "launched an attack on {other}", "struck a hospital in {other}"],
)
def test_an_attack_is_one(words: str, own: str, other: str) -> None:
    (event,) = attacks(tale(f"{own} {words.format(other=other)}."))
    assert side(tale(f"{own} {words.format(other=other)}."), event.actor) == own
    assert event.factuality == "happened"


@pytest.mark.parametrize("cause", ["An earthquake struck Velkia.", "Workers in Velkia went on strike."])
def test_fate_and_labour_are_no_attack(cause: str) -> None:
    assert attacks(tale(cause)) == []


@BOTH_WAYS
def test_fighting_that_went_on_beside_is_not_done_by_the_one_who_speaks(own: str, other: str) -> None:
    record = tale(
        f"The talks will resume, {own} announced on Thursday, even as fighting flared again around {other}."
    )
    assert all(side(record, event.actor) != own for event in attacks(record))


def test_victims_are_not_the_doers() -> None:
    record = tale("Rebels of Velkia said that former fighters had been dragged from their houses and shot.")
    assert all(event.actor is None for event in attacks(record))


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("A Velkian drone hit a bus on Monday and 12 people were killed.", 12),
        ("Velkian shelling of Tarvia went on overnight, and 20 people were killed.", 20),
        ("A strike by Velkia on Tarvia killed five people.", 5),
    ],
)
def test_an_attack_told_with_its_toll_is_one_event(text: str, deaths: int) -> None:
    (event,) = attacks(tale(text))
    assert event.deaths is not None
    assert event.deaths.low == deaths


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("Velkia and Tarvia will meet again in October.", "2026-10-01"),
        ("Velkia and Tarvia met in October.", "2025-10-01"),
    ],
)
def test_the_tense_says_whether_a_month_lies_ahead(text: str, earliest: str) -> None:
    (event,) = [event for event in tale(text).events if event.act == "CONSULT"]
    assert event.time is not None
    assert str(event.time.earliest) == earliest


def test_the_time_of_an_aside_is_not_that_of_the_event() -> None:
    record = tale("Velkia met Kral, whose army has held the shore since the war of 2021.")
    assert all(event.time is None for event in record.events if event.act == "CONSULT")


@BOTH_WAYS
def test_a_feared_attack_is_none(own: str, other: str) -> None:
    assert attacks(tale(f"Some fear that {own} is preparing an attack on {other}.")) == []


@BOTH_WAYS
def test_counting_the_dead_of_a_blast_blames_nobody(own: str, other: str) -> None:
    record = tale(f"A blast in {own} killed five people, {other} said.")
    assert [(s.act, s.direction) for s in record.statements] == [("OTHER", None)]
    assert not any(event.act == "ACCUSE" for event in record.events)


@BOTH_WAYS
def test_the_victims_side_is_not_blamed_for_its_dead(own: str, other: str) -> None:
    (statement,) = tale(f"{other} said gunmen had killed five soldiers of {own}.").statements
    assert statement.toward is None


@BOTH_WAYS
def test_an_aim_is_no_attack(own: str, other: str) -> None:
    record = tale(f"“We still have to eliminate and destroy the army of {other},” {own} said.")
    assert attacks(record) == []
