"""Cues in one parsed sentence: the word that says somebody spoke, who did, and whether it was said at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import (
    ATTITUDES,
    CUE_PEOPLE,
    DISPOSITIONS,
    DOCUMENTS,
    OBJECT_CONTENT,
    REFUSALS,
    STANCE_NOUNS,
    CueClass,
    classes,
    is_rare,
    word_set,
)
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak as can_speak
from detente.reading.speech.content_words import cut, is_cue_verb, spans
from detente.reading.speech.cue_content import find_clause, find_content, has_that
from detente.reading.speech.cue_frames import ANYBODY, FRAMED, find_framed, find_unowned
from detente.reading.speech.cue_subjects import cue_subject, inverted_subject, is_right_behind
from detente.reading.speech.disputes import find_dispute
from detente.reading.speech.drafts import Draft
from detente.reading.speech.hearers import is_unowned_question
from detente.reading.speech.not_told import UNSAID
from detente.reading.speech.noun_cues import find_according, find_noun_cue
from detente.reading.speech.quotation_owners import quotations_by_cue
from detente.reading.speech.sayers_behind import find_sayer_behind
from detente.reading.speech.unsaid import is_possible_only, is_unsaid, why_false_source
from detente.reading.speech.verdicts import find_verdict
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_UNNAMED = re.compile(r"\b(?:be (?:named|identified|quoted)|anonymity)\b")
_ABOUT_NAMING = word_set("ask request insist decline want wish agree refuse prefer")
_HELD_OPEN = word_set(
    "continue begin start go like seem appear use keep tend come return report say have lead prompt cause"
)
_ANYWAY: tuple[CueClass, ...] = ("say",)
"""Classes that need nobody who can speak as their subject."""
_STANCES: frozenset[CueClass] = frozenset({"think", "position", "about", "express", "judge"})


def find_cues(block: Block, sent: Sentence) -> list[Draft]:
    """Return a draft for every cue of a sentence that has content or a quotation beside it, in order.

    What somebody wants or thinks is left to the words that tell of it, where these are somebody's: *he said
    he wanted to go* is what he said.
    """
    quoted = quotations_by_cue(block, sent)
    drafts: list[Draft] = []
    stances: list[Draft] = []
    for token in sent:
        if block.name(token) is not None or block.quotation(token) is not None:
            continue
        stance = None
        draft = find_dispute(block, token) or find_sayer_behind(block, token)
        if draft is None:
            draft = _cue_at(block, token, sent, quoted.get(token.i, []))
        if draft is None:
            stance = _framed_cue(block, token)
        elif _is_stance(draft):
            draft, stance = None, draft
        for kept, found in ((drafts, draft), (stances, stance)):
            if found is not None and not is_about_naming(found) and not _is_quoted(block, found):
                kept.append(found)
    drafts += [one for one in stances if not any(_tells(other, one) for other in (*drafts, *stances))]
    return sorted(drafts, key=lambda one: one.cue_token.i if one.cue_token is not None else sent.end)


def _cue_at(block: Block, token: Token, sent: Sentence, quoted: list[Token]) -> Draft | None:
    if is_cue_verb(token) or quoted:
        return _verb_cue(block, token, quoted)
    if token.lower_ == "according":
        return find_according(block, token, sent)
    return _attitude(block, token) or find_verdict(block, token) or find_noun_cue(block, token)


def _is_quoted(block: Block, draft: Draft) -> bool:
    """Whether cue and content both stand between marks: words of whoever is quoted, told by him alone."""
    cue = draft.cue
    if cue is None or draft.quotations:
        return False
    around = next(
        ((low, high) for low, high in block.masked.quoted if low <= cue.start and cue.end <= high), None
    )
    if around is None or not any(around[0] <= piece.start < around[1] for piece in draft.pieces):
        return False
    speaker = draft.speaker
    is_split = speaker is not None and block.bounds(speaker, speaker)[0] < around[0] == cue.start
    return not is_split  # 'the minister "fears the talks will fail"'


def _is_stance(draft: Draft) -> bool:
    """Whether a cue tells of a thought or a wish that the speaker of the words around it may have."""
    token, speaker = draft.cue_token, draft.speaker
    if draft.quotations or token is None:
        return False
    if token.pos_ in ("NOUN", "ADJ"):
        return draft.lemma in STANCE_NOUNS | ATTITUDES
    is_own = speaker is not None and speaker.pos_ == "PRON"
    return is_own and draft.cue_class in _STANCES and draft.lemma not in REFUSALS


def _tells(outer: Draft, inner: Draft) -> bool:
    """Whether a cue stands in the words another cue tells."""
    cue = inner.cue
    return cue is not None and any(span.start <= cue.start and cue.end <= span.end for span in outer.pieces)


def is_about_naming(draft: Draft) -> bool:
    """Whether a source only asks not to be named."""
    words = " ".join(span.text for span in draft.pieces).lower()
    return draft.lemma in _ABOUT_NAMING and _UNNAMED.search(words) is not None


# -- verbs


def _verb_cue(block: Block, verb: Token, quoted: list[Token]) -> Draft | None:
    if not quoted and (syntax.is_reduced_passive(verb) or is_unowned_question(verb)):
        return None
    if not quoted and (_is_hearsay_frame(verb) or (syntax.is_infinitive(verb) and not _is_carried_on(verb))):
        return None  # "is said to have replied": the infinitive is the cue; "wants to say": not said yet
    speaker = cue_subject(verb) or (inverted_subject(block, verb) if quoted else None)
    told = _told_to(verb)
    named: tuple[CueClass, ...] = classes(verb.lemma_.lower()) or ("say",)
    for cue_class in named:
        if told is not None:
            content = [block.span(*told[1])]
        elif quoted and _is_interrupted(block, verb, cue_class):
            content = []
        else:
            content = find_content(block, verb, cue_class, is_quoted=bool(quoted))
        if not (content or quoted) or not (quoted or _is_plausible(block, verb, cue_class, speaker)):
            continue
        if not quoted and cue_class in UNSAID and syntax.is_negated(verb):
            return None
        draft = Draft(
            block=block,
            cue_token=verb,
            cue_class=cue_class,
            cue=cue_span(block, verb),
            speaker=speaker,
            addressee=told[0] if told is not None else _addressee(block, verb, cue_class),
            is_negated=is_unsaid(verb) and cue_class != "think",
            is_hypothetical=is_possible_only(verb, is_quoted=bool(quoted)),
            reason=why_false_source(speaker, verb),
            is_hearsay=syntax.is_infinitive(verb) and verb.dep_ == "xcomp" and _is_hearsay_frame(verb.head),
        )
        draft.pieces += content
        draft.quotations += [q for token in quoted if (q := block.quotation(token)) is not None]
        return draft
    return None


def _framed_cue(block: Block, verb: Token) -> Draft | None:
    """Read verbs that are cues in some of their uses, and passives that leave out who speaks."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in FRAMED or not syntax.is_verb(verb):
        return None
    is_open = syntax.is_passive(verb) or syntax.is_reduced_passive(verb)
    if is_open and (unowned := find_unowned(block, verb)):
        return Draft(
            block=block, cue_token=verb, cue_class="think", cue=cue_span(block, verb), speaker=None,
            pieces=unowned, is_hypothetical=is_possible_only(verb, is_quoted=False),
            reason="the text does not say who says or thinks so",
        )  # fmt: skip
    if is_open or (syntax.is_infinitive(verb) and not _is_carried_on(verb)):
        return None
    speaker = cue_subject(verb)
    framed = find_framed(block, verb, speaker)
    if framed is None:
        return None
    return Draft(
        block=block, cue_token=verb, cue_class=framed[0], cue=cue_span(block, verb), speaker=speaker,
        pieces=framed[1], is_hypothetical=is_possible_only(verb, is_quoted=False),
        reason=why_false_source(speaker, verb),
    )  # fmt: skip


def _is_plausible(block: Block, verb: Token, cue_class: CueClass, speaker: Token | None) -> bool:
    """Whether a verb without a quotation is a cue: somebody can have said it, and its content shows it."""
    if is_rare(verb.lemma_.lower()) and not (has_that(verb) or _as_phrase(verb) or _is_text(speaker)):
        return False
    if verb.lemma_.lower() == "want":
        clause = find_clause(block, verb, cue_class)  # wanting something of others is a demand
        if clause is None or syntax.child(clause, "nsubj") is None:
            return False
    has_clause = has_that(verb) or find_clause(block, verb, cue_class) is not None
    if has_clause and speaker is not None and verb.lemma_.lower() in ANYBODY and speaker.pos_ == "NOUN":
        return True
    if cue_class in _ANYWAY and (has_clause or verb.lemma_.lower() not in OBJECT_CONTENT):
        return speaker is not None or has_clause
    return speaker is not None and (can_speak(block, speaker) or _is_text(speaker))


def _is_hearsay_frame(verb: Token) -> bool:
    """Whether a passive only frames an infinitive (*is said to*, *is reported to*, *is expected to*)."""
    clause = syntax.child(verb, "xcomp")
    return (
        clause is not None
        and syntax.is_infinitive(clause)
        and syntax.is_passive(verb)
        and not syntax.child(verb, "agent")
    )


def _is_interrupted(block: Block, verb: Token, cue_class: CueClass) -> bool:
    """Whether what the parser takes for content is only who speaks (*"...," said X*)."""
    clause = find_clause(block, verb, cue_class)
    if clause is None:
        return False
    is_cue = clause.dep_ == "ccomp" and is_cue_verb(clause) and not has_that(verb)
    behind = is_right_behind(block, verb) and syntax.child(verb, "nsubj") is None
    return (is_cue and syntax.child(clause, "ccomp", "xcomp", "dobj") is None) or behind


def _is_text(speaker: Token | None) -> bool:
    return speaker is not None and speaker.lemma_.lower() in DOCUMENTS


def _is_carried_on(verb: Token) -> bool:
    """Whether an infinitive is speech that happened (*went on to say*, *is reported to have shouted*)."""
    has_perfect = any(kid.dep_ == "aux" and kid.lower_ == "have" for kid in verb.children)
    return has_perfect or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _HELD_OPEN)


def _told_to(verb: Token) -> tuple[Token, tuple[Token, Token]] | None:
    """Read *admitted to close advisers that ...*, which the parser often takes for an infinitive."""
    doc, end = verb.doc, verb.sent.end
    if verb.i + 3 >= end or doc[verb.i + 1].lower_ != "to":
        return None
    for index in range(verb.i + 2, min(verb.i + 7, end - 1)):
        if doc[index].lemma_.lower() in CUE_PEOPLE and doc[index + 1].lower_ == "that":
            that = doc[index + 1]
            clause = that.head if that.head.i > that.i else that
            last = clause.right_edge
            while last.is_punct and last.i > that.i:
                last = last.nbor(-1)
            return doc[index], (that, last)
        if doc[index].is_punct or (doc[index].pos_ == "VERB" and doc[index].lemma_ != "close"):
            return None
    return None


def _as_phrase(verb: Token) -> bool:
    return any(kid.dep_ == "prep" and kid.lower_ == "as" for kid in verb.children)


def _attitude(block: Block, token: Token) -> Draft | None:
    """Read *X is confident that ...*, *X is wary of ...*, *X is willing to ...*: what somebody thinks."""
    verb = token.head
    if token.dep_ != "acomp" or token.lemma_.lower() not in ATTITUDES:
        return None
    speaker = syntax.child(verb, "nsubj")
    if speaker is None or not can_speak(block, speaker):
        return None
    content = _attitude_content(token, verb)
    pieces = spans(block, cut([word for word in content if word.i > token.i], token))[:1] if content else []
    if not pieces:
        return None
    return Draft(
        block=block,
        cue_token=token,
        cue_class="think",
        cue=block.span(token, token),
        speaker=speaker,
        pieces=pieces,
        is_negated=syntax.is_negated(verb) and token.lemma_.lower() not in DISPOSITIONS,
        is_hypothetical=is_possible_only(verb, is_quoted=False),
    )


def _attitude_content(token: Token, verb: Token) -> list[Token]:
    lemma = token.lemma_.lower()
    clause = syntax.child(token, "ccomp") or syntax.child(verb, "ccomp")
    if clause is not None and clause.i > token.i and lemma not in DISPOSITIONS:
        return list(clause.subtree)
    for kid in token.rights:
        if kid.dep_ == "xcomp" and syntax.is_infinitive(kid):
            return list(kid.subtree)
        inner = syntax.child(kid, "pobj", "pcomp") if kid.dep_ == "prep" else None
        if inner is not None and kid.lower_ in ("of", "about", "over"):
            return list(inner.subtree)
    return []


# -- its words


def cue_span(block: Block, verb: Token) -> Span:
    """Return the verb with the auxiliaries and adverbs right before it and its particle."""
    first = last = verb
    while first.i > verb.sent.start:
        before = first.nbor(-1)
        if before.head != verb or before.dep_ not in ("aux", "auxpass", "neg", "advmod"):
            break
        if (
            block.name(before) is not None
            or block.quotation(before) is not None
            or (before.dep_ == "advmod" and not before.lower_.endswith("ly"))
        ):
            break
        first = before
    for kid in verb.rights:
        if kid.dep_ == "prt" and kid.i == last.i + 1:
            last = kid
    while (
        first != verb
        and first.dep_ == "advmod"
        and first.nbor(1) == verb
        and first.i == verb.i - 1
        and first.is_sent_start
    ):
        first = first.nbor(1)
    return block.span(first, last)


def _addressee(block: Block, verb: Token, cue_class: CueClass) -> Token | None:
    if cue_class in ("think", "call", "express"):
        return None
    for kid in verb.children:
        if kid.dep_ in ("dobj", "dative", "iobj") and block.quotation(kid) is None:
            if kid.dep_ == "dative" and kid.pos_ == "ADP":
                kid = syntax.child(kid, "pobj") or kid
            if can_speak(block, kid) or kid.lower_ in ("him", "her", "them", "us", "me"):
                return kid
        if kid.dep_ == "prep" and kid.lower_ in ("to", "on"):
            target = syntax.child(kid, "pobj")
            if target is not None and can_speak(block, target):
                return target
        if kid.dep_ in ("ccomp", "xcomp"):
            inner = syntax.child(kid, "nsubj")
            if inner is not None and syntax.is_infinitive(kid) and can_speak(block, inner):
                return inner
    return None
