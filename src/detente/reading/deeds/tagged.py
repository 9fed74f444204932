"""Events from the deeds that a tagger marks: it says which words tell a deed and of whom.

The cast says who they are, and the parse gives what the tagger does not: place, time and losses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.reading.acts import classify_lemmas
from detente.reading.deeds.assembly import Scene, event_of, is_to_press
from detente.reading.deeds.find import deed_object
from detente.reading.deeds.hints import find_hints, sentence_places
from detente.reading.deeds.marked_parts import Where, actor_of, head_of, heads, recipient_of
from detente.reading.deeds.parts import place_of
from detente.reading.deeds.struck import Parts
from detente.reading.deeds.told import counts_a_war
from detente.reading.deeds.untold import is_of_the_paper, is_untold, means_of, points_back
from detente.reading.knowledge.cues import word_set
from detente.reading.learned.event_labels import with_hints
from detente.reading.learned.events import EVENTS, Deed, Sighting, load_sureness, rate, sight_deeds
from detente.reading.learned.model import load_model
from detente.reading.learned.wordpieces import Wordpieces
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Reading
from detente.reading.speech.learned_drafts import Locator, build_locator
from detente.record.values import Event, Factuality, Mention, Statement

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Token

_FORCES = frozenset({"state", "armed force"})
_EASES = word_set("lift ease suspend remove waive end relax drop loosen scrap withdraw")
_PRESSURE = word_set("sanction embargo blockade tariff ban restriction boycott curb")


def tag_deeds(
    reading: Reading, pieces: Wordpieces, session: InferenceSession | None = None
) -> tuple[Sighting, ...]:
    """Mark what may be a deed in a document, however improbable, each with its probability.

    Parameters
    ----------
    reading : Reading
    pieces : Wordpieces
        Its word pieces without names (`detente.reading.learned.wordpieces.split`).
    session : InferenceSession, optional
        The tagger; the one that comes with the package if None.
    """
    hinted = with_hints(pieces, find_hints(reading))
    tagger = session if session is not None else load_model(EVENTS)
    return rate(sight_deeds(hinted, tuple(sentence_places(reading)), tagger), load_sureness())


def tagged_events(scene: Scene, deeds: Sequence[Deed]) -> Iterator[Event]:
    """Yield the events of deeds, in their order; a deed whose words the parse does not hold is left out.

    What would only be done under a condition, or what a command wants done or said, is no event; nor is what
    the reporter says was not done, and what points back to a deed of this root told above (`untold`).
    """
    locator = build_locator(scene.reading)
    found = list(_told(scene, locator, deeds))
    means = [(means_of(token), deed.root) for deed, (_, token) in found]
    told: set[str] = set()
    for deed, where in found:
        token = where[1]
        parts = [part for _, part in heads(locator, (*deed.actor, *deed.recipient))]
        known = classify_lemmas(token.lemma_.lower())
        roots = {deed.root, known.root if known is not None else deed.root}
        is_again = bool(roots & told) and points_back(token, parts)
        if is_again or (token, deed.root) in means:
            continue
        told.add(deed.root)
        event = _event(scene, locator, deed, where)
        if not (_is_of_nobody(event) or counts_a_war(event, token) or _is_aside(scene, where, event)):
            yield event


def _told(scene: Scene, locator: Locator, deeds: Sequence[Deed]) -> Iterator[tuple[Deed, Where]]:
    """Yield the deeds whose words tell one, each with the word that the parse has for it."""
    for deed in deeds:
        where = head_of(locator, deed.trigger) if deed.factuality != "hypothetical" else None
        if where is None or syntax.is_commanded(where[1]):
            continue
        block, token = where
        parts = [part for _, part in heads(locator, (*deed.actor, *deed.recipient))]
        if not is_untold(token, deed.root, parts, scene.said.around(block.span(token, token))):
            yield deed, where


def _is_aside(scene: Scene, where: Where, event: Event) -> bool:
    """Whether somebody only supports what is his own (*he defended his approach*), or speaks to the paper."""
    block, token = where
    if is_to_press(event, scene):
        return True
    target = deed_object(token) if event.act == "SUPPORT" and token.pos_ == "VERB" else None
    owner = syntax.child(target, "poss") if target is not None else None
    if owner is None or owner.pos_ != "PRON" or event.actor is None or event.actor.actor is None:
        return False
    return scene.cast.resolve(block, owner).mention.actor == event.actor.actor


def _event(scene: Scene, locator: Locator, deed: Deed, where: Where) -> Event:
    block, token = where
    outer = scene.said.around(block.span(token, token))
    actor = actor_of(scene, locator, deed, where)
    recipient = recipient_of(scene, locator, deed, where, actor)
    root = _root(deed, token, scene, actor, recipient)
    parts = Parts(actor, recipient, place_of(block, token, scene.cast))
    forced = scene.forced(block, token, root, parts)
    # the words that tell whom it was done to say more than the place that the rules put for them
    parts = forced if recipient is None else replace(parts, actor=forced.actor)
    factuality = _standing(scene.standing(block, token, root, parts.actor), deed, outer)
    event = event_of(scene, block, token, root, parts, factuality)
    return replace(event, probability=deed.sureness)


def _is_of_nobody(event: Event) -> bool:
    """Whether a deed has nobody who does or suffers it, and no place, time or losses; a report is nobody."""
    who = (event.actor, event.recipient)
    if any(one is not None and one.actor is None and is_of_the_paper(one.text) for one in who):
        return True  # "this report was supplied by X"
    return all(part is None for part in (*who, event.place, event.time, event.deaths, event.injured))


def _root(deed: Deed, token: Token, scene: Scene, actor: Mention | None, recipient: Mention | None) -> str:
    """Return the root of a deed; what tells force or blame alike (*attacked*) is force between states.

    The tagger learned such words from reports on politicians, who are attacked in words, and sees no names.
    """
    if deed.root == "SANCTION" and _is_easing(token):
        return "CONCEDE"
    if (deed.root, deed.hint) != ("ACCUSE", "ASSAULT"):
        return deed.root
    by, to = (
        scene.cast.figures.get(one.actor or "") if one is not None else None for one in (actor, recipient)
    )
    is_force = by is not None and by.kind in _FORCES and (to is None or to.kind in _FORCES)
    return "ASSAULT" if is_force else "ACCUSE"


def _is_easing(verb: Token) -> bool:
    """Whether pressure is taken off, not put on (*lifted the embargo*, *sanctions would be suspended*)."""
    target = deed_object(verb) if verb.pos_ == "VERB" else None
    is_pressure = target is not None and target.lemma_.lower() in _PRESSURE
    return is_pressure and verb.lemma_.lower() in _EASES


def _standing(ruled: Factuality, deed: Deed, outer: Statement | None) -> Factuality:
    """Say whether a deed happened: what others say of it is read by the rules, the rest by the tagger.

    What nobody in the text says is alleged by nobody, whatever the tagger thinks.
    """
    if outer is None:
        return ruled if deed.factuality == "alleged" else deed.factuality
    is_told_of = ruled == "alleged" or (ruled == "denied" and deed.root != "REJECT")
    return ruled if is_told_of else deed.factuality
