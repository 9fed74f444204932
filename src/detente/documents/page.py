"""The main text of a web page, and what the page states of its source. Nothing is run or fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.documents.blocks import Edge, joined, words_of
from detente.documents.inspection import unusual_characters
from detente.documents.origin import Origin, is_web_address, read_origin
from detente.documents.page_head import head_items, head_of, language_in, updated_in, where_found
from detente.errors import DocumentError

MAX_PAGE_BYTES = 2_000_000
"""Pages have a lower limit than texts: markup takes up to 150 times its size in memory when it is parsed."""

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})["']""")
# The day of first publication, from markup alone; the last day is fixed, or else the machine's clock
# would decide which days count.
_STATED = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}
_EDGES = {
    **dict.fromkeys(("hi", "ref", "del", "code", "graphic")),
    **dict.fromkeys(("table", "row"), Edge.ROW),
    "cell": Edge.CELL,
    "lb": Edge.BREAK,
}
"""What the elements of the extractor's tree stand between; any other is a block."""


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

    An empty line stands between two blocks (headings, paragraphs, list items, rows), tabs between cells.

    Title, publisher, author, language, days and address are taken where the page's head states them; the
    day is never searched for in the body, where it would as likely be that of a linked report.

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
    text = "" if found is None or isinstance(found, dict) else joined(words_of(found.body, _EDGES))
    if found is None or isinstance(found, dict) or not text:
        raise DocumentError(
            f"document {place}: no main text was found in the page; copy the report's words into a .txt file"
        )
    warnings: list[str] = []
    origin = _origin(markup, warnings)
    if origin.title is None and found.title:
        origin = Origin.of({"title": (found.title, "page body")}).over(origin)
    return Page(text=text, origin=origin, warnings=(*warnings, *_lost(markup, text)))


def _origin(markup: str, warnings: list[str]) -> Origin:
    from trafilatura import extract_metadata

    head = head_of(markup)
    items = head_items(markup)
    said = {"updated_on": updated_in(items), "language": language_in(markup, items)}
    more = read_origin({field: pair for field, pair in said.items() if pair}, warnings)
    if head is None:
        return more
    stated = extract_metadata(f"<html>{head}</head><body></body></html>", date_config=_STATED)
    if stated is None:
        return more
    # Where no publisher is stated the extractor puts the host there: that is a guess.
    values = {
        "title": stated.title,
        "publisher": stated.sitename if stated.sitename != stated.hostname else None,
        "published_on": stated.date,
        "url": stated.url if stated.url and is_web_address(stated.url) else None,
        "author": stated.author,
    }
    found = {field: (value, where_found(field, value, items)) for field, value in values.items() if value}
    # The extractor fills in a month's first day, reads 4/5/2025 in one of two ways, and takes the day of
    # the last change where no other is stated: a day that does not stand there is left open.
    if not found.get("published_on", ("", "x"))[1]:
        del found["published_on"]
    placed = {field: (value, where or "page head") for field, (value, where) in found.items()}
    return read_origin(placed, warnings).over(more)


def _lost(markup: str, text: str) -> tuple[str, ...]:
    """Warn of characters in the page that the extracted text no longer holds."""
    kept = unusual_characters(text)
    return tuple(
        f"in the page's source: {warning}" for warning in unusual_characters(markup) if warning not in kept
    )
