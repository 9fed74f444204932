"""Proposals: texts on the table, the words that mention them, their clauses and who put them forward.

Mentions of one document are one proposal unless the text gives them different sponsors. A clause is
a term the text states: what the proposal would do, or what would be done under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.bargaining.articles import article_terms
from detente.reading.bargaining.clauses import (
    TERMS,
    Term,
    is_under,
    sentences_after,
    stated_terms,
    terms_after,
    terms_at,
)
from detente.reading.bargaining.sponsors import CONCLUDED, names_agreement, sponsor_of
from detente.reading.bargaining.sponsors import puts_forward as puts_forward
from detente.reading.bargaining.texts import HALTS, PAPERS, PEACE, papers_like
from detente.reading.bargaining.texts import is_proposal as is_proposal
from detente.reading.knowledge.cues import word_set
from detente.reading.knowledge.issues import issue_of
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.said_words import SaidWords
from detente.record.identity import identified
from detente.record.values import Clause, Mention, Passage, Proposal, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONFLICT = re.compile(
    r"\b(?:blockad\w*|prisoners?|hostages?|captives?|detainees?|withdraw\w*|garrisons?|troops|soldiers?|"
    r"fighters?|rebels?|militias?|insurgen\w+|gunmen|(?:war|gun)(?:ships?|boats?)|crewmen|shell(?:ed|ing)|raids?|border|disarm\w*|demilitari\w+|"
    r"self-rule|autonomy|amnesty|delegations?|envoys?|accord|pact|treaty|protocol|communiqu\w+|"
    r"two sides|both sides|patrols?|coast ?guard|monitors|observers)\b",
    re.IGNORECASE,
)
"""Words of which several tell that a text is about a conflict, where it has no word for making peace."""
_TWICE, _ENOUGH = 2, 3
_SORTS = word_set("form kind sort version draft text type outline")
_SERVICES = word_set(
    "sign mediate host help talk meet discuss resign speak negotiate facilitate broker study"
)
_NAMED = "at "
"""Opens the version of an agreement that has its name from a place."""
_TERM_ISSUES = frozenset(
    {"ceasefire", "territory", "prisoners", "sanctions", "guarantees", "monitoring", "arms", "recognition"}
)
_DESCRIBES = word_set(
    "differ run contain have include call provide cover consist set require envisage foresee list comprise"
)
_VERSIONS = {
    "first": "first",
    "original": "first",
    "second": "second",
    "third": "third",
    "revised": "revised",
}


@dataclass(slots=True)
class _Gathered:
    """A proposal being gathered: its mentions, clauses and sponsor so far."""

    sponsor: Mention | None = None
    mentions: list[Passage] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    is_named: bool = False
    """Whether a truce was offered by that name, without a word for a text."""
    is_new: bool = False
    """Whether the first words for it bring it in (*a plan*), so that it was not spoken of before."""


Key = tuple[str | None, str]
"""What tells one proposal of a document from another: whom its sponsor stands for, and its version."""


def find_proposals(reading: Reading, cast: Cast, statements: Sequence[Statement]) -> tuple[Proposal, ...]:
    """Find the proposals of a document, in text order; none where nothing speaks of making peace."""
    if not _speaks_of_peace(reading.text[reading.document.body_start :]):
        return ()
    gathered: dict[Key, _Gathered] = {}
    own: list[_Gathered] = []
    body = tuple(reading.body())
    said = SaidWords(statements)
    laid = _laid_papers(body, cast)
    papers = papers_like(frozenset(paper.lemma_.lower() for paper in laid))
    for block in (b for b in reading.blocks if not b.paragraph.is_heading):
        for token in block.doc:
            if is_proposal(block, token, papers) or token in laid:
                one = _add(gathered, reading, cast, block, token)
                if block.inside is None:
                    one.terms += _terms_behind(body, block, token, cast, said)
            elif stated := _own_proposal(block, cast, token):
                who = cast.resolve_all(block, syntax.subject(token) or token).mention
                mentions = [reading.passage(term.span) for term in stated[:1]]
                own.append(
                    _Gathered(sponsor=who, mentions=mentions, terms=stated, is_named=_offers_truce(token))
                )
    articles = article_terms(body, cast)
    if articles and gathered:
        min(gathered.values(), key=lambda one: one.mentions[0].start).terms += articles
    elif articles:
        own.append(_Gathered(mentions=[reading.passage(articles[0].span)], terms=articles))
    _fold(own, gathered, cast)
    built = (_build(one, reading) for one in (*gathered.values(), *own))
    return tuple(sorted(built, key=lambda proposal: proposal.passage.start))


def _laid_papers(body: Sequence[Block], cast: Cast) -> list[Token]:
    """Return the nouns for papers that somebody puts forward with what they would do (*a list: X would*)."""
    return [
        token
        for block in body
        for token in block.doc
        if token.lemma_.lower() in PAPERS and token.pos_ == "NOUN" and token.dep_ != "compound"
        if _is_laid(token) and any(True for _ in terms_at(block, cast, token))
    ]


def _is_laid(token: Token) -> bool:
    verb = token.head
    is_object = token.dep_ in ("dobj", "nsubjpass") and puts_forward(verb) and not syntax.is_negated(verb)
    return is_object or any(kid.dep_ in ("acl", "relcl") and _puts_inside(kid) for kid in token.rights)


def _puts_inside(verb: Token) -> bool:
    """Whether a clause that describes a paper, or one the parse put into it, says that it is put forward."""
    return puts_forward(verb) or any(
        kid.dep_ in ("acl", "relcl") and puts_forward(kid) for kid in verb.subtree
    )


def _speaks_of_peace(text: str) -> bool:
    """Whether a text is about a conflict: words for making peace, or several others of a conflict."""
    found = {match.group().lower() for match in _CONFLICT.finditer(text)}
    peace = len(PEACE.findall(text))
    return peace >= _TWICE or len(found) >= _ENOUGH or bool(peace and len(found) >= _TWICE)


def _terms_behind(
    body: Sequence[Block], block: Block, token: Token, cast: Cast, said: SaidWords
) -> Iterator[Term]:
    """Yield the terms told in the sentences behind one that states terms, or is about the proposal."""
    states = is_under(token) or _is_described(token) or any(True for _ in terms_at(block, cast, token))
    is_subject = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"
    if states or is_subject or token.dep_ == "ROOT":
        yield from terms_after(sentences_after(body, block, token.sent), cast, said, is_open=states)


def _fold(own: list[_Gathered], gathered: dict[Key, _Gathered], cast: Cast) -> None:
    """Join what was offered without a word for it to the one proposal that the text goes on to speak of.

    Terms proposed are the same as *the draft* that follows where nobody else is said to have made that.
    """
    for offered in list(own):
        followed = [g for g in gathered.values() if g.mentions[0].start > offered.mentions[0].end]
        if len(gathered) != 1 or not followed or offered.sponsor is None:
            continue
        (plan,) = followed
        if not offered.is_named and (len(own) > 1 or plan.sponsor is not None or plan.is_new):
            continue
        known = plan.sponsor.actor if plan.sponsor is not None else None
        if known is None or cast.represented(known) == cast.represented(offered.sponsor.actor):
            plan.sponsor = plan.sponsor or offered.sponsor
            plan.mentions += offered.mentions
            plan.terms += offered.terms
            own.remove(offered)
            return


def _is_described(token: Token) -> bool:
    """Whether the sentences after one may state its terms: *the new text differs*, *the terms are clear*."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.dep_ != "ROOT":
        return False
    is_told = verb.lemma_ == "be" and token.lemma_.lower() in ("term", "condition")
    return verb.lemma_.lower() in _DESCRIBES or is_told


def _own_proposal(block: Block, cast: Cast, verb: Token) -> list[Term]:
    """Read terms put forward without a word for the proposal (*proposed that ...*, *offered a truce*)."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in ("propose", "offer") or syntax.is_negated(verb):
        return []
    content = syntax.child(verb, "ccomp" if lemma == "propose" else "xcomp")
    who = syntax.subject(verb)
    if who is None or syntax.is_passive(verb) or syntax.is_hypothetical(verb):
        return []
    if cast.resolve_all(block, who).mention.actor is None:
        return []
    halt = syntax.child(verb, "dobj")
    if halt is not None and _offers_truce(verb):
        named = Term(block.span(*syntax.phrase(halt)), None, None, is_hedged=False)
        return [named, *terms_at(block, cast, halt)]
    if content is None or syntax.is_utterance(content) or content.lemma_.lower() in _SERVICES:
        return []
    terms = list(stated_terms(block, cast, content))
    return terms if any(issue_of(term.span.text) in _TERM_ISSUES for term in terms) else []


def _offers_truce(verb: Token) -> bool:
    truce = syntax.child(verb, "dobj")
    return truce is not None and truce.lemma_.lower() in HALTS


def _add(
    gathered: dict[Key, _Gathered], reading: Reading, cast: Cast, block: Block, token: Token
) -> _Gathered:
    sponsor = sponsor_of(block, cast, token)
    version = _place_in_name(block, token) or _version(token)
    known = [key for key in gathered if not _is_another(key, token, version)]
    key = _key(gathered, known, _who_is_named(cast, sponsor), version)
    one = gathered.setdefault(key, _Gathered())
    gathered[key] = gathered.pop(key)  # last in order: the one that words without more speak of
    one.sponsor = one.sponsor or sponsor
    one.terms += terms_at(block, cast, token)
    if not one.mentions:
        one.is_new = not any(
            kid.dep_ in ("det", "poss") and kid.lower_ not in ("a", "an") for kid in token.lefts
        )
    one.mentions.append(reading.passage(_mention(block, token)))
    return one


def _who_is_named(cast: Cast, sponsor: Mention | None) -> str | None:
    """Return who puts something forward, None for one without a name (*a text a mediator offered*)."""
    key = cast.represented(sponsor.actor) if sponsor is not None else None
    figure = cast.figures.get(key or "")
    return key if figure is None or figure.kind != "unnamed" else None


def _key(gathered: dict[Key, _Gathered], candidates: Sequence[Key], sponsor: str | None, version: str) -> Key:
    """Return which proposal is meant: what the words leave open is taken from the last one mentioned."""
    for known in reversed(candidates):
        if (sponsor is None or known[0] == sponsor) and (version in ("", known[1])):
            return known
    if sponsor is None and candidates:
        sponsor = candidates[-1][0]
    open_key = next((known for known in candidates if known[0] is None and version in ("", known[1])), None)
    if sponsor is not None and open_key is not None and len(candidates) == 1:
        gathered[(sponsor, open_key[1])] = gathered.pop(open_key)
        return (sponsor, open_key[1])
    return (sponsor, version)


def _place_in_name(block: Block, token: Token) -> str:
    """Return the place that an agreement has its name from, empty when it has none."""
    places = (kid for kid in token.lefts if kid.dep_ != "poss" and names_agreement(block, kid, token))
    return next((f"{_NAMED}{place.lower_}" for place in places), "")


def _is_another(key: Key, token: Token, version: str) -> bool:
    """Whether a mention cannot mean a known text: one is an agreement with a name, the other is not it.

    *The agreement* may point back to an agreement with a name; *the proposal* speaks of a text still open.
    """
    if version.startswith(_NAMED):
        return key[1] != version
    return key[1].startswith(_NAMED) and token.lemma_.lower() not in CONCLUDED


def _version(token: Token) -> str:
    """Return the version a mention names (*a second version of the plan*), empty when it names none."""
    words = [kid.lower_ for kid in token.lefts]
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _SORTS:
        words += [kid.lower_ for kid in token.head.head.lefts]
    is_version = token.lemma_.lower() in ("version", "draft") or token.head.head.lemma_.lower() == "version"
    if not is_version and not (
        token.lemma_.lower() == "text" and token.i and token.nbor(-1).lower_ in _VERSIONS
    ):
        return ""
    return next((_VERSIONS[word] for word in words if word in _VERSIONS), "")


def _mention(block: Block, token: Token) -> Span:
    """Return the words of a mention; a relative clause that states its terms belongs to it."""
    first, last = syntax.phrase(token)
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _SORTS:
        first = syntax.phrase(token.head.head)[0]
    relative = next(
        (kid for kid in token.rights if kid.dep_ in ("relcl", "acl") and kid.pos_ == "VERB"), None
    )
    before = relative.left_edge.nbor(-1) if relative is not None and relative.left_edge.i > 0 else None
    if (
        relative is not None
        and before is not None
        and before.text != ","
        and relative.lemma_.lower() in TERMS
    ):
        last = max(last, syntax.subtree_bounds(relative)[1], key=lambda t: t.i)
    while first.i < token.i and first.dep_ == "predet":
        first = first.nbor(1)
    span = block.span(first, last)
    is_cut = token.i < last.i and (token.nbor(1).lower_ == "in" or any(mark in span.text for mark in '“”"'))
    return block.span(first, token) if is_cut else span


def _build(one: _Gathered, reading: Reading) -> Proposal:
    mentions = tuple(sorted(set(one.mentions), key=lambda p: (p.start, p.end)))
    inside = (p for p in mentions if any(p.start <= term.span.start < p.end for term in one.terms))
    main = next(inside, None) or next((p for p in mentions if p.text.count(" ") > 1), mentions[0])
    terms: dict[tuple[int, int], Term] = {}
    for term in sorted(one.terms, key=lambda term: (term.span.start, term.span.end)):
        terms.setdefault((term.span.start, term.span.end), term)
    for outer in [span for span in terms if any(_holds(span, inner) for inner in terms)]:
        del terms[outer]  # the same term with more words around it
    return identified(
        Proposal(
            id="",
            passage=main,
            name=main.text.split(" that ")[0],
            sponsor=one.sponsor,
            sponsor_open=None if one.sponsor is not None else "the text does not say who put it forward",
            clauses=tuple(
                _clause(order, term, reading) for order, term in enumerate(terms.values(), start=1)
            ),
            mentions=mentions,
        )
    )


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _clause(order: int, term: Term, reading: Reading) -> Clause:
    return Clause(
        order=order,
        issue=issue_of(term.span.text),
        passage=reading.passage(term.span),
        gives_to=term.gives_to,
        taken_from=term.taken_from,
        is_hedged=term.is_hedged,
    )
