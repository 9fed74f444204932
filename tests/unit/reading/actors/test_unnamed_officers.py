"""Offices without a name, and offices alone: whom *she*, *the general*, *police* mean."""

from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of


def speaker(text: str, told: str = "talks would go on") -> str | None:
    record = record_of(text)
    names = {actor.id: actor.name for actor in record.actors}
    said = next(one for one in record.statements if told in one.passage.text)
    return names.get(said.speaker.actor or "") if said.speaker is not None else None


def test_she_may_be_a_spokeswoman_without_a_name() -> None:
    text = (
        "Tomas Reyl led the talks. A Varrish army spokeswoman denied that the guns had fired. "
        "She said that the talks would go on."
    )
    assert speaker(text) == "Varrish army spokeswoman"


def test_he_is_no_spokeswoman() -> None:
    text = "A Varrish army spokeswoman denied that the guns had fired. He said that the talks would go on."
    assert speaker(text) is None


@pytest.mark.parametrize(
    ("named", "alone", "who"),
    [
        ("General Ann Velk met Tom Rusk and Ida Roth.", "the general", "Ann Velk"),
        ("King Idris Vane met Tom Rusk and Ida Roth.", "the monarch", "Idris Vane"),
        ("King Idris Vane met Tom Rusk and Ida Roth.", "the king", "Idris Vane"),
    ],
)
def test_an_office_alone_means_its_only_holder(named: str, alone: str, who: str) -> None:
    far = "\n\nThe road was long.\n\nThe rain had stopped.\n\nThe town was empty.\n\n"
    assert speaker(f"{named}{far}On Monday {alone} said that the talks would go on.") == who


def test_a_vice_president_is_not_the_president() -> None:
    far = "\n\nThe road was long.\n\nThe rain had stopped.\n\nThe town was empty.\n\n"
    text = (
        f"Vice President Ann Velk met Tom Rusk.{far}On Monday the president said that the talks would go on."
    )
    assert speaker(text) != "Ann Velk"


def test_police_are_kept_as_a_force_of_nobody_named() -> None:
    record = record_of("About 4,000 people marched in the port. Police used tear gas.")
    (police,) = [actor for actor in record.actors if actor.name.lower() == "police"]
    assert (police.kind, police.speaks_for) == ("armed force", None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A spokesman for Kenya said that the road was open.", "spokesman for Kenya"),
        ("Negotiators for Kenya said that the road was open.", "Negotiators for Kenya"),
    ],
)
def test_who_speaks_for_another_is_kept_with_it(text: str, words: str) -> None:
    record = record_of(text)
    names = {actor.id: actor.name for actor in record.actors}
    (speaker,) = [actor for actor in record.actors if actor.name == words]
    assert names[speaker.speaks_for or ""] == "Kenya"


def test_a_general_for_life_serves_nobody_more_for_it() -> None:
    record = record_of("An adviser for hire said that Kenya would win. A general for Kenya's past wept.")
    assert all(actor.speaks_for is None for actor in record.actors)
