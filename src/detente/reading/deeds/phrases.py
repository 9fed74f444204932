"""Deeds that lie in a whole phrase: a plan put, a halt ordered, a gate opened, arms sent, a weapon that hits.

The verb alone says little (*put*, *order*, *open*, *send*, *sit*): with its object it is plain what was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.acts import Act
from detente.reading.bargaining.sponsors import puts_forward
from detente.reading.bargaining.texts import is_proposal
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRUCE_NOUNS = word_set("halt pause end stop moratorium suspension cessation freeze stand-down")
_FORCE_WORDS = word_set(
    "strike attack shelling fire fighting bombing bombardment hostility operation offensive raid launch"
)
_ORDERS = word_set("order announce declare proclaim decree call impose")
_PASSAGES = word_set("gate crossing corridor border checkpoint airspace sluice floodgate road")
_OPENS = word_set("open reopen unlock unblock")
_SHUTS = word_set("close shut seal block")
_ARMS = word_set(
    "weapon arm missile system ammunition tank shell jet drone rocket artillery defence defense "
    "munition battery howitzer"
)
_GIVES = word_set("send deliver provide supply give ship transfer donate sell")
GOES = word_set("fly travel go head journey return")
_WEAPONS = word_set(
    "missile drone shell rocket mortar bomb artillery jet warplane aircraft fire gun tank battery torpedo"
)
FORCE_OBJECTS = (
    _ARMS
    | _FORCE_WORDS
    | word_set("force troop convoy town city village building house hospital target depot")
)


def phrase_act(block: Block, verb: Token, target: Token | None) -> Act | None:
    """Read a deed that lies in the whole phrase of a verb; None where it lies in none of those known here.

    Parameters
    ----------
    block : Block
    verb : spacy.tokens.Token
    target : spacy.tokens.Token or None
        Head of its object, seen through *a series of* (`detente.reading.deeds.find.deed_object`).
    """
    lemma = verb.lemma_.lower()
    noun = target.lemma_.lower() if target is not None else ""
    if target is not None and puts_forward(verb) and is_proposal(block, target):
        return Act(root="REQUEST", basis="puts a plan on the table")
    if (
        lemma in _ORDERS
        and noun in _TRUCE_NOUNS
        and any(word.lemma_.lower() in _FORCE_WORDS for word in verb.subtree)
    ):
        return Act(root="RETREAT", basis=f"{noun!r} of force ordered")
    if noun in _PASSAGES and lemma in _OPENS:
        return Act(root="CONCEDE", basis=f"{noun!r} opened")
    if noun in _PASSAGES and lemma in _SHUTS:
        return Act(root="COERCE", basis=f"{noun!r} closed")
    if noun in _ARMS and lemma in _GIVES:
        return Act(root="AID", basis=f"{noun!r} given")
    if noun == "fire" and lemma == "set":
        return Act(root="ASSAULT", basis="sets fire")
    if lemma == "lie" and any(kid.lower_ == "dead" for kid in verb.children):
        return Act(root="ASSAULT", basis="lie dead")
    hitter = syntax.child(verb, "nsubj")
    if lemma in ("hit", "strike", "pound") and hitter is not None and hitter.lemma_.lower() in _WEAPONS:
        return Act(root="ASSAULT", basis=f"{hitter.lemma_!r} hits")
    if lemma in GOES and _goal(block, verb) is not None:
        return Act(root="CONSULT", basis="goes to see")
    return Act(root="CONSULT", basis="sits with the other") if lemma == "sit" and _is_together(verb) else None


def is_journey(verb: Token) -> bool:
    """Whether a verb tells that somebody went somewhere, where the place says enough."""
    return verb.lemma_.lower() in GOES | {"sit"}


def _goal(block: Block, verb: Token) -> Token | None:
    """Return the named place somebody goes to."""
    to = next((kid for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ == "to"), None)
    place = syntax.child(to, "pobj") if to is not None else None
    name = block.name(place) if place is not None else None
    return place if name is not None and name.kind in ("capital", "state", "place", "unknown") else None


def _is_together(verb: Token) -> bool:
    words = {word.lower_ for word in verb.subtree}
    return bool(words & {"room", "table", "opposite"}) and bool(
        words & {"same", "opposite", "negotiating", "together"}
    )
