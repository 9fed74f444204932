"""Whoever is asked or told is no speaker, and a question that nobody by name puts is no statement."""

from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of, statements_of, who, words

from detente.reading.text.quotations import find_quotations

MET = "Mayor Tomas Brandt met reporters in the harbour. "


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ('Asked which town would be first, he replied: "North."', "he", '"North."'),
        ("Asked which town would be first, he replied: 'North'.", "he", "'North'"),
        ('Asked why the bridge was closed, Brandt answered: "Mines."', "Brandt", '"Mines."'),
        ("Asked whether the army would leave, he said it would not.", "he", "it would not"),
        ("Asked how long it would last, he added that nobody knew.", "he", "that nobody knew"),
        ("When asked if he trusted the army, Brandt said he did.", "Brandt", "he did"),
        ("Pressed on the date, he added that none had been set.", "he", "that none had been set"),
        ('Questioned about the prisoners, he went on: "Ask the army."', "he", '"Ask the army."'),
        ("Brandt, asked about the loan, said that it was spent.", "Brandt", "that it was spent"),
        ("Brandt, asked whether the loan was spent, said it was.", "Brandt", "it was"),
        ("He was asked whether the port would open. “Not now,” he said.", "he", "“Not now,”"),
    ],
)
def test_the_answer_is_the_statement_and_the_question_its_occasion(
    text: str, speaker: str, content: str
) -> None:
    (statement,) = statements_of(MET + text)
    assert (who(statement), words(statement)) == (speaker, content)
    names = {actor.id: actor.name for actor in record_of(MET + text).actors}
    assert statement.speaker is not None
    assert names[statement.speaker.actor or ""] == "Tomas Brandt"


def test_what_is_said_on_and_on_keeps_its_speaker() -> None:
    found = statements_of(
        MET + "“We hold the bridge,” Brandt said. Asked about the villages, he replied that they were lost. "
        "He went on: “We will be back.” He added: “Soon”."
    )
    assert [(who(one), words(one)) for one in found] == [
        ("Brandt", "“We hold the bridge,”"),
        ("he", "that they were lost"),
        ("He", "“We will be back.”"),
        ("He", "“Soon”"),
    ]


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Asked by a reporter whether the port would open, Brandt laughed.", "a reporter"),
        ("Brandt was told by Ida Roth that the bridge was lost.", "Ida Roth"),
        ("Told that the bridge was lost, Brandt laughed.", None),
        ("Brandt, told that the bridge was lost, laughed.", None),
        ("Brandt was told that the bridge was lost.", None),
    ],
)
def test_whoever_is_asked_or_told_does_not_speak(text: str, teller: str | None) -> None:
    assert {who(statement) for statement in statements_of(MET + text)} <= {teller}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Brandt asked whether the port would open.", "Brandt"),
        ("Brandt asked about the loan.", "Brandt"),
        ("General Ida Roth, who has questioned the offer, asked when it would come.", "Ida Roth"),
        ("Brandt, the mayor of the town, asked whether the port would open.", "Brandt"),
        ("Brandt told the council that the bridge was lost.", "Brandt"),
    ],
)
def test_whoever_asks_or_tells_does(text: str, speaker: str) -> None:
    assert statements_of(MET + text)
    assert {who(statement) for statement in statements_of(MET + text)} == {speaker}


@pytest.mark.parametrize(
    ("text", "is_utterance"),
    [
        ("He replied: 'North'.", True),
        ("He replied: “North”.", True),
        ("They call the hill “North”.", False),
        ("The paper is named: “North” or so.", False),
    ],
)
def test_one_word_that_is_all_behind_a_colon_is_an_utterance(text: str, is_utterance: bool) -> None:
    (quotation,) = find_quotations(text, [(0, len(text))])
    assert quotation.is_speech(text) is is_utterance
