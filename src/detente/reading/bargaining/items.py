"""The items of a list of nouns (*a truce, a withdrawal and a swap of prisoners*)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.parse import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token


def listed(target: Token) -> list[tuple[Token, Token, Token]]:
    """Return head, first and last word of each item of a list.

    A parse may join the last item to a word inside the one before it (*a ban on dredging and
    compensation*): in words set off by commas without a verb the last *and* ends an item as the commas do.
    """
    parts = [target, *_conjuncts(target)]
    words = [token for token in target.subtree if token.i >= target.left_edge.i]
    marks = [token for token in words if token.text == "," and token.i > target.i]
    joins = [token for token in words if token.dep_ == "cc" and marks and token.i > marks[-1].i]
    if len(parts) == 2 and len(joins) == 1 and not any(_is_clause(token) for token in words):
        cuts = [*marks, joins[0]]
        edges = [words[0], *(mark.nbor(1) for mark in cuts)]
        ends = [*(mark.nbor(-1) for mark in cuts), words[-1]]
        return [(_head_of(a, b), a, b) for a, b in zip(edges, ends, strict=True) if a.i <= b.i]
    found = []
    for part in parts:
        first, last = part.left_edge, part.right_edge
        following = [other.left_edge.i for other in parts if other.i > part.i]
        if following:
            last = part.doc[min(following) - 1]
        while last.i > part.i and (last.is_punct or last.dep_ in ("cc", "punct")):
            last = last.nbor(-1)
        found.append((part, first, last))
    return found


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")


def _head_of(first: Token, last: Token) -> Token:
    """Return the word that others of a stretch hang on."""
    return next(
        token
        for token in first.doc[first.i : last.i + 1]
        if not first.i <= token.head.i <= last.i or token.head == token
    )


def _conjuncts(token: Token) -> list[Token]:
    """Return what is listed after a noun; a parse may hang a list of bare nouns on as apposition."""
    found, current = [], token
    while (following := syntax.child(current, "conj", "appos")) is not None and following.i > current.i:
        found.append(following)
        current = following
    return found
