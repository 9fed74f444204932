"""What the rules tell a tagger of deeds: where sentences lie, and which words tell a deed of which root."""

from __future__ import annotations

from collections.abc import Iterator

from detente.reading.deeds import find_deeds
from detente.reading.parsed import Reading


def find_hints(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield ``[start, end)`` of each word that the rules take for a deed, and its root, in block order."""
    for block in reading.blocks:
        for sent in block.doc.sents:
            for token, act in find_deeds(block, sent):
                start, end = block.bounds(token, token)
                yield start, end, act.root


def sentence_places(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield ``[start, end)`` of each sentence of the running text; quoted words belong to the one around."""
    for block in reading.body():
        for sent in block.doc.sents:
            start, end = block.bounds(sent[0], sent[-1])
            if end > start:
                yield start, end
