"""Whom *they* means as the one who does a deed."""

from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, side, tale

from detente.record.values import Event


def last(text: str) -> tuple[Event, str | None]:
    record = tale(text)
    event = record.events[-1]
    return event, side(record, event.actor)


@BOTH_WAYS
@pytest.mark.parametrize(
    "sentence",
    [
        "Troops of {own} crossed the river at night. They attacked a base of {other}.",
        "Troops of {own} left the town after they had attacked a base of {other}.",
    ],
)
def test_they_are_the_only_several_told_of_before(own: str, other: str, sentence: str) -> None:
    event, actor = last(sentence.format(own=own, other=other))
    assert (event.act, event.actor is not None and event.actor.text.lower(), actor) == (
        "ASSAULT",
        "they",
        own,
    )


@BOTH_WAYS
@pytest.mark.parametrize(
    "sentence",
    [
        "Troops of {own} met rebels of {other} at night. They attacked a base of {other}.",
        "Troops of {own} met farmers at night. They attacked a base of {other}.",
        "The general spoke to troops of {own}. They attacked a base of {other}.",
        "Troops of {own} crossed the river.\n\nThey attacked a base of {other}.",
    ],
)
def test_they_are_left_open_where_they_may_be_others(own: str, other: str, sentence: str) -> None:
    record = tale(sentence.format(own=own, other=other))
    attacks = [event for event in record.events if event.act == "ASSAULT"]
    assert [side(record, event.actor) for event in attacks] in ([None], [])
