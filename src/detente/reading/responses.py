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
    "conditional": word_set("consider study weigh review"),
}
_PARTICLE_REJECTS = frozenset({("turn", "down"), ("rule", "out"), ("throw", "out"), ("shoot", "down")})
_READY = word_set("willing ready open prepared eager")
_TALKS = word_set(
    "talk negotiation process effort ceasefire truce peace term diplomacy mediation summit meeting "
    "dialogue armistice table engage"
)
_PARTS = word_set("version part half form draft rest bulk most point")
_NEGOTIATE = word_set(
    "negotiate engage talk meet discuss compromise return resume join consider accept sign attend"
)
_NEGATED: dict[ResponseKind, ResponseKind] = {
    "accept": "reject", "support": "oppose", "willing": "reject", "conditional": "reject",
    "reject": "conditional", "oppose": "conditional", "resist": "willing",
}  # fmt: skip


def find_responses(
    reading: Reading, cast: Cast, statements: Sequence[Statement], proposals: Sequence[Proposal]
) -> tuple[Response, ...]:
    """Find the responses of a document, in text order."""
    found: dict[str, Response] = {}
    for block in (b for b in reading.blocks if not b.paragraph.is_heading):
        for token in block.doc:
            response = _read(block, token, reading, cast, statements, proposals)
            if response is not None:
                found.setdefault(response.id, response)
    return tuple(sorted(found.values(), key=lambda r: (r.passage.start, r.passage.end)))


def _read(
    block: Block, token: Token, reading: Reading, cast: Cast, statements: Sequence[Statement],
    proposals: Sequence[Proposal],
) -> Response | None:  # fmt: skip
    answer = _answer(block, token)
    if answer is None:
        return None
    kind, target, who = answer
    by = cast.resolve_all(block, who).mention if who is not None else None
    span = _span(block, token, target, who)
    if by is not None and by.actor is None and who is not None and who.lower_ in ("i", "we"):
        by = _own_speaker(span, statements) or by
    if by is None or by.actor is None:
        return None
    statement = _around(span, statements)
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
        return _readiness(block, token)
    kind = next((name for name, lemmas in _KINDS.items() if lemma in lemmas), None)
    if kind is None or not syntax.is_verb(token) or syntax.is_reduced_passive(token):
        return None
    target = _target(block, token)
    if target is None:
        return None
    if lemma == "refuse" and target.head != token:
        kind = "reject"
    if token.dep_ == "xcomp" and token.head.lemma_.lower() in ("refuse", "decline", "fail"):
        return None  # the governing verb is read, this one belongs to it
    if syntax.is_negated(token):
        kind = _NEGATED[kind]
    elif _is_conditional(token):
        kind = "conditional"
    elif syntax.is_hypothetical(token):
        return None
    return kind, target, syntax.subject(token)


def _readiness(block: Block, token: Token) -> tuple[ResponseKind, Token | None, Token | None] | None:
    """Read *is willing to engage*, *remains open to talks*."""
    action = next((kid for kid in token.rights if kid.dep_ in ("xcomp", "ccomp")), None)
    target: Token | None = None
    if action is not None:
        lemma = action.lemma_.lower()
        inner = _target(block, action)
        if lemma not in _NEGOTIATE and inner is None:
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
    if kind == "willing" and _is_conditional(verb):
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
                return verb.head if _is_on_table(block, verb.head) else None
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


def _span(block: Block, verb: Token, target: Token | None, who: Token | None) -> Span:
    """Return the words from the subject (when it stands close before) to the end of the object."""
    first = last = verb
    if target is not None:
        last = max(verb, syntax.phrase(target)[1] if target.pos_ != "VERB" else target, key=lambda t: t.i)
        first = min(
            verb, target if target.i < verb.i and target.dep_ == "nsubjpass" else verb, key=lambda t: t.i
        )
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


def _around(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost statement whose content holds most of the words."""
    holding = [
        (piece.end - piece.start, statement)
        for statement in statements
        for piece in statement.content
        if piece.start <= span.end - 1 and span.start < piece.end
        and min(piece.end, span.end) - max(piece.start, span.start) >= (span.end - span.start) * 0.6
        and not (statement.cue is not None and span.start <= statement.cue.start < span.end)
    ]  # fmt: skip
    return min(holding, key=lambda pair: pair[0], default=(0, None))[1]


def _own_speaker(span: Span, statements: Sequence[Statement]) -> Mention | None:
    statement = _around(span, statements)
    return statement.speaker if statement is not None else None


def _proposal(block: Block, target: Token | None, proposals: Sequence[Proposal]) -> str | None:
    """Return the proposal an object mentions, else the only one there is."""
    if target is not None:
        start, end = block.bounds(target, target)
        for proposal in proposals:
            if any(mention.start <= start and end <= mention.end for mention in proposal.mentions):
                return proposal.id
    return proposals[0].id if len(proposals) == 1 else None
