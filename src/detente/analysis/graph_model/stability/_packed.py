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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves

Marks = NDArray[np.uint64]
"""Packed marks, shape (n_states + 1, n_words)."""

Held = NDArray[Any]
"""What states hold, a row each and one for no state: packed marks, or numbers."""


HELD_BYTES = 1 << 27
"""Origins are taken in groups whose marks, in all the copies a joint move needs, fill about this much."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mover:
    """Who makes one step of a joint move, and the steps it can make.

    ``members`` has bit i set when dm i takes part; ``table`` of shape (n_columns, n_states) holds targets,
    n_states where there is none.
    """

    members: int
    table: NDArray[np.intp]


def origins_at_once(
    n_states: int, rule: JointMoves, n_dms: int, movers: Sequence[Mover] | None = None
) -> int:
    """Return how many origins to mark together; a multiple of 64."""
    # Under `once` there is a copy for each set of dms that may still move, else one for each mover.
    n_copies = (1 << n_dms) if rule == "once" else (n_dms if movers is None else len(movers)) + 6
    return max(64, HELD_BYTES // (n_copies * (n_states + 1)) * 8 // 64 * 64)


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
    return bits_at(marks, origins, np.arange(len(origins)))


def bits_at(marks: Marks, rows: NDArray[np.intp], place: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return one bit of each of some rows, shape (n_rows,)."""
    words = marks[rows, place >> 6]
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


def step(table: NDArray[np.intp], held: Held, merge: np.ufunc = np.bitwise_or) -> Held:
    """Return what one step from each state can lead to, merged over the steps.

    With packed marks: the states from which a step leads to a marked one.
    """
    found = np.empty_like(held)
    found[:] = held[-1]
    reached = np.empty_like(held[:-1])
    for column in table:
        # With the mode given, NumPy writes straight into `reached`: twice as fast.
        np.take(held, column, axis=0, out=reached, mode="clip")
        merge(found[:-1], reached, out=found[:-1])
    return found


def joint_step(
    movers: Sequence[Mover], held: Held, rule: JointMoves, merge: np.ufunc = np.bitwise_or
) -> Held:
    """Return what sequences of one or more steps from each state can lead to, merged over the sequences.

    ``legal``: no mover makes two steps in a row; ``once``: each dm takes part in one step at most;
    ``single``: one step. ``merge`` must not mind being given anything twice; the last row of ``held``,
    which is no state's, must change nothing it is merged with.
    """
    if rule == "legal":
        return _legal(movers, held, merge)
    if rule == "once":
        return _once(movers, held, merge)
    return _merged([step(mover.table, held, merge) for mover in movers], held, merge)


def _legal(movers: Sequence[Mover], held: Held, merge: np.ufunc) -> Held:
    """Spread what is held backwards until nothing changes; ``found[m]``: by sequences m begins.

    After a step of m somebody else must be next, so m's step leads to what is held or to where another's
    sequence begins. That is the rule 'nobody twice in a row', read from the end.
    """
    found = [_merged([], held, merge) for _ in movers]
    stale = set(range(len(movers)))
    while stale:
        mover = min(stale)
        stale.remove(mover)
        onward = held.copy()
        for other, theirs in enumerate(found):
            if other != mover:
                merge(onward, theirs, out=onward)
        reached = step(movers[mover].table, onward, merge)
        if not np.array_equal(reached, found[mover]):
            found[mover] = reached
            stale.update(other for other in range(len(movers)) if other != mover)
    return _merged(found, held, merge)


def _once(movers: Sequence[Mover], held: Held, merge: np.ufunc) -> Held:
    known: dict[int, Held] = {}

    def reach(left: int) -> Held:
        if left not in known:
            steps = [
                step(mover.table, merge(held, reach(left & ~mover.members)), merge)
                for mover in movers
                if mover.members & left == mover.members
            ]
            known[left] = _merged(steps, held, merge)
        return known[left]

    everybody = 0
    for mover in movers:
        everybody |= mover.members
    return reach(everybody)


def _merged(parts: Sequence[Held], held: Held, merge: np.ufunc) -> Held:
    together = np.empty_like(held)
    together[:] = held[-1]
    for part in parts:
        merge(together, part, out=together)
    return together
