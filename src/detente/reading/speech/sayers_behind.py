"""Who says what stands before him: *The talks will resume, Kenya's envoy, Ida Roth, announced on Monday*.

Parsers take such a verb for a participle that describes whoever stands before it. The order of words and
commas tells: a finite clause, a comma, an office or a name between commas, a verb of saying.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import classes
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak, spans
from detente.reading.speech.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def find_sayer_behind(block: Block, verb: Token) -> Draft | None:
    """Read a clause, an office and a name between commas, and a verb of saying at the end."""
    if verb.tag_ not in ("VBN", "VBD") or "say" not in classes(verb.lemma_.lower()):
        return None
    if syntax.child(verb, "nsubjpass", "aux", "auxpass", "agent") is not None:
        return None
    start = verb.sent.start
    if verb.i - 4 < start or verb.nbor(-1).text != ",":
        return None
    speaker = verb.nbor(-2)
    if block.name(speaker) is None or not can_speak(block, speaker):
        return None
    end = _content_end(verb, speaker)
    own = syntax.child(verb, "nsubj")
    if end is None or not _is_clause(verb, start, end) or (own is not None and own.i < end):
        return None
    pieces = spans(block, list(verb.doc[start:end]))
    return Draft(
        block=block,
        cue_token=verb,
        cue_class="say",
        cue=block.span(verb, verb),
        speaker=speaker,
        pieces=pieces,
    )


def _content_end(verb: Token, speaker: Token) -> int | None:
    """Return where the clause ends: at the comma before the office that stands before the name."""
    commas = [token.i for token in verb.doc[verb.sent.start : speaker.i] if token.text == ","]
    if not commas or commas[-1] != speaker.i - 1:
        return None
    office = verb.doc[commas[-2] + 1 : commas[-1]] if len(commas) > 1 else ()
    is_office = bool(office) and not any(token.pos_ in ("VERB", "AUX") for token in office)
    return commas[-2] if is_office else commas[-1]


def _is_clause(verb: Token, start: int, end: int) -> bool:
    """Whether the words before are a sentence of their own, and none stands behind."""
    if not start <= verb.sent.root.i < end:
        return False
    finite = (token for token in verb.doc[start:end] if token.tag_ in _FINITE)
    return any(token.dep_ in ("aux", "auxpass") or syntax.child(token, "nsubj") for token in finite)
