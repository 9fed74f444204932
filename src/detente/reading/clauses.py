"""The terms of a proposal: what it would do, or what would be done under it, and to whose gain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading import syntax
from detente.reading.cast import Cast
from detente.reading.cues import word_set
from detente.reading.parsed import Block
from detente.reading.said_words import SaidWords
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

TERMS = word_set(
    "give allow require include call provide envisage envision foresee cede freeze demand grant "
    "offer leave ban oblige contain stipulate propose commit guarantee recognise recognize lift set "
    "establish create deploy withdraw exchange involve hand place put keep let bar limit cap return "
    "restore release end halt force ask see commit outline specify mandate impose permit enable "
    "transfer reward"
)
_WOULD_TERMS = word_set(
    "open reopen free pull suspend disarm demobilise demobilize dismantle divide share send secure start "
    "close resume extend split stop"
)
"""Terms only where a proposal *would* do so: of what is agreed they tell what came of it."""
_HEDGES = word_set("reportedly allegedly purportedly apparently supposedly")
_AWAY = word_set("cede withdraw give surrender renounce abandon relinquish hand leave pull drop return")
_LETS = word_set("allow let permit enable give grant guarantee")
_RELIEVES = word_set("suspend lift ease remove waive end drop relax")
_BURDENS = word_set("sanction embargo tariff restriction blockade")
_WOULD = frozenset({"would", "will", "shall"})


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the text states it: its words, who gains and who yields, whether it is hearsay."""

    span: Span
    gives_to: str | None
    taken_from: str | None
    is_hedged: bool


def terms_at(block: Block, cast: Cast, token: Token) -> Iterator[Term]:
    """Yield the terms stated with a mention: relative clause, predicate, or main clause behind *under*."""
    for kid in token.rights:
        if (
            kid.dep_ in ("relcl", "acl")
            and kid.tag_ != "VBN"
            and _states(kid)
            and syntax.subject(kid) == token
        ):
            yield from _terms_of(block, cast, kid)
        elif kid.dep_ == "relcl" and (opening := _under_which(kid)) is not None:
            parts = [kid, *(part for part in _conjuncts(kid) if syntax.child(part, "nsubj", "nsubjpass"))]
            for part in parts:
                yield _clause(block, cast, part, part.left_edge if part != kid else opening.nbor(1))
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_.lower() in TERMS and not syntax.is_negated(verb):
        yield from _terms_of(block, cast, verb)
    if is_under(token):
        clause = verb.head
        for part in [clause, *(kid for kid in clause.children if kid.dep_ == "conj" and kid.pos_ == "VERB")]:
            yield _clause(block, cast, part, part.left_edge if part != clause else _clause_start(part, verb))


def _states(verb: Token) -> bool:
    """Whether a verb whose subject is a proposal states a term of it."""
    lemma = verb.lemma_.lower()
    is_open = any(kid.dep_ == "aux" and kid.lower_ in _WOULD for kid in verb.children)
    return lemma in TERMS or (is_open and lemma in _WOULD_TERMS)


def _under_which(verb: Token) -> Token | None:
    """Return the relative word that opens terms: *under which ten hostages would be freed*."""
    for kid in verb.lefts:
        which = (
            syntax.child(kid, "pobj") if kid.dep_ == "prep" and kid.lower_ in ("under", "by", "in") else None
        )
        if which is not None and which.lower_ == "which":
            return which
        if kid.lower_ == "whereby":
            return kid
    return None


def is_under(token: Token) -> bool:
    """Whether a mention opens the terms: *under the plan*."""
    verb = token.head
    is_behind = token.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ == "under"
    return is_behind and verb.head.pos_ in ("VERB", "AUX")


def terms_after(
    blocks: Sequence[Block], opened: Block, sent: Sentence, cast: Cast, said: SaidWords
) -> Iterator[Term]:
    """Yield the terms in the sentences that follow one on a proposal, into the next paragraph.

    They go on as long as each sentence says what would be done, in the reporter's own words, and its
    subject is no person.
    """
    following = [
        (block, other)
        for block in blocks
        if opened.index <= block.index <= opened.index + 1
        for other in block.doc.sents
        if block.index > opened.index or other.start > sent.start
    ]
    for block, other in following:
        at = block.bounds(other.root, other.root)[0]
        if not _is_term(block, other.root) or said.is_said(at):
            return
        yield _clause(block, cast, other.root, other.root.left_edge)


def _is_term(block: Block, verb: Token) -> bool:
    if not any(kid.dep_ == "aux" and kid.lower_ in _WOULD for kid in verb.children):
        return False
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    name = block.name(subject) if subject is not None else None
    is_person = subject is None or subject.pos_ == "PRON" or (name is not None and name.kind == "person")
    return not is_person and not syntax.is_utterance(verb)


def _clause_start(clause: Token, prep: Token) -> Token:
    """Return where the main clause begins, the *under*-phrase before it left out."""
    subject = syntax.child(clause, "nsubj", "nsubjpass")
    if subject is not None and prep.i < subject.left_edge.i:
        return syntax.phrase(subject)[0]
    after = [token for token in clause.subtree if token.i > prep.right_edge.i and not token.is_punct]
    return after[0] if prep.i < clause.i and after else clause.left_edge


def _terms_of(block: Block, cast: Cast, verb: Token) -> Iterator[Term]:
    """Yield the terms of one verb; joined objects (*a truce, a withdrawal and a swap*) are terms each."""
    target = syntax.child(verb, "dobj")
    called = next((kid for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ == "for"), None)
    if target is None and called is not None:
        target = syntax.child(called, "pobj")
    listed = [target, *_conjuncts(target)] if target is not None else []
    if len(listed) <= 2 and (called is None or len(listed) <= 1):
        yield _clause(block, cast, verb, verb)
        return
    for part in listed:
        first, last = part.left_edge, part.right_edge
        following = [other.left_edge.i for other in listed if other.i > part.i]
        if following:
            last = block.doc[min(following) - 1]
        while last.i > part.i and (last.is_punct or last.dep_ in ("cc", "punct")):
            last = last.nbor(-1)
        yield Term(block.span(first, last), *_sides(block, cast, part), _is_hedged(verb))


def _conjuncts(token: Token) -> list[Token]:
    """Return what is listed after a noun; a parse may hang a list of bare nouns on as apposition."""
    found, current = [], token
    while (following := syntax.child(current, "conj", "appos")) is not None and following.i > current.i:
        found.append(following)
        current = following
    return found


def _clause(block: Block, cast: Cast, verb: Token, first: Token) -> Term:
    last = syntax.subtree_bounds(verb)[1]
    for part in verb.rights:
        has_subject = syntax.child(part, "nsubj", "nsubjpass") is not None
        if part.dep_ == "conj" and part.pos_ == "VERB" and part.left_edge.i > verb.i and has_subject:
            last = block.doc[part.left_edge.i - 1]
            while last.i > verb.i and (last.is_punct or last.dep_ == "cc"):
                last = last.nbor(-1)
            break
    return Term(block.span(first, last), *_sides(block, cast, verb), _is_hedged(verb))


def stated_term(block: Block, cast: Cast, verb: Token) -> Term:
    """Return a clause that is itself the term (*proposed that the troops leave*), without *that*."""
    mark = next((kid for kid in verb.children if kid.dep_ == "mark"), None)
    first = verb.left_edge if mark is None or mark.i != verb.left_edge.i else mark.nbor(1)
    return _clause(block, cast, verb, first)


def _is_hedged(verb: Token) -> bool:
    return any(kid.lower_ in _HEDGES for kid in verb.children)


def _sides(block: Block, cast: Cast, head: Token) -> tuple[str | None, str | None]:
    """Return who gains and who yields by a term, where the words say it."""
    gains, yields = None, _yielding(block, cast, head)
    for token in head.subtree:
        name = block.name(token)
        key = cast.resolve(block, token).mention.actor if name is not None else None
        if key is None:
            continue
        role = _role(token, head)
        if role == "gains" and gains is None:
            gains = cast.represented(key)
        elif role == "yields" and yields is None:
            yields = cast.represented(key)
    return gains, None if yields == gains else yields


def _yielding(block: Block, cast: Cast, head: Token) -> str | None:
    """Return whose troops or officials leave, withdraw, hand over."""
    doer = syntax.child(head, "nsubj") if head.lemma_.lower() in _AWAY else None
    actor = cast.resolve(block, doer).mention.actor if doer is not None else None
    return cast.represented(actor)


def _role(token: Token, head: Token) -> str | None:
    """Say whether the words around a name make it the one that gains or the one that yields."""
    governor = token.head
    if token.dep_ in ("pobj", "dative") and governor.lower_ == "to":
        return "gains"
    if token.dep_ == "pobj" and governor.lower_ == "from" and governor.head.pos_ == "VERB":
        return "yields"
    if token.dep_ == "pobj" and governor.lower_ in ("on", "against"):
        burden, verb = governor.head, governor.head.head
        is_relief = burden.lemma_.lower() in _BURDENS and verb.lemma_.lower() in _RELIEVES
        return "gains" if is_relief else None
    if token.dep_ in ("nsubj", "dobj") and governor.dep_ in ("ccomp", "xcomp") and governor != head:
        return "gains"
    if token.dep_ in ("dobj", "dative") and governor == head and head.lemma_.lower() in _LETS:
        return "gains"
    return None
