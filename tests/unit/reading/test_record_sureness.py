from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from detente.reading.record_sureness import SAID, Basis, Rated, evidence, kind_of, probability, rated
from detente.record.values import (
    Claim,
    Event,
    Mention,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

WORDS = Passage(document="doc:1", start=0, end=40, text="x" * 40)
CUE = Span(start=0, end=4, text="said")
NOVAK = Mention(start=5, end=10, text="Novak", actor="actor:novak")
KINDS = ("event", "proposal", "response", "claim", "relation")


def told(chance: float | None) -> Statement:
    content = (Span(start=0, end=40, text="x" * 40),)
    return Statement(
        id="statement:1", passage=WORDS, mode="indirect", channel="public", content=content, cue=CUE,
        probability=chance,
    )  # fmt: skip


def records() -> list[Rated]:
    """Return one record of each kind, resting on the statement where it can."""
    said = "statement:1"
    trigger = Span(start=20, end=26, text="strike")
    return [
        Event(id="event:1", passage=WORDS, trigger=trigger, act="ASSAULT", actor=NOVAK, statement=said),
        Proposal(id="proposal:1", passage=WORDS, name="the plan", sponsor=NOVAK),
        Response(id="response:1", passage=WORDS, kind="accept", by=NOVAK, statement=said),
        Claim(id="claim:1", passage=WORDS, kind="promise", by=NOVAK, statement=said),
        Relation(id="relation:1", kind="at war", a="actor:a", b="actor:b", passage=WORDS, stated_by="c"),
    ]  # fmt: skip


RESTING = [record for record in records() if not isinstance(record, Proposal)]


def chance_of(record: Rated, said: Statement | None) -> float:
    found = rated(record, said).probability
    assert found is not None
    return found


@pytest.mark.parametrize("record", records(), ids=kind_of)
@pytest.mark.parametrize("said", [None, told(None), told(0.0), told(0.7), told(1.0)])
def test_every_record_has_a_probability_that_leaves_room_for_doubt(
    record: Rated, said: Statement | None
) -> None:
    assert 0 < chance_of(record, said) < 1


@pytest.mark.parametrize("record", RESTING, ids=kind_of)
def test_a_surer_statement_makes_what_rests_on_it_surer(record: Rated) -> None:
    chances = [chance_of(record, told(chance)) for chance in (0.05, 0.4, 0.7, 0.9, 0.99)]
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


def test_a_record_rests_on_the_statement_that_it_names_or_that_holds_its_words() -> None:
    said = told(0.9)
    basis = Basis([replace(said, id="statement:2", content=(CUE,)), said])
    met = [basis.of(record) for record in records()]
    assert met == [said, None, said, said, said], "a text is on the table whoever speaks of it"


def test_what_the_reporter_tells_rests_on_no_statement() -> None:
    basis = Basis([told(0.9)])
    for record in records():
        match record:
            case Proposal():
                continue
            case Relation():
                assert basis.of(replace(record, stated_by=None)) is None
            case _:
                assert basis.of(replace(record, statement=None)) is None


def test_what_a_tagger_rated_keeps_its_probability() -> None:
    event = replace(RESTING[0], probability=0.42)
    assert rated(event, told(0.9)) is event


def test_no_evidence_knows_a_name_or_a_place() -> None:
    """Records that differ in who is named alone have the same probability."""
    for record in records():
        other = replace(NOVAK, text="Aarons", actor="actor:aarons")
        match record:
            case Event():
                exchanged: Rated = replace(record, actor=other)
            case Proposal():
                exchanged = replace(record, sponsor=other)
            case Relation():
                exchanged = replace(record, a=record.b, b=record.a)
            case _:
                exchanged = replace(record, by=other)
        assert evidence(record, told(0.9)) == evidence(exchanged, told(0.9))


def test_the_weights_say_how_little_they_were_fitted_on() -> None:
    held = json.loads(files("detente.reading").joinpath("record_sureness.json").read_text(encoding="utf-8"))
    assert set(held["weights"]) == set(held["scores"]) == set(KINDS)
    for kind in KINDS:
        scores = held["scores"][kind]
        assert scores["n"] == sum(scores["n by reader"].values()) == sum(scores["n by source"].values()) > 0
        assert 0 <= scores["expected calibration error out of fold"] < 1
        if kind != "proposal":
            assert held["weights"][kind][SAID] > 0, kind


def test_weights_add_up_on_the_scale_of_log_odds() -> None:
    assert probability({"always": 0.0}, {"always": 1.0, "unknown": 3.0}) == 0.5
    assert probability({"always": 1.0, "odd": -1.0}, {"always": 1.0, "odd": 1.0}) == 0.5
    assert probability({"always": -800.0}, {"always": 1.0}) == 0.001
