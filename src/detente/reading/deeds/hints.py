"""What the rules tell a tagger of deeds: where sentences lie, and which words tell a deed of which root."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.reading.acts import Act
from detente.reading.deeds.find import deed_object, find_deeds
from detente.reading.deeds.phrases import phrase_act
from detente.reading.parse.parsed import Block, Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token


@lru_cache(maxsize=1)
def deeds_by_sentence(reading: Reading) -> tuple[tuple[Block, Sentence, tuple[tuple[Token, Act], ...]], ...]:
    """Return each sentence in block order with the words in it that the rules take for a deed."""
    return tuple(
        (block, sent, tuple(find_deeds(block, sent))) for block in reading.blocks for sent in block.doc.sents
    )


def find_hints(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield ``[start, end)`` of each word that the rules take for a deed, and its root, in block order."""
    for block, _, deeds in deeds_by_sentence(reading):
        for token, act in deeds:
            yield block.starts[token.i], block.ends[token.i], act.root


def phrase_places(reading: Reading) -> frozenset[int]:
    """Return where the verbs begin whose whole phrase tells a deed, so that no more need be known of them."""
    return frozenset(
        block.starts[token.i]
        for block, _, deeds in deeds_by_sentence(reading)
        for token, act in deeds
        if token.pos_ == "VERB" and act == phrase_act(block, token, deed_object(token))
    )


def sentence_places(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield ``[start, end)`` of each sentence of the running text; quoted words belong to the one around."""
    for block in reading.body():
        for sent in block.doc.sents:
            start, end = block.bounds(sent[0], sent[-1])
            if end > start:
                yield start, end
