"""Small questions to a dependency parse: whose verb is it, what is said, is it negated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import CUE_PEOPLE, classes, word_set
from detente.reading.parse.masking import UTTERANCE

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECT_CONTROL = word_set(
    "lead force urge ask allow cause press invite order tell persuade convince compel prompt push "
    "encourage help enable require want expect"
)
_SUBJECTS = ("nsubj", "csubj", "expl")
_NEGATIVE = word_set("never n't not rarely seldom hardly barely scarcely")
_MODIFIERS = ("det", "amod", "compound", "poss", "nummod", "predet", "quantmod", "nmod", "advmod", "case")
_OF_A_NOUN = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "compound", "nmod", "poss"})
"""Where the parser ties a name that it takes for a verb."""
_HYPOTHETICAL_MARKS = frozenset({"if", "whether", "unless", "would", "could", "might"})


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of the relations."""
    return next((kid for kid in token.children if kid.dep_ in deps), None)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb and not an adjective made of one."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")


def is_utterance(token: Token) -> bool:
    """Whether the token is the stand-in for a quoted utterance."""
    return token.text == UTTERANCE


def subject(verb: Token) -> Token | None:
    """Return the head of what does the verb: its own subject, its agent, or the one it shares.

    A conjoined or participle clause without a subject of its own shares the subject of the clause
    it hangs on, unless it is a passive that names its agent; a relative pronoun stands for the noun
    before it.
    """
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = next((kid for kid in verb.children if kid.dep_ in _SUBJECTS and not is_utterance(kid)), None)
        if own is not None and own.dep_ != "expl":
            return _antecedent(own, verb)
        if child(verb, "nsubjpass") or (verb.tag_ == "VBN" and child(verb, "agent")):
            agent = child(verb, "agent")
            return child(agent, "pobj") if agent is not None else None
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head
        if verb.dep_ == "xcomp" and verb.head.lemma_ in _OBJECT_CONTROL:
            controlled = child(verb.head, "dobj")
            if controlled is not None:
                return controlled
        if verb.dep_ in ("conj", "advcl", "xcomp", "dep", "ccomp", "parataxis") and is_verb(verb.head):
            verb = verb.head
            continue
        if verb.dep_ == "pcomp" and is_verb(verb.head.head):
            governor = verb.head.head
            accused = child(governor, "dobj") if verb.head.lower_ in ("of", "for", "from") else None
            if accused is not None:
                return accused
            verb = governor
            continue
        return None
    return None


def is_reduced_passive(verb: Token) -> bool:
    """Whether a participle without subject or auxiliary is passive (*when asked*, *pressed about*)."""
    return (
        verb.tag_ == "VBN"
        and child(verb, *_SUBJECTS, "nsubjpass") is None
        and child(verb, "aux", "agent") is None
        and verb.dep_ in ("advcl", "acl", "ROOT", "dep")
    )


def _antecedent(own: Token, verb: Token) -> Token | None:
    """Return whom a relative pronoun stands for; None where it may be either (*an aide to X, who ...*)."""
    if own.tag_ not in ("WP", "WDT") or verb.dep_ not in ("relcl", "acl"):
        return own
    noun = verb.head
    before = own.nbor(-1) if own.i else own
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in CUE_PEOPLE and before.text == ",":
        return None
    return noun


def relative_noun(pronoun: Token) -> Token | None:
    """Return the noun that the subject of a relative clause stands for; None where it is not clear."""
    verb = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ not in ("relcl", "acl"):
        return None
    return _antecedent(pronoun, verb)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with *to*."""
    return any(kid.dep_ == "aux" and kid.lower_ == "to" for kid in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive voice."""
    return child(verb, "nsubjpass", "auxpass") is not None


def is_negated(verb: Token) -> bool:
    """Whether a *not*, *never* or *rarely* belongs to the verb."""
    return any(
        (kid.dep_ == "neg" or (kid.lower_ in _NEGATIVE and kid.dep_ in ("advmod", "preconj")))
        and not _is_not_only(kid)
        for kid in verb.children
    )


def _is_not_only(word: Token) -> bool:
    """Whether a *not* only leads to more (*not only said*, *not just asked*)."""
    after = word.nbor() if word.i + 1 < word.sent.end else word
    return after.lower_ in ("only", "just", "merely", "simply")


def is_hypothetical(verb: Token) -> bool:
    """Whether the verb stands in a condition or behind *would*, *could*, *might*."""
    if any(kid.dep_ in ("mark", "aux") and kid.lower_ in _HYPOTHETICAL_MARKS for kid in verb.children):
        return True
    return any(kid.dep_ == "aux" and kid.lower_ in ("will", "'ll", "shall", "may") for kid in verb.children)


def phrase(head: Token) -> tuple[Token, Token]:
    """Return the first and last token of a noun phrase: modifiers, and an *of*-phrase after it."""
    first = last = head
    for kid in head.lefts:
        if kid.dep_ in _MODIFIERS and not _is_aside(kid):
            first = min(first, kid.left_edge, key=lambda token: token.i)
    for kid in head.rights:
        if kid.dep_ == "prep" and kid.lower_ in ("of", "for", "from", "to", "in") and kid.i == last.i + 1:
            last = _before_comma(kid)
        elif kid.dep_ in ("case", "nmod") and kid.i == last.i + 1:
            last = kid
        else:
            break
    return first, last


def is_saying_before_that(token: Token) -> bool:
    """Whether a noun of the parse is a verb of saying in all likelihood: *officials concede that ...*."""
    after = token.i + 1
    is_before = after < len(token.doc) and token.doc[after].lower_ == "that"
    return is_before and token.tag_ == "NN" and bool(classes(token.lower_))


def _is_aside(modifier: Token) -> bool:
    """Whether a comma cuts an adverb off from the noun behind it (*Privately, officials concede*)."""
    after = modifier.right_edge.i + 1
    return modifier.dep_ == "advmod" and modifier.doc[after].text == ","


def _before_comma(phrase_head: Token) -> Token:
    """Return the last token of a phrase before any comma in it: what follows is an aside.

    A word of saying before *that* is the verb behind the phrase, whatever the parse takes it for.
    """
    last = phrase_head
    for token in phrase_head.subtree:
        if token.text in (",", ";", "—", "–", "("):
            break
        if token.i > phrase_head.i + 1 and is_saying_before_that(token):
            break
        last = token
    return last


def subtree_bounds(head: Token) -> tuple[Token, Token]:
    """Return the first and last token of everything below a token, closing punctuation left out."""
    first, last = head.left_edge, head.right_edge
    while last.is_punct and last.i > head.i:
        last = last.nbor(-1)
    return first, last


def is_commanded(token: Token) -> bool:
    """Whether the sentence is a command, so that what it names is asked for and not told."""
    first = token.sent[0]
    is_verb = first.tag_ == "VB" and first.pos_ == "VERB" and first.dep_ not in _OF_A_NOUN
    return is_verb and child(first, "nsubj") is None
