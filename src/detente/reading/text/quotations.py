"""Quotation marks: pair them by kind, never in sequence, so that one odd mark cannot ruin a text.

Every opening mark looks for the closing mark of its own kind inside its paragraph. A paragraph that
opens a quotation without closing it carries on in the next one when that opens with the same mark
(the printers' rule for long quotations); any other unmatched mark is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_DOUBLE = {"“": "”“", "«": "»", "»": "«", "„": "“”", '"': '"', "‟": "”"}
_SINGLE = {"‘": "’", "'": "'", "‹": "›", "‚": "‘"}
_TYPED = {"“": '"', '"': "”"}
"""What closes a quotation of that mark where its own closing mark is missing: typed by two programs."""
_OPENS_SINGLE = re.compile(r"(?:(?<=\s)|^)‘(?=\w)", re.MULTILINE)
_OPEN_BEFORE = re.compile(r"[\s(\[—–\-/:,;“\"«]")
_CLOSE_AFTER = re.compile(r"[\s)\]—–\-/:,;.?!”\"»’']")
_PLAIN_SINGLE = "'‹"
_APOSTROPHES = "''"
"""Two apostrophes, which some agencies and archives print for a double mark."""
_OPENING_PAIR = re.compile(r"(?<![^\s(\[—–\-])''(?=[^\s'])|(?<![^\s(\[—–\-])''(?='\w)")
_CLOSING_PAIR = re.compile(r"(?<=\S)''(?!')")
_FILLER = "\u2060"
"""What takes the place of the second apostrophe in a copy: no blank, no letter."""
_MAX_INDENT = 40
_INNER_CLOSERS = "'’”\""
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
        ends or carries on a sentence (inside or right after the quotation), is all that stands behind a
        colon, or is a sentence long.
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
        if after == "." and self._follows_colon(text):
            return True  # "he replied: 'North'."
        return words.rstrip(_INNER_CLOSERS).endswith(_SPEECH_END) or after in (",", "—", "–")

    def _follows_colon(self, text: str) -> bool:
        return text[max(0, self.start - _MAX_INDENT) : self.start].rstrip(" \t\u00a0").endswith(":")

    def _opens_paragraph(self, text: str) -> bool:
        line = text[max(0, self.start - _MAX_INDENT) : self.start].rstrip(" \t\u00a0")
        return not line or line[-1] in "\n\r\u2028\u2029"


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
    verbatim, text = text, _with_double_marks(text)
    openers = _openers(text)
    found: list[Quotation] = []
    carried: str | None = None
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        here = list(_within(text, start, end, openers, following, carried))
        carried = text[here[-1].start] if here and here[-1].continues else None
        found += here
    return tuple(_with_both_apostrophes(verbatim, quotation) for quotation in found)


def _with_double_marks(text: str) -> str:
    """Return a copy of the same length in which a typed double mark stands for two apostrophes."""
    if _APOSTROPHES not in text:
        return text
    return _CLOSING_PAIR.sub('" ', _OPENING_PAIR.sub(f'"{_FILLER}', text))


def _with_both_apostrophes(text: str, quotation: Quotation) -> Quotation:
    """Widen a quotation whose marks are two apostrophes each, so that both belong to its marks."""
    begins, end = quotation.inner_start, quotation.end
    if text[quotation.start : begins + 1] == _APOSTROPHES:
        begins += 1
    if end > quotation.inner_end and text[end - 1 : end + 1] == _APOSTROPHES:
        end += 1
    return replace(quotation, inner_start=begins, end=end)


def _within(
    text: str,
    start: int,
    end: int,
    openers: frozenset[str],
    following: tuple[int, int] | None,
    carried: str | None,
) -> Iterator[Quotation]:
    """Yield the outermost quotations of a paragraph; ``carried`` is the mark left open in the one before."""
    unclosed: set[str] = set()
    position = start
    while (opening := _next_opening(text, position, end, openers)) is not None:
        mark = text[opening]
        is_continued = carried == mark and not text[start:opening].strip()
        # an apostrophe that found no end finds none further on, which keeps many of them cheap
        closing = None if mark in unclosed else _closing(text, opening, end)
        if closing is not None:
            yield Quotation(opening, closing + 1, opening + 1, closing, False, is_continued)
            position = closing + 1
            continue
        if _carries_on(text, opening, end, following):
            yield Quotation(opening, end, opening + 1, end, True, is_continued)
            return
        if mark in _PLAIN_SINGLE:
            unclosed.add(mark)
        position = opening + 1


def _openers(text: str) -> frozenset[str]:
    """Return the marks that open the text's outermost quotations.

    Single marks are apostrophes in most texts. They count where no double mark stands, and the
    typographic one also where it opens as many quotations as the double ones do.
    """
    n_double = sum(text.count(mark) for mark in "“«„") + text.count('"') // 2
    if not n_double:
        return frozenset(_DOUBLE) | frozenset(_SINGLE)
    n_single = len(_OPENS_SINGLE.findall(text))
    return frozenset(_DOUBLE) | (frozenset("‘") if n_single >= n_double else frozenset())


def _next_opening(text: str, position: int, end: int, openers: frozenset[str]) -> int | None:
    for index in range(position, end):
        mark = text[index]
        if mark in openers and _opens(text, index, end):
            return index
    return None


def _opens(text: str, index: int, end: int) -> bool:
    """Whether a mark stands where one opens: before a word, and behind none where it could close."""
    mark = text[index]
    before = text[index - 1] if index else "\n"
    after = text[index + 1] if index + 1 < end else " "
    if mark == "«":  # set off by a blank in French
        return not after.isspace() or (before.isspace() and text[index + 2 : index + 3].isalnum())
    if after.isspace():
        return False
    return mark in "“„‟‚" or _OPEN_BEFORE.match(before) is not None


def _closing(text: str, opening: int, end: int) -> int | None:
    mark = text[opening]
    if mark in _SINGLE:
        return _closing_single(text, opening, end, _SINGLE[mark])
    for index in range(opening + 1, end):
        if text[index] in _DOUBLE[mark] and _closes(text, index, end):
            early = _typed_end(text, opening, index)
            is_parted = early is not None and any(
                _opens(text, at, index) for at in _marks(text, early, index)
            )
            return early if is_parted else index
        if text[index] == mark and _opens(text, index, end):
            return _typed_end(text, opening, index)  # opened again before it was closed: an odd mark
    return _typed_end(text, opening, end)


def _marks(text: str, after: int, before: int) -> Iterator[int]:
    """Yield where double marks of either shape stand between two others."""
    return (index for index in range(after + 1, before) if text[index] in _TYPED)


def _typed_end(text: str, opening: int, end: int) -> int | None:
    """Find the closing mark of the other shape where a text mixes typed and typographic marks."""
    other = _TYPED.get(text[opening])
    if other is None:
        return None
    index = text.find(other, opening + 2, end)
    is_parted = other == "”" and "“" in text[opening:index]
    if index < 0 or is_parted or text[index - 1].isspace() or not _closes(text, index, end):
        return None
    return index


def _closes(text: str, index: int, end: int) -> bool:
    if text[index] not in '"«“':
        return True
    after = text[index + 1] if index + 1 < end else " "
    return _CLOSE_AFTER.match(after) is not None and not (text[index] in "«“" and text[index - 1].isspace())


def _closing_single(text: str, opening: int, end: int, wanted: str) -> int | None:
    """Find the end of a single-mark quotation; an apostrophe stands before a letter or after an s."""
    for index in range(opening + 2, end):
        if text[index] == "‘" and _opens(text, index, end):
            return None
        if text[index] != wanted:
            continue
        before, after = text[index - 1], text[index + 1] if index + 1 < end else " "
        if not after.isalnum() and before != "s":
            return index
    return None


def _carries_on(text: str, opening: int, end: int, following: tuple[int, int] | None) -> bool:
    """Whether the next paragraph opens with the same mark, so that this quotation goes on there.

    Not when the mark stands once more in this paragraph: then the first one is the odd one.
    """
    mark = text[opening]
    if following is None or text[following[0] : following[0] + 1] != mark:
        return False
    return text.find(mark, opening + 1, end) < 0
