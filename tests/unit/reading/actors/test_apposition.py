"""An office and the person beside it are one actor, and whoever is only counted is none."""

from __future__ import annotations

import pytest

from detente.documents.document import Document
from detente.reading import read
from detente.record.record import Record


def told(text: str) -> Record:
    return read([Document(id="doc:told", path="told.txt", text=text, sha256="0" * 64)])


def names(record: Record) -> list[str]:
    return [actor.name for actor in record.actors if actor.kind in ("person", "unnamed")]


@pytest.mark.parametrize(
    "text",
    [
        "The president of Norway, Ann Velk, said that the talks were over.",
        "The Norwegian special envoy for Chad, Ann Velk, said that the talks were over.",
        "Ann Velk, spokeswoman for Norway’s foreign ministry, said that the talks were over.",
        "Defence Minister Ann Velk left. The talks went on.\n\nRain fell.\n\nThe day was long.\n\n"
        "The defence minister said that the talks were over.",
    ],
)
def test_an_office_and_its_holder_are_one_actor(text: str) -> None:
    record = told(text)
    assert names(record) == ["Ann Velk"]
    speaker = record.statements[-1].speaker
    assert speaker is not None
    assert speaker.actor == "actor:ann-velk"


def test_neither_of_two_is_no_group_that_speaks() -> None:
    record = told("Neither President Tom Marsh nor the rebel leader Ann Velk has said that the war is over.")
    assert [actor for actor in record.actors if actor.kind == "group"] == []
    assert all(one.speaker is None or one.speaker.actor is None for one in record.statements)


def test_counted_soldiers_are_no_actor() -> None:
    record = told(
        "President Ann Velk of Norway left. Seven soldiers were killed. They took the town by force."
    )
    assert [actor.name for actor in record.actors if actor.kind == "armed force"] == []


def speaks_for(text: str, name: str) -> str | None:
    return {actor.name: actor.speaks_for for actor in told(text).actors}[name]


def test_a_minister_speaks_for_the_state_of_the_leader_and_never_for_a_person() -> None:
    led = "President Ann Velk of Norway left. "
    assert speaks_for(led + "Velk’s defence minister, Tom Marsh, said no.", "Tom Marsh") == "actor:norway"
    unknown = "President Ann Velk left. "
    assert speaks_for(unknown + "Velk’s defence minister, Tom Marsh, said no.", "Tom Marsh") is None
    assert speaks_for(unknown + "Velk’s spokesman, Tom Marsh, said no.", "Tom Marsh") == "actor:ann-velk"


def test_a_leader_of_the_opposition_does_not_speak_for_the_state() -> None:
    assert speaks_for("Norway’s opposition leader, Tom Marsh, said that it was late.", "Tom Marsh") is None
