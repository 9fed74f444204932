"""Who said what: direct, indirect and mixed statements with speaker, cue, content, addressee, channel.

Every cue (a verb, a noun, *according to*) proposes a draft on the parse; every quoted utterance is
then given to the cue it belongs to, or stands alone with its speaker open. A speaker is named only
when the words say who it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.reading.assembly import build_statements
from detente.reading.cast import Cast
from detente.reading.cue_finding import find_cues
from detente.reading.drafts import Draft
from detente.reading.loose_quotations import attach_carried, attach_loose, find_transcript_turns
from detente.reading.parsed import Reading
from detente.reading.quotations import Quotation
from detente.record.values import Statement


@dataclass(slots=True)
class Ledger:
    """Drafts of a document so far, and which quotation belongs to which."""

    drafts: list[Draft] = field(default_factory=list)
    taken: dict[Quotation, Draft] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        """Keep a draft; a quotation stays with the draft that took it first."""
        draft.quotations = [q for q in draft.quotations if q not in self.taken]
        for quotation in draft.quotations:
            self.taken[quotation] = draft
        if draft.pieces or draft.quotations:
            self.drafts.append(draft)


    def drop_suppositions(self) -> None:
        """Leave out speech that is only supposed inside other speech (*he said he would propose ...*)."""
        self.drafts = [
            draft
            for draft in self.drafts
            if not (draft.is_hypothetical and draft.cue is not None and not draft.quotations)
            or not any(
                piece.start <= draft.cue.start and draft.cue.end <= piece.end
                for other in self.drafts
                for piece in other.pieces
            )
        ]


def find_statements(reading: Reading, cast: Cast) -> tuple[Statement, ...]:
    """Find the statements of a prepared document, in text order."""
    ledger = Ledger()
    for draft in find_transcript_turns(reading):
        ledger.add(draft)
    for block in reading.body():
        for sent in block.doc.sents:
            for draft in find_cues(block, sent):
                ledger.add(draft)
            attach_loose(block, sent, ledger, reading)
    attach_carried(reading, ledger)
    ledger.drop_suppositions()
    return build_statements(ledger.drafts, reading, cast)
