"""Legal sequences of moves walked one by one: the literal reference for paths.

A model is asked only which moves a dm has (as a matrix) and what it prefers; sequences are lists of moves,
made longer move by move. Nothing is shared with the search it is compared with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analysis.graph_model import GraphModel

Move = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Walker:
    """The moves of a model between positions, and which of them improve."""

    n_dms: int
    n_states: int
    moves: list[Move]
    improving: frozenset[Move]

    @classmethod
    def of(cls, model: GraphModel) -> Walker:
        moves = []
        improving = set()
        for dm in range(model.n_dms):
            reach, better = model.graph.reach(dm), model.prefers(dm)
            for s in range(model.n_states):
                for t in range(model.n_states):
                    if reach[s, t]:
                        moves.append((dm, s, t))
                        if better[s, t]:
                            improving.add((dm, s, t))
        return cls(n_dms=model.n_dms, n_states=model.n_states, moves=moves, improving=frozenset(improving))

    def allowed(self, by: str) -> list[Move]:
        return [move for move in self.moves if by == "moves" or move in self.improving]

    def last_moves(self, start: int, by: str) -> dict[tuple[int, int], int]:
        """Breadth first over (state, last mover): the fewest moves to each pair."""
        allowed = self.allowed(by)
        seen: dict[tuple[int, int], int] = {}
        queue: list[tuple[int, int, int]] = [(start, -1, 0)]
        while queue:
            state, last, n = queue.pop(0)
            for dm, s, t in allowed:
                if s == state and dm != last and t != start and (t, dm) not in seen:
                    seen[t, dm] = n + 1
                    queue.append((t, dm, n + 1))
        return seen

    def walks(self, start: int, length: int) -> Iterator[tuple[Move, ...]]:
        """Every legal sequence of exactly ``length`` moves from ``start``."""
        if length == 0:
            yield ()
            return
        for before in self.walks(start, length - 1):
            here = before[-1][2] if before else start
            last = before[-1][0] if before else -1
            for move in self.moves:
                if move[1] == here and move[0] != last:
                    yield (*before, move)

    def n_unwilling(self, walk: tuple[Move, ...]) -> int:
        return sum(move not in self.improving for move in walk)
