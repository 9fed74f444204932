"""A denial hung on what is denied: *they shelled the port, a charge the army denies*.

Parsers often take the verb for a noun here, and who denies for a part of its name: the order of the words is
enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.parse.parsed import Block
from detente.reading.speech.charges import ARTICLES, CHARGES, DISPUTING, charge_before
from detente.reading.speech.content_words import can_speak
from detente.reading.speech.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

_BETWEEN = ("AUX", "ADV", "PART")


def find_dispute(block: Block, verb: Token) -> Draft | None:
    """Read *..., a charge X denies*: X denies the charge."""
    if verb.lemma_.lower() not in DISPUTING or block.name(verb) is not None:
        return None
    charge = charge_before(verb)
    speaker = verb.nbor(-1) if charge is not None else None
    while speaker is not None and charge is not None and speaker.i > charge.i and speaker.pos_ in _BETWEEN:
        speaker = speaker.nbor(-1)
    if charge is None or speaker is None or speaker.i == charge.i:
        return None
    is_somebody = speaker.pos_ in ("NOUN", "PROPN", "PRON") and speaker.lower_ not in ("which", "that")
    if not (is_somebody and can_speak(block, speaker)):
        return None
    return Draft(
        block=block,
        cue_token=verb,
        cue_class="deny",
        cue=block.span(verb, verb),
        speaker=speaker,
        pieces=[block.span(charge.nbor(-1), charge)],
    )


def is_dispute(draft: Draft) -> bool:
    """Whether a draft tells that a charge just told is denied."""
    words = draft.pieces[0].text.lower().split() if len(draft.pieces) == 1 else []
    return draft.lemma in DISPUTING and len(words) == 2 and words[0] in ARTICLES and words[1] in CHARGES
