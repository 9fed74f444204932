"""Who put a text on the table, by the words around the noun for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.common_nouns import BODIES, PEOPLE, is_counted, is_plural
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.record.values import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

CONCLUDED = word_set(
    "agreement accord treaty pact deal settlement framework process protocol memorandum compact bargain"
)
_PUT_FORWARD = word_set(
    "propose present unveil table submit offer draft circulate float outline publish announce author "
    "push prepare write advance hand"
)

_OFFERS = frozenset({"propose", "offer", "suggest", "float"})


def sponsor_of(block: Block, cast: Cast, token: Token) -> Mention | None:
    """Return who put a text forward, by the words around the noun for it; None where they do not say."""
    for kid in token.lefts:
        mention = _owner(block, cast, kid, token)
        if mention is not None:
            return mention
    for kid in token.rights:
        mention = _behind(block, cast, kid)
        if mention is not None:
            return mention
    verb = token.head
    is_object = token.dep_ == "dobj" and puts_forward(verb)
    is_told = is_object and not syntax.is_negated(verb) and not syntax.is_hypothetical(verb)
    return _tied(block, cast, syntax.subject(verb)) if is_told else None


def _owner(block: Block, cast: Cast, kid: Token, token: Token) -> Mention | None:
    """Read *its plan*, *the Karvian plan*."""
    if kid.dep_ != "poss" and names_agreement(block, kid, token):
        return None
    is_named = kid.dep_ in ("amod", "compound", "nmod") and block.name(kid) is not None
    if not is_named and kid.dep_ != "poss":
        return None
    mention = cast.resolve(block, kid).mention
    if mention.actor is None and kid.lower_ in ("its", "their") and token.dep_ == "dobj":
        mention = cast.resolve_all(block, syntax.subject(token.head) or kid).mention  # "X has its own plan"
    return mention if mention.actor is not None else None


def _behind(block: Block, cast: Cast, kid: Token) -> Mention | None:
    """Read *a plan drafted by X*, *the plan that X presented*, *the plan by X*, *from X*."""
    if kid.dep_ == "acl" and kid.lemma_.lower() in _PUT_FORWARD | {"put", "make", "draw"}:
        agent = syntax.child(kid, "agent")
        return _tied(block, cast, syntax.child(agent, "pobj") if agent is not None else None)
    inner = (one for one in kid.children if one.dep_ in ("acl", "relcl") and one.i < kid.i)
    told = kid if puts_forward(kid) else next(filter(puts_forward, inner), None)  # a parse may nest it
    if kid.dep_ == "relcl" and told is not None and not syntax.is_negated(told):
        return _tied(block, cast, syntax.child(kid, "nsubj"))
    if kid.dep_ == "prep" and kid.lower_ in ("by", "from"):
        who = syntax.child(kid, "pobj")
        if who is not None and block.name(who) is not None:
            return cast.resolve_all(block, who).mention  # also where it is left open who that is
    return None


def _tied(block: Block, cast: Cast, who: Token | None) -> Mention | None:
    """Return whom a word means, by the name beside it where it has one (*the mediator, the Abbey of X*)."""
    if who is None:
        return None
    beside = next((kid for kid in who.rights if kid.dep_ == "appos" and block.name(kid)), None)
    mention = cast.resolve_all(block, beside or who).mention
    return mention if mention.actor is not None or _is_somebody(block, who) else None


def _is_somebody(block: Block, who: Token) -> bool:
    """Whether a noun that names no actor of the text stands for people or a body (*the harbour pilots*)."""
    if who.pos_ != "NOUN" or is_counted(who):
        return False
    has_name = any(kid.dep_ in ("compound", "poss", "nmod") and block.name(kid) for kid in who.lefts)
    return has_name or is_plural(who) or who.lemma_.lower() in BODIES | PEOPLE


def names_agreement(block: Block, place: Token, token: Token) -> bool:
    """Whether a place only names what was concluded there (*the Karvia City accords*), or is its subject."""
    name = block.name(place)
    is_place = name is not None and name.kind in ("capital", "place", "unknown")
    return is_place and token.lemma_.lower() in CONCLUDED


def is_put_forward(token: Token) -> bool:
    """Whether words beside a noun say that somebody offers it (*a truce offered by X*)."""
    return any(
        (kid.dep_ in ("acl", "relcl") and not syntax.is_negated(kid) and kid.lemma_.lower() in _OFFERS)
        or (kid.dep_ == "amod" and kid.lower_ in ("proposed", "suggested", "offered"))
        for kid in token.children
    )


def puts_forward(verb: Token) -> bool:
    """Whether a verb lays a text on the table: *propose*, *put forward*, *put to*, *lay out*, *set out*."""
    lemma = verb.lemma_.lower()
    if lemma in _PUT_FORWARD:
        return True
    after = {kid.lower_ for kid in verb.rights if kid.dep_ in ("prt", "advmod", "prep", "dative")}
    is_tabled = any((syntax.child(kid, "pobj") or kid).lower_ == "table" for kid in verb.rights)
    if lemma == "put":
        return bool(after & {"forward", "forth", "to", "before"}) or is_tabled
    if lemma == "draw":
        return "up" in after
    return lemma in ("lay", "set", "place") and (bool(after & {"out", "before"}) or is_tabled)
