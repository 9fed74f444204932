"""What a text would do, told behind a colon (*tabled a formula: X recognises the border, and Y pays*)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.bargaining.sponsors import puts_forward
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block

if TYPE_CHECKING:
    from spacy.tokens import Token

_WOULD = frozenset({"would", "will", "shall"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})

Stretch = tuple["Token", "Token", "Token"]
"""The verb of a clause, and its first and last word."""


def told_behind_colon(block: Block, token: Token) -> list[Stretch]:
    """Return the clauses behind the first colon after a mention, in text order.

    They say what would be done; of a text that is put forward there, also what is done in the present tense.

    Parameters
    ----------
    block : Block
    token : Token
        The noun for the text.
    """
    rest = token.doc[token.i + 1 : token.sent.end]
    colon = next((one for one in rest if one.text == ":"), None)
    if colon is None or any(block.quotation(one) for one in token.doc[colon.i : token.sent.end]):
        return []
    is_laid = token.dep_ in ("dobj", "nsubjpass") and puts_forward(token.head)
    heads = [one for one in token.doc[colon.i + 1 : token.sent.end] if _is_told(one, colon, is_laid=is_laid)]
    if not heads or not (is_laid or any(_would(one) for one in heads)):
        return []
    starts = [_first(one, colon) for one in heads]
    ends = [start.nbor(-1) for start in starts[1:]] + [token.sent[-1]]
    return [
        (verb, first, _trimmed(verb, last))
        for verb, first, last in zip(heads, starts, ends, strict=True)
        if first.i <= verb.i
    ]


def _is_told(verb: Token, colon: Token, *, is_laid: bool) -> bool:
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ not in _MAIN or subject is None or subject.i < colon.i:
        return False
    return _would(verb) or (is_laid and verb.tag_ in ("VBZ", "VBP"))


def _would(verb: Token) -> bool:
    return any(kid.dep_ == "aux" and kid.lower_ in _WOULD for kid in verb.children)


def _first(verb: Token, colon: Token) -> Token:
    """Return the first word of what a verb has for itself: the words of its subject, or itself."""
    own = [kid.left_edge for kid in verb.lefts if kid.dep_ in ("nsubj", "nsubjpass") and kid.i > colon.i]
    return min((*own, verb), key=lambda one: one.i)


def _trimmed(verb: Token, last: Token) -> Token:
    while last.i > verb.i and (last.is_punct or last.dep_ == "cc"):
        last = last.nbor(-1)
    return last
