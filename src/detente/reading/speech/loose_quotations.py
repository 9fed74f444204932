"""Quotations without a cue of their own: after a colon, in their own sentence, over several paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import DOCUMENTS, classes
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.content_words import can_speak, is_cue_verb
from detente.reading.speech.cue_content import find_content
from detente.reading.speech.cue_finding import cue_span
from detente.reading.speech.cue_subjects import cue_subject
from detente.reading.speech.drafts import Draft
from detente.reading.speech.noun_cues import find_maker
from detente.reading.speech.quotation_credits import find_credit, find_lead_in
from detente.reading.text.quotations import Quotation
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from detente.reading.speech.statements import Ledger

_SENTENCE_END = re.compile(r"[.?!;] ")
_SAYING = frozenset({"say", "urge", "think"})
_UTTERANCE_ENDS = ("?", "!", "…")
_MIN_WORDS = 4
"""Quoted words without speaker or cue are kept from this many on; fewer are titles and scare quotes."""


def attach_loose(block: Block, sent: Sentence, ledger: Ledger, reading: Reading) -> None:
    """Give the quotations of a sentence that no cue took to whoever the words around them show."""
    for token in sent:
        quotation = block.quotation(token)
        if quotation is None or quotation in ledger.taken:
            continue
        if quotation.is_continued and not _has_text_before(reading, quotation):
            continue  # goes with the paragraph before
        draft = (
            _introduced(block, token, quotation)
            or _after_colon(block, token, quotation)
            or _after_name(block, token, quotation)
            or _ended_before_cue(block, sent, token, quotation)
            or find_credit(quotation, reading, ledger.lines)
            or find_lead_in(block, quotation, ledger.lines)
            or _carrying_on(block, sent, quotation, ledger, reading)
        )
        if draft is None and quotation_words(reading, quotation) < _MIN_WORDS:
            continue  # a title, a slogan, a word set apart
        if draft is None:
            draft = Draft(
                block=block, cue_token=None, cue_class=None, cue=None, speaker=None, quotations=[quotation],
                reason="no word beside the quotation says who is speaking",
            )  # fmt: skip
        if draft in ledger.drafts:
            draft.quotations.append(quotation)
            ledger.taken[quotation] = draft
        else:
            ledger.add(draft)


def quotation_words(reading: Reading, quotation: Quotation) -> int:
    """Count the words between the marks."""
    return len(reading.text[quotation.inner_start : quotation.inner_end].split())


def _has_text_before(reading: Reading, quotation: Quotation) -> bool:
    start = reading.text.rfind("\n", 0, quotation.start) + 1
    return bool(reading.text[start : quotation.start].strip())


def _introduced(block: Block, token: Token, quotation: Quotation) -> Draft | None:
    """Read *..., adding, "..."* where the parser begins a new sentence with the quotation."""
    index = token.i - 1
    while index >= 0 and block.doc[index].is_punct and block.doc[index].text != ".":
        index -= 1
    if index < 0 or index == token.i - 1 or not is_cue_verb(block.doc[index]):
        return None
    verb = block.doc[index]
    return Draft(
        block=block, cue_token=verb, cue_class="say", cue=cue_span(block, verb), speaker=cue_subject(verb),
        quotations=[quotation],
    )  # fmt: skip


def _ended_before_cue(block: Block, sent: Sentence, token: Token, quotation: Quotation) -> Draft | None:
    """Read *"...?" X asked.*: the quotation ends its sentence, and the next one is only its cue."""
    following = next((other for other in block.doc.sents if other.start == sent.end), None)
    is_ended = block.text[quotation.inner_start : quotation.inner_end].rstrip().endswith(_UTTERANCE_ENDS)
    if (
        following is None
        or not is_ended
        or any(not word.is_punct for word in block.doc[token.i + 1 : sent.end])
    ):
        return None
    verb = following.root
    speaker = syntax.child(verb, "nsubj")
    if speaker is None or following.start not in (speaker.left_edge.i, verb.i) or not is_cue_verb(verb):
        return None
    if not _SAYING.intersection(classes(verb.lemma_.lower())) or find_content(
        block, verb, "say", is_quoted=False
    ):
        return None
    return Draft(
        block=block, cue_token=verb, cue_class="say", cue=cue_span(block, verb), speaker=speaker,
        quotations=[quotation],
    )  # fmt: skip


def _after_colon(block: Block, token: Token, quotation: Quotation) -> Draft | None:
    """Read *he sent a message to her: "..."*: the subject before the colon speaks."""
    before = block.text[block.paragraph.start : quotation.start].rstrip()
    if not before.endswith(":"):
        return None
    start = token.sent.start if token.i > token.sent.start + 1 else block.doc[max(0, token.i - 1)].sent.start
    verbs = [t for t in block.doc[start : token.i] if t.pos_ == "VERB" and t.dep_ not in ("amod", "relcl")]
    if not verbs:
        return None
    verb = verbs[-1]
    speaker = syntax.subject(verb)
    last = block.doc[token.i - 1]
    while last.is_punct and last.i > verb.i:
        last = last.nbor(-1)
    addressee = next(
        (
            target
            for kid in verb.subtree
            if kid.dep_ in ("prep", "dative") and kid.lower_ in ("to", "for")
            for target in kid.children
            if target.dep_ == "pobj" and can_speak(block, target) and target.i < token.i
        ),
        None,
    )
    return Draft(
        block=block, cue_token=verb, cue_class="say", cue=block.span(verb, last), speaker=speaker,
        quotations=[quotation], addressee=addressee,
        reason=None if speaker is not None else "nobody stands before the colon",
    )  # fmt: skip


def _after_name(block: Block, token: Token, quotation: Quotation) -> Draft | None:
    """Read *Brandt: "..."* and *A post by Brandt: "..."*: a name before the colon, or who made a text."""
    before = block.text[block.paragraph.body : quotation.start].rstrip()
    words = [t for t in block.doc[token.sent.start : token.i] if not (t.is_punct or t.is_space)]
    if not before.endswith(":") or not words or any(t.pos_ in ("VERB", "AUX") for t in words):
        return None
    heads = [t for t in words if t.head not in words or t.head == t]
    if len(heads) != 1:
        return None
    head = heads[0]
    maker = find_maker(block, head) if head.lemma_.lower() in DOCUMENTS else head
    if maker.lemma_.lower() in DOCUMENTS or not can_speak(block, maker):
        return None
    return Draft(block=block, cue_token=None, cue_class=None, cue=None, speaker=maker, quotations=[quotation])


def _carrying_on(
    block: Block, sent: Sentence, quotation: Quotation, ledger: Ledger, reading: Reading
) -> Draft | None:
    """Give a sentence that is only a quotation to the statement it stands right behind.

    Inside a paragraph that is the speaker of the quotation before (*"A," he said. "B."*). A paragraph
    that is only a quotation goes on from a paragraph that ended in the words of one speaker.
    """
    if any(not (word.is_punct or word.is_space or block.quotation(word)) for word in sent):
        return None
    last = _last_draft(block, sent, quotation, ledger)
    if last is None:
        return None
    if last.block is block:
        return last if _only_quotations_between(block, last, sent.start) else None
    return _next_paragraph(block, quotation, last, reading)


def _last_draft(block: Block, sent: Sentence, quotation: Quotation, ledger: Ledger) -> Draft | None:
    """Return the statement of the last quotation before in the paragraph, else the last one at all."""
    quoting = [
        (quoted.start, draft)
        for quoted, draft in ledger.taken.items()
        if draft.block is block and quoted.start < quotation.start and draft.speaker is not None
    ]
    if quoting:
        last = max(quoting, key=lambda pair: pair[0])[1]
        if _only_quotations_between(block, last, sent.start):
            return last
    before = [draft for draft in ledger.drafts if draft.start < quotation.start and draft.speaker is not None]
    return max(before, key=lambda draft: draft.start, default=None)


def _only_quotations_between(block: Block, last: Draft, stop: int) -> bool:
    """Whether every sentence between a statement's cue and token ``stop`` is a quotation alone."""
    if last.cue_token is None:
        return False
    after = last.cue_token.sent.end
    return all(
        token.is_punct or token.is_space or block.quotation(token) is not None
        for token in block.doc[after:stop]
    )


def _next_paragraph(block: Block, quotation: Quotation, last: Draft, reading: Reading) -> Draft | None:
    if block.index - last.block.index != 1 or last.reason or not last.quotations:
        return None
    is_whole = not reading.text[block.paragraph.start : quotation.start].strip()
    if not is_whole or not _only_quotations_between(last.block, last, len(last.block.doc)):
        return None
    return Draft(
        block=block,
        cue_token=None,
        cue_class=None,
        cue=None,
        speaker=None,
        quotations=[quotation],
        follows=last,
    )


def attach_split(reading: Reading, ledger: Ledger) -> None:
    """Join the second half of a quotation that its cue interrupts (*"A," she said, "because B."*).

    The half begins with a small letter, so it does not stand as an utterance of its own.
    """
    for first, second in pairwise(reading.quotations):
        draft = ledger.taken.get(first)
        if draft is None or second in ledger.taken or draft.cue is None:
            continue
        between = reading.text[first.end : second.start]
        is_split = between.rstrip().endswith(",") and not _SENTENCE_END.search(between)
        if is_split and first.end <= draft.cue.start < second.start and "\n" not in between:
            draft.quotations.append(second)
            draft.pieces = [piece for piece in draft.pieces if not _overlap(piece, second)]
            ledger.taken[second] = draft


def _overlap(piece: Span, quotation: Quotation) -> bool:
    return piece.start < quotation.end and quotation.start < piece.end


def attach_carried(reading: Reading, ledger: Ledger) -> None:
    """Join the paragraphs of one long quotation to the statement that any of them belongs to."""
    chain: list[Quotation] = []
    for quotation in reading.quotations:
        if not quotation.is_continued:
            chain = []
        chain.append(quotation)
        if quotation.continues or len(chain) < 2:
            continue
        owners = [ledger.taken[q] for q in chain if q in ledger.taken]
        known = next((draft for draft in owners if draft.speaker is not None), owners[0] if owners else None)
        if known is None:
            continue
        for member in chain:
            holder = ledger.taken.get(member)
            if holder is known:
                continue
            if holder is not None:
                holder.quotations.remove(member)
                if not holder.quotations and not holder.pieces:
                    ledger.drafts.remove(holder)
            known.quotations.append(member)
            ledger.taken[member] = known
