from __future__ import annotations

import pytest

from detente.documents.running_lines import without_running_lines

BODY = [f"On the {day} day they met.\nThe {day} answer came." for day in ("first", "second", "third")]


def test_heads_and_feet_are_left_out_and_named_with_how_often_they_stand() -> None:
    pages = [f"Weekly note 19\n{body}\nCrisis desk" for body in BODY]
    assert without_running_lines(pages) == (
        BODY,
        ["'Weekly note 19' on 3 of 3 pages", "'Crisis desk' on 3 of 3 pages"],
    )


@pytest.mark.parametrize("foot", ["{}", "- {} -", "page {} of 3", "{} | Crisis desk, 14 May 2031"])
def test_a_number_in_them_may_go_up_with_the_pages(foot: str) -> None:
    pages = [f"{body}\n{foot.format(number)}" for number, body in enumerate(BODY, start=7)]
    kept, notes = without_running_lines(pages)
    assert kept == BODY
    assert notes == [f"{foot.format(7)!r} on 3 of 3 pages"]


def test_numbers_that_do_not_go_up_with_the_pages_are_a_report_s_own() -> None:
    pages = [f"{body}\nDead: {dead}" for body, dead in zip(BODY, (9, 4, 12), strict=True)]
    assert without_running_lines(pages) == (pages, [])


def test_a_title_page_may_lack_them() -> None:
    pages = ["Report of the mission", *(f"{body}\n{number}" for number, body in enumerate(BODY, start=2))]
    assert without_running_lines(pages)[0] == ["Report of the mission", *BODY]


def test_left_and_right_pages_may_have_heads_of_their_own() -> None:
    heads = ["Crisis desk", "Weekly note"]
    bodies = [*BODY, "The talks went on for a while."]
    pages = [f"{heads[number % 2]}\n{body}" for number, body in enumerate(bodies)]
    assert without_running_lines(pages)[0] == bodies


def test_lines_inside_the_page_stay_however_often_they_are_repeated() -> None:
    pages = [f"{body}\nHe said no.\n{body}\nUntil then." for body in BODY]
    kept, _ = without_running_lines(pages)
    assert all("He said no." in page for page in kept)
    pages = [f"Only on page {word}\nHe said no.\n{body}" for word, body in zip("abc", BODY, strict=True)]
    assert without_running_lines(pages) == (pages, [])


@pytest.mark.parametrize("pages", [["Weekly note\nHe left."], ["He left.", "He left."], ["", ""], []])
def test_one_page_and_pages_of_nothing_else_are_left_as_they_are(pages: list[str]) -> None:
    assert without_running_lines(pages) == (pages, [])
