"""Answers as verbs and adjectives tell them: of which kind, to what, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.bargaining.answer_kinds import (
    NEGATED,
    SIGNS,
    VOWS,
    goes_on_with_but,
    is_asserted,
    is_conditional,
    kind_here,
)
from detente.reading.bargaining.answer_verbs import left_behind, lexical_kind
from detente.reading.bargaining.answerers import is_nobody
from detente.reading.bargaining.on_table import ORDINALS, Table
from detente.reading.bargaining.stances import stance_of
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.record.values import ResponseKind

if TYPE_CHECKING:
    from spacy.tokens import Token

Answer = tuple[ResponseKind, "Token | None", "Token | None"]
"""Kind, what is answered, who answers."""

_TERM_KINDS: dict[ResponseKind, ResponseKind] = {
    "accept": "willing", "support": "willing", "reject": "conditional", "oppose": "conditional",
}  # fmt: skip
"""Yes or no to one term of a proposal is neither to all of it."""
_JOINING = frozenset({"xcomp", "acl", "relcl"})
_FOLLOWING = ("as follows", "to the following", "on the following")
_POINTING = frozenset({"that", "this", "it"})
_TALKS_OF = word_set("discuss talk meet")
_PRESS = word_set(
    "matter case detail question report story rumour rumor speculation reason comment specifics"
)
"""What officials refuse to discuss with reporters."""
_SLOGAN_LINKS = frozenset({"before", "without", "until", "unless", "no"})
_IDIOMS = frozenset({"back", "name", "signature"})
_PREDICATIVE = frozenset({"acomp", "amod", "attr", "conj", "advcl", "oprd"})
_READY = word_set("willing ready open prepared eager")
_GATHERINGS = frozenset({"summit", "meeting"})
_NEGOTIATE = word_set(
    "negotiate engage talk meet discuss compromise return resume join consider accept sign attend"
)
_HELPS = word_set("facilitate mediate host broker help assist")
"""What a third party offers; it is no answer to a proposal."""
_URGES = word_set("urge press advise encourage implore persuade")
_YES_AND_NO: dict[str, ResponseKind] = {"yes": "accept", "no": "reject"}


def answer_of(block: Block, table: Table, token: Token) -> Answer | None:
    """Return kind, object and subject when a token is a predicate of answering."""
    lemma = token.lemma_.lower()
    is_made_ready = token.lower_ == "prepared" and syntax.is_passive(token)
    if is_made_ready or (_READY & {lemma, token.lower_} and token.dep_ in _PREDICATIVE):
        return None if syntax.is_commanded(token) else _readiness(block, table, token)
    slogan = _slogan(block, table, token)
    if slogan is not None:
        return slogan
    stance = stance_of(block, token, table)
    if stance is not None:
        return stance if is_asserted(_clause_verb(token)) else None
    if not syntax.is_verb(token) or syntax.is_reduced_passive(token):
        return None
    if lemma == "do":
        return _echoed(block, table, token)
    answer = (
        _plain_answer(token, lemma)
        or _urging(block, table, token, lemma)
        or _by_verb(block, table, token, lemma)
    )
    # looked at last: it goes through the whole sentence
    return answer if answer and is_asserted(token) and not syntax.is_commanded(token) else None


def _slogan(block: Block, table: Table, token: Token) -> Answer | None:
    """Read *No crews before the boats are in*, *No guarantee, no signature*: said so, it is the speaker's."""
    if block.inside is None or not table.proposals or token.dep_ != "ROOT":
        return None
    first = token.sent[0]
    if first.lower_ != "no":
        return None
    after = {one.lower_ for one in token.sent if one.i > first.i}
    is_noun = first.dep_ == "det" and first.head.pos_ == "NOUN"
    return ("conditional", None, first) if is_noun and after & _SLOGAN_LINKS else None


def _echoed(block: Block, table: Table, verb: Token) -> Answer | None:
    """Read an answer that only points back to one (*Karvia welcomed it. Tarvia did not.*)."""
    who = syntax.child(verb, "nsubj")
    if who is None or syntax.child(verb, "dobj", "xcomp", "ccomp", "attr") is not None:
        return None
    is_same = any(kid.lower_ in ("so", "too", "likewise") for kid in verb.children)
    start = verb.sent.start
    echoed = verb.head if verb.dep_ == "conj" else verb.doc[start - 1].sent.root if start else verb
    if echoed == verb or echoed.lemma_.lower() == "do" or is_same == syntax.is_negated(verb):
        return None
    answer = answer_of(block, table, echoed)
    if answer is None or answer[2] is None:
        return None
    return answer[0] if is_same else NEGATED[answer[0]], answer[1], who


def _clause_verb(token: Token) -> Token:
    """Return the verb of the clause that a noun, an adjective or a preposition stands in."""
    above = (one for one in (token, *token.ancestors) if one.pos_ in ("VERB", "AUX"))
    return next(above, token)


def _by_verb(block: Block, table: Table, token: Token, lemma: str) -> Answer | None:
    """Return kind, object and subject of a verb of answering that has an object."""
    kind = lexical_kind(token)
    if kind == "accept" and _is_text_that_follows(token):
        return kind, None, syntax.subject(token)
    if lemma == "vote" and any(kid.lower_ in _YES_AND_NO for kid in token.rights) and table.proposals:
        return None if kind is None or syntax.is_negated(token) else (kind, None, syntax.subject(token))
    if kind == "accept" and (nothing := _nothing_but(token)) is not None and table.proposals:
        return nothing, None, syntax.subject(token)
    target = _target(block, table, token) if kind is not None else None
    if target is None and kind in _TERM_KINDS:
        return _of_a_term(block, table, token, kind)
    if kind is None or target is None or (kind == "support" and target.lemma_.lower() in _GATHERINGS):
        return None
    if kind == "resist" and any(answer_of(block, table, means) for means in _means(token)):
        return None  # "resisted the effort by rejecting the plan": told by the latter
    found = kind_here(token, target, "reject" if lemma == "refuse" and target.head != token else kind)
    return (_vowed(token, found), target, syntax.subject(token)) if found is not None else None


def _vowed(verb: Token, kind: ResponseKind) -> ResponseKind:
    """Say what a vowed answer is: a vow to sign is no signature yet, a threat to reject is opposition."""
    if verb.dep_ != "xcomp" or verb.head.lemma_.lower() not in VOWS:
        return kind
    return {"accept": "willing", "reject": "oppose"}.get(kind, kind)  # type: ignore[return-value]


def _nothing_but(verb: Token) -> ResponseKind | None:
    """Read *would accept nothing without guarantees*, *will not sign anything less than that*."""
    target = syntax.child(verb, "dobj")
    is_none = target is not None and (
        target.lower_ == "nothing" or (target.lower_ == "anything" and syntax.is_negated(verb))
    )
    if target is None or not is_none:
        return None
    rest = {kid.lower_ for kid in (*target.rights, *verb.rights)}
    return "conditional" if rest & {"without", "less", "short", "until", "unless", "before", "but"} else None


def _means(verb: Token) -> list[Token]:
    """Return what somebody does something by (*by refusing to sign*)."""
    means = (syntax.child(kid, "pcomp") for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ == "by")
    return [one for one in means if one is not None]


def _is_text_that_follows(verb: Token) -> bool:
    """Whether parties agree to what is written behind (*have agreed as follows*)."""
    after = verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)].text.lower()
    return verb.lemma_.lower() == "agree" and after.startswith(_FOLLOWING)


def _of_a_term(block: Block, table: Table, verb: Token, kind: ResponseKind) -> Answer | None:
    """Read an answer to one term of a proposal, or a signature that names no text (*has not signed*)."""
    target = syntax.child(verb, "dobj", "nsubjpass") or _behind_to(verb)
    if target is not None and (table.holds_term(block, target) or table.holds_number(target)):
        found = kind_here(verb, target, kind)
        return (_TERM_KINDS.get(found, found), target, syntax.subject(verb)) if found is not None else None
    if not _is_bare(verb, target) or not table.proposals:
        return None
    found = kind_here(verb, verb, kind)
    return (found, None, syntax.subject(verb)) if found is not None else None


def _is_bare(verb: Token, target: Token | None) -> bool:
    """Whether somebody signs, or refuses to, and no text is named (*she would not sign*)."""
    if verb.lemma_.lower() not in SIGNS or verb.dep_ in _JOINING:
        return False
    if target is not None and target.lower_ not in _POINTING:
        return False
    is_told = verb.dep_ == "conj" or syntax.child(verb, "nsubj") is not None
    is_able = any(kid.lower_ in ("could", "can") for kid in verb.lefts)
    if is_able != is_nobody(syntax.subject(verb)):
        return False  # *nobody could sign that* is a no; *both could sign* tells of neither
    is_open = syntax.is_negated(verb) and not syntax.is_hypothetical(
        verb
    )  # *has not signed* may be *not yet*
    return is_told and not is_open


def _behind_to(verb: Token) -> Token | None:
    """Return what stands behind *to* (*agreed to the withdrawal*, *objected to the fund*)."""
    to = next((kid for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ == "to"), None)
    return syntax.child(to, "pobj") if to is not None else None


def _plain_answer(verb: Token, lemma: str) -> Answer | None:
    """Read *We said yes*, *They said no*."""
    if lemma != "say" or syntax.is_negated(verb):
        return None
    word = next(
        (kid for kid in verb.rights if kid.lower_ in _YES_AND_NO and not syntax.is_utterance(kid)), None
    )
    return (_YES_AND_NO[word.lower_], word, syntax.subject(verb)) if word is not None else None


def _urging(block: Block, table: Table, verb: Token, lemma: str) -> Answer | None:
    """Read a side taken by pressing others to accept or reject (*urged Karvia to accept the plan*)."""
    action = syntax.child(verb, "xcomp", "ccomp") if lemma in _URGES else None
    if action is None or syntax.is_negated(verb) or syntax.is_hypothetical(verb):
        return None
    kind = lexical_kind(action)
    if kind not in ("accept", "reject") or syntax.is_negated(action):
        return None
    target = _target(block, table, action)
    has_other = syntax.child(action, "dobj") is not None and target is None
    taken: ResponseKind = "support" if kind == "accept" else "oppose"
    return None if has_other else (taken, target or action, syntax.subject(verb))


def _readiness(block: Block, table: Table, token: Token) -> Answer | None:
    """Read *is willing to engage*, *remains open to talks*."""
    action = next((kid for kid in token.rights if kid.dep_ in ("xcomp", "ccomp")), None)
    target: Token | None = None
    if action is not None:
        lemma = action.lemma_.lower()
        inner = _target(block, table, action)
        has_other = inner is None and syntax.child(action, "dobj") is not None
        if has_other or lemma in _HELPS or (lemma not in _NEGOTIATE and inner is None):
            return None
        target = inner or action
    else:
        prep = next((kid for kid in token.rights if kid.dep_ == "prep" and kid.lower_ in ("to", "for")), None)
        pobj = syntax.child(prep, "pobj") if prep is not None else None
        if pobj is None or not table.holds(block, pobj):
            return None
        target = pobj
    verb = token.head
    if any(kid.dep_ == "aux" and kid.lower_ in ("must", "should") for kid in verb.children) or _is_demanded(
        verb
    ):
        return None
    kind: ResponseKind = "reject" if syntax.is_negated(verb) or syntax.is_negated(token) else "willing"
    if kind == "willing" and (is_conditional(verb) or goes_on_with_but(verb)):
        kind = "conditional"
    return kind, target, _who_is(verb)


def _who_is(verb: Token) -> Token | None:
    """Return whom a clause is about, also where others are said to think so (*is understood to be ready*)."""
    above = verb.head
    if verb.dep_ == "xcomp" and syntax.is_passive(above):
        return syntax.child(above, "nsubjpass")
    return syntax.subject(verb)


def _is_demanded(verb: Token) -> bool:
    """Whether the clause is what somebody should be (*need to be willing*), not what he is."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("need", "have", "ought", "urge", "want")


def _target(block: Block, table: Table, verb: Token) -> Token | None:
    """Find what is answered: a proposal or the talks, as object, behind *to*, or inside an infinitive."""
    left = left_behind(verb)
    if left is not None:
        return left if table.holds(block, left) else None
    for kid in verb.children:
        if kid.dep_ == "dobj":
            if kid.tag_ in ("WDT", "WP") and verb.dep_ in ("relcl", "acl"):
                if syntax.is_hypothetical(verb):
                    return None  # "a text that both could sign" is sought, not answered
                is_elliptic = verb.head.lower_ in ORDINALS  # "the first, which ... had opposed"
                return verb.head if is_elliptic or table.holds(block, verb.head) else None
            if table.holds(block, kid) or table.is_sort(kid):
                return kid
            if kid.lemma_.lower() in _IDIOMS and (inner := _behind_noun(block, table, kid)) is not None:
                return inner
        if kid.dep_ == "nsubjpass" and table.holds(block, kid):
            return kid
        if kid.dep_ == "agent" and verb.dep_ == "acl" and table.holds(block, verb.head):
            return verb.head
        if kid.dep_ == "prep" and kid.lower_ in ("to", "with", "against", "for", "on"):
            pobj = syntax.child(kid, "pobj")
            if pobj is not None and table.holds(block, pobj):
                return pobj
        if kid.dep_ in ("xcomp", "ccomp") and kid.i > verb.i and not syntax.is_utterance(kid):
            inner = _target(block, table, kid)
            is_talking = kid.lemma_.lower() in ("negotiate", "engage", "compromise")
            is_talking = is_talking or (_is_no_talking(verb, kid) and bool(table.proposals))
            if inner is not None or is_talking:
                return inner or kid
    return None


def _behind_noun(block: Block, table: Table, noun: Token) -> Token | None:
    """Find what is answered behind a noun of an idiom (*its back on the plan*, *its name to the plan*)."""
    behind = (syntax.child(kid, "pobj") for kid in noun.rights if kid.lower_ in ("on", "to"))
    return next((one for one in behind if one is not None and table.holds(block, one)), None)


def _is_no_talking(verb: Token, action: Token) -> bool:
    """Whether it is refused to talk of something on its way (*refused to discuss the islands until ...*)."""
    target = syntax.child(action, "dobj")
    is_press = target is not None and target.lemma_.lower() in _PRESS
    return verb.lemma_.lower() == "refuse" and action.lemma_.lower() in _TALKS_OF and not is_press
