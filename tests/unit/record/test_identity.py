from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.record.sample import sample

from detente.record.identity import content_id, identified
from detente.record.values import Count, Mention


def test_id_names_the_kind_and_hashes_content() -> None:
    record = sample()
    for item in [*record.items(), *record.relations]:
        kind, _, digits = item.id.partition(":")
        assert kind == type(item).__name__.lower()
        assert len(digits) == 16
        assert content_id(item) == item.id
    assert len({item.id for item in record.items()}) == 11


def test_id_does_not_depend_on_the_id_before() -> None:
    event = sample().events[0]
    assert identified(replace(event, id="event:other")) == event


def test_better_reading_of_an_item_keeps_its_id() -> None:
    record = sample()
    said = record.statements[-1]
    named = replace(said, speaker=Mention(start=0, end=9, text="NORTHLAND"), speaker_open=None, act="REQUEST")
    assert content_id(named) == said.id
    meant = replace(
        said,
        about="talks",
        modality="wished",
        tense="past",
        condition=said.content[0],
        probability=0.5,
        speaker_probability=0.25,
    )
    assert content_id(meant) == said.id
    event = record.events[0]
    assert content_id(replace(event, probability=0.5)) == event.id
    odd = record.inconsistencies[0]
    assert content_id(replace(odd, about=None, found="Otherwise told.")) == odd.id
    assert content_id(replace(odd, other=None)) != odd.id
    assert content_id(replace(event, deaths=Count(low=20, best=None, high=None), time=None)) == event.id


@pytest.mark.parametrize("field", ["trigger", "actor", "place"])
def test_other_words_for_a_deed_make_another_event(field: str) -> None:
    event = sample().events[0]
    span = getattr(event, field)
    moved = replace(span, start=span.start + 1)
    match field:
        case "trigger":
            changed = replace(event, trigger=moved)
        case "actor":
            changed = replace(event, actor=moved)
        case _:
            changed = replace(event, place=moved)
    assert content_id(changed) != event.id


def test_two_who_answer_in_one_breath_are_two_responses() -> None:
    response = sample().responses[0]
    assert response.by is not None
    other = replace(response, by=replace(response.by, actor="actor:southmark"))
    assert content_id(other) != content_id(response)
