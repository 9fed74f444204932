"""Truth tables of conditions over all combinations of options, 64 states to a word.

Bit ``s`` of a table says whether the condition holds in state ``s``, so that one operation on words
answers for 64 states; nothing is validated here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.case.expressions import And, Expression, If, Iff, Not, Or, Var

Words = NDArray[np.uint64]

_WORD_BITS = 6
_ALL = np.uint64(2**64 - 1)
_WITHIN_A_WORD = tuple(
    np.uint64(sum(1 << state for state in range(64) if state >> k & 1)) for k in range(_WORD_BITS)
)
"""Tables of the first six options: the same in every word."""


class Cube:
    """All combinations of some options, by name; option ``k`` is bit ``k`` of a state."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.n_options = len(self.names)
        self._place = {name: k for k, name in enumerate(self.names)}
        self._n_words = 1 << max(0, self.n_options - _WORD_BITS)
        self._known: dict[str, Words] = {}

    def table(self, expression: Expression) -> Words:
        """Return the table of an expression, shape (n_words,); with under 64 states it repeats itself."""
        match expression:
            case Var(name):
                return self._option(name)
            case Not(term):
                return ~self.table(term)
            case And(terms):
                held = np.full(self._n_words, _ALL)
                for term in terms:
                    held &= self.table(term)
                return held
            case Or(terms):
                held = np.zeros(self._n_words, dtype=np.uint64)
                for term in terms:
                    held |= self.table(term)
                return held
            case If(premise, conclusion):
                return ~self.table(premise) | self.table(conclusion)
            case Iff(left, right):
                return ~(self.table(left) ^ self.table(right))

    def bits(self, table: Words) -> NDArray[np.uint8]:
        """Return a table as 0 or 1 per combination of options, shape (2**n_options,)."""
        unpacked = np.unpackbits(table.astype("<u8", copy=False).view(np.uint8), bitorder="little")
        return unpacked[: 1 << self.n_options]

    def holds(self, expression: Expression, states: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return in which of some states an expression holds, shape of ``states``."""
        return self.bits(self.table(expression))[states].astype(bool)

    def _option(self, name: str) -> Words:
        if name not in self._known:
            k = self._place[name]
            if k < _WORD_BITS:
                self._known[name] = np.full(self._n_words, _WITHIN_A_WORD[k])
            else:
                is_taken = np.arange(self._n_words) >> (k - _WORD_BITS) & 1
                self._known[name] = np.where(is_taken, _ALL, np.uint64(0))
        return self._known[name]


def rank_by_tables(cube: Cube, tables: Sequence[Words], states: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return dense ranks of some states, ascending, by tables in order of priority.

    Notes
    -----
    Ranks are refined by as many tables at a time as fit into 63 bits together with the rank so far and the
    state's own place: sorting these numbers puts the states in order and says which they were. So no
    number grows with the number of tables, and one sort does for 40 tables over a million states.
    """
    is_whole = np.array_equal(states, np.arange(1 << cube.n_options))
    place_bits = (len(states) - 1).bit_length()
    rank = np.zeros(len(states), dtype=np.int32)
    n_ranks, done = 1, 0
    while done < len(tables) and n_ranks < len(states):
        block = tables[done : done + 63 - place_bits - (n_ranks - 1).bit_length()]
        key = _refine(cube, block, None if is_whole else states, rank)
        key <<= place_bits
        key |= np.arange(len(states))
        key.sort()
        places = key & ((1 << place_bits) - 1)
        key >>= place_bits
        rises = np.zeros(len(states), dtype=np.int32)
        np.not_equal(key[1:], key[:-1], out=rises[1:], casting="unsafe")
        np.cumsum(rises, out=rises)
        rank[places] = rises
        n_ranks = int(rises[-1]) + 1
        done += len(block)
    return rank


def _refine(
    cube: Cube, tables: Sequence[Words], states: NDArray[np.int64] | None, rank: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return each state's rank followed by its bits in some tables, as one number.

    ``states`` is None for all of them in order, which need no looking up.
    """
    key = rank.astype(np.int64)
    for start in range(0, len(tables), 8):
        block = tables[start : start + 8]
        # Eight tables are put together byte by byte: wider numbers would take eight times the traffic.
        byte = cube.bits(block[0]).copy()
        for table in block[1:]:
            byte <<= 1
            byte |= cube.bits(table)
        key <<= len(block)
        key |= byte if states is None else byte[states]
    return key
