from __future__ import annotations

import pytest

from detente.reading.knowledge.world import load_world
from detente.reading.names.find import find_names
from detente.reading.text.paragraphs import find_paragraphs


def kinds(text: str) -> dict[str, str]:
    paragraphs = find_paragraphs(text)
    names = find_names(text, paragraphs, [()] * len(paragraphs), load_world())
    return {name.text: name.kind for name in names}


def keys(text: str) -> list[str]:
    paragraphs = find_paragraphs(text)
    return [name.key for name in find_names(text, paragraphs, [()] * len(paragraphs), load_world())]


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers of Tolvark and Estmark signed on Sunday.",
        "It was not clear whether the Estmark parliament would approve it.",
        "On Sunday Estmark, the island republic, said nothing.",
        "He thanked Estmark, a small kingdom in the north, for its help.",
        "President Iven Stahl of Estmark said that he would pay.",
        "On Monday Estmark will withdraw its coast guard vessels by July.",
        "It was brokered by the Gulf state of Estmark.",
        "The Kingdom of Estmark exchanged prisoners.",
        "Estmark's embassy denied it.",
    ],
)
def test_what_only_a_state_has_or_is_called_makes_a_state(text: str) -> None:
    assert kinds(text)["Estmark"] == "state"


@pytest.mark.parametrize(
    "text",
    [
        "Estmark said that nothing would change.",
        "The Estmark government said that nothing would change.",  # as *the Keller government*
        "The ministers met Estmark and his wife.",
        "The village of Estmark, the oldest in the valley, was shelled.",
    ],
)
def test_what_others_have_too_makes_none(text: str) -> None:
    assert kinds(text).get("Estmark") != "state"


def test_who_acts_in_one_breath_with_a_state_is_one() -> None:
    told = "The parliament of Umbark met. "
    assert kinds(told + "On Friday Kantoro and Umbark will meet again.")["Kantoro"] == "state"
    assert kinds(told + "On Friday Umbark and Kantoro agreed on a truce.")["Kantoro"] == "state"
    assert kinds(told + "Rain fell in Umbark and Kantoro on Monday.")["Kantoro"] != "state"


def test_what_goes_on_in_a_state_does_not_make_it_a_place() -> None:
    text = "The government of San Telmor fled. Fighting went on in San Telmor. They returned to San Telmor."
    assert kinds(text)["San Telmor"] == "state"
    assert kinds(text + " The streets of San Telmor were empty.")["San Telmor"] == "place"


def test_an_adjective_may_leave_out_the_saint() -> None:
    assert kinds("The government of San Telmor sent Telmoran troops.")["Telmoran"] == "demonym"


def test_the_form_alone_means_the_only_state_called_so() -> None:
    first = "The Khanate of Uvshin signed. "
    assert keys(first + "On Monday the Khanate returned the herds.") == ["Uvshin", "Uvshin"]
    second = "The Khanate of Tolm did not. "
    assert keys(first + second + "On Monday the Khanate returned the herds.")[-1] == "Khanate"


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("The Synod of the Valleys met. On Monday the Synod asked for time.", "Synod of the Valleys"),
        ("She leads the Frente Serrano. On Monday the Frente signed.", "Frente Serrano"),
        ("President Octavio Reyes Bracamonte left. On Monday Reyes said no.", "Octavio Reyes Bracamonte"),
        (
            "President Octavio Bracamonte left. General Pilar Bracamonte stayed. "
            "On Monday General Bracamonte said no.",
            "Pilar Bracamonte",
        ),
    ],
)
def test_short_names_are_the_long_ones(text: str, full: str) -> None:
    assert keys(text)[-1] == full


def test_the_first_word_of_a_body_may_be_anybodys() -> None:
    assert keys("The House Judiciary Committee met. On Monday the House voted.")[-1] == "House"
