"""When a deed was done: the time that hangs on its words in the parse, or that its clause shares.

A time belongs to the verb it hangs on. Another deed of the sentence has it too where the clauses share it:
joined verbs, *..., wounding six*, *when ...*. Any other deed stays without a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from detente.reading.parse import syntax
from detente.reading.parse.moments import Moment, find_moments
from detente.reading.parse.parsed import Block, Reading
from detente.record.values import Interval

if TYPE_CHECKING:
    from spacy.tokens import Token

_LASTS = frozenset({"point", "deadline", "duration"})
_MODIFIES = frozenset({"compound", "nmod", "poss", "amod", "nummod"})
_MEANWHILE = frozenset({"when", "as", "while"})
_OWN, _SHARED, _UNPARSED = range(3)
"""How a time belongs to a deed, the closest first."""


def time_of(
    reading: Reading, block: Block, token: Token, direction: Literal["past", "future"] = "past"
) -> Interval | None:
    """Return the time of a deed; of several that belong to it alike, the one that stands nearest.

    Parameters
    ----------
    reading : Reading
    block : Block
    token : Token
        The verb or noun that tells the deed.
    direction : {"past", "future"}
        Whether a time that could be either lies behind or ahead.
    """
    low, high = block.bounds(token.sent[0], token.sent[-1])
    at = block.bounds(token, token)[0]
    found: list[tuple[int, int, Interval]] = []
    for moment in find_moments(reading.document, low, high, direction=direction):
        tie = _tie(block, token, moment) if moment.kind in _LASTS else None
        if tie is not None:
            found.append((tie, abs(moment.start - at), moment.interval))
    return min(found, key=lambda one: one[:2])[2] if found else None


def is_tied(block: Block, token: Token, moment: Moment) -> bool:
    """Whether a time of the sentence belongs to what a verb or noun tells."""
    return _tie(block, token, moment) is not None


def _tie(block: Block, token: Token, moment: Moment) -> int | None:
    """Say how a time belongs to a deed, None where it does not."""
    expression = moment.interval.expression
    words = block.tokens_within(expression.start, expression.end) if expression is not None else []
    if not words:
        return _UNPARSED
    if token in words:
        return _OWN
    top = next((word for word in words if word.head == word or word.head not in words), words[0])
    verb: Token | None = None
    for one in (top, *top.ancestors):
        if one == token:
            return _OWN
        if one.pos_ in ("VERB", "AUX") and one.dep_ not in ("amod", "compound") and one not in words:
            verb = one
            break
        if _is_bound_to_noun(one, words):
            return _OWN if one.head == token or (one.head.head == token and one.lower_ == "of") else None
    if verb is None:
        return _UNPARSED
    if verb.dep_ in ("relcl", "acl") and verb.head == token:
        return _SHARED
    return _SHARED if _shares(_clause(token), verb, top) else None


def _is_bound_to_noun(one: Token, words: list[Token]) -> bool:
    """Whether a time can only belong to the noun above it: *the attack of 24 June*, *the 3 March strike*."""
    above = one.head
    if above in words or above.pos_ not in ("NOUN", "PROPN") or above == one:
        return False
    return one.lower_ == "of" or one.dep_ in _MODIFIES


def _clause(token: Token) -> Token:
    """Return the verb of the clause that a deed is told in, itself if it is one."""
    clauses = (one for one in (token, *token.ancestors) if one.pos_ in ("VERB", "AUX"))
    return next((one for one in clauses if one.dep_ not in ("amod", "compound")), token)


def _shares(own: Token, verb: Token, time: Token) -> bool:
    """Whether a clause has the time of another, of its verb ``verb``, which the time hangs on."""
    return own == verb or _from_above(own, verb, time) or _from_below(own, verb, time)


def _from_above(own: Token, verb: Token, time: Token) -> bool:
    """Whether the clause hangs on the one with the time by links that a time is shared over."""
    one = own
    while one != verb:
        if one.head == one or not _passes_down(one, time):
            return False
        one = one.head
    return True


def _passes_down(clause: Token, time: Token) -> bool:
    head = clause.head
    if clause.dep_ == "conj":
        is_first = time.i < min(head.i, clause.i) and time.i < _subject_or_self(head).i
        return is_first or _is_along(clause)
    if clause.dep_ == "advcl":
        return _is_along(clause) or syntax.is_infinitive(clause)  # "flew there on Sunday to meet X"
    if clause.dep_ == "xcomp":
        return clause.tag_ == "VBG" or time.i > clause.i
    if clause.dep_ == "pcomp":
        return False
    # "On Friday the army attacked, X said": the parse may hang the time on the cue
    is_told_before = clause.dep_ == "ccomp" and clause.i < head.i
    return is_told_before and time.i < _subject_or_self(head).i


def _from_below(own: Token, verb: Token, time: Token) -> bool:
    """Whether the clause with the time hangs on this one by links that a time is shared over."""
    one = verb
    while one != own:
        if one.head == one or not _is_along(one):
            return False
        one = one.head
    return True


def _is_along(clause: Token) -> bool:
    """Whether a clause tells what was done together with, or at the same time as, the one above it."""
    if clause.dep_ == "conj":
        return _subject(clause) is None or (syntax.is_passive(clause.head) and clause.tag_ == "VBN")
    mark = syntax.child(clause, "mark", "advmod")
    is_meanwhile = mark is not None and mark.lower_ in _MEANWHILE and mark.i == clause.left_edge.i
    is_beside = clause.tag_ == "VBG" and _subject(clause) is None and mark is None
    return clause.dep_ == "advcl" and (is_meanwhile or is_beside)


def _subject(verb: Token) -> Token | None:
    return syntax.child(verb, "nsubj", "nsubjpass")


def _subject_or_self(verb: Token) -> Token:
    return _subject(verb) or verb
