"""Which words of a text tell an answer, and in whose mouth they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.said_words import SaidWords
from detente.record.values import Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR, _NEARBY = 3, 8
"""How many words may stand between who answers and the answer; more if they all describe who it is."""


def words_of(block: Block, verb: Token, target: Token | None, who: Token | None, *, is_whole: bool) -> Span:
    """Return the words from the subject, when it stands close before, to the object or condition."""
    first = last = verb
    if target is not None:
        last = max(verb, syntax.phrase(target)[1] if target.pos_ != "VERB" else target, key=lambda t: t.i)
        first = min(
            verb, target if target.i < verb.i and target.dep_ == "nsubjpass" else verb, key=lambda t: t.i
        )
    if is_whole:
        last = max(last, syntax.subtree_bounds(verb)[1], key=lambda t: t.i)
    for kid in verb.rights:
        if kid.dep_ == "advcl" and any(
            grand.lower_ in ("if", "provided", "unless", "once") for grand in (kid, *kid.children)
        ):
            last = max(last, syntax.subtree_bounds(kid)[1], key=lambda t: t.i)
    last = max((last, *(kid for kid in verb.rights if kid.dep_ == "neg")), key=lambda t: t.i)
    for kid in (*verb.lefts, *(verb.head.lefts if verb.dep_ in ("acomp", "attr") else ())):
        if kid.dep_ in ("aux", "auxpass", "neg", "advmod"):
            first = min(first, kid, key=lambda t: t.i)
    if verb.dep_ in ("acomp", "attr", "oprd", "ccomp") and verb.pos_ == "ADJ" and verb.head.i < first.i:
        first = verb.head
        if is_whole:
            last = max(last, syntax.subtree_bounds(verb.head)[1], key=lambda t: t.i)
    if who is not None and who.i < first.i and who.dep_ in ("nsubj", "nsubjpass") and _is_close(who, first):
        first = syntax.phrase(who)[0]
    if who is not None and who.dep_ == "det" and who.i < first.i:
        first = who  # "no crews before the boats are in"
    return block.span(first, last)


def _is_close(who: Token, first: Token) -> bool:
    """Whether a subject stands right before words, or only what describes it does between."""
    return first.i - who.i <= _NEAR or (first.i - who.right_edge.i <= 2 and first.i - who.i <= _NEARBY)


def said_around(span: Span, said: SaidWords) -> Statement | None:
    """Return the innermost statement whose content holds most of the words."""
    enough = (span.end - span.start) * 0.6
    holding = [
        (piece.end - piece.start, statement)
        for piece, statement in said.pieces(span.start, span.end)
        if min(piece.end, span.end) - max(piece.start, span.start) >= enough
        and not (statement.cue is not None and span.start <= statement.cue.start < span.end)
    ]
    return min(holding, key=lambda pair: pair[0], default=(0, None))[1]
