"""Where a report comes from, as its header block or its sidecar states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from detente.documents.document import Reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is stated of a report's source; None where nothing is.

    ``reliability`` is only ever filled from a sidecar: a document cannot grade itself.
    """

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    reliability: Reliability | None = None

    def over(self, other: Origin) -> Origin:
        """Return this origin with its gaps filled from ``other``."""
        return Origin(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published_on=self.published_on or other.published_on,
            url=self.url or other.url,
            reliability=self.reliability or other.reliability,
        )


def is_web_address(text: str) -> bool:
    """Whether ``text`` is an http or https address, so that a link made of it only ever opens a page."""
    if not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:  # an unclosed bracket in the host
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
