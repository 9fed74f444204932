"""One quotation, one statement: where two cues of a text have been given the same quoted words.

In *"We hold the bridge," Keller said. "We will keep it," she added* a tagger may mark the second quotation
for both cues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.reading.parse.parsed import cut_span
from detente.reading.speech.drafts import Draft
from detente.reading.text.quotations import Quotation
from detente.record.values import Span


def part_quotations(drafts: Sequence[Draft], owners: Mapping[Quotation, Draft]) -> None:
    """Leave every quotation with one of the drafts that hold it, unless one of them tells the other.

    It stays with the cue of its own sentence, else with whom the rules gave it to.

    Parameters
    ----------
    drafts : sequence of Draft
        Changed in place: those that lose a quotation lose its words too, where others are left.
    owners : mapping of Quotation to Draft
        Whom the rules gave each quotation to.
    """
    holders: dict[Quotation, list[Draft]] = {}
    for draft in drafts:
        for quotation in draft.quotations:
            holders.setdefault(quotation, []).append(draft)
    for quotation, held in holders.items():
        if len(held) < 2 or any(_tells(one, other) for one in held for other in held):
            continue
        beside = [draft for draft in held if _is_beside(draft, quotation)]
        owner = beside[0] if len(beside) == 1 else owners.get(quotation)
        if owner in held:
            for draft in held:
                if draft is not owner:
                    _take(draft, quotation)


def _tells(outer: Draft, inner: Draft) -> bool:
    """Whether the cue of one draft stands in the words of another."""
    cue = inner.cue
    return cue is not None and any(
        piece.start <= cue.start and cue.end <= piece.end for piece in outer.pieces
    )


def _is_beside(draft: Draft, quotation: Quotation) -> bool:
    """Whether a quotation stands in the sentence of a draft's cue."""
    if draft.cue_token is None:
        return False
    sentence = draft.cue_token.sent
    start, end = draft.block.bounds(sentence[0], sentence[-1])
    return start <= quotation.start and quotation.end <= end


def _take(draft: Draft, quotation: Quotation) -> None:
    """Take a quotation and its words from a draft that has others."""
    pieces = [part for piece in draft.pieces for part in _around(piece, quotation, draft.block.text)]
    quotations = [other for other in draft.quotations if other != quotation]
    if pieces or quotations:
        draft.pieces, draft.quotations = pieces, quotations


def _around(piece: Span, quotation: Quotation, text: str) -> list[Span]:
    """Return what of a piece lies before and behind a quotation: all of it where they do not touch."""
    if piece.end <= quotation.start or quotation.end <= piece.start:
        return [piece]
    parts = ((piece.start, quotation.start), (quotation.end, piece.end))
    cut = [cut_span(text, start, end) for start, end in parts if start < end]
    return [part for part in cut if any(character.isalnum() for character in part.text)]
