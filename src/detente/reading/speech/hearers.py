"""Whoever is asked or told stands where a speaker does: *asked whether it was true, she laughed*.

A question that nobody by name has put is the occasion of what is answered and not a statement: what it holds
is no position of anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = word_set("ask press question quiz grill query challenge")
_TELLING = word_set("tell inform remind warn notify brief advise assure")
_HUNG_ON = frozenset({"advcl", "acl", "dep", "ROOT", "ccomp", "conj"})


def is_hearing(verb: Token) -> bool:
    """Whether the one who seems to ask or tell is asked or told.

    In the passive (*was asked*), as a participle (*asked about the loan, he said ...*, *told that ..., she
    left*), and behind a comma that parts it from its subject (*the mayor, asked about it, said ...*): the
    parser often takes such a participle for a finite verb.
    """
    if verb.lemma_.lower() not in _ASKING | _TELLING or verb.tag_ not in ("VBN", "VBD"):
        return False
    if syntax.is_passive(verb) or syntax.child(verb, "agent") is not None:
        return True
    own = syntax.child(verb, "nsubj")
    if own is None:
        has_aux = syntax.child(verb, "aux") is not None
        return not has_aux and verb.dep_ in _HUNG_ON and (verb.tag_ == "VBN" or _opens(verb))
    return own.i < verb.i and _is_parted(own, verb)


def is_unowned_question(verb: Token) -> bool:
    """Whether a verb tells of a question that nobody by name puts (*when asked why*, *was pressed on it*).

    What somebody is asked to do is no question.
    """
    if verb.lemma_.lower() not in _ASKING or not is_hearing(verb) or find_teller(verb) is not None:
        return False
    return not any(kid.dep_ == "xcomp" and syntax.is_infinitive(kid) for kid in verb.rights)


def find_teller(verb: Token) -> Token | None:
    """Return who asks or tells somebody: the agent of a passive (*pressed by lawmakers on the date*)."""
    agent = syntax.child(verb, "agent")
    return syntax.child(agent, "pobj") if agent is not None else None


def find_hearer(verb: Token) -> Token | None:
    """Return who answers where the parser gives the subject to the aside (*X, asked why, said ...*)."""
    asides = (kid for kid in verb.lefts if kid.dep_ in ("ccomp", "advcl") and is_hearing(kid))
    return next((syntax.child(kid, "nsubj") for kid in asides), None)


def _opens(verb: Token) -> bool:
    """Whether a verb without a subject opens its clause: no finite verb does."""
    if verb.i == verb.sent.start:
        return True
    before = verb.nbor(-1)
    return before.text in (",", "—", "–", "(") or before.lower_ in ("when", "if", "once", "while", "though")


def _is_parted(subject: Token, verb: Token) -> bool:
    """Whether one comma alone stands between a subject and its verb, so that an aside begins there."""
    if verb.nbor(-1).text != "," or verb.i - 2 < subject.i:
        return False
    return not any(token.text == "," for token in verb.doc[subject.i + 1 : verb.i - 1])
