"""Quotations whose speaker stands apart: in a line that leads in (*He said:*), or behind a dash."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.content_words import can_speak, is_cue_verb
from detente.reading.speech.cue_finding import cue_span, cue_subject
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


def find_lead_in(block: Block, quotation: Quotation, reading: Reading) -> Draft | None:
    """Read *He said:* over a paragraph that begins with a quotation."""
    if reading.text[block.paragraph.start : quotation.start].strip():
        return None
    above = _block_before(block, reading)
    if above is None or not reading.text[: above.paragraph.end].rstrip().endswith(":"):
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


def find_credit(quotation: Quotation, reading: Reading) -> Draft | None:
    """Read *"..." — Ana Keller, in a letter*, behind the quotation or in the line below it."""
    credit = _CREDIT.match(reading.text, quotation.end)
    if credit is None:
        return None
    held = _block_at(credit.end(), reading)
    if held is None:
        return None
    ends = [one.start for one in reading.quotations if one.start >= credit.end()]
    end = min([held.paragraph.end, *ends])
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
        block = _block_at(quotation.start, reading) if quotation not in ledger.taken else None
        if block is not None and block.paragraph.is_heading:
            draft = find_credit(quotation, reading)
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


def _block_at(place: int, reading: Reading) -> Block | None:
    """Return the block of a place, be it running text or a line that stands alone."""
    outer = (one for one in reading.blocks if one.inside is None)
    return next((one for one in outer if one.paragraph.start <= place < one.paragraph.end), None)


def _block_before(block: Block, reading: Reading) -> Block | None:
    outer = [one for one in reading.blocks if one.inside is None]
    index = bisect_left([one.paragraph.start for one in outer], block.paragraph.start)
    return outer[index - 1] if index else None
