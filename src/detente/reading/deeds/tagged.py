"""Events from the deeds that a tagger marks: it says which words tell a deed and of whom.

The cast says who they are, and the parse gives what the tagger does not: place, time and losses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.reading.deeds.assembly import JUDGED, Scene, event_of, who
from detente.reading.deeds.find import deed_object, is_no_attacker
from detente.reading.deeds.hints import find_hints, sentence_places
from detente.reading.deeds.parts import doer_of, place_of, target_of
from detente.reading.deeds.struck import Parts
from detente.reading.learned.event_labels import with_hints
from detente.reading.learned.events import EVENTS, Deed, Sighting, load_sureness, rate, sight_deeds
from detente.reading.learned.model import load_model
from detente.reading.learned.wordpieces import Wordpieces
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.learned_drafts import Locator, build_locator
from detente.record.values import Event, Factuality, Mention, Statement

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Token

Place = tuple[int, int]
_FORCES = frozenset({"state", "armed force"})
_OF_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_WHEN = frozenset({"after", "before", "since", "during", "following", "until", "amid", "despite"})
_OWN_CLAUSE = frozenset(
    {"pobj", "prep", "dobj", "conj", "xcomp", "relcl", "acl", "compound", "nmod", "appos"}
)
_CLAUSE_OPENS = frozenset({"nsubj", "nsubjpass", "mark"})
_FULL = frozenset({"NOUN", "PROPN", "PRON", "VERB"})


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

    What would only be done under a condition, or what a command wants done or said, is no event; nor is a
    noun that only dates something else (*after the strikes, he said ...*).
    """
    locator = build_locator(scene.reading)
    for deed in deeds:
        where = _head(locator, deed.trigger) if deed.factuality != "hypothetical" else None
        if where is None or syntax.is_commanded(where[1]):
            continue
        if not _only_dates(where[1], _heads(locator, (*deed.actor, *deed.recipient))):
            yield _event(scene, locator, deed, where)


def _event(scene: Scene, locator: Locator, deed: Deed, where: tuple[Block, Token]) -> Event:
    block, token = where
    outer = scene.said.around(block.span(token, token))
    doer = doer_of(block, token)
    doers = [
        one
        for one in _heads(locator, deed.actor)
        if _may_do(one[1], token, deed.root, doer) and not (deed.root == "ASSAULT" and is_no_attacker(one[1]))
    ]
    actor = _whom(doers, doer, scene, outer)
    recipient = _whom(_heads(locator, deed.recipient), target_of(block, token), scene, outer)
    if recipient is None and deed.root in JUDGED and token.pos_ == "VERB":
        recipient = who(block, deed_object(token), scene.cast, outer)
    root = _root(deed, actor, recipient, scene)
    parts = Parts(actor, recipient, place_of(block, token, scene.cast))
    forced = scene.forced(block, token, root, parts)
    # the words that tell whom it was done to say more than the place that the rules put for them
    parts = forced if recipient is None else replace(parts, actor=forced.actor)
    factuality = _standing(scene.standing(block, token, root, parts.actor), deed, outer)
    event = event_of(scene, block, token, root, parts, factuality)
    return replace(event, probability=deed.sureness)


def _only_dates(token: Token, parts: Sequence[tuple[Block, Token]]) -> bool:
    """Whether a noun of doing stands behind *after*, *before* ... and names nobody who does or suffers it."""
    if token.pos_ != "NOUN" or token.dep_ != "pobj" or token.head.lower_ not in _WHEN:
        return False
    return not any(token.is_ancestor(part) for _, part in parts)


def _may_do(actor: Token, token: Token, root: str, doer: Token | None) -> bool:
    """Whether a marked actor can be one of force: who the parse has for it, or stands in its own clause.

    To call somebody the author of violence takes more than standing in the same sentence (*after the
    strikes hit, he spoke*).
    """
    actor = _described(actor)
    if root not in _OF_FORCE or actor == doer or token.is_ancestor(actor):
        return True
    above = token
    while (above.dep_ in _OWN_CLAUSE or _shares_subject(above)) and above.lower_ not in _WHEN:
        if above.head == above:
            break
        above = above.head
        if actor in (above, above.head) or (actor.head == above and actor.i < token.i):
            return True
    return False


def _shares_subject(token: Token) -> bool:
    """Whether a participle has nobody of its own who does it (*they crossed the line, seizing two towns*)."""
    has_own = any(kid.dep_ in _CLAUSE_OPENS for kid in token.children)
    return token.dep_ == "advcl" and token.tag_ == "VBG" and not has_own


def _root(deed: Deed, actor: Mention | None, recipient: Mention | None, scene: Scene) -> str:
    """Return the root of a deed; what tells force or blame alike (*attacked*) is force between states.

    The tagger learned such words from reports on politicians, who are attacked in words, and sees no names.
    """
    if (deed.root, deed.hint) != ("ACCUSE", "ASSAULT"):
        return deed.root
    by, to = (
        scene.cast.figures.get(one.actor or "") if one is not None else None for one in (actor, recipient)
    )
    is_force = by is not None and by.kind in _FORCES and (to is None or to.kind in _FORCES)
    return "ASSAULT" if is_force else "ACCUSE"


def _standing(ruled: Factuality, deed: Deed, outer: Statement | None) -> Factuality:
    """Say whether a deed happened: what others say of it is read by the rules, the rest by the tagger.

    What nobody in the text says is alleged by nobody, whatever the tagger thinks.
    """
    if outer is None:
        return ruled if deed.factuality == "alleged" else deed.factuality
    is_told_of = ruled == "alleged" or (ruled == "denied" and deed.root != "REJECT")
    return ruled if is_told_of else deed.factuality


def _heads(locator: Locator, places: Sequence[Place]) -> list[tuple[Block, Token]]:
    found = (_head(locator, place) for place in places)
    return [where for where in found if where is not None]


def _whom(
    heads: Sequence[tuple[Block, Token]], parsed: Token | None, scene: Scene, outer: Statement | None
) -> Mention | None:
    """Return whom marked words mean.

    Of several it is the one that the parse (``parsed``) has there too, else one that is tied to an actor, a
    name before a pronoun, the first of equals. A name that is marked too stands for a pronoun that means the
    same actor, and before *its* and *their* of nobody known.
    """
    rated: list[tuple[tuple[bool, bool, bool], Token, Mention]] = []
    for block, head in heads:
        mention = who(block, head, scene.cast, outer)
        if mention is not None:
            is_open = mention.actor is None
            is_parsed = _described(head) == parsed and not (is_open and head.tag_ == "PRP$")
            rated.append(((not is_parsed, is_open, head.pos_ == "PRON"), head, mention))
    if not rated:
        return None
    _, best, meant = min(rated, key=lambda one: one[0])
    if best.pos_ != "PRON" or meant.actor is None:
        return meant
    names = (one for _, head, one in rated if one.actor == meant.actor and head.pos_ != "PRON")
    return next(names, meant)


def _described(token: Token) -> Token:
    """Return the word that a name only adds to (*his patron, President X*), else the word itself."""
    while token.dep_ == "appos" and token.head != token:
        token = token.head
    return token


def _head(locator: Locator, place: Place) -> tuple[Block, Token] | None:
    """Return the block that holds a place and the word there that governs the others.

    Of several that govern none of each other it is the first that names or does something, or the word
    above (*the business* of *the business dealings*); nothing when only an article is marked.
    """
    found = locator.tokens(place)
    if found is None:
        return None
    block, tokens = found
    words = [token for token in tokens if not token.is_punct and token.pos_ != "DET"]
    inside = {token.i for token in words}
    heads = [token for token in words if token.head.i not in inside or token.head == token]
    full = (token for token in heads if block.name(token) is not None or token.pos_ in _FULL)
    head = next(full, heads[0] if heads else None)
    if head is None:
        return None
    if head.pos_ not in _FULL and block.name(head) is None and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    return block, head
