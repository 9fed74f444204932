from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of
from tests.unit.reading.tales import BOTH_WAYS, leader, side, tale

from detente.record.record import Record


def speaker(record: Record) -> str | None:
    statement = record.statements[-1]
    return statement.speaker.actor if statement.speaker is not None else None


@BOTH_WAYS
def test_it_is_the_state_said_to_speak(own: str, other: str) -> None:
    record = tale(f"{own} said it had rejected the peace plan.")
    assert side(record, record.responses[0].by) == own
    record = tale(f"{own} said that {other} had lied and that it had rejected the peace plan.")
    assert record.responses == ()  # it may be either


def test_he_is_the_one_said_to_speak() -> None:
    record = tale("Novak said he had rejected the peace plan.")
    assert record.responses[0].by is not None
    assert record.responses[0].by.actor == "actor:petr-novak"


@pytest.mark.parametrize("pronoun", ["He", "She"])
def test_a_pronoun_that_fits_two_people_stays_open(pronoun: str) -> None:
    # nobody knows the given names, so they tell nothing
    record = record_of(
        "President Torvan Velk of Velkia met President Yedra Holm of Tarvia in Paris. "
        f"Velk and Holm met again. {pronoun} said that it was late."
    )
    statement = record.statements[-1]
    assert statement.speaker is None
    assert statement.speaker_open is not None
    assert statement.candidates == ("actor:torvan-velk", "actor:yedra-holm")


@pytest.mark.parametrize(("pronoun", "person"), [("He", "actor:petr-novak"), ("She", "actor:marta-kral")])
def test_a_given_name_that_is_known_decides(pronoun: str, person: str) -> None:
    assert speaker(tale(f"Novak and Kral met again. {pronoun} said that it was late.")) == person


@pytest.mark.parametrize(("pronoun", "person"), [("He", "actor:adam-holt"), ("She", "actor:ruth-vane")])
def test_a_known_gender_decides(pronoun: str, person: str) -> None:
    record = record_of(f"Mr Adam Holt met Mrs Ruth Vane. {pronoun} said that it was late.")
    assert speaker(record) == person


@BOTH_WAYS
@pytest.mark.parametrize("words", ["The {own} president", "The {own} leader"])
def test_an_office_is_the_person_who_holds_it(own: str, other: str, words: str) -> None:
    record = tale(f"{words.format(own=own)} said that the war was long.")
    actors = {actor.id: actor for actor in record.actors}
    assert speaker(record) is not None
    assert actors[speaker(record) or ""].name.endswith(leader(own))


@BOTH_WAYS
@pytest.mark.parametrize("weapon", ["forces", "troops", "missiles", "artillery", "drones"])
def test_weapons_and_troops_are_the_forces_of_their_state(own: str, other: str, weapon: str) -> None:
    record = tale(f"{own}’s {weapon} attacked {other}.")
    (event,) = record.events
    actors = {actor.id: actor for actor in record.actors}
    assert event.actor is not None
    actor = actors[event.actor.actor or ""]
    assert (actor.kind, side(record, event.actor)) == ("armed force", own)


def test_both_countries_are_both_sides() -> None:
    record = tale("Novak urged both countries to leave the valley.")
    (event,) = record.events
    assert event.recipient is not None
    assert event.recipient.actor == "actor:both-sides"


def test_unnamed_people_get_no_name() -> None:
    record = tale("A senior official said that the war was long.")
    actors = {actor.id: actor for actor in record.actors}
    assert actors[speaker(record) or ""].kind == "unnamed"


def test_we_in_somebodys_words_is_his_side() -> None:
    record = tale("“We have rejected the peace plan,” Novak said.")
    (response,) = record.responses
    assert (side(record, response.by), response.alleged_by) == ("Velkia", None)


def test_a_relative_pronoun_means_the_noun_before_it() -> None:
    text = "Mara Ilic met Anton Rusk, who insisted that nothing was agreed."
    record = record_of(text, reader="learned")
    (said,) = record.statements
    assert said.speaker is not None
    assert said.speaker.text == "who"
    assert {actor.id: actor.name for actor in record.actors}[said.speaker.actor or ""] == "Anton Rusk"
