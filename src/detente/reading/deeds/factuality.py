"""Whether a deed happened: what the clause itself asserts, and who says so when not the reporter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.speech.said_words import SaidWords
from detente.record.values import Factuality, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLANNED = word_set(
    "plan expect schedule prepare intend seek want hope aim agree decide set offer promise pledge "
    "about due ready"
)
_THREATENED = word_set("threaten vow warn")
_PREVENTED = word_set("prevent avoid avert stop foil prohibit bar halt end refuse deny decline")
_MODALS = word_set("would could might may should can must 'd")
_FUTURE = word_set("will shall 'll")
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refut\w+|disput\w+)\b", re.IGNORECASE)
_FEARS = re.compile(r"\b(?:fear|worr(?:y|ied)|suspect|afraid|concern|wonder)", re.IGNORECASE)
_READIES = frozenset({"prepare", "plan", "contemplate"})
_GOES = word_set("travel fly go head journey come drive sail return")
_WANTS = word_set("want hope seek intend ask urge press tell expect like")
_CONFIRMS = re.compile(r"\b(?:admit\w*|confirm\w*|acknowledg\w*|conced\w*)\b", re.IGNORECASE)


def statement_around(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost of a few statements whose content holds the words."""
    return SaidWords(statements).around(span)


def factuality_of(token: Token, outer: Statement | None, *, is_own: bool) -> Factuality:
    """Say whether a deed happened, given the statement it stands in and whether that speaks of its own side.

    What somebody says happened is alleged; it counts as happened when the speaker admits or confirms it,
    or owns to a deed of force of his own side.
    """
    own = clause_factuality(token)
    if outer is None:
        return own
    if (
        own == "hypothetical"
        and not _is_supposed(token)
        and any(kid.lower_ == "would" for kid in token.children)
    ):
        return "threatened" if outer.act == "THREATEN" else "planned"  # "said that it would ..."
    cue = outer.cue.text if outer.cue is not None else ""
    if own in ("happened", "planned") and _FEARS.match(cue):
        return "hypothetical"
    if own == "happened" and (_DENIES.search(cue) or outer.is_negated):
        return "denied"
    if own == "happened" and (_CONFIRMS.search(cue) or is_own):
        return "happened"
    return "alleged" if own == "happened" else own


def clause_factuality(token: Token) -> Factuality:
    """Say whether the clause itself asserts, denies, plans, threatens or only supposes the deed."""
    verb = token if token.pos_ == "VERB" else _governing(token)
    if verb is None:
        return "happened"
    while verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ == "VERB" and not _is_finite(verb):
        verb = verb.head  # "have to free them, and destroy the bases": one infinitive for all
    doer = syntax.child(verb, "nsubj", "nsubjpass")
    nouns = [token, *([doer] if doer is not None else [])]
    auxiliaries = {kid.lower_ for kid in verb.children if kid.dep_ == "aux"}
    if auxiliaries & _FUTURE:
        return "planned"
    if syntax.is_negated(verb) or any(_is_none(noun) for noun in nouns):
        return "denied"
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and doer is None and not auxiliaries:
        return "hypothetical"  # an aim or an order, in a few quoted words
    if auxiliaries & _MODALS or _is_supposed(verb):
        return "hypothetical"
    if verb.lemma_.lower() in _READIES:
        return "planned"
    if "to" in auxiliaries and verb.dep_ == "ccomp" and doer is not None and _is_wish(verb.head):
        return "hypothetical"  # what one wants another to do
    if "to" in auxiliaries and verb.dep_ in ("advcl", "xcomp") and verb.head.lemma_.lower() in _GOES:
        return clause_factuality(verb.head)  # "flew to X to meet Y"
    if "to" in auxiliaries or verb.dep_ in ("xcomp", "pcomp"):
        governor = verb.head.head if verb.dep_ == "pcomp" else verb.head
        return _governed(governor, "to" in auxiliaries)
    words = token.head.text + " " + " ".join(kid.lower_ for kid in token.lefts)
    return "planned" if re.search(r"\b(?:upcoming|planned|next|future|further)\b", words) else "happened"


def _is_finite(verb: Token) -> bool:
    """Whether a verb has a subject or an auxiliary of its own."""
    return syntax.child(verb, "nsubj", "nsubjpass", "aux", "auxpass") is not None


def _is_supposed(verb: Token) -> bool:
    """Whether a verb stands in a condition, or in what follows from one (*if X came, Y hit back*)."""
    if any(kid.dep_ == "mark" and kid.lower_ in ("if", "unless", "whether") for kid in verb.children):
        return True
    return any(
        kid.dep_ == "advcl"
        and any(mark.dep_ == "mark" and mark.lower_ in ("if", "unless") for mark in kid.children)
        for kid in verb.children
    )


def _is_wish(governor: Token) -> bool:
    return governor.lemma_.lower() in _WANTS and not syntax.is_passive(governor)


def _is_none(noun: Token) -> bool:
    """Whether a noun is counted as none (*no unit*, *neither side*, *nobody*)."""
    if noun.lower_ in ("nobody", "none", "neither"):
        return True
    return any(kid.dep_ in ("det", "preconj") and kid.lower_ in ("no", "neither") for kid in noun.children)


def _governing(noun: Token) -> Token | None:
    return next((ancestor for ancestor in noun.ancestors if ancestor.pos_ in ("VERB", "AUX")), None)


def _governed(governor: Token, is_infinitive: bool) -> Factuality:
    lemma = governor.lemma_.lower()
    if lemma in _THREATENED:
        return "threatened"
    if lemma in _PREVENTED or syntax.is_negated(governor):
        return "denied"
    if lemma == "accuse":
        return "alleged"
    if lemma in _PLANNED:
        return "planned"
    return "hypothetical" if is_infinitive else "happened"
