"""Where a report comes from, as it says itself or as its sidecar states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from detente.documents.dates import parse_stated
from detente.documents.document import FieldOrigin, Reliability
from detente.documents.language_names import language_code

FIELDS = ("title", "publisher", "published_on", "updated_on", "url", "author", "language", "reliability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is stated of a report's source; None where nothing is.

    ``reliability`` is only ever filled from a sidecar: a document cannot grade itself. ``language`` is
    the ISO 639-1 code of what is stated. ``found`` says of each filled field where it was found.
    """

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    updated_on: date | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    reliability: Reliability | None = None
    found: tuple[FieldOrigin, ...] = ()

    @classmethod
    def of(cls, stated: Mapping[str, tuple[Any, str] | None]) -> Origin:
        """Return the origin with these values, each given with where it was found; None for nothing."""
        given = {field: pair for field, pair in stated.items() if pair is not None and pair[0] is not None}
        return cls(
            **{field: value for field, (value, _) in given.items()},
            found=tuple(
                FieldOrigin(field=field, where=given[field][1]) for field in FIELDS if field in given
            ),
        )

    def over(self, other: Origin) -> Origin:
        """Return this origin with its gaps filled from ``other``."""
        return Origin.of({**other.stated(), **self.stated()})

    def only(self, *fields: str) -> Origin:
        """Return the origin with these fields alone."""
        return Origin.of({field: pair for field, pair in self.stated().items() if field in fields})

    def stated(self) -> dict[str, tuple[Any, str]]:
        """Return each filled field's value with where it was found."""
        places = {item.field: item.where for item in self.found}
        values = {field: getattr(self, field) for field in FIELDS}
        return {field: (value, places.get(field, "")) for field, value in values.items() if value is not None}


def read_origin(stated: Mapping[str, tuple[str, str]], warnings: list[str]) -> Origin:
    """Return the origin that words state, each field's given with where they stand.

    The words are part of a report that anybody may have written. So a value that cannot be taken is
    left out, which is added to ``warnings``, and never stops the document.
    """
    taken: dict[str, tuple[Any, str]] = {}
    for field, (words, where) in stated.items():
        value, problem = _read(field, " ".join(words.split()))
        if problem:
            warnings.append(f"{where} ignored: {words.strip()[:40]!r} {problem}")
        elif value:
            taken[field] = (value, where)
    return Origin.of(taken)


def is_web_address(text: str) -> bool:
    """Whether ``text`` is an http or https address, so that a link made of it only ever opens a page."""
    if not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:  # an unclosed bracket in the host
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _read(field: str, words: str) -> tuple[Any, str]:
    """Return a field's value, or None and what is wrong with the words."""
    if not words:
        return None, ""
    if field in ("published_on", "updated_on"):
        day = parse_stated(words)
        return day, "" if day else "is not a day; write it like 2025-04-24"
    if field == "url":
        return (words, "") if is_web_address(words) else (None, "is not an http or https address")
    if field == "language":
        code = language_code(words)
        return code, "" if code else "is not a language; write its code, like en"
    return words, ""
