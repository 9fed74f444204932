from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of, statements_of


def actors(text: str) -> dict[str, str]:
    return {actor.name: actor.kind for actor in record_of(text).actors}


def test_an_adjective_that_governs_is_a_state_though_no_text_names_it() -> None:
    found = actors(
        "The Varrish government said on Monday that the talks would go on. "
        "Varrish officials and the Upland Front met twice."
    )
    assert found["Varrish"] == "state"


def test_it_goes_by_the_states_name_where_the_text_has_one() -> None:
    found = actors(
        "The Karvian government said that the talks would go on. Karvia hopes for an end of the war."
    )
    assert found["Karvia"] == "state"
    assert "Karvian" not in found


@pytest.mark.parametrize(
    "text",
    [
        "The Republican president said that the talks would go on.",
        "Varrish cheese is sold in the market, and the Varrish winter is long.",
        "The Islamist government of the town said that the talks would go on.",
    ],
)
def test_an_adjective_of_no_state_stays_none(text: str) -> None:
    assert "state" not in actors(text).values()


@pytest.mark.parametrize(
    ("before", "actor"),
    [
        ("The Varrish government met the Front in Merrin. ", "Varrish"),
        ("The Karvian government met the Sarnish government. ", None),
        ("", None),
    ],
)
def test_the_government_is_that_of_the_only_state_whose_government_was_told_of(
    before: str, actor: str | None
) -> None:
    text = before + "On Friday the government said that the talks would go on."
    record = record_of(text)
    said = next(s for s in record.statements if "would go on" in s.passage.text)
    names = {one.id: one.name for one in record.actors}
    assert (said.speaker is not None and names.get(said.speaker.actor or "")) == actor


def test_a_government_that_is_told_of_later_is_not_meant() -> None:
    (said,) = statements_of(
        "On Friday the government said that the talks would go on. The Varrish government was not there."
    )
    assert said.speaker is None or said.speaker.actor is None
