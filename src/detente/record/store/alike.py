"""Quotations of a record whose words may be those of others, found by its full-text index.

Two variants of one quotation have a run of words in common (``wording.are_variants``: two thirds of the
shorter one's words, in order). Looked for are runs of two words, but for those that so many passages have
that they are a standing phrase, and short quotations as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Integer, Select, column, select

from detente.record.store import tables
from detente.record.store.dialects import Dialect, dialect_of
from detente.record.store.excerpts import Excerpts
from detente.record.store.rows import nested_of
from detente.record.store.selecting import chunks
from detente.record.store.words import SLOTS, tokens
from detente.record.values import Statement
from detente.record.wording import MIN_WORDS, Wording, are_variants, n_may_miss, wording

STANDING = 400
"""Passages with one run of words from which it is a standing phrase."""

BEGINNING = 8
"""Words of a passage by which those of the same words are looked for."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The words of a quotation, and the different ones among them."""

    words: Wording
    different: frozenset[str]


class Alike:
    """Finds, for quotations, all that may be one with them, directly or through others.

    Parameters
    ----------
    connection : Connection
    excerpts : Excerpts
    """

    def __init__(self, connection: Connection, excerpts: Excerpts) -> None:
        self._connection = connection
        self._excerpts = excerpts
        self._dialect = dialect_of(connection)
        self._passages: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._rows: dict[int, tuple[str, _Quoted | None]] = {}
        self._quoted: dict[tuple[str, ...], _Quoted] = {}

    def all_of(self, statements: Iterable[str]) -> set[str]:
        """Return the ids of statements with those of all that may be one quotation with them."""
        found: set[str] = set()
        left = [said for said in self._excerpts.values("statements", statements) if said.quoted]
        while left:
            found |= {said.id for said in left}
            near = {said.id: self._near(said) for said in left}
            others = {one for ids in near.values() for one in ids} - found
            held: dict[str, list[Statement]] = {}
            for other in self._excerpts.values("statements", others):
                held.setdefault(other.id, []).append(other)
            coming: dict[str, Statement] = {}
            for said in left:
                for one in near[said.id]:
                    for other in held.get(one, ()):
                        if self._are_one(said, other):
                            coming[f"{other.id} {other.speaker}"] = other
            left = [other for other in coming.values() if other.id not in found]
        return found

    def printed(self, statements: Iterable[str]) -> set[str]:
        """Return the ids of statements with those of all whose passages are the same words."""
        found = set(statements)
        for said in self._excerpts.values("statements", sorted(found)):
            begun = tokens(said.passage.text)[:BEGINNING]
            numbers = self._holding(begun) if begun else ()
            others = self._excerpts.values("statements", self._named(numbers))
            found |= {other.id for other in others if other.passage.text == said.passage.text}
        return found

    def _are_one(self, one: Statement, other: Statement) -> bool:
        """Whether two quotations may be one, their speakers apart, which links may join."""
        if one.passage.document == other.passage.document or not other.quoted:
            return False
        return _may_be_one(self._words_of(one), self._words_of(other))

    def _words_of(self, said: Statement) -> _Quoted:
        return self._words(tuple(span.text for span in said.quoted))

    def _words(self, spans: tuple[str, ...]) -> _Quoted:
        """Return the words of a quotation, worked out once for each wording."""
        if spans not in self._quoted:
            words = wording(spans)
            self._quoted[spans] = _Quoted(words, frozenset(words.normal))
        return self._quoted[spans]

    def _near(self, said: Statement) -> set[str]:
        """Return the ids of statements that share a run of words with one, and words enough to be one."""
        own = self._words_of(said)
        numbers = {number for run in _runs(own.words) for number in self._holding(run)}
        self._look_up(numbers)
        met = (self._rows[number] for number in numbers)
        return {name for name, words in met if words is not None and _may_be_one(own, words)} - {said.id}

    def _named(self, numbers: Collection[int]) -> set[str]:
        """Return the ids of statements by the numbers of their rows."""
        self._look_up(numbers)
        return {self._rows[number][0] for number in numbers}

    def _look_up(self, numbers: Collection[int]) -> None:
        """Keep of rows of statements their ids and what they quote: most are not loaded after."""
        column = tables.ITEMS["statements"][1].c
        for some in chunks(set(numbers) - self._rows.keys()):
            query = select(column.number, column.id, column.body).where(column.number.in_(some))
            for number, identifier, body in self._connection.execute(query):
                quoted = nested_of(Statement, "quoted", body) or ()
                words = self._words(tuple(span.text for span in quoted)) if quoted else None
                self._rows[number] = identifier, words

    def _holding(self, run: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numbers of the statements that hold some words in a row; none of a standing phrase."""
        if run not in self._passages:
            asked = {"phrase": self._dialect.phrase(run)}
            entries = self._connection.execute(_holding(self._dialect), asked).scalars()
            found = [number // SLOTS for number in entries]
            self._passages[run] = tuple(found) if len(found) <= STANDING else ()
        return self._passages[run]


@cache
def _holding(dialect: Dialect) -> Select[Any]:
    """Return the query for the statements that hold words in a row: made once, for thousands are asked."""
    numbers = dialect.holding().columns(column("number", Integer)).subquery()
    own = numbers.c.number % SLOTS == tables.WORDED["statement"]
    return select(numbers.c.number).where(own).limit(STANDING + 1)


def _runs(own: Wording) -> Iterator[tuple[str, ...]]:
    is_short = len(own.normal) < MIN_WORDS
    pieces = [tokens(" ".join(own.words[start:end])) for start, end in own.pieces]
    for words in dict.fromkeys(pieces):
        if is_short or len(words) == 1:
            yield from (words,) if words else ()
        else:
            yield from dict.fromkeys(pairwise(words))


def _may_be_one(own: _Quoted, other: _Quoted) -> bool:
    """Whether two wordings are variants; most are not, for want of the shorter one's different words."""
    short, long = sorted((own, other), key=lambda quoted: len(quoted.words.normal))
    n_least = len(short.different) - n_may_miss(len(short.words.normal))
    return len(short.different & long.different) >= n_least and are_variants(own.words, other.words)
