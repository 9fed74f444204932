"""Words to be taken out found wherever they stand, however many there are.

A record of many thousands of reports has as many titles and addresses to look for in each of them. So each
of the words is looked up by a few letters of it that are rarest among all, and only what a text can hold by
these is looked for in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.record.exports.cutting import Stretch, cuts_of

SHORT = 4
"""Words with fewer letters and digits are found only where they stand alone, longer ones everywhere."""

_N_LETTERS = 4


@dataclass(frozen=True, slots=True)
class _Sought:
    """Words to be found; ``folded`` is how they are compared at first, ``is_whole``: not inside others."""

    words: str
    folded: str
    is_whole: bool


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """Finds words in texts, in capitals or not, however they are spaced; made by ``finder_of``.

    ``few`` have not enough letters to be looked up, the others are in ``by_letters`` by letters they hold.
    """

    few: tuple[_Sought, ...]
    by_letters: Mapping[str, tuple[_Sought, ...]]

    def stretches(self, text: str) -> Iterator[Stretch]:
        """Yield where the words stand, in no order; those of several may overlap."""
        folded = _folded(text)
        for sought in (*self.few, *self._possible(folded)):
            if sought.folded in folded:
                for found in _pattern(sought.words, sought.is_whole).finditer(text):
                    yield found.span()

    def cut(self, text: str) -> str:
        """Return a text with a mark in the place of the words."""
        return cuts_of(self.stretches(text)).applied(text)

    def _possible(self, folded: str) -> Iterator[_Sought]:
        letters = {folded[at : at + _N_LETTERS] for at in range(len(folded) - _N_LETTERS + 1)}
        for held in letters & self.by_letters.keys():
            yield from self.by_letters[held]


def finder_of(words: Sequence[str], *, whole: Sequence[str] = ()) -> Finder:
    """Return what finds words that are to be taken out.

    Parameters
    ----------
    words : sequence of str
        Those without a letter or digit are left out: they tell nothing. Those with fewer than ``SHORT`` are
        found only where they do not stand inside other words.
    whole : sequence of str
        To be found only where they do not stand inside other words, whatever their length.

    Examples
    --------
    >>> finder_of(["Southern Herald", "AP"]).cut("The SOUTHERN  herald (AP) has a map")
    'The […] ([…]) has a map'
    """
    pairs = dict.fromkeys((*((one, _is_short(one)) for one in words), *((one, True) for one in whole)))
    sought = [
        _Sought(one, _folded(one), is_whole)
        for one, is_whole in pairs
        if any(letter.isalnum() for letter in one)
    ]
    often = Counter(letters for one in sought for letters in _letters(one.folded))
    by_letters: dict[str, list[_Sought]] = {}
    few = []
    for one in sought:
        held = _letters(one.folded)
        if held:
            by_letters.setdefault(min(held, key=often.__getitem__), []).append(one)
        else:
            few.append(one)
    return Finder(tuple(few), {letters: tuple(group) for letters, group in by_letters.items()})


def _letters(folded: str) -> list[str]:
    """Return the runs of letters that words hold, each once, in order."""
    runs = (folded[at : at + _N_LETTERS] for at in range(len(folded) - _N_LETTERS + 1))
    return list(dict.fromkeys(runs))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_short(words: str) -> bool:
    return sum(letter.isalnum() for letter in words) < SHORT


@lru_cache(maxsize=4096)
def _pattern(words: str, is_whole: bool) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)" if is_whole else spaced, re.IGNORECASE)
