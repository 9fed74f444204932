"""What parties bind themselves to, in the reporter's words: clauses in force, and vows.

*Under the treaty X will withdraw by 1 July* tells a promise of X; so does *X has undertaken to withdraw*.
Clauses of what is only proposed, or would be done, bind nobody yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.bargaining.answerers import is_nobody, meant_by
from detente.reading.bargaining.articles import is_binding, is_settled
from detente.reading.bargaining.clauses import is_bound
from detente.reading.bargaining.sponsors import CONCLUDED
from detente.reading.parse import syntax
from detente.reading.parse.moments import find_moments
from detente.reading.parse.parsed import Reading
from detente.reading.speech.said_words import SaidWords
from detente.record.values import Interval, Mention, Passage, Proposal, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

UNDERTAKES = frozenset({"agree", "promise", "pledge", "undertake", "vow"})
_IDLE = frozenset({"disagree", "differ"})
_NO_MAIN = frozenset({"acl", "relcl", "amod", "advcl"})
Undertaking = tuple[Span, Mention | None, Interval | None]
"""The words, who is bound, and by when; nobody is named where an article says only what shall be."""


def clauses_in_force(reading: Reading, cast: Cast, proposals: Sequence[Proposal]) -> Iterator[Undertaking]:
    """Yield the clauses of concluded agreements that say who *will* do what, in text order.

    Parameters
    ----------
    reading : Reading
    cast : Cast
    proposals : sequence of Proposal
        Of the document; one is concluded if any words for it say so (*pact*, *treaty*), or if its own
        articles do (*have agreed as follows*).
    """
    is_text = is_settled(reading.text)
    for proposal in proposals:
        if is_text or any(_is_concluded(mention) for mention in proposal.mentions):
            for clause in proposal.clauses:
                found = _bound_by(reading, cast, clause.passage)
                if found is not None:
                    yield found


def _is_concluded(mention: Passage) -> bool:
    words = mention.text.lower().split(" that ")[0].split()
    return any(word.strip(",.;:’'\"") in CONCLUDED for word in words)


def _bound_by(reading: Reading, cast: Cast, clause: Passage) -> Undertaking | None:
    for block in reading.body():
        tokens = block.tokens_within(clause.start, clause.end)
        if not tokens:
            continue
        verb = next((one for one in tokens if one.head == one or one.head not in tokens), tokens[0])
        doer = syntax.child(verb, "nsubj")
        if not is_bound(verb) or (doer is None and not is_binding(verb)):
            return None
        by = cast.resolve_all(block, doer).mention if doer is not None else None
        by = by if by is not None and by.actor is not None else None
        span = Span(start=clause.start, end=clause.end, text=clause.text)
        return (span, by, _due(reading, span)) if by is not None or is_binding(verb) else None
    return None


def find_vows(reading: Reading, cast: Cast, said: SaidWords) -> Iterator[Undertaking]:
    """Yield what somebody is told to have undertaken (*has agreed to leave*), where no statement has it."""
    for block in reading.body():
        for verb in block.doc:
            action = _vowed(verb)
            if action is None:
                continue
            start, end = block.bounds(verb, verb)
            doer = syntax.subject(verb)
            if (
                doer is None
                or is_nobody(doer)
                or said.is_said(start)
                or any(True for _ in said.cues(start, end))
            ):
                continue
            by = cast.resolve_all(block, doer).mention
            by = by if by.actor is not None else meant_by(block, doer, cast) or by
            if by.actor is not None:
                span = block.span(action.left_edge, syntax.subtree_bounds(action)[1])
                yield span, by, _due(reading, span)


def _vowed(verb: Token) -> Token | None:
    """Return what is undertaken by a verb, if it is and was not refused or only wished for."""
    if verb.lemma_.lower() not in UNDERTAKES or verb.pos_ != "VERB" or verb.dep_ in _NO_MAIN:
        return None
    if syntax.is_negated(verb) or syntax.is_hypothetical(verb) or syntax.is_infinitive(verb):
        return None
    action = next((kid for kid in verb.rights if kid.dep_ in ("xcomp", "advcl")), None)
    is_next = action is not None and action.left_edge.i == verb.i + 1
    if action is not None and is_next and syntax.is_infinitive(action):
        return None if action.lemma_.lower() in _IDLE else action
    gift = syntax.child(verb, "dobj")
    is_gift = gift is not None and any(kid.dep_ == "nummod" for kid in gift.lefts)
    return gift if is_gift and verb.lemma_.lower() in ("pledge", "promise") else None  # "pledged 300 men"


def _due(reading: Reading, span: Span) -> Interval | None:
    moments = find_moments(reading.document, span.start, span.end, direction="future")
    return next((one.interval for one in moments if one.is_future or one.kind == "deadline"), None)
