from __future__ import annotations

from typing import Any

import pytest

from detente.cli.reviewing.answers import OPEN, picks, value_of
from detente.errors import RecordError
from detente.record.ruling.correctable import CORRECTABLE, Field, problem
from detente.record.values import Claim, Event, Statement

ACTORS = {"actor:velk": "Ola Velk", "actor:velk-ada": "Ada Velk", "actor:ost": "Ost"}
ACT = CORRECTABLE[Statement]["act"]
DIRECTION = CORRECTABLE[Statement]["direction"]
NEGATED = CORRECTABLE[Statement]["is_negated"]
SPEAKER = CORRECTABLE[Statement]["speaker"]
CANDIDATES = CORRECTABLE[Statement]["candidates"]
TIME = CORRECTABLE[Event]["time"]
DEATHS = CORRECTABLE[Event]["deaths"]
CHANCE = CORRECTABLE[Claim]["chance"]


def test_what_has_few_values_is_picked() -> None:
    assert "AGREE" in picks(ACT)
    assert OPEN not in picks(ACT)
    assert picks(DIRECTION)[-1] == OPEN
    assert picks(NEGATED) == ("yes", "no")
    assert picks(SPEAKER) == ()


@pytest.mark.parametrize(
    ("field", "answer", "value"),
    [
        (ACT, "AGREE", "AGREE"),
        (DIRECTION, OPEN, None),
        (SPEAKER, "", None),
        (NEGATED, "yes", True),
        (SPEAKER, "ola velk", "actor:velk"),
        (SPEAKER, "Ola", "actor:velk"),
        (SPEAKER, "actor:velk-ada", "actor:velk-ada"),
        (SPEAKER, "ost", "actor:ost"),
        (SPEAKER, "+Ada Brandt, person", {"name": "Ada Brandt", "kind": "person"}),
        (CANDIDATES, "Ola Velk; Ost", ["actor:velk", "actor:ost"]),
        (TIME, "2031-05-06", "2031-05-06"),
        (TIME, "2031-05-06 .. 2031-05-08", {"earliest": "2031-05-06", "latest": "2031-05-08"}),
        (TIME, "..2031-05-08", {"earliest": None, "latest": "2031-05-08"}),
        (DEATHS, "14", 14),
        (DEATHS, "14-20", {"low": 14, "high": 20}),
        (CHANCE, "70%", 0.7),
        (CHANCE, "0.7", 0.7),
    ],
)
def test_answers_become_values_that_a_correction_takes(field: Field, answer: str, value: Any) -> None:
    found = value_of(field, answer, ACTORS)
    assert found == value
    assert problem(field, found) == ""


@pytest.mark.parametrize(
    ("field", "answer", "said"),
    [
        (SPEAKER, "Velk", r"fits 2 actors: Ola Velk \(actor:velk\); Ada Velk"),
        (SPEAKER, "Brandt", r"no actor of the record is called 'Brandt': write \+Brandt, person"),
        (SPEAKER, "+Brandt", "no new actor"),
        (SPEAKER, "+Brandt, ship", "one of person, state"),
        (NEGATED, "perhaps", "neither yes nor no"),
        (DEATHS, "many", "no number"),
        (CHANCE, "likely", "no share"),
    ],
)
def test_answers_that_are_no_value_are_told(field: Field, answer: str, said: str) -> None:
    with pytest.raises(RecordError, match=said):
        value_of(field, answer, ACTORS)
