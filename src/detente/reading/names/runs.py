"""Words of a text that may be of names, and the runs of them that may be one name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.reading.knowledge.words import (
    ABBREVIATED,
    CALENDAR,
    COMMON_CAPITALISED,
    NAME_PREFIXES,
    NAME_TAILS,
    NUMERALS,
    OPENERS,
    ORGANISATION_NOUNS,
    PARTICLES,
    demonym_stems,
    is_opener,
)
from detente.reading.knowledge.world import Entry, World, head_titles
from detente.reading.names.types import SOFT, Labels, clean, is_shouted
from detente.reading.text.paragraphs import Paragraph

_IN_WORD = rf"[\w\u0300-\u036f{SOFT}]"
_WORD = re.compile(rf"(?:[A-Z]\.){{2,}}|[^\W\d_]{_IN_WORD}*(?:[-‐‑’'](?=[^\W\d_]{_IN_WORD}){_IN_WORD}+)*")
_ARTICLED = re.compile(r"(?:al|el|as|ash|an|ad|at|ar|az|ul|bin|abu|d|l|dell|ibn)[-’'][^\W\d_]", re.IGNORECASE)
_POSSESSORS = frozenset({"People", "Women", "Children", "Men"})
"""Who a body may be called after with an *'s* (*People's Army*)."""
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?=\.? \d)")
_MONTH_BEHIND = re.compile(r"(?<=\d )(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b")
_APOSTROPHES = ("’ ", "' ")
_OPENING_GAP = re.compile(r"[.?!:…“\"«„‘(]")
_STANDS_AT = re.compile(r"\b(?:in|near|outside|around|throughout) ([^\W\d_][\w-]+)\b(?! [^\W\d_a-z])")
_SPEAKS_OR_OWNS = re.compile(
    r"\b([^\W\d_]+)(?: (?:said|says|told|tells|added|warned|insists?|insisted|denied)\b|[’']s\b)"
)
_MAX_NAME = 200
"""Longest word in code points that may be of a name."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the text has it at ``[start, end)``; ``text`` is the clean form to compare."""

    start: int
    end: int
    text: str
    opens_sentence: bool
    joined: bool  # one blank (or a hyphen) away from the word before
    behind_apostrophe: bool = False

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name is: with a capital, or as *al-Sisi*."""
        return self.text[0].isupper() or (
            _ARTICLED.match(self.text) is not None and any(map(str.isupper, self.text))
        )

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Labelled:
    """The recogniser's spans of a document, found by place."""

    spans: tuple[tuple[int, int, str], ...]
    starts: tuple[int, ...]

    def around(self, start: int, end: int) -> str | None:
        """Return the label of the span that holds ``[start, end)``."""
        index = bisect_right(self.starts, start) - 1
        if index < 0 or self.spans[index][1] < end:
            return None
        return self.spans[index][2]

    def begins(self, start: int) -> bool:
        """Whether a span begins there."""
        index = bisect_right(self.starts, start) - 1
        return index >= 0 and self.starts[index] == start


@dataclass(frozen=True, slots=True)
class Usage:
    """How the document writes its words.

    In small letters; with a capital inside a sentence; as a place; as what an adjective may be made of;
    as somebody who says or owns something.
    """

    small: frozenset[str]
    inside: frozenset[str]
    standing: frozenset[str]
    stems: frozenset[str]
    starts: frozenset[str]
    speaking: frozenset[str]


def place_labels(paragraphs: Sequence[Paragraph], labels: Sequence[Labels]) -> Labelled:
    """Put each paragraph's spans at their places in the text."""
    spans = sorted(
        (paragraph.start + start, paragraph.start + end, label)
        for paragraph, found in zip(paragraphs, labels, strict=True)
        for start, end, label in found
    )
    return Labelled(tuple(spans), tuple(start for start, _, _ in spans))


def lookup(words: str, world: World) -> Entry | None:
    """Look a name up; a city's name that is also a person's or a common word is left to the votes."""
    entry = world.lookup(words)
    if entry is not None and entry.is_ambiguous and entry.kind in ("city", "seat"):
        return None
    return entry


def find_runs(
    text: str, paragraphs: Sequence[Paragraph], labelled: Labelled, world: World
) -> Iterator[list[Word]]:
    """Yield the runs of words that may hold names, in text order; particles and *of* may stand inside."""
    cut = [(paragraph, _words(text, paragraph)) for paragraph in paragraphs]
    usage = _usage(text, cut)
    for _, words in cut:
        pieces = [piece for word in words for piece in _split_hyphen(word, usage, world)]
        yield from _runs(pieces, usage, labelled, world)


def _usage(text: str, cut: Sequence[tuple[Paragraph, Sequence[Word]]]) -> Usage:
    inside = {
        word.text
        for paragraph, words in cut
        for word in words
        if not paragraph.is_heading and word.is_capital and not word.opens_sentence
    }
    small = {match.group() for match in re.finditer(r"\b[a-z][\w-]*", text)}
    standing = {match.group(1) for match in _STANDS_AT.finditer(text) if match.group(1)[0].isupper()}
    speaking = {match.group(1) for match in _SPEAKS_OR_OWNS.finditer(text)}
    stems = {stem for word in inside for stem in demonym_stems(word)}
    starts = {word[:length] for word in inside for length in _stem_lengths(word)}
    return Usage(*map(frozenset, (small, inside, standing, stems, starts, speaking)))


def _words(text: str, paragraph: Paragraph) -> list[Word]:
    words: list[Word] = []
    previous = paragraph.start
    for match in _WORD.finditer(text, paragraph.start, paragraph.end):
        gap = text[previous : match.start()]
        if gap in ("’", "'") and match.group().lower() == "s":
            continue  # of the word before
        before = words[-1] if words else None
        opens = before is None or bool(_OPENING_GAP.search(gap)) or _labels_turn(words)
        joined = before is not None and _joins(gap, before)
        if before is not None and gap[:1] == "." and _is_abbreviated(before):
            opens = False
        start, end = match.span()
        form = clean(match.group())[:_MAX_NAME] or "_"
        if _MONTH.match(text, start) or _MONTH_BEHIND.match(text, start):
            form = form.lower()  # *Nov. 14* is a date, *Jan Berg* may be a person
        words.append(Word(start, end, form, opens, joined, gap[:1] in ("’", "'")))
        previous = words[-1].end
    return words


def _labels_turn(words: Sequence[Word]) -> bool:
    """Whether the word before is the *Q* or *A* that opens a turn of an interview."""
    return words[-1].text in ("Q", "A") and words[-1].opens_sentence


def _joins(gap: str, before: Word) -> bool:
    """Whether a gap leaves two words together: a blank, a broken line, the stop of an initial."""
    if gap in (" ", "-", "\u00a0", "\n", "\r\n"):
        return True
    if gap.lower() in ("’s ", "'s "):
        return before.text in _POSSESSORS
    if gap in _APOSTROPHES:
        return before.text.endswith("s")  # *the Workers' Party*; parted again where no body is named
    return gap in (". ", ".\u00a0") and _is_abbreviated(before)


def _is_abbreviated(word: Word) -> bool:
    return (len(word.text) == 1 and word.text.isupper()) or word.text.title() in ABBREVIATED


def _split_hyphen(word: Word, usage: Usage, world: World) -> list[Word]:
    """Cut *Ukraine-Norway* and *Karvian-backed* into what is a name and what is not."""
    if "-" not in word.text or word.end - word.start != len(word.text) or lookup(word.text, world):
        return [word]
    parts = word.text.split("-")
    if not all(parts) or _ARTICLED.match(word.text):
        return [word]
    is_pair = all(part in usage.inside | usage.standing or lookup(part, world) for part in parts)
    tail, head = parts[-1].lower(), parts[0].lower()
    is_property = parts[-1].islower() and (tail in NAME_TAILS or tail.endswith(("ed", "ing")))
    is_prefixed = head in NAME_PREFIXES and (is_pair or parts[0].islower())
    if not (is_pair and all(part[0].isupper() for part in parts)) and not is_property and not is_prefixed:
        return [word]
    pieces, start = [], word.start
    for index, part in enumerate(parts):
        opens, joined = word.opens_sentence and not index, word.joined and not index
        pieces.append(Word(start, start + len(part), part, opens, joined))
        start += len(part) + 1
    return pieces


def _runs(words: Sequence[Word], usage: Usage, labelled: Labelled, world: World) -> Iterator[list[Word]]:
    run: list[Word] = []
    for index, word in enumerate(words):
        if run and (not word.joined or _parts_after(words, index)):
            yield from _closed(run)
            run = []
        is_inner = bool(run) and word.lower in PARTICLES and word.joined
        if is_inner or (word.is_capital and not _is_common(words, index, usage, labelled, world)):
            run.append(word)
        else:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _parts_after(words: Sequence[Word], index: int) -> bool:
    """Whether the possessive before a word parts two names: no body is named behind it."""
    word = words[index]
    if not word.behind_apostrophe:
        return False
    following = [word, *words[index + 1 : index + 3]]
    return not any(one.is_capital and one.lower in ORGANISATION_NOUNS for one in following)


def _closed(run: list[Word]) -> Iterator[list[Word]]:
    while run and not run[-1].is_capital:
        run = run[:-1]
    if run:
        yield run


def _is_common(words: Sequence[Word], index: int, usage: Usage, labelled: Labelled, world: World) -> bool:
    """Whether a capitalised word is an ordinary one: the calendar's, or only opening its sentence."""
    word, lower = words[index], words[index].lower
    if lower in CALENDAR or (len(word.text) == 1 and not _is_initial(words, index)):
        return True
    if lower in NUMERALS and not word.opens_sentence and _numbers_body(words, index):
        return False
    if lower in COMMON_CAPITALISED or (lower in OPENERS and word.opens_sentence):
        return True
    is_ordinary = lower in OPENERS or (len(word.text) > 3 and lower in usage.small)
    if is_ordinary and is_shouted(word.text) and _is_alone(words, index):
        return True  # said loudly
    if not word.opens_sentence:
        return False
    is_known = lookup(word.text, world) is not None
    if is_known or head_titles().get(lower) or lower in _HONORIFICS:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    is_joined = following is not None and following.joined and following.is_capital
    if word.text in usage.inside or (is_joined and word.text.capitalize() in usage.inside):
        return lower in usage.small and not is_joined
    if lower in usage.small:
        return True
    if following is not None and following.joined and following.is_capital:
        return _opens_before_name(words, index, usage, labelled, world)
    if is_opener(word.text):
        return True
    if word.text in usage.speaking or _is_related(word.text, usage):
        return False
    return labelled.around(word.start, word.end) not in _NAMING and not word.text.isupper()


def _numbers_body(words: Sequence[Word], index: int) -> bool:
    """Whether a number begins a body's name (*Three Rivers Alliance*)."""
    for word in words[index + 1 : index + 4]:
        if not (word.joined and word.is_capital):
            return False
        if word.lower in ORGANISATION_NOUNS:
            return True
    return False


def _is_related(word: str, usage: Usage) -> bool:
    """Whether the text has the adjective of a word, or what the word may be the adjective of."""
    forms = (word, word[:-1]) if word.endswith("s") else (word,)
    if any(stem in usage.starts for form in forms for stem in demonym_stems(form)):
        return True
    return any(word[:length] in usage.stems for length in _stem_lengths(word))


def _stem_lengths(word: str) -> range:
    """Return how long the stem of an adjective made of a name may be (*Karvi-an* of *Karvia*)."""
    return range(max(4, len(word) - 2), len(word) + 1)


def _is_alone(words: Sequence[Word], index: int) -> bool:
    """Whether no capitalised word is joined to a word on either side."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else None
    if word.joined and words[index - 1].is_capital:
        return False
    return following is None or not (following.joined and following.is_capital)


_HONORIFICS = frozenset(word.lower() for word in ABBREVIATED)
_NAMING = frozenset({"PERSON", "GPE", "LOC", "FAC", "NORP", "ORG"})


def _is_initial(words: Sequence[Word], index: int) -> bool:
    """Whether a letter is part of a name: *A. Berg*, *Ann R Berg*."""
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or not following.joined or not following.is_capital:
        return False
    has_stop = following.start - words[index].end == 2
    return has_stop or (words[index].joined and words[index - 1].is_capital)


def _opens_before_name(
    words: Sequence[Word], index: int, usage: Usage, labelled: Labelled, world: World
) -> bool:
    """Whether a word only opens the sentence of the name that follows it (*Ask Tolmen*, *Regarding Berg*)."""
    word, following = words[index], words[index + 1]
    if is_opener(word.text):
        return True
    after = words[index + 2] if index + 2 < len(words) else None
    is_last = after is None or not after.joined or not after.is_capital
    if is_last and following.lower not in ORGANISATION_NOUNS:
        entry = lookup(following.text, world)
        if following.text in usage.standing or (
            entry is not None and entry.kind in ("state", "demonym", "capital")
        ):
            return not labelled.begins(word.start) or following.text in usage.standing
    return labelled.begins(following.start) and labelled.around(word.start, word.end) is None


def group_keys(keys: Sequence[str]) -> Mapping[str, str]:
    """Map keys in capitals throughout to the same name written otherwise (*ROVANE* to *Rovane*)."""
    written = {key.casefold(): key for key in reversed(keys) if not is_shouted(key)}
    return {key: written[key.casefold()] for key in keys if is_shouted(key) and key.casefold() in written}
