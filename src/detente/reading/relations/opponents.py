"""Who is at war with whom, by the words of war and peace that join two actors.

*Fighting between A and B*, *its war with B*, *A suspended peace talks with B*, *delegations from A and
B moved closer to a ceasefire*, *handed A and B a truce proposal*. Words of war are also used of trade
and of words: with those they join nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.figures import Figure, name_key
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading, cut_span
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WAR = word_set(
    "war fighting hostility clash battle skirmish ceasefire cease-fire truce armistice combat firefight"
)
_PEACE = word_set("treaty agreement deal accord talk process negotiation plan settlement proposal pact")
_FIGURATIVE = word_set(
    "trade price tariff bidding culture turf currency chip talent court legal cold verbal political "
    "diplomatic word patent rhetorical commercial boardroom"
)
_TO_STOP = re.compile(
    r"\b(?:cease-?fire|truce|armistice|(?:peace|non-aggression) (?:treaty|agreement|deal|accord|plan|"
    r"settlement|talks|pact|negotiations)|end(?:ing)? (?:to )?(?:the|their) (?:war|fighting|hostilities)|"
    r"(?:exchange|swap)\w* (?:of )?(?:more )?prisoners)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^[^.;,]{0,20}? (?:in|for|between|over) ")
_ENVOYS = word_set(
    "delegation negotiator leader minister president official representative envoy side team "
    "government diplomat army general commander"
)
_GO_BETWEENS = word_set("mediator go-between intermediary facilitator broker guarantor")
_JOINTLY = word_set("agree sign reach initial exchange extend violate fail resume break accept")
_FORUMS = word_set("court tribunal election poll parliament arbitration market referendum")
"""Where nobody fights with arms."""
_TALK = word_set("negotiate discuss meet")
_ANNOUNCE = word_set("announce declare say confirm")
_THIRDS = re.compile(r"\bas (?:the )?(?:guarantors?|mediators?|witness(?:es)?|observers?|sponsors?)\b")
_ARMED = re.compile(
    r"\b(?:troops|soldiers?|army|military|fighters|rebels?|militias?|gunmen|guerrillas?|missiles?|"
    r"air ?strikes?|shelling|shelled|front ?lines?|invasion|warplanes|insurgents?|"
    r"armed (?:group|wing|forces?))\b",
    re.IGNORECASE,
)
_NEXT = 30
"""How far behind a name, in code points, its forces are named (*Karvian troops*)."""
_HANDS = word_set("hand give send present submit offer show put press urge bring")
_ACTORS = ("state", "organisation", "armed force")


def is_armed(reading: Reading, a: str, b: str, figures: Mapping[str, Figure]) -> bool:
    """Whether words of war between two can be meant: companies and parties *at war* have no troops."""
    if all(figures[key].kind == "organisation" for key in (a, b) if key in figures):
        return _ARMED.search(reading.text) is not None
    return True


def find_opponents(block: Block, cast: Cast) -> Iterator[tuple[str, str, Span]]:
    """Yield pairs said to be at war or to make peace, with the words that say so, in text order."""
    for token in block.doc:
        lemma = token.lemma_.lower()
        if token.lower_ == "hostility":
            continue  # ill will between persons; hostilities are fought
        if (token.pos_ == "NOUN" or token.lower_ == "fighting") and _is_war(token):
            ends = _joined_by(block, token)
        elif token.pos_ == "VERB" and lemma == "fight":
            ends = _fighting(token)
        elif token.pos_ == "VERB" and lemma in _JOINTLY | _ANNOUNCE | _TALK:
            ends = _making_peace(block, token)
        elif token.pos_ == "VERB" and lemma in _HANDS:
            ends = _handed(block, token)
        else:
            continue
        yield from _pairs(block, token, ends, cast)


def _pairs(
    block: Block, token: Token, ends: list[list[Token]], cast: Cast
) -> Iterator[tuple[str, str, Span]]:
    """Yield the pairs of one end with the other, the first two actors of each being meant."""
    if len(ends) != 2:
        return
    for first in ends[0]:
        for second in ends[1]:
            a, b = _actor(block, first, cast), _actor(block, second, cast)
            if a is None or b is None or a == b:
                continue
            if token.lemma_.lower() in _TALK | _ANNOUNCE and not _has_forces(cast, a, b):
                continue
            bounds = [block.bounds(one, one) for one in (first, second, token)]
            low, high = min(start for start, _ in bounds), max(end for _, end in bounds)
            yield a, b, cut_span(block.text, low, high)


def _has_forces(cast: Cast, a: str, b: str) -> bool:
    """Whether the forces of one of two states are named: allies discuss the peace of others, too."""
    if any(cast.figures[key].kind != "state" for key in (a, b)):
        return True
    text = cast.reading.text
    return any(
        _ARMED.search(text, name.end, name.end + _NEXT) is not None
        for name in cast.reading.names
        if name_key(name) in (a, b)
    )


def _actor(block: Block, token: Token, cast: Cast) -> str | None:
    key = cast.represented(cast.resolve(block, token).mention.actor)
    figure = cast.figures.get(key or "")
    return key if figure is not None and figure.kind in _ACTORS else None


def _is_war(noun: Token) -> bool:
    """Whether a noun is of war, or of a peace by its name (*peace talks*), and not of trade or of words."""
    before = {kid.lemma_.lower() for kid in noun.lefts}
    of = next((kid for kid in noun.rights if kid.lower_ == "of"), None)
    if before & _FIGURATIVE or (of is not None and any(kid.lower_ == "words" for kid in of.children)):
        return False
    lemma = noun.lemma_.lower()
    return (
        lemma in _WAR
        or noun.lower_ == "fighting"
        or (lemma in _PEACE and bool(before & {"peace", "ceasefire", "cease-fire", "truce"}))
    )


def _joined_by(block: Block, noun: Token) -> list[list[Token]]:
    """Return the two ends of *fighting between A and B*, *A's war with B*, *A broke off talks with B*."""
    for prep in (kid for kid in noun.rights if kid.dep_ == "prep"):
        pobj = syntax.child(prep, "pobj")
        if pobj is None:
            continue
        if prep.lower_ == "between":
            members = joined_members(block, pobj)
            return [members[:1], members[1:]] if len(members) == 2 else []
        if prep.lower_ in ("with", "against"):
            owner = syntax.child(noun, "poss")
            if owner is not None:
                return [[owner], [pobj]]
            verb = noun.head
            if noun.dep_ == "dobj" and verb.pos_ == "VERB":
                who = syntax.subject(verb)
                return [[who], [pobj]] if who is not None else []
    return []


def joined_members(block: Block, head: Token) -> list[Token]:
    """Return the heads of joined actors, seen through *the leaders of A and B*."""
    # at the head of a sentence a common noun may pass for a name: the words decide
    name = block.name(head)
    word = name.text.lower() if name is not None else head.lemma_.lower()
    if (word in _ENVOYS or word.removesuffix("s") in _ENVOYS) and not head.conjuncts:
        prep = next((kid for kid in head.rights if kid.dep_ == "prep" and kid.lower_ in ("of", "from")), None)
        inner = syntax.child(prep, "pobj") if prep is not None else None
        if inner is not None:
            head = inner
    return [head, *sorted(head.conjuncts, key=lambda one: one.i)]


def _making_peace(block: Block, verb: Token) -> list[list[Token]]:
    """Return the two who do something together that makes or seeks a peace between them."""
    subject = next((kid for kid in verb.lefts if kid.dep_ == "nsubj"), None)
    if subject is None or subject.lemma_.lower() in _GO_BETWEENS:
        return []
    members = joined_members(block, subject)
    if len(members) != 2 or any(block.name(one) is None for one in members):
        return []
    low, high = block.bounds(verb, verb)[1], block.bounds(verb.sent[-1], verb.sent[-1])[1]
    told = block.text[low:high]
    match = _TO_STOP.search(told)
    # two that announce a truce may be its mediators; a treaty is announced by those who make it
    if match is None or (
        verb.lemma_.lower() in _ANNOUNCE and not re.search(r"treaty|agreement|accord", match[0])
    ):
        return []
    # a peace in, for or between others is no peace of these two
    is_of_others = _ELSEWHERE.match(told[match.end() :]) or _THIRDS.search(told)
    return [] if is_of_others else [members[:1], members[1:]]


def _fighting(verb: Token) -> list[list[Token]]:
    """Return who fights whom: done, not denied or possible, and not in a court or over words."""
    whom = next((kid for kid in verb.rights if kid.dep_ == "dobj"), None)
    who = syntax.subject(verb)
    is_figurative = any(
        grand.lemma_.lower() in _FORUMS for kid in verb.rights if kid.dep_ == "prep" for grand in kid.children
    )
    if whom is None or who is None or is_figurative:
        return []
    if syntax.is_negated(verb) or syntax.is_hypothetical(verb):
        return []
    return [[who], [whom]]


def _handed(block: Block, verb: Token) -> list[list[Token]]:
    """Return the two who are handed a proposal for a truce or a peace."""
    given = next((kid for kid in verb.rights if kid.dep_ in ("dative", "dobj")), None)
    if given is not None and given.dep_ == "dative" and given.pos_ == "ADP":
        given = syntax.child(given, "pobj")
    if given is None:
        return []
    members = joined_members(block, given)
    low, high = block.bounds(verb, verb)[1], block.bounds(verb.sent[-1], verb.sent[-1])[1]
    is_named = len(members) == 2 and all(block.name(one) is not None for one in members)
    return [members[:1], members[1:]] if is_named and _TO_STOP.search(block.text[low:high]) else []
