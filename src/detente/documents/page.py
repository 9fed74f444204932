"""The main text of a web page, and what the page states of its source. Nothing is run or fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.documents.dates import parse_published
from detente.documents.inspection import unusual_characters
from detente.documents.origin import Origin, is_web_address
from detente.errors import DocumentError

MAX_PAGE_BYTES = 2_000_000
"""Pages have a lower limit than texts: markup takes up to 150 times its size in memory when it is parsed."""

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})["']""")
_HEAD = re.compile(r"<head\b[^>]*>.*?(?=</head>|<body\b|\Z)", re.I | re.S)
# The day of first publication, from markup alone; the last day is fixed, or else the machine's clock
# would decide which days count.
_STATED = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The main text of a page, as extracted, with its origin and what was lost on the way."""

    text: str
    origin: Origin
    warnings: tuple[str, ...] = ()


def declared_encoding(raw: bytes) -> str | None:
    """Return the encoding that a page's first 4096 bytes name, or None."""
    start = raw[:4096]
    match = _XML_ENCODING.search(start) or _CHARSET.search(start)
    return match[1].decode("ascii") if match else None


def extract(markup: str, *, place: str) -> Page:
    """Return the main text of a page, without menus, captions, scripts and comments.

    Title, publisher, day and address are taken where the page's head states them; the day is never
    searched for in the body, where it would as likely be that of a linked report.

    Raises
    ------
    DocumentError
        If no main text is found.
    """
    # Half a second of imports, needed by pages alone.
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            markup, with_metadata=True, include_comments=False, date_extraction_params=_STATED
        )
    except (AssertionError, RecursionError):
        # Broken markup reaches an assertion of the parser below (a script outside of any body does).
        found = None
    text = "" if found is None or isinstance(found, dict) else found.text
    if found is None or isinstance(found, dict) or not text:
        raise DocumentError(
            f"document {place}: no main text was found in the page; copy the report's words into a .txt file"
        )
    origin = _origin(markup)
    if origin.title is None and found.title:
        origin = Origin(title=found.title).over(origin)
    return Page(text=text, origin=origin, warnings=_lost(markup, text))


def _origin(markup: str) -> Origin:
    from trafilatura import extract_metadata

    head = _HEAD.search(markup)
    if head is None:
        return Origin()
    stated = extract_metadata(f"<html>{head.group()}</head><body></body></html>", date_config=_STATED)
    if stated is None:
        return Origin()
    # Where no publisher is stated the extractor puts the host there: that is a guess.
    publisher = stated.sitename if stated.sitename and stated.sitename != stated.hostname else None
    return Origin(
        title=stated.title or None,
        publisher=publisher,
        published_on=parse_published(stated.date) if stated.date else None,
        url=stated.url if stated.url and is_web_address(stated.url) else None,
    )


def _lost(markup: str, text: str) -> tuple[str, ...]:
    """Warn of characters in the page that the extracted text no longer holds."""
    kept = unusual_characters(text)
    return tuple(
        f"in the page's source: {warning}" for warning in unusual_characters(markup) if warning not in kept
    )
