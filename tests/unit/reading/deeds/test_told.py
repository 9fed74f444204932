from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, leader, side, tale

from detente.record.values import Event


def read_one(sentence: str, act: str, own: str, other: str) -> tuple[Event, str | None, str | None]:
    names = {"own": own, "other": other, "own_leader": leader(own), "other_leader": leader(other)}
    record = tale(sentence.format(**names))
    (event,) = [event for event in record.events if event.act == act]
    return event, side(record, event.actor), side(record, event.recipient)


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("{own_leader} resigned on Monday.", "CONCEDE"),
        ("{own_leader} criticized {other_leader} for the attack.", "ACCUSE"),
        ("{own_leader} called for an end to the fighting.", "REQUEST"),
        ("{own} refused to leave the valley.", "REJECT"),
        ("{own} has threatened to close the border.", "THREATEN"),
        ("{own} agreed to open the border.", "AGREE"),
        ("{own} recognized {other}.", "SUPPORT"),
        ("{own} investigated the killings.", "ACCUSE"),
        ("{own_leader} praised {other_leader} for the decision.", "SUPPORT"),
        ("{own_leader} believes that {other} must leave the valley.", "REQUEST"),
        ("{own} imposed new sanctions.", "SANCTION"),
        ("{own_leader} travelled to Geneva to meet {other_leader}.", "CONSULT"),
    ],
)
def test_what_somebody_does_is_told_with_who_does_it(own: str, other: str, sentence: str, act: str) -> None:
    event, actor, _ = read_one(sentence, act, own, other)
    assert (event.factuality, actor) == ("happened", own)


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("{other_leader} was arrested on Monday.", "COERCE"),
        ("{other_leader} was criticized for the attack.", "ACCUSE"),
        ("The killing of {other_leader} changed everything.", "ASSAULT"),
    ],
)
def test_what_is_done_to_somebody_is_told_though_nobody_does_it(
    own: str, other: str, sentence: str, act: str
) -> None:
    event, actor, recipient = read_one(sentence, act, own, other)
    assert (event.factuality, actor, recipient) == ("happened", None, other)
    assert any(reason.startswith("actor:") for reason in event.left_open)


def test_somebody_who_is_only_described_is_kept_and_named_by_nobody() -> None:
    (event,) = tale("Protesters and officials met in the capital. A spokesman met Kral.").events[-1:]
    assert event.actor is not None
    assert (event.actor.text, event.act) == ("A spokesman", "CONSULT")


@pytest.mark.parametrize(
    "sentence",
    [
        "Novak refused to comment.",
        "Novak declined to say why.",
        "We agree with that.",
        "The envoy for Velkia negotiations said nothing new.",
        "After the killing of Kral, nothing changed.",
        "No withdrawal of Velkia was seen.",
        "The gates are still shut.",
    ],
)
def test_words_in_passing_and_answers_to_the_press_tell_no_deed(sentence: str) -> None:
    assert tale(sentence).events == ()
