"""Words cut out of a text, a mark put in their place, and where every other place comes to lie."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

MARK = "[…]"
"""Stands for words that were cut out, however many there were."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cuts:
    """What is cut out of one text: stretches in order that do not touch.

    ``shifts`` are by how much the text before each stretch, and after the last, comes to lie further on.

    Examples
    --------
    >>> cuts = cuts_of([(4, 7), (6, 9)])
    >>> cuts.applied("The Northern Herald")
    'The […]ern Herald'
    >>> cuts.moved(5, 19)
    (4, 17)
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shifts: tuple[int, ...]

    def applied(self, text: str) -> str:
        """Return the text with the mark in the place of each stretch."""
        kept, last = [], 0
        for start, end in zip(self.starts, self.ends, strict=True):
            kept += [text[last:start], MARK]
            last = end
        return "".join([*kept, text[last:]])

    def moved(self, start: int, end: int) -> Stretch:
        """Return where a place comes to lie; one that begins or ends in what is cut has the whole mark."""
        return self._moved(start, is_end=False), self._moved(end, is_end=True)

    def _moved(self, place: int, *, is_end: bool) -> int:
        # The last stretch that begins before an end, or at or before a start.
        n = bisect_right(self.starts, place - 1 if is_end else place) - 1
        if n >= 0 and (place < self.ends[n] or (is_end and place == self.ends[n])):
            return self.starts[n] + self.shifts[n] + (len(MARK) if is_end else 0)
        return place + self.shifts[n + 1]


def cuts_of(stretches: Iterable[Stretch]) -> Cuts:
    """Return the cuts that stretches make together; those that overlap or touch make one."""
    merged: list[list[int]] = []
    for start, end in sorted(stretch for stretch in stretches if stretch[0] < stretch[1]):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    shifts = accumulate((len(MARK) - (end - start) for start, end in merged), initial=0)
    return Cuts(tuple(start for start, _ in merged), tuple(end for _, end in merged), tuple(shifts))


def outside(kept: Iterable[Stretch], text: str) -> Iterator[Stretch]:
    """Yield the stretches of a text that are outside what is kept and hold more than white space."""
    last = 0
    together = cuts_of(kept)
    for start, end in [*zip(together.starts, together.ends, strict=True), (len(text), len(text))]:
        if text[last:start].strip():
            yield last, start
        last = max(last, end)
