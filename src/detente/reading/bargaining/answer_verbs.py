"""What verbs tell as answers, by themselves and in idioms (*tear up*, *walk away from*)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.record.values import ResponseKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS: dict[ResponseKind, frozenset[str]] = {
    "accept": word_set("accept sign approve adopt ratify agree embrace initial"),
    "support": word_set("support back endorse welcome hail favour favor praise applaud"),
    "reject": word_set(
        "reject refuse decline rebuff spurn dismiss veto scrap renounce repudiate ditch abandon"
    ),
    "oppose": word_set("oppose criticize criticise condemn denounce slam block protest object boycott snub"),
    "resist": word_set("resist stall delay obstruct undermine sabotage avoid"),
    "willing": word_set("consider study weigh review"),
}
_PARTICLES: dict[tuple[str, str], ResponseKind] = {
    ("turn", "down"): "reject", ("rule", "out"): "reject", ("throw", "out"): "reject",
    ("shoot", "down"): "reject", ("tear", "up"): "reject", ("rip", "up"): "reject",
    ("vote", "down"): "oppose",
}  # fmt: skip
_LEAVES = word_set("walk pull back storm withdraw drop")
_AWAY = frozenset({"out", "away", "from"})
_TAKES = word_set("take grab")
_KEEPS = word_set("respect honour honor observe")
_ELSEWHERE = frozenset({"to", "into", "before", "up", "away", "back", "out", "from", "seriously", "as"})
_WOULD = frozenset({"would", "will", "'ll", "’ll", "'d", "’d"})


def lexical_kind(verb: Token) -> ResponseKind | None:
    """Return what a verb tells as an answer (*accept*, *turn down*); None where it tells none."""
    lemma = verb.lemma_.lower()
    for kid in verb.rights:
        if kid.dep_ in ("prt", "advmod") and (lemma, kid.lower_) in _PARTICLES:
            return _PARTICLES[lemma, kid.lower_]
    if lemma in _TAKES | _KEEPS:
        return _taken(verb)
    if left_behind(verb) is not None:
        return "reject"
    if lemma in ("live", "work"):
        return "willing" if _can_bear(verb) else None
    if lemma == "turn" and any(kid.lemma_ == "back" and kid.dep_ == "dobj" for kid in verb.rights):
        return "reject"  # "turned their backs on it"
    if lemma == "vote":
        sides = {kid.lower_ for kid in verb.rights}
        return "oppose" if sides & {"against", "no"} else "support" if sides & {"for", "yes"} else None
    if lemma == "put":
        return "accept" if _is_name_put(verb) else None
    return next((name for name, lemmas in _KINDS.items() if lemma in lemmas), None)


def left_behind(verb: Token) -> Token | None:
    """Return what somebody walks away from, pulls out of, withdraws from; None where it only may be."""
    if verb.lemma_.lower() not in _LEAVES or syntax.child(verb, "dobj") or syntax.is_hypothetical(verb):
        return None
    for kid in verb.rights:
        if kid.lower_ in _AWAY and kid.dep_ in ("prt", "advmod", "prep"):
            chain = (kid, *(one for one in (*kid.rights, *verb.rights) if one.lower_ in ("of", "from")))
            found = (syntax.child(one, "pobj") for one in chain)
            return next((one for one in found if one is not None), None)
    return None


def _taken(verb: Token) -> ResponseKind | None:
    """Read *would take the deal*, *would respect the truce*; what is taken elsewhere is not accepted."""
    is_open = any(kid.dep_ == "aux" and kid.lower_ in _WOULD for kid in verb.lefts)
    goes = {kid.lower_ for kid in verb.rights if kid.dep_ in ("prep", "prt", "advmod")} & _ELSEWHERE
    is_until = any(kid.lower_ == "long" for kid in verb.rights)  # "as long as" is no *as*
    return "accept" if is_open and (not goes or is_until) else None


def _can_bear(verb: Token) -> bool:
    """Whether somebody *can live with*, *could work with* something."""
    is_with = any(kid.lower_ == "with" for kid in verb.rights)
    is_able = any(kid.dep_ == "aux" and kid.lower_ in ("can", "could", "will", "would") for kid in verb.lefts)
    return is_with and is_able


def _is_name_put(verb: Token) -> bool:
    target = syntax.child(verb, "dobj")
    is_name = target is not None and target.lemma_.lower() in ("name", "signature")
    return is_name and any(kid.lower_ == "to" for kid in (*verb.rights, *(target.rights if target else ())))
