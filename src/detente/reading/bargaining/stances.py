"""Answers told by nouns and adjectives: *is opposed to*, *in favour of*, *has reservations about*.

Consent that is made *conditional on* something is a conditional answer, whether or not the words name what
is consented to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.bargaining.on_table import Table
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.record.values import ResponseKind

if TYPE_CHECKING:
    from spacy.tokens import Token

Stance = tuple[ResponseKind, "Token | None", "Token | None"]
"""Kind, what is answered, who answers."""

_ADJECTIVES: dict[str, ResponseKind] = {
    "opposed": "oppose", "oppose": "oppose", "hostile": "oppose", "supportive": "support",
    "favourable": "support", "favorable": "support",
}  # fmt: skip
_HINGES = word_set("conditional contingent dependent")
_HINGE_VERBS = word_set("hinge depend")
_CONSENT = word_set(
    "support approval consent backing signature agreement acceptance assent endorsement ratification "
    "participation blessing cooperation vote"
)
_MAKES = word_set("make declare call leave")
_RESERVES = word_set("reservation misgiving qualm doubt")
_OBJECTS = word_set("objection")
_HOLDS = word_set("have express voice raise harbour harbor hold state register enter")
_GIVES: dict[str, ResponseKind] = {
    "give": "support", "lend": "support", "offer": "support", "pledge": "support", "declare": "support",
    "throw": "support", "withhold": "oppose", "withdraw": "oppose", "deny": "oppose", "refuse": "oppose",
}  # fmt: skip
_AT = frozenset({"about", "over", "on", "to", "with", "against", "regarding", "concerning", "for", "behind"})
_STANDS = word_set("be come speak stand remain declare pronounce argue campaign seem appear rally")
_PREPS: dict[str, ResponseKind] = {"for": "support", "against": "oppose", "behind": "support"}
_CALLS = word_set("call describe dismiss brand label regard see consider deem find judge")
_APPROVES = word_set(
    "acceptable fair balanced reasonable constructive historic welcome workable breakthrough triumph victory"
)
_DAMNS = word_set(
    "unacceptable premature unfair unbalanced one-sided unworkable insulting humiliating insult surrender "
    "capitulation betrayal sellout trap sham farce nonstarter non-starter unjust dead worthless theft"
)
"""Words of a verdict on a text that leave no doubt whether it is a yes or a no."""
_OBJECTS_OF = frozenset({"dobj", "nsubj", "ccomp", "oprd", "xcomp", "prep", "advcl"})
_FEELS = word_set("consider feel regard hold see think")
_NEGATED: dict[ResponseKind, ResponseKind] = {
    "support": "oppose", "oppose": "willing", "conditional": "willing",
}  # fmt: skip


def stance_of(block: Block, token: Token, table: Table) -> Stance | None:
    """Read an answer from a noun, an adjective or a preposition; None where the token tells none.

    Parameters
    ----------
    block : Block
    token : Token
    table : Table
        What is on the table in the document.

    Returns
    -------
    tuple or None
        The kind; the word for what is answered, None where consent is spoken of without it; the word for
        who answers, None where nobody is named.
    """
    lemma = token.lemma_.lower()
    if lemma in _HINGES or lemma in _HINGE_VERBS:
        return _hinging(token)
    if lemma in _CALLS and token.pos_ == "VERB":
        return _called(block, token, table)
    if lemma == "bind" and token.tag_ == "VBN":
        return _bound(block, token, table)
    if token.dep_ == "prep":
        return _side_taken(block, token, table)
    if lemma in _ADJECTIVES or token.lower_ in _ADJECTIVES:
        return _leaning(block, token, table)
    if token.pos_ == "NOUN" and (lemma in _RESERVES or lemma in _OBJECTS):
        return _reserved(block, token, table)
    if token.pos_ == "NOUN" and lemma in _CONSENT:
        return _consent_given(block, token, table)
    return None


def _hinging(token: Token) -> Stance | None:
    """Read *made its support conditional on X*, *its approval depends on X*."""
    has_reason = any(kid.lower_ in ("on", "upon") for kid in (*token.rights, *token.head.rights))
    verb = token if token.lemma_.lower() in _HINGE_VERBS else token.head
    consent = syntax.child(token, "nsubj") or next(
        (kid for kid in verb.children if kid.dep_ in ("nsubj", "nsubjpass", "dobj") and kid.i < token.i
         and kid.lemma_.lower() in _CONSENT), None
    )  # fmt: skip
    if consent is None or consent.lemma_.lower() not in _CONSENT or not has_reason or syntax.is_negated(verb):
        return None
    maker = syntax.subject(verb) if verb.lemma_.lower() in _MAKES else None
    who = maker if maker is not None and maker != consent else syntax.child(consent, "poss")
    return ("conditional", None, who) if who is not None else None


def _called(block: Block, verb: Token, table: Table) -> Stance | None:
    """Read *called X premature*, *described it as a fair basis*: a verdict that is a yes or a no."""
    if syntax.is_hypothetical(verb) or syntax.is_passive(verb) or syntax.is_negated(verb):
        return None
    words = [token for kid in verb.rights if kid.dep_ in _OBJECTS_OF for token in kid.subtree]
    target = next((word for word in words if _is_text(block, word, table)), None)
    if target is None:
        return None
    told = [word for word in words if word.i > target.i]
    verdict = {word.lemma_.lower() for word in told} | {word.lower_ for word in told}
    is_yes, is_no = bool(verdict & _APPROVES), bool(verdict & _DAMNS)
    if is_yes == is_no or verdict & {"not", "no", "n't", "but", "if"}:
        return None
    return "support" if is_yes else "oppose", target, syntax.subject(verb)


def _bound(block: Block, token: Token, table: Table) -> Stance | None:
    """Read *does not consider itself bound by X*, *is bound by X*."""
    by = syntax.child(token, "agent", "prep")
    target = syntax.child(by, "pobj") if by is not None and by.lower_ == "by" else None
    if target is None or not _is_text(block, target, table) or syntax.is_hypothetical(token):
        return None
    above = token.head if token.dep_ in ("ccomp", "oprd", "acomp", "xcomp") else token
    if above != token and above.lemma_.lower() not in _FEELS:
        return None
    is_no = syntax.is_negated(token) or (above != token and syntax.is_negated(above))
    who = syntax.subject(above) if above != token else syntax.child(token, "nsubjpass")
    return "reject" if is_no else "accept", target, who


def _leaning(block: Block, token: Token, table: Table) -> Stance | None:
    """Read *is opposed to X*, *declared itself hostile to X*."""
    target = _behind(block, token, table, frozenset({"to", "of", "towards", "toward"}))
    is_active = token.tag_ in ("VBD", "VBP", "VBZ", "VB", "VBG")
    if target is None or is_active or syntax.is_hypothetical(token):
        return None
    kind = _ADJECTIVES.get(token.lower_) or _ADJECTIVES[token.lemma_.lower()]
    verb = token.head if token.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "attr") else token
    who = syntax.child(token, "nsubj", "nsubjpass")
    if who is None or who.lower_ in ("itself", "himself", "herself", "themselves"):
        copula = syntax.child(token, "auxpass")  # the parse may hang the subject on "is"
        theirs = syntax.child(copula, "nsubj", "nsubjpass") if copula is not None else None
        who = theirs or syntax.child(verb, "nsubj", "nsubjpass") or syntax.subject(verb)
    negated = syntax.is_negated(token) or (verb != token and syntax.is_negated(verb))
    return _NEGATED[kind] if negated else kind, target, who


def _side_taken(block: Block, prep: Token, table: Table) -> Stance | None:
    """Read *is for X*, *came out against X*, *is in favour of X*."""
    verb = prep.head
    if verb.lemma_.lower() not in _STANDS or verb.pos_ not in ("VERB", "AUX") or syntax.is_hypothetical(verb):
        return None
    noun, kind = syntax.child(prep, "pobj"), _PREPS.get(prep.lower_)
    if prep.lower_ == "in" and noun is not None and noun.lemma_.lower() in ("favour", "favor"):
        is_alone = not any(kid.lower_ == "of" for kid in noun.rights) and bool(table.proposals)
        kind, noun = "support", noun if is_alone else _behind(block, noun, table, frozenset({"of"}))
        if is_alone:
            return _NEGATED[kind] if syntax.is_negated(verb) else kind, None, syntax.subject(verb)
    if kind is None or noun is None or not _is_text(block, noun, table):
        return None
    return _NEGATED[kind] if syntax.is_negated(verb) else kind, noun, syntax.subject(verb)


def _reserved(block: Block, noun: Token, table: Table) -> Stance | None:
    """Read *has reservations about X*, *raised objections to X*, *has no objection to X*."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in _HOLDS or syntax.is_hypothetical(verb):
        return None
    target = _behind(block, noun, table, _AT) or _behind(block, verb, table, _AT)
    if target is None:
        return None
    kind: ResponseKind = "oppose" if noun.lemma_.lower() in _OBJECTS else "conditional"
    is_none = any(kid.dep_ == "det" and kid.lower_ in ("no", "any") for kid in noun.lefts)
    is_none = is_none or syntax.is_negated(verb)
    return "willing" if is_none else kind, target, syntax.subject(verb)


def _consent_given(block: Block, noun: Token, table: Table) -> Stance | None:
    """Read *gave its backing to X*, *withheld its support from X*."""
    verb = noun.head
    kind = _GIVES.get(verb.lemma_.lower())
    if noun.dep_ != "dobj" or kind is None or syntax.is_hypothetical(verb) or syntax.is_infinitive(verb):
        return None
    prepositions = _AT | {"from"}
    target = _behind(block, noun, table, prepositions) or _behind(block, verb, table, prepositions)
    given = syntax.child(verb, "dative")
    if target is None and given is not None and _is_text(block, given, table):
        target = given  # "gave the plan its blessing"
    if target is None:
        return None
    return _NEGATED[kind] if syntax.is_negated(verb) else kind, target, syntax.subject(verb)


def _behind(block: Block, word: Token, table: Table, prepositions: frozenset[str]) -> Token | None:
    """Return what is on the table behind one of some prepositions of a word."""
    for kid in word.rights:
        pobj = syntax.child(kid, "pobj") if kid.dep_ == "prep" and kid.lower_ in prepositions else None
        if pobj is not None and _is_text(block, pobj, table):
            return pobj
    return None


def _is_text(block: Block, token: Token, table: Table) -> bool:
    """Whether a word is on the table; *any plan that ...* is answered as those on it are."""
    is_any = table.is_sort(token)
    return is_any or table.holds(block, token) or table.holds_term(block, token)
