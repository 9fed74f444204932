"""Whom *they* means as the one who does a deed: the only several that were told of right before.

Elsewhere *they* is left open. Of a deed it is often plain: *Rebels crossed the river at night. They burned
two villages.* Where the words before tell of more than one several, or of people who are not tied to an
actor, nobody is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.common_nouns import BODIES, FORCES, PEOPLE
from detente.reading.counts.people import is_people
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")


def meant_by_they(block: Block, token: Token, cast: Cast) -> str | None:
    """Return the actor that *they* means, None where it may mean several or nobody known.

    Parameters
    ----------
    block : Block
    token : spacy.tokens.Token
        The pronoun.
    cast : Cast
        Who is in the document.
    """
    if token.lower_ != "they" or token.dep_ not in _SUBJECTS:
        return None
    before = _several(block, token.sent, until=token.i)
    if not before:
        last = _sentence_before(token)
        before = _several(block, last) if last is not None else []
        if not any(one.dep_ in _SUBJECTS for one in before):
            return None
    actors = {cast.resolve_all(block, one).mention.actor for one in before}
    return actors.pop() if len(actors) == 1 else None


def _sentence_before(token: Token) -> Sentence | None:
    start = token.sent.start
    return token.doc[start - 1].sent if start else None


def _several(block: Block, sent: Sentence, until: int | None = None) -> list[Token]:
    """Return the heads of words for several people, forces or bodies in a sentence, up to a token."""
    found: list[Token] = []
    for token in sent:
        if until is not None and token.i >= until:
            break
        if token.dep_ == "conj" and token.head.i in {one.i for one in found}:
            continue  # of those joined the first stands for all
        if _is_several(block, token):
            found.append(token)
    return found


def _is_several(block: Block, token: Token) -> bool:
    if block.name(token) is not None:
        return any(kid.dep_ == "conj" and block.name(kid) is not None for kid in token.rights)
    lemma = token.lemma_.lower()
    is_group = lemma in FORCES | PEOPLE | BODIES or is_people(token.text) or can_speak(block, token)
    return token.tag_ in ("NNS", "NNPS") and is_group
