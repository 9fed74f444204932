"""Quotation marks: pair them by kind, never in sequence, so that one odd mark cannot ruin a text.

Every opening mark looks for the closing mark of its own kind inside its paragraph. A paragraph that
opens a quotation without closing it carries on in the next one when that opens with the same mark
(the printers' rule for long quotations); any other unmatched mark is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DOUBLE = {"“": "”", "«": "»", "„": "“", '"': '"', "‟": "”"}
_SINGLE = {"‘": "’", "'": "'", "‹": "›"}
_OPEN_BEFORE = re.compile(r"[\s(\[—–\-/:,;“\"«]")
_CLOSE_AFTER = re.compile(r"[\s)\]—–\-/:,;.?!”\"»]")
_SPEECH_END = (",", ".", "?", "!", "…", "—", "–", ";", ":")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: ``start`` and ``end`` include the marks, the inner ones do not.

    ``continues`` says that the next paragraph's quotation carries this one on; ``is_continued`` that
    this one carries the last one on.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    continues: bool = False
    is_continued: bool = False

    def is_speech(self, text: str) -> bool:
        """Whether the words stand as an utterance of their own, not as a part of the sentence around.

        An utterance begins with a capital letter, a digit or an ellipsis and ends with a mark that
        ends or carries on a sentence (inside or right after the quotation), or is a sentence long.
        """
        words = text[self.inner_start : self.inner_end].strip()
        if not words:
            return False
        if self.continues or self.is_continued:
            return True
        begins = words[0].isupper() or words[0].isdigit() or words[0] in "…[.¿¡"
        if not begins:
            return words.count(" ") > 3 and self._opens_paragraph(text) and words.endswith(",")
        after = text[self.end : self.end + 1]
        return words.endswith(_SPEECH_END) or after in (",", "—", "–")

    def _opens_paragraph(self, text: str) -> bool:
        return self.start == 0 or text[self.start - 1] == "\n"


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Find the outermost quotations of a text, in text order.

    Parameters
    ----------
    text : str
        Verbatim text.
    paragraphs : sequence of (int, int)
        Their ``[start, end)`` in order; a quotation never crosses one except by the printers' rule.

    Examples
    --------
    >>> text = '"No," he said.'
    >>> [text[q.inner_start:q.inner_end] for q in find_quotations(text, [(0, len(text))])]
    ['No,']
    """
    has_double = any(mark in text for mark in '“"«„')
    found: list[Quotation] = []
    carried: str | None = None
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        position = start
        is_first = True
        while position < end:
            opening = _next_opening(text, position, end, with_single=not has_double)
            if opening is None:
                break
            mark = text[opening]
            is_continued = is_first and carried == mark and not text[start:opening].strip()
            closing = _closing(text, opening, end)
            if closing is None:
                if _carries_on(text, opening, following):
                    found.append(Quotation(opening, end, opening + 1, end, True, is_continued))
                    carried = mark
                    position = end
                    is_first = False
                    continue
                position = opening + 1
                continue
            carried = None
            found.append(Quotation(opening, closing + 1, opening + 1, closing, False, is_continued))
            position = closing + 1
            is_first = False
        else:
            continue
        if is_first:
            carried = None
    return tuple(found)


def _next_opening(text: str, position: int, end: int, *, with_single: bool) -> int | None:
    for index in range(position, end):
        mark = text[index]
        if mark in _DOUBLE or (with_single and mark in _SINGLE):
            before = text[index - 1] if index else "\n"
            after = text[index + 1] if index + 1 < end else " "
            is_typographic = mark in "“«„‟"
            if not after.isspace() and (is_typographic or _OPEN_BEFORE.match(before)):
                return index
    return None


def _closing(text: str, opening: int, end: int) -> int | None:
    mark = text[opening]
    if mark in _SINGLE:
        return _closing_single(text, opening, end, _SINGLE[mark])
    wanted = _DOUBLE[mark]
    for index in range(opening + 1, end):
        if text[index] != wanted and not (mark == "“" and text[index] == "“"):
            continue
        if text[index] == mark and mark == "“":
            return None  # opened again before it was closed: the first mark is the odd one
        after = text[index + 1] if index + 1 < end else " "
        if wanted == '"' and not (_CLOSE_AFTER.match(after) or after in "’'"):
            continue
        return index
    return None


def _closing_single(text: str, opening: int, end: int, wanted: str) -> int | None:
    """Find the end of a single-mark quotation; an apostrophe stands before a letter or after an s."""
    for index in range(opening + 2, end):
        if text[index] != wanted:
            continue
        before, after = text[index - 1], text[index + 1] if index + 1 < end else " "
        if after.isalnum():
            continue
        if before in ",.?!…" or before != "s":
            return index
    return None


def _carries_on(text: str, opening: int, following: tuple[int, int] | None) -> bool:
    """Whether the next paragraph opens with the same mark, so that this quotation goes on there."""
    if following is None:
        return False
    return text[following[0] : following[0] + 1] == text[opening]
