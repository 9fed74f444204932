"""Which of many wordings may be variants of each other, found without comparing every pair.

All pairs of variants (``wording.are_variants``) are among those that are found, and few others: words that
most quotations have are not looked up, and whoever lacks too many of the rarer ones is no variant. Which of
those found are variants, ``are_variants`` has to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.record.wording import MIN_WORDS, Wording, n_may_miss

MORE = 2
"""Words that are looked up beyond those that must be for one to be found.

For each of them one more of the rarest words must be there. Two of them left a fifth of the pairs of
quotations and turns of transcripts in 600 reports, for twice as much to look up.
"""


def near_pairs(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Return the pairs, by place and in order, that alone can be variants: all others are too different.

    Of a quotation so many words may be missing in its variant (``wording.n_may_miss``) that of its rarest
    words, taken until they are more, those above that number must be there; and of all its words as many.
    """
    held = _held(wordings)
    pairs: dict[tuple[int, int], None] = {}
    for place, one in enumerate(wordings):
        for other in _near(one, held):
            if other != place:
                pairs[min(place, other), max(place, other)] = None
    return sorted(pairs)


def near_across(ones: Sequence[Wording], others: Sequence[Wording]) -> list[tuple[int, int]]:
    """Return the pairs of one of the first and one of the second that alone can be variants (`near_pairs`).

    Pairs are by their places in the two, in order.
    """
    held = [_held(ones), _held(others)]
    pairs = dict.fromkeys((place, other) for place, one in enumerate(ones) for other in _near(one, held[1]))
    for place, other_one in enumerate(others):
        for one_place in _near(other_one, held[0]):
            pairs[one_place, place] = None
    return sorted(pairs)


@dataclass(frozen=True, slots=True)
class _Held:
    """Wordings by what is looked up: words that they have, and all words of those that are short.

    ``holders`` and ``short`` have places in ``sizes`` and ``words``, which are the number of words and the
    different words of each.
    """

    holders: dict[str, list[int]]
    short: dict[tuple[str, ...], list[int]]
    sizes: list[int]
    words: list[frozenset[str]]


def _held(wordings: Sequence[Wording]) -> _Held:
    holders: dict[str, list[int]] = {}
    short: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(wordings):
        if 0 < len(one.normal) < MIN_WORDS:
            short.setdefault(one.normal, []).append(place)
        for word in dict.fromkeys(one.normal):
            holders.setdefault(word, []).append(place)
    sizes = [len(one.normal) for one in wordings]
    return _Held(holders, short, sizes, [frozenset(one.normal) for one in wordings])


def _near(one: Wording, held: _Held) -> Iterator[int]:
    """Yield the places of wordings, at least as long, that may miss no more words than a variant may."""
    size = len(one.normal)
    if size < MIN_WORDS:
        yield from held.short.get(one.normal, ())
        return
    times = Counter(one.normal)
    n_missing = n_may_miss(size)
    n_taken = 0
    met: Counter[int] = Counter()
    for word in sorted(times, key=lambda word: len(held.holders.get(word, ()))):
        for _ in range(times[word]):
            met.update(held.holders.get(word, ()))
        n_taken += times[word]
        if n_taken > n_missing + MORE:
            break
    words = frozenset(times)
    n_other = len(words) - n_missing  # that one must have, were only repeated words missing in the other
    for place, n_met in met.items():
        is_met = n_met >= n_taken - n_missing and held.sizes[place] >= size
        if is_met and len(words & held.words[place]) >= n_other:
            yield place
