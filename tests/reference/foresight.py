"""Limited-move and non-myopic stability written slowly and plainly.

`printed` is the recursion of Kilgour (1984) and of Fang, Hipel & Kilgour (1993) for two dms with strict
preferences. `Foresight` is the reading the engine takes of it for any number of dms and with ties: after
a move anybody but the mover may move, and a dm expects the worst for itself among those who would move,
and among moves that are equally good for whoever makes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.reference.literal import LiteralGame


def printed(game: LiteralGame, horizon: int, dm: int, state: int) -> int:
    """G_h(i, s): the final state when ``dm`` is to decide; two dms, no ties."""
    rank = game.rank[dm]
    if horizon == 0:
        return state
    ends = [printed(game, horizon - 1, 1 - dm, move) for move in sorted(game.moves(state, dm))]
    best = max(ends, key=lambda end: rank[end], default=state)
    return best if rank[best] > rank[state] else state


@dataclass(kw_only=True)
class Foresight:
    """What everybody expects of everybody, remembered once it is known."""

    game: LiteralGame
    known: dict[tuple[object, ...], float] = field(default_factory=dict)
    chosen: dict[tuple[int, int, int], list[int]] = field(default_factory=dict)

    def choices(self, dm: int, state: int, left: int) -> list[int]:
        """The best moves of ``dm`` at ``state`` with ``left`` moves left; none when it stays."""
        key = dm, state, left
        if key not in self.chosen:
            moves = sorted(self.game.moves(state, dm)) if left else []
            best = max((self.after(dm, dm, move, left - 1) for move in moves), default=float("-inf"))
            if best <= self.game.rank[dm][state]:
                moves = []
            self.chosen[key] = [move for move in moves if self.after(dm, dm, move, left - 1) == best]
        return self.chosen[key]

    def when_deciding(self, viewer: int, dm: int, state: int, left: int) -> float:
        """What ``viewer`` expects to end up with when ``dm`` is to decide at ``state``."""
        choices = self.choices(dm, state, left)
        if not choices:
            return self.game.rank[viewer][state]
        return min(self.after(viewer, dm, move, left - 1) for move in choices)

    def after(self, viewer: int, mover: int, state: int, left: int) -> float:
        """What ``viewer`` expects to end up with when ``mover`` has just moved to ``state``."""
        key = viewer, mover, state, left
        if key not in self.known:
            movers = [dm for dm in self.game.dms if dm != mover and self.choices(dm, state, left)]
            expected = [self.when_deciding(viewer, dm, state, left) for dm in movers]
            self.known[key] = min(expected, default=self.game.rank[viewer][state])
        return self.known[key]

    def is_stable(self, dm: int, state: int, horizon: int) -> bool:
        return not self.choices(dm, state, horizon)

    def table(self, left: int) -> tuple[float, ...]:
        """Everything that foresight with one more move rests on."""
        return tuple(
            self.after(viewer, mover, state, left)
            for viewer in self.game.dms
            for mover in self.game.dms
            for state in self.game.states
        )

    def recurring(self) -> range:
        """The horizons of one round of the cycle that foresight ends in."""
        seen: dict[tuple[float, ...], int] = {}
        left = 0
        while (table := self.table(left)) not in seen:
            seen[table] = left
            left += 1
        return range(seen[table] + 1, left + 1)

    def is_nonmyopic(self, dm: int, state: int) -> bool:
        return all(self.is_stable(dm, state, horizon) for horizon in self.recurring())
