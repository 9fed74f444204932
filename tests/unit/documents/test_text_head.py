from __future__ import annotations

from datetime import date

import pytest
from tests.unit.documents.files import parts

from detente.documents import load
from detente.documents.document import FieldOrigin
from detente.documents.text_head import read_byline, read_text_head

DAY = date(2031, 3, 14)


@pytest.mark.parametrize(
    "line",
    [
        "14 March 2031",
        "March 14, 2031",
        "2031-03-14",
        "Friday, March 14, 2031\xa0",
        "Fri 14 Mar 2031",
        "Friday, 14th March 2031",
        "Published: 14 March 2031",
        "First published on Friday 14 March 2031 10.40 GMT",
        "Posted March 14, 2031 at 10:40 a.m. EST",
        "March 14, 2031 | 10:40",
        "*14 March 2031*",
        "2031-03-14T10:40:00Z",
        "DATE: 14 March 2031",
    ],
)
def test_a_line_that_is_a_day_states_it(line: str) -> None:
    found = read_text_head(f"Talks resume in Merrin\n\nBy Ines Okafor\n{line}\n\nThe delegations met again.")
    assert (found.origin.published_on, found.warnings) == (DAY, ())
    assert FieldOrigin(field="published_on", where="date line in line 4") in found.origin.found


@pytest.mark.parametrize(
    "opening",
    [
        "MERRIN, March 14, 2031 (Lake Herald) — The delegations met again.",
        "Merrin, Varria, 14 March 2031 - The delegations met again.",
        "MERRIN, Friday, March 14, 2031 -- The delegations met again.",
    ],
)
def test_a_dateline_with_its_year_states_the_day(opening: str) -> None:
    found = read_text_head(f"Talks resume\n\n{opening}")
    assert found.origin.published_on == DAY
    assert found.origin.found[-1].where == "dateline in line 3"


@pytest.mark.parametrize(
    "text",
    [
        "The truce of 14 March 2031 holds.\n\nMore follows.",
        "On March 14, 2031, the delegations met again.",
        "The talks, held in Merrin, 14 March 2031 - the day of the truce - went on.",
        "MERRIN, March 14 (Agency) — The delegations met again.",  # no year
        "Talks resume\n\n3/4/2031\n\nThe delegations met.",  # two days on two sides of an ocean
        "Talks resume\n\n31 February 2031\n\nThe delegations met.",
        "Timeline\n\n14 March 2031: the truce begins.\n\nMore follows.",
        f"{'The delegations met again and again in the same town. ' * 4}\n\n14 March 2031\n\nMore.",
        "\n".join(f"Line {number}" for number in range(12)) + "\n14 March 2031\n",
    ],
)
def test_a_day_elsewhere_is_not_the_day_of_publication(text: str) -> None:
    assert read_text_head(text).origin.published_on is None


def test_the_day_of_a_change_is_another_field() -> None:
    found = read_text_head("Talks\nPublished 14 March 2031\nLast updated: 15 March 2031\n\nThey met.")
    assert (found.origin.published_on, found.origin.updated_on) == (DAY, date(2031, 3, 15))


def test_two_days_leave_it_open() -> None:
    found = read_text_head("Talks\n14 March 2031\n15 March 2031\n\nThey met.")
    assert found.origin.published_on is None
    assert "2031-03-14 in date line in line 2, 2031-03-15 in date line in line 3" in found.warnings[0]


def test_a_day_of_the_week_that_does_not_fit_is_told() -> None:
    found = read_text_head("Talks\nThursday, 14 March 2031\n\nThey met.")
    assert found.origin.published_on == DAY
    assert found.warnings == ("the date line in line 2 says Thursday, but 2031-03-14 is a Friday",)


def test_a_document_is_dated_by_its_head_unless_something_else_dates_it() -> None:
    words = b"Talks resume\n\n14 March 2031\n\nThe two delegations met again on Thursday in the town.\n"
    document = load(words)
    assert document.published_on == DAY
    assert FieldOrigin(field="published_on", where="date line in line 3") in document.provenance
    header = b"Title: Talks\nPublished: 2031-03-15\n\n"
    assert load(header + words).published_on == date(2031, 3, 15)
    page = b"<html><head><title>T</title></head><body><article><p>14 March 2031</p><p>" + words * 3
    assert load(page + b"</p></article></body></html>", path="a.html").published_on is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks resume in Merrin\n\nThe delegations met.", "Talks resume in Merrin"),
        ("\n\nWill they sign?\n\nThe delegations met.", "Will they sign?"),
        ("# Talks resume\nThe delegations met.", "Talks resume"),
        ("Talks resume\n14 March 2031\nThe delegations met.", "Talks resume"),
        ("Talks resume\nBy Ines Okafor\n\nThe delegations met.", "Talks resume"),
        (
            "“We shall not sign”: Front walks out\n\nThe delegations met.",
            "“We shall not sign”: Front walks out",
        ),
        ("The delegations met.\n\nThen they left.", None),  # a sentence
        ("The delegations met\nand left again.", None),  # a line that goes on
        ("14 March 2031\n\nThe delegations met.", None),
        ("By Ines Okafor\n\nThe delegations met.", None),
        ("REYL: Good morning\n\nThe delegations met.", None),  # a speaker's label
        ("Talks resume", None),  # nothing behind it
        (f"{'word ' * 21}\n\nThe delegations met.", None),
        ("the delegations met\n\nThen they left.", None),
    ],
)
def test_a_first_line_that_stands_alone_is_the_headline(text: str, title: str | None) -> None:
    found = read_text_head(text)
    assert found.origin.title == title
    assert [one.where[:16] for one in found.origin.found if one.field == "title"] == (
        ["headline in line"] if title else []
    )


def test_a_title_stated_elsewhere_is_kept() -> None:
    assert (
        load(b"Title: Talks\nPublisher: P\n\nTalks resume\n\nThe delegations met again.\n").title == "Talks"
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jo Marsh", "Jo Marsh"),
        ("BY JO MARSH", "JO MARSH"),
        ("By Jean-Paul Sarr and Élodie O’Brien", "Jean-Paul Sarr and Élodie O’Brien"),
        ("By A. B. Chen, Dana Lenk and Abu al-Sarraj in Larn", "A. B. Chen, Dana Lenk and Abu al-Sarraj"),
        ("By Ada van der Lind, Harbour News", "Ada van der Lind"),
        ("By Jo Marsh | 14 March 2031", "Jo Marsh"),
        ("By Friday", None),
        ("By Friday Morning", None),
        ("By Prime Minister Ilan Varga, who left.", None),
        ("By all accounts the talks went well", None),
        ("Bystanders Jo Marsh", None),
    ],
)
def test_by_line_names_the_author_and_no_other_line_does(line: str, author: str | None) -> None:
    text = f"Talks resume in Merrin\n\n{line}\n\nThe delegations met again on Monday."
    document = load(text.encode(), path="a.txt")
    assert document.author == author
    found = {item.field: item.where for item in document.provenance}
    assert found.get("author") == (None if author is None else "by-line in line 3")


def test_by_line_counts_where_nothing_else_states_the_author_and_before_the_report_begins() -> None:
    row = b'title,text,author\nTalks,"By Jo Marsh\n\nThe delegations met.",Ada Lind\n'
    (stated,), _ = parts(row, "a.csv")
    assert stated.document.author == "Ada Lind"
    begun = "The delegations met again on Monday in the old mill by the river, " * 3
    assert read_byline(f"{begun}\n\nBy Jo Marsh\n") is None
    page = b"<html><body><article><h1>Talks</h1><p>By Jo Marsh</p>" + b"<p>The delegations met again.</p>" * 3
    assert load(page, path="a.html").author == "Jo Marsh"
