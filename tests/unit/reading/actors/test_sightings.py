from __future__ import annotations

from dataclasses import replace

from detente.reading.actors.sightings import REACH, Memory, Place, Sighting

HERE = Place(order=0, sentence=0, running=0)
BERG = Sighting(
    key="berg", actor="berg", words="Berg", place=HERE, position=0, role="subject", form="name", says=True
)
RUSK = replace(BERG, key="rusk", actor="rusk", words="Rusk", position=20, role="object", says=False)


def test_whoever_was_seen_last_comes_first() -> None:
    memory = Memory()
    for sighting in (BERG, RUSK, replace(BERG, position=40)):
        memory.note(sighting)
    assert [key for key, _ in memory.recent(0)] == ["berg", "rusk"]
    assert memory.traces["berg"].count == 2
    assert memory.first() == "berg"


def test_people_far_back_are_out_of_mind() -> None:
    memory = Memory()
    memory.note(BERG)
    assert list(memory.recent(REACH)) != []
    assert list(memory.recent(REACH + 1)) == []


def test_the_last_subject_and_the_last_speaker_are_kept() -> None:
    memory = Memory()
    for sighting in (BERG, RUSK, replace(RUSK, place=replace(HERE, is_quoted=True), says=True)):
        memory.note(sighting)
    assert memory.speaker == "berg"  # what is said inside a quotation is another matter
    assert memory.traces["berg"].subject == BERG
    assert memory.traces["rusk"].subject is None


def test_pronouns_are_counted_by_gender() -> None:
    memory = Memory()
    memory.note(BERG)
    memory.note(replace(BERG, form="pronoun", gender="she"))
    assert memory.traces["berg"].pronouns == {"she": 1}


def test_a_common_noun_gives_nobody_a_name() -> None:
    memory = Memory()
    memory.note(replace(BERG, key="noun:0", actor=None, form="noun"))
    assert not memory.traces["noun:0"].is_named
    assert memory.first() is None
