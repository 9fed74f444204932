"""What is claimed about the future in statements that somebody made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from detente.reading.actors.cast import Cast
from detente.reading.actors.figures import name_key
from detente.reading.bargaining.claim_kinds import SWIFTLY, WILL, Outlook, kind_of
from detente.reading.parse.moments import Moment, find_moments
from detente.reading.parse.parsed import Reading, cut_span
from detente.record.values import ClaimKind, Interval, Span, Statement

Stated = tuple[Span, ClaimKind, Interval | None, Statement]
"""The words, what kind of claim they are, when it is due, and the statement they are made in."""

_SENTENCE_END = re.compile(r"[.?!…]+[\"”’'»)]*(?=\s+[\"“‘'«(]?[A-Z])")
_SENTENCE_MARK = re.compile(r"[.?!;:\"“”\n]")
_ASIDE = 60
"""How many characters may part a condition from what is said under it: who said it, and how."""
_MODAL = re.compile(r"\b(?:will|would|shall)\b", re.IGNORECASE)
_NOBODY = ("neither ", "no ", "nobody", "none ")
_DETERMINED = re.compile(
    r"\b(?:an?|the|its|his|her|their|our|my|your|no|any|peace|[\w-]+[’']s?)\s+\Z", re.IGNORECASE
)
_TIME_BEHIND = re.compile(
    r" (?:by|before|within|until|on|in|from|next|this|tomorrow|tonight)\b[^.;:?!\n\"”]{0,40}"
)
_BEFORE = 30
_CLOSE = 3
"""How many characters may stand between a name and the modal whose subject it is."""


def stated_claims(reading: Reading, cast: Cast, statements: Sequence[Statement]) -> Iterator[Stated]:
    """Yield claims made in statements that somebody really made."""
    for statement in statements:
        speaker = statement.speaker
        if statement.is_negated or (speaker is None and "possibility" in (statement.speaker_open or "")):
            continue
        is_nobody = speaker is not None and speaker.text.lower().startswith(_NOBODY)
        for piece in _pieces(reading.text, statement):
            for sentence in _sentences(reading.text, piece):
                claim = _in_piece(reading, cast, statement, sentence)
                # "neither side has agreed to extend it" promises nothing
                if claim is not None and not (is_nobody and claim[1] == "promise"):
                    yield claim


def _pieces(text: str, statement: Statement) -> list[Span]:
    """Return the pieces of what was said, a condition joined to what it is a condition of.

    The cue may stand between them (*X would leave, she said, if Y stayed*).
    """
    found: list[Span] = []
    for piece in statement.content:
        last = found[-1] if found else None
        between = text[last.end : piece.start] if last is not None else ""
        is_joined = statement.condition is not None and any(
            one is not None and one.start <= statement.condition.start < one.end for one in (last, piece)
        )
        if (
            last is not None
            and is_joined
            and not _is_question(last)
            and len(between) <= _ASIDE
            and not _SENTENCE_MARK.search(between)
        ):
            found[-1] = Span(start=last.start, end=piece.end, text=text[last.start : piece.end])
        else:
            found.append(piece)
    return found


def _is_question(piece: Span) -> bool:
    """Whether words tell what was asked (*whether he would sign*)."""
    return piece.text.lower().startswith("whether ")


def _sentences(text: str, piece: Span) -> Iterator[Span]:
    """Cut a piece of content at its sentence ends; questions are left out, they assert nothing."""
    start = piece.start
    for match in (*_SENTENCE_END.finditer(text, piece.start, piece.end), None):
        end = match.end() if match is not None else piece.end
        sentence = cut_span(text, start, end)
        if sentence.text.rstrip("”\"'’ ")[-1:] not in ("?", ""):
            yield sentence
        start = end


def _in_piece(reading: Reading, cast: Cast, statement: Statement, piece: Span) -> Stated | None:
    words = piece.text
    if _is_question(piece):
        return None
    moments = _moments(reading, piece, "future" if WILL.search(words) else None)
    ahead = [moment for moment in moments if moment.is_future or looks_ahead(moment)]
    cue = statement.cue.text if statement.cue is not None else ""
    if statement.cue is not None and _is_noun(reading.text, statement.cue):
        cue = ""  # "a plan to open the gates" is nobody's word
    is_own = _names_own_side(reading, cast, statement, piece)
    is_quoted = statement.mode == "direct" or words[:1] in '“”"‘«'
    kind = kind_of(Outlook(words, cue, statement.act, bool(ahead), is_own, is_quoted))
    if kind is None:
        return None
    span = _without_that(reading.text, piece)
    due = ahead[0].interval if ahead else _vague(reading.text, span)
    return span, kind, due, statement


def _moments(reading: Reading, piece: Span, direction: Literal["future"] | None) -> list[Moment]:
    """Return the times in a piece and right behind it, where its end was taken before its time."""
    behind = _TIME_BEHIND.match(reading.text, piece.end)
    end = behind.end() if behind is not None else piece.end
    found = find_moments(reading.document, piece.start, end, direction=direction)
    return [moment for moment in found if moment.start <= piece.end + 1]


def _is_noun(text: str, cue: Span) -> bool:
    """Whether the word of saying is the noun *plan*."""
    is_plan = cue.text.lower().startswith("plan")
    return is_plan and _DETERMINED.search(text[max(0, cue.start - _BEFORE) : cue.start]) is not None


def _names_own_side(reading: Reading, cast: Cast, statement: Statement, piece: Span) -> bool:
    """Whether the speaker's own side is the subject of *will* or *would* (*said Karvia would ...*)."""
    modal = _MODAL.search(reading.text, piece.start, piece.end)
    if statement.speaker is None or statement.speaker.actor is None or modal is None:
        return False
    own = cast.represented(statement.speaker.actor)
    before = [name for name in reading.names if piece.start <= name.start and name.end <= modal.start()]
    if not before or modal.start() - before[-1].end > _CLOSE:
        return False
    return cast.represented(name_key(before[-1])) == own


def looks_ahead(moment: Moment) -> bool:
    """Whether an open time is one to come (*in a week* in a report without a date)."""
    words = moment.interval.expression.text.lower() if moment.interval.expression else ""
    is_counted = moment.is_future is None and moment.interval.is_open and not re.search(r"\d{4}", words)
    return is_counted and (
        moment.kind == "deadline" or words.startswith(("in ", "within ", "by ", "before "))
    )


def _vague(text: str, span: Span) -> Interval | None:
    """Keep *swiftly*, *soon* as a due date that is open: words for a time, but no day."""
    match = SWIFTLY.search(text, span.start, span.end)
    if match is None:
        return None
    expression = Span(start=match.start(), end=match.end(), text=match.group())
    return Interval(
        earliest=None, latest=None, expression=expression, rule="too vague to count", precision="open"
    )


def _without_that(text: str, piece: Span) -> Span:
    if piece.text.lower().startswith("that "):
        return cut_span(text, piece.start + 5, piece.end)
    return piece
