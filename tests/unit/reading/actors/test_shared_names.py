from __future__ import annotations

import pytest

from detente.documents import load
from detente.reading.actors.shared_names import find_capitals, find_palaces, share_names
from detente.reading.knowledge.world import load_world
from detente.reading.names.find import find_names
from detente.reading.names.types import Name
from detente.reading.parse.parsed import Survey
from detente.reading.text.paragraphs import find_paragraphs


def surveyed(text: str, *labelled: tuple[str, str]) -> Survey:
    paragraphs = find_paragraphs(text)
    labels = [
        [
            (text.index(words) - p.start, text.index(words) - p.start + len(words), label)
            for words, label in labelled
            if p.start <= text.index(words) < p.end
        ]
        for p in paragraphs
    ]
    return Survey(load(text.encode()), paragraphs, (), find_names(text, paragraphs, labels, load_world()))


def shared(*surveys: Survey) -> list[dict[str, Name]]:
    return [{name.text: name for name in one.names} for one in share_names(surveys)]


PLAIN = "Velkian President Ann Marsh left Velkia. She lived in Tolmen. The Elm Palace said no."


@pytest.mark.parametrize("label", ["PERSON", "GPE", "ORG"])
@pytest.mark.parametrize(
    ("words", "kind"),
    [("Velkia", "state"), ("Marsh", "person"), ("Tolmen", "place"), ("Elm Palace", "organisation")],
)
def test_what_one_document_says_plainly_settles_the_others(words: str, kind: str, label: str) -> None:
    silent = surveyed(f"He watched {words} again.", (words, label))
    for pair in ((surveyed(PLAIN), silent), (silent, surveyed(PLAIN))):
        for found in shared(*pair):
            if words in found:
                assert found[words].kind == kind


def test_labels_of_many_documents_do_not_outvote_one_plain_word() -> None:
    silent = [surveyed("He watched Marsh again.", ("Marsh", "ORG")) for _ in range(3)]
    assert all(
        found["Marsh"].kind == "person" for found in shared(surveyed(PLAIN), *silent) if "Marsh" in found
    )


def test_a_bare_surname_takes_the_one_full_name() -> None:
    _, found = shared(surveyed("President Ann Marsh left."), surveyed("He met Marsh again."))
    assert found["Marsh"].key == "Ann Marsh"


def test_a_bare_surname_of_two_persons_stays_open() -> None:
    full = surveyed("President Ann Marsh left. President Tomas Marsh stayed.")
    _, found = shared(full, surveyed("He met Marsh again.", ("Marsh", "PERSON")))
    assert found["Marsh"].key == "Marsh"


def test_a_place_keeps_its_name_beside_a_person_of_that_surname() -> None:
    _, found = shared(
        surveyed("President Ann Marsh left."), surveyed("He lived in Marsh, the capital, and near Marsh.")
    )
    assert (found["Marsh"].kind, found["Marsh"].key) == ("place", "Marsh")


def test_capitals_in_a_dateline_are_the_name_the_others_write() -> None:
    dateline, _ = shared(
        surveyed("TOLMEN, March 2 (Elm Wire) — They left."), surveyed("They left Tolmen again.")
    )
    assert dateline["TOLMEN"].key == "Tolmen"


def test_an_adjective_is_tied_to_the_state_that_another_document_names() -> None:
    _, found = shared(surveyed(PLAIN), surveyed("He watched Velkian troops again."))
    assert (found["Velkian"].kind, found["Velkian"].state) == ("demonym", "Velkia")


def test_known_names_keep_what_they_are() -> None:
    found, _ = shared(surveyed("Norway left."), surveyed("President Ann Norway left."))
    assert found["Norway"].kind == "state"


@pytest.mark.parametrize(
    "text",
    [
        "In Tolmen, Norwegian President Ann Marsh left.",
        "In Tolmen, Norway’s prime minister left.",
        "He left Norway’s capital, Tolmen, again.",
        "He left the Norwegian capital, Tolmen, again.",
        "He left the Norwegian capital of Tolmen again.",
        "He left Tolmen, the Norwegian capital, again.",
        "Norwegian President Ann Marsh spoke at the Elm Palace in Tolmen.",
    ],
)
def test_a_city_is_a_capital_where_the_text_puts_a_government(text: str) -> None:
    one = surveyed(text)
    assert find_capitals(one) == {"Tolmen": "Norway"}
    (found,) = shared(one)
    assert (found["Tolmen"].kind, found["Tolmen"].state) == ("capital", "Norway")


@pytest.mark.parametrize(
    "text",
    [
        "In Tolmen, Norwegian troops left.",
        "He left Norway for Tolmen again.",
        "Norwegian President Ann Marsh left. He spoke at the Elm Palace in Tolmen.",
        "In Tolmen, he met Norwegian President Ann Marsh.",
    ],
)
def test_a_city_is_no_capital_because_a_state_is_named_near_it(text: str) -> None:
    assert find_capitals(surveyed(text)) == {}


def test_a_palace_is_tied_to_the_head_of_state_of_its_sentence() -> None:
    found = [
        (palace.text, city, state)
        for palace, city, state in find_palaces(
            surveyed("Norway’s president spoke at the Elm Palace to all.")
        )
    ]
    assert found == [("Elm Palace", None, "Norway")]
