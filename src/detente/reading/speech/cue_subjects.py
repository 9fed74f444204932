"""Who speaks by a cue verb: its subject, or whom the order of words and a text put out show instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import DOCUMENTS, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import is_cue_verb, is_shared_cue
from detente.reading.speech.hearers import find_hearer, find_teller, is_hearing

if TYPE_CHECKING:
    from spacy.tokens import Token

_PUTTING_OUT = word_set(
    "issue release publish write send run post sign tweet deliver make put revise air circulate email"
)
_MESSAGES = word_set("message note plea appeal petition cable")


def cue_subject(verb: Token) -> Token | None:
    """Return who speaks.

    A participle behind a comma (``, adding ...``) and a finite verb that rather joins the cue than what is
    said have the main clause's speaker; somebody *reported to have said* something is its speaker.
    """
    if is_hearing(verb):
        return find_teller(verb)
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if (
        verb.tag_ == "VBG"
        and before is not None
        and before.text == ","
        and verb.dep_ in ("advcl", "conj", "dep")
    ):
        head = verb.head
        for ancestor in head.ancestors:
            if is_cue_verb(ancestor) and head.dep_ in ("ccomp", "xcomp", "advcl"):
                return syntax.subject(ancestor)
    if verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and syntax.child(verb, "nsubj") is None:
        outer = verb.head.head
        if is_cue_verb(outer) and outer.i < verb.i and is_shared_cue(verb, outer):
            return syntax.subject(outer)
    if verb.dep_ == "xcomp" and syntax.is_infinitive(verb) and syntax.is_passive(verb.head):
        return syntax.child(verb.head, "nsubjpass")
    sender = find_sender(verb)
    if sender is not None:
        return sender
    speaker = syntax.subject(verb) or find_hearer(verb)
    return _author(speaker) or speaker


def _author(text: Token | None) -> Token | None:
    """Return who puts out a text that says something (*issued a statement saying ...*)."""
    if text is None or text.lemma_.lower() not in DOCUMENTS or text.dep_ not in ("dobj", "pobj"):
        return None
    verb = text.head if text.dep_ == "dobj" else text.head.head
    is_put_out = verb.lemma_.lower() in _PUTTING_OUT if text.dep_ == "dobj" else text.head.lower_ == "in"
    return syntax.subject(verb) if is_put_out and syntax.is_verb(verb) else None


def find_sender(verb: Token) -> Token | None:
    """Return who sends a text to somebody (*sent a letter to leaders opposing the plan*): not they oppose."""
    to = verb.head.head
    if verb.tag_ != "VBG" or verb.dep_ != "acl" or verb.head.dep_ != "pobj" or to.lower_ != "to":
        return None
    text = to.head if to.head.dep_ == "dobj" else syntax.child(to.head, "dobj")
    if text is None or text.lemma_.lower() not in DOCUMENTS | _MESSAGES:
        return None
    return syntax.subject(text.head) if syntax.is_verb(text.head) else None


def is_right_behind(block: Block, verb: Token) -> bool:
    """Whether a verb stands right behind a quotation (*"...," said*)."""
    index = verb.i - 1
    while index >= verb.sent.start and verb.doc[index].is_punct:
        index -= 1
    return index >= 0 and block.quotation(verb.doc[index]) is not None


def inverted_subject(block: Block, verb: Token) -> Token | None:
    """Find who speaks in *"...," said X* where the parser took X for something else than the subject."""
    if verb.i + 1 >= verb.sent.end or not is_right_behind(block, verb):
        return None
    first = verb.nbor()
    starting = (first, *first.ancestors)
    edges = (first.i, verb.i)  # the verb too, where the parser took it for a part of the name
    nouns = [t for t in starting if t.left_edge.i in edges and t.pos_ in ("NOUN", "PROPN", "PRON")]
    return nouns[-1] if nouns else None
