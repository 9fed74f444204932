"""Names exchanged in a text, and where each place of the text comes to lie."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.errors import PassageError, RecordError

Block = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where places of a text lie after its names were exchanged.

    ``blocks`` are ``(start, end, new_start, new_end)``, in text order: stretches that became others.
    """

    blocks: tuple[Block, ...]

    def move(self, offset: int) -> int:
        """Return the new offset of a place.

        Raises
        ------
        PassageError
            If the place is inside a name, and so has no counterpart.
        """
        index = bisect_right(self.blocks, offset, key=lambda block: block[0]) - 1
        if index < 0:
            return offset
        start, end, new_start, new_end = self.blocks[index]
        if offset >= end:
            return new_end + offset - end
        if offset > start:
            raise PassageError(
                f"offset {offset} is inside the name at [{start}, {end}), which is exchanged as a whole: "
                "add the part of the name that the passage has to the exchange, with its counterpart"
            )
        return new_start


class Exchange:
    """A table of names and their counterparts, both ways.

    A name is exchanged as a whole word, the longest first; written in capitals it becomes its
    counterpart in capitals.

    Parameters
    ----------
    names : mapping of str to str
        Symmetric: if A stands for B, B stands for A.

    Raises
    ------
    RecordError
        If the table is not symmetric, or a name is blank.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        _check_names(names)
        self._names = {name.upper(): other.upper() for name, other in names.items()} | dict(names)
        slugs = {_slug(name): _slug(other) for name, other in self._names.items()}
        self._slugs = {slug: other for slug, other in slugs.items() if slug and other}
        self._pattern = _pattern(self._names)
        self._slug_pattern = _pattern(self._slugs)

    def text(self, text: str) -> tuple[str, OffsetMap]:
        """Return a text with its names exchanged, and where its places lie in it.

        Raises
        ------
        RecordError
            If exchanging once more would not give the text back.
        """
        moved, blocks = self._moved(text)
        back, _ = self._moved(moved)
        if back != text:
            place = next((i for i, (a, b) in enumerate(zip(text, back, strict=False)) if a != b), len(back))
            raise RecordError(
                f"exchanging names twice does not give the text back at offset {place}, where it has "
                f"{text[place : place + 40]!r} and then {back[place : place + 40]!r}: two of the names "
                "meet or run into the words beside them; add the longer name to it, or leave one out"
            )
        return moved, OffsetMap(blocks)

    def words(self, text: str) -> str:
        """Return some words with their names exchanged."""
        return self.text(text)[0]

    def identifier(self, identifier: str) -> str:
        """Return an id made of a name (``actor:north-land``) with its name exchanged."""

        def swap(text: str) -> str:
            return self._slug_pattern.sub(lambda match: self._slugs[match.group()], text)

        moved = swap(identifier)
        if swap(moved) != identifier:
            raise RecordError(
                f"exchanging names in the id '{identifier}' gives '{moved}', which does not lead back: "
                "two names of the exchange look alike in ids; leave one out"
            )
        return moved

    def mask(self, digest: str) -> str:
        """Return a stand-in for the digest of bytes that do not exist; twice gives the digest back."""
        pairs = "\n".join(f"{name}\t{other}" for name, other in sorted(self._names.items()))
        key = int(hashlib.sha256(pairs.encode("utf-8", "surrogatepass")).hexdigest(), 16)
        return f"{int(digest, 16) ^ key:064x}"

    def _moved(self, text: str) -> tuple[str, tuple[Block, ...]]:
        parts: list[str] = []
        blocks: list[Block] = []
        done = length = 0
        for match in self._pattern.finditer(text):
            kept = text[done : match.start()]
            other = self._names[match.group()]
            length += len(kept)
            for start, end, new_start, new_end in _aligned(match.group(), other):
                blocks.append(
                    (match.start() + start, match.start() + end, length + new_start, length + new_end)
                )
            parts += (kept, other)
            length += len(other)
            done = match.end()
        return "".join((*parts, text[done:])), tuple(blocks)


def mirror_text(text: str, exchange: Mapping[str, str]) -> tuple[str, OffsetMap]:
    """Exchange names in a text: longest first, whole words, capitals kept.

    >>> text, places = mirror_text("Brandt met Kerr.", {"Brandt": "Kerr", "Kerr": "Brandt"})
    >>> text, places.move(7), places.move(11)
    ('Kerr met Brandt.', 5, 9)
    """
    return Exchange(exchange).text(text)


def both_ways(pairs: Mapping[str, str]) -> dict[str, str]:
    """Return a table of pairs with each pair also the other way round.

    Raises
    ------
    RecordError
        If a name has two counterparts.

    Examples
    --------
    >>> both_ways({"Northland": "Southmark"})
    {'Northland': 'Southmark', 'Southmark': 'Northland'}
    """
    table: dict[str, str] = {}
    for one, other in pairs.items():
        for name, counterpart in ((one, other), (other, one)):
            if table.setdefault(name, counterpart) != counterpart:
                raise RecordError(
                    f"the exchange has two counterparts for {name!r}, {table[name]!r} and {counterpart!r}: "
                    "keep one"
                )
    return table


def _check_names(names: Mapping[str, str]) -> None:
    for name, other in names.items():
        if not name.strip() or name != name.strip():
            raise RecordError(
                f"the exchange has the name {name!r}: a name has letters and no blank at its ends"
            )
        if names.get(other) != name:
            raise RecordError(
                f"the exchange gives {other!r} for {name!r}, but {names.get(other)!r} for {other!r}: "
                f"it must lead back, so give {name!r} for {other!r}"
            )
    capitals: dict[str, str] = {}
    for name, other in names.items():
        if capitals.setdefault(name.upper(), other.upper()) != other.upper():
            raise RecordError(
                f"the exchange has two counterparts for {name.upper()!r} in capitals: names that differ in "
                "capitals only must have counterparts that do"
            )


def _pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    if not names:
        return re.compile(r"(?!)")
    longest_first = sorted(names, key=len, reverse=True)
    # A combining mark after a letter makes it another letter, so the word is not the name.
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?![\w\u0300-\u036f])")


def _slug(name: str) -> str:
    """Return a name as it stands in an id: plain lower-case letters and digits, joined by hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"\W+", "-", re.sub("['’]", "", plain.lower())).strip("-")


def _aligned(name: str, other: str) -> Iterator[Block]:
    """Yield the stretches of a name that become others: word by word where both have as many words.

    So a passage may end inside an exchanged name: at the surname, or after the article.
    """
    words, others = name.split(" "), other.split(" ")
    if len(words) == len(others):
        pairs = list(zip(words, others, strict=True))
    else:
        lead = _n_common(words, others)
        trail = _n_common(words[lead:][::-1], others[lead:][::-1])
        middle = (words[lead : len(words) - trail], others[lead : len(others) - trail])
        ending = words[len(words) - trail :]
        pairs = [
            *((word, word) for word in words[:lead]),
            (" ".join(middle[0]), " ".join(middle[1])),
            *((word, word) for word in ending),
        ]
    start = new_start = 0
    for word, counterpart in pairs:
        end, new_end = start + len(word), new_start + len(counterpart)
        if word != counterpart:
            yield start, end, new_start, new_end
        start, new_start = end + 1, new_end + 1


def _n_common(words: list[str], others: list[str]) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(words, others, strict=False)) if a != b),
        min(len(words), len(others)),
    )
