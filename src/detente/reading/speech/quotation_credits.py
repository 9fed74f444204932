"""Quotations whose speaker stands apart: in a line that leads in (*He said:*), or behind a dash."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.content_words import can_speak, is_cue_verb
from detente.reading.speech.cue_finding import cue_span
from detente.reading.speech.cue_subjects import cue_subject
from detente.reading.speech.drafts import Draft
from detente.reading.text.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.speech.statements import Ledger

_CREDIT = re.compile(r"[ \t]*\n?\s*(?:[―—–]|--?)[ \t]*")
_MAX_CREDIT = 100
"""How long a credit may be: a name with an office or an occasion."""
_MAX_BEFORE = 30
"""How many characters of a title may stand before the name in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The paragraphs and headings of a document as blocks, in text order, and where each begins."""

    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    def at(self, place: int) -> Block | None:
        """Return the block that a place lies in."""
        index = bisect_right(self.starts, place) - 1
        block = self.blocks[index] if index >= 0 else None
        return block if block is not None and place < block.paragraph.end else None

    def before(self, block: Block) -> Block | None:
        """Return the block before another."""
        index = bisect_left(self.starts, block.paragraph.start)
        return self.blocks[index - 1] if index else None


def lines_of(reading: Reading) -> Lines:
    """Order what stands in a document outside quotations."""
    outer = [block for block in reading.blocks if block.inside is None]
    ordered = tuple(sorted(outer, key=lambda block: block.paragraph.start))
    return Lines(ordered, tuple(block.paragraph.start for block in ordered))


def find_lead_in(block: Block, quotation: Quotation, lines: Lines) -> Draft | None:
    """Read *He said:* over a paragraph that begins with a quotation."""
    if block.text[block.paragraph.start : quotation.start].strip():
        return None
    above = lines.before(block)
    if above is None or not block.text[above.paragraph.start : above.paragraph.end].rstrip().endswith(":"):
        return None
    sentence = list(above.doc.sents)[-1]
    verbs = [token for token in sentence if is_cue_verb(token)] or [sentence.root]
    verb = verbs[-1] if syntax.is_verb(verbs[-1]) else None
    speaker = cue_subject(verb) if verb is not None else None
    if verb is None or speaker is None or syntax.is_negated(verb) or not can_speak(above, speaker):
        return None
    return Draft(
        block=above,
        cue_token=verb,
        cue_class="say",
        cue=cue_span(above, verb),
        speaker=speaker,
        quotations=[quotation],
    )


def find_credit(quotation: Quotation, reading: Reading, lines: Lines) -> Draft | None:
    """Read *"..." — Ana Keller, in a letter*, behind the quotation or in the line below it."""
    credit = _CREDIT.match(reading.text, quotation.end)
    if credit is None:
        return None
    held = lines.at(credit.end())
    if held is None:
        return None
    following = bisect_left(reading.quotations, credit.end(), key=lambda one: one.start)
    end = min([held.paragraph.end, *(one.start for one in reading.quotations[following : following + 1])])
    if not 0 < end - credit.end() <= _MAX_CREDIT:
        return None
    words = [token for token in held.tokens_touching(credit.end(), end) if token.text[:1].isalnum()]
    speaker = _credited(words, held)
    if speaker is None or held.starts[speaker.i] - credit.end() > _MAX_BEFORE:
        return None
    return Draft(
        block=held, cue_token=None, cue_class=None, cue=None, speaker=speaker, quotations=[quotation]
    )


def attach_credited(reading: Reading, ledger: Ledger) -> None:
    """Give quotations in lines that stand alone to whom the credit behind them names."""
    for quotation in reading.quotations:
        block = ledger.lines.at(quotation.start) if quotation not in ledger.taken else None
        if block is not None and block.paragraph.is_heading:
            draft = find_credit(quotation, reading, ledger.lines)
            if draft is not None:
                ledger.add(draft)


def _credited(words: Sequence[Token], block: Block) -> Token | None:
    """Return whom a credit names: a name, else the capitalised words it begins with; none in a sentence."""
    if any(token.pos_ in ("VERB", "AUX") for token in words):
        return None
    named = next((token for token in words if block.name(token) is not None), None)
    if named is not None:
        return named if can_speak(block, named) else None
    first = list(takewhile(lambda token: token.pos_ == "PROPN", words))
    return first[-1] if len(first) > 1 else None
