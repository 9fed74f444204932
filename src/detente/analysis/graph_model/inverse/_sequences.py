"""The others' sequences of moves as a graph to walk: one node per state and what its rule remembers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.moves import MoveGraph

Node = tuple[int, int]
"""A position in the states, and what the rule has to remember: 0 at the start."""

Step = tuple[int, int, int]
"""The dm that moves, and the positions it moves from and to."""

Came = dict[Node, tuple[Node, Step] | None]
"""The nodes reached, in the order they were met, each with the node before it; None at the start."""


class Sequences:
    """Unilateral moves within the states one dm perceives, and how they may be strung together.

    Parameters
    ----------
    graph : MoveGraph
    joint_moves : JointMoves
    perceived : ndarray of bool, shape (n_states,), or None
        Moves from and to other states do not exist.
    """

    def __init__(
        self, graph: MoveGraph, joint_moves: JointMoves, perceived: NDArray[np.bool_] | None = None
    ) -> None:
        self.n_dms = graph.n_dms
        self.joint_moves = joint_moves
        self._graph = graph
        self._perceived = perceived
        # Two moves in a row by one dm are one move where moves are transitive: nothing to remember.
        self._remembers_last = joint_moves == "legal" and not graph.is_transitive
        self._known: dict[tuple[int, int], tuple[int, ...]] = {}

    def targets(self, dm: int, position: int) -> tuple[int, ...]:
        """Return the positions a dm can move to, fewest changes first."""
        key = (dm, position)
        if key not in self._known:
            found = self._graph.reached(dm, position)
            if self._perceived is not None:
                found = [there for there in found if self._perceived[there]]
            self._known[key] = tuple(found)
        return self._known[key]

    def onward(self, node: Node, movers: Sequence[int]) -> Iterator[tuple[Node, Step]]:
        """Yield the nodes one move of some mover away, with that move."""
        position, memory = node
        if self.joint_moves == "single" and memory:
            return
        for mover in movers:
            if self._remembers_last and memory == mover + 1:
                continue
            if self.joint_moves == "once" and memory >> mover & 1:
                continue
            then = self._remember(memory, mover)
            for there in self.targets(mover, position):
                yield (there, then), (mover, position, there)

    def walk(self, start: int, movers: Sequence[int], allows: Callable[[Step], bool]) -> Came:
        """Return every node the movers can reach by allowed moves, breadth first."""
        came: Came = {(start, 0): None}
        queue = deque([(start, 0)])
        while queue:
            node = queue.popleft()
            for after, step in self.onward(node, movers):
                if after not in came and allows(step):
                    came[after] = (node, step)
                    queue.append(after)
        return came

    def _remember(self, memory: int, mover: int) -> int:
        if self.joint_moves == "once":
            return memory | 1 << mover
        if self.joint_moves == "single":
            return 1
        return mover + 1 if self._remembers_last else 0


def steps_to(came: Came, node: Node) -> list[Step]:
    """Return the moves that led to a node, first move first."""
    steps = []
    back = came[node]
    while back is not None:
        steps.append(back[1])
        back = came[back[0]]
    return steps[::-1]
