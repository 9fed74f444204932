"""Whose an office is, and whose it is not."""

from __future__ import annotations

import pytest

from detente.documents import load
from detente.reading.actors.figures import actor_key, gather_figures
from detente.reading.knowledge.world import load_world
from detente.reading.names.find import find_names
from detente.reading.parse.parsed import Survey
from detente.reading.text.paragraphs import find_paragraphs


def speaks_for(text: str, name: str = "Ann Velk") -> str | None:
    paragraphs = find_paragraphs(text)
    names = find_names(text, paragraphs, [()] * len(paragraphs), load_world())
    return gather_figures(Survey(load(text.encode()), paragraphs, (), names))[actor_key(name)].speaks_for


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("President Ann Velk of Norway left.", "norway"),
        ("The president of Norway, Ann Velk, left.", "norway"),
        ("The Norwegian special envoy for Chad, Ann Velk, left.", "norway"),
        ("The head of Norway’s Elm Leadership Council, Ann Velk, left.", "elm-leadership-council"),
        ("The Elm Front, led by Ann Velk, left.", "elm-front"),
        ("Norway said no. Its foreign minister, Ann Velk, left.", "norway"),
        ("Norway sent its envoy, former Chilean President Ann Velk, to Oslo.", "norway"),
        ("Ann Velk, spokeswoman for Norway’s foreign ministry, left.", "norway"),
        ("Colonel Ann Velk, a spokeswoman for the Norwegian armed forces, left.", "norway"),
        ("Norwegian Defence Minister Gen. Ann Velk left.", "norway"),
        ("The Elm Front commander Ann Velk left.", "elm-front"),
    ],
)
def test_an_office_speaks_for_whom_the_words_beside_it_name(text: str, owner: str) -> None:
    assert speaks_for(text) == f"actor:{owner}"


@pytest.mark.parametrize(
    "text",
    [
        "The Elm Agency quoted Foreign Minister Ann Velk.",
        "Neither President Tom Marsh nor the rebel leader Ann Velk left.",
        "He chairs NATO and met junta chief Ann Velk.",
        "Former Norwegian President Ann Velk left.",
        "The former Norwegian foreign minister, Ann Velk, left.",
        "Norway’s opposition leader, Ann Velk, left.",
        "Norwegian Senator Ann Velk left.",
        "Ann Velk, the leader of the Norwegian opposition, left.",
        "Ann Velk, the special envoy for Norway, left.",
        "Norway met Chad. Both left. Its foreign minister, Ann Velk, left.",
        "Norway and Chad sent their envoys and, with its aide, Ann Velk, left.",
        "The Norway decision angered President Ann Velk.",
        "Norway’s decision angered President Ann Velk.",
    ],
)
def test_whoever_only_stands_near_is_not_spoken_for(text: str) -> None:
    assert speaks_for(text) is None


def test_the_office_a_person_holds_now_wins_over_one_held_before() -> None:
    text = "The African Union sent its envoy, former Norwegian President Ann Velk, to Oslo."
    assert speaks_for(text) == "actor:african-union"
