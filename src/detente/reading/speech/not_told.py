"""What looks like somebody's words and is none: questions put by nobody, stances not taken, ways of speaking.

The rules know this when they look for cues. A tagger marks more, as its corpus does, so what it marks is
asked here again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import CueClass, word_set
from detente.reading.parse import syntax
from detente.reading.speech.drafts import Draft
from detente.reading.speech.hearers import is_unowned_question

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSAID: frozenset[CueClass] = frozenset({"judge", "position", "about", "express", "urge", "deny"})
"""Classes of which a negated cue tells of no words at all (*did not mention the plan*)."""
_REFLEXIVE = word_set("himself herself itself themselves themself myself ourselves yourself yourselves")


def tells_nothing(draft: Draft) -> bool:
    """Whether a draft without quoted words tells of nothing that anybody said or thinks."""
    cue = draft.cue_token
    if cue is None or draft.quotations:
        return False
    if [piece.text.lower() for piece in draft.pieces] == ["nothing"]:
        return True
    is_rules = draft.tagging is not None and draft.tagging.is_ruled
    if not is_rules and draft.cue_class in UNSAID and cue.pos_ == "VERB" and syntax.is_negated(cue):
        return True
    if is_unowned_question(cue):  # what somebody is asked to do is somebody's wish
        return not any(piece.text.lower().startswith("to ") for piece in draft.pieces)
    return _is_finding_oneself(cue)


def _is_finding_oneself(cue: Token) -> bool:
    """Whether somebody only is where he finds himself (*finds herself alone*)."""
    behind = cue.nbor() if cue.i + 1 < len(cue.doc) else cue
    return cue.lemma_.lower() == "find" and behind.lower_ in _REFLEXIVE
