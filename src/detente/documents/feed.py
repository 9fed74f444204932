"""A saved RSS or Atom feed: one document for each entry. Nothing is fetched."""

from __future__ import annotations

import io
import re
import warnings as python_warnings
from collections.abc import Iterator
from html import unescape
from typing import Any

from detente.documents.content import Content, Contents, refuse_empty, refuse_size
from detente.documents.decoding import decode
from detente.documents.kinds import ATOM, RSS
from detente.documents.origin import Origin, is_web_address, read_origin
from detente.documents.page import declared_encoding
from detente.documents.piece import is_markup, text_of_piece
from detente.errors import DocumentError

MAX_FEED_BYTES = 10_000_000

_TOKEN = re.compile(r"<!\[CDATA\[|<!--|<(/?)(?:[\w.\-]+:)?(item|entry)(?=[\s/>])")
# Behind the end of a sentence or in a line alone, perhaps with the entry's title behind it.
_LINK_WORDS = re.compile(
    r"(?:(?<=[.!?…\]\)”’\"'])[ \t]+|\s*\n\s*)[\[(]?(?i:continue reading|read more)(?=\W|$)"
    r"[\s:“\"‘'.…»→>]*(?P<rest>[^\n]*?)[\s”\"’'.…»→>\])]*$"
)
_CLOSES = {"<![CDATA[": "]]>", "<!--": "-->"}
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def read_feed(raw: bytes, *, place: str) -> Contents:
    """Yield a document for each entry of a feed.

    An entry's text is its content, or else its summary, the markup taken out. Title, address, author and
    days are the entry's own: the feed's day says when the feed was made and is never taken for them. The
    publisher is the source an entry names, or else the feed's title. A part's own bytes are its element as
    it stands in the feed, in UTF-8.

    Raises
    ------
    DocumentError
        If it is no feed, declares entities, or its entries cannot be told apart.
    """
    refuse_size(len(raw), MAX_FEED_BYTES, place=place)
    markup = decode(raw, place=place, declared=declared_encoding(raw)).text
    refuse_empty(markup, place=place)
    if "<!ENTITY" in markup:
        raise DocumentError(
            f"document {place}: it declares entities, as no feed does: remove the declarations"
        )
    found = _parse(markup)
    if not _value(found, "version"):
        raise DocumentError(f"document {place}: it is no RSS or Atom feed, the only kind of XML that is read")
    elements = list(_elements(markup))
    if len(elements) != len(found.entries):
        raise DocumentError(
            f"document {place}: the feed is broken: it has {len(elements)} entries by its markup, "
            f"{len(found.entries)} can be read; save it anew"
        )
    if not elements:
        raise DocumentError(f"document {place}: the feed has no entry: save one that has")
    media_type = ATOM if found.version.startswith("atom") else RSS
    for number, (entry, element) in enumerate(zip(found.entries, elements, strict=True), start=1):
        part = f"entry {number}"
        here = f"{place}, {part}"
        try:
            text, notes = _text(entry, here)
            origin = _origin(entry, found.feed, notes, here)
        except DocumentError as error:
            yield error
            continue
        yield Content(
            raw=element.encode("utf-8"), text=text, origin=origin, media_type=media_type, part=part,
            warnings=tuple(notes),
        )  # fmt: skip


def _parse(markup: str) -> Any:
    import feedparser

    # A stream, never the text itself: that would be tried as an address and as a file's name.
    stream = io.BytesIO(markup.encode("utf-8"))
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore", DeprecationWarning)
        return feedparser.parse(
            stream, response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False
        )


def _elements(markup: str) -> Iterator[str]:
    """Yield the outermost item or entry elements of a feed as they stand in it."""
    depth = start = position = 0
    while token := _TOKEN.search(markup, position):
        position = token.end()
        close = _CLOSES.get(token.group())
        if close is not None:
            end = markup.find(close, position)
            if end < 0:
                return
            position = end + len(close)
            continue
        end = markup.find(">", position)
        if end < 0:
            return
        position = end + 1
        if token[1]:
            depth -= 1
        elif markup[end - 1] != "/":
            depth += 1
            start = token.start() if depth == 1 else start
        if depth == 0 and token[1]:
            yield markup[start:position]
        depth = max(depth, 0)


def _text(entry: Any, place: str) -> tuple[str, list[str]]:
    """Return the words of an entry and what to warn of."""
    contents = [item for item in _value(entry, "content") or [] if item.get("value", "").strip()]
    chosen = max(contents, key=lambda item: len(item["value"]), default=None)
    notes: list[str] = []
    if chosen is None:
        summary = _value(entry, "summary") or ""
        if not summary.strip():
            raise DocumentError(
                f"document {place}: it has neither content nor summary: save the report itself"
            )
        chosen = _value(entry, "summary_detail") or {}
        chosen = {"value": summary, "type": chosen.get("type", "")}
        notes.append("only the feed's summary: the report itself may say more")
    words = _plain(chosen["value"], chosen.get("type", ""), place)
    return _without_link_words(words, _title(entry, place)), notes


def _without_link_words(text: str, title: str | None) -> str:
    """Return an entry's words without those of the link to the report (*Continue reading*) at their end."""
    match = _LINK_WORDS.search(text)
    is_link = match is not None and match["rest"] in ("", title or "")
    return text[: match.start()] if match is not None and is_link and match.start() else text


def _plain(words: str, kind: str, place: str) -> str:
    """Return words that a feed gives as a piece of a page without its markup; plain text as it stands."""
    if "html" not in kind:
        return words
    return text_of_piece(words, place=place) if is_markup(words) else unescape(words)


def _title(holder: Any, place: str) -> str | None:
    words = _value(holder, "title")
    kind = (_value(holder, "title_detail") or {}).get("type", "")
    try:
        return _plain(words, kind, place) if words else None
    except DocumentError:  # a picture alone: no words, and no reason to lose the report
        return None


def _origin(entry: Any, feed: Any, notes: list[str], place: str) -> Origin:
    source = (_value(entry, "source") or {}).get("title")
    link = _value(entry, "link")
    if link == _value(entry, "id") and not is_web_address(str(link)):
        link = None  # the parser takes an entry's id for its link where it states none
    publisher = (source, "entry source") if source else (_title(feed, place), "feed title")
    language = _value(entry, "language") or _language_of_content(entry)
    stated = {
        "title": (_title(entry, place), "entry title"),
        "publisher": publisher,
        "published_on": (_value(entry, "published"), "entry published"),
        "updated_on": (_value(entry, "updated"), "entry updated"),
        "url": (link, "entry link"),
        "author": (_value(entry, "author"), "entry author"),
        "language": (language, "entry language") if language else (_value(feed, "language"), "feed language"),
    }
    return read_origin(
        {field: (str(words), where) for field, (words, where) in stated.items() if words}, notes
    )


def _language_of_content(entry: Any) -> str | None:
    return next((item["language"] for item in _value(entry, "content") or [] if item.get("language")), None)


def _value(holder: Any, key: str) -> Any:
    # Not holder.get(): for a missing updated that returns published, with a deprecation warning.
    return dict.get(holder, key)
