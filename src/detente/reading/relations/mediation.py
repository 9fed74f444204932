"""Who is said to mediate: by the reporter or of oneself, in the affirmative, now or in the past.

An offer to mediate, a role given up, and what somebody else says of a mediator tell of no mediation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.common_nouns import state_named
from detente.reading.knowledge.cues import classes, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, cut_span
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = word_set("mediate broker facilitate")
_NOUNS = word_set("mediator go-between intermediary facilitator broker")
_CARRIES = word_set("carry pass relay convey deliver ferry")
_HOSTED = word_set("talk negotiation round")
_HOSTS = word_set("host chair convene")
_DONE = word_set("try help seek continue begin start work manage go keep")
"""Verbs that are done by mediating; under any other verb an infinitive is only offered, wished or planned."""
_ENDED = word_set(
    "give quit abandon lose withdraw resign end suspend refuse deny reject halt stop drop leave decline "
    "renounce cease offer want hope seek replace demand propose need lack question"
)
_ROLES = word_set("role part job work task position capacity")
_BETWEEN_TWO = re.compile(r"\s+between\s+(?:the\s+two|both)\s+\w+")
_WHOSE = ("amod", "compound", "poss", "nmod", "conj")
_NOT_NOW = frozenset(
    {"former", "ex", "would-be", "potential", "possible", "new", "no", "any", "once", "formerly"}
)


def find_mediators(block: Block, cast: Cast) -> Iterator[tuple[str, Span]]:
    """Yield whoever is said to mediate in a block, with the words that say so, in text order."""
    for token in block.doc:
        lemma = token.lemma_.lower()
        if token.lower_ in ("brokered", "mediated") and token.dep_ == "amod":
            found = [kid for kid in token.lefts if kid.dep_ == "npadvmod"]  # "X-brokered talks"
        elif token.pos_ == "VERB" and (lemma in _VERBS or _is_host(token)):
            who = _mediating(token)
            found = [who] if who is not None else []
        elif token.lower_ == "mediating" and token.dep_ == "attr":  # a parser may take it for a noun
            who = _mediating(token.head)
            found = [who] if who is not None else []
        elif lemma == "mediation" and token.pos_ == "NOUN":
            found = _whose_mediation(token)
        elif token.pos_ == "VERB" and (lemma == "shuttle" or _is_messenger(token)):
            who = _mediating(token)
            found = [_sender(who)] if who is not None else []
        elif token.pos_ in ("NOUN", "PROPN", "ADJ") and lemma in _NOUNS and block.name(token) is None:
            found = _called_mediator(block, token)
        else:
            continue
        for one in found:
            who = state_named(block, one) or one
            key = _somebody(block, who, cast)
            if key is not None and not _is_told_by_another(block, token, key, cast):
                low, high = block.bounds(who, who)
                start, end = block.bounds(token, token)
                if (match := _BETWEEN_TWO.match(block.text, end)) is not None:
                    end = match.end()
                yield key, cut_span(block.text, min(low, start), max(high, end))


def _whose_mediation(noun: Token) -> list[Token]:
    """Return whose mediation is told of (*under the mediation of X*, *thanked X for its mediation*)."""
    verb = next((above for above in noun.ancestors if above.pos_ == "VERB"), None)
    if verb is not None and (verb.lemma_.lower() in _ENDED or syntax.is_negated(verb) or _is_ahead(verb)):
        return []
    if any(above.lemma_.lower() in ("offer", "proposal", "end", "refusal") for above in noun.ancestors):
        return []
    owner = syntax.child(noun, "poss")
    if owner is not None and owner.pos_ == "PRON":
        thanked = syntax.child(verb, "dobj") if verb is not None and noun.head.lower_ == "for" else None
        return [thanked] if thanked is not None else []
    of = next((kid for kid in noun.rights if kid.lower_ in ("of", "by")), None)
    by = syntax.child(of, "pobj") if of is not None else None
    return [one for one in (owner, by) if one is not None]


def _is_ahead(verb: Token) -> bool:
    return syntax.is_hypothetical(verb) or syntax.is_infinitive(verb)


def _is_messenger(verb: Token) -> bool:
    """Whether messages are carried to and fro (*passed messages between the two*)."""
    carried = syntax.child(verb, "dobj")
    is_message = carried is not None and carried.lemma_.lower() in ("message", "letter", "proposal")
    heads = [verb, carried] if carried is not None else [verb]
    is_between = any(kid.lower_ == "between" for head in heads for kid in head.rights)
    return verb.lemma_.lower() in _CARRIES and is_message and is_between


def _sender(who: Token) -> Token:
    """Return whose envoys somebody is (*envoys from X*)."""
    prep = next((kid for kid in who.rights if kid.dep_ == "prep" and kid.lower_ in ("of", "from")), None)
    sender = syntax.child(prep, "pobj") if prep is not None else None
    return sender if sender is not None else who


def _somebody(block: Block, who: Token, cast: Cast) -> str | None:
    key = cast.represented(cast.resolve(block, who).mention.actor)
    figure = cast.figures.get(key or "")
    return key if figure is not None and figure.kind not in ("group", "unnamed") else None


def _is_host(verb: Token) -> bool:
    """Whether a verb is of hosting or chairing talks or a peace conference."""
    hosted = syntax.child(verb, "dobj", "nsubjpass") if verb.lemma_.lower() in _HOSTS else None
    if hosted is None:
        return False
    if hosted.lower_ in ("they", "them"):  # the talks that the sentence before is about
        last = verb.doc[verb.sent.start - 1].sent if verb.sent.start else verb.sent
        return any(token.dep_.startswith("nsubj") and token.lemma_.lower() in _HOSTED for token in last)
    is_for_peace = any(kid.lower_ == "peace" for kid in hosted.lefts)
    return hosted.lemma_.lower() in _HOSTED or (is_for_peace and hosted.lemma_.lower() == "conference")


def _mediating(verb: Token) -> Token | None:
    """Return who mediates by a verb: the subject, where it is done and not denied, offered or possible."""
    one = verb
    while True:
        if syntax.is_negated(one) or syntax.is_hypothetical(one):
            return None
        if one.dep_ in ("xcomp", "ccomp", "acl", "advcl") and (
            syntax.is_infinitive(one) or one.dep_ == "xcomp"
        ):
            if one.head.lemma_.lower() not in _DONE:
                return None
            one = one.head
            continue
        return syntax.subject(verb)


def _called_mediator(block: Block, noun: Token) -> list[Token]:
    """Return who is called a mediator: owners before the noun, the name beside it, or who acts as one."""
    if any(kid.lower_ in _NOT_NOW for kid in noun.children):
        return []
    owners = [one for kid in noun.lefts if kid.dep_ in _WHOSE for one in (kid, *kid.conjuncts)]
    named = [one for one in owners if block.name(one) is not None and one.i < noun.i]
    if named:
        return list(dict.fromkeys(sorted(named, key=lambda one: one.i)))
    if (person := next((k for k in noun.rights if k.dep_ == "appos" and block.name(k)), None)) is not None:
        return [person]
    if noun.dep_ == "appos":
        return [noun.head] if block.name(noun.head) is not None else []
    if noun.dep_ == "attr" and not syntax.is_negated(noun.head) and not syntax.is_hypothetical(noun.head):
        subject = syntax.subject(noun.head)
        return [subject] if subject is not None else []
    return _acting_as(noun)


def _acting_as(noun: Token) -> list[Token]:
    """Return who *acts as mediator*, unless the role is given up or wished for."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("as", "of"):
        return []
    above = noun.head.head
    if above.dep_ == "pobj" and above.head.lower_ == "with" and noun.head.lower_ == "as":
        return [above]  # "with X as mediator"
    if above.pos_ == "NOUN":
        if above.lemma_.lower() not in _ROLES:
            return []
        above = above.head
    if above.pos_ != "VERB" or above.lemma_.lower() in _ENDED:
        return []
    who = _mediating(above)
    return [who] if who is not None else []


def _is_told_by_another(block: Block, token: Token, key: str, cast: Cast) -> bool:
    """Whether the words are what somebody else says, so that they may be a complaint or a compliment."""
    for above in (token, *token.ancestors):
        if above.dep_ != "ccomp" or not classes(above.head.lemma_.lower()):
            continue
        teller = syntax.subject(above.head)
        if teller is None or cast.represented(cast.resolve(block, teller).mention.actor) != key:
            return True
    return False
