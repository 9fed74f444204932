"""Which cue of a sentence a quoted utterance belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import OPENING, classes
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import is_cue_verb

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_REACH = 30
"""How many words a speaker's description may have between a quotation and its cue."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_BESIDE = frozenset({"PUNCT", "ADV", "DET", "PRON", "PROPN", "ADJ", "AUX", "SPACE", "PART"})


def quotations_by_cue(block: Block, sent: Sentence) -> dict[int, list[Token]]:
    """Give every quoted utterance of a sentence to the cue verb it hangs on, or stands next to."""
    owners: dict[int, list[Token]] = {}
    for token in sent:
        if block.quotation(token) is not None and (owner := _owner(token, sent)) is not None:
            owners.setdefault(owner.i, []).append(token)
    return owners


def _owner(quotation: Token, sent: Sentence) -> Token | None:
    before = quotation.i - 1
    while before >= sent.start and quotation.doc[before].is_punct:
        before -= 1
    if before > sent.start and quotation.doc[before].lower_ == "with":
        before -= 1  # "opened with, ..."
        if quotation.doc[before].lemma_.lower() in OPENING:
            return quotation.doc[before]
    if before >= sent.start and is_cue_verb(quotation.doc[before]):
        return quotation.doc[before]
    retort = _retort(quotation, before, sent)
    if retort is not None:
        return retort
    behind = _cue_behind(quotation, sent)
    if behind is not None:
        return behind
    for ancestor in quotation.ancestors:
        if is_cue_verb(ancestor) and not _is_across_clause(quotation, ancestor):
            return ancestor
    below = [token for token in quotation.subtree if is_cue_verb(token)]
    candidates = below or [token for token in sent if is_cue_verb(token) and _is_beside(quotation, token)]
    return min(candidates, key=lambda token: abs(token.i - quotation.i), default=None)


def _retort(quotation: Token, before: int, sent: Sentence) -> Token | None:
    """Find a verb and its particle right before a quotation (*fired back, "..."*), known as a cue or not."""
    if before < sent.start or before == quotation.i - 1 or quotation.nbor(-1).text not in (",", ":"):
        return None
    last = quotation.doc[before]
    verb = last.head if last.dep_ in ("prt", "advmod") and last.head.i == last.i - 1 else last
    is_finite = verb.tag_ in ("VBD", "VBZ", "VBP") and syntax.child(verb, "nsubj") is not None
    return verb if is_finite and verb.pos_ == "VERB" else None


def _cue_behind(quotation: Token, sent: Sentence) -> Token | None:
    """Find the cue right behind a quotation: *"...," said X* or *"...," X said*."""
    start = quotation.i + 1
    while start < sent.end and quotation.doc[start].is_punct and quotation.doc[start].text not in (".", ";"):
        start += 1
    if start >= sent.end:
        return None
    first = quotation.doc[start]
    if first.tag_ in _FINITE and "say" in classes(first.lemma_.lower()) and not first.is_sent_end:
        return first  # whatever the parser made of an inverted verb
    for token in quotation.doc[start : min(start + _REACH, sent.end)]:
        if is_cue_verb(token) or (token.tag_ in _FINITE and token.dep_ == "ROOT"):
            subject = syntax.child(token, "nsubj")
            stands_first = token.i == start or (subject is not None and subject.left_edge.i == start)
            is_saying = "say" in classes(token.lemma_.lower()) or token.dep_ == "ROOT"
            return token if stands_first and is_saying else None
        if token.is_punct and token.text not in (",", "-"):
            return None
    return None


def _is_across_clause(quotation: Token, verb: Token) -> bool:
    """Whether another finite clause lies between a quotation and a verb far above it."""
    between = [token for token in quotation.ancestors if token.i != verb.i and verb in list(token.ancestors)]
    return any(token.pos_ == "VERB" and syntax.child(token, "nsubj") is not None for token in between)


def _is_beside(quotation: Token, verb: Token) -> bool:
    low, high = sorted((quotation.i, verb.i))
    return all(
        token.pos_ in _BESIDE or token.dep_ in ("nsubj", "compound", "amod")
        for token in verb.doc[low + 1 : high]
    )
