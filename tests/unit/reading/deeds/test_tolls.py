"""Losses told beside an attack or right behind it are its own."""

from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, side, tale

from detente.record.record import Record
from detente.record.values import Event


def attacks(record: Record) -> list[Event]:
    return [event for event in record.events if event.act == "ASSAULT"]


@BOTH_WAYS
@pytest.mark.parametrize(
    "behind", ["Twelve people were killed.", "Twelve people died.", "Twelve people were dead, a nurse said."]
)
def test_the_dead_of_the_next_sentence_are_of_the_attack_before(own: str, other: str, behind: str) -> None:
    record = tale(f"Forces of {own} shelled the port of {other} on Monday. {behind}")
    (event,) = attacks(record)
    assert (side(record, event.actor), side(record, event.recipient)) == (own, other)
    assert event.deaths is not None
    assert event.deaths.best == 12 or event.deaths.low == 12


@pytest.mark.parametrize(
    "behind",
    [
        "Three people were killed near Geneva.",
        "The toll this week rose to 30 dead.",
        "Another three people were killed.",
        "Nobody knew why.",
    ],
)
def test_the_dead_of_another_deed_are_not(behind: str) -> None:
    first = attacks(tale(f"Velkia shelled Tarvia on Monday. {behind}"))[0]
    assert first.deaths is None


def test_the_dead_of_the_next_paragraph_are_not() -> None:
    first = attacks(tale("Velkia shelled Tarvia on Monday.\n\nThree people were killed."))[0]
    assert first.deaths is None


def test_killed_when_a_bomb_went_off_is_one_deed() -> None:
    (event,) = attacks(tale("Six soldiers were killed and eleven wounded when Velkia bombed their bus."))
    assert event.deaths is not None
    assert (event.trigger.text, event.deaths.best) == ("bombed", 6)
