"""Words cut out of a text, a mark put in their place, and where every other place comes to lie."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MARK = "[…]"
"""Stands for words that were cut out, however many there were."""

SHORT = 4
"""Words with fewer letters and digits are cut out only where they stand alone, longer ones everywhere."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cuts:
    """What is cut out of one text: stretches in order that do not touch.

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
        shift = sum(len(MARK) - (self.ends[i] - self.starts[i]) for i in range(n))
        if n < 0:
            return place
        if place < self.ends[n] or (is_end and place == self.ends[n]):
            return self.starts[n] + shift + (len(MARK) if is_end else 0)
        return place + shift + len(MARK) - (self.ends[n] - self.starts[n])


def cuts_of(stretches: Iterable[Stretch]) -> Cuts:
    """Return the cuts that stretches make together; those that overlap or touch make one."""
    merged: list[list[int]] = []
    for start, end in sorted(stretch for stretch in stretches if stretch[0] < stretch[1]):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return Cuts(tuple(start for start, _ in merged), tuple(end for _, end in merged))


def outside(kept: Iterable[Stretch], text: str) -> Iterator[Stretch]:
    """Yield the stretches of a text that are outside what is kept and hold more than white space."""
    last = 0
    together = cuts_of(kept)
    for start, end in [*zip(together.starts, together.ends, strict=True), (len(text), len(text))]:
        if text[last:start].strip():
            yield last, start
        last = max(last, end)


def pattern_of(secrets: Sequence[str], *, whole: Sequence[str] = ()) -> re.Pattern[str]:
    """Return the pattern that finds words to be cut out, in capitals or not, however they are spaced.

    Parameters
    ----------
    secrets : sequence of str
        Those without a letter or digit are left out: they tell nothing.
    whole : sequence of str
        To be cut out only where they do not stand inside other words.
    """
    found = dict.fromkeys((*((words, False) for words in secrets), *((words, True) for words in whole)))
    telling = [pair for pair in found if any(letter.isalnum() for letter in pair[0])]
    longest_first = sorted(telling, key=lambda pair: -len(pair[0]))
    choices = [_choice(words, is_whole=is_whole) for words, is_whole in longest_first]
    return re.compile("|".join(choices) or r"(?!)", re.IGNORECASE)


def _choice(words: str, *, is_whole: bool) -> str:
    spaced = r"\s+".join(map(re.escape, words.split()))
    is_short = sum(letter.isalnum() for letter in words) < SHORT
    return rf"(?<!\w){spaced}(?!\w)" if is_short or is_whole else spaced
