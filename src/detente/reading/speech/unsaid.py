"""Speech that did not happen: denied, called false, only supposed, asked for, or from a false source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_FALSE = word_set(
    "false untrue fake wrong incorrect fabricated baseless invented unfounded bogus forged doctored"
)
_WRONGLY = word_set("falsely wrongly mistakenly erroneously wrongfully")
_TRUE = word_set("true correct accurate right")
_DISPROVING = word_set("debunk disprove refute discredit retract deny dismiss reject")
_REFUSING = word_set("deny refuse decline avoid fail stop forget")
_IMPOSTOR = word_set("fake bogus purported impostor imposter impersonator parody hoax spoof counterfeit")
_PRETENDING = word_set("impersonate pose pretend masquerade")
_POSSIBLE = word_set("would could might may should 'd will 'll shall ca can")
_INVERTED = word_set("had were should")
_WISHING = word_set("demand order request urge recommend propose ask require")
_LETTING = word_set("let make have help")
_MAYBE_WISHING = word_set("insist suggest")
_HOPING = word_set("hope hop wish pray want")
"""Verbs of what is not so yet; the pipeline's lemma of *hoped* is that of *hopped*."""
_DARING = word_set(
    "dare challenge invite press push want expect beg implore encourage advise ask urge tell order"
)
"""Verbs that ask somebody to do what the infinitive behind them says."""


def is_possible_only(verb: Token, *, is_quoted: bool) -> bool:
    """Whether speech is only a condition, a possibility, still to come or asked for.

    So are *if he says*, *had he said*, *will say*, what a command wants said (*state that ...*) and what
    somebody demands (*that she say so*, *let him say so*).
    """
    if _is_hoped(verb):
        return True
    if not is_quoted and (_is_inverted(verb) or _is_wished(verb) or syntax.is_commanded(verb)):
        return True
    for kid in verb.children:
        if kid.dep_ == "mark" and kid.lower_ in ("if", "unless", "whether"):
            return True
        if kid.dep_ == "aux" and kid.lower_ in _POSSIBLE:
            return not is_quoted or kid.lower_ not in ("will", "'ll", "can", "ca")
    return False


def _is_inverted(verb: Token) -> bool:
    """Whether an auxiliary before the subject makes a condition (*had she said so, ...*)."""
    subject = syntax.child(verb, "nsubj")
    first = next((kid for kid in verb.lefts if kid.dep_ == "aux"), None)
    if subject is None or first is None or first.i > subject.i or first.lower_ not in _INVERTED:
        return False
    opens = first.i == verb.sent.start or first.nbor(-1).is_punct
    return opens and verb.sent.text.rstrip()[-1:] != "?"


def _is_hoped(verb: Token) -> bool:
    """Whether somebody hopes for words that are not said yet (*I hope that she says so*)."""
    own = syntax.child(verb, "nsubj")
    if own is None or verb.tag_ not in ("VBZ", "VBP", "VB") or verb.head.lemma_.lower() not in _HOPING:
        return False
    is_loose = verb.dep_ == "parataxis" and verb.head.i < own.i and not own.left_edge.nbor(-1).is_punct
    return verb.dep_ == "ccomp" or is_loose


def _is_wished(verb: Token) -> bool:
    """Whether a verb stands in its base form under one of wishing or letting."""
    own = syntax.child(verb, "nsubj")
    above = verb.head.lemma_.lower()
    if above in _DARING and syntax.is_infinitive(verb) and verb.dep_ in ("ccomp", "xcomp"):
        return own is not None or syntax.child(verb.head, "dobj") is not None  # "dared him to say so"
    if verb.dep_ != "ccomp" or own is None or syntax.child(verb, "aux", "auxpass") is not None:
        return False
    if above in _LETTING:
        return verb.tag_ == "VB"
    is_singular = own.tag_ in ("NN", "NNP") or own.lower_ in ("he", "she", "it")
    is_base = verb.tag_ == "VB" or (verb.tag_ == "VBP" and is_singular)
    has_that = any(kid.dep_ == "mark" and kid.lower_ == "that" for kid in verb.lefts)
    is_wish = verb.tag_ == "VB" or (verb.tag_ == "VBP" and has_that)  # "that they say"
    return (above in _WISHING and is_wish) or (above in _MAYBE_WISHING and is_base)


def is_unsaid(verb: Token) -> bool:
    """Whether the text says that the words were not said (*never said*, *denied saying*)."""
    if syntax.is_negated(verb) or _is_called_false(verb) or _is_disproved(verb) or _is_misquoted(verb):
        return True
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    is_inner = verb.dep_ in ("xcomp", "pcomp", "ccomp") and verb.tag_ in ("VBG", "VB")
    return is_inner and above.lemma_.lower() in _REFUSING


def _is_misquoted(verb: Token) -> bool:
    """Whether the words are put into a mouth wrongly (*was falsely quoted as saying*)."""
    above = [verb, *list(verb.ancestors)[:2]]
    return any(kid.lower_ in _WRONGLY and kid.dep_ == "advmod" for token in above for kid in token.children)


def _is_called_false(verb: Token) -> bool:
    """Whether the sentence calls the speech false (*it is false that ...*, *a fake letter in which ...*)."""
    if verb.dep_ in ("acl", "relcl"):
        kinds = {kid.lemma_.lower() for kid in verb.head.children if kid.dep_ == "amod"}
        if kinds & (_FALSE | _IMPOSTOR):
            return True
    return verb.dep_ in ("ccomp", "csubj", "acl", "advcl") and any(map(_is_denial, verb.ancestors))


def _is_denial(ancestor: Token) -> bool:
    said_of = {kid.lemma_.lower() for kid in ancestor.children if kid.dep_ in ("acomp", "attr", "oprd")}
    if ancestor.lemma_.lower() in _FALSE or said_of & _FALSE:
        return True
    return bool(said_of & _TRUE) and syntax.is_negated(ancestor)


def _is_disproved(verb: Token) -> bool:
    """Whether the claim that somebody spoke is denied (*the claim that she said so was debunked*).

    In *Karvia accuses Sarn of lying, a charge Sarn denies* it is not denied that Karvia accuses.
    """
    if verb.dep_ == "ccomp" and verb.i < verb.head.i:
        return False
    above = verb.head.head if verb.dep_ == "acl" else verb.head
    return verb.dep_ in ("acl", "ccomp") and above.lemma_.lower() in _DISPROVING and above != verb


def why_false_source(speaker: Token | None, cue: Token | None) -> str | None:
    """Say why a source is not whom it seems to be: a fake account, somebody who poses as another.

    What stands behind the cue is told by the source and not of it (*police say he posed as a guard*).
    """
    if speaker is None:
        return None
    for token in (*speaker.subtree, *_rest_of_phrase(speaker, cue)):
        if token.lemma_.lower() in _PRETENDING or (token.lower_ in _IMPOSTOR and token.dep_ != "relcl"):
            return f"the text calls the source false ({token.text!r})"
    return None


def _rest_of_phrase(head: Token, cue: Token | None) -> list[Token]:
    """Return the words behind a noun up to the cue or a mark: parsers often cut a long phrase short."""
    words = []
    for token in head.doc[head.i + 1 : head.sent.end]:
        if token.is_punct or token == cue:
            break
        words.append(token)
    return words
