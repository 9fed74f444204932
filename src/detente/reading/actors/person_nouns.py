"""Common nouns for one person, which a pronoun may mean instead of anybody named; some tell the gender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.actors.common_nouns import PEOPLE, has_title
from detente.reading.knowledge.cues import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE = word_set(
    "man boy father son husband brother uncle nephew grandfather grandson fiance widower gentleman guy king "
    "prince businessman congressman spokesman chairman policeman fisherman statesman salesman cameraman "
    "stepfather godfather dad boyfriend monk priest imam emperor sultan emir lord actor waiter"
)
_SHE = word_set(
    "woman girl mother daughter wife sister aunt niece grandmother granddaughter fiancee widow lady queen "
    "princess businesswoman congresswoman spokeswoman chairwoman policewoman saleswoman stateswoman "
    "stepmother godmother mom mum girlfriend nun empress actress waitress"
)
_EITHER = word_set(
    "person child kid teenager baby patient victim suspect student pupil teacher professor scientist "
    "researcher author writer artist singer musician player coach referee captain driver passenger "
    "pilot soldier fighter officer detective attorney lawyer prosecutor judge defendant prisoner "
    "hostage refugee migrant protester activist blogger reporter journalist editor photographer owner "
    "manager boss employee colleague friend neighbour neighbor relative parent spouse partner cousin "
    "survivor resident visitor tourist customer client voter candidate lawmaker senator veteran "
    "defector gunman shooter attacker killer murderer bomber celebrity athlete champion winner "
    "physician doctor nurse surgeon engineer farmer worker scholar historian economist analyst expert "
    "critic successor predecessor rival opponent user spokesperson founder nominee billionaire director "
)


_ONE_PERSON = _HE | _SHE | _EITHER | PEOPLE
_ANYBODY = frozenset({"one", "another", "someone", "somebody"})
"""Words that as subjects mean one person of several (*One of them said that he ...*)."""


def noun_gender(token: Token) -> str | None:
    """Return the pronoun that a noun asks for (*woman*: ``she``), None where it may be either."""
    lemma = token.lemma_.lower()
    return "he" if lemma in _HE else "she" if lemma in _SHE else None


def _is_apposed(token: Token) -> bool:
    return any(kid.dep_ == "appos" and kid.pos_ == "PROPN" for kid in token.rights)


def is_person_noun(token: Token) -> bool:
    """Whether a token is a common noun for one person."""
    if token.lower_ in _ANYBODY and token.dep_ in ("nsubj", "nsubjpass"):
        return True
    if token.tag_ != "NN" or token.dep_ in ("compound", "appos", "attr", "oprd") or _is_apposed(token):
        return False  # it tells what somebody is who is named beside it
    lemma = token.lemma_.lower()
    return lemma in _ONE_PERSON or has_title(token)
