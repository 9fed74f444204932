"""Proposals: texts on the table, the words that mention them, their clauses and who put them forward.

Mentions of one document are one proposal unless the text gives them different sponsors. A clause is
a term the text states: what the proposal would do, or what would be done under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.reading import syntax
from detente.reading.cast import Cast
from detente.reading.cues import word_set
from detente.reading.issues import issue_of
from detente.reading.parsed import Block, Reading
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
_TERMS = word_set(
    "give allow require include call provide envisage envision foresee cede freeze demand grant "
    "offer leave ban oblige contain stipulate propose commit guarantee recognise recognize lift set "
    "establish create deploy withdraw exchange involve hand place put keep let bar limit cap return "
    "restore release end halt force ask see commit outline specify mandate impose permit enable "
    "transfer reward"
)
_SORTS = word_set("form kind sort version draft text type outline part")
_PUT_FORWARD = word_set(
    "propose present unveil table submit offer draft circulate float outline publish announce author "
    "push prepare write advance"
)
_HEDGES = word_set("reportedly allegedly purportedly apparently supposedly")
_AWAY = word_set("cede withdraw give surrender renounce abandon relinquish hand leave pull drop return")


@dataclass(slots=True)
class _Gathered:
    """A proposal being gathered: its mentions, clauses and sponsor so far."""

    sponsor: Mention | None = None
    mentions: list[Passage] = field(default_factory=list)
    clauses: list[tuple[Span, str | None, str | None, bool]] = field(default_factory=list)


def find_proposals(reading: Reading, cast: Cast, statements: Sequence[Statement]) -> tuple[Proposal, ...]:
    """Find the proposals of a document, in text order; none where nothing speaks of making peace."""
    if len(_PEACE.findall(reading.text, reading.document.body_start)) < 2:
        return ()
    gathered: dict[str | None, _Gathered] = {}
    for block in (b for b in reading.blocks if not b.paragraph.is_heading):
        for token in block.doc:
            if is_proposal(block, token):
                _add(gathered, reading, cast, block, token)
    return tuple(sorted((_build(one, reading) for one in gathered.values()), key=lambda p: p.passage.start))


def is_proposal(block: Block, token: Token) -> bool:
    """Whether a noun means a text on the table: it is made definite, described, or agreed on."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or lemma not in PROPOSAL_NOUNS or block.name(token) is not None:
        return False
    if token.dep_ == "compound":
        return False
    before = token.doc[max(token.sent.start, token.i - 3) : token.i].text + " "
    if _OTHER_DEALS.search(before):
        return False
    if lemma in _ALONE:
        return True
    return bool(_PEACE.search(before)) or (
        lemma
        in (
            "draft",
            "text",
            "document",
            "term",
            "condition",
            "package",
            "formula",
            "initiative",
            "treaty",
            "pact",
        )
        and any(
            kid.dep_ == "det" and kid.lower_ in ("the", "this", "that", "these", "those")
            for kid in token.children
        )
        and lemma not in ("condition", "document")
    )


def _add(
    gathered: dict[str | None, _Gathered], reading: Reading, cast: Cast, block: Block, token: Token
) -> None:
    sponsor = _sponsor(block, cast, token)
    key = cast.represented(sponsor.actor) if sponsor is not None and sponsor.actor else None
    if key is None and gathered:
        key = next(reversed(gathered))  # words without a sponsor speak of the proposal mentioned last
    elif key is not None and None in gathered and key not in gathered and len(gathered) == 1:
        gathered[key] = gathered.pop(None)
    one = gathered.setdefault(key, _Gathered())
    one.sponsor = one.sponsor or sponsor
    clauses = list(_clauses(block, cast, token))
    one.clauses += clauses
    one.mentions.append(reading.passage(_mention(block, token)))


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
        and relative.lemma_.lower() in _TERMS
    ):
        last = max(last, syntax.subtree_bounds(relative)[1], key=lambda t: t.i)
    while first.i < token.i and first.dep_ == "predet":
        first = first.nbor(1)
    return block.span(first, last)


def _sponsor(block: Block, cast: Cast, token: Token) -> Mention | None:
    for kid in token.lefts:
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


def puts_forward(verb: Token) -> bool:
    """Whether a verb lays a text on the table: *propose*, *put forward*, *put to*, *lay out*, *set out*."""
    lemma = verb.lemma_.lower()
    if lemma in _PUT_FORWARD:
        return True
    after = {kid.lower_ for kid in verb.rights if kid.dep_ in ("prt", "advmod", "prep", "dative")}
    if lemma == "put":
        return bool(after & {"forward", "forth", "to", "before"})
    return lemma in ("lay", "set") and bool(after & {"out", "before"})


def _clauses(block: Block, cast: Cast, token: Token) -> Iterator[tuple[Span, str | None, str | None, bool]]:
    """Yield the terms stated with a mention: relative clause, predicate, or main clause behind *under*."""
    for kid in token.rights:
        if kid.dep_ in ("relcl", "acl") and kid.lemma_.lower() in _TERMS and syntax.subject(kid) == token:
            yield from _term(block, cast, kid)
    verb = token.head
    if token.dep_ in ("nsubj", "nsubjpass") and verb.lemma_.lower() in _TERMS and not syntax.is_negated(verb):
        yield from _term(block, cast, verb)
    if (
        token.dep_ == "pobj"
        and verb.dep_ == "prep"
        and verb.lower_ == "under"
        and verb.head.pos_ in ("VERB", "AUX")
    ):
        clause = verb.head
        for part in [clause, *(kid for kid in clause.children if kid.dep_ == "conj" and kid.pos_ == "VERB")]:
            yield _clause(block, cast, part, part.left_edge if part != clause else _clause_start(part, verb))


def _clause_start(clause: Token, prep: Token) -> Token:
    """Return where the main clause begins, the *under*-phrase before it left out."""
    after = [token for token in clause.subtree if token.i > prep.right_edge.i and not token.is_punct]
    return after[0] if prep.i < clause.i and after else clause.left_edge


def _term(block: Block, cast: Cast, verb: Token) -> Iterator[tuple[Span, str | None, str | None, bool]]:
    """Yield the terms of one verb; joined objects (*a truce, a withdrawal and a swap*) are terms each."""
    target = syntax.child(verb, "dobj")
    called = next((kid for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ == "for"), None)
    if target is None and called is not None:
        target = syntax.child(called, "pobj")
    listed = [target, *_conjuncts(target)] if target is not None else []
    if len(listed) > 2 or (called is not None and len(listed) > 1):
        for part in listed:
            first, last = part.left_edge, part.right_edge
            following = [other.left_edge.i for other in listed if other.i > part.i]
            if following:
                last = block.doc[min(following) - 1]
            while last.i > part.i and (last.is_punct or last.dep_ in ("cc", "punct")):
                last = last.nbor(-1)
            yield block.span(first, last), *_sides(block, cast, part), _is_hedged(verb)
        return
    yield _clause(block, cast, verb, verb)


def _conjuncts(token: Token) -> list[Token]:
    found, current = [], token
    while (following := next((kid for kid in current.rights if kid.dep_ == "conj"), None)) is not None:
        found.append(following)
        current = following
    return found


def _clause(block: Block, cast: Cast, verb: Token, first: Token) -> tuple[Span, str | None, str | None, bool]:
    last = syntax.subtree_bounds(verb)[1]
    for part in verb.rights:
        if part.dep_ == "conj" and part.pos_ == "VERB" and part.left_edge.i > verb.i:
            last = block.doc[part.left_edge.i - 1]
            while last.i > verb.i and (last.is_punct or last.dep_ == "cc"):
                last = last.nbor(-1)
            break
    return block.span(first, last), *_sides(block, cast, verb), _is_hedged(verb)


def _is_hedged(verb: Token) -> bool:
    return any(kid.lower_ in _HEDGES for kid in verb.children)


def _sides(block: Block, cast: Cast, head: Token) -> tuple[str | None, str | None]:
    """Return who gains and who yields by a term, where the words say it."""
    gains = yields = None
    for token in head.subtree:
        name = block.name(token)
        if name is None or (key := cast.resolve(block, token).mention.actor) is None:
            continue
        key = cast.represented(key)
        governor = token.head
        if token.dep_ == "pobj" and governor.lower_ == "to" and gains is None:
            gains = key
        elif token.dep_ == "pobj" and governor.lower_ == "from" and yields is None:
            yields = key
        elif token.dep_ in ("nsubj", "dobj") and governor.dep_ in ("ccomp", "xcomp") and gains is None:
            gains = key
        elif (
            token.dep_ in ("dobj", "dative")
            and governor == head
            and head.lemma_ in ("allow", "let", "permit", "enable", "give")
        ):
            gains = gains or key
        elif token.dep_ == "nsubj" and governor.lemma_.lower() in _AWAY and yields is None:
            yields = key
    return gains, yields


def _build(one: _Gathered, reading: Reading) -> Proposal:
    mentions = tuple(sorted(set(one.mentions), key=lambda p: (p.start, p.end)))
    main = next((p for p in mentions if any(p.start <= c[0].start < p.end for c in one.clauses)), None)
    main = main or next((p for p in mentions if p.text.count(" ") > 1), mentions[0])
    seen: dict[tuple[int, int], Clause] = {}
    for span, gains, yields, hedged in sorted(one.clauses, key=lambda clause: clause[0].start):
        if (span.start, span.end) not in seen:
            seen[(span.start, span.end)] = Clause(
                order=len(seen) + 1,
                issue=issue_of(span.text),
                passage=reading.passage(span),
                gives_to=gains,
                taken_from=yields,
                is_hedged=hedged,
            )
    return identified(
        Proposal(
            id="",
            passage=main,
            name=main.text.split(" that ")[0],
            sponsor=one.sponsor,
            sponsor_open=None if one.sponsor is not None else "the text does not say who put it forward",
            clauses=tuple(seen.values()),
            mentions=mentions,
        )
    )
