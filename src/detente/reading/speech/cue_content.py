"""What of a sentence is the content of a cue: what is said, judged, asked or spoken about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import BARE_SAYERS, EXPRESSED, OBJECT_CONTENT, CueClass, classes, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak, cut, is_cue_verb, spans
from detente.reading.speech.cue_objects import (
    find_about,
    find_asked_for,
    find_called,
    find_judged,
    find_object,
    find_seen_as,
)
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMMITTING = word_set("promise pledge vow swear threaten undertake appeal")
"""Verbs behind which an infinitive is what is told, wherever the parser hangs it."""
_REACH = 24
"""How many words behind a cue its *that* may stand, past where and when it was said."""


def find_content(block: Block, verb: Token, cue_class: CueClass, *, is_quoted: bool) -> list[Span]:
    """Return the pieces of content that a cue verb of a class governs, empty when there are none.

    ``is_quoted`` says that the cue has a quotation, so that nothing need be guessed.
    """
    if cue_class == "position":
        if verb.tag_ == "VBG" and verb.dep_ == "acl":
            return []  # "lawmakers supporting the plan" describes them
        return find_object(block, verb)
    if cue_class == "about":
        return find_about(block, verb)
    is_sayer = verb.lemma_.lower() in BARE_SAYERS and not is_quoted
    if is_sayer and (around := _aside(block, verb)):
        return around
    clause = find_clause(block, verb, cue_class)
    if clause is not None:
        return _clause_spans(block, verb, clause, cue_class)
    if cue_class == "call":
        return find_called(block, verb)
    if cue_class == "judge":
        return find_judged(block, verb)
    if cue_class == "urge":
        return find_asked_for(block, verb)
    if cue_class == "express":
        target = syntax.child(verb, "dobj")
        is_feeling = target is not None and target.lemma_.lower() in EXPRESSED
        return find_object(block, verb) if is_feeling else []
    if cue_class == "think" and (seen := find_seen_as(block, verb)):
        return seen
    if cue_class == "deny" or verb.lemma_.lower() in OBJECT_CONTENT:
        return find_object(block, verb)
    return (_late_that(block, verb) or _bare(block, verb)) if is_sayer else []


# -- clauses


def find_clause(block: Block, verb: Token, cue_class: CueClass) -> Token | None:
    """Find the clause that is said: a complement clause, or an infinitive behind verbs of promising."""
    for kid in verb.children:
        if block.quotation(kid) is not None:
            continue
        if kid.dep_ == "ccomp" and (kid.i > verb.i or _is_trailing(verb, kid)):
            return kid
        if kid.dep_ == "xcomp" and cue_class != "call" and syntax.is_infinitive(kid):
            return kid
        if kid.dep_ == "pcomp" or (kid.dep_ == "advcl" and _is_question(verb, kid)):
            return kid
    if (late := _late_infinitive(verb)) is not None:
        return late
    is_aside = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and _has_mark(verb, "as"))
    if is_aside and verb.head.pos_ in ("VERB", "AUX") and cue_class in ("say", "think"):
        return verb.head
    return None


def _late_infinitive(verb: Token) -> Token | None:
    """Find what is promised behind when or how it was (*promised her on Monday to come*)."""
    if verb.lemma_.lower() not in _COMMITTING:
        return None
    for kid in verb.rights:
        inner = syntax.child(kid, "pobj") if kid.dep_ == "prep" else None
        hung = syntax.child(inner, "acl") if inner is not None else None
        for clause in (kid, hung):
            if clause is not None and clause.dep_ in ("advcl", "acl") and syntax.is_infinitive(clause):
                return clause
    return None


def has_that(verb: Token) -> bool:
    """Whether a verb governs a clause opened by *that*."""
    return any(kid.dep_ == "ccomp" and _has_mark(kid, "that") for kid in verb.children)


def _has_mark(clause: Token, word: str) -> bool:
    return any(kid.dep_ == "mark" and kid.lower_ == word for kid in clause.children)


def _is_question(verb: Token, clause: Token) -> bool:
    """Whether a clause the parser took for a condition is what is asked (*asked them if they would*)."""
    asks = verb.lemma_.lower() in ("ask", "wonder", "question", "doubt", "inquire")
    return asks and clause.i > verb.i and (_has_mark(clause, "if") or _has_mark(clause, "whether"))


def _is_trailing(verb: Token, clause: Token) -> bool:
    """Whether a clause before the verb is what is said (*The talks failed, officials said*)."""
    if syntax.child(verb, "nsubj") is None or (verb.i + 1 < verb.sent.end and verb.nbor().lower_ == "that"):
        return False
    return not any(token.text == ";" for token in verb.doc[clause.i : verb.i])


def _clause_spans(block: Block, verb: Token, clause: Token, cue_class: CueClass) -> list[Span]:
    """Return the words of a clause, without the cue and its own subject where these stand inside."""
    own = {token.i for token in verb.subtree} if verb.head == clause else _own_words(verb, clause)
    own -= _added_words(verb, clause)
    words = sorted({*clause.subtree, *(verb.doc[i] for i in _added_words(verb, clause))})
    words = [token for token in words if token.i not in own]
    if syntax.is_infinitive(clause):
        start = min(kid.i for kid in clause.children if kid.dep_ == "aux" and kid.lower_ == "to")
        if verb.doc[start - 1].dep_ == "neg" and verb.doc[start - 1].head == clause:
            start -= 1  # "vowed not to leave"
        words = [token for token in words if token.i >= start]
        whom = _whom(verb, clause) if cue_class in ("urge", "think") else None
        if whom is not None and verb.i < whom.i < start and block.quotation(whom) is None:
            words = list(verb.doc[whom.left_edge.i : words[-1].i + 1])
    return spans(block, cut(words, verb))


def _added_words(verb: Token, clause: Token) -> set[int]:
    """Return what belongs to a clause that the parser hung on the cue.

    A condition before it (*said if they left, the talks would fail*), and a second clause about somebody
    just named (*said the offer was fair, but it lacked dates*), unless that has a cue of its own.
    """
    if clause.dep_ != "ccomp" or clause.i < verb.i:
        return set()
    added: set[int] = set()
    first = clause.left_edge
    for kid in verb.rights:
        is_before = kid.dep_ == "advcl" and kid.right_edge.i < first.i and first.lower_ != "that"
        if is_before and kid.left_edge.i == verb.i + 1:
            added.update(range(kid.left_edge.i, first.i))
        if kid.dep_ != "conj" or kid.i < clause.i or classes(kid.lemma_.lower()):
            continue
        subject = syntax.child(kid, "nsubj", "nsubjpass")
        if syntax.is_verb(kid) and subject is not None and subject.pos_ == "PRON":
            added.update(range(clause.right_edge.i + 1, kid.right_edge.i + 1))
    return added


def _whom(verb: Token, clause: Token) -> Token | None:
    """Find who is urged: the object, or the subject the parser gave to the infinitive."""
    on = next(
        (kid for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ in ("on", "upon", "for", "to")), None
    )
    behind = syntax.child(on, "pobj") if on is not None else None
    return syntax.child(verb, "dobj", "dative") or behind or syntax.child(clause, "nsubj")


def _own_words(verb: Token, clause: Token) -> set[int]:
    inside = {token.i for token in clause.subtree}
    return {token.i for token in verb.subtree if token.i not in inside} | {verb.i}


def _late_that(block: Block, verb: Token) -> list[Span]:
    """Find *that* behind where and when it was said (*said on Friday in a speech that ...*)."""
    doc, end = verb.doc, verb.sent.end
    for token in doc[verb.i + 1 : min(verb.i + _REACH, end)]:
        if token.lower_ == "that" and token.tag_ == "IN" and token.head.i > token.i and token.dep_ == "mark":
            last = token.head.right_edge
            return spans(block, cut(list(doc[token.i : last.i + 1]), verb))
        if token.text in (";", ":") or is_cue_verb(token) or block.quotation(token) is not None:
            return []
    return []


def _aside(block: Block, verb: Token) -> list[Span]:
    """Read *A, he said, B* and *A, he said*: the whole sentence but the words between the commas."""
    sent = verb.sent
    speaker, target = syntax.child(verb, "nsubj"), syntax.child(verb, "dobj")
    hearer = target if target is not None and verb.lemma_.lower() == "tell" else None
    if speaker is None or target != hearer:
        return []
    first, last = min(speaker.left_edge.i, verb.i), max(speaker.right_edge.i, verb.i)
    last = last if hearer is None else max(last, hearer.right_edge.i)
    while last + 1 < sent.end and verb.doc[last + 1].dep_ in ("npadvmod", "advmod", "prt"):
        last += 1
    if first == sent.start or verb.doc[first - 1].text not in (",", "—", "–"):
        return []
    if last + 1 < sent.end and not verb.doc[last + 1].is_punct:
        return []
    words = [token for token in sent if not first <= token.i <= last]
    has_verb = any(
        token.pos_ in ("VERB", "AUX") and syntax.child(token, "nsubj", "nsubjpass") is not None
        for token in words
    )
    is_quoted = any(block.quotation(token) is not None for token in words)
    return spans(block, words) if has_verb and not is_quoted else []


def _bare(block: Block, verb: Token) -> list[Span]:
    """Read *X said ending the war would take years*: all that follows, when it is a clause of its own."""
    sent = verb.sent
    is_finite = verb.tag_ in ("VBD", "VBZ", "VBP") and syntax.child(verb, "nsubj") is not None
    if verb.i + 2 >= sent.end or not is_finite or syntax.child(verb, "dobj") is not None:
        return []
    following = verb.doc[verb.i + 1]
    if (
        following.pos_ not in ("DET", "NOUN", "PROPN", "PRON", "VERB", "ADJ", "NUM")
        or following.tag_ == "VBN"
    ):
        return []
    words = list(verb.doc[verb.i + 1 : sent.end])
    if any(block.quotation(token) is not None for token in words):
        return []
    finite = [t for t in words if t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ not in ("relcl", "advcl")]
    return (
        spans(block, cut(words, verb))
        if finite and can_speak(block, syntax.child(verb, "nsubj") or verb)
        else []
    )
