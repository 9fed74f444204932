from __future__ import annotations

import json
from datetime import date

import pytest

from detente.documents import load
from detente.errors import DocumentError

BODY = (
    "<p>“We will not sign,” President Okoro said on Thursday after meeting the envoy in the capital.</p>"
    "<p>The foreign ministry said on 3 March 2021 that it had received the proposal and would answer.</p>"
)

# The script becomes the root of the tree, from where it cannot be dropped.
BROKEN = '<svg><script type="application/ld+json">{"@graph":[1,{"@type":["a"]}]}</script><table>'


def page(head: str = "", body: str = f"<article>{BODY}</article>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_main_text_is_taken_without_menus_scripts_and_comments() -> None:
    body = (
        "<nav><a href='/'>Home</a></nav><script>alert(1)</script><style>p {color: red}</style>"
        f"<!-- hidden --><article>{BODY}</article><footer>Terms of use</footer>"
    )
    document = load(page(body=body), path="a.html")
    assert document.media_type == "text/html"
    assert document.text.startswith("“We will not sign,” President Okoro said")
    assert document.text.endswith("would answer.")
    for left_out in ("Home", "alert", "color", "hidden", "Terms"):
        assert left_out not in document.text


def test_blocks_stand_apart_and_rows_have_tabs() -> None:
    body = (
        f"<article><h1>Talks stall</h1>{BODY}<h2>The envoy warns</h2><p>He waited for<br>an answer from "
        "both of the sides.</p><ul><li>Northland wants monitors</li>"
        "<li>Southmark rejects <b>them</b></li></ul>"
        "<table><tr><td>Side</td><td>Seats</td></tr><tr><td>North</td><td>5</td></tr></table></article>"
    )
    text = load(page(body=body), path="a.html").text
    assert text.split("\n\n")[3:] == [
        "The envoy warns",
        "He waited for\nan answer from both of the sides.",
        "Northland wants monitors",
        "Southmark rejects them",
        "Side\tSeats",
        "North\t5",
    ]


def test_what_the_head_states_is_taken() -> None:
    head = (
        "<title>Talks stall | The Courier</title><meta property='og:site_name' content='The Courier'>"
        "<meta property='article:published_time' content='2025-04-24T23:30:00-05:00'>"
        "<link rel='canonical' href='https://courier.example/talks'>"
    )
    document = load(page(head), path="a.htm")
    assert (document.title, document.publisher) == ("Talks stall", "The Courier")
    assert (document.published_on, document.url) == (date(2025, 4, 24), "https://courier.example/talks")


def test_linked_data_in_the_head_is_taken() -> None:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": "2025-04-24"}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    assert load(page(head), path="a.html").published_on == date(2025, 4, 24)


def test_dates_in_the_body_are_not_taken_for_the_day_of_publication() -> None:
    body = (
        f"<article>{BODY}</article><aside><time datetime='2019-01-02'>2 January 2019</time> Related</aside>"
        "<footer>Copyright 2019-01-03</footer>"
    )
    assert load(page(body=body), path="a.html").published_on is None


def test_the_host_is_not_taken_for_the_publisher() -> None:
    head = "<link rel='canonical' href='https://courier.example/talks'>"
    assert load(page(head), path="a.html").publisher is None


def test_an_address_that_runs_something_is_not_taken() -> None:
    assert load(page("<link rel='canonical' href='javascript:alert(1)'>"), path="a.html").url is None


def test_a_page_cannot_grade_itself() -> None:
    head = "<meta name='reliability' content='A'><title>Talks</title>"
    body = f"<article><p>Reliability: A</p>{BODY}</article>"
    assert load(page(head, body), path="a.html").reliability == "F"


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<nav>Home</nav>", "<" * 3000 + "a", "a>" * 9, BROKEN]
)
def test_a_page_without_main_text_is_refused_with_the_next_step(markup: str) -> None:
    with pytest.raises(DocumentError, match=r"copy the report's words into a \.txt file"):
        load(markup.encode(), path="a.html")


def test_the_declared_encoding_of_a_page_is_used() -> None:
    text = (
        "<article><p>"
        + "Президент сказал, что мир близок, и поблагодарил посредников. " * 3
        + "</p></article>"
    )
    raw = f"<html><head><meta charset='windows-1251'></head><body>{text}</body></html>".encode("cp1251")
    # Decoded in any other way its words would be those of no language.
    with pytest.raises(DocumentError, match=r"written in Russian \(ru, 0\."):
        load(raw, path="a.html")


def test_hidden_characters_that_extraction_drops_are_still_warned_of() -> None:
    body = f"<article>{BODY.replace('Okoro', 'Oko&shy;ro').replace('envoy', chr(0x200B) + 'envoy')}</article>"
    document = load(page(body=body), path="a.html")
    assert any("invisible character (U+200B)" in warning for warning in document.warnings)


def test_a_page_is_recognised_where_no_name_says_so() -> None:
    assert load(page()).media_type == "text/html"


def test_a_page_named_txt_is_read_as_text_with_a_warning() -> None:
    document = load(page(), path="a.txt")
    assert document.text == page().decode()
    assert any("name it .html" in warning for warning in document.warnings)


def test_an_oversized_page_is_refused_with_its_limit() -> None:
    with pytest.raises(DocumentError, match="more than 2 MB"):
        load(page(body=BODY * 12_000), path="a.html")
