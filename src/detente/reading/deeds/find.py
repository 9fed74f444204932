"""Which words of a sentence tell a deed, and of which PLOVER root.

Deeds are verbs and nouns of doing (*a barrage*, *talks*). Words that only name, qualify or repeat a
deed told beside them are left out, and so are figures of speech that take the same verbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.reading.acts import Act, classify_lemmas
from detente.reading.deeds.figurative import is_figurative_noun, is_figurative_verb
from detente.reading.deeds.phrases import FORCE_OBJECTS, GOES, phrase_act
from detente.reading.knowledge.cues import CUE_PEOPLE, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
DEED_NOUNS = word_set(
    "attack strike barrage raid bombing shelling assault offensive ambush explosion blast airstrike "
    "bombardment clash fighting massacre talk meeting summit visit negotiation consultation"
)
_NAMED_DEEDS = word_set(
    "killing murder assassination kidnapping abduction incursion invasion withdrawal pullout retreat "
    "investigation probe accusation lawsuit cooperation collaboration coordination deployment arrest "
    "detention expulsion protest riot demonstration resignation release"
)
"""Nouns that tell a deed only with somebody who does it or is done to (*the killing of X*)."""
_WHOSE = frozenset({"of", "by", "against", "between", "into", "on"})
_SAID_ROOTS = frozenset({"SUPPORT", "AGREE", *SPOKEN})
_OUTCOMES = word_set("kill wound injure leave damage destroy hit claim cause maim cut knock set")
_MEASURES = word_set("one series wave string number round pair couple dozen hundred set barrage")
_HURTS = word_set("kill wound injure hurt leave damage destroy claim maim")
_NESTED = frozenset({"relcl", "ccomp", "advcl", "conj", "parataxis"})
_TOLLS = word_set("rise climb stand reach increase mount jump grow pass")
_FIGURATIVE = word_set("use carry spend cause")
"""Verbs that take the same words in too many other senses: only an object of force makes a deed of them."""
_AT = frozenset({"in", "at", "near"})
_SAYS = word_set("report confirm mention announce see record observe register note")


def find_deeds(block: Block, sent: Sentence) -> Iterator[tuple[Token, Act]]:
    """Yield the tokens of a sentence that tell a deed, with what they do, in text order."""
    used: set[int] = set()
    if sent.text.rstrip("”\"'’ ").endswith("?"):
        return  # a question tells no deed
    for token in sent:
        if block.name(token) is not None or syntax.is_utterance(token) or token.i in used:
            continue
        act = _act_of(block, token)
        if act is None:
            continue
        target = deed_object(token) if token.pos_ == "VERB" else None
        if target is not None and target.lemma_.lower() in DEED_NOUNS:
            used.add(target.i)
        yield token, act


def _act_of(block: Block, token: Token) -> Act | None:
    if token.pos_ == "VERB" and syntax.is_verb(token):
        if _is_outcome(token) or syntax.is_reduced_passive(token):
            return None
        return _verb_act(block, token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in DEED_NOUNS:
        return _noun_act(token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in _NAMED_DEEDS:
        return _named_deed(block, token)
    if token.pos_ == "NOUN" and token.lemma_.lower() == "toll" and token.head.lemma_.lower() in _TOLLS:
        return Act(root="ASSAULT", basis="a toll that rises") if token.dep_ == "nsubj" else None
    return None


def deed_object(verb: Token) -> Token | None:
    """Return the object of a verb, seen through *one of*, *a series of*, *a wave of*."""
    target = syntax.child(verb, "dobj") or syntax.child(verb, "nsubjpass")
    if target is not None and target.tag_ in ("WDT", "WP") and verb.dep_ in ("relcl", "acl"):
        target = verb.head
    while target is not None and target.lemma_.lower() in _MEASURES:
        of = next((kid for kid in target.rights if kid.dep_ == "prep" and kid.lower_ == "of"), None)
        inner = syntax.child(of, "pobj") if of is not None else None
        if inner is None:
            break
        target = inner
    return target


def _is_outcome(verb: Token) -> bool:
    """Whether a verb only tells what an attack did (``, killing over a dozen``; ``and nine were killed``)."""
    if _is_told_by_subject(verb) or _is_toll_beside(verb):
        return True
    if verb.lemma_.lower() not in _OUTCOMES or verb.dep_ not in ("advcl", "acl", "conj"):
        return False
    is_hurt = verb.dep_ == "conj" and verb.lemma_.lower() in ("injure", "wound", "hurt")
    if syntax.child(verb, "nsubj", "nsubjpass") is not None and not is_hurt:
        return False
    above = verb.head
    while above.dep_ in ("conj", "advcl") and above.lemma_.lower() in _OUTCOMES and above.head != above:
        above = above.head
    act = _root_of(above) if above.pos_ == "VERB" else None
    return (above.pos_ == "NOUN" and above.lemma_.lower() in DEED_NOUNS) or act == "ASSAULT"


def is_no_attacker(token: Token) -> bool:
    """Whether a word is a victim of its sentence (*nine people died in the shelling*), or the attack."""
    verb = token.head
    is_victim = (token.dep_ == "nsubjpass" and verb.lemma_.lower() in _HURTS) or (
        token.dep_ == "nsubj" and verb.lemma_.lower() in ("die", "perish")
    )
    is_attack = token.tag_ == "VBG" or (token.lemma_.lower() in DEED_NOUNS and _is_force(token))
    return is_victim or is_attack


def _is_force(noun: Token) -> bool:
    act = _noun_act(noun)
    return act is not None and act.root == "ASSAULT"


def _is_told_by_subject(verb: Token) -> bool:
    """Whether the attack is the subject and told already (*a strike by the army killed five*)."""
    subject = syntax.child(verb, "nsubj") if verb.lemma_.lower() in _HURTS else None
    is_deed = subject is not None and subject.lemma_.lower() in DEED_NOUNS
    act = _noun_act(subject) if subject is not None and is_deed else None
    return act is not None and act.root == "ASSAULT"


def _is_toll_beside(verb: Token) -> bool:
    """Whether the dead of an attack told before are counted (*a drone hit a bus and 12 were killed*)."""
    if verb.lemma_.lower() not in _HURTS or not syntax.is_passive(verb) or syntax.child(verb, "agent"):
        return False
    if verb.dep_ not in ("conj", "advcl", "ccomp", "parataxis"):
        return False
    places = [kid for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ in _AT]
    if any(_has_own_place(prep) for prep in places):
        return False  # killed elsewhere
    attack = verb.head
    doer = syntax.child(attack, "nsubj", "nsubjpass")
    act = _noun_act(doer) if doer is not None and doer.lemma_.lower() in DEED_NOUNS else None
    is_attack = attack.pos_ == "VERB" and attack.i < verb.i and _root_of(attack) == "ASSAULT"
    return is_attack or (act is not None and act.root == "ASSAULT")


def _has_own_place(prep: Token) -> bool:
    place = syntax.child(prep, "pobj")
    return place is not None and place.pos_ == "PROPN"


def _root_of(verb: Token) -> str | None:
    target = deed_object(verb)
    act = classify_lemmas(
        verb.lemma_.lower(), object_lemma=target.lemma_.lower() if target is not None else None
    )
    if (
        act is None
        and verb.lemma_.lower() == "set"
        and target is not None
        and target.lemma_.lower() == "fire"
    ):
        return "ASSAULT"
    return act.root if act is not None else None


def _verb_act(block: Block, verb: Token) -> Act | None:
    lemma, target = verb.lemma_.lower(), deed_object(verb)
    noun = target.lemma_.lower() if target is not None else None
    if lemma in GOES and _is_to_meet(verb):
        return None
    own = phrase_act(block, verb, target)
    if own is not None:
        return own
    if lemma in _SAYS or (lemma == "call" and syntax.child(verb, "oprd") is not None):
        return None  # tells of a deed, or gives a name to one
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("agree", "promise", "pledge", "offer"):
        return None  # what was agreed or promised, told with the verb above
    if lemma in _FIGURATIVE and noun not in FORCE_OBJECTS and not (target is not None and block.name(target)):
        return None
    act = _looked_up(verb, target)
    if act is None or (act.root == "ASSAULT" and is_figurative_verb(verb, target or _against(verb))):
        return None
    if act.root == "ASSAULT" and _is_future(verb) and syntax.is_negated(verb):
        return Act(root="RETREAT", basis=f"{lemma!r} forsworn")
    return act


def _against(verb: Token) -> Token | None:
    """Return what is fought behind *against* or *at* (*fought against inflation*)."""
    prep = next((kid for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ in ("against", "at")), None)
    return syntax.child(prep, "pobj") if prep is not None else None


def _looked_up(verb: Token, target: Token | None) -> Act | None:
    particle = syntax.child(verb, "prt")
    complement = syntax.child(verb, "xcomp", "ccomp", "pcomp")
    if target is None:
        prep = syntax.child(verb, "prep")
        target = syntax.child(prep, "pobj") if prep is not None else None
    return classify_lemmas(
        verb.lemma_.lower(),
        particle=particle.lower_ if particle is not None else None,
        object_lemma=target.lemma_.lower() if target is not None else None,
        complement_lemma=complement.lemma_.lower() if complement is not None else None,
        is_negated=False,
        words=_clause_words(verb),
    )


def _clause_words(verb: Token) -> list[str]:
    """Return the words of a verb's own clause: what stands in a clause below it decides nothing."""
    words, stack = [verb.lower_], list(verb.children)
    while stack:
        token = stack.pop()
        if token.dep_ in _NESTED and token.pos_ in ("VERB", "AUX"):
            continue
        words.append(token.lower_)
        stack += list(token.children)
    return words


def _is_to_meet(verb: Token) -> bool:
    """Whether a journey's purpose tells the meeting itself (*flew to X to meet Y*)."""
    return any(_root_of(kid) == "CONSULT" for kid in verb.rights if kid.dep_ in ("advcl", "xcomp"))


def _named_deed(block: Block, noun: Token) -> Act | None:
    """Read a noun of doing that says, by name, who did it or to whom; not one that dates or doubts it."""
    if noun.dep_ == "compound" or any(kid.lower_ in ("no", "any", "possible") for kid in noun.children):
        return None
    owners = [kid for kid in noun.children if kid.dep_ == "poss"]
    for prep in (kid for kid in noun.rights if kid.dep_ == "prep" and kid.lower_ in _WHOSE):
        owners += [kid for kid in prep.children if kid.dep_ == "pobj"]
    if not any(block.name(owner) is not None or owner.lower_ in ("his", "her", "their") for owner in owners):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ in ("before", "after", "since", "during", "until", "for"):
        return None
    act = classify_lemmas(noun.lemma_.lower())
    return None if act is not None and _is_retold(noun, act) else act


def _noun_act(noun: Token) -> Act | None:
    """Read a noun of doing where it tells a deed and does not only point back to one.

    It has a doer, a target or a place of its own, or is new in the text (*a strike*, *talks in ...*).
    """
    if noun.dep_ == "compound" or any(kid.dep_ == "poss" and kid.pos_ == "PRON" for kid in noun.children):
        return None
    is_back = any(
        kid.dep_ == "det" and kid.lower_ in ("the", "this", "that", "these", "those") for kid in noun.children
    )
    has_own = any(
        kid.lower_ == "no" or kid.dep_ == "poss" or (kid.dep_ == "prep" and kid.lower_ != "for")
        for kid in noun.children
    )
    is_ahead = any(kid.lower_ in ("upcoming", "planned", "scheduled", "further") for kid in noun.children)
    is_placed = (
        has_own
        or is_ahead
        or (not is_back and any(kid.dep_ in ("amod", "compound") for kid in noun.children))
    )
    if not is_placed or is_figurative_noun(noun) or _is_duty(noun):
        return None
    act = classify_lemmas(noun.lemma_.lower(), words=[token.lower_ for token in noun.subtree])
    return None if act is not None and _is_retold(noun, act) else act


def _is_duty(noun: Token) -> bool:
    """Whether a noun says what somebody is there for (*the envoy for peace talks*)."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.lemma_.lower() in CUE_PEOPLE


def _is_retold(noun: Token, act: Act) -> bool:
    """Whether the verb above a noun tells the same deed, says that none was seen, or calls it off."""
    verb = next((above for above in noun.ancestors if above.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    lemma = verb.lemma_.lower()
    subject = syntax.child(verb, "nsubj")
    is_none = subject is not None and any(kid.lower_ in ("neither", "no") for kid in subject.children)
    if lemma in _SAYS and (syntax.is_negated(verb) or is_none):
        return True
    if lemma in ("order", "halt", "stop", "suspend", "end", "pause", "cease"):
        return True
    # "a strike killed five" is told by the strike, "airstrikes hit the port" by the hit
    is_teller = noun.dep_ == "nsubj" and (noun.head != verb or lemma in _HURTS)
    return _root_of(verb) == act.root and not is_teller


def is_said(act: Act) -> bool:
    """Whether a deed of this root is done by words."""
    return act.root in _SAID_ROOTS


def _is_future(verb: Token) -> bool:
    return any(
        kid.dep_ == "aux" and kid.lower_ in ("will", "shall", "wo", "'ll", "’ll") for kid in verb.children
    )
