from __future__ import annotations

import json
from datetime import date

import pytest
from tests.unit.documents.files import ENVOY, LATER, where

from detente.documents import Document, load
from detente.documents.page_head import head_items


def page(head: str, *, attributes: str = "", body: str = "") -> Document:
    article = f"<article><p>{ENVOY}</p><p>{LATER}</p>{body}</article>"
    markup = f"<!doctype html><html{attributes}><head>{head}</head><body>{article}</body></html>"
    return load(markup.encode(), path="a.html")


def test_each_field_says_in_which_element_it_was_found() -> None:
    head = (
        "<title>Talks stall | The Courier</title><meta property='og:site_name' content='The Courier'>"
        "<meta property='article:published_time' content='2025-04-24T23:30:00-05:00'>"
        "<meta property='article:modified_time' content='2025-04-26'><meta name='author' content='Ana Lopez'>"
        "<link rel='canonical' href='https://courier.example/talks'>"
    )
    document = page(head, attributes=" lang='en-GB'")
    assert (document.author, document.updated_on) == ("Ana Lopez", date(2025, 4, 26))
    assert where(document) == {
        "title": "title element",
        "publisher": "meta og:site_name",
        "published_on": "meta article:published_time",
        "updated_on": "meta article:modified_time",
        "url": "link canonical",
        "author": "meta author",
        "language": "html lang",
    }


def linked(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", **fields}]}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def test_linked_data_is_named_by_its_key() -> None:
    head = linked(
        headline="Talks stall",
        datePublished="2025-04-24",
        dateModified="2025-04-27T10:00:00Z",
        author=[{"@type": "Person", "name": "Ana Lopez"}],
    )
    document = page(head)
    assert (document.published_on, document.updated_on) == (date(2025, 4, 24), date(2025, 4, 27))
    found = where(document)
    assert (found["published_on"], found["updated_on"]) == ("JSON-LD datePublished", "JSON-LD dateModified")
    assert (found["title"], found["author"]) == ("JSON-LD headline", "JSON-LD author")


@pytest.mark.parametrize(
    "head",
    [
        linked(dateModified="2025-04-27"),
        "<meta property='article:modified_time' content='2025-04-27'>",
        "<meta property='article:published_time' content='2025-04'>",
        "<meta name='date' content='04/05/2025'>",
    ],
)
def test_a_day_that_is_not_stated_as_that_of_publication_is_not_taken_for_it(head: str) -> None:
    assert page(head).published_on is None


@pytest.mark.parametrize(
    "content", ["2025-04-24", "20250424", "24 April 2025", "Thu, 24 Apr 2025 10:00:00 GMT"]
)
def test_a_day_is_understood_in_any_unambiguous_form(content: str) -> None:
    assert page(f"<meta property='article:published_time' content='{content}'>").published_on == date(
        2025, 4, 24
    )


def test_a_day_in_the_address_is_taken_and_said_to_be_from_there() -> None:
    document = page("<link rel='canonical' href='https://courier.example/2025/04/24/talks'>")
    assert document.published_on == date(2025, 4, 24)
    assert where(document)["published_on"] == "the address in link canonical"


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<body>No head</body>",
        "<head></head>",
        "<head><meta name='a'><meta content='b'><link rel='canonical'",
        "<head><script type='application/ld+json'>{not json</script></head>",
        f"<head><script type='application/ld+json'>{'[' * 100_000}</script></head>",
        "<head><script type='application/ld+json'>[1, null, {\"author\": [3]}]</script></head>",
        "<head>" + "<meta" * 50_000,
    ],
)
def test_broken_heads_state_nothing(markup: str) -> None:
    assert head_items(markup) == ()
