from __future__ import annotations

import pytest

from detente.reading.knowledge.titles import find_title, is_single, may_name_one, normal_title
from detente.reading.knowledge.world import head_titles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Defense Minister", "defence minister"),
        ("premier", "Prime Minister"),
        ("acting president", "president"),
        ("caretaker premier", "prime minister"),
        ("vice-president", "Vice  President"),
        ("army spokeswoman", "army spokesman"),
        ("chairwoman", "chair"),
        ("national security advisor", "national security adviser"),
    ],
)
def test_words_for_one_office_are_the_same(one: str, other: str) -> None:
    assert normal_title(one) == normal_title(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("president", "vice president"),
        ("foreign minister", "deputy foreign minister"),
        ("president", "president-elect"),
    ],
)
def test_words_for_two_offices_are_not(one: str, other: str) -> None:
    assert normal_title(one) != normal_title(other)


def test_an_office_of_one_holder_names_its_holder() -> None:
    titles = head_titles().values()
    assert all(may_name_one(title) for title in titles if is_single(title))
    single = {title.words for title in titles if is_single(title)}
    assert {"president", "prime minister", "foreign minister", "king", "chancellor"} <= single
    assert not single & {"minister", "leader", "envoy", "general", "vice president", "aide", "adviser"}


@pytest.mark.parametrize(
    ("kind", "holds"),
    [("state", "government member"), ("armed force", "armed force"), ("organisation", "organisation"),
     ("group", "organisation")],
)  # fmt: skip
def test_a_title_that_is_not_listed_is_of_the_kind_of_its_owner(kind: str, holds: str) -> None:
    assert find_title("First Warden", kind).holds == holds
    assert find_title("President", kind).holds == "state head"
