"""Which words refer to somebody, and where they stand in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.actors.called_bodies import CALLED
from detente.reading.actors.common_nouns import BODIES, FORCES, PEOPLE, has_title
from detente.reading.actors.pronouns import PERSONAL
from detente.reading.parse.parsed import Block, cut_span
from detente.reading.parse.syntax import phrase
from detente.record.values import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_SEVERAL = FORCES | BODIES | PEOPLE | CALLED


def mention_of(block: Block, token: Token) -> Mention:
    """Return the words that a token heads; of a name alone, with the title of a person."""
    first, last = phrase(token)
    name = block.name(token)
    if name is not None:
        first, last = token, token  # titles and apposition are not part of the mention
    start, end = block.bounds(first, last)
    if name is not None and name.title_start is not None and name.kind == "person":
        start = min(start, name.start)
    span = cut_span(block.text, start, end)
    return Mention(start=span.start, end=span.end, text=span.text)


def is_referring(token: Token, block: Block) -> bool:
    """Whether a token heads words that refer to somebody."""
    if block.quotation(token) is not None or token.dep_ in ("compound",):
        return False
    is_named = block.name(token) is not None or token.lower_ in PERSONAL or token.lower_ == "it"
    return is_named or (token.pos_ == "NOUN" and (token.lemma_.lower() in _SEVERAL or has_title(token)))
