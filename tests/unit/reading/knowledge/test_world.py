from __future__ import annotations

import re

import pytest

from detente.reading.knowledge import world as world_module
from detente.reading.knowledge.world import World, fold_name, head_titles, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        ("Norway", "state", "Norway"),
        ("the Netherlands", "state", "Netherlands"),
        ("The Gambia", "state", "Gambia"),
        ("US", "state", "United States"),
        ("U.S.", "state", "United States"),
        ("UK", "state", "United Kingdom"),
        ("U.A.E.", "state", "United Arab Emirates"),
        ("DRC", "state", "Democratic Republic of the Congo"),
        ("Islamic Republic of Iran", "state", "Iran"),
        ("Côte d’Ivoire", "state", "Ivory Coast"),
        ("Kosovo", "state", "Kosovo"),
        ("Burma", "state", "Myanmar"),
        ("Turkish", "demonym", "Turkey"),
        ("Danes", "demonym", "Denmark"),
        ("Saudi", "demonym", "Saudi Arabia"),
        ("Kazakhs", "demonym", "Kazakhstan"),
        ("French", "demonym", "France"),
        ("Indian", "demonym", "India"),
        ("Kyiv", "capital", "Ukraine"),
        ("Kiev", "capital", "Ukraine"),
        ("N’Djamena", "capital", "Chad"),
        ("Bogota", "capital", "Colombia"),
        ("Brasília", "capital", "Brazil"),
        ("Astana", "capital", "Kazakhstan"),
        ("Zürich", "city", "Switzerland"),
        ("Zurich", "city", "Switzerland"),
        ("Kharkov", "city", "Ukraine"),
        ("Karachi", "city", "Pakistan"),
        ("the Kremlin", "seat", "Russia"),
        ("Downing Street", "seat", "United Kingdom"),
        ("Élysée", "seat", "France"),
        ("Elysee", "seat", "France"),
        ("Quai d'Orsay", "seat", "France"),
        ("Quai d’Orsay", "seat", "France"),
        ("Foggy Bottom", "seat", "United States"),
        ("Zhongnanhai", "seat", "China"),
        ("Bankova", "seat", "Ukraine"),
        ("Knesset", "seat", "Israel"),
    ],
)
def test_names_of_states_point_at_the_state(world: World, text: str, kind: str, state: str) -> None:
    entry = world.lookup(text)
    assert entry is not None
    assert (entry.kind, entry.state, entry.name) == (kind, state, state)
    assert entry.candidates == (state,)
    assert entry.basis


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("UN", "organisation", "United Nations"),
        ("the U.N.", "organisation", "United Nations"),
        ("League of Arab States", "organisation", "Arab League"),
        ("Organization for Security and Co-operation in Europe", "organisation", "OSCE"),
        ("ICRC", "organisation", "International Committee of the Red Cross"),
        ("Intergovernmental Authority on Development", "organisation", "IGAD"),
        ("European", "region", "Europe"),
        ("Arab", "region", "Arab world"),
        ("Gulf", "region", "Gulf"),
        ("Western", "region", "West"),
    ],
)
def test_organisations_and_regions_have_no_state(world: World, text: str, kind: str, name: str) -> None:
    entry = world.lookup(text)
    assert entry is not None
    assert (entry.kind, entry.name, entry.state) == (kind, name, None)


@pytest.mark.parametrize(
    "text", ["us", "turkey", "island", "Island", "who", "IS", "AN", "IT", "Verdania", "", "the"]
)
def test_words_that_are_no_names_are_not_found(world: World, text: str) -> None:
    assert world.lookup(text) is None


@pytest.mark.parametrize(
    "text", ["Georgia", "Jordan", "Chad", "Turkey", "Washington", "The Hague", "Reading"]
)
def test_names_that_may_be_something_else_are_marked(world: World, text: str) -> None:
    entry = world.lookup(text)
    assert entry is not None
    assert entry.is_ambiguous


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Korean", ("North Korea", "South Korea")),
        ("Congo", ("Democratic Republic of the Congo", "Republic of the Congo")),
        ("Jerusalem", ("Israel", "Palestine")),
        ("Hyderabad", ("India", "Pakistan")),
    ],
)
def test_what_several_states_share_is_left_to_the_text(
    world: World, text: str, candidates: tuple[str, ...]
) -> None:
    entry = world.lookup(text)
    assert entry is not None
    assert entry.state is None
    assert entry.is_ambiguous
    assert entry.candidates == candidates


def test_datelines_in_capitals_and_possessives_are_found(world: World) -> None:
    assert world.lookup("NAIROBI") == world.lookup("Nairobi")
    assert world.lookup("Norway’s") == world.lookup("Norway")


def test_a_seat_keeps_its_own_name_as_the_place(world: World) -> None:
    entry = world.lookup("the Kremlin")
    assert entry is not None
    assert entry.place == "Kremlin"


def test_every_state_named_by_the_gazetteer_is_a_state(world: World) -> None:
    gazetteer = world_module._gazetteer()
    states = {entry.name for entry in world.entries.values() if entry.kind == "state" and entry.state}
    for section in ("spellings", "demonyms", "capitals", "cities", "seats"):
        assert [name for name in gazetteer[section] if name not in states] == []
    for word, (_, *candidates) in gazetteer["shared"].items():
        assert [name for name in candidates if name not in states] == [], word


def test_nearly_every_un_member_is_known_with_people_and_capital(world: World) -> None:
    kinds: dict[str, set[str]] = {}
    for entry in world.entries.values():
        if entry.state:
            kinds.setdefault(entry.state, set()).add(entry.kind)
    complete = [state for state, found in kinds.items() if {"state", "demonym", "capital"} <= found]
    assert len(complete) >= 193


def test_small_towns_are_left_out(world: World) -> None:
    assert world.lookup("les Escaldes") is None


def test_without_the_fast_scan_the_librarys_own_reader_gives_the_same_cities(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fast = list(world_module._large_cities())
    monkeypatch.setattr(world_module, "_CITY", re.compile(rb"no such field"))
    assert list(world_module._large_cities()) == fast
    assert len(fast) > 5000


def test_folding_drops_accents_and_typographic_marks() -> None:
    assert fold_name("Malacañang") == "Malacanang"
    assert fold_name("Guinea–Bissau") == "Guinea-Bissau"
    assert fold_name("U.S.A.") == "USA"


@pytest.mark.parametrize(
    ("words", "holds", "pronoun"),
    [
        ("president", "state head", None),
        ("prime minister", "state head", None),
        ("king", "state head", "he"),
        ("queen", "state head", "she"),
        ("foreign minister", "government member", None),
        ("general", "armed force", None),
        ("secretary general", "organisation", None),
        ("chairwoman", "organisation", "she"),
        ("special envoy", "representative", None),
        ("spokeswoman", "spokesperson", "she"),
        ("spokesperson", "spokesperson", None),
    ],
)
def test_titles_say_what_they_hold(words: str, holds: str, pronoun: str | None) -> None:
    title = head_titles()[words]
    assert (title.holds, title.pronoun) == (holds, pronoun)


def test_titles_come_longest_first_so_that_a_scan_finds_the_whole_office() -> None:
    lengths = [len(words) for words in head_titles()]
    assert lengths == sorted(lengths, reverse=True)
