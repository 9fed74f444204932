"""Words of force that mean none: *hit back at critics*, *struck a softer note*, *fired her negotiator*.

News borrows the words of war for argument, luck and business. A word of force tells force only when
what it is done to, or done with, can be hit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABSTRACT = word_set(
    "record decision policy plan proposal statement medium media press character credibility integrity "
    "legacy handling idea speech law bill budget deal agreement accord treaty text draft report account "
    "argument position stance view claim remark comment reputation approach strategy leadership "
    "motive motion reform ruling judgment judgement verdict choice response performance conduct culture "
    "system tradition value virtue myth notion theory narrative concept premise hope dream trust "
    "confidence morale will spirit peace process negotiation talk compromise consensus "
    "note tone chord balance bargain pose blow snag wall peak low high nerve headline milestone "
    "tear urge temptation yawn smile laugh inflation poverty corruption crime disease virus "
    "epidemic pandemic hunger famine unemployment discrimination racism climate recession economy market "
    "rating expectation forecast election campaign case lawsuit appeal charge allegation rumour rumor "
    "perception impression sentiment question issue problem topic subject theme matter silence"
)
"""What can be argued with, felt, measured or reached, and not hit by a weapon."""
_FATES = word_set(
    "earthquake quake storm hurricane cyclone typhoon tornado flood drought tsunami avalanche landslide "
    "lightning virus disease epidemic pandemic outbreak famine recession crisis sanction tariff price "
    "inflation shortage news criticism question doubt complaint outage tragedy disaster"
)
"""What strikes without anybody's will."""
_EASILY_MEANT = word_set(
    "hit strike attack fire fight kill destroy target beat blow shoot bomb slam clash storm wound torpedo "
    "devastate torture shell blast crush maim down capture hijack gas pound besiege overrun slay murder "
    "assault launch"
)
_SHOT = word_set(
    "missile rocket shell shot round bullet drone mortar artillery gun salvo grenade gas flare torpedo "
    "cannon weapon projectile barrage volley warhead rifle pistol munition arrow canister one dozens more"
)
_ARMED = word_set(
    "missile rocket shell drone mortar artillery gun airstrike strike raid bomb bombing weapon tank jet "
    "warplane aircraft fire troop soldier force army fighter rebel militia militant insurgent gunman "
    "battalion brigade unit regiment military navy airfield base town village position convoy shelling "
    "bombardment assault attack offensive ambush grenade rifle explosive machete knife ground"
)
_FIGHTS_OVER = frozenset({"over", "about", "regarding"})
_IN_CONTEST = word_set(
    "election match final vote poll court race game tournament primary runoff trial debate"
)
_SPAN_OF_TIME = word_set("hour day week month year night minute time morning afternoon while")
_NO_FORCE = word_set(
    "verbal charm diplomatic personal political scathing hunger labour labor legal rhetorical blistering "
    "stinging heart panic asthma media partisan wage industrial"
)
_WORKERS = word_set(
    "worker teacher driver nurse doctor miner pilot docker union employee student farmer staff lawyer judge"
)


def is_figurative_verb(verb: Token, target: Token | None) -> bool:
    """Whether a verb of force, with its object or without, means no force.

    Parameters
    ----------
    verb : spacy.tokens.Token
        A verb that the lexicon reads as force.
    target : spacy.tokens.Token or None
        Head of what it is done to.
    """
    lemma = verb.lemma_.lower()
    if lemma not in _EASILY_MEANT:
        return False
    hitter = syntax.child(verb, "nsubj")
    if hitter is not None and hitter.lemma_.lower() in _FATES:
        return True
    if lemma == "fire" and target is not None and target.head == verb and _is_dismissed(verb, target):
        return True
    if lemma == "shell" and target is not None and target.lemma_.lower() == "market":
        return False  # what is sold there can be hit in other ways, its stalls by shells
    if target is not None and (is_abstract(target) or _is_about_abstract(verb, target)):
        return True
    if _goes_back(verb):
        return not _names_arms(verb)
    return _is_argued(verb)


def is_figurative_noun(noun: Token) -> bool:
    """Whether a noun of force means none: *a verbal attack*, *a charm offensive*, *a strike by nurses*."""
    if any(kid.dep_ in ("amod", "compound") and kid.lower_ in _NO_FORCE for kid in noun.lefts):
        return True
    for kid in noun.rights:
        about = syntax.child(kid, "pobj") if kid.dep_ == "prep" else None
        if about is None:
            continue
        if kid.lower_ in ("on", "against", "of", "over", "about") and is_abstract(about):
            return True
        if noun.lemma_.lower() == "strike" and kid.lower_ in ("by", "of"):
            return about.lemma_.lower() in _WORKERS
    is_bare = noun.dep_ == "pobj" and noun.head.lower_ == "on" and not list(noun.lefts)
    return noun.lemma_.lower() == "strike" and is_bare  # "workers on strike"


def is_abstract(token: Token) -> bool:
    """Whether a noun names what can be argued with or felt, not hit."""
    return token.pos_ == "NOUN" and (token.lemma_.lower() in _ABSTRACT or token.lower_ in _ABSTRACT)


def _is_dismissed(verb: Token, target: Token) -> bool:
    """Whether what is fired is no shot: somebody loses a post."""
    if target.dep_ not in ("dobj", "nsubjpass") or target.lower_ == "it":
        return False
    is_fired_at = any(
        kid.dep_ == "prep"
        and kid.lower_ in ("at", "on", "upon")
        and syntax.child(kid, "pobj", "pcomp") is None
        for kid in verb.rights
    )
    return target.lemma_.lower() not in _SHOT and not is_fired_at


def _is_about_abstract(verb: Token, target: Token) -> bool:
    """Whether an attack that is launched or led is one on something abstract."""
    if target.lemma_.lower() not in ("attack", "assault", "strike", "offensive", "raid", "blow", "barrage"):
        return False
    behind = [syntax.child(kid, "pobj") for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ == "on"]
    return is_figurative_noun(target) or any(one is not None and is_abstract(one) for one in behind)


def _goes_back(verb: Token) -> bool:
    """Whether *back* or *out* stands right behind a verb without an object (*hit back*, *lashed out*)."""
    follower = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    has_object = syntax.child(verb, "dobj") is not None
    return follower is not None and follower.lower_ in ("back", "out", "away") and not has_object


def _names_arms(verb: Token) -> bool:
    return any(word.lemma_.lower() in _ARMED for word in verb.subtree if word.i != verb.i)


def _is_argued(verb: Token) -> bool:
    """Whether the fight is about a matter, has a reason, or is a contest (*attacked him over the budget*)."""
    for kid in verb.rights:
        if kid.dep_ != "prep" or _names_arms(verb):
            continue
        if kid.lower_ == "for" and syntax.child(kid, "pcomp") is not None:
            return True
        about = syntax.child(kid, "pobj")
        if about is None:
            continue
        if kid.lower_ in _FIGHTS_OVER and about.pos_ == "NOUN" and about.lemma_.lower() not in _SPAN_OF_TIME:
            return True
        if kid.lower_ in ("in", "at") and about.lemma_.lower() in _IN_CONTEST:
            return True
    return False
