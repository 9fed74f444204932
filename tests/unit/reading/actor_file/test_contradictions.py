from __future__ import annotations

from datetime import date

import pytest
from tests.unit.reading.informed import (
    AFTER,
    BEFORE,
    DURING,
    FILE,
    IN_OFFICE,
    SARNLAND,
    VELK,
    actor,
    report,
    told,
)

from detente.record.record import Record
from detente.record.values import Inconsistency

KRAL = '[[actor]]\nname = "Marta Kral"\nkind = "person"\nspeaks_for = "Sarnland"\n'
PALACE = '[[actor]]\nname = "Elm Palace"\nkind = "organisation"\nspeaks_for = "Karvia"\n'


def found(record: Record) -> list[tuple[str, str]]:
    """Return the words of each contradiction and the name of whom it is about."""
    names = {one.id: one.name for one in record.actors}
    return [(one.passage.text, names[one.about or ""]) for one in of_file(record)]


def of_file(record: Record) -> list[Inconsistency]:
    """Return what does not fit the file; what does not fit in the report itself is tested elsewhere."""
    kept = [one for one in record.inconsistencies if one.kind == "actor file"]
    assert all(one.other is None for one in kept)
    return kept


def sentences(record: Record) -> list[str]:
    return [one.found for one in of_file(record)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Former Karvian President Anton Velk said no.", "Former Karvian President Anton Velk"),
        ("The former president Anton Velk said no.", "former president Anton Velk"),
        ("The former president of Karvia, Anton Velk, left.", "former president of Karvia, Anton Velk"),
        ("Karvia’s former president Anton Velk left.", "former president Anton Velk"),
        ("Ex-President Anton Velk said no.", "Ex-President Anton Velk"),
        ("Anton Velk, the former Karvian president, said no.", "Anton Velk, the former Karvian president"),
        ("Anton Velk, a former president of Karvia, left.", "Anton Velk, a former president of Karvia"),
        ("Anton Velk came. Karvia's ousted president, Velk, left.", "ousted president, Velk"),
        (
            "They met the Sparrow, the former president of\nKarvia.",
            "Sparrow, the former president of\nKarvia",
        ),
    ],
)
def test_a_sitting_office_holder_called_former_is_told(text: str, words: str) -> None:
    record = told(FILE, text)
    assert found(record) == [(words, "Anton Velk")]
    assert sentences(record) == [
        "The report calls Anton Velk a former president; the actor file has Anton Velk as president of "
        "Karvia from 2024-05-01 until 2026-06-01."
    ]
    velk = actor(record, "Anton Velk")
    assert (velk.role, velk.speaks_for) == ("president", "actor:karvia")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Former Karvian President Anton Velk said no.", AFTER),
        ("Former Karvian President Anton Velk said no.", None),
        ("Former defence minister Anton Velk said no.", DURING),
        ("Former Sarnish president Anton Velk said no.", DURING),
        ("Anton Velk met former Sarnish president Marta Kral.", DURING),
        ("The former wife of President Anton Velk left.", DURING),
        ("His former rival President Anton Velk left.", DURING),
        ("The former acting president Anton Velk left.", DURING),
        ("Former general President Anton Velk left.", DURING),
        ("Anton Velk, a former ally of President Karl Berg, left.", DURING),
        ("Anton Velk, the former officer, left.", DURING),
        ("Former Karvian president Karl Berg met Anton Velk.", DURING),
        ("Anton Velk, who met a former president, said no.", DURING),
        ("In 2019 former Karvian President Anton Velk said no.", DURING),
    ],
)
def test_what_may_be_so_is_not_told(text: str, day: date | None) -> None:
    assert found(told(FILE, report(text, day))) == []


def test_a_former_term_of_the_same_office_is_not_told_apart() -> None:
    earlier = '[[actor.office]]\ntitle = "president"\nof = "Karvia"\nuntil = 2019-01-01\n'
    assert found(told(FILE + earlier, "Former president Anton Velk said no.")) == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Karvian President Karl Berg said no.", "Karvian President Karl Berg", "Karl Berg"),
        ("Karl Berg, the president of Karvia, said no.", "Karl Berg, the president of Karvia", "Karl Berg"),
        ("Karl Berg, the Karvian president, said no.", "Karl Berg, the Karvian president", "Karl Berg"),
    ],
)
def test_another_person_in_an_office_of_one_holder_is_told(text: str, words: str, name: str) -> None:
    record = told(FILE, text)
    assert found(record) == [(words, name)]
    assert sentences(record) == [
        "The report has Karl Berg as president of Karvia; the actor file has Anton Velk in that office on "
        "2026-03-10."
    ]
    assert actor(record, "Karl Berg").role == "president"


def test_the_report_keeps_its_words_and_the_actor_the_office_of_the_file() -> None:
    record = told(FILE, "Anton Velk, the Karvian defence minister, said that it was late.")
    assert found(record) == [("Anton Velk, the Karvian defence minister", "Anton Velk")]
    assert actor(record, "Anton Velk").role == "president"
    (statement,) = record.statements
    assert statement.speaker is not None
    assert statement.speaker.actor == "actor:anton-velk"


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_an_office_told_outside_its_days_is_told(day: date) -> None:
    record = told(FILE, report("Karvian President Anton Velk said no.", day))
    assert sentences(record) == [
        f"The report has Anton Velk as president of Karvia on {day}; the actor file has Anton Velk in that "
        "office from 2024-05-01 until 2026-06-01."
    ]
    assert actor(record, "Anton Velk").role == "president"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Karvian envoy Marta Kral said no.", "Karvian envoy Marta Kral", "Marta Kral"),
        ("Sarnish envoy Anton Velk said no.", "Sarnish envoy Anton Velk", "Anton Velk"),
        (
            "Spokesmen at the Elm Palace, the seat of the Sarnish government, said no.",
            "Elm Palace, the seat of the Sarnish",
            "Elm Palace",
        ),
    ],
)
def test_a_tie_to_another_state_is_told(text: str, words: str, name: str) -> None:
    record = told(FILE + KRAL + PALACE, text)
    assert found(record) == [(words, name)]
    (sentence,) = sentences(record)
    assert f"The report has {name} act for " in sentence


@pytest.mark.parametrize(
    "text",
    [
        "Karvian President Anton Velk said no.",
        "President Velk said no.",
        "Anton Velk, the head of the Karvian Security Council, said no.",
        "General Anton Velk said no.",
        "Karvian leader Karl Berg said no.",
        "The Karvian army obeys Anton Velk.",
        "Sarnish envoy Marta Kral said no.",
        "In 2019, Karvian President Karl Berg signed it.",
        "Karvian Vice President Karl Berg said no.",
        "Marta Kral, the Sarnish ambassador to Karvia, said no.",
        "The Elm Palace said no.",
    ],
)
def test_what_agrees_is_not_told(text: str) -> None:
    assert found(told(FILE + KRAL + PALACE, text)) == []


def test_a_side_counts_where_nobody_is_spoken_for() -> None:
    file = SARNLAND + VELK + 'side = "Sarnland"\n' + '[[actor]]\nname = "Karvia"\nkind = "state"\n'
    assert found(told(file, "Karvian envoy Anton Velk said no.")) == [
        ("Karvian envoy Anton Velk", "Anton Velk")
    ]
    assert found(told(file, "Sarnish envoy Anton Velk said no.")) == []


def test_one_contradiction_of_a_report_is_told_once_and_of_two_reports_twice() -> None:
    text = "Karvian President Karl Berg said no. Karvian President Karl Berg left."
    record = told(FILE, report(text, name="a"), report(text, name="b"))
    assert [one.passage.document for one in of_file(record)] == ["doc:a", "doc:b"]


def test_contradictions_of_two_persons_stand_in_text_order() -> None:
    record = told(
        FILE + KRAL, "Karvian envoy Marta Kral left. Karvian President Karl Berg said no. Velk and Kral left."
    )
    assert [name for _, name in found(record)] == ["Marta Kral", "Karl Berg"]


def test_without_an_office_in_the_file_nothing_is_told() -> None:
    assert found(told(VELK, "Former Karvian President Anton Velk said no.")) == []
    assert IN_OFFICE not in VELK
