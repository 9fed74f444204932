"""Breadth-first search over the others' moves, many states at a time; nothing is validated here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.moves import MoveGraph

TABLE_CELLS = 1 << 20
"""Up to this many moves of a dm are listed once and kept; beyond, they are worked out where needed."""

CHUNK_CELLS = 1 << 21
"""Moves worked out at once: 16 MB for each array of them."""

Positions = NDArray[np.intp]


class Onward:
    """The moves of every dm from any set of positions, without listing those of all states."""

    def __init__(self, graph: MoveGraph) -> None:
        self.graph = graph
        self._subsets: dict[int, NDArray[np.int64]] = {}

    def width(self, dm: int) -> int:
        """Return the number of columns that `targets` has for a dm."""
        return len(self.graph.targets[dm]) if self._is_listed(dm) else len(self._own(dm))

    def targets(self, dm: int, positions: Positions) -> Positions:
        """Return where a dm can move to, shape (len(positions), width), fewest changes first.

        Where a move is missing the position itself stands in its place.
        """
        if self._is_listed(dm):
            listed: Positions = self.graph.targets[dm][:, positions].T
            return listed
        states = self.graph.states
        here = states[positions][:, None]
        mask = self._own(dm)[None, :]
        turned = here ^ mask
        found = np.minimum(np.searchsorted(states, turned), len(states) - 1)
        fwd, back = (self._bits(dm, way) for way in ("fwd", "back"))
        allowed = (states[found] == turned) & (here & mask & fwd == 0) & (~here & mask & back == 0)
        return np.where(allowed, found, positions[:, None]).astype(np.intp)

    def in_chunks(self, dm: int, positions: Positions) -> Iterator[tuple[int, Positions]]:
        """Yield the targets of many positions piece by piece, each with where it starts."""
        step = max(1, CHUNK_CELLS // max(1, self.width(dm)))
        for start in range(0, len(positions), step):
            yield start, self.targets(dm, positions[start : start + step])

    def _is_listed(self, dm: int) -> bool:
        graph = self.graph
        n_own = graph.owner.count(dm)
        return dm in graph.silent or not graph.is_option_form or graph.n_states << n_own <= TABLE_CELLS

    def _own(self, dm: int) -> NDArray[np.int64]:
        """Return a dm's combinations of options as bit masks, smallest sets first."""
        if dm not in self._subsets:
            masks = np.zeros(1, dtype=np.int64)
            for k, owner in enumerate(self.graph.owner):
                if owner == dm:
                    masks = np.concatenate([masks, masks | (1 << k)])
            sizes = np.array([mask.bit_count() for mask in masks.tolist()])
            self._subsets[dm] = masks[np.lexsort((masks, sizes))][1:]
        return self._subsets[dm]

    def _bits(self, dm: int, way: str) -> int:
        graph = self.graph
        return sum(1 << k for k, o in enumerate(graph.owner) if o == dm and graph.direction[k] == way)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reach:
    """Everything some movers can bring about from one position, in the order it was found.

    Attributes
    ----------
    position, parent, mover, depth : ndarray of intp, shape (n_nodes,)
        Where each node is, the node before it, who moved, and how many moves there were; node 0 is the
        start (parent and mover -1).
    """

    position: Positions
    parent: Positions
    mover: Positions
    depth: Positions

    def way(self, node: int) -> list[tuple[int, int, int]]:
        """Return the moves that lead to a node: mover, and the positions it moves from and to."""
        steps = []
        while self.parent[node] >= 0:
            before = int(self.parent[node])
            steps.append((int(self.mover[node]), int(self.position[before]), int(self.position[node])))
            node = before
        return steps[::-1]


def find_reach(
    onward: Onward,
    start: int,
    movers: Sequence[int],
    rule: JointMoves,
    ranks: NDArray[np.int32] | None,
    until: Callable[[Positions], bool],
) -> Reach:
    """Search the sequences of moves that a rule admits, shortest first, until one is what is looked for.

    Parameters
    ----------
    start : int
        A position.
    movers : sequence of int
        Of equally short sequences, the one whose movers come first is kept.
    ranks : ndarray, shape (n_dms, n_states), or None
        Given, every step must be an improvement for its mover.
    until : callable
        Whether any of some positions is looked for: those of that many moves are the last.
    """
    graph = onward.graph
    steps = _Steps(onward, rule, ranks, tracks_last=rule == "legal" and not graph.is_transitive)
    seen = np.zeros(graph.n_states * steps.n_tags, dtype=bool)
    seen[start * steps.n_tags] = True
    frontier = _Frontier.at(start)
    positions, parents, moved_by = [frontier.position], [np.array([-1])], [frontier.mover]
    first = 0
    while len(frontier.position):
        found = steps.beyond(frontier, movers)
        key = found.position * steps.n_tags + found.tag
        fresh = np.flatnonzero(~seen[key])
        _, earliest = np.unique(key[fresh], return_index=True)
        kept = fresh[np.sort(earliest)]
        seen[key[kept]] = True
        parents.append(found.row[kept] + first)
        first += len(frontier.position)
        frontier = found.taking(kept)
        positions.append(frontier.position)
        moved_by.append(frontier.mover)
        if until(frontier.position):
            break
    return Reach(
        position=np.concatenate(positions),
        parent=np.concatenate(parents),
        mover=np.concatenate(moved_by),
        depth=np.repeat(np.arange(len(positions)), [len(found) for found in positions]),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Frontier:
    """Nodes found in one round: their place, who moved last, what the rule remembers, and whence."""

    position: Positions
    mover: Positions
    tag: Positions
    row: Positions

    @classmethod
    def at(cls, start: int) -> _Frontier:
        zero = np.zeros(1, dtype=np.intp)
        return cls(position=zero + start, mover=zero - 1, tag=zero, row=zero)

    def taking(self, kept: Positions) -> _Frontier:
        return _Frontier(
            position=self.position[kept], mover=self.mover[kept], tag=self.tag[kept], row=self.row[kept]
        )


class _Steps:
    """The single steps a rule admits; what it must remember of the past is a node's tag."""

    def __init__(
        self, onward: Onward, rule: JointMoves, ranks: NDArray[np.int32] | None, *, tracks_last: bool
    ) -> None:
        n_dms = onward.graph.n_dms
        self.onward, self.rule, self.ranks, self.tracks_last = onward, rule, ranks, tracks_last
        sizes = {"legal": n_dms + 1 if tracks_last else 1, "once": 1 << n_dms, "single": 2}
        self.n_tags = sizes[rule]

    def beyond(self, frontier: _Frontier, movers: Sequence[int]) -> _Frontier:
        """Return what is one step further, node by node, movers in order, fewest changes first."""
        parts = [part for mover in movers for part in self._moves(frontier, mover)]
        if not parts:
            nothing = np.empty(0, dtype=np.intp)
            return _Frontier(position=nothing, mover=nothing, tag=nothing, row=nothing)
        joined = _Frontier(
            position=np.concatenate([part.position for part in parts]),
            mover=np.concatenate([part.mover for part in parts]),
            tag=np.concatenate([part.tag for part in parts]),
            row=np.concatenate([part.row for part in parts]),
        )
        return joined.taking(np.argsort(joined.row, kind="stable"))

    def _moves(self, frontier: _Frontier, mover: int) -> Iterator[_Frontier]:
        # Nobody moves twice in a row. Where moves are transitive the rule costs nothing: what a second
        # one leads to was found together with the node itself.
        may = frontier.mover != mover
        if self.rule == "once":
            may &= frontier.tag >> mover & 1 == 0
        elif self.rule == "single":
            may &= frontier.tag == 0
        rows = np.flatnonzero(may)
        for start, ends in self.onward.in_chunks(mover, frontier.position[rows]):
            here = frontier.position[rows[start : start + len(ends)]]
            moves = ends != here[:, None]
            if self.ranks is not None:
                moves &= self.ranks[mover][ends] > self.ranks[mover][here][:, None]
            where, column = np.nonzero(moves)
            row = rows[start + where]
            yield _Frontier(
                position=ends[where, column],
                mover=np.full(len(row), mover, dtype=np.intp),
                tag=self._tags(frontier.tag[row], mover),
                row=row,
            )

    def _tags(self, before: Positions, mover: int) -> Positions:
        if self.rule == "once":
            return before | (1 << mover)
        if self.rule == "single":
            return np.ones_like(before)
        return np.full_like(before, mover + 1 if self.tracks_last else 0)
