from __future__ import annotations

from tests.unit.reading.parses import hand_parsed, word

from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block

SHARED = hand_parsed(
    "Officials met and agreed to leave.",
    "Officials NNS nsubj 1 official",
    "met VBD ROOT 1 meet",
    "and CC cc 1",
    "agreed VBD conj 1 agree",
    "to TO aux 5",
    "leave VB xcomp 3",
    ". . punct 1",
)
FORCED = hand_parsed(
    "They urged the army to leave.",
    "They PRP nsubj 1",
    "urged VBD ROOT 1 urge",
    "the DT det 3",
    "army NN dobj 1",
    "to TO aux 5",
    "leave VB xcomp 1",
    ". . punct 1",
)
RELATIVE = hand_parsed(
    "The aide who left said nothing.",
    "The DT det 1",
    "aide NN nsubj 4",
    "who WP nsubj 3",
    "left VBD relcl 1 leave",
    "said VBD ROOT 4 say",
    "nothing NN dobj 4",
    ". . punct 4",
)
PASSIVE = hand_parsed(
    "The aide was asked.",
    "The DT det 1",
    "aide NN nsubjpass 3",
    "was AUX auxpass 3 be",
    "asked VBN ROOT 3 ask",
    ". . punct 3",
)
PHRASE = hand_parsed(
    "The chief of staff in Paris, who left, spoke.",
    "The DT det 1",
    "chief NN nsubj 10",
    "of IN prep 1",
    "staff NN pobj 2",
    "in IN prep 1",
    "Paris NNP pobj 4",
    ", , punct 1",
    "who WP nsubj 8",
    "left VBD relcl 1 leave",
    ", , punct 1",
    "spoke VBD ROOT 10 speak",
    ". . punct 10",
)


def subject_of(block: Block, verb: str) -> str | None:
    found = syntax.subject(word(block, verb))
    return found.text if found is not None else None


def test_joined_verbs_and_infinitives_share_their_subject() -> None:
    assert subject_of(SHARED, "agreed") == "Officials"
    assert subject_of(SHARED, "leave") == "Officials"


def test_whoever_is_urged_does_the_deed() -> None:
    assert subject_of(FORCED, "leave") == "army"


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert subject_of(RELATIVE, "left") == "aide"


def test_a_passive_without_an_agent_has_no_doer() -> None:
    assert subject_of(PASSIVE, "asked") is None
    assert syntax.is_passive(word(PASSIVE, "asked"))


def test_a_phrase_ends_before_an_aside() -> None:
    first, last = syntax.phrase(word(PHRASE, "chief"))
    assert (first.text, last.text) == ("The", "Paris")


def test_an_infinitive_has_its_to() -> None:
    assert syntax.is_infinitive(word(FORCED, "leave"))
    assert not syntax.is_infinitive(word(FORCED, "urged"))


def test_a_name_taken_for_a_verb_commands_nothing() -> None:
    misread = hand_parsed(
        "Rask requested tents.",
        "Rask VB nsubj 1",
        "requested VBD ROOT 1 request",
        "tents NNS dobj 1",
        ". . punct 1",
    )
    command = hand_parsed(
        "Stop the shelling.", "Stop VB ROOT 0", "the DT det 2", "shelling NN dobj 0", ". . punct 0"
    )
    assert not syntax.is_commanded(word(misread, "requested"))
    assert syntax.is_commanded(word(command, "shelling"))
