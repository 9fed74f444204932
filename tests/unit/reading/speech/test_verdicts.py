"""Who meets with praise or blame does not speak; who judges does, where the sentence says."""

from __future__ import annotations

import pytest
from tests.unit.reading.parses import hand_parsed, word
from tests.unit.reading.sayings import record_of, statements_of, who, words

from detente.reading.speech.verdicts import find_judge, is_judged


@pytest.mark.parametrize("reader", ["rules", "learned"])
def test_who_draws_criticism_is_not_who_criticises(reader: str) -> None:
    (statement,) = record_of(
        "Sudan's decision to close the port drew criticism from Kenya.", reader
    ).statements
    assert who(statement) == "Kenya"
    assert words(statement).startswith("Sudan's decision")
    assert (statement.act, statement.direction) == ("ACCUSE", "against")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Keller has faced sharp criticism for her silence.",
        "Ana Keller came under withering criticism for her silence.",
        "Ana Keller was harshly criticised for her silence.",
        "Ana Keller was charged with treason.",
    ],
)
def test_nobody_is_named_where_only_the_judged_is(text: str) -> None:
    found = record_of(text, "learned").statements
    assert all(one.speaker is None for one in found)


def test_what_is_judged_stands_behind_for() -> None:
    (statement,) = statements_of("The plan won praise from Kenya for its clear dates.")
    assert (who(statement), words(statement)) == ("Kenya", "its clear dates")


def test_praise_that_is_not_received_is_somebody_s_own() -> None:
    assert statements_of("The plan drew no praise from Kenya and drew a crowd from Sudan.") == ()


def test_the_agent_of_a_passive_judges() -> None:
    block = hand_parsed(
        "It was condemned by Kenya",
        "It PRP nsubjpass 2",
        "was AUX auxpass 2 be",
        "condemned VBN ROOT 2 condemn",
        "by IN agent 2",
        "Kenya NNP pobj 3",
    )
    cue = word(block, "condemned")
    judge = find_judge(cue)
    assert is_judged(cue)
    assert judge is not None
    assert judge.text == "Kenya"


def test_who_condemns_is_not_judged() -> None:
    block = hand_parsed(
        "Kenya condemned it", "Kenya NNP nsubj 1", "condemned VBD ROOT 1 condemn", "it PRP dobj 1"
    )
    assert not is_judged(word(block, "condemned"))


def test_who_is_dogged_by_charges_does_not_make_them() -> None:
    rows = ("She PRP nsubjpass 2", "was AUX auxpass 2 be", "dogged VBN ROOT 2 dog", "by IN agent 2")
    bare = word(hand_parsed("She was dogged by charges", *rows, "charges NNS pobj 3 charge"), "dogged")
    assert is_judged(bare)
    assert find_judge(bare) is None
    made = hand_parsed(
        "She was dogged by charges from Kenya",
        *rows,
        "charges NNS pobj 3 charge",
        "from IN prep 4",
        "Kenya NNP pobj 5",
    )
    judge = find_judge(word(made, "dogged"))
    assert judge is not None
    assert judge.text == "Kenya"
