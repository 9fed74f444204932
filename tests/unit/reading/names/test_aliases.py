from __future__ import annotations

import pytest

from detente.reading.actor_file.known import prepare_actors
from detente.reading.actor_file.load import parse_actor_file
from detente.reading.knowledge.world import load_world
from detente.reading.names.aliases import alias_words
from detente.reading.names.find import find_names
from detente.reading.names.types import Name
from detente.reading.text.paragraphs import find_paragraphs


def names(text: str, *aliases: str, kind: str = "group") -> list[Name]:
    file = f"[[actor]]\nname = 'Dawn'\nkind = '{kind}'\naliases = {list(aliases)!r}"
    known = prepare_actors(parse_actor_file(file.encode(), name="actors.toml"), load_world())
    paragraphs = find_paragraphs(text)
    return list(find_names(text, paragraphs, [()] * len(paragraphs), known.world))


def given(text: str, *aliases: str, kind: str = "group") -> list[str]:
    found = names(text, *aliases, kind=kind)
    assert all(text[name.start : name.end] == name.text for name in found)
    assert all(name.key == "Dawn" for name in found if name.is_given)
    return [name.text for name in found if name.is_given]


def test_words_are_folded_and_the_article_is_small() -> None:
    assert alias_words("The Al-Nūr Front") == ("the", "Al", "Nur", "Front")
    assert alias_words("the") == ("the",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday the brothers left.", ["brothers"]),
        ("The brothers left.", ["brothers"]),
        ("Two brothers left.", []),
        ("the brothers’ camp", ["brothers"]),
        ("the\nbrothers left", ["brothers"]),
        ("He saw the\n\nbrothers left.", []),
        ("the brothersome men", []),
    ],
)
def test_a_name_in_small_letters_needs_its_words_as_they_are(text: str, found: list[str]) -> None:
    assert given(text, "the brothers") == found


def test_the_longest_name_wins_and_names_do_not_overlap() -> None:
    assert given("The 1st Shore Guard of the North left.", "1st Shore", "1st Shore Guard of the North") == [
        "1st Shore Guard of the North"
    ]


def test_a_longer_name_of_the_text_keeps_its_parts() -> None:
    found = names("Karl Lantern met the Lantern Committee in Lantern Street. Lantern left.", "Lantern")
    assert [(name.text, name.is_given) for name in found] == [
        ("Karl Lantern", False), ("Lantern Committee", False), ("Lantern Street", False), ("Lantern", True),
    ]  # fmt: skip


def test_names_inside_an_alias_give_way_to_it() -> None:
    assert [
        name.text for name in names("The friends of Paris and Rome left.", "friends of Paris and Rome")
    ] == ["friends of Paris and Rome"]


@pytest.mark.parametrize(
    ("alias", "text", "found"),
    [
        ("Smith & Sons", "Guns of Smith & Sons came.", ["Smith & Sons"]),
        ("Smith & Sons", "Guns of Smith &\nSons came.", ["Smith &\nSons"]),
        ("Smith & Sons", "Smith, Sons and others came.", []),
        ("Dawn (North)", "They saw Dawn (North) again.", ["Dawn (North"]),
        ("Al Nur", "They saw Al-Nur again.", ["Al-Nur"]),
        ("M/23", "They saw M/23 again.", ["M/23"]),
        ("M/23", "They saw M-23 again.", []),
    ],
)
def test_marks_inside_a_name_are_of_it(alias: str, text: str, found: list[str]) -> None:
    assert given(text, alias) == found


def test_unseen_signs_and_accents_do_not_hide_a_name() -> None:
    assert given("The N\u200bu\u0304r 5 left.", "Nūr 5") == ["N\u200bu\u0304r 5"]


def test_a_person_found_by_other_letters_keeps_the_title() -> None:
    (name,) = names("They met General Al\u00adtan there.", "Altan", kind="person")
    assert (name.kind, name.key, name.title) == ("person", "Dawn", "general")


def test_many_aliases_cost_no_more_than_few() -> None:
    aliases = [f"unit {number}" for number in range(3000)]
    text = " ".join(f"They saw unit {number} again." for number in range(0, 3000, 100))
    assert given(text, *aliases) == [f"unit {number}" for number in range(0, 3000, 100)]
