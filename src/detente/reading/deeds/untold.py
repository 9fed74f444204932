"""Words that look like a deed and tell none: wars, conditions, denials, what is called off or told again.

A tagger that marks deeds by the words around them sees little of these: whether a deed is denied, supposed or
called off hangs on how the clause is built, and whether it was told before on the sentences above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.record.values import Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_LASTING = word_set("war conflict hostilities")
_OPEN = frozenset({"any", "no", "possible", "potential", "whatever"})
_BACK = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_TIMES = frozenset({"after", "before", "since", "during", "following", "until", "amid", "despite"})
_WHENS = _TIMES | {"when", "once", "while", "as"}
_CONDITIONS = frozenset({"if", "unless", "whether"})
_LATER = frozenset({"after", "once", "until", "when", "before", "as"})
_AHEAD = frozenset({"will", "would", "'ll", "’ll", "shall", "'d", "’d"})
_ABLE = frozenset({"could", "might", "can", "may"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_STOPS = word_set(
    "halt stop suspend end pause cease cancel postpone scrap abandon avert prevent avoid forgo freeze"
)
_STOP_NOUNS = word_set("halt end stop pause suspension moratorium cessation freeze ban")
_HAPPENS = word_set("happen occur come follow begin start last continue hold take kill wound injure hit")
_SEEN = word_set("report see record observe register note confirm hold take happen occur")
_DENIES = word_set("deny dispute refute reject")
_OF_THE_PAPER = re.compile(
    r"\b(?:(?:earlier|previous|first|original|initial|print|online)\s+"
    r"(?:version|report|article|story|edition|entry|dispatch|headline|account)s?"
    r"|(?:this|the same|our) (?:report|article|story|entry|dispatch|headline)s?)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:earlier|previous|first|original|initial) ", re.IGNORECASE)


def is_untold(token: Token, root: str, parts: Sequence[Token], outer: Statement | None) -> bool:
    """Whether a word marked as a deed tells none, whatever was told before.

    Parameters
    ----------
    token : spacy.tokens.Token
        The verb, or the noun of doing.
    root : str
        The PLOVER root it is marked with: to refuse is a deed where to do something else is denied.
    parts : sequence of spacy.tokens.Token
        Those marked as doing or suffering it.
    outer : Statement or None
        Whose words it stands in.
    """
    if outer is not None and is_withdrawn(outer):
        return True
    if token.pos_ == "NOUN":
        is_open = any(kid.lower_ in _OPEN for kid in token.lefts) and not _is_denied_by_somebody(token)
        is_lasting = token.lemma_.lower() in _LASTING
        return (
            is_lasting
            or is_open
            or _is_called_off(token)
            or _only_dates(token, parts)
            or _is_not_so(token, root, outer)
        )
    if token.pos_ != "VERB":
        return False
    is_supposed = _is_condition(token) or (root not in ("REJECT", "THREATEN") and _is_possible(token))
    return is_supposed or _is_misread_noun(token) or _is_not_so(token, root, outer)


def is_withdrawn(statement: Statement) -> bool:
    """Whether words are those of an earlier version of the report, which it takes back."""
    source = statement.source
    return (
        source is not None
        and _OF_THE_PAPER.search(source.text) is not None
        and (_EARLIER.search(source.text) is not None)
    )


def is_of_the_paper(words: str) -> bool:
    """Whether words for a source mean the report itself or an earlier one of the paper's (*this report*)."""
    return _OF_THE_PAPER.search(words) is not None


def means_of(token: Token) -> Token | None:
    """Return the word for what a deed amounts to, one with it (*resisted talks by refusing to come*)."""
    is_means = token.dep_ == "pcomp" and token.head.lower_ == "by"
    return token.head.head if is_means else None


def points_back(token: Token, parts: Sequence[Token]) -> bool:
    """Whether a noun of doing points back to a deed told before (*he condemned the attack*).

    It names nobody who does or suffers it, and nothing is told of it but that somebody speaks of it.
    """
    if token.pos_ != "NOUN" or not any(kid.lower_ in _BACK for kid in token.lefts):
        return False
    if any(token.is_ancestor(part) for part in parts) or _is_described(token):
        return False
    is_teller = token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in _HAPPENS
    return not is_teller


def _is_described(noun: Token) -> bool:
    """Whether something is told of a deed beside its noun, other than when it was."""
    return any(
        kid.dep_ in ("relcl", "acl") or (kid.dep_ == "prep" and kid.lower_ != "for") for kid in noun.rights
    )


def _only_dates(token: Token, parts: Sequence[Token]) -> bool:
    """Whether a noun of doing stands behind *after*, *before* ... and names nobody who does or suffers it."""
    if token.dep_ != "pobj" or token.head.lower_ not in _TIMES:
        return False
    return not any(token.is_ancestor(part) for part in parts)


def _is_misread_noun(verb: Token) -> bool:
    """Whether a verb in the present dates one in the past: it is a noun (*after the strikes, he spoke*)."""
    opener = next((kid for kid in verb.lefts if kid.dep_ in ("mark", "advmod")), None)
    is_dating = opener is not None and opener.lower_ in _WHENS
    return (
        is_dating
        and verb.tag_ == "VBZ"
        and verb.dep_ == "advcl"
        and verb.head.tag_ == "VBD"
        and syntax.child(verb, "dobj", "prep", "xcomp", "ccomp") is None
    )


def _is_called_off(noun: Token) -> bool:
    """Whether a deed is ended, or not begun (*called off the talks*, *an end to the strikes*)."""
    is_told_of = any(kid.dep_ == "relcl" for kid in noun.rights)  # "an end to the fire that came from there"
    if noun.dep_ == "pobj" and not is_told_of and noun.head.head.lemma_.lower() in _STOP_NOUNS | _STOPS:
        is_reached = noun.head.head.lemma_.lower() == "end" and noun.head.lower_ == "of"  # "the end of talks"
        return noun.head.lower_ in ("to", "of", "on") and not is_reached
    if noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    verb = noun.head
    is_off = any(kid.lower_ == "off" for kid in verb.children) and verb.lemma_.lower() in ("call", "break")
    return is_off or verb.lemma_.lower() in _STOPS


def _is_condition(verb: Token) -> bool:
    """Whether a verb stands in a condition, or in what must come first (*would begin once both accept*)."""
    marks = {kid.lower_ for kid in verb.children if kid.dep_ in ("mark", "advmod")}
    if marks & _CONDITIONS:
        return True
    if verb.dep_ != "advcl" or not marks & _LATER or verb.tag_ not in ("VBP", "VBZ"):
        return False
    return any(kid.dep_ == "aux" and kid.lower_ in _AHEAD for kid in verb.head.children)


def _is_possible(verb: Token) -> bool:
    return any(kid.dep_ == "aux" and kid.lower_ in _ABLE for kid in verb.children)


def _is_not_so(token: Token, root: str, outer: Statement | None) -> bool:
    """Whether the reporter says that a deed was not done, and nobody else denies it."""
    if root == "REJECT" or outer is not None or _is_denied_by_somebody(token):
        return False
    verb = token
    if token.pos_ == "NOUN":
        verb = token.head
        if token.dep_ not in ("nsubj", "dobj", "nsubjpass") or verb.lemma_.lower() not in _SEEN:
            return False
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    is_nobodys = subject is not None and (
        subject.lower_ in _NOBODY or any(kid.lower_ in ("no", "neither") for kid in subject.lefts)
    )
    return is_nobodys or any(kid.dep_ == "neg" and kid.lower_ in _NOT for kid in verb.children)


def _is_denied_by_somebody(token: Token) -> bool:
    return any(above.lemma_.lower() in _DENIES for above in token.ancestors)
