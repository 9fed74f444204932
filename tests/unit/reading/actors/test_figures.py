from __future__ import annotations

import random
import time

import pytest

from detente.documents import load
from detente.reading.actors.figures import Figure, actor_key, gather_figures, is_state_body, share_figures
from detente.reading.actors.keys import slug
from detente.reading.knowledge.world import load_world
from detente.reading.names.find import find_names
from detente.reading.parse.parsed import Survey
from detente.reading.text.paragraphs import find_paragraphs


def surveyed(text: str) -> Survey:
    paragraphs = find_paragraphs(text)
    names = find_names(text, paragraphs, [()] * len(paragraphs), load_world())
    return Survey(load(text.encode()), paragraphs, (), names)


def gather(text: str) -> dict[str, Figure]:
    return gather_figures(surveyed(text))


def of(text: str, name: str) -> tuple[str | None, str | None]:
    """Return whom a person speaks for and the office."""
    figure = gather(text)[actor_key(name)]
    return figure.speaks_for, figure.role


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Foreign Minister Ann Velk left.",
        "Norwegian foreign minister Ann Velk left.",
        "Norway’s foreign minister, Ann Velk, left.",
        "Norway’s foreign minister Ann Velk left.",
        "Ann Velk, the foreign minister of Norway, left.",
        "Ann Velk, Norway’s foreign minister, left.",
        "Ann Velk, the Norwegian foreign minister, left.",
        "The foreign minister of Norway, Ann Velk, left.",
        "Norwegian foreign\nminister Ann Velk left.",
        "Ann Velk, the foreign\nminister of Norway, left.",
    ],
)
def test_an_office_beside_the_name_ties_it_to_its_state(text: str) -> None:
    assert of(text, "Ann Velk") == ("actor:norway", "foreign minister")


@pytest.mark.parametrize(
    "text",
    [
        "In Norway, foreign minister Ann Velk left.",
        "He told Norway that foreign minister Ann Velk left.",
        "Norway left. Foreign Minister Ann Velk stayed.",
        "Norway and Foreign Minister Ann Velk stayed.",
    ],
)
def test_a_state_that_only_stands_near_is_not_whom_one_speaks_for(text: str) -> None:
    assert of(text, "Ann Velk") == (None, "foreign minister")


def test_the_tie_shows_its_words() -> None:
    text = "Then Norway’s foreign minister, Ann Velk, left."
    span = gather(text)["actor:ann-velk"].speaks_for_span
    assert span is not None
    assert text[span.start : span.end] == span.text == "Norway’s foreign minister, Ann Velk"


def test_an_officer_who_speaks_for_a_state_named_behind_is_tied_to_it() -> None:
    text = "Colonel Ann Velk, a spokeswoman for the Norwegian army, left."
    assert of(text, "Ann Velk") == ("actor:norway", "colonel")


def test_the_officer_of_a_body_belongs_to_the_only_body_of_the_sentence() -> None:
    assert of("At NATO, Secretary General Ann Velk left.", "Ann Velk")[0] == "actor:nato"
    assert of("At NATO and the Elm Committee, Secretary General Ann Velk left.", "Ann Velk")[0] is None


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mr Velk left.", "he"),
        ("Mrs Velk left.", "she"),
        ("Ms. Velk left.", "she"),
        ("Sir Tomas Velk left.", "he"),
        ("Lady Velk left.", "she"),
        ("Then King Tomas Velk left.", "he"),
        ("Then Queen Ann Velk left.", "she"),
        ("Then spokeswoman Ann Velk left.", "she"),
        ("President Velk left. She slept.", "she"),
        ("President Velk left. He slept and she woke.", None),
        ("President Velk met President Marsh. She slept.", None),
        ("Mr Velk left. Mrs Velk stayed.", None),
        ("Dr Velk left.", None),
    ],
)
def test_gender_comes_from_words_and_never_from_the_name(text: str, gender: str | None) -> None:
    figures = [figure for figure in gather(text).values() if figure.kind == "person"]
    assert figures[0].gender == gender


def test_a_form_of_address_outweighs_a_pronoun_that_may_mean_another() -> None:
    assert gather("Mrs Velk left. He slept.")["actor:velk"].gender == "she"


def test_a_couple_of_one_surname_keeps_two_genders() -> None:
    figures = gather("Ann Velk met Tomas Velk. Mrs Velk left. Mr Velk stayed.")
    assert figures["actor:mr-velk"].gender == "he"
    assert figures["actor:mrs-velk"].gender == "she"


class TestBuildings:
    def test_a_building_called_a_seat_of_government_speaks_for_it(self) -> None:
        figures = gather("Elm House, the seat of the Norwegian government, said no.")
        assert figures["actor:elm-house"].speaks_for == "actor:norway"

    def test_a_palace_where_a_head_of_state_speaks_speaks_for_the_state(self) -> None:
        text = "Norwegian President Ann Velk spoke at the Elm Palace in Tolmen. The Elm Palace said no more."
        assert gather(text)["actor:elm-palace"].speaks_for == "actor:norway"

    def test_a_palace_that_nobody_is_put_in_speaks_for_nobody_known(self) -> None:
        text = "Norwegian President Ann Velk spoke. The Elm Palace said no more."
        assert gather(text)["actor:elm-palace"].speaks_for is None

    def test_a_known_seat_is_its_government(self) -> None:
        assert [figure.name for figure in gather("Then the Kremlin left.").values()] == ["Russia"]


class TestBodies:
    def test_a_ministry_speaks_for_its_state_and_an_outlet_does_not(self) -> None:
        figures = gather("The Norwegian Defence Ministry told the Norwegian Post to wait.")
        assert figures["actor:norwegian-defence-ministry"].speaks_for == "actor:norway"
        assert figures["actor:norwegian-post"].speaks_for is None

    @pytest.mark.parametrize(
        ("name", "acts"),
        [
            ("Karvian Army", True),
            ("Ministry of War", True),
            ("Karvian Herald", False),
            ("Bank of Karvia", False),
        ],
    )
    def test_bodies_of_a_state_are_told_from_others(self, name: str, acts: bool) -> None:
        assert is_state_body(name) is acts

    def test_a_place_that_is_no_capital_is_nobody(self) -> None:
        assert gather("They fought in Tolmen. Tolmen, a port, burned.") == {}


def test_a_head_is_tied_to_the_only_seat_without_one() -> None:
    text = "As his presidency began, Tomas Velk spoke.\n\nThe Kremlin said no more."
    figure = gather(text)["actor:tomas-velk"]
    assert figure.governs
    assert figure.speaks_for == "actor:russia"
    assert "only seat of government" in figure.basis


def test_a_head_is_not_tied_when_two_could_be_meant() -> None:
    text = "As his presidency began, Tomas Velk spoke.\n\nThe Kremlin said no more to the White House."
    assert gather(text)["actor:tomas-velk"].speaks_for is None


def test_documents_tell_each_other_who_is_who_unless_they_disagree() -> None:
    full, bare = (
        gather("Norwegian Foreign Minister Ann Velk left. She slept."),
        gather("Mrs Velk left. Velk slept."),
    )
    share_figures([full, bare])
    assert bare["actor:velk"].speaks_for == "actor:norway"
    assert bare["actor:velk"].role == "foreign minister"
    one, other, third = (
        gather(f"{side} Foreign Minister Ann Velk left.") for side in ("Norwegian", "Swedish", "Then")
    )
    share_figures([one, other, third])
    assert third["actor:ann-velk"].speaks_for is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Zoé O’Neill", "zoe-oneill"), ("  ", "unnamed"), ("U.S.", "u-s"), ("Ан Велк", "ан-велк")],
)
def test_keys_are_readable(words: str, expected: str) -> None:
    assert slug(words) == expected


def test_time_is_in_step_with_length() -> None:
    chance = random.Random(1)
    syllables = ["ka", "lo", "mi", "ter", "van", "dor", "sel", "bru", "nik", "ost", "ra", "fen", "gul", "hap"]
    words = ["".join(chance.choices(syllables, k=3)).title() for _ in range(3000)]
    names = [" ".join(chance.choices(words, k=2)) for _ in range(5000)]
    survey = surveyed("\n\n".join(f"Norwegian President {name} left, and then he slept." for name in names))
    started = time.process_time()
    assert len(gather_figures(survey)) > 4000
    assert time.process_time() - started < 5
