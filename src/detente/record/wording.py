"""The words of quotations, compared: which are the same, which are close, and where they differ."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import ceil
from typing import Literal

MIN_WORDS = 4
"""Quotations shorter than this are compared as a whole: parts that short recur by chance."""

FEW_WORDS = 10
"""Quotations shorter than this must be closer, for their common words are most of them."""

CLOSE = 0.65
CLOSE_WHEN_FEW = 0.8
"""Share of the shorter quotation's words from which two are variants of one (see ``closeness``).

Tried on 4,322 direct quotations of the PolNeAR corpus (64,549 pairs with one surname as their source and
no common text): 32 pairs are joined, 19 of them word for word; read by hand, 29 are one utterance and three
are a speaker's standing phrase, perhaps on two occasions. Four words with one of them changed are missed.
"""

QUOTATION = re.compile(r"“[^“”\n]{0,2000}”|\"[^\"\n]{0,2000}\"|«[^«»\n]{0,2000}»|„[^„“”\n]{0,2000}[“”]")
"""Words between quotation marks of one kind, inside one paragraph."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_JOINED = re.compile(r"[-'’.]+")
_ELLIPSIS = re.compile(r"…|\.{3,}|\. \. \.|\[…\]")

PieceKind = Literal["same", "replaced", "left out", "added", "not quoted"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A quotation as words: ``words`` as printed, ``normal`` as compared; ``pieces`` cut where it was cut.

    ``pieces`` are ``(start, end)`` in words: a quotation is cut by the words "she said" in its middle, and
    by dots that stand for what is left out.
    """

    words: tuple[str, ...]
    normal: tuple[str, ...]
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One stretch of two wordings set side by side.

    ``not quoted`` is what the longer one has around what the shorter one quotes, or where that is cut: no
    difference in words.
    """

    kind: PieceKind
    before: str
    after: str


def normal_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: no case, no punctuation, one form of each letter."""
    return tuple(map(_normal, _WORD.findall(text)))


def search_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are looked for: compared words, cut at what joins their parts.

    >>> search_words("The cease-fire isn't Velk’s.")
    ('the', 'cease', 'fire', 'isn', 't', 'velk', 's')
    """
    return tuple(part for word in normal_words(text) for part in _JOINED.split(word) if part)


def wording(texts: Sequence[str]) -> Wording:
    """Return the wording of a quotation printed in several stretches."""
    words: list[str] = []
    pieces: list[tuple[int, int]] = []
    for text in texts:
        for part in _ELLIPSIS.split(text):
            found = [match.group() for match in _WORD.finditer(part)]
            if found:
                pieces.append((len(words), len(words) + len(found)))
                words += found
    return Wording(words=tuple(words), normal=tuple(map(_normal, words)), pieces=tuple(pieces))


def is_same(first: Wording, second: Wording) -> bool:
    """Whether two quotations have the same words where both quote."""
    return holds(first, second) or holds(second, first)


def holds(whole: Wording, part: Wording) -> bool:
    """Whether a quotation stands in another one: as a whole, or all its pieces in their order."""
    if _find(whole.normal, part.normal, 0) is not None:
        return True
    if max((end - start for start, end in part.pieces), default=0) < MIN_WORDS:
        return False
    position = 0
    for start, end in part.pieces:
        found = _find(whole.normal, part.normal[start:end], position)
        if found is None:
            return False
        position = found + end - start
    return True


def closeness(first: Wording, second: Wording, *, at_least: float = 0.0) -> float:
    """Return the share of the shorter quotation's words that the likest stretch of the longer one has.

    The stretch is as long as the shorter quotation, and words count in their order (the matches of
    ``difflib.SequenceMatcher``). What cannot reach ``at_least`` is given 0 without a closer look.
    """
    short, long = sorted((first.normal, second.normal), key=len)
    return _likest(short, long, at_least)[0] if _may_reach(short, long, at_least) else 0.0


def are_variants(first: Wording, second: Wording) -> bool:
    """Whether two quotations may be one: the same words, or close ones.

    One of fewer than ``MIN_WORDS`` words must be the same as a whole.
    """
    short, long = sorted((first.normal, second.normal), key=len)
    if len(short) < MIN_WORDS:
        return bool(short) and short == long
    enough = _enough(len(short))
    if not _may_reach(short, long, enough):
        return False  # the same words would reach any share
    return is_same(first, second) or closeness(first, second, at_least=enough) >= enough


def n_may_miss(n_words: int) -> int:
    """Return how many of a quotation's words at most are not in a longer variant of it."""
    return int(n_words * (1 - _enough(n_words)) + 1e-9)  # 0.35 times 20 is a little more than 7


def _enough(n_words: int) -> float:
    """Return the share of its words that a quotation must have in common with a variant."""
    if n_words < MIN_WORDS:
        return 1.0
    return CLOSE if n_words >= FEW_WORDS else CLOSE_WHEN_FEW


def stretch(whole: Wording, part: Wording) -> Wording:
    """Return the words of a longer wording that bear on a quotation: where it stands, or the likest."""
    first, last = part.pieces[0], part.pieces[-1]
    begin = _find(whole.normal, part.normal[first[0] : first[1]], 0)
    ending = None if begin is None else _find(whole.normal, part.normal[last[0] : last[1]], begin)
    if begin is not None and ending is not None and holds(whole, part):
        low, high = begin, ending + last[1] - last[0]
    else:
        _, low = _likest(part.normal, whole.normal)
        high = min(len(whole.normal), low + len(part.normal))
    return Wording(words=whole.words[low:high], normal=whole.normal[low:high], pieces=((0, high - low),))


def differences(before: Wording, after: Wording) -> tuple[Difference, ...]:
    """Set two wordings side by side, word by word, from their first word to their last."""
    short, long = sorted((before, after), key=lambda wording: len(wording.normal))
    low, high = _region(short, long)
    is_longer_before = long is before
    found = [_not_quoted(long.words[:low], is_longer_before)]
    inner = Wording(words=long.words[low:high], normal=long.normal[low:high], pieces=())
    pair = (inner, after) if is_longer_before else (before, inner)
    cuts = {start for start, _ in short.pieces} | {0, len(short.words)}
    found += _side_by_side(*pair, cuts, is_longer_before=is_longer_before)
    found.append(_not_quoted(long.words[high:], is_longer_before))
    return _joined(found)


@lru_cache(maxsize=65536)
def _normal(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def _may_reach(short: tuple[str, ...], long: tuple[str, ...], share: float) -> bool:
    """Whether enough words are common, in whatever order: quick, and settles most pairs."""
    n_common = (_counted(short) & _counted(long)).total()
    return n_common > 0 and n_common >= share * len(short)


@lru_cache(maxsize=4096)
def _counted(words: tuple[str, ...]) -> Counter[str]:
    return Counter(words)


def _find(words: Sequence[str], piece: Sequence[str], position: int) -> int | None:
    size = len(piece)
    first = piece[0] if piece else ""
    starts = range(position, len(words) - size + 1) if piece else ()
    return next((at for at in starts if words[at] == first and words[at : at + size] == piece), None)


def _likest(short: Sequence[str], long: Sequence[str], at_least: float = 0.0) -> tuple[float, int]:
    """Return the share of ``short`` that the likest stretch of ``long`` has, and where that begins.

    Stretches that cannot reach ``at_least`` are passed over.
    """
    size = len(short)
    best, where = 0.0, 0
    if not _may_lie_close(short, long, at_least):
        return best, where
    matcher = SequenceMatcher(None, b=short, autojunk=False)
    for start, n_common in enumerate(_common_counts(short, long)):
        bound = n_common / size  # were the words in the best order
        if bound <= best or bound < at_least:
            continue
        matcher.set_seq1(long[start : start + size])
        share = sum(block.size for block in matcher.get_matching_blocks()) / size
        if share > best:
            best, where = share, start
    return best, where


def _may_lie_close(short: Sequence[str], long: Sequence[str], share: float) -> bool:
    """Whether some stretch as long as ``short`` has so many words that are in it at all: quick."""
    words = frozenset(short)
    met = [place for place, word in enumerate(long) if word in words]
    n_least = ceil(share * len(short) - 1e-9)
    return n_least < 1 or any(
        last - first < len(short) for first, last in zip(met, met[n_least - 1 :], strict=False)
    )


def _common_counts(short: Sequence[str], long: Sequence[str]) -> Iterator[int]:
    """Yield for each stretch of ``long`` as long as ``short`` how many words both have, in any order."""
    missing = Counter(short)  # below zero for words the stretch has more often
    n_common = 0
    for end, word in enumerate(long, start=1):
        n_common += missing[word] > 0
        missing[word] -= 1
        if end > len(short):
            left = long[end - len(short) - 1]
            missing[left] += 1
            n_common -= missing[left] > 0
        if end >= len(short) > 0:
            yield n_common


def _region(short: Wording, long: Wording) -> tuple[int, int]:
    """Return the stretch of the longer wording to compare: all of it when the shorter one is cut."""
    if len(short.pieces) > 1 or not short.normal:
        return 0, len(long.normal)
    _, start = _likest(short.normal, long.normal)
    margin = max(3, len(short.normal) // 4)
    return max(0, start - margin), min(len(long.normal), start + len(short.normal) + margin)


def _side_by_side(
    before: Wording, after: Wording, cuts: Collection[int], *, is_longer_before: bool
) -> list[Difference]:
    kinds: dict[str, PieceKind] = {
        "equal": "same",
        "replace": "replaced",
        "delete": "left out",
        "insert": "added",
    }
    matcher = SequenceMatcher(None, before.normal, after.normal, autojunk=False)
    found = []
    for tag, low, high, from_, to in matcher.get_opcodes():
        kind = kinds[tag]
        place_in_shorter = from_ if is_longer_before else low
        only_in_longer = tag == ("delete" if is_longer_before else "insert")
        if only_in_longer and place_in_shorter in cuts:
            kind = "not quoted"
        found.append(
            Difference(
                kind=kind, before=" ".join(before.words[low:high]), after=" ".join(after.words[from_:to])
            )
        )
    return found


def _not_quoted(words: Sequence[str], is_before: bool) -> Difference:
    text = " ".join(words)
    return Difference(kind="not quoted", before=text if is_before else "", after="" if is_before else text)


def _joined(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Drop empty stretches and join neighbours of one kind."""
    joined: list[Difference] = []
    for part in found:
        if not (part.before or part.after):
            continue
        if joined and joined[-1].kind == part.kind:
            last = joined.pop()
            part = Difference(
                kind=part.kind,
                before=f"{last.before} {part.before}".strip(),
                after=f"{last.after} {part.after}".strip(),
            )
        joined.append(part)
    return tuple(joined)
