"""Proposals: texts on the table, the words that mention them, their clauses and who put them forward.

Mentions of one document are one proposal unless the text gives them different sponsors. A clause is
a term the text states: what the proposal would do, or what would be done under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.reading import syntax
from detente.reading.cast import Cast
from detente.reading.clauses import TERMS, Term, is_under, stated_term, terms_after, terms_at
from detente.reading.cues import word_set
from detente.reading.issues import issue_of
from detente.reading.parsed import Block, Reading
from detente.reading.said_words import SaidWords
from detente.record.identity import identified
from detente.record.values import Clause, Mention, Passage, Proposal, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

PROPOSAL_NOUNS = word_set(
    "proposal plan deal agreement accord offer framework roadmap blueprint draft treaty pact "
    "settlement formula package document text term condition proposition initiative"
)
_ALONE = word_set("proposal deal agreement accord offer settlement framework plan roadmap blueprint")
_PEACE = re.compile(
    r"\b(?:peace|cease-?fire|truce|negotiat\w+|talks|mediat\w+|armistice|hostilities|settlement|war)\b",
    re.IGNORECASE,
)
_OTHER_DEALS = re.compile(
    r"\b(?:trade|arms|business|nuclear|grain|gas|oil|minerals?|loan|free-trade|defen[cs]e) $", re.IGNORECASE
)
_SORTS = word_set("form kind sort version draft text type outline")
_PUT_FORWARD = word_set(
    "propose present unveil table submit offer draft circulate float outline publish announce author "
    "push prepare write advance hand"
)
_SERVICES = word_set(
    "sign mediate host help talk meet discuss resign speak negotiate facilitate broker study"
)
_HALTS = word_set("truce ceasefire cease-fire armistice moratorium")
_CONCLUDED = word_set("agreement accord treaty pact deal settlement framework process")
_NAMED = "at "
"""Opens the version of an agreement that has its name from a place."""
_TERM_ISSUES = frozenset(
    {"ceasefire", "territory", "prisoners", "sanctions", "guarantees", "monitoring", "arms", "recognition"}
)
_DESCRIBES = word_set(
    "differ run contain have include call provide cover consist set require envisage foresee list comprise"
)
_DEFINITE = word_set("the this that these those")
_WHEN_DEFINITE = word_set("draft text term package formula initiative treaty pact")
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


Key = tuple[str | None, str]
"""What tells one proposal of a document from another: whom its sponsor stands for, and its version."""


def find_proposals(reading: Reading, cast: Cast, statements: Sequence[Statement]) -> tuple[Proposal, ...]:
    """Find the proposals of a document, in text order; none where nothing speaks of making peace."""
    if len(_PEACE.findall(reading.text, reading.document.body_start)) < 2:
        return ()
    gathered: dict[Key, _Gathered] = {}
    own: list[_Gathered] = []
    body = tuple(reading.body())
    said = SaidWords(statements)
    for block in (b for b in reading.blocks if not b.paragraph.is_heading):
        for token in block.doc:
            if is_proposal(block, token):
                one = _add(gathered, reading, cast, block, token)
                if block.inside is None and _opens_terms(token):
                    one.terms += terms_after(body, block, token.sent, cast, said)
            elif stated := _own_proposal(block, cast, token):
                who = cast.resolve_all(block, syntax.subject(token) or token).mention
                mentions = [reading.passage(stated[0].span)]
                own.append(
                    _Gathered(sponsor=who, mentions=mentions, terms=stated, is_named=_offers_truce(token))
                )
    _fold(own, gathered, cast)
    built = (_build(one, reading) for one in (*gathered.values(), *own))
    return tuple(sorted(built, key=lambda proposal: proposal.passage.start))


def _fold(own: list[_Gathered], gathered: dict[Key, _Gathered], cast: Cast) -> None:
    """Join a truce that was offered to the one proposal that the text goes on to speak of."""
    for offered in [one for one in own if one.is_named]:
        followed = [g for g in gathered.values() if g.mentions[0].start > offered.mentions[0].end]
        if len(gathered) != 1 or not followed or offered.sponsor is None:
            continue
        (plan,) = followed
        known = plan.sponsor.actor if plan.sponsor is not None else None
        if known is None or cast.represented(known) == cast.represented(offered.sponsor.actor):
            plan.sponsor = plan.sponsor or offered.sponsor
            plan.mentions += offered.mentions
            plan.terms += offered.terms
            own.remove(offered)
            return


def _opens_terms(token: Token) -> bool:
    """Whether the sentences after a mention may state its terms: *under the plan*, *the new text differs*."""
    verb = token.head
    is_described = token.dep_ == "nsubj" and verb.dep_ == "ROOT" and verb.lemma_.lower() in _DESCRIBES
    return is_under(token) or is_described


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
    term = stated_term(block, cast, content)
    return [term] if issue_of(term.span.text) in _TERM_ISSUES else []


def _offers_truce(verb: Token) -> bool:
    truce = syntax.child(verb, "dobj")
    return truce is not None and truce.lemma_.lower() in _HALTS


def is_proposal(block: Block, token: Token) -> bool:
    """Whether a noun means a text on the table: it is made definite, described, or agreed on."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or lemma not in PROPOSAL_NOUNS or block.name(token) is not None:
        return False
    if token.dep_ == "compound":
        return False
    if any(kid.dep_ == "det" and kid.lower_ in ("no", "any") for kid in token.children):
        return False
    before = token.doc[max(token.sent.start, token.i - 3) : token.i].text + " "
    if _OTHER_DEALS.search(before):
        return False
    if lemma in _ALONE:
        return True
    is_definite = any(kid.dep_ == "det" and kid.lower_ in _DEFINITE for kid in token.children)
    return bool(_PEACE.search(before)) or (lemma in _WHEN_DEFINITE and is_definite)


def _add(
    gathered: dict[Key, _Gathered], reading: Reading, cast: Cast, block: Block, token: Token
) -> _Gathered:
    sponsor = _sponsor(block, cast, token)
    version = _place_in_name(block, token) or _version(token)
    known = [key for key in gathered if not _is_another(key, token, version)]
    key = _key(gathered, known, cast.represented(sponsor.actor) if sponsor is not None else None, version)
    one = gathered.setdefault(key, _Gathered())
    gathered[key] = gathered.pop(key)  # last in order: the one that words without more speak of
    one.sponsor = one.sponsor or sponsor
    one.terms += terms_at(block, cast, token)
    one.mentions.append(reading.passage(_mention(block, token)))
    return one


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
    places = (kid for kid in token.lefts if kid.dep_ != "poss" and _names_agreement(block, kid, token))
    return next((f"{_NAMED}{place.lower_}" for place in places), "")


def _is_another(key: Key, token: Token, version: str) -> bool:
    """Whether a mention cannot mean a known text: one is an agreement with a name, the other is not it.

    *The agreement* may point back to an agreement with a name; *the proposal* speaks of a text still open.
    """
    if version.startswith(_NAMED):
        return key[1] != version
    return key[1].startswith(_NAMED) and token.lemma_.lower() not in _CONCLUDED


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


def _sponsor(block: Block, cast: Cast, token: Token) -> Mention | None:
    for kid in token.lefts:
        if kid.dep_ != "poss" and _names_agreement(block, kid, token):
            continue
        if kid.dep_ in ("poss", "amod", "compound", "nmod") and (
            block.name(kid) is not None or kid.dep_ == "poss"
        ):
            mention = cast.resolve(block, kid).mention
            if mention.actor is not None:
                return mention
    for kid in token.rights:
        if kid.dep_ == "acl" and kid.lemma_.lower() in _PUT_FORWARD | {"put", "make"}:
            agent = syntax.child(kid, "agent")
            who = syntax.child(agent, "pobj") if agent is not None else None
            if who is not None and (mention := cast.resolve_all(block, who).mention).actor is not None:
                return mention
        if kid.dep_ == "prep" and kid.lower_ in ("by", "from"):
            who = syntax.child(kid, "pobj")
            if who is not None and block.name(who) is not None:
                return cast.resolve_all(block, who).mention
    verb = token.head
    if token.dep_ == "dobj" and (puts_forward(verb)):
        who = syntax.subject(verb)
        if who is not None and not syntax.is_negated(verb):
            mention = cast.resolve_all(block, who).mention
            return mention if mention.actor is not None else None
    return None


def _names_agreement(block: Block, place: Token, token: Token) -> bool:
    """Whether a place only names what was concluded there (*the Karvia City accords*), or is its subject."""
    name = block.name(place)
    is_place = name is not None and name.kind in ("capital", "place", "unknown")
    return is_place and token.lemma_.lower() in _CONCLUDED


def puts_forward(verb: Token) -> bool:
    """Whether a verb lays a text on the table: *propose*, *put forward*, *put to*, *lay out*, *set out*."""
    lemma = verb.lemma_.lower()
    if lemma in _PUT_FORWARD:
        return True
    after = {kid.lower_ for kid in verb.rights if kid.dep_ in ("prt", "advmod", "prep", "dative")}
    if lemma == "put":
        return bool(after & {"forward", "forth", "to", "before"})
    return lemma in ("lay", "set") and bool(after & {"out", "before"})


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
