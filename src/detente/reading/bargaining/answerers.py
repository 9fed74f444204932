"""Who answers what is on the table: by name, by office, as one of several, or only as *they* or *both*.

Whoever cannot be tied to an actor of the text but is told to have answered is kept with the words for them
and without an actor; nobody is put in their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.actors.cast import SIDES, Cast
from detente.reading.actors.common_nouns import (
    BODIES,
    FORCES,
    PEOPLE,
    cue_subject,
    has_title,
    is_pair,
    is_plural,
)
from detente.reading.actors.person_nouns import is_person_noun
from detente.reading.actors.salience import tied
from detente.reading.bargaining.answer_words import said_around
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.said_words import SaidWords
from detente.record.values import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_REALMS = word_set(
    "kingdom republic federation duchy emirate sultanate principality commonwealth government union"
)
_OFFICERS = word_set(
    "minister envoy negotiator president leader government parliament delegate delegation ambassador "
    "representative king chief head commander general"
)
_PAIR = frozenset({"both", "neither"})
_NOBODY = frozenset({"neither", "no", "nobody", "none"})
_PERSONS = frozenset({"they", "he", "she"})
_NO_BODY = word_set(
    "proposal plan deal agreement text draft document paper letter statement report law bill article "
    "war fighting attack strike violence crisis weather vote poll result move decision history"
)
"""Words that as subjects stand for no one who could answer."""
_BY_WILL = word_set(
    "accept sign approve adopt ratify agree endorse welcome hail praise applaud reject refuse decline rebuff "
    "spurn dismiss oppose criticize criticise condemn denounce object vote support back say"
)
"""Answers that only somebody with a will gives: whoever is the subject of one is an actor."""


def answering(
    block: Block, verb: Token, who: Token | None, span: Span, cast: Cast, said: SaidWords
) -> list[Mention]:
    """Return who answers: each of those joined, or whose officers answer together, if all are known.

    Parameters
    ----------
    block : Block
    verb : Token
        The word that tells the answer.
    who : Token or None
        Its subject; nobody answers where there is none.
    span : Span
        The words of the answer.
    cast : Cast
    said : SaidWords
        What *I* and *we* mean in somebody's words.

    Returns
    -------
    list of Mention
        Without an actor where the words for them name nobody the text knows; empty where nobody answers.
    """
    if who is None:
        return []
    each = [cast.resolve(block, one).mention for one in _each_of(block, who)]
    if each and (all(one.actor is not None for one in each) or _is_by_will(verb)):
        return each
    beside = next((kid for kid in who.rights if kid.dep_ == "appos" and block.name(kid)), None)
    if beside is not None and block.name(who) is None:
        who = beside  # "her partners, the Agrarians"
    by = cast.resolve_all(block, who).mention
    meant: Mention | None = None
    if is_nobody(who) and not is_pair(who) and who.lower_ not in _PAIR:
        # "nobody could sign that", "no crews before the boats are in": the speaker does not
        meant = _own(span, said) if _is_supposed(verb) or who.dep_ == "det" else None
    elif by.actor is not None:
        meant = by
    elif who.lower_ in ("i", "we"):
        meant = _own(span, said)
    else:
        meant = meant_by(block, who, cast) or (by if _is_somebody(block, verb, who) else None)
    return [meant] if meant is not None else []


def meant_by(block: Block, who: Token, cast: Cast) -> Mention | None:
    """Return whom *both*, *they* or *it* mean that name nobody by themselves; None where that is open.

    They are the two sides of the conflict, who says the words they are the subject of, or the only several
    that the clause before is about: those may be words without an actor.
    """
    by = cast.resolve_all(block, who).mention
    return _pair(who, by, cast) or _sayer(block, who, cast) or _those_before(block, who, by, cast)


def _own(span: Span, said: SaidWords) -> Mention | None:
    """Return who says some words, if that is known."""
    statement = said_around(span, said)
    speaker = statement.speaker if statement is not None else None
    return speaker if speaker is not None and speaker.actor is not None else None


def _is_supposed(verb: Token) -> bool:
    return any(kid.dep_ == "aux" and kid.lower_ in ("can", "could", "would", "will") for kid in verb.lefts)


def _each_of(block: Block, who: Token) -> list[Token]:
    """Return those joined by *and* or *nor*, for officers and realms whose they are (*the envoys of A*)."""
    joins = {kid.lower_ for kid in who.rights if kid.dep_ == "cc"}
    if joins - {"and", "nor"}:
        return []
    found: list[Token] = []
    for one in (who, *who.conjuncts):
        of = next((kid for kid in one.rights if kid.dep_ == "prep" and kid.lower_ in ("of", "from")), None)
        whose = syntax.child(of, "pobj") if of is not None and block.name(one) is None else None
        is_realm = one.lemma_.lower() in _REALMS
        is_theirs = whose is not None and one.tag_ == "NNS" and one.lemma_.lower() in _OFFICERS
        if whose is not None and (is_realm or (is_theirs and whose.conjuncts)):
            found += [whose, *whose.conjuncts]
        else:
            found.append(one)
    is_known = all(block.name(one) for one in found)
    return found if is_known and found != [who] else []


def _pair(who: Token, by: Mention, cast: Cast) -> Mention | None:
    """Tie *both*, *neither* by themselves, and *both parties*, to the two sides of the conflict."""
    is_bare = who.lower_ in _PAIR and not list(who.rights)
    is_called = who.lemma_.lower() in ("party", "delegation", "camp") and any(
        kid.lower_ in _PAIR for kid in who.lefts
    )
    if not (is_bare or is_called):
        return None
    cast.ensure_sides(Span(start=by.start, end=by.end, text=by.text))
    return tied(by, SIDES)


def _sayer(block: Block, who: Token, cast: Cast) -> Mention | None:
    """Return who says the words that *it* or *they* are the subject of, where the number agrees."""
    speaker = cue_subject(who) if who.lower_ in ("it", "they") else None
    if speaker is None or speaker.pos_ not in ("NOUN", "PROPN") or speaker.i > who.i:
        return None
    if not _may_be(block, speaker, who):
        return None
    by = cast.resolve_all(block, speaker).mention
    for token in who.doc[speaker.i + 1 : who.i]:
        if token.dep_ in ("nsubj", "nsubjpass") and _may_be(block, token, who):
            other = cast.resolve_all(block, token).mention.actor
            if other not in (None, by.actor):
                return None  # "A said that B had lied and that it ...": it may be either
    return by


def _may_be(block: Block, token: Token, who: Token) -> bool:
    """Whether *it* or *they* can stand for a word, by its number and by whether it is a person."""
    if who.lower_ == "they":
        return is_plural(token)
    name = block.name(token)
    is_person = token.lemma_.lower() in PEOPLE or has_title(token) or is_person_noun(token)
    return not (is_person or is_plural(token) or (name is not None and name.kind == "person"))


def _those_before(block: Block, who: Token, by: Mention, cast: Cast) -> Mention | None:
    """Tie *they* to the only several that a clause of this sentence or the last is about."""
    if who.lower_ != "they" or block.inside is not None:
        return None
    first = who.sent.start
    if first:
        first = who.doc[first - 1].sent.start
    several = [
        token
        for token in who.doc[first : who.i]
        if token.dep_ in ("nsubj", "nsubjpass", "ROOT") and _is_several(block, token)
    ]
    if not several:
        return None
    meant = [cast.resolve_all(block, token).mention for token in several]
    if len({one.actor or one.text.casefold() for one in meant}) > 1:
        return None
    return tied(by, meant[0].actor) if meant[0].actor is not None else meant[0]


def _is_several(block: Block, token: Token) -> bool:
    """Whether a word means several people, or a body that is spoken of in the plural."""
    name = block.name(token)
    if name is not None:
        return name.kind == "organisation" or bool(token.conjuncts)
    return token.pos_ == "NOUN" and is_plural(token) and token.lemma_.lower() not in _NO_BODY


def _is_somebody(block: Block, verb: Token, who: Token) -> bool:
    """Whether a subject that names no actor of the text still is somebody who can answer."""
    if block.name(who) is not None:
        return _is_by_will(verb)  # a name that the text does not tell to be somebody's
    if who.pos_ == "PRON":
        return who.lower_ in _PERSONS
    lemma = who.lemma_.lower()
    if who.pos_ not in ("NOUN", "ADJ") or lemma in _NO_BODY:
        return False
    is_people = lemma in PEOPLE | BODIES | FORCES or has_title(who) or is_person_noun(who) or is_pair(who)
    is_known = any(kid.dep_ in ("det", "poss") and kid.lower_ not in ("a", "an") for kid in who.lefts)
    return is_people or (_is_by_will(verb) and (is_plural(who) or is_known))


def _is_by_will(verb: Token) -> bool:
    return verb.pos_ != "VERB" or verb.lemma_.lower() in _BY_WILL


def is_nobody(who: Token | None) -> bool:
    """Whether a subject counts nobody (*neither side*, *no party*)."""
    return who is not None and bool({who.lower_, *(kid.lower_ for kid in who.lefts)} & _NOBODY)
