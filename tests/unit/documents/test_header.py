from __future__ import annotations

from datetime import date

import pytest

from detente.documents.header import read_header

FULL = (
    "Title: Talks stall\nPublisher: The Courier\nPublished: 24 April 2025\n"
    "URL: https://courier.example/talks\n\nThe talks stalled.\n"
)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_four_fields_are_read_and_the_body_starts_after_the_empty_line(line_end: str) -> None:
    text = FULL.replace("\n", line_end)
    header = read_header(text)
    assert (header.origin.title, header.origin.publisher) == ("Talks stall", "The Courier")
    assert header.origin.published_on == date(2025, 4, 24)
    assert header.origin.url == "https://courier.example/talks"
    assert text[header.body_start :].startswith("The talks stalled.")
    assert header.warnings == ()


def test_author_language_and_last_change_are_read_too_each_with_its_line() -> None:
    days = "Published: 24 April 2025\nUpdated: 26 April 2025"
    text = f"Title: Talks\nAuthor: Ana Lopez\n{days}\nLanguage: en-GB\n\nText"
    origin = read_header(text).origin
    assert (origin.author, origin.updated_on, origin.language) == ("Ana Lopez", date(2025, 4, 26), "en")
    assert [(item.field, item.where) for item in origin.found] == [
        ("title", "header field 'Title' in line 1"),
        ("published_on", "header field 'Published' in line 3"),
        ("updated_on", "header field 'Updated' in line 4"),
        ("author", "header field 'Author' in line 2"),
        ("language", "header field 'Language' in line 5"),
    ]


def test_keys_are_read_in_any_case_and_order() -> None:
    header = read_header("PUBLISHED : 2025-04-24\ntitle:Talks: a stall\n\nText")
    assert (header.origin.title, header.origin.published_on) == ("Talks: a stall", date(2025, 4, 24))


@pytest.mark.parametrize(
    "text",
    [
        "Title: Talks stall\n\nOne field is no block.",
        "Title: Talks stall\nPublisher: The Courier\nNo empty line follows.",
        "Title: Talks stall\nPublisher: The Courier",
        "\nTitle: Talks stall\nPublisher: The Courier\n\nNot at the very start.",
        "---\ntitle: Talks stall\npublisher: The Courier\n---\n\nFront matter is text.",
        "Okoro: we agree.\nBelo: we do not.\n\nA dialogue.",
        "Title: " + "x" * 2000 + "\nPublisher: The Courier\n\nA line too long for a field.",
        "".join(f"Key{chr(97 + k)}: v\n" for k in range(22)) + "Title: a\nURL: b\n\nToo many lines.",
    ],
)
def test_anything_else_is_the_report_itself(text: str) -> None:
    header = read_header(text)
    assert (header.body_start, header.warnings, header.origin.title) == (0, (), None)


def test_a_reliability_in_the_text_is_never_taken() -> None:
    header = read_header("Title: a\nPublisher: b\nReliability: A\n\nText")
    assert header.origin.reliability is None
    (warning,) = header.warnings
    assert "sidecar" in warning


def test_fields_that_cannot_be_taken_are_left_open_with_a_warning() -> None:
    header = read_header(
        "Title: a\nTitle: b\nEditor: c\nPublished: last week\nURL: javascript:alert(1)\nPublisher:\n\nText"
    )
    assert header.origin.title == "a"
    assert (header.origin.published_on, header.origin.url, header.origin.publisher) == (None, None, None)
    subjects = [warning.split("'")[1] for warning in header.warnings]
    assert subjects == ["Title", "Editor", "Published", "URL"]
