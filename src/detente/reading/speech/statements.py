"""Who said what: direct, indirect and mixed statements with speaker, cue, content, addressee, channel.

Every cue (a verb, a noun, *according to*) proposes a draft on the parse; every quoted utterance is
then given to the cue it belongs to, or stands alone with its speaker open. A speaker is named only
when the words say who it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.reading.actors.cast import Cast
from detente.reading.parse.parsed import Reading
from detente.reading.speech.assembly import build_statements
from detente.reading.speech.cue_finding import find_cues
from detente.reading.speech.drafts import Draft
from detente.reading.speech.loose_quotations import attach_carried, attach_loose, attach_split
from detente.reading.speech.quotation_credits import Lines, attach_credited, lines_of
from detente.reading.speech.transcripts import draft_turn, find_interviewers, find_turns, is_told_in_turn
from detente.reading.text.quotations import Quotation
from detente.record.values import Statement


@dataclass(slots=True)
class Ledger:
    """Drafts of a document so far, and which quotation belongs to which; ``lines`` is where they stand."""

    lines: Lines
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
    return build_statements(find_drafts(reading), reading, cast)


def find_drafts(reading: Reading) -> list[Draft]:
    """Find who says what in a prepared document, before anybody is tied to a name."""
    ledger = Ledger(lines_of(reading))
    turns = find_turns(reading)
    asking = find_interviewers(turns)
    by_block = {turn.block.index: turn for turn in turns}
    for turn in turns:
        if turn.label.text not in asking:
            ledger.add(draft_turn(turn))
    for block in reading.body():
        here = by_block.get(block.index)
        if here is not None and here.label.text in asking:
            continue  # an interviewer's questions are nobody's position
        for sent in block.doc.sents:
            for draft in find_cues(block, sent):
                if here is None:
                    ledger.add(draft)
                elif is_told_in_turn(draft, here):
                    draft.is_in_turn = True
                    ledger.add(draft)
            if here is None:
                attach_loose(block, sent, ledger, reading)
    attach_credited(reading, ledger)
    attach_split(reading, ledger)
    attach_carried(reading, ledger)
    ledger.drop_suppositions()
    return ledger.drafts
