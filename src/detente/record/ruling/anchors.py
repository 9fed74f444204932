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
from itertools import islice
from typing import Literal

from detente.documents.document import Document
from detente.errors import PassageError
from detente.record.values import Passage

N_AROUND = 32
"""Code points before and after their sentence that decide between places with the same words."""

MAX_PLACES = 1000
"""Words that stand in more places than this mark no place; to look at every one would take long."""

_LONGEST = 2000  # code points on each side in which the sentence around a place is compared
_ENOUGH = 8 * N_AROUND  # code points in which that many are found when white space is made one blank

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
        each side of the sentence are the same too. White space around the passage does not count.

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
    if max(_n_places(one.text, passage.text) for one in (before, after)) > MAX_PLACES:
        return Orphaned(passage=passage, reason=f"its words stand in more than {MAX_PLACES} places")
    own = _setting(before, start, end)
    places = _settings(after, passage.text)
    if not places:
        return Orphaned(passage=passage, reason="its words are not in the new text")
    places = {at: found for at, found in places.items() if found.edges == own.edges}
    if not places:
        return Orphaned(passage=passage, reason="its words are only parts of other words in the new text")
    places = {at: found for at, found in places.items() if found.sentence == own.sentence}
    if not places:
        return Orphaned(passage=passage, reason="the sentence around its words is another in the new text")
    same = [found for found in _settings(before, passage.text).values() if found.is_like(own)]
    if len(places) == len(same) == 1:
        return _refound(passage, after, next(iter(places)), "unique")
    alike = [at for at, found in places.items() if found.around == own.around]
    if len(alike) == sum(found.around == own.around for found in same) == 1:
        return _refound(passage, after, alike[0], "words around")
    reason = (
        f"its words stood in {len(same)} {'place' if len(same) == 1 else 'places'} and stand in "
        f"{len(places)} now, and the words around them do not decide"
    )
    return Orphaned(passage=passage, reason=reason)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands around a place: does a word run on over its ends, its sentence, and words around that."""

    edges: tuple[bool, bool]
    sentence: tuple[str, str]
    around: tuple[str, str]

    def is_like(self, other: _Setting) -> bool:
        return (self.edges, self.sentence) == (other.edges, other.sentence)


def _settings(document: Document, words: str) -> dict[int, _Setting]:
    """Return every place where words begin in a document, with what stands around it."""
    return {at: _setting(document, at, at + len(words)) for at in _places(document.text, words)}


def _setting(document: Document, start: int, end: int) -> _Setting:
    text = document.text
    first, last = _sentence(document, start, end)
    return _Setting(
        edges=(_runs_on(text, start), _runs_on(text, end)),
        sentence=(_plain(text[first:start]), _plain(text[end:last])),
        around=(
            _plain(text[max(0, first - _ENOUGH) : first])[-N_AROUND:],
            _plain(text[last : last + _ENOUGH])[:N_AROUND],
        ),
    )


def _refound(passage: Passage, after: Document, start: int, how: How) -> Refound:
    end = start + len(passage.text)
    place = Passage(document=after.id, start=start, end=end, text=after.text[start:end])
    return Refound(passage=place, how=how)


def _n_places(text: str, words: str) -> int:
    """Count the places where words begin, as far as there are more than can be looked at."""
    return sum(1 for _ in islice(_places(text, words), MAX_PLACES + 1))


def _places(text: str, words: str) -> Iterator[int]:
    """Yield every place where words begin in a text, overlapping ones too."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


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


def _sentence(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins and ends that has a place in it, or the sentences it runs over.

    A sentence ends at its mark, at an empty line, and where the report begins after its header. A mark
    that may be no end (after an abbreviation, before a small letter) is taken for none: more is compared.
    """
    text = document.text
    first = max(document.body_start if document.body_start <= start else 0, start - _LONGEST)
    for stop in _stops(text, first, start):
        first = stop
    furthest = min(len(text), end + _LONGEST)
    last = next(_stops(text, _last_word(text, start, end), furthest), furthest)
    return first, max(end, last)


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
    """Return words with white space made one blank: a line may be broken elsewhere now."""
    return " ".join(words.split())
