"""The words under which something said is meant to hold: *if the strikes stop*, *unless they leave*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, cut_span
from detente.reading.speech.drafts import Draft
from detente.reading.text.quotations import Quotation
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE_MARKS = re.compile(
    r"\b(?:only (?:if|when|once|after)|if and only if|if|unless|until|once|(?:as|so) long as|as soon as)\b",
    re.IGNORECASE,
)
_PHRASE_MARKS = re.compile(
    r"\b(?:provid(?:ed|ing)|on (?:the )?(?:sole |one )?condition|in (?:return|exchange) for|subject to|"
    r"assuming|(?:contingent|conditional|dependent) (?:up)?on)\b",
    re.IGNORECASE,
)
_NO_CONDITION_BEFORE = re.compile(r"\b(?:even|as|what|at|more than|for|than)\s+$", re.IGNORECASE)
_NO_CONDITION_AFTER = re.compile(r"\s+(?:not|only|anything|ever|again|more)\b", re.IGNORECASE)
_ASKING = word_set(
    "ask wonder see know doubt question decide determine find check learn test tell say inquire consider "
    "clear sure certain unclear"
)
_IDIOMS = word_set("necessary possible needed required appropriate asked elected attacked")
_INVERTED = word_set("should were had")
_NONE = word_set("no nobody none neither nothing never")
_LEADING = re.compile(r"\W*(?:that\s+)?(?P<mark>if|unless)\s[^,;.?!]{4,160}(?=,)", re.IGNORECASE)
_ANY_MARK = re.compile(
    rf"{_CLAUSE_MARKS.pattern}|{_PHRASE_MARKS.pattern}|\b(?:should|were|had)\b", re.IGNORECASE
)
_COMMA = re.compile(r"[,;:—–]")


def find_condition(draft: Draft, content: Sequence[Span], inside: Mapping[Quotation, Block]) -> Span | None:
    """Find the first condition in the content of a statement, with the word that begins it.

    Parameters
    ----------
    draft : Draft
    content : sequence of Span
        The pieces of content; the condition lies in one of them.
    inside : mapping
        The parsed inside of each quotation.

    Returns
    -------
    Span or None
        A whole clause (*if the strikes stop*) or phrase (*in return for prisoners*). *If* for *whether*,
        *even if* and *as if* make none; *until* makes one only behind a *not*: what is refused until
        something happens is offered on condition of it.
    """
    for piece in content:
        for block, low, high in _stretches(draft, piece, inside):
            found = _first(block, low, high)
            if found is not None:
                return found
    return None


def _stretches(
    draft: Draft, piece: Span, inside: Mapping[Quotation, Block]
) -> Iterator[tuple[Block, int, int]]:
    """Yield the parts of a piece by the block that parsed them, in text order."""
    quoted = [q for q in inside if piece.start <= q.start and q.end <= piece.end]
    place = piece.start
    for quotation in sorted(quoted, key=lambda q: q.start):
        yield draft.block, place, quotation.start
        yield inside[quotation], quotation.inner_start, quotation.inner_end
        place = quotation.end
    yield draft.block, place, piece.end


def _first(block: Block, low: int, high: int) -> Span | None:
    """Return the condition that begins first in ``[low, high)``."""
    words = block.text[low:high]
    if _ANY_MARK.search(words) is None:
        return None
    tokens = {block.starts[token.i]: token for token in block.tokens_within(low, high)}
    found = [_inverted(block, tokens, high)]
    for match in _CLAUSE_MARKS.finditer(words):
        is_none = _NO_CONDITION_BEFORE.search(words[: match.start()])
        if not is_none and not _NO_CONDITION_AFTER.match(words, match.end()):
            last = low + match.start() + match.group().rfind(" ") + 1
            found.append(_clause(block, tokens.get(last), low + match.start(), high))
    for match in _PHRASE_MARKS.finditer(words):
        place = low + match.start()
        ending = tokens.get(place + match.group().rfind(" ") + 1)
        found.append(_phrase(block, tokens.get(place), ending, high))
    if not any(found):
        found.append(_leading(block, low, high))
    return min((span for span in found if span is not None), key=lambda span: span.start, default=None)


def _clause(block: Block, mark: Token | None, start: int, high: int) -> Span | None:
    """Return the clause that a word of condition opens, None when it opens none."""
    if mark is None or mark.head == mark:
        return None
    verb = mark.head
    is_clause = (
        verb.pos_ in ("VERB", "AUX") or verb.lower_ in _IDIOMS or syntax.child(verb, "cop") is not None
    )
    is_clause = is_clause or (verb.dep_ == "advcl" and syntax.child(verb, "nsubj") is not None)
    is_only = mark.i > 0 and mark.nbor(-1).lower_ == "only"
    if not is_clause or mark.i > verb.i:
        return None
    is_first = verb.left_edge.i == (mark.i - 1 if is_only else mark.i)
    if mark.lower_ == "once" and not (verb.dep_ in ("advcl", "ROOT") and is_first):
        return None
    if mark.lower_ == "until" and not _is_refused(verb.head):
        return None
    above = verb.head
    is_asked = verb.dep_ in ("ccomp", "advcl", "dep", "acl") and above.lemma_.lower() in _ASKING
    if mark.lower_ == "if" and is_asked and not is_only and above.i < mark.i and not _has_comma(above, mark):
        return None
    return _cut(block, start, verb, high)


def _is_refused(verb: Token) -> bool:
    """Whether a clause is negated, by its verb or by who does it (*nobody leaves until ...*)."""
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    is_none = subject is not None and bool({subject.lower_, subject.left_edge.lower_} & _NONE)
    target = syntax.child(verb, "dobj", "attr")
    return syntax.is_negated(verb) or is_none or (target is not None and target.left_edge.lower_ == "no")


def _has_comma(first: Token, last: Token) -> bool:
    return any(token.text == "," for token in first.doc[first.i : last.i])


def _leading(block: Block, low: int, high: int) -> Span | None:
    """Return the words up to the first comma where they open with *if* or *unless*, however they parse."""
    match = _LEADING.match(block.text, low, high)
    if match is None or _NO_CONDITION_AFTER.match(block.text, match.end("mark"), high):
        return None
    return cut_span(block.text, match.start("mark"), match.end())


def _phrase(block: Block, head: Token | None, last: Token | None, high: int) -> Span | None:
    """Return a condition that is a phrase or a participle (*in return for ...*, *provided that ...*)."""
    if head is None or last is None:
        return None
    if head.lower_ in ("provided", "providing", "assuming"):
        verb = head if any(kid.dep_ in ("ccomp", "mark") for kid in head.rights) else head.head
        is_condition = verb != head or head.dep_ in ("advcl", "prep", "ROOT", "acl", "dep", "pcomp", "conj")
        if not is_condition or any(kid.dep_ in ("aux", "auxpass", "nsubj") for kid in head.children):
            return None
        if any(kid.dep_ == "dobj" for kid in head.rights):
            return None
        return _cut(block, block.bounds(head, head)[0], verb, high)
    # "was conditional on the release": the parse may hang "on" on the verb
    ends = head if head.right_edge.i > last.right_edge.i else last
    return _cut(block, block.bounds(head, head)[0], ends, high)


def _inverted(block: Block, tokens: Mapping[int, Token], high: int) -> Span | None:
    """Return a condition without a word for it: *should they attack*, *were it to fail*."""
    for start, token in tokens.items():
        if token.lower_ not in _INVERTED:
            continue
        verb = token.head if token.dep_ in ("aux", "auxpass") else token
        subject = syntax.child(verb, "nsubj", "nsubjpass", "expl")
        is_before = subject is not None and token.i < subject.i and token.i == verb.left_edge.i
        is_early = verb.dep_ == "ccomp" and verb.i < verb.head.i and verb.head.tag_ == "VB"
        if is_before and (verb.dep_ == "advcl" or is_early):
            return _cut(block, start, verb, high)
    return None


def _cut(block: Block, start: int, verb: Token, high: int) -> Span | None:
    """Return the words from ``start`` to the end of what hangs on a verb.

    Where the parse hangs the main clause on the condition instead, the first comma ends it.
    """
    last = syntax.subtree_bounds(verb)[1]
    end = min(high, block.bounds(last, last)[1])
    if verb.dep_ == "ROOT":
        comma = _COMMA.search(block.text, start, end)
        end = comma.start() if comma is not None else end
    span = cut_span(block.text, start, end)
    return span if span.end > span.start else None
