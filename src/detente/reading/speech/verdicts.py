"""Whoever meets with praise or blame does not speak: *the plan drew criticism from X*, *X was criticised*.

Such words stand behind verbs of receiving, or in the passive. Who judges is named by *from* or *by*, if at
all; what is judged is the subject, or what stands behind *for* and *over*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import classes, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak, cut, spans
from detente.reading.speech.drafts import Draft
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_RECEIVING = word_set(
    "face draw receive attract meet come earn win suffer endure provoke prompt spark trigger elicit invite "
    "encounter get take incur"
)
_VERDICTS = word_set(
    "criticism condemnation censure rebuke reproach scorn ridicule mockery outrage anger fury ire backlash "
    "heat flak praise applause acclaim plaudit scrutiny complaint protest objection accusation allegation"
)
_JUDGING = frozenset({"judge", "call", "urge"})
_CHARGING = word_set("charge suspect indict convict acquit clear")
_WITH = word_set("with under in for to")
_FROM = word_set("from by among")
_WHAT_FOR = word_set("for over about")


def is_judged(cue: Token) -> bool:
    """Whether the subject of a cue is who or what is judged, and not who judges."""
    if cue.pos_ == "NOUN":
        return _received(cue) is not None
    if syntax.child(cue, "nsubjpass") is not None:
        if _agent_verdict(cue) is not None:
            return True  # "was dogged by charges"
        return cue.lemma_.lower() in _CHARGING or bool(_JUDGING.intersection(classes(cue.lemma_.lower())))
    return cue.lemma_.lower() in _RECEIVING and _verdict(cue) is not None


def find_judge(cue: Token) -> Token | None:
    """Return who judges where the subject of a cue is judged, if the sentence says."""
    verdict = cue if cue.pos_ == "NOUN" else _verdict(cue) or _agent_verdict(cue)
    verb = _received(cue) if cue.pos_ == "NOUN" else cue
    for head in (verdict, verb):
        for kid in head.rights if head is not None else ():
            if kid.dep_ in ("prep", "agent") and kid.lower_ in _FROM:
                judge = syntax.child(kid, "pobj")
                return judge if judge != verdict else None
    return None


def find_verdict(block: Block, noun: Token) -> Draft | None:
    """Read *Y drew criticism from X (for ...)*: X judges Y, or what stands behind *for*."""
    verb = _received(noun) if noun.lemma_.lower() in _VERDICTS else None
    judge = find_judge(noun) if verb is not None else None
    if verb is None or judge is None or not can_speak(block, judge) or syntax.is_negated(verb):
        return None
    if any(kid.lower_ in ("no", "little", "neither") for kid in noun.lefts):
        return None
    pieces = _judged(block, noun, verb)
    if not pieces:
        return None
    return Draft(
        block=block,
        cue_token=noun,
        cue_class="judge",
        cue=block.span(noun, noun),
        speaker=judge,
        pieces=pieces,
    )


def _judged(block: Block, noun: Token, verb: Token) -> list[Span]:
    for head in (noun, verb):
        for kid in head.rights:
            what = syntax.child(kid, "pobj", "pcomp") if kid.lower_ in _WHAT_FOR else None
            if what is not None and what != noun:
                return spans(block, cut(list(what.subtree), noun))[:1]
    subject = syntax.child(verb, "nsubj")
    return [block.span(*syntax.phrase(subject))] if subject is not None else []


def _received(noun: Token) -> Token | None:
    """Return the verb of receiving that a noun for praise or blame belongs to."""
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_.lower() in _RECEIVING:
        return head
    if noun.dep_ == "pobj" and head.lower_ in _WITH and head.head.lemma_.lower() in _RECEIVING:
        return head.head
    return None


def _agent_verdict(verb: Token) -> Token | None:
    """Return the blame that a passive has for its agent (*was dogged by charges*)."""
    agent = syntax.child(verb, "agent")
    blame = syntax.child(agent, "pobj") if agent is not None else None
    return blame if blame is not None and blame.lemma_.lower() in _VERDICTS | {"charge", "claim"} else None


def _verdict(verb: Token) -> Token | None:
    """Return the praise or blame that a verb of receiving has as its object."""
    for kid in verb.rights:
        target = syntax.child(kid, "pobj", "pcomp") if kid.dep_ == "prep" and kid.lower_ in _WITH else kid
        if target is not None and target.dep_ == "pcomp":
            target = syntax.child(target, "dobj")  # "under withering criticism", taken for a participle
        if target is not None and target.dep_ in ("dobj", "pobj") and target.lemma_.lower() in _VERDICTS:
            return target
    return None
