"""Whose the struck and the strikers are: a *Karvian base*, *Karvian snipers*, *the Karvian city of X*.

An attack on what belongs to somebody, or on a town of a state that the text names, is an attack on
them. A town's state is taken from the words beside it, else from the world's names; a place that
several states claim belongs to nobody here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.figures import actor_key, name_key
from detente.reading.deeds.find import deed_object
from detente.reading.knowledge.cues import word_set
from detente.reading.knowledge.world import load_world
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading, cut_span
from detente.record.values import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = word_set(
    "base position target post site facility convoy headquarters camp territory depot refinery plant bridge "
    "barracks stronghold infrastructure vessel ship warship tanker line trench installation outpost "
    "checkpoint airfield airbase port town city village soil compound bunker warehouse oil embassy "
    "consulate capital guard soldier troop force army military navy fighter unit sailor officer policeman "
    "pilot"
)
_STRIKERS = word_set(
    "sniper gunman gunner plane warplane jet aircraft drone missile artillery rocket pilot commando fighter "
    "force soldier troop guerrilla militant insurgent agent warship navy army military helicopter unit shell "
    "service intelligence agency"
)
_OWNERS = ("demonym", "state", "people", "organisation")
_AT = frozenset({"on", "at", "against", "into"})
_TOWN_OF = re.compile(
    r"^ (?:(?:north|south|east|west|border|port|capital|coastal|central|small|largest|front-?line)\S* )*"
    r"(?:city|town|village|port|region|province|district) of (?:the )?$"
)
_IN_STATE = re.compile(r"^,? (?:in )?(?:(?:north|south|east|west|cent)\S* )?$")


@dataclass(frozen=True, slots=True)
class Parts:
    """Who strikes, who is struck, where; ``note`` says when the place stands for the one struck."""

    actor: Mention | None
    recipient: Mention | None
    place: Mention | None
    note: str | None = None


def force_parts(block: Block, token: Token, reading: Reading, cast: Cast, parts: Parts) -> Parts:
    """Fill in, for a use of force, the parts that nobody is named for but that belong to somebody."""
    actor = parts.actor
    if actor is None or actor.actor is None:
        subject = syntax.subject(token) if token.pos_ == "VERB" else None
        if subject is not None and _is_one_of(subject, _STRIKERS):
            actor = _owned(block, subject, cast) or actor
    own = cast.represented(actor.actor) if actor is not None else None
    place = _at_home(parts.place, reading, cast)
    recipient, note = parts.recipient, None
    if recipient is None or recipient.actor is None:
        recipient = _struck(block, token, cast) or _at_home(recipient, reading, cast)
    is_open = recipient is None or recipient.actor is None
    if is_open and place is not None and cast.represented(place.actor) not in (None, own):
        recipient = place
        note = f"recipient: only the place {place.text!r} is named; it stands for whose it is"
    return Parts(actor, recipient, place, note)


def _struck(block: Block, verb: Token, cast: Cast) -> Mention | None:
    """Return the owner of what is struck: the object, or what stands behind *on*, *at*, *against*."""
    found = [deed_object(verb)] if verb.pos_ == "VERB" else []
    for head in [verb, *(one for one in found if one is not None)]:
        found += [syntax.child(kid, "pobj") for kid in head.rights if kid.lower_ in _AT]
    for target in found:
        if target is not None and _is_one_of(target, _HELD) and (owner := _owned(block, target, cast)):
            return owner
    return None


def _is_one_of(noun: Token, words: frozenset[str]) -> bool:
    """Whether a noun is one of some words; *bases* may be taken for the plural of *basis*."""
    return noun.lemma_.lower() in words or noun.lower_.removesuffix("s") in words


def _owned(block: Block, noun: Token, cast: Cast) -> Mention | None:
    """Return a noun's phrase tied to the one actor named before it."""
    kids = [kid for kid in noun.lefts if kid.dep_ in ("amod", "compound", "poss", "nmod")]
    named = [(kid, name) for kid in kids if (name := block.name(kid)) is not None and name.kind in _OWNERS]
    keys = list(dict.fromkeys(key for _, name in named if (key := name_key(name)) is not None))
    if len(keys) != 1:
        return None
    start, end = block.bounds(noun.left_edge, noun)
    span = cut_span(block.text, start, end)
    return Mention(start=span.start, end=span.end, text=span.text, actor=keys[0])


def _at_home(mention: Mention | None, reading: Reading, cast: Cast) -> Mention | None:
    """Return a place tied to the state it lies in, when the text names that state; else unchanged."""
    if mention is None or mention.actor is not None:
        return mention
    names = reading.names
    index = next((i for i, name in enumerate(names) if name.start == mention.start), None)
    if index is None or names[index].kind not in ("place", "unknown", "capital"):
        return mention
    key = _state_beside(reading, index)
    if key is None:
        entry = load_world().lookup(names[index].text)
        is_city = entry is not None and entry.kind in ("city", "capital") and not entry.is_ambiguous
        key = actor_key(entry.state) if is_city and entry is not None and entry.state else None
    figure = cast.figures.get(key or "")
    if figure is None or figure.kind != "state":
        return mention
    return Mention(start=mention.start, end=mention.end, text=mention.text, actor=key)


def _state_beside(reading: Reading, index: int) -> str | None:
    """Return the state in *the Karvian city of X*, *X, Karvia*, *X in eastern Karvia*."""
    names, text, place = reading.names, reading.text, reading.names[index]
    before = names[index - 1] if index else None
    if before is not None and before.kind in ("demonym", "state"):
        gap = " " + " ".join(text[before.end : place.start].split()) + " "
        if _TOWN_OF.match(gap):
            return name_key(before)
    if index + 1 < len(names) and names[index + 1].kind == "state":
        gap = text[place.end : names[index + 1].start]
        if gap.strip() and _IN_STATE.match(gap):
            return name_key(names[index + 1])
    return None


def between_whom(noun: Token) -> Token | None:
    """Return the head of those between whom talks are (*talks between the leaders of A and B*)."""
    prep = next((kid for kid in noun.rights if kid.dep_ == "prep" and kid.lower_ == "between"), None)
    return syntax.child(prep, "pobj") if prep is not None else None
