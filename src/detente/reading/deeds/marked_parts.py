"""Whom the words mean that a tagger marks as doing or suffering a deed.

The cast says who they are; of several the parse helps to choose. Who says something is known better from the
statement itself, and who is not marked at all may stand in the parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.reading.deeds.assembly import JUDGED, Scene, who, without_weapon
from detente.reading.deeds.find import deed_object, is_no_attacker
from detente.reading.deeds.parts import doer_of, target_of
from detente.reading.deeds.told import is_same_side
from detente.reading.learned.events import Deed
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.learned_drafts import Locator
from detente.record.values import Mention, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

Place = tuple[int, int]
Where = tuple[Block, "Token"]
_OF_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_OF_WORDS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE"})
_AGAINST = frozenset({"THREATEN", "SANCTION", "ASSAULT"})
"""Roots of what nobody does to his own side, but by accident or in a civil war that names its sides."""
_WHEN = frozenset({"after", "before", "since", "during", "following", "until", "amid", "despite"})
_OWN_CLAUSE = frozenset(
    {"pobj", "prep", "dobj", "conj", "xcomp", "relcl", "acl", "compound", "nmod", "appos"}
)
_CLAUSE_OPENS = frozenset({"nsubj", "nsubjpass", "mark"})
_FULL = frozenset({"NOUN", "PROPN", "PRON", "VERB"})


def actor_of(scene: Scene, locator: Locator, deed: Deed, where: Where) -> Mention | None:
    """Return who does a deed: the speaker where its word is a cue, else whom the tagger or the parse has."""
    block, token = where
    outer = scene.said.around(block.span(token, token))
    doer = doer_of(block, token)
    doers = [
        one
        for one in heads(locator, deed.actor)
        if _may_do(one[1], token, deed.root, doer) and not (deed.root == "ASSAULT" and is_no_attacker(one[1]))
    ]
    actor = _whom(doers, doer, scene, outer)
    speaker = _speaker(scene, block, token) if deed.root in _OF_WORDS else None
    if speaker is not None:
        is_subject = any(_described(one) == doer for _, one in doers)
        return actor if is_subject and is_same_side(scene.cast, actor, speaker) else speaker
    if actor is None and not doers and doer is not None:
        is_victim = deed.root == "ASSAULT" and is_no_attacker(doer)
        found = None if is_victim else who(block, doer, scene.cast, outer)
        actor = found if found is not None and found.actor is not None else None
    acting = doers[0][1] if doers else doer
    return without_weapon(actor, acting)


def recipient_of(
    scene: Scene, locator: Locator, deed: Deed, where: Where, actor: Mention | None
) -> Mention | None:
    """Return whom a deed is done to: nobody does it to himself, and no threat is to one's own side."""
    block, token = where
    outer = scene.said.around(block.span(token, token))
    recipient = _whom(heads(locator, deed.recipient), target_of(block, token), scene, outer)
    if recipient is None and deed.root in JUDGED and token.pos_ == "VERB":
        recipient = who(block, deed_object(token), scene.cast, outer)
    if actor is None or recipient is None or recipient.actor is None:
        return recipient
    is_own = deed.root in _AGAINST and is_same_side(scene.cast, actor, recipient)
    return None if is_own or actor.actor == recipient.actor else recipient


def _speaker(scene: Scene, block: Block, token: Token) -> Mention | None:
    """Return who says something by this very word, when the statement ties it to an actor.

    What is done to somebody (*was criticised*) has no subject that says it.
    """
    if syntax.is_passive(token) or syntax.is_reduced_passive(token):
        return None
    start, end = block.bounds(token, token)
    for cue, statement in scene.said.cues(start, end):
        is_tied = statement.speaker is not None and statement.speaker.actor is not None
        if is_tied and cue.start <= start and end <= cue.end:
            return statement.speaker
    return None


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


def heads(locator: Locator, places: Sequence[Place]) -> list[Where]:
    """Return for each marked place the word there that governs the others, where the parse holds it."""
    found = (head_of(locator, place) for place in places)
    return [where for where in found if where is not None]


def _whom(
    marked: Sequence[Where], parsed: Token | None, scene: Scene, outer: Statement | None
) -> Mention | None:
    """Return whom marked words mean.

    Of several it is the one that the parse (``parsed``) has there too, else one that is tied to an actor, a
    name before a pronoun, the first of equals. A name that is marked too stands for a pronoun that means the
    same actor, and before *its* and *their* of nobody known.
    """
    rated: list[tuple[tuple[bool, bool, bool], Token, Mention]] = []
    for block, head in marked:
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


def head_of(locator: Locator, place: Place) -> Where | None:
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
    tops = [token for token in words if token.head.i not in inside or token.head == token]
    full = (token for token in tops if block.name(token) is not None or token.pos_ in _FULL)
    head = next(full, tops[0] if tops else None)
    if head is None:
        return None
    if head.pos_ not in _FULL and block.name(head) is None and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    return block, head
