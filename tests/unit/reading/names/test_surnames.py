"""Bare surnames of persons named in full, which the world knows as a state, a capital or a body."""

from __future__ import annotations

import pytest

from detente.reading.knowledge.world import load_world
from detente.reading.names.find import find_names
from detente.reading.names.types import Name
from detente.reading.text.paragraphs import find_paragraphs


def read(text: str) -> tuple[Name, ...]:
    paragraphs = find_paragraphs(text)
    return find_names(text, paragraphs, [() for _ in paragraphs], load_world())


def last(text: str) -> tuple[str, str]:
    name = read(text)[-1]
    return name.kind, name.key


@pytest.mark.parametrize("surname", ["Jordan", "Lima", "Wagner", "Chad"])
def test_a_surname_named_in_full_before_is_that_person(surname: str) -> None:
    assert last(f"Senator Ann {surname} spoke. Later {surname} left.") == ("person", f"Ann {surname}")
    assert last(f"Senator Ann {surname} spoke. Then {surname} said no.") == ("person", f"Ann {surname}")


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in Jordan.",
        "They flew to Jordan.",
        "They saw Jordan’s government.",
        "They met the king of Jordan.",
        "They met Egypt and Jordan.",
    ],
)
def test_the_state_of_the_same_name_stays_a_state(sentence: str) -> None:
    assert last(f"Senator Ann Jordan spoke. {sentence}") == ("state", "Jordan")


def test_before_the_full_name_the_world_is_believed() -> None:
    names = read("Jordan said no. Then Senator Ann Jordan spoke.")
    assert [name.kind for name in names] == ["state", "person"]


def test_of_two_persons_with_the_surname_neither_is_taken() -> None:
    text = "Senator Ann Jordan met Senator Tom Jordan. Then Jordan spoke."
    assert read(text)[-1].key not in {"Ann Jordan", "Tom Jordan"}
