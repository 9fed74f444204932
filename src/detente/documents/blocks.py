"""From the words and edges of marked-up text to plain text: an empty line between two blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Any

_SPACE = re.compile(r"[ \t\r\n\f]+")


class Edge(IntEnum):
    """What lies between two runs of words; the greatest of several is the one that shows."""

    BREAK = 1
    """A line ends inside a block."""
    BLOCK = 2
    """A heading, paragraph or list item begins or ends."""
    CELL = 3
    """A cell of a row begins."""
    ROW = 4
    """A row or a table begins or ends."""


def joined(pieces: Iterable[str | Edge]) -> str:
    r"""Return words with an empty line between two blocks, a tab between two cells of a row.

    For reading a single line feed ends no sentence, since texts may be wrapped: without the empty line a
    heading would run on into the paragraph below it. Runs of white space are one space, as a browser shows
    them; a line without any word is none, and two breaks make an empty line.

    Examples
    --------
    >>> joined(["Talks ", "stall", Edge.BLOCK, Edge.BLOCK, "He said:", Edge.BREAK, "No."])
    'Talks stall\n\nHe said:\nNo.'
    """
    text: list[str] = []
    line: list[str] = []
    edges: list[Edge] = []
    for piece in (*pieces, Edge.BLOCK):
        if isinstance(piece, str):
            line.append(piece)
            continue
        words = _SPACE.sub(" ", "".join(line)).strip(" ")
        line.clear()
        if words.strip():
            text += [_between(edges) if text else "", words]
            edges.clear()
        edges.append(piece)
    return "".join(text)


def words_of(
    tree: Any,
    edges: Mapping[str, Edge | None],
    *,
    is_passed: Callable[[Any], bool] = lambda element: False,
    is_quoted: Callable[[Any], bool] | None = None,
) -> Iterator[str | Edge]:
    """Yield the words of a tree in order, an edge around each block and before each cell.

    Parameters
    ----------
    tree : lxml element
    edges : mapping of str to Edge or None
        What an element of a name stands between, None for nothing; one that is not in it is a block.
    is_passed : callable
        Whether an element is left out.
    is_quoted : callable, optional
        Whether an element's words are quoted from an earlier mail: they are one line that begins with ``>``.
    """
    waiting: list[Any] = [tree]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str | Edge):
            yield element
            continue
        if element.tail and element is not tree:
            waiting.append(element.tail)
        if not isinstance(element.tag, str) or is_passed(element):
            continue  # a comment, or what no reader sees
        edge = edges.get(element.tag, Edge.BLOCK)
        if edge is not None:
            yield edge
            waiting += [] if edge in (Edge.CELL, Edge.BREAK) else [edge]
        if is_quoted is not None and is_quoted(element):
            yield f"> {element.text_content()}"
            continue
        waiting.extend(reversed(element))
        yield from _lines(element)


def _lines(element: Any) -> Iterator[str | Edge]:
    """Yield the words an element begins with; the line ends of what is set are the author's."""
    if not element.text:
        return
    first, *others = element.text.split("\n") if element.tag == "pre" else [element.text]
    yield first
    for line in others:
        yield Edge.BREAK
        yield line


def _between(edges: list[Edge]) -> str:
    widest = max(edges)
    if widest is Edge.CELL:
        return "\t"
    return "\n" if edges == [Edge.BREAK] else "\n\n"
