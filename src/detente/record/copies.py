"""Which documents print one text: copies of a wire report count as one source.

Two documents are copies when a good part of the shorter one's five-word sequences also stand in the
other (resemblance and containment after Broder 1997). Words inside quotation marks are left out, because
two reporters who heard the same speech share its words without sharing a source.

Few texts are compared pair by pair. Of many only those that have one of the least values of some random
order of sequences in common, which two texts have with the probability of their resemblance in each order;
whether they are copies is then decided exactly, as for few.

References
----------
Broder (1997), On the resemblance and containment of documents, section 2 (containment), 3 (sketches).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from detente.documents.document import Document
from detente.record.wording import QUOTATION, normal_words

N_WORDS = 5
"""Words in a sequence: shorter ones are shared by chance, longer ones break at every edit."""

COPY_SHARE = 0.4
"""Share of the shorter text's sequences from which two texts are one.

On 924 US news articles of the PolNeAR corpus the pairs that share anything lie at 0.50 and above (eight
pairs: new editions of one article) or at 0.23 and below (standing phrases at the foot of the page).
"""

COPY_COUNT = 20
"""Sequences that must be shared at least, so that one standing phrase makes no copy of a short note.

A text with fewer sequences than that is a copy only when all of them are shared.
"""

EXHAUSTIVE = 300
"""Up to so many documents all pairs are compared; beyond, only those that sketches propose."""

N_ORDERS = 128
"""Random orders in a sketch.

Two texts of resemblance *r* are missed with the probability (1 - r) ** N_ORDERS: 4e-30 for a copy of equal
length at the least share (r = 0.25), 1e-6 for one in a text three times as long (0.11), 0.7 % for one in a
text ten times as long (0.038).
"""

CROWD = 40
"""Texts with one least value in common from which they are compared with ten of them only.

So many share a standing phrase or are copies of each other. Copies have others in common too, which the
phrase's readers do not, and find each other there or through one of the ten.
"""
_FEW = 10
_HELD = 600  # texts whose sequences are kept while pairs are compared: about 40 MB at 600 words each

Shingle = tuple[str, ...]
Pair = tuple[int, int]


def same_text_groups(
    documents: Sequence[Document], *, exhaustive: int = EXHAUSTIVE
) -> tuple[tuple[str, ...], ...]:
    """Group the ids of documents that print one text.

    Parameters
    ----------
    documents : sequence of Document
        In any order; headers before ``body_start`` are not looked at.
    exhaustive : int
        Up to how many documents all pairs are compared, which takes memory for all their words and time
        by the pair.

    Returns
    -------
    tuple of tuple of str
        Every document is in one group, most of them alone; groups and their members in the order given.
        Copies of copies are in one group.
    """
    pairs = _all_pairs(documents) if len(documents) <= exhaustive else _sketched_pairs(documents)
    group = [[place] for place in range(len(documents))]
    for first, later in pairs:
        small, large = sorted((group[first], group[later]), key=len)
        if small is not large:
            large += small
            for member in small:
                group[member] = large
    members: dict[int, list[str]] = defaultdict(list)
    for place, document in enumerate(documents):
        members[id(group[place])].append(document.id)
    return tuple(tuple(ids) for ids in members.values())


def _is_copy(n_shared: int, n_shorter: int) -> bool:
    return n_shared >= max(COPY_SHARE * n_shorter, min(COPY_COUNT, n_shorter))


def _shingles(document: Document) -> frozenset[Shingle]:
    body = document.text[document.body_start :]
    words = normal_words(QUOTATION.sub(" \n ", body))
    if len(words) < N_WORDS:  # nothing but quotations
        words = normal_words(body)
    size = min(N_WORDS, len(words))
    return frozenset(zip(*(words[first:] for first in range(size)), strict=False))


def _all_pairs(documents: Sequence[Document]) -> Iterator[Pair]:
    """Yield the pairs of copies, every pair that shares a sequence compared."""
    shingles = [_shingles(document) for document in documents]
    for (first, later), n_shared in _shared(shingles).items():
        if _is_copy(n_shared, min(len(shingles[first]), len(shingles[later]))):
            yield first, later


def _shared(shingles: Sequence[frozenset[Shingle]]) -> dict[Pair, int]:
    """Count for each pair that shares a sequence how many it shares."""
    holders: dict[Shingle, list[int]] = defaultdict(list)
    for index, held in enumerate(shingles):
        for shingle in held:
            holders[shingle].append(index)
    counts: dict[Pair, int] = defaultdict(int)
    for who in holders.values():
        for position, first in enumerate(who):
            for later in who[position + 1 :]:
                counts[first, later] += 1
    return counts


def _sketched_pairs(documents: Sequence[Document]) -> Iterator[Pair]:
    """Yield the pairs of copies among those that sketches propose."""

    @lru_cache(maxsize=_HELD)
    def shingles(place: int) -> frozenset[Shingle]:
        return _shingles(documents[place])

    for first, later in sorted(_proposed_pairs(documents)):
        one, other = shingles(first), shingles(later)
        if one and other and _is_copy(len(one & other), min(len(one), len(other))):
            yield first, later


def _proposed_pairs(documents: Sequence[Document]) -> set[Pair]:
    """Return the pairs of documents that have the least sequence of one random order in common.

    A text without words resembles none.
    """
    from datasketch import MinHash  # heavy, and needed for many documents only

    sketches = {}
    empty = MinHash(num_perm=N_ORDERS, seed=1, hashfunc=crc32)  # SHA-1, the default, takes six times as long
    for place, document in enumerate(documents):
        held = _shingles(document)
        if held:
            sketch = empty.copy()  # the random orders are drawn once
            sketch.update_batch([" ".join(shingle).encode("utf-8", "surrogatepass") for shingle in held])
            sketches[place] = sketch.hashvalues
    pairs: set[Pair] = set()
    for order in range(N_ORDERS):  # one after the other: all crowds at once would take memory
        crowds: dict[int, list[int]] = defaultdict(list)
        for place, least in sketches.items():
            crowds[int(least[order])].append(place)
        for crowd in crowds.values():
            pairs.update(_paired(crowd))
    return pairs


def _paired(crowd: Sequence[int]) -> Iterator[Pair]:
    others = crowd if len(crowd) < CROWD else crowd[:_FEW]
    for position, first in enumerate(others):
        for later in crowd[position + 1 :]:
            yield first, later
