"""What common nouns mean somebody: forces, bodies, people, offices; and how prominent a mention is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.actors.figures import Figure
from detente.reading.knowledge.cues import classes, word_set
from detente.reading.knowledge.words import STATE_FORMS
from detente.reading.knowledge.world import head_titles
from detente.reading.parse.parsed import Block

if TYPE_CHECKING:
    from spacy.tokens import Token

FORCES = word_set(
    "force troop army military navy soldier fighter rebel militia airforce artillery missile drone "
    "warplane jet aircraft commando gunner unit brigade shell rocket mortar bomb fire gun tank "
    "helicopter warship battery police"
)
WEAPONS = word_set(
    "artillery missile drone warplane jet aircraft shell rocket mortar bomb fire gun tank helicopter "
    "warship battery unit"
)
_STATES = word_set("state nation country island") | STATE_FORMS
"""What a state is, in front of its name."""
_CALLS = _STATES | word_set("ally partner patron backer rival neighbour neighbor enemy mediator broker group")
"""What apposition may call a state or body that it is, whatever else the word means elsewhere."""
_COUNTRIES = word_set("country government nation party capital state army")
BODIES = word_set(
    "government administration ministry parliament cabinet presidency delegation authority side "
    "leadership state country office officialdom regime command embassy mission team"
)
_FOR_OTHERS = word_set("spokesman spokeswoman spokesperson negotiator representative lawyer envoy")
PEOPLE = word_set(
    "official reporter journalist adviser advisor aide ally source analyst diplomat civilian "
    "resident lawmaker critic expert observer mediator negotiator supporter opponent minister leader "
    "people many other some partner envoy monitor witness rescuer doctor medic worker member "
    "spokesperson person familiar participant delegate backer"
)


def has_title(token: Token) -> bool:
    """Whether a noun is an office or rank (*president*, *envoy*)."""
    return token.lemma_.lower() in head_titles() or token.lower_ in head_titles()


def title_of(block: Block, token: Token) -> str | None:
    """Return the longest title that ends with this noun."""
    words = [token.lemma_.lower()]
    best = words[0] if words[0] in head_titles() else None
    for kid in reversed(list(token.lefts)):
        if kid.dep_ not in ("compound", "amod") or block.name(kid) is not None:
            continue
        words.insert(0, kid.lower_)
        if " ".join(words) in head_titles():
            best = " ".join(words)
    return best


CROWNED = frozenset({"king", "queen", "emir", "sultan", "emperor", "empress", "crown prince"})
_LEADERS = frozenset({"leader", "head of state", "strongman", "ruler", "head of government"})


def is_same_office(figure: Figure, title: str, *, strict: bool = False) -> bool:
    """Whether a person's office fits a title: the same words, or any head of state for *leader*."""
    if figure.title is None:
        return not strict and title in _LEADERS | {"president", "prime minister"}
    if figure.title.words == title or figure.title.words.endswith(" " + title):
        return True
    if title == "monarch" and figure.title.words in CROWNED:
        return True
    return title in _LEADERS and figure.title.holds == "state head"


def is_pair(token: Token) -> bool:
    """Whether words mean the two sides of the conflict: *both sides*, *neither side*, *the two countries*."""
    lemma, before = token.lemma_.lower(), {kid.lower_ for kid in token.children}
    if lemma == "side":
        return bool(before & {"both", "either", "two", "neither"})
    return lemma in _COUNTRIES and bool(before & {"both", "neither"} or {"the", "two"} <= before)


def is_plural(token: Token) -> bool:
    """Whether a noun is in the plural."""
    return token.tag_ in ("NNS", "NNPS")


def its_before(token: Token) -> Token | None:
    """Return the *its* before forces or a body (*its fighters*, *its embassy*)."""
    if token.lemma_.lower() not in BODIES | FORCES:
        return None
    return next((kid for kid in token.lefts if kid.dep_ == "poss" and kid.lower_ == "its"), None)


def prominence(token: Token) -> float:
    """Weigh a mention: subjects stay in mind, possessors of subjects nearly as much."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return 1.2 if classes(token.head.lemma_.lower()) else 1.0
    if token.dep_ == "poss" and token.head.dep_ in ("nsubj", "nsubjpass"):
        return 0.85
    if token.dep_ in ("conj", "appos"):
        return 0.8 * prominence(token.head) if token.head != token else 0.5
    return 0.6


def apposed_person(block: Block, token: Token) -> Token | None:
    """Return the person a title names in apposition (*her defence minister, Anton Merrod,*).

    A parser may tie the name to whose the office is (*the chancellor of Karvia, Anton Merrod,*).
    """
    owners = [grand for kid in token.rights if kid.lower_ == "of" for grand in kid.rights]
    named = [owner for owner in owners if owner.dep_ == "pobj" and block.name(owner) is not None]
    for head in (token, *(named if has_title(token) else ())):
        for kid in head.rights:
            if kid.dep_ == "appos":
                name = block.name(kid)
                return kid if name is not None and name.kind == "person" else None
    return None


def described_person(block: Block, token: Token) -> Token | None:
    """Return the person that a noun in apposition describes (*Anton Merrod, a spokesman for the army,*)."""
    if token.dep_ != "appos" or token.tag_ != "NN" or token.head.i > token.i:
        return None
    name = block.name(token.head)
    return token.head if name is not None and name.kind == "person" else None


def described_body(block: Block, token: Token) -> Token | None:
    """Return the state or body that a noun in apposition calls something (*Karvia, the island republic*)."""
    if token.dep_ != "appos" or token.tag_ != "NN" or token.head.i > token.i:
        return None
    name = block.name(token.head)
    is_body = name is not None and name.kind in ("state", "organisation")
    return token.head if is_body and token.lemma_.lower() in _CALLS else None


def state_named(block: Block, token: Token) -> Token | None:
    """Return the state that is named behind what it is (*the Gulf state of Karvia*)."""
    if token.lemma_.lower() not in _STATES:
        return None
    link = next((kid for kid in token.rights if kid.dep_ == "prep" and kid.lower_ == "of"), None)
    target = next((kid for kid in link.children if kid.dep_ == "pobj"), None) if link is not None else None
    name = block.name(target) if target is not None else None
    return target if name is not None and name.kind == "state" else None


def is_counted(token: Token) -> bool:
    """Whether words only count or mention force of no one's (*seven soldiers*, *by force*)."""
    lemma, kids = token.lemma_.lower(), list(token.children)
    if lemma == "force" and not is_plural(token):
        return not kids
    return lemma in FORCES and any(kid.dep_ == "nummod" for kid in kids)


def without_article(words: str) -> str:
    """Return words without the article they begin with."""
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        if words.startswith(article):
            return words[len(article) :]
    return words


def cue_subject(token: Token) -> Token | None:
    """Return the subject of the verb of saying over a pronoun that is the subject of what is said."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    if verb.dep_ != "ccomp" or not classes(verb.head.lemma_.lower()):
        return None
    cue = verb.head
    subject = next((kid for kid in cue.lefts if kid.dep_ == "nsubj"), None)
    if subject is not None and subject.tag_ in ("WDT", "WP") and cue.dep_ == "relcl":
        return cue.head
    return subject


def joined_names(block: Block, token: Token) -> bool:
    """Whether a noun belongs to several named actors together (*delegations from A and B*)."""
    for kid in token.rights:
        if kid.dep_ == "prep" and kid.lower_ in ("from", "of"):
            owner = next((grand for grand in kid.children if grand.dep_ == "pobj"), None)
            if owner is not None and block.name(owner) is not None:
                return any(part.dep_ == "conj" and block.name(part) is not None for part in owner.rights)
    return False


def leads_to_owner(word: Token, noun: Token) -> bool:
    """Whether a word leads to whom a noun belongs: *of*, and *for* behind those who speak for others."""
    if word.dep_ != "prep":
        return False
    return word.lower_ == "of" or (word.lower_ == "for" and noun.lemma_.lower() in _FOR_OTHERS)
