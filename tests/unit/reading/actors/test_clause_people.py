from __future__ import annotations

import pytest
from spacy.tokens import Token
from tests.unit.reading.parses import hand_parsed, word

from detente.reading.actors.clause_people import ClausePeople, is_sayer, pair_of, people_around, role_of
from detente.reading.parse.parsed import Block

NAMES = frozenset({"Berg", "Rusk", "Vane"})
SAID = hand_parsed(
    "Berg said that he met Rusk.",
    "Berg NNP nsubj 1",
    "said VBD ROOT 1 say",
    "that MARK mark 4",
    "he PRP nsubj 4",
    "met VBD ccomp 1 meet",
    "Rusk NNP dobj 4",
    ". . punct 1",
)
PAIRED = hand_parsed(
    "Berg and her ministers left.",
    "Berg NNP nsubj 4",
    "and CC cc 0",
    "her PRP$ poss 3",
    "ministers NNS conj 0 minister",
    "left VBD ROOT 4 leave",
    ". . punct 4",
)
FRONTED = hand_parsed(
    "In her speech, Berg thanked Rusk.",
    "In IN prep 5",
    "her PRP$ poss 2",
    "speech NN pobj 0",
    ", , punct 5",
    "Berg NNP nsubj 5",
    "thanked VBD ROOT 5 thank",
    "Rusk NNP dobj 5",
    ". . punct 5",
)
WIFE = hand_parsed(
    "Rusk thanked his wife, Berg.",
    "Rusk NNP nsubj 1",
    "thanked VBD ROOT 1 thank",
    "his PRP$ poss 3",
    "wife NN dobj 1",
    ", , punct 3",
    "Berg NNP appos 3",
    ". . punct 1",
)
OBJECT = hand_parsed(
    "Berg sent him to Rusk.",
    "Berg NNP nsubj 1",
    "sent VBD ROOT 1 send",
    "him PRP dobj 1",
    "to IN prep 1",
    "Rusk NNP pobj 3",
    ". . punct 1",
)
WHO = hand_parsed(
    "Berg met Rusk, who told Vane he left.",
    "Berg NNP nsubj 1",
    "met VBD ROOT 1 meet",
    "Rusk NNP dobj 1",
    ", , punct 2",
    "who WP nsubj 5",
    "told VBD relcl 2 tell",
    "Vane NNP dobj 5",
    "he PRP nsubj 8",
    "left VBD ccomp 5 leave",
    ". . punct 1",
)


def meant(token: Token) -> str | None:
    return token.text if token.text in NAMES else None


def around(block: Block, pronoun: str) -> ClausePeople:
    return people_around(word(block, pronoun), meant)


def test_who_says_a_clause_is_known_and_its_object_is_barred() -> None:
    found = around(SAID, "he")
    assert (found.above, found.sayer, found.own) == ("Berg", "Berg", None)
    assert found.barred == found.after == {"Rusk"}


def test_a_relative_clause_has_its_own_sayer() -> None:
    found = around(WHO, "he")
    assert (found.above, found.sayer, found.barred) == ("Rusk", "Rusk", frozenset())


def test_a_possessive_finds_the_subject_and_not_what_it_possesses() -> None:
    found = around(WIFE, "his")
    assert found.own == "Rusk"
    assert found.barred == {"Berg"}


def test_a_possessive_finds_whom_its_noun_is_joined_to() -> None:
    found = around(PAIRED, "her")
    assert (found.paired, found.barred) == ("Berg", frozenset())


def test_a_fronted_clause_waits_for_its_subject() -> None:
    assert around(FRONTED, "her").ahead == "Berg"
    assert around(WIFE, "his").ahead is None


def test_nobody_does_a_thing_to_himself() -> None:
    assert around(OBJECT, "him").barred == {"Berg", "Rusk"}


@pytest.mark.parametrize(
    ("block", "text", "role"),
    [
        (SAID, "Berg", "subject"),
        (SAID, "Rusk", "object"),
        (PAIRED, "her", "possessor"),
        (PAIRED, "ministers", "subject"),
        (OBJECT, "Rusk", "other"),
    ],
)
def test_a_mention_plays_a_part(block: Block, text: str, role: str) -> None:
    assert role_of(word(block, text)) == role


def test_who_says_is_told_from_who_does() -> None:
    assert is_sayer(word(SAID, "Berg"))
    assert not is_sayer(word(SAID, "he"))


def test_joined_mentions_have_one_place() -> None:
    assert pair_of(word(PAIRED, "Berg")) == pair_of(word(PAIRED, "ministers")) == 0
    assert pair_of(word(SAID, "Berg")) is None
