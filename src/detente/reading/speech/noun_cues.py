"""Nouns and prepositions that say somebody spoke: *his claim that ...*, *according to ...*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import ABOUT_NOUNS, EXPRESSED, NO_SOURCES, NOUN_CUES, classes, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak, cut, is_cue_verb, runs, spans
from detente.reading.speech.drafts import Draft
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_MAKING = word_set("make issue give repeat renew voice deliver offer release reiterate express show")


def find_noun_cue(block: Block, noun: Token) -> Draft | None:
    """Read *his claim that ...*, *a warning from X that ...*, *X's demand for ...*."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or (lemma not in NOUN_CUES and lemma not in ABOUT_NOUNS):
        return None
    if noun.dep_ == "dobj" and lemma in EXPRESSED and "express" in classes(noun.head.lemma_.lower()):
        return None  # the verb is the cue: "expressed concern over"
    speaker = _speaker(block, noun)
    pieces = _clause_content(block, noun) if lemma in NOUN_CUES else []
    if not pieces and speaker is not None and can_speak(block, speaker):
        pieces = _about_content(block, noun)
    if not pieces:
        return None
    first, _ = syntax.phrase(noun)
    return Draft(
        block=block,
        cue_token=noun,
        cue_class="say",
        cue=block.span(first if first.dep_ == "amod" else noun, noun),
        speaker=speaker,
        pieces=pieces,
        reason=None if speaker is not None else f"the text does not say whose {noun.text!r} it is",
    )


def _clause_content(block: Block, noun: Token) -> list[Span]:
    clause = _clause(noun)
    if clause is None:
        return []
    words = cut([token for token in clause.subtree if token.i > noun.i], noun)
    that = next((token for token in words if token.lower_ == "that" and token.head == clause), None)
    if that is not None:
        words = [token for token in words if token.i >= that.i]
    found = runs(words)
    return [block.span(found[0][0], found[-1][-1])] if found else []


def _clause(noun: Token) -> Token | None:
    """Find what was claimed: the noun's own clause, else the next *that*-clause before any verb."""
    for kid in noun.rights:
        if kid.dep_ in ("acl", "ccomp", "relcl") and _opens_with(kid):
            return kid
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return token.head
        if token.is_punct or token.pos_ in ("VERB", "AUX"):
            return None
    return None


def _opens_with(clause: Token) -> bool:
    has_that = any(kid.lower_ == "that" and kid.dep_ == "mark" for kid in clause.children)
    return has_that or (clause.dep_ == "acl" and syntax.is_infinitive(clause))


def _about_content(block: Block, noun: Token) -> list[Span]:
    wanted = ABOUT_NOUNS.get(noun.lemma_.lower(), frozenset())
    for kid in noun.rights:
        inner = syntax.child(kid, "pobj", "pcomp") if kid.dep_ == "prep" and kid.lower_ in wanted else None
        if inner is not None and block.quotation(inner) is None:
            return spans(block, cut(list(inner.subtree), noun))[:1]
    return []


def _speaker(block: Block, noun: Token) -> Token | None:
    owner = syntax.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in noun.rights:
        if kid.dep_ == "prep" and kid.lower_ in ("by", "from"):
            return syntax.child(kid, "pobj")
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _MAKING:
        return syntax.subject(verb)
    that = next((t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.lower_ == "that"), None)
    between = noun.doc[noun.i + 1 : that.i] if that is not None else ()
    return next((t for t in between if t.dep_ == "poss" and t.pos_ == "PRON"), None)


def find_according(block: Block, token: Token, sent: Sentence) -> Draft | None:
    """Read *according to X*: the clause it stands in is what X says."""
    to = next((kid for kid in token.rights if kid.dep_ == "prep" and kid.lower_ == "to"), None)
    speaker = syntax.child(to, "pobj") if to is not None else None
    if to is None and token.i + 2 < sent.end and token.nbor().lower_ == "to":
        to = token.nbor()
        nouns = [word for word in token.doc[to.i + 1 : sent.end] if word.pos_ in ("NOUN", "PROPN", "PRON")]
        speaker = nouns[0] if nouns else None
    if to is None or speaker is None or not _is_source(block, speaker):
        return None
    reach = speaker.right_edge.i
    speaker = find_maker(block, speaker)
    own = set(range(token.i, max(reach, to.i) + 1))
    words = [word for word in _clause_around(token, sent) if word.i not in own]
    pieces = [piece for piece in spans(block, words) if len(piece.text.split()) > 1]
    if not pieces:
        return None
    return Draft(
        block=block,
        cue_token=token,
        cue_class="say",
        cue=block.span(token, to),
        speaker=speaker,
        pieces=pieces,
    )


def find_maker(block: Block, text: Token) -> Token:
    """Return who made a text that is named as the source (*a count by the mission*), else the text."""
    if block.name(text) is not None:
        return text
    for kid in text.rights:
        maker = (
            syntax.child(kid, "pobj") if kid.dep_ == "prep" and kid.lower_ in ("by", "from", "with") else None
        )
        if maker is not None and can_speak(block, maker):
            return maker
    return text


def _is_source(block: Block, token: Token) -> bool:
    if block.name(token) is not None or token.pos_ == "PRON":
        return can_speak(block, token) or token.lower_ in ("him", "her", "them", "hers")
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() not in NO_SOURCES


def _clause_around(token: Token, sent: Sentence) -> list[Token]:
    """Return the words *according to* is about: inside reported speech only the clause that is reported."""
    for ancestor in token.ancestors:
        if ancestor.dep_ == "ccomp" and is_cue_verb(ancestor.head) and ancestor.head.i < token.i < ancestor.i:
            return list(ancestor.subtree)
    return list(sent)
