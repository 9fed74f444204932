"""Content that is no clause: whom and what somebody judges, names, asks for or speaks about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import ABOUT, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak, cut, runs, spans
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDING = frozenset({"conj", "cc", "npadvmod", "parataxis", "agent"})
_WHEN = word_set("during after before since until despite because amid following")
_WHOM = frozenset({"for", "of", "over"})
_WHEN_WHERE = word_set(
    "monday tuesday wednesday thursday friday saturday sunday twitter facebook telegram television"
)


def _target(block: Block, verb: Token) -> Token | None:
    """Return the object of a verb, or what a passive with a named agent is said of."""
    target = syntax.child(verb, "dobj")
    if target is None and syntax.child(verb, "agent") is not None:
        target = syntax.child(verb, "nsubjpass")
        if target is None and verb.dep_ == "acl":
            target = verb.head
    if target is None or block.quotation(target) is not None:
        return None
    return target


def find_object(block: Block, verb: Token) -> list[Span]:
    """Return the object of a verb, or what a passive with an agent is said of (*was backed by X*)."""
    target = _target(block, verb)
    if target is None:
        return []
    if target.tag_ in ("WDT", "WP"):
        antecedent = verb.head if verb.dep_ in ("relcl", "acl") else None
        return [block.span(*syntax.phrase(antecedent))] if antecedent is not None else []
    if target.dep_ == "dobj" and target.pos_ == "PRON" and target.lower_ not in ("that", "this", "it"):
        return []
    if target.dep_ != "dobj":
        return spans(block, [t for t in target.subtree if t.i not in {w.i for w in verb.subtree}])[:1]
    return spans(block, cut(list(_stretch(target, verb)), verb))[:1]


def _stretch(target: Token, verb: Token) -> Iterable[Token]:
    """Yield an object and what stands behind it on the same verb, up to a joined clause or a time."""
    last = target.right_edge
    for kid in verb.rights:
        if kid.i <= target.i:
            continue
        if kid.is_punct or kid.dep_ in _ENDING or (kid.dep_ == "prep" and _is_when(kid)):
            break
        last = max(last, kid.right_edge, key=lambda token: token.i)
    return target.doc[target.left_edge.i : last.i + 1]


def find_stretch(block: Block, target: Token, verb: Token) -> list[Span]:
    """Return an object with what stands behind it on the same verb, as at most one piece."""
    return spans(block, cut(list(_stretch(target, verb)), verb))[:1]


def _is_when(phrase: Token) -> bool:
    inner = syntax.child(phrase, "pobj")
    if phrase.lower_ in _WHEN:
        return True
    return inner is not None and (inner.lower_ in _WHEN_WHERE or inner.like_num)


def find_seen_as(block: Block, verb: Token) -> list[Span]:
    """Read *sees this as a threat*."""
    target = syntax.child(verb, "dobj")
    if target is None:
        return []
    if not any(
        token.dep_ == "prep" and token.lower_ == "as" for head in (verb, target) for token in head.rights
    ):
        return []
    phrase = next(t for head in (verb, target) for t in head.rights if t.dep_ == "prep" and t.lower_ == "as")
    words = list(verb.doc[target.left_edge.i : phrase.right_edge.i + 1])
    return spans(block, words)


def find_called(block: Block, verb: Token) -> list[Span]:
    """Return what follows *call*, *describe*: whom and what it is called."""
    relations = ("dobj", "oprd", "ccomp", "xcomp", "attr", "acomp", "prep", "nsubj", "dep")
    named = [kid for kid in verb.rights if kid.dep_ in relations and block.quotation(kid) is None]
    if not named:
        return []
    has_as = any(
        token.dep_ == "prep" and token.lower_ == "as" for kid in named for token in (kid, *kid.rights)
    )
    if len(named) < 2 and named[0].dep_ in ("dobj", "prep") and not has_as:
        return _called_in_marks(block, named[0])
    words = cut([token for kid in named for token in kid.subtree], verb)
    words = sorted((token for token in words if block.quotation(token) is None), key=lambda token: token.i)
    pieces = runs(words)
    return [block.span(pieces[0][0], pieces[-1][-1])] if pieces else []


def _called_in_marks(block: Block, target: Token) -> list[Span]:
    """Read *called the offer “a trap”* where the parser takes both for one object."""
    low, high = block.bounds(target.left_edge, target.right_edge)
    is_marked = any(low <= start < high for start, _ in block.masked.quoted)
    return [block.span(target.left_edge, target.right_edge)] if is_marked else []


def find_judged(block: Block, verb: Token) -> list[Span]:
    """Return whom or what somebody judges, with what for (*Smith of lying*, *the attack*)."""
    target = _target(block, verb)
    if target is None or target.tag_ in ("WDT", "WP"):
        return []
    if target.dep_ == "dobj":
        reason = _reason(verb) or _reason(target)
        end = reason.right_edge if reason is not None and reason.i > target.i else target.right_edge
        if reason is None and target.pos_ == "PRON" and target.lower_ not in ("that", "this", "it"):
            return []
        return spans(block, cut(list(verb.doc[target.left_edge.i : end.i + 1]), verb))[:1]
    own = {token.i for token in verb.subtree} if target == verb.head else set()
    pieces = spans(block, [token for token in target.subtree if token.i not in own])[:1]
    reason = _reason(verb)
    return pieces + (spans(block, cut(list(reason.subtree), verb))[:1] if reason is not None else [])


def _reason(head: Token) -> Token | None:
    return next((kid for kid in head.rights if kid.dep_ == "prep" and kid.lower_ in _WHOM), None)


def find_asked_for(block: Block, verb: Token) -> list[Span]:
    """Return what is asked for: behind *for*, else the object of a demand."""
    for kid in verb.rights:
        if kid.dep_ == "prep" and kid.lower_ in ("for", "against"):
            inner = syntax.child(kid, "pcomp", "pobj")
            if inner is not None and block.quotation(inner) is None:
                return spans(block, cut(list(_stretch(inner, verb)), verb))[:1]
    target = _target(block, verb)
    names_only = verb.lemma_.lower() in ("call", "ask", "order", "press", "invite")
    if target is None or names_only or can_speak(block, target):
        return []
    return find_object(block, verb)


def find_about(block: Block, verb: Token) -> list[Span]:
    """Return what is spoken about (*warned of war*, *pointed to the letter*, *hit out at the plan*)."""
    wanted = ABOUT.get(verb.lemma_.lower(), frozenset())
    for kid in verb.rights:
        if kid.dep_ != "prep" or kid.lower_ not in wanted:
            continue
        inner = syntax.child(kid, "pobj", "pcomp")
        if inner is not None and block.quotation(inner) is None and inner.tag_ not in ("WDT", "WP"):
            return spans(block, cut(list(inner.subtree), verb))[:1]
    return []
