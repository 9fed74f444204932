"""Interviews and briefings printed as turns: ``NAME: words``, one paragraph or more each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.reading.parse.parsed import Block, Reading, cut_span
from detente.reading.speech.drafts import Draft
from detente.record.values import Span

_LABEL = re.compile(r"(?P<label>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}) ?: +(?=\S)")
_WORD = re.compile(r"[^\W\d_]{2}")
_MIN_TURNS = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words: the label, and the paragraph they stand in."""

    block: Block
    label: Span
    words: Span


def find_turns(reading: Reading) -> tuple[Turn, ...]:
    """Find the turns of a transcript; at least two paragraphs must have that form."""
    turns = tuple(_turns(reading))
    return turns if len(turns) >= _MIN_TURNS else ()


def _turns(reading: Reading) -> Iterator[Turn]:
    for block in reading.body():
        match = _LABEL.match(reading.text, block.paragraph.start, block.paragraph.end)
        if match is None or any(q.start == match.end() for q in reading.quotations):
            continue
        words = cut_span(reading.text, match.end(), block.paragraph.end)
        if _WORD.search(words.text):  # a table of counts has labels too
            yield Turn(block, cut_span(reading.text, match.start("label"), match.end("label")), words)


def find_interviewers(turns: Sequence[Turn]) -> frozenset[str]:
    """Return the labels under which somebody asks and another answers: most of their turns are questions."""
    labels = list(dict.fromkeys(turn.label.text for turn in turns))
    asking = [
        label
        for label in labels
        if 2 * sum("?" in turn.words.text for turn in turns if turn.label.text == label)
        > sum(turn.label.text == label for turn in turns)
    ]
    return frozenset(asking) if len(asking) < len(labels) else frozenset()


def draft_turn(turn: Turn) -> Draft:
    """Return the words of a turn as a draft, with the label as its speaker."""
    return Draft(
        block=turn.block, cue_token=None, cue_class="say", cue=None, speaker=None, pieces=[turn.words],
        label=turn.label, is_turn=True,
    )  # fmt: skip


def is_told_in_turn(draft: Draft, turn: Turn) -> bool:
    """Whether a cue inside a turn reports somebody else: not what *I* or *you* say, think or ask.

    Nor is the label the subject of a command or of thanks behind it (*MR KUN: Thank you all*).
    """
    speaker = draft.speaker
    if speaker is None or speaker.lower_ in ("i", "we", "you"):
        return False
    return draft.block.starts[speaker.i] >= turn.words.start
