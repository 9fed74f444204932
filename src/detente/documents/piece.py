"""The words of a piece of a page that is the report alone: a feed's entry, a mail, a table's cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from detente.documents.blocks import Edge, joined, words_of
from detente.documents.page import MAX_PAGE_BYTES
from detente.errors import DocumentError

_MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|li|ul|ol|h[1-6]|table|blockquote)\s*>|<(?:br|p)\s*/?>", re.I
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PASSED = frozenset({"script", "style", "head", "title", "template", "svg", "iframe", "object", "select"})
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_EDGES: dict[str, Edge | None] = {
    **dict.fromkeys(_INLINE),
    **dict.fromkeys(("td", "th"), Edge.CELL),
    **dict.fromkeys(("table", "thead", "tbody", "tfoot", "tr"), Edge.ROW),
    "br": Edge.BREAK,
}
"""What an element stands between; any other is a block."""


def is_markup(text: str) -> bool:
    """Whether a text that may be plain is a piece of a page: an element ends in it, or a line by one."""
    return _MARKUP.search(text) is not None


def text_of_piece(markup: str, *, place: str, is_quoted: Callable[[Any], bool] | None = None) -> str:
    """Return all words of a piece of a page, an empty line between two blocks, cells with tabs between them.

    Unlike a whole page it has no menus, so nothing is sorted out but what no reader would see. Runs of
    white space are one space, as a browser shows them.

    Parameters
    ----------
    markup : str
    place : str
        Names the document in messages.
    is_quoted : callable, optional
        Takes an element and says whether its words are quoted from an earlier mail; each such element is one
        line that begins with ``>``, as it would be in a mail without markup.

    Raises
    ------
    DocumentError
        If it is larger than a page may be, or holds no words.
    """
    from lxml import etree, html  # type: ignore[import-untyped]

    if len(markup) > MAX_PAGE_BYTES:
        raise DocumentError(
            f"document {place}: its markup is larger than {MAX_PAGE_BYTES / 1e6:.0f} MB: split it"
        )
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        # Bytes, so that an encoding the markup declares is no matter: it is decoded already.
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
        text = joined(words_of(tree, _EDGES, is_passed=_is_passed, is_quoted=is_quoted))
    except (etree.LxmlError, ValueError):
        text = ""
    if not text:
        raise DocumentError(
            f"document {place}: no text was found in its markup; copy its words into a .txt file"
        )
    return text


def _is_passed(element: Any) -> bool:
    """Whether no reader sees what an element holds."""
    is_hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None
    return element.tag in _PASSED or is_hidden
