"""Quotations of a record whose words may be those of others, found by its full-text index.

Two variants of one quotation have a run of words in common (``wording.are_variants``: two thirds of the
shorter one's words, in order). Looked for are runs of two words, but for those that so many passages have
that they are a standing phrase, and short quotations as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from sqlalchemy import Connection, Integer, column, select

from detente.record.store import tables
from detente.record.store.dialects import dialect_of
from detente.record.store.excerpts import Excerpts
from detente.record.store.selecting import chunks
from detente.record.store.words import SLOTS, tokens
from detente.record.values import Statement
from detente.record.wording import MIN_WORDS, Wording, are_variants, wording

STANDING = 400
"""Passages with one run of words from which it is a standing phrase."""

BEGINNING = 8
"""Words of a passage by which those of the same words are looked for."""


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
        self._passages: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._ids: dict[int, str] = {}

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
                        if other.quoted and _may_be_one(said, other):
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

    def _near(self, said: Statement) -> set[str]:
        """Return the ids of statements that share a run of words with one."""
        numbers = {number for run in _runs(said) for number in self._holding(run)}
        return self._named(numbers) - {said.id}

    def _named(self, numbers: Collection[int]) -> set[str]:
        """Return the ids of statements by the numbers of their rows."""
        table = tables.ITEMS["statements"][1]
        for some in chunks(set(numbers) - self._ids.keys()):
            query = select(table.c.number, table.c.id).where(table.c.number.in_(some))
            self._ids |= {row.number: row.id for row in self._connection.execute(query)}
        return {self._ids[number] for number in numbers}

    def _holding(self, run: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numbers of the statements that hold some words in a row; none of a standing phrase."""
        if run not in self._passages:
            numbers = dialect_of(self._connection).holding(run).columns(column("number", Integer)).subquery()
            own = numbers.c.number % SLOTS == tables.WORDED["statement"]
            query = select(numbers.c.number).where(own).limit(STANDING + 1)
            found = [number // SLOTS for number in self._connection.execute(query).scalars()]
            self._passages[run] = tuple(found) if len(found) <= STANDING else ()
        return self._passages[run]


def _runs(said: Statement) -> Iterator[tuple[str, ...]]:
    own = _wording(said)
    is_short = len(own.normal) < MIN_WORDS
    pieces = [tokens(" ".join(own.words[start:end])) for start, end in own.pieces]
    for words in dict.fromkeys(pieces):
        if is_short or len(words) == 1:
            yield from (words,) if words else ()
        else:
            yield from dict.fromkeys(pairwise(words))


def _may_be_one(one: Statement, other: Statement) -> bool:
    """Whether two quotations may be one, their speakers apart, which links may join."""
    if one.passage.document == other.passage.document:
        return False
    return are_variants(_wording(one), _wording(other))


def _wording(said: Statement) -> Wording:
    spans: Sequence[str] = [span.text for span in said.quoted]
    return wording(spans)
