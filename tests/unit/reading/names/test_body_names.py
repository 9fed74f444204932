"""Names of bodies and ministers, kept whole and with whom they belong to; dates that are no names."""

from __future__ import annotations

import pytest

from detente.reading.knowledge.world import load_world
from detente.reading.names.find import find_names
from detente.reading.text.paragraphs import find_paragraphs


def found(text: str) -> list[tuple[str, str, str | None]]:
    paragraphs = find_paragraphs(text)
    names = find_names(text, paragraphs, [() for _ in paragraphs], load_world())
    return [(name.text, name.kind, name.state) for name in names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They saw Norway’s Security Council.", "Security Council"),
        ("They saw the Norwegian Security Council.", "Norwegian Security Council"),
    ],
)
def test_a_security_council_is_of_whoever_is_named_before_it(text: str, name: str) -> None:
    assert found(text)[-1] == (name, "organisation", "Norway")


def test_an_unknown_states_security_council_is_its_own() -> None:
    text = (
        "The president of Karvia left. They saw Karvia’s Security Council. They saw the UN Security Council."
    )
    assert found(text)[2:] == [
        ("Security Council", "organisation", "Karvia"),
        ("UN Security Council", "organisation", None),
    ]


def test_a_security_council_of_nobody_is_the_known_one() -> None:
    paragraphs = find_paragraphs("They saw the Security Council.")
    (name,) = find_names("They saw the Security Council.", paragraphs, [()], load_world())
    assert name.key == "UN Security Council"


@pytest.mark.parametrize("office", ["National Security Minister", "Foreign Affairs and Trade Minister"])
def test_what_a_minister_is_of_is_no_name(office: str) -> None:
    assert found(f"Then {office} Ann Velk left.") == [("Ann Velk", "person", None)]


@pytest.mark.parametrize("name", ["33rd Front", "7th Shore Brigade", "Three Rivers Alliance"])
def test_a_number_that_begins_a_bodys_name_is_kept(name: str) -> None:
    assert found(f"They left when the {name} said no.")[0][:2] == (name, "organisation")


@pytest.mark.parametrize("date", ["Nov. 14", "Jan. 5", "14 Sept", "Dec 3"])
def test_a_months_short_form_in_a_date_is_no_name(date: str) -> None:
    assert found(f"They left on {date} and slept.") == []


def test_a_months_short_form_may_be_a_first_name() -> None:
    assert found("Then President Jan Velk left.") == [("Jan Velk", "person", None)]


def test_a_word_that_two_states_share_is_the_one_the_text_names() -> None:
    assert found("They saw South Korea. They met the Korean president.")[-1] == (
        "Korean",
        "demonym",
        "South Korea",
    )
    assert found("They met the Korean president.") == [("Korean", "demonym", None)]
    both = found("They saw South Korea and North Korea. They met the Korean president.")
    assert both[-1] == ("Korean", "demonym", None)
