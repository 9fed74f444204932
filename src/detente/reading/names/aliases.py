"""Names of a user's actor file that a text has where no capital shows a name (*M23*, *the brothers*).

What the text itself shows as a longer name stays what it is: *Berg* names nobody in *Karl Berg*.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.reading.knowledge.world import Alias, World, fold_name
from detente.reading.names.cutting import known_name
from detente.reading.names.types import SOFT, Name
from detente.reading.text.paragraphs import Paragraph

_WORD = re.compile(rf"[\w{SOFT}][\w\u0300-\u036f{SOFT}]*")
_GAP = re.compile(r"(?:[ \u00a0\n'’‘ʼ.‐‑-]|\. ){1,2}")
_UNSEEN = dict.fromkeys(map(ord, SOFT))
_ARTICLE = "the"


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the text and where it stands."""

    word: str
    start: int
    end: int


def alias_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are looked for.

    Examples
    --------
    >>> alias_words("The Al-Nūr Front")
    ('the', 'Al', 'Nur', 'Front')
    """
    words = tuple(_folded(match.group()) for match in _WORD.finditer(name))
    return (_ARTICLE, *words[1:]) if words and words[0].lower() == _ARTICLE else words


def alias_gaps(name: str) -> tuple[str, ...]:
    """Return what stands between the words of a name; blanks and the marks of compounds are all one.

    Examples
    --------
    >>> alias_gaps("Al-Nur of Smith & Sons")
    (' ', ' ', ' ', ' & ')
    """
    places = [match.span() for match in _WORD.finditer(name)]
    return tuple(_gap(name[first[1] : second[0]]) for first, second in pairwise(places))


def _gap(between: str) -> str:
    return " " if _GAP.fullmatch(between) else re.sub(r"\s+", " ", between)


def with_aliases(
    names: Sequence[Name], text: str, paragraphs: Sequence[Paragraph], world: World
) -> list[Name]:
    """Add the names of the actor file that were not found as names; those that lie inside one give way.

    Parameters
    ----------
    names : sequence of Name
        In text order, without overlaps.
    text : str
    paragraphs : sequence of Paragraph
    world : World
        With the ``aliases`` of an actor file, if there is one.
    """
    if not world.aliases:
        return list(names)
    starts = [name.start for name in names]
    kept: dict[int, Name] = {name.start: name for name in names}
    for start, end, alias in _found(text, paragraphs, world):
        low = bisect_left(starts, start)
        before = names[low - 1] if low else None
        inside = names[low : bisect_left(starts, end)]
        if (before is not None and before.end > start) or (inside and inside[-1].end > end):
            continue  # of a longer name
        if len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end) and inside[0].is_given:
            continue
        for name in inside:
            del kept[name.start]
        kept[start] = _named(start, end, text, alias, inside)
    return [kept[start] for start in sorted(kept)]


def _named(start: int, end: int, text: str, alias: Alias, inside: Sequence[Name]) -> Name:
    """Return the name, with the title that was found before the words it takes the place of."""
    name = known_name(start, end, text, alias.entry)
    first = inside[0] if inside and inside[0].start == start else None
    if first is None or name.kind != "person":
        return name
    return replace(
        name,
        state=first.state,
        title=first.title,
        title_start=first.title_start,
        honorific=first.honorific,
    )


def _found(text: str, paragraphs: Sequence[Paragraph], world: World) -> Iterator[tuple[int, int, Alias]]:
    """Yield where an alias stands whole, in text order, without overlaps."""
    for paragraph in paragraphs:
        places = [
            _Place(_folded(match.group()), match.start(), match.end())
            for match in _WORD.finditer(text, paragraph.start, paragraph.end)
        ]
        index = 0
        while index < len(places):
            alias = _alias_at(places, index, text, world)
            if alias is None:
                index += 1
                continue
            last = index + len(alias.words)
            first = index + (alias.words[0] == _ARTICLE and len(alias.words) > 1)
            yield places[first].start, places[last - 1].end, alias
            index = last


def _alias_at(places: Sequence[_Place], index: int, text: str, world: World) -> Alias | None:
    word = places[index].word
    for alias in world.aliases.get(_ARTICLE if word == "The" else word, ()):
        n_words = len(alias.words)
        span = places[index : index + n_words]
        if tuple(place.word for place in span[1:]) != alias.words[1:]:
            continue
        gaps = tuple(_between(text, one, other) for one, other in pairwise(span))
        if gaps != alias.gaps:
            continue
        if n_words - (alias.words[0] == _ARTICLE) == 1 and _goes_on(places, index + n_words, text):
            continue
        return alias
    return None


def _between(text: str, first: _Place, second: _Place) -> str | None:
    """Return what stands between two words as `alias_gaps` writes it; None at the end of a paragraph."""
    between = text[first.end : second.start]
    return None if "\n\n" in between else _gap(between.replace("\n", " "))


def _goes_on(places: Sequence[_Place], following: int, text: str) -> bool:
    """Whether a capitalised word behind a name of one word makes it part of another (*Sparrow Hill*)."""
    if following >= len(places):
        return False
    before, place = places[following - 1], places[following]
    return text[before.end : place.start] == " " and place.word[:1].isupper()


def _folded(word: str) -> str:
    return fold_name(word.translate(_UNSEEN))
