"""What a tagger marks in the turns of a transcript, which it has never seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.reading.learned.attributions import Attribution
from detente.reading.parse.parsed import Reading
from detente.reading.speech.transcripts import Turn, find_interviewers, find_turns

_SELF = frozenset({"i", "we", "you", "me", "us"})


def outside_turns(attributions: Sequence[Attribution], reading: Reading) -> Iterator[Attribution]:
    """Yield what is told in a text beside the turns themselves.

    A label and its colon are read as a turn and not once more as a cue. What *I* or *you* say, think or ask
    in a turn is its speaker's words, and an interviewer's questions are nobody's position.
    """
    turns = find_turns(reading)
    asking = find_interviewers(turns)
    for attribution in attributions:
        turn = next((turn for turn in turns if _holds(turn, attribution.cue)), None)
        if turn is None or not (turn.label.text in asking or _is_own(attribution, turn, reading.text)):
            yield attribution


def _holds(turn: Turn, place: tuple[int, int]) -> bool:
    paragraph = turn.block.paragraph
    return paragraph.start <= place[0] < paragraph.end


def _is_own(attribution: Attribution, turn: Turn, text: str) -> bool:
    if attribution.cue[0] < turn.words.start or not attribution.source:
        return True
    return all(text[start:end].lower() in _SELF for start, end in attribution.source)
