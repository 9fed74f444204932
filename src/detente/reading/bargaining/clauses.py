"""The terms of a proposal: what it would do, or what would be done under it, and to whose gain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.bargaining.colons import told_behind_colon
from detente.reading.bargaining.items import listed
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.said_words import SaidWords
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

TERMS = word_set(
    "give allow require include call provide envisage envision foresee cede freeze demand grant "
    "offer leave ban oblige contain stipulate propose commit guarantee recognise recognize lift set "
    "establish create deploy withdraw exchange involve hand place put keep let bar limit cap return "
    "restore release end halt force ask see commit outline specify mandate impose permit enable "
    "transfer reward"
)
WOULD_TERMS = word_set(
    "open reopen free pull suspend disarm demobilise demobilize dismantle divide share send secure start "
    "close resume extend split stop demilitarise demilitarize neutralise neutralize partition allocate"
)
"""Terms only where a proposal *would* do so: of what is agreed they tell what came of it."""
_HEDGES = word_set("reportedly allegedly purportedly apparently supposedly")
_AWAY = word_set("cede withdraw give surrender renounce abandon relinquish hand leave pull drop return")
_LETS = word_set("allow let permit enable give grant guarantee")
_RELIEVES = word_set("suspend lift ease remove waive end drop relax")
_BURDENS = word_set("sanction embargo tariff restriction blockade")
_WOULD = frozenset({"would", "will", "shall"})
_AGREES = word_set("agree promise pledge undertake vow accept offer commit")
_RETURNS = frozenset({"return", "exchange"})
_IT = frozenset({"it", "they"})
_WARS = word_set("war fighting conflict bloodshed violence crisis hostility standoff feud")
_ALL = frozenset({"both", "each", "all", "neither"})
_CAUSES = frozenset({"have", "see", "make"})


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the text states it: its words, who gains and who yields, whether it is hearsay."""

    span: Span
    gives_to: str | None
    taken_from: str | None
    is_hedged: bool


def terms_at(block: Block, cast: Cast, token: Token) -> Iterator[Term]:
    """Yield the terms stated with a mention: relative clause, predicate, or main clause behind *under*."""
    for kid in token.rights:
        if (
            kid.dep_ in ("relcl", "acl")
            and kid.tag_ != "VBN"
            and (_states(kid) or (kid.dep_ == "relcl" and kid.lemma_.lower() in WOULD_TERMS))
            and not _is_purpose(kid)
            and syntax.subject(kid) == token
        ):
            yield from _terms_of(block, cast, kid)
        elif kid.dep_ == "relcl" and (opening := _under_which(kid)) is not None:
            yield from main_clauses(block, cast, kid, opening.nbor(1))
    verb = token.head
    if token.dep_ == "nsubj" and _states(verb) and not syntax.is_negated(verb):
        yield from _terms_of(block, cast, verb)
    if is_under(token):
        yield from main_clauses(block, cast, verb.head, _clause_start(verb.head, verb))
    behind = told_behind_colon(block, token)
    if behind:
        for told, first, last in behind:
            yield Term(block.span(first, last), *_sides(block, cast, told), _is_hedged(told))
    elif (stray := _stray_verb(token)) is not None:
        yield from _terms_of(block, cast, stray)
        yield from (
            _clause(block, cast, kid, _part_start(kid))
            for kid in token.rights
            if kid.dep_ == "advcl" and kid.i > stray.i and _is_while(kid)
        )


def _stray_verb(token: Token) -> Token | None:
    """Return the verb of a sentence that the parse takes for a relative clause of its subject.

    *A paper that the envoys circulated would have X leave*: the mention is left without a verb of its own.
    """
    if token.dep_ != "ROOT" or token.pos_ not in ("NOUN", "PROPN"):
        return None
    for kid in token.rights:
        would = next((one for one in kid.lefts if one.dep_ == "aux" and one.lower_ in _WOULD), None)
        before = would.nbor(-1) if would is not None and would.i else None
        is_told = before is not None and before.lower_ not in ("that", "which", "who")
        if kid.dep_ in ("relcl", "acl") and is_told and (_states(kid) or _makes_do(kid)):
            return kid
    return None


def _is_purpose(verb: Token) -> bool:
    """Whether a clause says what a text is for and not what it says (*a plan to end the war*)."""
    target = syntax.child(verb, "dobj")
    return verb.dep_ == "acl" and target is not None and target.lemma_.lower() in _WARS


def _would(verb: Token) -> bool:
    return any(kid.dep_ == "aux" and kid.lower_ in _WOULD for kid in verb.children)


def _makes_do(verb: Token) -> bool:
    """Whether a verb has somebody do something (*would have X leave*, *would see X leave*)."""
    content = syntax.child(verb, "ccomp")
    return verb.lemma_.lower() in _CAUSES and content is not None and content.tag_ == "VB"


def main_clauses(block: Block, cast: Cast, verb: Token, first: Token) -> Iterator[Term]:
    """Yield the term of a main clause and of those joined to it (*X would leave, while Y would pay*)."""
    for part in _joined(verb):
        yield _clause(block, cast, part, first if part == verb else _part_start(part))


def _joined(verb: Token) -> list[Token]:
    """Return a verb and those joined to it that say something of their own, in text order."""
    found, current = [verb], verb
    while (following := _next_joined(current)) is not None:
        found.append(following)
        current = following
    return found


def _next_joined(verb: Token) -> Token | None:
    """Return the next verb joined to one by *and* or a semicolon, or set against it by *while*."""
    if (
        verb.dep_ == "ccomp"
        and verb.head.i > verb.right_edge.i
        and verb.doc[verb.right_edge.i + 1].text == ";"
    ):
        return verb.head if _would(verb.head) else None
    for kid in verb.rights:
        has_subject = syntax.child(kid, "nsubj", "nsubjpass") is not None
        has_rest = syntax.child(kid, "dobj", "prep", "prt", "xcomp", "ccomp") is not None
        if kid.dep_ == "conj" and kid.pos_ in ("VERB", "AUX") and (has_subject or has_rest):
            return kid
        if kid.dep_ == "advcl" and _is_while(kid) and has_subject:
            return kid
    return None


def _is_while(clause: Token) -> bool:
    mark = syntax.child(clause, "mark")
    return mark is not None and mark.lower_ in ("while", "whereas")


def _part_start(verb: Token) -> Token:
    """Return where a joined clause begins, its *while* left out."""
    first = verb.left_edge
    marks = [token for token in verb.doc[first.i : verb.i] if token.text == ";"]
    if marks:
        return marks[-1].nbor(1)
    return first.nbor(1) if first.lower_ in ("while", "whereas") else first


def _states(verb: Token) -> bool:
    """Whether a verb whose subject is a proposal states a term of it."""
    lemma = verb.lemma_.lower()
    return lemma in TERMS or (_would(verb) and (lemma in WOULD_TERMS or _makes_do(verb)))


def _under_which(verb: Token) -> Token | None:
    """Return the relative word that opens terms: *under which ten hostages would be freed*."""
    for kid in verb.lefts:
        which = (
            syntax.child(kid, "pobj") if kid.dep_ == "prep" and kid.lower_ in ("under", "by", "in") else None
        )
        if which is not None and which.lower_ == "which":
            return which
        if kid.lower_ == "whereby":
            return kid
    return None


def is_under(token: Token) -> bool:
    """Whether a mention opens the terms: *under the plan*."""
    verb = token.head
    is_behind = token.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ == "under"
    return is_behind and verb.head.pos_ in ("VERB", "AUX")


def terms_after(
    following: Sequence[tuple[Block, Sentence]], cast: Cast, said: SaidWords, *, is_open: bool
) -> Iterator[Term]:
    """Yield the terms in the sentences that follow one on a proposal.

    They go on as long as each sentence says what would be done, what it requires (*it also calls for*), or
    what one side gives *in return*, in the reporter's own words.

    Parameters
    ----------
    following : sequence of (Block, Span)
        The sentences after it, into the next paragraph.
    cast : Cast
    said : SaidWords
        What somebody says is no term.
    is_open : bool
        Whether the sentence before states terms; after another, *it requires* must come first.
    """
    for block, sent in following:
        verb = sent.root
        if said.is_said(block.bounds(verb, verb)[0]):
            return
        subject = syntax.child(verb, "nsubj")
        is_of_it = subject is not None and subject.lower_ in _IT and _is_present(verb)
        if is_of_it and verb.lemma_.lower() in TERMS and not syntax.is_negated(verb):
            is_open = True
            yield from _terms_of(block, cast, verb)
        elif is_open and (prep := _in_return(verb)) is not None:
            yield from _returned(block, cast, verb, prep)
        elif is_open and _is_term(block, verb):
            yield from main_clauses(block, cast, verb, verb.left_edge)
        else:
            return


def sentences_after(blocks: Sequence[Block], opened: Block, sent: Sentence) -> list[tuple[Block, Sentence]]:
    """Return the sentences after one, with their blocks, to the end of the next paragraph."""
    return [
        (block, other)
        for block in blocks
        if opened.index <= block.index <= opened.index + 1
        for other in block.doc.sents
        if block.index > opened.index or other.start > sent.start
    ]


def _is_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") or any(kid.lower_ in _WOULD for kid in verb.children)


def _in_return(verb: Token) -> Token | None:
    """Return the *in* of *in return*, *in exchange* that stand by themselves beside a verb."""
    for kid in verb.children:
        given = syntax.child(kid, "pobj") if kid.dep_ == "prep" and kid.lower_ == "in" else None
        if given is not None and given.lower_ in _RETURNS and not list(given.rights):
            return kid
    return None


def _returned(block: Block, cast: Cast, verb: Token, prep: Token) -> Iterator[Term]:
    """Yield what is given in return: what one agrees to do, else the clause."""
    action = syntax.child(verb, "xcomp") if verb.lemma_.lower() in _AGREES else None
    if action is not None:
        for part in _joined(action):
            yield _clause(block, cast, part, part)
    else:
        yield from main_clauses(block, cast, verb, _clause_start(verb, prep))


def is_bound(verb: Token) -> bool:
    """Whether a clause says what will be done: *will*, *shall*, *is to*."""
    action = syntax.child(verb, "xcomp") if verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP") else None
    is_to = action is not None and syntax.is_infinitive(action)
    return is_to or any(kid.dep_ == "aux" and kid.lower_ in ("will", "shall") for kid in verb.children)


def _is_term(block: Block, verb: Token) -> bool:
    if not (is_bound(verb) or _would(verb)):
        return False
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    name = block.name(subject) if subject is not None else None
    is_person = (
        subject is None
        or (subject.pos_ == "PRON" and subject.lower_ not in _ALL)
        or (name is not None and name.kind == "person")
    )
    return not is_person and not syntax.is_utterance(verb)


def _clause_start(clause: Token, prep: Token) -> Token:
    """Return where the main clause begins, the *under*-phrase before it left out."""
    subject = syntax.child(clause, "nsubj", "nsubjpass")
    if subject is not None and prep.i < subject.left_edge.i:
        return syntax.phrase(subject)[0]
    after = [token for token in clause.subtree if token.i > prep.right_edge.i and not token.is_punct]
    return after[0] if prep.i < clause.i and after else clause.left_edge


def _terms_of(block: Block, cast: Cast, verb: Token) -> Iterator[Term]:
    """Yield the terms of one verb and those joined to it.

    Joined objects (*a truce, a withdrawal and a swap*) are terms each, and so are the clauses of what is
    provided (*provides that X leaves and Y pays*).
    """
    content = syntax.child(verb, "ccomp")
    if content is not None and content.i > verb.i and syntax.child(content, "mark") is not None:
        yield from stated_terms(block, cast, content)
        return
    for part in _joined(verb):
        yield from _listed_terms(block, cast, part)


def _listed_terms(block: Block, cast: Cast, verb: Token) -> Iterator[Term]:
    target = syntax.child(verb, "dobj")
    called = next((kid for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ == "for"), None)
    if target is None and called is not None:
        target = syntax.child(called, "pobj")
    parts = listed(target) if target is not None else []
    if len(parts) <= 2 and (called is None or len(parts) <= 1):
        yield _clause(block, cast, verb, verb)
        return
    for part, first, last in parts:
        yield Term(block.span(first, last), *_sides(block, cast, part), _is_hedged(verb))


def _clause(block: Block, cast: Cast, verb: Token, first: Token) -> Term:
    last = syntax.subtree_bounds(verb)[1]
    joined = _next_joined(verb)
    if joined is not None and joined.left_edge.i > verb.i:
        last = block.doc[joined.left_edge.i - 1]
        while last.i > verb.i and (last.is_punct or last.dep_ == "cc"):
            last = last.nbor(-1)
    return Term(block.span(first, last), *_sides(block, cast, verb), _is_hedged(verb))


def stated_terms(block: Block, cast: Cast, verb: Token) -> Iterator[Term]:
    """Yield clauses that are themselves the terms (*proposed that the troops leave*), without *that*."""
    for part in _joined(verb):
        mark = next((kid for kid in part.children if kid.dep_ == "mark"), None)
        first = _part_start(part) if mark is None or mark.i != part.left_edge.i else mark.nbor(1)
        yield _clause(block, cast, part, first)


def _is_hedged(verb: Token) -> bool:
    return any(kid.lower_ in _HEDGES for kid in verb.children)


def _sides(block: Block, cast: Cast, head: Token) -> tuple[str | None, str | None]:
    """Return who gains and who yields by a term, where the words say it."""
    gains, yields = None, _yielding(block, cast, head)
    for token in head.subtree:
        name = block.name(token)
        key = cast.resolve(block, token).mention.actor if name is not None else None
        if key is None:
            continue
        role = _role(token, head)
        if role == "gains" and gains is None:
            gains = cast.represented(key)
        elif role == "yields" and yields is None:
            yields = cast.represented(key)
    return gains, None if yields == gains else yields


def _yielding(block: Block, cast: Cast, head: Token) -> str | None:
    """Return whose troops or officials leave, withdraw, hand over."""
    if head.lemma_ == "be" and (action := syntax.child(head, "xcomp")) is not None:
        head = action  # "is to withdraw"
    is_away = head.lemma_.lower() in _AWAY and head.pos_ == "VERB" and not syntax.is_passive(head)
    doer = syntax.subject(head) if is_away else None
    actor = cast.resolve(block, doer).mention.actor if doer is not None else None
    return cast.represented(actor)


def _role(token: Token, head: Token) -> str | None:
    """Say whether the words around a name make it the one that gains or the one that yields."""
    governor = token.head
    if token.dep_ in ("pobj", "dative") and governor.lower_ == "to":
        return "gains"
    if token.dep_ == "pobj" and governor.lower_ == "from" and governor.head.pos_ == "VERB":
        return "yields"
    if token.dep_ == "pobj" and governor.lower_ in ("on", "against"):
        burden, verb = governor.head, governor.head.head
        is_relief = burden.lemma_.lower() in _BURDENS and verb.lemma_.lower() in _RELIEVES
        return "gains" if is_relief else None
    if token.dep_ in ("nsubj", "dobj") and governor.dep_ in ("ccomp", "xcomp") and governor != head:
        return "gains"
    if token.dep_ in ("dobj", "dative") and governor == head and head.lemma_.lower() in _LETS:
        return "gains"
    return None
