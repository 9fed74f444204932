"""Boolean matrices over states, packed 64 to a word, and what sequences of moves make of them.

A *mark* matrix has a row per state and a bit per origin: whether the state has some property in the eyes
of who would leave that origin. Its last row belongs to no state and stays zero: a missing move leads
there. Nothing is validated here.

References
----------
Xu, Hipel, Kilgour & Fang (2018), *Conflict Resolution Using the Graph Model*, ch. 4-8 (the same products
of reachability and preference matrices, there written out as n x n matrices).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves

Marks = NDArray[np.uint64]
"""Packed marks, shape (n_states + 1, n_words)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mover:
    """Who makes one step of a joint move, and the steps it can make.

    ``members`` has bit i set when dm i takes part; ``table`` of shape (n_columns, n_states) holds targets,
    n_states where there is none.
    """

    members: int
    table: NDArray[np.intp]


def pack(holds: NDArray[np.bool_]) -> Marks:
    """Pack marks of shape (n_states, n_origins)."""
    n_states, n_origins = holds.shape
    n_words = -(-n_origins // 64)
    octets = np.zeros((n_states + 1, n_words * 8), dtype=np.uint8)
    octets[:-1, : -(-n_origins // 8)] = np.packbits(holds, axis=1, bitorder="little")
    # Written out as little-endian, so that bit b of word w is origin 64 w + b on every machine.
    return octets.view("<u8").astype(np.uint64, copy=False)


def invert(marks: Marks) -> Marks:
    """Return the marks turned round; the row of no state stays zero."""
    turned: Marks = ~marks
    turned[-1] = 0
    return turned


def at_origins(marks: Marks, origins: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return, for each origin, its own bit in its own row, shape (n_origins,)."""
    place = np.arange(len(origins))
    words = marks[origins, place >> 6]
    holds: NDArray[np.bool_] = (words >> (place & 63).astype(np.uint64) & np.uint64(1)).astype(bool)
    return holds


def unpack(marks: Marks, n_origins: int) -> NDArray[np.bool_]:
    """Return the marks of the states, shape (n_states, n_origins); the reverse of `pack`."""
    octets = np.ascontiguousarray(marks[:-1]).astype("<u8", copy=False).view(np.uint8)
    holds: NDArray[np.bool_] = np.unpackbits(octets, axis=1, count=n_origins, bitorder="little").view(bool)
    return holds


def first_origin(marks: Marks) -> NDArray[np.bool_]:
    """Return the marks of the first origin, shape (n_states,)."""
    return (marks[:-1, 0] & np.uint64(1)).astype(bool)


def make_mover(members: int, targets: NDArray[np.intp], allowed: NDArray[np.bool_] | None = None) -> Mover:
    """Turn a table of moves as in `MoveGraph.targets`, or the allowed part of it, into a mover's steps."""
    n_states = targets.shape[1]
    is_move = targets != np.arange(n_states)
    if allowed is not None:
        is_move &= allowed
    order = np.argsort(~is_move, axis=0, kind="stable")
    packed = np.take_along_axis(np.where(is_move, targets, n_states), order, axis=0)
    width = int(is_move.sum(axis=0).max(initial=0))
    return Mover(members=members, table=np.ascontiguousarray(packed[:width]))


def step(table: NDArray[np.intp], marks: Marks) -> Marks:
    """Mark the states from which one step leads to a marked state."""
    found = np.zeros_like(marks)
    reached = np.empty_like(marks[:-1])
    for column in table:
        # With the mode given, NumPy writes straight into `reached`: twice as fast.
        np.take(marks, column, axis=0, out=reached, mode="clip")
        np.bitwise_or(found[:-1], reached, out=found[:-1])
    return found


def joint_step(movers: Sequence[Mover], marks: Marks, rule: JointMoves) -> Marks:
    """Mark the states from which some sequence of steps leads to a marked state; at least one step is made.

    ``legal``: no mover makes two steps in a row; ``once``: each dm takes part in one step at most;
    ``single``: one step.
    """
    if rule == "legal":
        return _legal(movers, marks)
    if rule == "once":
        return _once(movers, marks)
    found = np.zeros_like(marks)
    for mover in movers:
        found |= step(mover.table, marks)
    return found


def _legal(movers: Sequence[Mover], marks: Marks) -> Marks:
    """Spread marks backwards until nothing changes; ``found[m]`` are those whose first step is m's.

    After a step of m somebody else must be next, so m's step leads to marks or to where another's
    sequence begins. That is the rule 'nobody twice in a row', read from the end.
    """
    found = [np.zeros_like(marks) for _ in movers]
    stale = set(range(len(movers)))
    while stale:
        mover = min(stale)
        stale.remove(mover)
        onward = marks.copy()
        for other, theirs in enumerate(found):
            if other != mover:
                onward |= theirs
        reached = step(movers[mover].table, onward)
        if not np.array_equal(reached, found[mover]):
            found[mover] = reached
            stale.update(other for other in range(len(movers)) if other != mover)
    return _either(found, marks)


def _once(movers: Sequence[Mover], marks: Marks) -> Marks:
    known: dict[int, Marks] = {}

    def reach(left: int) -> Marks:
        if left not in known:
            steps = [
                step(mover.table, marks | reach(left & ~mover.members))
                for mover in movers
                if mover.members & left == mover.members
            ]
            known[left] = _either(steps, marks)
        return known[left]

    everybody = 0
    for mover in movers:
        everybody |= mover.members
    return reach(everybody)


def _either(parts: Sequence[Marks], like: Marks) -> Marks:
    together = np.zeros_like(like)
    for part in parts:
        together |= part
    return together
