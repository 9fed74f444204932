from __future__ import annotations

from tests.unit.reading.sayings import statements_of, who, words

INTERVIEW = (
    "President Petr Novak spoke to this paper.\n\n"
    "PAPER: Will you sign?\n\n"
    "PETR NOVAK: We will not sign this text. She told the world that nobody died.\n\n"
    "PAPER: Is that your last word?\n\n"
    "PETR NOVAK: It is our last word on the matter.\n"
)


def test_an_answer_is_its_speakers_words() -> None:
    turns = [statement for statement in statements_of(INTERVIEW) if statement.mode == "direct"]
    assert [who(statement) for statement in turns] == ["PETR NOVAK", "PETR NOVAK"]
    assert words(turns[1]) == "It is our last word on the matter."


def test_questions_are_nobodys_position() -> None:
    assert not any("Will you sign" in words(statement) for statement in statements_of(INTERVIEW))


def test_a_pronoun_in_an_answer_is_left_open() -> None:
    inner = next(s for s in statements_of(INTERVIEW) if words(s) == "that nobody died")
    assert inner.speaker is None
    assert inner.speaker_open is not None
    assert "answer" in inner.speaker_open


def test_two_speakers_without_questions_both_speak() -> None:
    found = statements_of("NOVAK: We will stay here.\n\nKRAL: Then we fight on.\n")
    assert [who(statement) for statement in found] == ["NOVAK", "KRAL"]


def test_a_table_of_counts_is_no_transcript() -> None:
    assert statements_of("Novak: 1,769.\n\nKral: 1,501.\n") == ()
