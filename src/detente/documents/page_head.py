"""What the head of a web page states of its report, item by item, to say where each field was found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.documents.dates import parse_stated

MAX_HEAD_CHARACTERS = 500_000
"""Of a page's head this much is looked at; a head states what it states long before."""

_HEAD = re.compile(r"<head\b[^>]*>.*?(?=</head>|<body\b|\Z)", re.I | re.S)
_HTML_LANGUAGE = re.compile(
    r"""<html\b[^>]{0,1000}?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z][\w\-]{0,30})""", re.I
)
_LINKED_KEYS = {
    "headline": "title",
    "name": "title",
    "datePublished": "published_on",
    "dateCreated": "published_on",
    "dateModified": "updated_on",
    "url": "url",
    "author": "author",
    "publisher": "publisher",
    "inLanguage": "language",
}
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "last-modified", "revised",
)  # fmt: skip
_LANGUAGE = ("content-language", "og:locale", "dc.language", "dcterms.language", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadItem:
    """One statement of a head: its words, and the element (``meta og:title``) they stand in.

    ``field`` is the field it is about where the element's name settles that, else empty.
    """

    where: str
    name: str
    words: str
    field: str = ""


def head_of(markup: str) -> str | None:
    """Return the markup of a page's head, None when it has none."""
    match = _HEAD.search(markup)
    return match.group()[:MAX_HEAD_CHARACTERS] if match else None


def head_items(markup: str) -> tuple[HeadItem, ...]:
    """Return what the head of a page states, in the order of the page."""
    from lxml import etree, html  # type: ignore[import-untyped]

    head = head_of(markup)
    if head is None:
        return ()
    try:
        tree = html.document_fromstring(head)
    except (etree.LxmlError, ValueError):  # empty, or a declared encoding in text that is decoded
        return ()
    return tuple(item for element in tree.iter("title", "meta", "link", "script") for item in _items(element))


def where_found(field: str, value: str, items: tuple[HeadItem, ...]) -> str:
    """Return the element in which a value was found; empty when it stands in none word by word.

    A day of publication is found where the words name that day and no other, and are not said of the last
    change; or in the page's address.
    """
    for item in items:
        if item.field in ("", field) and item.name not in _UPDATED and _says(field, item.words, value):
            return item.where
    in_address = "/" + value.replace("-", "/") + "/"
    if field == "published_on":
        return next((f"the address in {item.where}" for item in items if in_address in item.words), "")
    return ""


def updated_in(items: tuple[HeadItem, ...]) -> tuple[str, str] | None:
    """Return the words in which a head states the day of the last change, and where; None for nothing."""
    return _first(items, "updated_on", _UPDATED)


def language_in(markup: str, items: tuple[HeadItem, ...]) -> tuple[str, str] | None:
    """Return the language that a page states, and where; None for nothing."""
    if match := _HTML_LANGUAGE.search(markup[:20_000]):
        return match[1], "html lang"
    return _first(items, "language", _LANGUAGE)


def _first(items: tuple[HeadItem, ...], field: str, names: tuple[str, ...]) -> tuple[str, str] | None:
    for name in names:
        for item in items:
            if item.name == name:
                return item.words, item.where
    return next(((item.words, item.where) for item in items if item.field == field), None)


def _says(field: str, words: str, value: str) -> bool:
    if field == "published_on":
        day = parse_stated(words)
        return day.isoformat() == value if day else words.strip() == value.replace("-", "")
    told, asked = " ".join(words.split()).casefold(), " ".join(value.split()).casefold()
    # The extractor drops a site's name after a title, and "By" before an author.
    return told == asked if field == "url" else bool(asked) and asked in told


def _items(element: Any) -> Iterator[HeadItem]:
    """Yield what one element of a head states."""
    words = element.text or ""
    if element.tag == "title":
        yield HeadItem(where="title element", name="", words=words, field="title")
    elif element.tag == "script":
        if element.get("type", "").lower() == "application/ld+json":
            yield from _linked(words)
    elif element.tag == "link":
        if element.get("rel", "").lower() == "canonical":
            yield HeadItem(where="link canonical", name="", words=element.get("href", ""), field="url")
    else:
        name = next(filter(None, map(element.get, ("property", "name", "itemprop", "http-equiv"))), "")
        if name and element.get("content", "").strip():
            where = f"meta {' '.join(name.split())[:60]}"
            yield HeadItem(where=where, name=name.lower(), words=element.get("content"))


def _linked(words: str) -> Iterator[HeadItem]:
    """Yield what the JSON-LD of a page states of an article; of its author and publisher their names."""
    try:
        waiting = [json.loads(words)]
    except (ValueError, RecursionError):
        return
    for _ in range(200):  # objects looked at: linked data may describe a whole site
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            for key, field in _LINKED_KEYS.items():
                for name in _names(value.get(key)):
                    yield HeadItem(where=f"JSON-LD {key}", name="", words=name, field=field)
            waiting += [value[key] for key in ("@graph", "mainEntity") if key in value]


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("name")
        if isinstance(one, str):
            yield one
