"""How parties answer what is on the table: accept, support, willing, conditional, resist, oppose, reject.

A response needs a predicate of answering and a proposal, or the talks themselves, as its object. What
somebody else says of a party is kept as alleged by the one who says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.reading import syntax
from detente.reading.cast import Cast
from detente.reading.cues import word_set
from detente.reading.parsed import Block, Reading
from detente.reading.proposals import PROPOSAL_NOUNS, is_proposal
from detente.reading.said_words import SaidWords
from detente.record.identity import identified
from detente.record.values import Mention, Proposal, Response, ResponseKind, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS: dict[ResponseKind, frozenset[str]] = {
    "accept": word_set("accept sign approve adopt ratify agree embrace initial"),
    "support": word_set("support back endorse welcome hail favour favor praise applaud"),
    "reject": word_set("reject refuse decline rebuff spurn dismiss veto"),
    "oppose": word_set("oppose criticize criticise condemn denounce slam block protest"),
    "resist": word_set("resist stall delay obstruct undermine sabotage avoid"),
    "willing": word_set("consider study weigh review"),
}
_PARTICLE_REJECTS = frozenset({("turn", "down"), ("rule", "out"), ("throw", "out"), ("shoot", "down")})
_READY = word_set("willing ready open prepared eager")
_TALKS = word_set(
    "talk negotiation process effort ceasefire truce peace term diplomacy mediation summit meeting "
    "dialogue armistice table engage"
)
_GATHERINGS = frozenset({"summit", "meeting"})
_PARTS = word_set("version part half form draft rest bulk most point")
_SOME_OF_IT = frozenset({"clause", "part", "half", "point", "rest", "condition"})
_ORDINALS = word_set("first second third latest new revised previous other latter former")
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
    """Find the responses of a document, in text order."""
    found: dict[str, Response] = {}
    said = SaidWords(statements)
    for block in (b for b in reading.blocks if not b.paragraph.is_heading):
        for token in block.doc:
            response = _read(block, token, reading, cast, said, proposals)
            if response is not None:
                found.setdefault(response.id, response)
    return tuple(sorted(found.values(), key=lambda r: (r.passage.start, r.passage.end)))


def _read(
    block: Block, token: Token, reading: Reading, cast: Cast, said: SaidWords,
    proposals: Sequence[Proposal],
) -> Response | None:  # fmt: skip
    answer = _answer(block, token)
    if answer is None:
        return None
    kind, target, who = answer
    by = cast.resolve_all(block, who).mention if who is not None else None
    span = _span(block, token, target, who, is_whole=kind == "conditional")
    if by is not None and by.actor is None and who is not None and who.lower_ in ("i", "we"):
        by = _own_speaker(span, said) or by
    if by is None or by.actor is None:
        return None
    statement = _around(span, said)
    if statement is not None and statement.is_negated:
        return None  # words that were not said
    if _is_sponsor(cast, by, _proposal(block, target, proposals), proposals):
        return None  # whoever put it forward does not answer it
    said_by = statement.speaker if statement is not None else None
    is_own = said_by is not None and cast.represented(said_by.actor) == cast.represented(by.actor)
    return identified(
        Response(
            id="",
            passage=reading.passage(span),
            kind=kind,
            proposal=_proposal(block, target, proposals),
            by=by,
            alleged_by=None if is_own else said_by,
            statement=statement.id if statement is not None else None,
        )
    )


def _answer(block: Block, token: Token) -> tuple[ResponseKind, Token | None, Token | None] | None:
    """Return kind, object and subject when a token is a predicate of answering."""
    lemma = token.lemma_.lower()
    particle = syntax.child(token, "prt")
    if particle is not None and (lemma, particle.lower_) in _PARTICLE_REJECTS:
        lemma = "reject"
    if lemma in _READY and token.dep_ in ("acomp", "amod", "attr", "conj", "advcl", "oprd"):
        return None if syntax.is_commanded(token) else _readiness(block, token)
    if not syntax.is_verb(token) or syntax.is_reduced_passive(token):
        return None
    answer = _plain_answer(token, lemma) or _urging(block, token, lemma) or _by_verb(block, token, lemma)
    # looked at last: it goes through the whole sentence
    return answer if answer and _is_asserted(token) and not syntax.is_commanded(token) else None


def _by_verb(
    block: Block, token: Token, lemma: str
) -> tuple[ResponseKind, Token | None, Token | None] | None:
    """Return kind, object and subject of a verb of answering that has an object."""
    kind = next((name for name, lemmas in _KINDS.items() if lemma in lemmas), None)
    if lemma == "vote" and any(kid.lower_ in ("for", "against") for kid in token.rights):
        kind = "oppose" if any(kid.lower_ == "against" for kid in token.rights) else "support"
    target = _target(block, token) if kind is not None else None
    if kind is None or target is None or (kind == "support" and target.lemma_.lower() in _GATHERINGS):
        return None
    found = _kind_here(token, target, "reject" if lemma == "refuse" and target.head != token else kind)
    return (found, target, syntax.subject(token)) if found is not None else None


def _kind_here(verb: Token, target: Token, kind: ResponseKind) -> ResponseKind | None:
    """Say what an answering verb amounts to here: negated, under a condition, of a part, or only supposed."""
    if syntax.is_negated(verb):
        kind = _NEGATED[kind]
    elif _is_conditional(verb) or _has_reserve(verb, target):
        return "conditional"
    elif syntax.is_hypothetical(verb):
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


def _plain_answer(verb: Token, lemma: str) -> tuple[ResponseKind, Token | None, Token | None] | None:
    """Read *We said yes*, *They said no*."""
    if lemma != "say" or syntax.is_negated(verb):
        return None
    word = next(
        (kid for kid in verb.rights if kid.lower_ in _YES_AND_NO and not syntax.is_utterance(kid)), None
    )
    return (_YES_AND_NO[word.lower_], word, syntax.subject(verb)) if word is not None else None


def _urging(block: Block, verb: Token, lemma: str) -> tuple[ResponseKind, Token | None, Token | None] | None:
    """Read support given by pressing others to accept (*urged Karvia to accept the plan*)."""
    action = syntax.child(verb, "xcomp", "ccomp") if lemma in _URGES else None
    if action is None or action.lemma_.lower() not in _KINDS["accept"] or syntax.is_negated(verb):
        return None
    if syntax.is_hypothetical(verb) or syntax.is_negated(action):
        return None
    target = _target(block, action)
    has_other = syntax.child(action, "dobj") is not None and target is None
    return None if has_other else ("support", target or action, syntax.subject(verb))


def _has_reserve(verb: Token, target: Token) -> bool:
    """Whether consent is qualified: *in principle*, *provided that*, *but ...*."""
    words = {(kid.lower_, grand.lower_) for kid in (*verb.rights, *target.rights) for grand in kid.rights}
    if ("in", "principle") in words:
        return True
    if any(kid.lower_ == "provided" for kid in (*verb.rights, *target.rights)):
        return True
    return any(kid.dep_ == "cc" and kid.lower_ == "but" for kid in verb.rights)


def _readiness(block: Block, token: Token) -> tuple[ResponseKind, Token | None, Token | None] | None:
    """Read *is willing to engage*, *remains open to talks*."""
    action = next((kid for kid in token.rights if kid.dep_ in ("xcomp", "ccomp")), None)
    target: Token | None = None
    if action is not None:
        lemma = action.lemma_.lower()
        inner = _target(block, action)
        has_other = inner is None and syntax.child(action, "dobj") is not None
        if has_other or lemma in _HELPS or (lemma not in _NEGOTIATE and inner is None):
            return None
        target = inner or action
    else:
        prep = next((kid for kid in token.rights if kid.dep_ == "prep" and kid.lower_ in ("to", "for")), None)
        pobj = syntax.child(prep, "pobj") if prep is not None else None
        if pobj is None or not _is_on_table(block, pobj):
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


def _target(block: Block, verb: Token) -> Token | None:
    """Find what is answered: a proposal or the talks, as object, behind *to*, or inside an infinitive."""
    for kid in verb.children:
        if kid.dep_ == "dobj":
            if kid.tag_ in ("WDT", "WP") and verb.dep_ in ("relcl", "acl"):
                is_elliptic = verb.head.lower_ in _ORDINALS  # "the first, which ... had opposed"
                return verb.head if is_elliptic or _is_on_table(block, verb.head) else None
            if _is_on_table(block, kid):
                return kid
        if kid.dep_ == "nsubjpass" and _is_on_table(block, kid):
            return kid
        if kid.dep_ == "prep" and kid.lower_ in ("to", "with", "against"):
            pobj = syntax.child(kid, "pobj")
            if pobj is not None and _is_on_table(block, pobj):
                return pobj
        if kid.dep_ in ("xcomp", "ccomp") and not syntax.is_utterance(kid):
            inner = _target(block, kid)
            if inner is not None or kid.lemma_.lower() in ("negotiate", "engage", "compromise"):
                return inner or kid
    return None


def _is_on_table(block: Block, token: Token) -> bool:
    lemma = token.lemma_.lower()
    if is_proposal(block, token) or lemma in _TALKS or lemma == "clause":
        return True
    if lemma in ("version", "draft") and any(kid.lower_ in _ORDINALS for kid in token.lefts):
        return True
    if lemma in _PARTS:
        of = next((kid for kid in token.rights if kid.dep_ == "prep" and kid.lower_ == "of"), None)
        whole = syntax.child(of, "pobj") if of is not None else None
        return whole is not None and _is_on_table(block, whole)
    return (
        lemma in PROPOSAL_NOUNS
        and token.pos_ == "NOUN"
        and lemma in ("text", "draft", "package", "condition")
    )


def _is_conditional(verb: Token) -> bool:
    """Whether the answer hangs on a condition (*if*, *provided that*, *on condition that*)."""
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


def _span(block: Block, verb: Token, target: Token | None, who: Token | None, *, is_whole: bool) -> Span:
    """Return the words from the subject, when it stands close before, to the object or condition."""
    first = last = verb
    if target is not None:
        last = max(verb, syntax.phrase(target)[1] if target.pos_ != "VERB" else target, key=lambda t: t.i)
        first = min(
            verb, target if target.i < verb.i and target.dep_ == "nsubjpass" else verb, key=lambda t: t.i
        )
    if is_whole:
        last = max(last, syntax.subtree_bounds(verb)[1], key=lambda t: t.i)
    for kid in verb.rights:
        if kid.dep_ == "advcl" and any(
            grand.lower_ in ("if", "provided", "unless", "once") for grand in (kid, *kid.children)
        ):
            last = max(last, syntax.subtree_bounds(kid)[1], key=lambda t: t.i)
    for kid in (*verb.lefts, *(verb.head.lefts if verb.dep_ in ("acomp", "attr") else ())):
        if kid.dep_ in ("aux", "auxpass", "neg", "advmod"):
            first = min(first, kid, key=lambda t: t.i)
    if verb.dep_ in ("acomp", "attr") and verb.head.i < first.i:
        first = verb.head
    if who is not None and who.i < first.i and first.i - who.i <= 3 and who.dep_ in ("nsubj", "nsubjpass"):
        first = syntax.phrase(who)[0]
    return block.span(first, last)


def _around(span: Span, said: SaidWords) -> Statement | None:
    """Return the innermost statement whose content holds most of the words."""
    enough = (span.end - span.start) * 0.6
    holding = [
        (piece.end - piece.start, statement)
        for piece, statement in said.pieces(span.start, span.end)
        if min(piece.end, span.end) - max(piece.start, span.start) >= enough
        and not (statement.cue is not None and span.start <= statement.cue.start < span.end)
    ]
    return min(holding, key=lambda pair: pair[0], default=(0, None))[1]


def _is_sponsor(cast: Cast, by: Mention, answered: str | None, proposals: Sequence[Proposal]) -> bool:
    sponsors = [p.sponsor.actor for p in proposals if p.id == answered and p.sponsor is not None]
    return any(cast.represented(sponsor) == cast.represented(by.actor) for sponsor in sponsors)


def _own_speaker(span: Span, said: SaidWords) -> Mention | None:
    statement = _around(span, said)
    return statement.speaker if statement is not None else None


def _proposal(block: Block, target: Token | None, proposals: Sequence[Proposal]) -> str | None:
    """Return the proposal an object mentions, else the only one there is."""
    if target is not None:
        start, end = block.bounds(target, target)
        for proposal in proposals:
            if any(mention.start <= start and end <= mention.end for mention in proposal.mentions):
                return proposal.id
    return proposals[0].id if len(proposals) == 1 else None
