"""Verbs that say what somebody says, thinks or means to do only with the right words behind them.

A verb of saying is a cue wherever it stands. The verbs here are cues in some of their uses alone: *named
a date* but not *named after him*, *laid out a plan* but not *laid mines*, *is expected to return*. For
each use the content is what stands in that place. Verbs of force and of moving about are left out however
often they are used of words (*attack*, *hit*, *block*): in reports on a conflict they mean the deed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import DOCUMENTS, CueClass, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak, cut, spans
from detente.reading.speech.cue_objects import find_object, find_stretch
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Framed = tuple[CueClass, list[Span]]

_OBJECT = word_set(
    "offer name reference list ignore identify present invoke recognize recognise unveil relish "
    "rebut bemoan contemplate recite proclaim debate downplay disregard articulate pronounce repudiate "
    "trumpet mull interpret justify publish declare recall explain repeat echo lament recount assess "
    "envision foresee dread resent rue summarize summarise reveal seek accept recap weigh cherish attribute"
)
_WHOM = word_set(
    "endorse congratulate assail insult deride credit compare liken challenge laud castigate scold berate "
    "belittle ridicule vilify disparage excoriate extol admire despise love hate quote portray"
)
"""Verbs whose object may be somebody: he is judged, or named beside another."""
_OBJECT_AS = word_set("cast paint frame pitch present position identify name portray describe bill rank")
_OF_TEXT = word_set("show find give list outline detail describe reveal project indicate suggest put name")
"""Verbs whose plain object is content when a text, a poll or a report is the subject."""
_THAT = word_set(
    "point recognize recognise learn remind charge convince determine discover calculate clarify demonstrate "
    "posit persuade reassure prove notice guess sense figure know pray reckon trust fret hop"
)
"""Verbs with a *that*-clause; *hop* is what *hoped* and *hoping* are often taken for."""
_TO = word_set(
    "want seek plan hop hope decide aim intend prefer determine opt hesitate strive wish love hate "
    "long resolve swear conspire volunteer consent"
)
_BEHIND: dict[str, frozenset[str]] = {
    "push": word_set("for"), "campaign": word_set("for against"), "apologize": word_set("for"),
    "apologise": word_set("for"), "vouch": word_set("for"), "advocate": word_set("for"),
    "hop": word_set("for"), "hope": word_set("for"),
    "focus": word_set("on"), "weigh": word_set("on"), "dwell": word_set("on"),
    "elaborate": word_set("on"), "reflect": word_set("on"), "disagree": word_set("with"),
    "agree": word_set("with"), "side": word_set("with"), "empathize": word_set("with"),
    "sympathize": word_set("with"), "respond": word_set("to"), "reply": word_set("to"),
    "rail": word_set("against at"), "care": word_set("about"), "muse": word_set("about on"),
    "gush": word_set("about over"), "think": word_set("about of"), "ask": word_set("about"),
    "remind": word_set("of"), "learn": word_set("of"), "distance": word_set("from"),
    "balk": word_set("at"), "marvel": word_set("at"), "scoff": word_set("at"),
}  # fmt: skip
ANYBODY = word_set(
    "think believe hope fear want doubt know worry suspect wonder expect prefer wish hop argue insist "
    "endorse decide intend criticize criticise praise condemn oppose regret plan"
)
"""Verbs that only people do, so that any noun may be their subject."""
_PASSIVE_TO = word_set("expect believe think rumor rumour presume assume")
_PASSIVE_AS = word_set("see view describe regard perceive hail depict portray")
_PASSIVE_OF: dict[str, frozenset[str]] = {
    "accuse": word_set("of"), "suspect": word_set("of"), "criticize": word_set("for"),
    "criticise": word_set("for"), "blame": word_set("for"), "praise": word_set("for"),
}  # fmt: skip
_PARTICLES: dict[str, str] = {"lay": "out", "brush": "off", "rule": "out", "play": "down", "spell": "out"}

FRAMED = frozenset().union(
    _OBJECT,
    _WHOM,
    _OBJECT_AS,
    _OF_TEXT,
    _THAT,
    _TO,
    _BEHIND,
    ANYBODY,
    _PASSIVE_TO,
    _PASSIVE_AS,
    _PASSIVE_OF,
    _PARTICLES,
)
"""All verbs that can be a cue in some use: no other need be looked at."""


def find_framed(block: Block, verb: Token, speaker: Token | None) -> Framed | None:
    """Find the content of a verb that is a cue in this use.

    Parameters
    ----------
    block : Block
        Where the verb stands.
    verb : Token
        Active, finite or a participle.
    speaker : Token or None
        Its subject.

    Returns
    -------
    tuple of CueClass and list of Span, or None
        None where the use is no cue, or nobody who speaks does it.
    """
    lemma = verb.lemma_.lower()
    if speaker is None or (verb.tag_ == "VBG" and verb.dep_ == "acl"):
        return None
    if speaker.lemma_.lower() in DOCUMENTS and lemma in _OF_TEXT:
        return _filled("say", find_object(block, verb))
    if not can_speak(block, speaker) and not (lemma in ANYBODY and speaker.pos_ == "NOUN"):
        return None
    clause = _clause(verb, lemma)
    if clause is not None:
        first = min(
            verb.i + 1 if syntax.child(verb, "dobj") is None else clause.left_edge.i, clause.left_edge.i
        )
        words = [token for token in clause.subtree if token.i >= max(first, verb.i + 1)]
        return _filled("about" if lemma == "want" else "think", spans(block, cut(words, verb))[:1])
    if syntax.is_negated(verb):
        return None
    return _filled("position", _object(block, verb, lemma)) or _filled("about", _behind(block, verb, lemma))


def find_unowned(block: Block, verb: Token) -> list[Span]:
    """Find what a passive says that names nobody (*is expected to return*, *was accused of lying*).

    The content is the subject and what is thought or said of it. A question that nobody puts is none
    (`detente.reading.speech.hearers`).
    """
    subject = syntax.child(verb, "nsubjpass")
    if syntax.child(verb, "agent") is not None or subject is None or subject.tag_ in ("WDT", "WP"):
        return []
    told = _told_of(verb, verb.lemma_.lower())
    if told is None:
        return []
    words = cut([token for token in told.subtree if token.i > verb.i], verb)
    return spans(block, list(subject.subtree))[:1] + spans(block, words)[:1]


def _filled(cue_class: CueClass, content: list[Span]) -> Framed | None:
    return (cue_class, content) if content else None


def _clause(verb: Token, lemma: str) -> Token | None:
    for kid in verb.rights:
        if kid.dep_ == "ccomp" and lemma in _THAT | ANYBODY and syntax.child(kid, "mark") is not None:
            return kid
        if kid.dep_ == "ccomp" and lemma in ANYBODY:
            return kid
        if kid.dep_ == "xcomp" and lemma in _TO and syntax.is_infinitive(kid):
            return kid
    return None


def _object(block: Block, verb: Token, lemma: str) -> list[Span]:
    target = syntax.child(verb, "dobj")
    if target is None or (target.tag_ == "PRP" and target.lower_ not in ("it",)):
        return []
    has_particle = syntax.child(verb, "prt")
    if lemma in _PARTICLES:
        fits = has_particle is not None and has_particle.lower_ == _PARTICLES[lemma]
        return find_object(block, verb) if fits else []
    if lemma in _OBJECT_AS and _has_as(verb, target):
        return find_stretch(block, target, verb)
    name = block.name(target)
    is_somebody = can_speak(block, target) or (name is not None and name.kind == "person")
    if lemma in _WHOM or (lemma in _OBJECT and not is_somebody):
        return find_object(block, verb)
    return []


def _has_as(verb: Token, target: Token) -> bool:
    return any(kid.dep_ == "prep" and kid.lower_ == "as" for head in (verb, target) for kid in head.rights)


def _behind(block: Block, verb: Token, lemma: str) -> list[Span]:
    wanted = _BEHIND.get(lemma, frozenset())
    for kid in verb.rights:
        inner = syntax.child(kid, "pobj", "pcomp") if kid.dep_ == "prep" and kid.lower_ in wanted else None
        if inner is not None and block.quotation(inner) is None and inner.tag_ not in ("WDT", "WP", "PRP"):
            return spans(block, cut(list(inner.subtree), verb))[:1]
    return []


def _told_of(verb: Token, lemma: str) -> Token | None:
    for kid in verb.rights:
        if kid.dep_ == "xcomp" and lemma in _PASSIVE_TO and syntax.is_infinitive(kid):
            has_perfect = any(aux.dep_ == "aux" and aux.lower_ == "have" for aux in kid.children)
            return None if has_perfect else kid
        if kid.dep_ == "prep" and kid.lower_ == "as" and lemma in _PASSIVE_AS:
            return kid
        if kid.dep_ == "prep" and kid.lower_ in _PASSIVE_OF.get(lemma, ()):
            return syntax.child(kid, "pobj", "pcomp")
    return None
