"""A text cut wherever a mark begins or ends, so that marks may nest and cross as they like.

Text itself is never changed: the segments of a document, put together, are its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from detente.brief.marks import Role, TextMark

MAX_NAMED = 8
"""Marks of a segment that are named one by one, innermost first; of the others the roles alone are kept.

With it the work for a text grows with its length and the number of its marks, however deep they nest.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Some text between two places where marks change.

    ``marks`` are those that cover it, innermost first, at most ``MAX_NAMED``; ``roles`` those of all that
    cover it; ``starts`` the marks that begin here, outermost first; ``ends`` those that end after it,
    innermost first.
    """

    start: int
    text: str
    marks: tuple[TextMark, ...]
    roles: frozenset[Role]
    starts: tuple[TextMark, ...]
    ends: tuple[TextMark, ...]


def cut(text: str, marks: Sequence[TextMark], *, also_at: Iterable[int] = ()) -> Iterator[Segment]:
    """Cut a text at both ends of every mark.

    Parameters
    ----------
    text : str
    marks : sequence of TextMark
        Each within the text and not empty.
    also_at : iterable of int
        Further places to cut at, in code points; those outside the text are passed over.

    Yields
    ------
    Segment
        In text order; nothing for an empty text.
    """
    begins: dict[int, list[TextMark]] = {}
    closes: dict[int, list[tuple[int, TextMark]]] = {}
    for number, mark in enumerate(sorted(marks, key=lambda mark: (mark.start, -mark.end))):
        begins.setdefault(mark.start, []).append(mark)
        closes.setdefault(mark.end, []).append((number, mark))
    edges = {0, len(text), *begins, *closes, *(place for place in also_at if 0 <= place <= len(text))}
    active: dict[int, TextMark] = {}  # in the order they began, which is outermost first
    roles: Counter[Role] = Counter()
    n_begun = 0
    for start, end in pairwise(sorted(edges)):
        starts = begins.get(start, [])
        for mark in starts:
            active[n_begun] = mark
            roles[mark.role] += 1
            n_begun += 1
        ending = closes.get(end, [])
        yield Segment(
            start=start,
            text=text[start:end],
            marks=tuple(islice(reversed(active.values()), MAX_NAMED)),
            roles=frozenset(role for role, n in roles.items() if n),
            starts=tuple(starts),
            ends=tuple(mark for _, mark in reversed(ending)),
        )
        for number, mark in ending:
            del active[number]
            roles[mark.role] -= 1
