"""Which documents print one text: copies of a wire report count as one source.

Two documents are copies when a good part of the shorter one's five-word sequences also stand in the
other (resemblance and containment after Broder 1997). Words inside quotation marks are left out, because
two reporters who heard the same speech share its words without sharing a source.

References
----------
Broder (1997), On the resemblance and containment of documents, section 2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

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

Shingle = tuple[str, ...]


def same_text_groups(documents: Sequence[Document]) -> tuple[tuple[str, ...], ...]:
    """Group the ids of documents that print one text.

    Parameters
    ----------
    documents : sequence of Document
        In any order; headers before ``body_start`` are not looked at.

    Returns
    -------
    tuple of tuple of str
        Every document is in one group, most of them alone; groups and their members in the order given.
        Copies of copies are in one group.
    """
    shingles = [_shingles(document) for document in documents]
    group = list(range(len(documents)))  # each document's group, named by its first member
    for (first, later), n_shared in _shared(shingles).items():
        if _is_copy(n_shared, min(len(shingles[first]), len(shingles[later]))):
            low, high = sorted((group[first], group[later]))
            group = [low if member == high else member for member in group]
    members: dict[int, list[str]] = defaultdict(list)
    for document, leader in zip(documents, group, strict=True):
        members[leader].append(document.id)
    return tuple(tuple(ids) for ids in members.values())


def _is_copy(n_shared: int, n_shorter: int) -> bool:
    return n_shared >= max(COPY_SHARE * n_shorter, min(COPY_COUNT, n_shorter))


def _shingles(document: Document) -> frozenset[Shingle]:
    body = document.text[document.body_start :]
    words = normal_words(QUOTATION.sub(" \n ", body))
    if len(words) < N_WORDS:  # nothing but quotations
        words = normal_words(body)
    size = min(N_WORDS, len(words))
    return frozenset(words[index : index + size] for index in range(len(words) - size + 1) if size)


def _shared(shingles: Sequence[frozenset[Shingle]]) -> dict[tuple[int, int], int]:
    """Count for each pair that shares a sequence how many it shares, in the order of the documents."""
    holders: dict[Shingle, list[int]] = defaultdict(list)
    for index, held in enumerate(shingles):
        for shingle in held:
            holders[shingle].append(index)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for who in holders.values():
        for position, first in enumerate(who):
            for later in who[position + 1 :]:
                counts[first, later] += 1
    return dict(sorted(counts.items()))
