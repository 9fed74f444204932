from __future__ import annotations

import pytest
from tests.unit.reading.sayings import statements_of, who, words

from detente.record.values import Statement

CAST = "President Petr Novak of Norland met Foreign Minister Marta Kral of Sudland in Paris. "


def of_words(statements: tuple[Statement, ...], part: str) -> Statement:
    return next(statement for statement in statements if part in words(statement))


@pytest.mark.parametrize(
    ("sentence", "speaker", "content", "mode"),
    [
        ("“It is over,” said Novak.", "Novak", "“It is over,”", "direct"),
        ("Novak said that the war was over.", "Novak", "that the war was over", "indirect"),
        ("Kral called the plan “a trap.”", "Kral", "the plan “a trap.”", "mixed"),
        ("The deal, Kral said, is dead.", "Kral", "The deal + is dead", "indirect"),
        (
            "If the war went on, Kral said, the talks would end.",
            "Kral",
            "If the war went on + the talks would end",
            "indirect",
        ),
        (
            "Novak said that, if elected, he would leave.",
            "Novak",
            "that, if elected, he would leave",
            "indirect",
        ),
        ("Novak opened with, “You look tired.”", "Novak", "“You look tired.”", "direct"),
        ("The plan was criticized by Kral.", "Kral", "The plan", "indirect"),
        ("According to Kral, the war was over.", "Kral", "the war was over", "indirect"),
        ("Kral accused Novak of lying.", "Kral", "Novak of lying", "indirect"),
        (
            "“Not today,” Novak said, “but soon enough.”",
            "Novak",
            "“Not today,” + “but soon enough.”",
            "direct",
        ),
    ],
)
def test_who_said_what_and_how(sentence: str, speaker: str, content: str, mode: str) -> None:
    (statement,) = [s for s in statements_of(CAST + sentence) if s.passage.start >= len(CAST)]
    assert (who(statement), words(statement), statement.mode) == (speaker, content, mode)
    assert statement.speaker is not None
    assert statement.speaker.actor is not None


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Novak never said that the war was over.", "the war was over"),
        ("Kral denied saying “we will sign.”", "we will sign"),
        ("It is false that Kral said the war was over.", "the war was over"),
        ("If Kral says that the war is over, the talks can begin.", "the war is over"),
        ("“We will attack,” a fake account of Kral posted.", "We will attack"),
        ("“I accept,” said a man impersonating Novak.", "I accept"),
        ("It is not true that Kral said the war was over.", "the war was over"),
        ("Had Kral said the war was over, the talks would have ended.", "the war was over"),
        ("The claim that Kral said the war was over was debunked.", "the war was over"),
        ("A fabricated letter in which Kral said “we accept the terms” was shared.", "we accept the terms"),
        ("Write that Kral said the war was over.", "the war was over"),
    ],
)
def test_words_that_nobody_is_known_to_have_said_have_no_speaker(sentence: str, part: str) -> None:
    found = [statement for statement in statements_of(CAST + sentence) if part in words(statement)]
    assert found
    assert all(statement.speaker is None and statement.speaker_open for statement in found)


def test_two_speakers_on_either_side_of_a_semicolon_keep_their_words() -> None:
    found = statements_of(CAST + "Kral once called Novak “a burglar”; Novak has said that he would wait.")
    assert who(of_words(found, "he would wait")) == "Novak"
    assert all(who(statement) != "Novak" for statement in found if "burglar" in words(statement))


def test_a_statement_knows_which_one_reports_it() -> None:
    found = statements_of(CAST + "Novak said that Kral had answered “we will never sign.”")
    outer = found[0]
    inner = next(statement for statement in found if statement.within is not None)
    assert inner.within == outer.id
    assert inner.channel == "relayed"
    assert (who(outer), who(inner)) == ("Novak", "Kral")


def test_joined_speakers_are_one_group() -> None:
    (statement,) = statements_of(CAST + "Novak and Kral said that the war was over.")
    assert who(statement) == "Novak and Kral"


def test_asking_not_to_be_named_is_no_statement() -> None:
    found = statements_of(CAST + "“It is over,” said an aide to Kral, who asked not to be named.")
    assert [words(statement) for statement in found] == ["“It is over,”"]


def test_ids_depend_on_content_alone() -> None:
    text = CAST + "Novak said that the war was over."
    assert [s.id for s in statements_of(text)] == [s.id for s in statements_of(text)]
    assert statements_of(text)[0].id != statements_of(text.replace("over", "lost"))[0].id


def test_exchanging_the_names_exchanges_the_speakers() -> None:
    text = CAST + "“It is over,” said Novak. Kral accused Novak of lying and rejected the plan."
    mirrored = text.replace("Novak", "\0").replace("Kral", "Novak").replace("\0", "Kral")
    swapped = {"Novak": "Kral", "Kral": "Novak"}
    one, other = statements_of(text), statements_of(mirrored)
    assert [swapped.get(who(s) or "", who(s)) for s in one] == [who(s) for s in other]
    assert [(s.act, s.direction, s.mode) for s in one] == [(s.act, s.direction, s.mode) for s in other]


def test_a_refusal_told_by_another_is_no_statement_of_whoever_refuses() -> None:
    statements = statements_of(CAST + "Novak accused Kral of resisting peace by refusing to accept the plan.")
    assert {who(statement) for statement in statements} == {"Novak"}


def test_what_stood_within_a_refusal_stands_within_its_teller() -> None:
    statements = statements_of(CAST + "Novak said that Kral had refused to believe that the war was lost.")
    ids = {statement.id for statement in statements}
    assert all(statement.within in ids for statement in statements if statement.within is not None)


def test_a_charge_that_the_other_denies_was_made_all_the_same() -> None:
    said = statements_of(CAST + "Novak accused Kral of arming smugglers in the strait, a charge Kral denies.")
    made = next(one for one in said if one.act == "ACCUSE")
    assert (who(made), made.is_negated) == ("Novak", False)
