"""Who, to whom, where and with what losses: the parts of a deed, from the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.counts import Casualties, find_casualties
from detente.reading.deeds.find import DEED_NOUNS, deed_object
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading, cut_span
from detente.reading.speech.cue_finding import can_speak
from detente.record.values import Count, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset(
    {"in", "at", "on", "near", "outside", "over", "around", "across", "inside", "into", "of", "to"}
)
_AT_WHOM = frozenset({"on", "against", "at", "with", "to", "upon", "for"})
_OF_WHOM = frozenset({"of", "into", "between"})
_WHILE = frozenset({"as", "amid", "despite", "with", "while", "since", "after", "until", "because"})
_DENIES = word_set("deny dispute refute")
_SUFFERED = word_set(
    "shoot kill beat stab torture execute behead wound injure hit abduct hang burn drag rape"
)


def doer_of(block: Block, token: Token) -> Token | None:
    """Return the head of what does the deed; for a deed that does another (*strikes killed*), its doer."""
    if token.pos_ == "VERB":
        if _is_beside(token) or _is_cut_off(token):
            return None
        passive = _shared_passive(token)
        subject = syntax.subject(passive or denier(token) or token)
        is_deed = subject is not None and {subject.lemma_.lower(), subject.lower_} & DEED_NOUNS
        if subject is not None and is_deed and block.name(subject) is None:
            return _noun_doer(block, subject)
        return subject
    return _noun_doer(block, token)


def denier(verb: Token) -> Token | None:
    """Return the verb by which somebody denies to have done something (*denied firing on the port*)."""
    is_gerund = verb.tag_ == "VBG" and verb.dep_ in ("dobj", "xcomp", "pcomp")
    return verb.head if is_gerund and verb.head.lemma_.lower() in _DENIES else None


def _is_beside(verb: Token) -> bool:
    """Whether a word tells what went on meanwhile, by nobody named (*even as fighting flared*)."""
    is_meanwhile = verb.dep_ == "pcomp" and verb.head.lower_ in _WHILE
    if verb.dep_ == "advcl":
        is_meanwhile = any(kid.dep_ == "mark" and kid.lower_ in ("as", "because") for kid in verb.lefts)
    return verb.tag_ == "VBG" and is_meanwhile and syntax.child(verb, "nsubj", "dobj") is None


def _is_cut_off(verb: Token) -> bool:
    """Whether a verb that needs an object has none, nor a subject: a passive that quotation marks cut."""
    is_transitive = verb.lemma_.lower() in _SUFFERED and verb.tag_ in ("VBN", "VBD")
    has_part = syntax.child(verb, "nsubj", "nsubjpass", "dobj", "prep", "prt", "aux", "agent") is not None
    return verb.dep_ == "conj" and is_transitive and not has_part and not syntax.is_passive(verb.head)


def _shared_passive(verb: Token) -> Token | None:
    """Return the passive verb that a second participle shares (*had been dragged out and shot*)."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBD") or verb.lemma_.lower() not in _SUFFERED:
        return None
    if syntax.child(verb, "nsubj", "nsubjpass", "dobj", "aux", "agent") is not None:
        return None
    return verb.head if syntax.is_passive(verb.head) else None


def _noun_doer(block: Block, noun: Token) -> Token | None:
    owner = syntax.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in (*noun.lefts, *noun.rights):
        if (
            kid.dep_ in ("amod", "compound")
            and (name := block.name(kid)) is not None
            and name.kind in ("demonym", "state")
        ):
            return kid
        if kid.dep_ == "prep" and kid.lower_ == "by":
            return syntax.child(kid, "pobj")
    if noun.dep_ in ("pobj",) and noun.head.lower_ == "during":
        who = next(
            (kid for kid in noun.rights if kid.dep_ == "prep" and kid.lower_ in ("from", "by", "of")), None
        )
        return syntax.child(who, "pobj") if who is not None else None
    return None


def target_of(block: Block, token: Token) -> Token | None:
    """Find whom it was done to: the object, unless that is a deed or a thing, else behind *on*, *against*."""
    heads = [token]
    if token.pos_ == "VERB":
        target = deed_object(_shared_passive(token) or token)
        if target is not None and syntax.is_utterance(target):
            target = None
        if target is not None and target.lemma_.lower() not in DEED_NOUNS and not _is_thing(block, target):
            return target
        if target is not None and (called := _called(block, target)) is not None:
            return called
        moved = _moved(block, token)
        if moved is not None:
            return moved
        given = syntax.child(token, "dative")
        if given is not None and not _is_thing(block, given):
            return given
        heads = [token, *([target] if target is not None else [])]
    for head in heads:
        for kid in head.rights:
            if (
                kid.dep_ in ("prep", "dative")
                and (kid.lower_ in _AT_WHOM or (token.pos_ == "NOUN" and kid.lower_ in _OF_WHOM))
                and (head.lemma_, kid.lower_) != ("speak", "for")
            ):
                pobj = syntax.child(kid, "pobj")
                if pobj is not None and not _is_thing(block, pobj):
                    return pobj
    return _given_before(block, token)


def _called(block: Block, noun: Token) -> Token | None:
    """Return the name set beside a noun (*a manufacturer, X*)."""
    beside = syntax.child(noun, "appos")
    return beside if beside is not None and block.name(beside) is not None else None


def _moved(block: Block, verb: Token) -> Token | None:
    """Return the one that a verb moves to do something (*helped him leave*, *asked X to go*)."""
    clause = syntax.child(verb, "ccomp", "xcomp")
    if clause is None or clause.tag_ != "VB" or syntax.child(clause, "mark") is not None:
        return None
    moved = syntax.child(clause, "nsubj")
    return moved if moved is not None and not _is_thing(block, moved) else None


def _given_before(block: Block, verb: Token) -> Token | None:
    """Return a name that the parse joins to the thing given (*send Karvia air defence systems*)."""
    target = syntax.child(verb, "dobj") if verb.pos_ == "VERB" else None
    first = target.left_edge if target is not None else None
    name = block.name(first) if first is not None and first.i == verb.i + 1 else None
    return first if name is not None and name.kind != "demonym" else None


def _is_thing(block: Block, token: Token) -> bool:
    """Whether a noun is no one: not a name, not people, not a body."""
    return (
        block.name(token) is None
        and not can_speak(block, token)
        and token.lower_ not in ("them", "him", "her", "it")
    )


def place_of(block: Block, token: Token, cast: Cast) -> Mention | None:
    """Find the place nearest below the verb, its object or the sentence's end."""
    target = deed_object(token) if token.pos_ == "VERB" else None
    heads = [token, *([target] if target is not None else [])]
    further = ("xcomp", "advcl") if token.pos_ == "VERB" else ("relcl", "acl")
    heads += [kid for kid in token.rights if kid.dep_ in further]
    heads += [grand for kid in heads[1:] for grand in kid.rights if grand.dep_ in ("acl", "dobj")]
    below = [kid for head in heads for kid in head.children if kid.dep_ in ("prep", "advmod")]
    nouns = [noun for kid in below for noun in kid.rights if noun.dep_ != "pcomp"]  # not of another deed
    below += [deeper for noun in nouns for deeper in noun.rights if deeper.dep_ == "prep"]
    for kid in below:
        pobj = syntax.child(kid, "pobj") if kid.lower_ in _PLACES else None
        name = block.name(pobj) if pobj is not None else None
        if pobj is not None and name is not None and name.kind in ("capital", "place", "state", "unknown"):
            actor = cast.resolve(block, pobj).mention.actor
            return Mention(start=name.start, end=name.end, text=name.text, actor=actor)
    return None


def trigger_of(block: Block, token: Token) -> Span:
    """Return the verb with its auxiliaries and object, or the noun with its modifiers."""
    if token.pos_ != "VERB":
        first, _ = syntax.phrase(token)
        return block.span(first, token)
    target = deed_object(token)
    last = target if target is not None and target.lemma_.lower() in DEED_NOUNS else token
    first = token
    for kid in token.lefts:
        if kid.dep_ in ("aux", "auxpass", "neg") and kid.i >= token.i - 3:
            first = min(first, kid, key=lambda t: t.i)
    return block.span(first, max(last, token, key=lambda t: t.i))


def span_of(block: Block, token: Token, trigger: Span, *mentions: Mention | None) -> Span:
    """Return the words from the first to the last part of the event inside its sentence."""
    low, high = block.bounds(token.sent[0], token.sent[-1])
    inside = [m for m in mentions if m is not None and low <= m.start and m.end <= high]
    start = min([trigger.start, *(m.start for m in inside)])
    end = max([trigger.end, *(m.end for m in inside)])
    return cut_span(block.text, start, end)


def losses_of(reading: Reading, block: Block, token: Token) -> tuple[Count | None, Count | None]:
    """Return deaths and injured told of an attack: of the counts in its sentence, those nearest to it."""
    low, high = block.bounds(token.sent[0], token.sent[-1])
    at = block.bounds(token, token)[0]
    stated = [one for one in find_casualties(reading.text[low:high]) if one.status == "stated"]
    stated.sort(key=lambda one: abs(low + one.start - at))
    killed = next((one for one in stated if one.kind == "killed"), None)
    injured = next((one for one in stated if one.kind == "injured"), None)
    return _count(killed, low), _count(injured, low)


def _count(one: Casualties | None, offset: int) -> Count | None:
    return one.to_count(offset) if one is not None else None
