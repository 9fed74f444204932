"""The main clauses of what somebody says: whose deed they tell of, and if it is done, coming or denied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from detente.reading.acts import classify_lemmas
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.drafts import Draft
from detente.reading.text.quotations import Quotation
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST = word_set("i we us our my mine ours")
_THIRD = word_set("he she it they his her their its")
_FUTURE = word_set("will would 'll shall 'd wo")
_DUTY = word_set("must should ought")
_NEGATIVE_SUBJECTS = word_set("no nobody none neither nothing noone")
_READINESS = word_set("ready willing prepared able going set determined happy free")
_CONTROLS = word_set(
    "go begin start continue want plan intend agree refuse decline decide try need have hope"
)
_MAX_CLAUSES = 6
"""A long answer is judged by how it begins."""


@dataclass(frozen=True, slots=True)
class SpokenClause:
    """One main clause of some content.

    ``is_own`` says that its subject is the speaker or the speaker's side, None that it has no subject
    that acts (*gates will open*, a passive without an agent). ``deed`` is the PLOVER root of its
    predicate, taken as if it were done. ``doer`` and ``extent`` are where in the document the words of
    its subject and of the whole clause stand. ``head`` is its own verb, ``verb`` the infinitive that this
    only leads to, else the same.
    """

    head: Token
    verb: Token
    deed: str | None
    is_own: bool | None
    is_negated: bool
    is_future: bool
    is_ready: bool
    is_duty: bool
    is_command: bool
    is_perfect: bool
    is_passive: bool
    is_quoted: bool
    doer: tuple[int, int] | None = None
    extent: tuple[int, int] | None = None


def spoken_clauses(
    draft: Draft,
    content: Sequence[Span],
    inside: Mapping[Quotation, Block],
    is_own_name: Callable[[Block, Token], bool],
) -> list[SpokenClause]:
    """Return the main clauses of a statement's content, in text order, at most a few.

    ``inside`` holds the parsed inside of each quotation; ``is_own_name`` says whether a name stands for
    the speaker's side.
    """
    return [
        _clause(block, verb, is_own_name, is_quoted=is_quoted)
        for block, verb, is_quoted in islice(_main_verbs(draft, content, inside), _MAX_CLAUSES)
    ]


def _main_verbs(
    draft: Draft, content: Sequence[Span], inside: Mapping[Quotation, Block]
) -> Iterator[tuple[Block, Token, bool]]:
    """Yield the verb of each main clause of some content, with its block and whether it is quoted."""
    for span in content:
        for token in draft.block.tokens_within(span.start, span.end):
            quotation = draft.block.quotation(token)
            if quotation is None:
                if _is_main(token, draft.block, span):
                    yield draft.block, token, draft.is_turn
                continue
            inner = inside.get(quotation)
            if inner is not None:
                for word in inner.doc:
                    if word.pos_ in ("VERB", "AUX") and word.dep_ in ("ROOT", "conj"):
                        yield inner, word, True


def _is_main(token: Token, block: Block, span: Span) -> bool:
    """Whether a verb heads a main clause of a piece: nothing of it governs it but another such verb."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
        return False
    above = token
    while above.dep_ == "conj" and above.head.pos_ in ("VERB", "AUX"):
        above = above.head
    if above.head == above:
        return True
    low, _ = block.bounds(above.head, above.head)
    return not span.start <= low < span.end


def _clause(
    block: Block, verb: Token, is_own_name: Callable[[Block, Token], bool], *, is_quoted: bool
) -> SpokenClause:
    subject = _shared(verb, ("nsubj", "nsubjpass", "expl"))
    inner = _governed(verb)
    modals = {kid.lower_ for kid in (*verb.children, *_shared_aux(verb)) if kid.dep_ == "aux"}
    has_to = verb.lemma_ in ("need", "have") and inner is not verb
    return SpokenClause(
        head=verb,
        verb=inner,
        deed=_deed(inner),
        is_own=_is_own(block, subject, is_own_name, is_quoted=is_quoted),
        is_negated=_is_negated(verb, subject),
        is_future=bool(modals & _FUTURE) or (verb.lemma_ == "go" and inner is not verb),
        is_ready=any(kid.dep_ == "acomp" and kid.lemma_.lower() in _READINESS for kid in verb.children),
        is_duty=bool(modals & _DUTY) or (has_to and not _is_negated(verb, subject)) or _is_up_to(verb),
        is_command=is_quoted and subject is None and verb.tag_ == "VB" and not modals,
        is_perfect="have" in {kid.lemma_ for kid in verb.children if kid.dep_ == "aux"},
        is_passive=syntax.is_passive(verb) and syntax.child(verb, "agent") is None,
        is_quoted=is_quoted,
        doer=block.bounds(subject.left_edge, subject.right_edge) if subject is not None else None,
        extent=block.bounds(inner.left_edge, inner.right_edge),
    )


def _shared(verb: Token, relations: tuple[str, ...]) -> Token | None:
    """Return a child of a verb, or of the verb it is joined to when it has none of its own."""
    own = syntax.child(verb, *relations)
    if own is None and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _shared(verb.head, relations)
    return own


def _shared_aux(verb: Token) -> list[Token]:
    if verb.dep_ == "conj" and verb.tag_ == "VB" and syntax.child(verb, "nsubj") is None:
        return [kid for kid in verb.head.children if kid.dep_ == "aux"]
    return []


def _governed(verb: Token) -> Token:
    """Return the infinitive a verb only leads to (*are ready to sign*, *need to negotiate*)."""
    for kid in verb.rights:
        if kid.dep_ == "xcomp" and syntax.is_infinitive(kid) and verb.lemma_.lower() in _CONTROLS:
            return kid
        if kid.dep_ == "acomp" and kid.lemma_.lower() in _READINESS:
            return syntax.child(kid, "xcomp") or verb
    return verb


def _is_up_to(verb: Token) -> bool:
    """Whether it is for another to act (*it is up to the Kremlin to ...*)."""
    return verb.lemma_ == "be" and any(
        kid.lower_ == "up" and any(token.lower_ == "to" for token in kid.subtree) for kid in verb.rights
    )


def _is_negated(verb: Token, subject: Token | None) -> bool:
    if syntax.is_negated(verb):
        return True
    if subject is not None:
        first = subject.left_edge
        if subject.lower_ in _NEGATIVE_SUBJECTS or first.lower_ in _NEGATIVE_SUBJECTS:
            return True
        if first.lower_ == "not" and first.i + 1 < len(first.doc) and first.nbor().lower_ in ("one", "a"):
            return True
    target = syntax.child(verb, "dobj", "attr")
    return target is not None and (target.left_edge.lower_ == "no" or target.lower_ == "nothing")


def _is_own(
    block: Block, subject: Token | None, is_own_name: Callable[[Block, Token], bool], *, is_quoted: bool
) -> bool | None:
    if subject is None or subject.dep_ == "expl":
        return None
    if subject.dep_ == "nsubjpass" and subject.pos_ != "PRON":
        return None
    words = [subject, *(kid for kid in subject.children if kid.dep_ == "poss")]
    if any(word.lower_ in _FIRST for word in words):
        return True
    if not is_quoted and any(word.lower_ in _THIRD for word in words):
        return True
    named = [word for word in subject.subtree if block.name(word) is not None]
    if named:
        return any(is_own_name(block, word) for word in named)
    return False


def _deed(verb: Token) -> str | None:
    """Return the PLOVER root of a predicate, as if it were done."""
    target = syntax.child(verb, "dobj", "nsubjpass")
    particle = syntax.child(verb, "prt")
    complement = syntax.child(verb, "xcomp", "ccomp")
    beside = next((kid for kid in verb.rights if kid.dep_ == "prep"), None)
    # what a preposition adds counts only where the verb alone means nothing: "vote against"
    words = [token.lower_ for token in verb.subtree if token.dep_ != "prep"]
    for behind in dict.fromkeys((particle, particle or beside)):
        act = classify_lemmas(
            verb.lemma_.lower(),
            particle=behind.lower_ if behind is not None else None,
            object_lemma=target.lemma_.lower() if target is not None else None,
            complement_lemma=complement.lemma_.lower() if complement is not None else None,
            words=words,
        )
        if act is not None:
            return act.root
    return None
