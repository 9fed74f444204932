"""The articles of an agreement that a report gives in full: what the parties *shall* do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.bargaining.clauses import Term, main_clauses
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMBERED = re.compile(
    r"\W{0,2}(?:(?:Article|Section|Clause|Paragraph|Point|Item) (?:\d+|[IVXL]+|[A-Z])\b|"
    r"\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s)",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:have|has|do|hereby)(?: hereby)? agree[ds]? (?:as follows|(?:to|on|upon) the following)\b|"
    r"\b(?:enters?|entered|shall enter|came|comes) into force\b",
    re.IGNORECASE,
)
_LASTS = word_set("enter remain last expire lapse apply")
_FEWEST = 2
"""So many numbered parts with *shall* make an agreement; one alone may be quoted from another."""


def article_terms(body: Sequence[Block], cast: Cast) -> list[Term]:
    """Return the terms that the numbered articles of an agreement state, in text order.

    Parameters
    ----------
    body : sequence of Block
        The paragraphs of running text.
    cast : Cast

    Returns
    -------
    list of Term
        One for each main clause; none where fewer than two articles say what *shall* be done.
    """
    binding = [block for block in body if _NUMBERED.match(block.text, block.paragraph.start)]
    found = [
        (block, verb)
        for block in binding
        for sent in block.doc.sents
        if is_binding(verb := sent.root) or _is_of_force(verb)
    ]
    if len({block.index for block, verb in found if is_binding(verb)}) < _FEWEST:
        return []
    return [term for block, verb in found for term in main_clauses(block, cast, verb, _first_word(verb))]


def is_settled(text: str) -> bool:
    """Whether a text says of itself that it is agreed (*have agreed as follows*, *enters into force*).

    Examples
    --------
    >>> is_settled("The parties have agreed as follows."), is_settled("The parties have agreed to meet.")
    (True, False)
    """
    return _SETTLED.search(text) is not None


def is_binding(verb: Token) -> bool:
    """Whether a clause says what *shall* be done."""
    return any(kid.dep_ == "aux" and kid.lower_ == "shall" for kid in verb.children)


def _is_of_force(verb: Token) -> bool:
    """Whether a sentence says from when or for how long the agreement holds."""
    return verb.lemma_.lower() in _LASTS and verb.tag_ == "VBZ" and syntax.child(verb, "nsubj") is not None


def _first_word(verb: Token) -> Token:
    """Return where a clause begins, the number of its article left out."""
    first = verb.left_edge
    while first.i < verb.i and (first.is_punct or first.like_num):
        first = first.nbor(1)
    return first
