"""Passages found again in a document that changed: exactly, or not at all.

A passage is found by its words and, where these do not decide, by the words around them (the *exact*,
*prefix* and *suffix* of a text quote selector). Nothing is found by likeness: what is not surely the same
place is orphaned and says why, for somebody to look at.

Words alone mislead in three ways, so three things more are asked. Words must begin and end where words do,
as before: "sign" is not found in "resign", nor "14" in "14,000". The rest of their sentence must be as it
was: "will sign the accord" is not found again where Kerr now "said nobody will sign the accord". And where
they stood twice before, that they stand once now does not say which one stayed.

References
----------
Sanderson, R., Ciccarese, P. and Young, B. (2017), Web Annotation Data Model, W3C Recommendation,
section 4.2.4, Text Quote Selector.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.documents.document import Document
from detente.errors import PassageError
from detente.record.values import Passage

N_AROUND = 32
"""Code points before and after that decide between places with the same words."""

How = Literal["same text", "unique", "words around"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refound:
    """A passage in the changed document, with exactly the words it had, and how it was found."""

    passage: Passage
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphaned:
    """A passage that is not surely anywhere in the changed document; ``reason`` for a reader."""

    passage: Passage
    reason: str


def refind(passage: Passage, before: Document, after: Document) -> Refound | Orphaned:
    """Find a passage again in another version of its document.

    Parameters
    ----------
    passage : Passage
        Of ``before``.
    before, after : Document
        The version it was read from, and the one it is looked for in. Of the same text, as when a
        document is read again, every passage is where it was.

    Returns
    -------
    Refound or Orphaned
        When refound, ``after.text[start:end]`` are the passage's words. It is refound where its words
        stand, between the same edges, in a sentence that is otherwise unchanged: if that is so in one
        place only, before as after; or if in one place only, before as after, the 32 code points on
        each side are the same too.

    Raises
    ------
    PassageError
        If the passage is not one of ``before``.

    Examples
    --------
    >>> old = Document(id="doc:1", path="-", text="Kerr will sign.", sha256="")
    >>> new = Document(id="doc:2", path="-", text="It rained. Kerr will sign.", sha256="")
    >>> refind(Passage(document="doc:1", start=5, end=14, text="will sign"), old, new).passage.start
    16
    """
    start, end = passage.start, passage.end
    if passage.document != before.id or before.text[start:end] != passage.text or not passage.text:
        raise PassageError(
            f"[{start}, {end}) of '{passage.document}' is not a passage of '{before.path}' ({before.id}): "
            "give the document it was read from"
        )
    if before.text == after.text:
        return _refound(passage, after, start, "same text")
    places = list(_places(after.text, passage.text))
    if not places:
        return Orphaned(passage=passage, reason="its words are not in the new text")
    old_edges = _edges(before.text, start, end)
    places = [at for at in places if _edges(after.text, at, at + end - start) == old_edges]
    if not places:
        return Orphaned(passage=passage, reason="its words are only parts of other words in the new text")
    sentence = _sentence_around(before, start, end)
    places = [at for at in places if _sentence_around(after, at, at + end - start) == sentence]
    if not places:
        return Orphaned(passage=passage, reason="the sentence around its words is another in the new text")
    return _decided(passage, before, after, places)


def _decided(passage: Passage, before: Document, after: Document, places: list[int]) -> Refound | Orphaned:
    """Choose between the places that have the words, edges and sentence: by the words around, or not."""
    length = len(passage.text)
    sentence = _sentence_around(before, passage.start, passage.end)
    edges = _edges(before.text, passage.start, passage.end)
    before_too = [
        at
        for at in _places(before.text, passage.text)
        if _edges(before.text, at, at + length) == edges
        and _sentence_around(before, at, at + length) == sentence
    ]
    if len(places) == len(before_too) == 1:
        return _refound(passage, after, places[0], "unique")
    around = _around(before.text, passage.start, passage.end)
    alike = [at for at in places if _around(after.text, at, at + length) == around]
    alike_before = [at for at in before_too if _around(before.text, at, at + length) == around]
    if len(alike) == len(alike_before) == 1:
        return _refound(passage, after, alike[0], "words around")
    n_before, n_after = len(before_too), len(places)
    return Orphaned(
        passage=passage,
        reason=(
            f"its words stood in {n_before} {'place' if n_before == 1 else 'places'} and stand in {n_after} "
            "now, and the words around them do not decide"
        ),
    )


def _refound(passage: Passage, after: Document, start: int, how: How) -> Refound:
    end = start + len(passage.text)
    place = Passage(document=after.id, start=start, end=end, text=after.text[start:end])
    return Refound(passage=place, how=how)


def _places(text: str, words: str) -> Iterator[int]:
    """Yield every place where words begin in a text, overlapping ones too."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _edges(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether a word runs on over each end of a place."""
    return _runs_on(text, start), _runs_on(text, end)


def _runs_on(text: str, at: int) -> bool:
    """Whether the code points on both sides of a place belong to one word or number."""
    if at <= 0 or at >= len(text):
        return False
    before, behind = text[at - 1], text[at]
    if _is_letter(before) and _is_letter(behind):
        return True
    # A hyphen, an apostrophe, or a point or comma in a number joins what stands on both of its sides.
    if behind in _JOINERS and _is_letter(before):
        return at + 1 < len(text) and _joins(before, behind, text[at + 1])
    if before in _JOINERS and _is_letter(behind):
        return at >= 2 and _joins(text[at - 2], before, behind)
    return False


_JOINERS = frozenset("-‐‑'’.,")


def _joins(before: str, joiner: str, behind: str) -> bool:
    if joiner in ".,":
        return before.isdigit() and behind.isdigit()
    return _is_letter(before) and _is_letter(behind)


def _is_letter(character: str) -> bool:
    """Whether a code point is part of a word: letters, digits, and marks and joiners put on them."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf", "Pc")


_SENTENCE_END = re.compile(r"(?P<mark>[.!?…])[\"'”’»)\]]*(?=\s)|\n[^\S\n]*\n")
_ABBREVIATION = 4  # letters at most of a capitalised word whose point may be no end: Mr. Gen. Sept. Capt.


def _sentence_around(document: Document, start: int, end: int) -> tuple[str, str]:
    """Return the rest of the sentence on both sides of a place, white space made one blank.

    A sentence ends at its mark, at an empty line, and where the report begins after its header. A mark
    that may be no end (after an abbreviation, before a small letter) is taken for none: more is compared.
    """
    text = document.text
    first = document.body_start if document.body_start <= start else 0
    for stop in _stops(text, first, start):
        first = stop
    last = next(_stops(text, _last_word(text, start, end), len(text)), len(text))
    return _plain(text[first:start]), _plain(text[end : max(end, last)])


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end between two places."""
    for match in _SENTENCE_END.finditer(text, start, end):
        following = text[match.end() : match.end() + N_AROUND].lstrip()
        word = text[max(0, match.start() - N_AROUND) : match.start()].split()
        last = word[-1].lstrip("“\"'‘(") if word else ""
        is_short = last[:1].isupper() and (len(last) <= _ABBREVIATION or "." in last)
        if match["mark"] and (following[:1].islower() or (match["mark"] == "." and is_short)):
            continue
        yield match.end()


def _last_word(text: str, start: int, end: int) -> int:
    """Return where the marks at the end of a place begin: a place may end with its sentence."""
    while end > start and not _is_letter(text[end - 1]):
        end -= 1
    return end


def _plain(words: str) -> str:
    return " ".join(words.split())


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - N_AROUND) : start], text[end : end + N_AROUND]
