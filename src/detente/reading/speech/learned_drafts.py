"""Statements in the making from what the tagger marks, tied to the parse and to what the rules found.

The tagger decides where somebody's words or thoughts are told, who is marked as their source and how far
they reach. The rules know quotations by their marks, and say of a cue whether it was said at all, by whom it
carries on and whom it addresses: a draft of theirs on the same cue keeps all that and takes the tagger's
source and content.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import classes
from detente.reading.learned.attributions import Attribution
from detente.reading.parse.parsed import Block, Reading, cut_span
from detente.reading.speech.cue_finding import is_about_naming
from detente.reading.speech.cue_subjects import find_sender
from detente.reading.speech.disputes import is_dispute
from detente.reading.speech.drafts import Draft, Tagging
from detente.reading.speech.hearers import find_teller, is_hearing
from detente.reading.speech.not_told import tells_nothing
from detente.reading.speech.phrase_ends import mend_ends
from detente.reading.speech.shared_quotations import part_quotations
from detente.reading.speech.turns_told import outside_turns
from detente.reading.speech.unsaid import is_possible_only, is_unsaid, why_false_source
from detente.reading.speech.verdicts import find_judge, is_judged
from detente.reading.text.quotations import Quotation
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Place = tuple[int, int]
LEAST_SHARE = 0.5
"""Share of characters in both from which two drafts without a common cue tell the same words."""
SURE_SOURCE = 0.5
"""The tagger's own sureness from which its source counts more than the rules' speaker."""
_HEADS = ("NOUN", "PROPN", "PRON")


@dataclass(frozen=True, slots=True, eq=False)
class Locator:
    """Finds the tokens of the parse that stand at a place of the text."""

    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    def tokens(self, place: Place) -> tuple[Block, list[Token]] | None:
        """Return the innermost block that holds a place whole and its tokens there; None without any."""
        last = bisect_right(self.starts, place[0])
        for block in reversed(self.blocks[max(0, last - _NEAR) : last]):
            low, high = _extent(block)
            if low <= place[0] and place[1] <= high:
                touched = block.tokens_touching(*place)
                found = [t for t in touched if not t.is_space and block.quotation(t) is None]
                if found:
                    return block, found
        return None


_NEAR = 24
"""Blocks looked at before a place: the paragraph and the quotations in it."""


def _extent(block: Block) -> Place:
    if block.inside is not None:
        return block.inside.inner_start, block.inside.inner_end
    return block.paragraph.start, block.paragraph.end


def build_locator(reading: Reading) -> Locator:
    """Order the blocks of a document by where they begin, outer before inner."""
    ordered = sorted(reading.blocks, key=lambda block: (_extent(block)[0], block.inside is not None))
    return Locator(tuple(ordered), tuple(_extent(block)[0] for block in ordered))


def learned_drafts(
    reading: Reading, ruled: Sequence[Draft], attributions: Sequence[Attribution]
) -> list[Draft]:
    """Put together what the tagger marked and what the rules found.

    Parameters
    ----------
    reading : Reading
    ruled : sequence of Draft
        What the rules propose for the document (`detente.reading.speech.statements.find_drafts`).
    attributions : sequence of Attribution
        What the tagger marked in it.
    """
    locator = build_locator(reading)
    left = list(ruled)
    owners = {quotation: draft for draft in ruled for quotation in draft.quotations}
    others = [draft for draft in ruled if _is_nobodys(draft) or _is_credited(draft)]
    attributions = [
        _without(attribution, others)
        for marked in outside_turns(attributions, reading)
        if (attribution := _from_its_paragraph(marked, reading)) is not None
    ]
    found: list[Draft] = []
    for attribution in attributions:
        ruled_too = next((draft for draft in left if _is_same(draft, attribution)), None)
        if ruled_too is not None:
            left.remove(ruled_too)
        draft = ruled_too or _new(attribution, locator)
        if draft is not None:
            agreed = ruled_too is not None and _stands_in(draft, attribution)
            draft.tagging = Tagging(attribution=attribution, is_ruled=ruled_too is not None, is_agreed=agreed)
            found.append(_taught(draft, attribution, reading, locator))
            if ruled_too is not None and (is_dispute(draft) or _is_reported(draft, attributions)):
                draft.tagging = None
    part_quotations(found, owners)
    alone = [draft for draft in left if _stands_alone(draft, attributions)]
    for draft in alone:
        if not (_is_plain(draft) or _is_reported(draft, attributions)):
            inside = _is_inside(draft, attributions)
            draft.tagging = Tagging(attribution=None, is_ruled=True, is_inside=inside)
    credited = [draft for draft in alone if _is_credited(draft)]
    found = [draft for draft in found if not any(_is_told_by(one, draft) for one in credited)]
    told = [draft for draft in found if not (is_about_naming(draft) or tells_nothing(draft))]
    return [draft for draft in told if not _is_supposed(draft, attributions)] + alone


def _is_supposed(draft: Draft, attributions: Sequence[Attribution]) -> bool:
    """Whether words are only supposed inside what somebody else says (*he demanded that she say so*)."""
    return draft.is_hypothetical and not draft.quotations and _is_inside(draft, attributions)


def _from_its_paragraph(attribution: Attribution, reading: Reading) -> Attribution | None:
    """Leave out bare marks and words in a paragraph before the cue's own; None where nothing is left.

    A quotation that runs over several paragraphs is kept whole.
    """
    begins = bisect_right(reading.survey.paragraphs, attribution.cue[0], key=lambda one: one.start) - 1
    start = reading.survey.paragraphs[max(0, begins)].start
    content = tuple(
        place
        for place in attribution.content
        if any(character.isalnum() for character in reading.text[place[0] : place[1]])
        and (
            place[1] > start or any(q.continues and q.start <= place[1] <= q.end for q in reading.quotations)
        )
    )
    return replace(attribution, content=content) if content else None


def _is_nobodys(draft: Draft) -> bool:
    """Whether a draft has quoted words that nobody said, or whose own source is not to be named."""
    if draft.cue is None or not draft.quotations:
        return False
    return draft.is_negated or why_false_source(draft.speaker, draft.cue_token) is not None


def _is_plain(draft: Draft) -> bool:
    """Whether the form of the text says who tells what, so that the rules judge alone."""
    return _is_transcribed(draft) or is_dispute(draft) or _is_credited(draft)


def _is_credited(draft: Draft) -> bool:
    """Whether a name stands with a quotation, without a word of saying."""
    return draft.cue is None and draft.speaker is not None and bool(draft.quotations)


def _is_told_by(credited: Draft, draft: Draft) -> bool:
    """Whether the words of a draft are those that a name is credited with."""
    return _share(_places(credited), _places(draft)) >= LEAST_SHARE


def _without(attribution: Attribution, others: Sequence[Draft]) -> Attribution:
    """Cut out words in quotation marks that are nobody's, or those of whom a credit names.

    Whoever tells of them (*"I will go," he never said, an aide insisted*) does not say them either.
    """
    content = attribution.content
    for draft in others:
        if not _is_same(draft, attribution):
            for quotation in draft.quotations:
                content = tuple(part for place in content for part in _around(place, quotation))
    return replace(attribution, content=content or attribution.content)


def _around(place: Place, quotation: Quotation) -> list[Place]:
    """Return what of a place lies before and after a quotation: all of it where they do not touch."""
    low, high = place
    if high <= quotation.start or quotation.end <= low:
        return [place]
    return [part for part in ((low, quotation.start), (quotation.end, high)) if part[0] < part[1]]


def _is_same(draft: Draft, attribution: Attribution) -> bool:
    """Whether the rules and the tagger speak of the same cue, or of the same words where one has no cue."""
    if draft.label is not None:
        return False
    if draft.cue is not None:
        return draft.cue.start < attribution.cue[1] and attribution.cue[0] < draft.cue.end
    return _share(_places(draft), attribution.content) >= LEAST_SHARE


def _places(draft: Draft) -> list[Place]:
    return [(piece.start, piece.end) for piece in draft.pieces] + [(q.start, q.end) for q in draft.quotations]


def _share(a: Sequence[Place], b: Sequence[Place]) -> float:
    """Return how much of the characters in either lies in both."""
    left = {index for start, end in a for index in range(start, end)}
    right = {index for start, end in b for index in range(start, end)}
    return len(left & right) / len(left | right) if left or right else 0.0


def _stands_alone(draft: Draft, attributions: Sequence[Attribution]) -> bool:
    """Whether a draft that the tagger did not mark is kept.

    Quoted words are, and a transcript's turns, and the denial of a charge just told.
    """
    if _is_transcribed(draft) or is_dispute(draft) or _is_inside(draft, attributions):
        return True
    return bool(draft.quotations) and all(
        _share(_places(draft), attribution.content) < LEAST_SHARE for attribution in attributions
    )


def _is_transcribed(draft: Draft) -> bool:
    """Whether a draft comes from a transcript, of which the tagger has seen none."""
    return draft.label is not None or draft.is_in_turn


def _is_reported(draft: Draft, attributions: Sequence[Attribution]) -> bool:
    """Whether marked words say of somebody that he or she said or thinks something: the rules judge alone.

    The corpus that the tagger learned from marks nothing inside what it marks.
    """
    speaker = draft.speaker
    return speaker is not None and speaker.pos_ != "PRON" and _is_inside(draft, attributions)


def _is_inside(draft: Draft, attributions: Sequence[Attribution]) -> bool:
    """Whether a cue stands in marked words: what is told inside them is marked less often than not."""
    cue = draft.cue
    if cue is None:
        return False
    return any(low <= cue.start and cue.end <= high for found in attributions for low, high in found.content)


def _new(attribution: Attribution, locator: Locator) -> Draft | None:
    """Begin a draft on a cue that the rules do not know, None where no word of the parse stands for it."""
    located = locator.tokens(attribution.cue)
    if located is None:
        return None
    block, tokens = located
    cue = _head(tokens)
    is_verb = cue.pos_ in ("VERB", "AUX")
    cue_class = next(iter(classes(cue.lemma_.lower())), "say" if is_verb else "think")
    can_fail = is_verb and cue_class != "think"  # what is not thought is thought otherwise
    return Draft(
        block=block,
        cue_token=cue,
        cue_class=cue_class,
        cue=_cue(block.text, attribution),
        speaker=None,
        is_negated=can_fail and is_unsaid(cue),
        is_hypothetical=can_fail and is_possible_only(cue, is_quoted=False),
    )


def _cue(text: str, attribution: Attribution) -> Span:
    """Return the words of a cue; a mark alone, as the colon after a name, is one too."""
    words = cut_span(text, *attribution.cue)
    return words if words.text else cut_span(text, *attribution.cue, trim=False)


def _head(tokens: Sequence[Token]) -> Token:
    """Return the word of a phrase that the others hang on: the first verb or noun nearest to the root."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head == token]
    content = [token for token in tops if token.pos_ in ("VERB", "NOUN", "ADJ", "PROPN", "PRON")]
    return (content or tops or list(tokens))[0]


def _taught(draft: Draft, attribution: Attribution, reading: Reading, locator: Locator) -> Draft:
    """Give a draft the tagger's source and content; quotations that lie in the content belong to it.

    The rules' speaker stays where the tagger is not sure of another.
    """
    text = reading.text
    draft.cue = _cue(text, attribution) if draft.cue is None else draft.cue
    ruled = draft.pieces
    draft.pieces = [cut_span(text, start, end) for start, end in attribution.content]
    held = [q for q in reading.quotations if _is_within(q, attribution.content)]
    draft.quotations = list(dict.fromkeys([*draft.quotations, *held]))
    draft.pieces = mend_ends(draft)
    source = _source(attribution, draft, locator)
    is_sure = draft.speaker is None or attribution.source_sureness >= SURE_SOURCE
    if source is not None and is_sure and not _stands_in(draft, attribution):
        draft.speaker, draft.follows = source, None
        draft.reason = why_false_source(source, draft.cue_token)
    elif not attribution.source and is_sure and not _is_parted(draft):
        draft.speaker = None
    elif draft.speaker is not None and _stands_among(draft.speaker, draft):
        draft.speaker = source or draft.speaker
    if ruled and _is_parted(draft):
        draft.pieces = ruled  # the tagger takes who speaks for a part of what is said
    if draft.cue_token is not None:
        draft.speaker = _behind(draft.cue_token, draft.speaker)
    return draft


def _behind(cue: Token, speaker: Token | None) -> Token | None:
    """Return who tells, where who hears it, is judged or gets a letter seems to be the source."""
    if is_hearing(cue):
        return find_teller(cue)
    if is_judged(cue):
        return find_judge(cue)
    return find_sender(cue) or speaker


def _is_parted(draft: Draft) -> bool:
    """Whether a comma alone parts the rules' speaker from the cue (*..., its head, Ida Roth, confirmed*)."""
    if draft.speaker is None or draft.cue is None:
        return False
    _, end = draft.block.bounds(draft.speaker, draft.speaker)
    return draft.block.text[end : draft.cue.start].strip() == ","


def _stands_among(speaker: Token, draft: Draft) -> bool:
    """Whether a word lies in the words that are told: who is named there does not tell them."""
    start, end = draft.block.bounds(speaker, speaker)
    return any(piece.start <= start and end <= piece.end for piece in draft.pieces)


def _stands_in(draft: Draft, attribution: Attribution) -> bool:
    """Whether the rules' speaker is one of the words that the tagger marks as the source."""
    if draft.speaker is None:
        return False
    start, end = draft.block.bounds(draft.speaker, draft.speaker)
    return any(start < high and low < end for low, high in attribution.source)


def _is_within(quotation: Quotation, content: Sequence[Place]) -> bool:
    return any(start <= quotation.inner_start and quotation.inner_end <= end for start, end in content)


def _source(attribution: Attribution, draft: Draft, locator: Locator) -> Token | None:
    """Return the word of the parse that heads the source.

    Who stands in another block, or in a sentence behind that of the cue, is not tied.
    """
    last = draft.cue_token.sent.end if draft.cue_token is not None else len(draft.block.doc)
    for place in attribution.source:
        located = locator.tokens(place)
        if located is not None and located[0] is draft.block and located[1][0].i < last:
            nouns = [token for token in located[1] if token.pos_ in _HEADS]
            if nouns:
                head = _head(nouns)
                is_cut = head.tag_ == "PRP$" and len(located[1]) > 1  # "his 17-year" of "his 17-year-old"
                return head.head if is_cut and head.head.pos_ in _HEADS else head
    return None
