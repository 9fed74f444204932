"""From a deed and those in it to an event of the record: words, standing, time, losses, what stays open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.common_nouns import WEAPONS
from detente.reading.deeds.factuality import factuality_of
from detente.reading.deeds.parts import losses_of, span_of, trigger_of
from detente.reading.deeds.struck import Parts, force_parts
from detente.reading.deeds.they import meant_by_they
from detente.reading.deeds.told import is_same_side
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.parse.tied_times import time_of
from detente.reading.speech.said_words import SaidWords
from detente.record.identity import identified
from detente.record.values import Event, Factuality, Mention, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORCE = frozenset({"ASSAULT", "COERCE"})
JUDGED = frozenset({"ACCUSE", "REJECT"})
"""Roots of which what is judged stands for those it belongs to, when nobody else is named."""
_AHEAD = frozenset({"planned", "threatened", "hypothetical"})


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the deeds of a document are read with: the parse, who is in it, and its statements."""

    reading: Reading
    cast: Cast
    said: SaidWords

    def standing(self, block: Block, token: Token, root: str, actor: Mention | None) -> Factuality:
        """Say by the rules whether a deed happened."""
        outer = self.said.around(trigger_of(block, token))
        speaker = outer.speaker if outer is not None else None
        is_own = root in _FORCE and is_same_side(self.cast, actor, speaker)
        return factuality_of(token, outer, is_own=is_own)

    def forced(self, block: Block, token: Token, root: str, parts: Parts) -> Parts:
        """Fill in, for a use of force, those who are named only by what is theirs."""
        return force_parts(block, token, self.reading, self.cast, parts) if root in _FORCE else parts


def event_of(
    scene: Scene, block: Block, token: Token, root: str, parts: Parts, factuality: Factuality | None = None
) -> Event:
    """Return a deed with its parts as an event; the rules say whether it happened if nobody else does."""
    actor, recipient, place = parts.actor, parts.recipient, parts.place
    trigger = trigger_of(block, token)
    outer = scene.said.around(trigger)
    if factuality is None:
        factuality = scene.standing(block, token, root, actor)
    if factuality == "happened" and root == "CONSULT" and _is_scheduled(scene, block, token):
        factuality = "planned"
    time = time_of(scene.reading, block, token, "future" if factuality in _AHEAD else "past")
    deaths, injured = losses_of(scene.reading, block, token) if root == "ASSAULT" else (None, None)
    return identified(
        Event(
            id="",
            passage=scene.reading.passage(span_of(block, token, trigger, actor, recipient, place)),
            trigger=trigger,
            act=root,
            actor=actor,
            recipient=recipient,
            place=place,
            time=time,
            deaths=deaths,
            injured=injured,
            factuality=factuality,
            alleged_by=outer.speaker if outer is not None else None,
            statement=outer.id if outer is not None else None,
            left_open=_left_open(actor, has_time=time is not None, note=parts.note),
        )
    )


def _is_scheduled(scene: Scene, block: Block, token: Token) -> bool:
    """Whether a meeting is told in the present of a day to come (*the ministers meet on Wednesday*)."""
    published_on = scene.reading.document.published_on
    if published_on is None or token.tag_ not in ("VBP", "VBZ") or syntax.child(token, "aux") is not None:
        return False
    time = time_of(scene.reading, block, token, "future")
    return time is not None and time.earliest is not None and time.earliest > published_on


def without_weapon(actor: Mention | None, token: Token | None) -> Mention | None:
    """Return who does it; nobody where the word is an arm that nobody holds (*a rocket hit the market*)."""
    is_arm = token is not None and token.lemma_.lower() in WEAPONS
    return None if is_arm and actor is not None and actor.actor is None else actor


def is_to_press(event: Event, scene: Scene) -> bool:
    """Whether somebody only spoke to the paper that reports it."""
    publisher = scene.reading.document.publisher
    return bool(
        event.act == "CONSULT" and event.recipient and publisher and publisher in event.recipient.text
    )


def _left_open(actor: Mention | None, *, has_time: bool, note: str | None) -> tuple[str, ...]:
    left_open = [note] if note else []
    if actor is None or actor.actor is None:
        left_open.append(
            "actor: " + ("nobody is said to do it" if actor is None else f"{actor.text!r} names nobody")
        )
    if not has_time:
        left_open.append("time: no time is told with it")
    return tuple(left_open)


def who(block: Block, token: Token | None, cast: Cast, outer: Statement | None) -> Mention | None:
    """Return whom a word means; *we* and *I* in somebody's words mean the one who speaks."""
    if token is None:
        return None
    mention = cast.resolve_all(block, token).mention
    they = meant_by_they(block, token, cast) if mention.actor is None else None
    if they is not None:
        return Mention(start=mention.start, end=mention.end, text=mention.text, actor=they)
    if mention.actor is not None or outer is None or outer.speaker is None or outer.speaker.actor is None:
        return mention
    speaker, word = outer.speaker.actor, token.lower_
    if word == "i" or word == "we":
        actor = speaker if word == "i" else cast.represented(speaker)
        return Mention(start=mention.start, end=mention.end, text=mention.text, actor=actor)
    if any(kid.dep_ == "poss" and kid.lower_ == "our" for kid in token.children):
        return cast.own_part(block, token, speaker) or mention
    return mention
