"""The words of a piece of a page that is the report alone: a feed's entry, a mail, a table's cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.documents.page import MAX_PAGE_BYTES
from detente.errors import DocumentError

_MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|li|ul|ol|h[1-6]|table|blockquote)\s*>|<(?:br|p)\s*/?>", re.I
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PASSED = frozenset({"script", "style", "head", "title", "template", "svg", "iframe", "object", "select"})
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th"})


def is_markup(text: str) -> bool:
    """Whether a text that may be plain is a piece of a page: an element ends in it, or a line by one."""
    return _MARKUP.search(text) is not None


def text_of_piece(markup: str, *, place: str) -> str:
    """Return all words of a piece of a page, each block in a line of its own, cells with tabs between them.

    Unlike a whole page it has no menus, so nothing is sorted out but what no reader would see. Runs of
    white space are one space, as a browser shows them.

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
        lines = "".join(_words(tree)).split("\n")
    except (etree.LxmlError, ValueError):
        lines = []
    text = "\n".join(filter(None, (_SPACE.sub(_one_space, line).strip(" \t") for line in lines)))
    if not text:
        raise DocumentError(
            f"document {place}: no text was found in its markup; copy its words into a .txt file"
        )
    return text


def _one_space(space: re.Match[str]) -> str:
    return "\t" if "\t" in space.group() else " "


def _words(tree: Any) -> Iterator[str]:
    """Yield the words of a tree in order, a line feed around each block and a tab before each cell."""
    waiting: list[Any] = [tree]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield element
            continue
        if element.tail:
            waiting.append(_SPACE.sub(" ", element.tail))
        if not isinstance(element.tag, str) or element.tag in _PASSED or _is_hidden(element):
            continue  # a comment, or what no reader sees
        edge = "" if element.tag in _INLINE else "\t" if element.tag in _CELLS else "\n"
        yield edge
        waiting.append("" if element.tag in _CELLS else edge)
        waiting.extend(reversed(element))
        if element.text:
            is_set = element.tag == "pre"  # its line ends are the author's
            yield element.text if is_set else _SPACE.sub(" ", element.text)


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None
