"""How parties answer what is on the table: accept, support, willing, conditional, resist, oppose, reject.

A response needs a predicate of answering and a proposal, or the talks themselves, as its object. What
somebody else says of a party is kept as alleged by the one who says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.bargaining.answer_words import said_around, words_of
from detente.reading.bargaining.on_table import ORDINALS, Table, lay_table
from detente.reading.bargaining.stances import stance_of
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.said_words import SaidWords
from detente.record.identity import identified
from detente.record.values import Mention, Proposal, Response, ResponseKind, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

Answer = tuple[ResponseKind, "Token | None", "Token | None"]
"""Kind, what is answered, who answers."""

_KINDS: dict[ResponseKind, frozenset[str]] = {
    "accept": word_set("accept sign approve adopt ratify agree embrace initial"),
    "support": word_set("support back endorse welcome hail favour favor praise applaud"),
    "reject": word_set("reject refuse decline rebuff spurn dismiss veto"),
    "oppose": word_set("oppose criticize criticise condemn denounce slam block protest"),
    "resist": word_set("resist stall delay obstruct undermine sabotage avoid"),
    "willing": word_set("consider study weigh review live"),
}
_TERM_KINDS: dict[ResponseKind, ResponseKind] = {
    "accept": "willing", "support": "willing", "reject": "conditional", "oppose": "conditional",
}  # fmt: skip
"""Yes or no to one term of a proposal is neither to all of it."""
_REALMS = word_set(
    "kingdom republic federation duchy emirate sultanate principality commonwealth government union"
)
_OFFICERS = word_set(
    "minister envoy negotiator president leader government parliament delegate delegation ambassador "
    "representative king chief head commander general"
)
_SIGNS = word_set("sign ratify")
_NOBODY = frozenset({"neither", "no", "nobody", "none"})
_UNTIL = frozenset({"until", "unless", "before", "without"})
_JOINING = frozenset({"xcomp", "acl", "relcl"})
_PARTICLE_REJECTS = frozenset({("turn", "down"), ("rule", "out"), ("throw", "out"), ("shoot", "down")})
_READY = word_set("willing ready open prepared eager")
_GATHERINGS = frozenset({"summit", "meeting"})
_SOME_OF_IT = frozenset({"clause", "part", "half", "point", "rest", "condition"})
_NEGOTIATE = word_set(
    "negotiate engage talk meet discuss compromise return resume join consider accept sign attend"
)
_HELPS = word_set("facilitate mediate host broker help assist")
"""What a third party offers; it is no answer to a proposal."""
_NEGATED: dict[ResponseKind, ResponseKind] = {
    "accept": "reject", "support": "oppose", "willing": "reject", "conditional": "reject",
    "reject": "willing", "oppose": "willing", "resist": "willing",
}  # fmt: skip
_SUPPOSES = frozenset({"if", "unless", "whether", "until", "once", "before", "lest"})
_OPEN_MODALS = frozenset({"must", "should", "may", "might", "can"})
_FACTUAL = word_set("continue begin start decide vote choose move appear seem agree keep")
_URGES = word_set("urge press advise encourage implore persuade")
_YES_AND_NO: dict[str, ResponseKind] = {"yes": "accept", "no": "reject"}


def find_responses(
    reading: Reading, cast: Cast, statements: Sequence[Statement], proposals: Sequence[Proposal]
) -> tuple[Response, ...]:
    """Find the responses of a document, in text order; of several who answer together each has its own."""
    found: dict[str, Response] = {}
    said, table = SaidWords(statements), lay_table(proposals)
    for block in (b for b in reading.blocks if not b.paragraph.is_heading):
        for token in block.doc:
            answer = _answer(block, table, token)
            if answer is not None:
                for response in _read(block, token, answer, cast, said, table):
                    found.setdefault(response.id, response)
    return tuple(sorted(found.values(), key=lambda r: (r.passage.start, r.passage.end)))


def _read(
    block: Block, token: Token, answer: Answer, cast: Cast, said: SaidWords, table: Table
) -> Iterator[Response]:
    kind, target, who = answer
    span = words_of(block, token, target, who, is_whole=kind == "conditional")
    statement = said_around(span, said)
    if statement is not None and statement.is_negated:
        return  # words that were not said
    proposal = table.answered(block, target)
    for by in _answering(block, who, span, cast, said):
        if _is_sponsor(cast, by, proposal, table.proposals):
            continue  # whoever put it forward does not answer it
        said_by = statement.speaker if statement is not None else None
        is_own = said_by is not None and cast.represented(said_by.actor) == cast.represented(by.actor)
        yield identified(
            Response(
                id="",
                passage=cast.reading.passage(span),
                kind=kind,
                proposal=proposal,
                by=by,
                alleged_by=None if is_own else said_by,
                statement=statement.id if statement is not None else None,
            )
        )


def _answering(block: Block, who: Token | None, span: Span, cast: Cast, said: SaidWords) -> list[Mention]:
    """Return who answers: each of those joined, or whose officers answer together, if all are known."""
    if who is None:
        return []
    each = [cast.resolve(block, one).mention for one in _each_of(block, who)]
    if each and all(one.actor is not None for one in each):
        return each
    beside = next((kid for kid in who.rights if kid.dep_ == "appos" and block.name(kid)), None)
    if beside is not None and block.name(who) is None:
        who = beside  # "her partners, the Agrarians"
    by = cast.resolve_all(block, who).mention
    if by.actor is None and who.lower_ in ("i", "we"):
        by = _own_speaker(span, said) or by
    return [by] if by.actor is not None else []


def _each_of(block: Block, who: Token) -> list[Token]:
    """Return those joined by *and*, for officers and realms whose they are (*the envoys of A and B*)."""
    if any(kid.dep_ == "cc" and kid.lower_ != "and" for kid in who.rights):
        return []
    found: list[Token] = []
    for one in (who, *who.conjuncts):
        of = next((kid for kid in one.rights if kid.dep_ == "prep" and kid.lower_ in ("of", "from")), None)
        whose = syntax.child(of, "pobj") if of is not None and block.name(one) is None else None
        is_realm = one.lemma_.lower() in _REALMS
        is_theirs = whose is not None and one.tag_ == "NNS" and one.lemma_.lower() in _OFFICERS
        if whose is not None and (is_realm or (is_theirs and whose.conjuncts)):
            found += [whose, *whose.conjuncts]
        else:
            found.append(one)
    is_known = all(block.name(one) for one in found)
    return found if is_known and found != [who] else []


def _answer(block: Block, table: Table, token: Token) -> Answer | None:
    """Return kind, object and subject when a token is a predicate of answering."""
    lemma = token.lemma_.lower()
    particle = syntax.child(token, "prt")
    if particle is not None and (lemma, particle.lower_) in _PARTICLE_REJECTS:
        lemma = "reject"
    if lemma in _READY and token.dep_ in ("acomp", "amod", "attr", "conj", "advcl", "oprd"):
        return None if syntax.is_commanded(token) else _readiness(block, table, token)
    stance = stance_of(block, token, table)
    if stance is not None:
        return stance if _is_asserted(_clause_verb(token)) else None
    if not syntax.is_verb(token) or syntax.is_reduced_passive(token):
        return None
    answer = (
        _plain_answer(token, lemma)
        or _urging(block, table, token, lemma)
        or _by_verb(block, table, token, lemma)
    )
    # looked at last: it goes through the whole sentence
    return answer if answer and _is_asserted(token) and not syntax.is_commanded(token) else None


def _clause_verb(token: Token) -> Token:
    """Return the verb of the clause that a noun, an adjective or a preposition stands in."""
    above = (one for one in (token, *token.ancestors) if one.pos_ in ("VERB", "AUX"))
    return next(above, token)


def _by_verb(block: Block, table: Table, token: Token, lemma: str) -> Answer | None:
    """Return kind, object and subject of a verb of answering that has an object."""
    kind = next((name for name, lemmas in _KINDS.items() if lemma in lemmas), None)
    if lemma == "vote" and any(kid.lower_ in ("for", "against") for kid in token.rights):
        kind = "oppose" if any(kid.lower_ == "against" for kid in token.rights) else "support"
    target = _target(block, table, token) if kind is not None else None
    if target is None and kind in _TERM_KINDS:
        return _of_a_term(block, table, token, kind)
    if kind is None or target is None or (kind == "support" and target.lemma_.lower() in _GATHERINGS):
        return None
    found = _kind_here(token, target, "reject" if lemma == "refuse" and target.head != token else kind)
    return (found, target, syntax.subject(token)) if found is not None else None


def _of_a_term(block: Block, table: Table, verb: Token, kind: ResponseKind) -> Answer | None:
    """Read an answer to one term of a proposal, or a signature that names no text (*has not signed*)."""
    target = syntax.child(verb, "dobj", "nsubjpass")
    if target is not None and table.holds_term(block, target):
        found = _kind_here(verb, target, kind)
        return (_TERM_KINDS.get(found, found), target, syntax.subject(verb)) if found is not None else None
    is_told = verb.dep_ == "conj" or syntax.child(verb, "nsubj") is not None
    is_bare = target is None and is_told and verb.dep_ not in _JOINING and verb.lemma_.lower() in _SIGNS
    is_refusal = syntax.is_hypothetical(verb) or not syntax.is_negated(
        verb
    )  # "has not signed" may be "not yet"
    if is_bare and is_refusal and table.proposals and not _is_none(syntax.subject(verb)):
        found = _kind_here(verb, verb, kind)
        return (found, None, syntax.subject(verb)) if found is not None else None
    return None


def _is_none(who: Token | None) -> bool:
    """Whether a subject counts nobody (*neither side*, *no party*)."""
    return who is not None and bool({who.lower_, *(kid.lower_ for kid in who.lefts)} & _NOBODY)


def _kind_here(verb: Token, target: Token, kind: ResponseKind) -> ResponseKind | None:
    """Say what an answering verb amounts to here: negated, under a condition, of a part, or only supposed."""
    if syntax.is_negated(verb):
        kind = "conditional" if kind in ("accept", "support") and _is_until(verb) else _NEGATED[kind]
    elif _is_conditional(verb) or _has_reserve(verb, target):
        return "conditional"
    elif syntax.is_hypothetical(verb):
        is_able = any(kid.dep_ == "aux" and kid.lower_ == "could" for kid in verb.lefts)
        if is_able and kind in ("accept", "willing") and verb.dep_ != "advcl":
            return "willing"
        return "oppose" if verb.lemma_.lower() == "vote" and kind == "oppose" else None
    if kind == "reject" and target.lemma_.lower() in _SOME_OF_IT:
        return "conditional"  # no to a part of it, so not to all of it
    return kind


def _is_asserted(verb: Token) -> bool:
    """Whether the text says that the answer was given: no wish, question, condition or advice."""
    if verb.sent.text.rstrip("”\"'’ ").endswith("?"):
        return False
    for kid in verb.children:
        if kid.dep_ in ("mark", "advmod") and kid.lower_ in _SUPPOSES:
            return False
        if (
            kid.dep_ == "aux"
            and kid.lower_ in _OPEN_MODALS
            and not (kid.lower_ == "can" and syntax.is_negated(verb))
        ):
            return False
    above = _first_joined(verb)
    if above.dep_ == "xcomp":
        return above.head.lemma_.lower() in _FACTUAL
    if above.dep_ != "pcomp" and syntax.is_infinitive(above):
        return False  # what somebody wants or asks another to do is not done
    if verb.dep_ == "pcomp":
        return (
            verb.head.lower_ not in ("without", "instead", "before", "of")
            or verb.head.head.lemma_ == "accuse"
        )
    return True


def _first_joined(verb: Token) -> Token:
    """Return the first of the infinitives that a verb is joined to (*told them to stop and sign*)."""
    above = verb
    while above.dep_ == "conj" and above.head != above and above.tag_ == "VB":
        above = above.head
    return above


def _plain_answer(verb: Token, lemma: str) -> Answer | None:
    """Read *We said yes*, *They said no*."""
    if lemma != "say" or syntax.is_negated(verb):
        return None
    word = next(
        (kid for kid in verb.rights if kid.lower_ in _YES_AND_NO and not syntax.is_utterance(kid)), None
    )
    return (_YES_AND_NO[word.lower_], word, syntax.subject(verb)) if word is not None else None


def _urging(block: Block, table: Table, verb: Token, lemma: str) -> Answer | None:
    """Read support given by pressing others to accept (*urged Karvia to accept the plan*)."""
    action = syntax.child(verb, "xcomp", "ccomp") if lemma in _URGES else None
    if action is None or action.lemma_.lower() not in _KINDS["accept"] or syntax.is_negated(verb):
        return None
    if syntax.is_hypothetical(verb) or syntax.is_negated(action):
        return None
    target = _target(block, table, action)
    has_other = syntax.child(action, "dobj") is not None and target is None
    return None if has_other else ("support", target or action, syntax.subject(verb))


def _has_reserve(verb: Token, target: Token) -> bool:
    """Whether consent is qualified: *in principle*, *provided that*, *but ...*."""
    words = {(kid.lower_, grand.lower_) for kid in (*verb.rights, *target.rights) for grand in kid.rights}
    if ("in", "principle") in words:
        return True
    if any(kid.lower_ == "provided" for kid in (*verb.rights, *target.rights)):
        return True
    return any(kid.dep_ == "cc" and kid.lower_ == "but" for kid in (*verb.rights, *target.rights))


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
    if kind == "willing" and (_is_conditional(verb) or any(kid.lower_ == "but" for kid in verb.rights)):
        kind = "conditional"
    return kind, target, syntax.subject(verb)


def _is_demanded(verb: Token) -> bool:
    """Whether the clause is what somebody should be (*need to be willing*), not what he is."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("need", "have", "ought", "urge", "want")


def _target(block: Block, table: Table, verb: Token) -> Token | None:
    """Find what is answered: a proposal or the talks, as object, behind *to*, or inside an infinitive."""
    for kid in verb.children:
        if kid.dep_ == "dobj":
            if kid.tag_ in ("WDT", "WP") and verb.dep_ in ("relcl", "acl"):
                is_elliptic = verb.head.lower_ in ORDINALS  # "the first, which ... had opposed"
                return verb.head if is_elliptic or table.holds(block, verb.head) else None
            if table.holds(block, kid):
                return kid
        if kid.dep_ == "nsubjpass" and table.holds(block, kid):
            return kid
        if kid.dep_ == "agent" and verb.dep_ == "acl" and table.holds(block, verb.head):
            return verb.head
        if kid.dep_ == "prep" and kid.lower_ in ("to", "with", "against", "for"):
            pobj = syntax.child(kid, "pobj")
            if pobj is not None and table.holds(block, pobj):
                return pobj
        if kid.dep_ in ("xcomp", "ccomp") and not syntax.is_utterance(kid):
            inner = _target(block, table, kid)
            if inner is not None or kid.lemma_.lower() in ("negotiate", "engage", "compromise"):
                return inner or kid
    return None


def _is_conditional(verb: Token) -> bool:
    """Whether the answer hangs on a condition (*if*, *provided that*, *on condition that*).

    Behind a cue set into the words the condition hangs on the cue (*he would sign, he said, if ...*).
    """
    cue = verb.head
    if verb.dep_ == "ccomp" and cue.i > verb.i and _has_condition(cue):
        return True
    return _has_condition(verb)


def _is_until(verb: Token) -> bool:
    """Whether a no lasts only until something is done (*will not sign before ...*, *without guarantees*)."""
    words = {kid.lower_ for kid in verb.rights if kid.dep_ == "prep"}
    words |= {
        kid.lower_ for part in verb.rights if part.dep_ == "advcl" for kid in part.lefts if kid.dep_ == "mark"
    }
    return bool(words & _UNTIL)


def _has_condition(verb: Token) -> bool:
    return any(
        kid.dep_ in ("advcl", "prep")
        and (
            kid.lower_ in ("provided", "if")
            or any(
                grand.dep_ == "mark" and grand.lower_ in ("if", "unless", "once", "provided")
                for grand in kid.children
            )
            or (kid.lower_ == "on" and (syntax.child(kid, "pobj") or kid).lower_ == "condition")
        )
        for kid in verb.children
    )


def _is_sponsor(cast: Cast, by: Mention, answered: str | None, proposals: Sequence[Proposal]) -> bool:
    sponsors = [p.sponsor.actor for p in proposals if p.id == answered and p.sponsor is not None]
    return any(cast.represented(sponsor) == cast.represented(by.actor) for sponsor in sponsors)


def _own_speaker(span: Span, said: SaidWords) -> Mention | None:
    statement = said_around(span, said)
    return statement.speaker if statement is not None else None
