"""Lines that a document repeats at the top or the foot of its pages: running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_NUMBER = re.compile(r"\d+")
_MOST_LINES = 3
"""Lines of a running head, or of a foot."""
_MOST_CHARACTERS = 200
_FEWEST_SIDED = 4
"""Pages from which on left and right pages may have heads of their own."""


def without_running_lines(pages: Sequence[str]) -> tuple[list[str], list[str]]:
    r"""Return the pages without what is repeated at their edges, and a note for each line left out.

    A line is left out if it stands at the top or foot of more than half of the pages, or, from four pages on,
    of the left or the right ones; in it one number may go up with the pages. Only the three lines at an edge
    count, and none behind a line that stays. A document of one page is returned as it is, and so is one that
    would be left without words.

    Examples
    --------
    >>> without_running_lines(["Note 19, page 1\nHe left.", "Note 19, page 2\nShe stays."])
    (['He left.', 'She stays.'], ["'Note 19, page 1' on 2 of 2 pages"])
    """
    lines = [page.split("\n") for page in pages]
    edges = [(_edge(page, 1), _edge(page, -1)) for page in lines]
    left_out: dict[str, list[str]] = {}
    kept = list(pages)
    for side in (0, 1):
        repeated = _repeated(
            [[page[at] for at in edge[side]] for page, edge in zip(lines, edges, strict=True)]
        )
        for number, (page, edge) in enumerate(zip(lines, edges, strict=True)):
            for at in edge[side]:
                key = next((key for key in _keys(page[at], number) if key in repeated), None)
                if key is None:
                    break
                left_out.setdefault(key, []).append(" ".join(page[at].split()))
                edges[number][1 - side][:] = [other for other in edge[1 - side] if other != at]
                page[at] = ""
    if not left_out:
        return kept, []
    kept = ["\n".join(page).strip("\n") for page in lines]
    if not any(map(str.isalnum, "".join(kept))):
        return list(pages), []
    return kept, [f"{found[0]!r} on {len(found)} of {len(pages)} pages" for found in left_out.values()]


def _edge(page: Sequence[str], step: int) -> list[int]:
    """Return which lines of a page are its first or, backwards, its last ones that hold anything."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return filled[::step][:_MOST_LINES]


def _repeated(edges: Sequence[Sequence[str]]) -> set[str]:
    """Return the keys of lines that stand at the same edge of most pages."""
    keys = [
        {key for line in edge for key in _keys(line, number)} if edge else set()
        for number, edge in enumerate(edges)
    ]
    groups = [keys]
    if len(keys) >= _FEWEST_SIDED:
        groups += [keys[0::2], keys[1::2]]
    found: set[str] = set()
    for group in groups:
        counts = Counter(key for page in group for key in page)
        found |= {key for key, count in counts.items() if count > 1 and 2 * count > len(group)}
    return found


def _keys(line: str, page: int) -> Iterator[str]:
    """Yield what a line has in common with its like on other pages: its words, one number less the page's."""
    words = " ".join(line.split())
    if len(words) > _MOST_CHARACTERS:
        return
    yield words
    for number in _NUMBER.finditer(words):
        if len(number.group()) <= 6:
            ahead, behind = words[: number.start()], words[number.end() :]
            yield f"{ahead}\x00{int(number.group()) - page}\x00{behind}"
