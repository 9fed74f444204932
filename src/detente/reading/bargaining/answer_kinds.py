"""What kind of answer a verb tells, and whether the text says that it was given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading.bargaining.answerers import is_nobody
from detente.reading.knowledge.cues import classes, word_set
from detente.reading.parse import syntax
from detente.record.values import ResponseKind

if TYPE_CHECKING:
    from spacy.tokens import Token

SIGNS = word_set("sign ratify")
_UNTIL = frozenset({"until", "unless", "before", "without"})
_SOME_OF_IT = frozenset({"clause", "part", "half", "point", "rest", "condition"})
NEGATED: dict[ResponseKind, ResponseKind] = {
    "accept": "reject", "support": "oppose", "willing": "reject", "conditional": "reject",
    "reject": "willing", "oppose": "willing", "resist": "willing",
}  # fmt: skip
_AS_LONG = re.compile(r"\b(?:as|so) long as\b", re.IGNORECASE)
_BEARS = frozenset({"live", "work"})
_SUPPOSES = frozenset({"if", "unless", "whether", "until", "once", "before", "lest"})
_OPEN_MODALS = frozenset({"must", "should", "may", "might", "can"})
VOWS = word_set("vow threaten promise pledge swear undertake intend plan")
"""Who does so to a text has not done it yet, and yet has answered."""
_FACTUAL = word_set("continue begin start decide vote choose move appear seem agree keep")


def kind_here(verb: Token, target: Token, kind: ResponseKind) -> ResponseKind | None:
    """Say what an answering verb amounts to here: negated, under a condition, of a part, or only supposed."""
    is_nobody_s = is_nobody(syntax.subject(verb))
    if is_nobody_s != syntax.is_negated(verb):
        if kind == "accept" and _is_pending(verb):
            return None
        kind = "conditional" if kind in ("accept", "support") and _is_until(verb) else NEGATED[kind]
    elif is_conditional(verb) or _has_reserve(verb, target):
        return "conditional"
    elif syntax.is_hypothetical(verb):
        if kind in ("accept", "support") and _is_choosy(target):
            return "conditional"
        if kind == "accept" and _is_announced(verb):
            return "willing"
        is_able = any(kid.dep_ == "aux" and kid.lower_ == "could" for kid in verb.lefts)
        if is_able and kind in ("accept", "willing") and verb.dep_ != "advcl":
            return "willing"
        return "oppose" if verb.lemma_.lower() == "vote" and kind == "oppose" else None
    is_lasting = any(kid.dep_ == "prep" and kid.lower_ == "without" for kid in (*target.rights, *verb.rights))
    is_lasting = is_lasting or any(_waits(one) for one in (verb, syntax.child(verb, "xcomp")) if one)
    if kind in ("reject", "oppose") and (target.lemma_.lower() in _SOME_OF_IT or is_lasting):
        return "conditional"  # no to a part of it, or to it without something more, so not to all of it
    return kind


def _is_announced(verb: Token) -> bool:
    """Whether it is said that it will be done (*said that X would sign on Friday*): not yet a yes."""
    is_ahead = any(kid.dep_ == "aux" and kid.lower_ in ("will", "would", "'ll", "’ll") for kid in verb.lefts)
    return is_ahead and verb.dep_ == "ccomp" and "say" in classes(verb.head.lemma_.lower())


def _is_choosy(target: Token) -> bool:
    """Whether any text of a sort is meant, that has to be so (*any text that keeps the ships away*)."""
    is_any = any(kid.dep_ == "det" and kid.lower_ == "any" for kid in target.lefts)
    return is_any and syntax.child(target, "relcl") is not None


def _waits(verb: Token) -> bool:
    """Whether a no lasts until something is done; *before* tells so only of what is not past."""
    marks = {
        kid.lower_ for part in verb.rights if part.dep_ == "advcl" for kid in part.lefts if kid.dep_ == "mark"
    }
    return bool(marks & {"until", "unless"}) or ("before" in marks and verb.tag_ != "VBD")


def _is_pending(verb: Token) -> bool:
    """Whether it is only told that something was not done so far (*has not signed*, *has yet to accept*)."""
    is_perfect = any(kid.dep_ == "aux" and kid.lemma_ == "have" and kid.tag_ != "VBD" for kid in verb.lefts)
    is_yet = any(kid.lower_ in ("yet", "far") for kid in verb.subtree)
    return is_yet or (is_perfect and verb.lemma_.lower() in SIGNS)


def is_asserted(verb: Token) -> bool:
    """Whether the text says that the answer was given: no wish, question, condition or advice."""
    if verb.sent.text.rstrip("”\"'’ ").endswith("?"):
        return False
    for kid in verb.children:
        if kid.dep_ in ("mark", "advmod") and kid.lower_ in _SUPPOSES:
            return False
        if (
            kid.dep_ == "aux"
            and kid.lower_ in _OPEN_MODALS
            and not (kid.lower_ == "can" and (syntax.is_negated(verb) or verb.lemma_.lower() in _BEARS))
        ):
            return False
    above = _first_joined(verb)
    if above.dep_ == "xcomp":
        return above.head.lemma_.lower() in _FACTUAL | VOWS
    if above.dep_ != "pcomp" and syntax.is_infinitive(above):
        return False  # what somebody wants or asks another to do is not done
    if verb.dep_ == "pcomp":
        return (
            verb.head.lower_ not in ("without", "instead", "before", "of")
            or verb.head.head.lemma_ == "accuse"
        )
    return True


def _first_joined(verb: Token) -> Token:
    """Return the first of the infinitives that a verb is joined to (*told them to stop and sign*)."""
    above = verb
    while above.dep_ == "conj" and above.head != above and above.tag_ == "VB":
        above = above.head
    return above


def _has_reserve(verb: Token, target: Token) -> bool:
    """Whether consent is qualified: *in principle*, *provided that*, *but ...*."""
    words = {(kid.lower_, grand.lower_) for kid in (*verb.rights, *target.rights) for grand in kid.rights}
    if words & {("in", "principle"), ("on", "understanding"), ("on", "condition"), ("with", "reservations")}:
        return True
    if any(kid.lower_ == "provided" for kid in (*verb.rights, *target.rights)):
        return True
    return goes_on_with_but(verb) or goes_on_with_but(target)


def goes_on_with_but(word: Token) -> bool:
    """Whether a *but* takes something back, and does not go on to what somebody else does."""
    if not any(kid.dep_ == "cc" and kid.lower_ == "but" for kid in word.rights):
        return False
    joined = syntax.child(word, "conj")
    other = syntax.child(joined, "nsubj", "nsubjpass") if joined is not None else None
    return other is None or other.pos_ == "PRON"


def is_conditional(verb: Token) -> bool:
    """Whether the answer hangs on a condition (*if*, *provided that*, *on condition that*).

    Behind a cue set into the words the condition hangs on the cue (*he would sign, he said, if ...*).
    """
    cue = verb.head
    if verb.dep_ == "ccomp" and cue.i > verb.i and _has_condition(cue):
        return True
    return _has_condition(verb)


def _is_until(verb: Token) -> bool:
    """Whether a no lasts only until something is done (*will not sign before ...*, *without guarantees*)."""
    words = {kid.lower_ for kid in verb.rights if kid.dep_ == "prep"}
    words |= {
        kid.lower_ for part in verb.rights if part.dep_ == "advcl" for kid in part.lefts if kid.dep_ == "mark"
    }
    return bool(words & _UNTIL)


def _has_condition(verb: Token) -> bool:
    return any(
        (kid.dep_ in ("advcl", "prep") and _opens_condition(kid))
        or (kid.lower_ == "long" and syntax.child(kid, "advcl") is not None)
        for kid in verb.children
    )


def _opens_condition(clause: Token) -> bool:
    if clause.lower_ in ("provided", "if") or any(
        kid.dep_ == "mark" and kid.lower_ in ("if", "unless", "once", "provided") for kid in clause.children
    ):
        return True
    if clause.lower_ == "on" and (syntax.child(clause, "pobj") or clause).lower_ == "condition":
        return True
    first = max(0, clause.left_edge.i - 2)
    return bool(_AS_LONG.search(clause.doc[first : clause.left_edge.i + 3].text))
