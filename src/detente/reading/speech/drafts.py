"""A statement being put together from a cue, a speaker and pieces of content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import CueClass
from detente.reading.parse.parsed import Block
from detente.reading.text.quotations import Quotation
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.learned.attributions import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """What the tagger says of a draft: what it marked (None: nothing), and whether the rules say the same.

    ``is_ruled`` says that the rules propose the draft too, ``is_agreed`` that they have the same speaker,
    ``is_inside`` that the cue stands in words the tagger marked for another cue.
    """

    attribution: Attribution | None
    is_ruled: bool
    is_agreed: bool = False
    is_inside: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """What one cue proposes; ``cue_token`` is None for a quotation without a word of saying.

    ``reason`` says why no speaker can be named. ``follows`` is the statement whose speaker a loose
    quotation carries on with. ``label`` is the speaker's label in a transcript, ``is_turn`` marks its
    words and ``is_in_turn`` what these words report of others. ``tagging`` is what the
    tagger says of it, None where none was asked.
    """

    block: Block
    cue_token: Token | None
    cue_class: CueClass | None
    cue: Span | None
    speaker: Token | None
    pieces: list[Span] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    addressee: Token | None = None
    is_negated: bool = False
    is_hypothetical: bool = False
    is_hearsay: bool = False
    reason: str | None = None
    follows: Draft | None = None
    label: Span | None = None
    is_turn: bool = False
    is_in_turn: bool = False
    tagging: Tagging | None = None

    @property
    def start(self) -> int:
        """Where the draft begins in the text: its first piece, quotation or cue."""
        starts = [span.start for span in self.pieces] + [q.start for q in self.quotations]
        if self.cue is not None:
            starts.append(self.cue.start)
        return min(starts)

    @property
    def lemma(self) -> str:
        """The cue's lemma in lower case, empty without a cue."""
        return self.cue_token.lemma_.lower() if self.cue_token is not None else ""
