"""The graph model written slowly and plainly, straight from the printed definitions.

States are integers (bit k: option k is taken); every set is a set and every sequence of moves is
walked with its last mover. Nothing here is shared with the engine it is compared with.

References
----------
Howard (1971), *Paradoxes of Rationality*; Fraser & Hipel (1984), *Conflict Analysis*; Fang, Hipel &
Kilgour (1993), *Interactive Decision Making*, definitions 3.2.1 to 3.2.4 and their n-dm forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

Entries = Sequence[tuple[int, str]]


@dataclass(kw_only=True)
class LiteralGame:
    """A game in option form; ``rank[dm][state]``, larger is better."""

    owner: Sequence[int]
    direction: Sequence[str]
    infeasible: Sequence[Entries]
    rank: Sequence[dict[int, float]]
    absent: frozenset[int] = frozenset()
    states: list[int] = field(init=False)
    known: dict[tuple[object, ...], frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.states = feasible(len(self.owner), self.infeasible)

    @property
    def dms(self) -> range:
        return range(len(self.rank))

    def moves(self, state: int, dm: int) -> frozenset[int]:
        """R_dm(state)."""
        key = ("moves", state, dm)
        if key not in self.known:
            self.known[key] = frozenset(
                other for other in self.states if other != state and self._can_move(state, other, dm)
            )
        return self.known[key]

    def _can_move(self, state: int, other: int, dm: int) -> bool:
        if dm in self.absent:
            return False
        for option, owner in enumerate(self.owner):
            before, after = state >> option & 1, other >> option & 1
            if before == after:
                continue
            if owner != dm:
                return False
            if self.direction[option] == "fwd" and (before, after) == (1, 0):
                return False
            if self.direction[option] == "back" and (before, after) == (0, 1):
                return False
        return True

    def improvements(self, state: int, dm: int) -> frozenset[int]:
        """R_dm+(state)."""
        return frozenset(t for t in self.moves(state, dm) if self.rank[dm][t] > self.rank[dm][state])

    def joint(self, start: int, dm: int, rule: str, *, improving: bool) -> frozenset[int]:
        """R_{N-dm}(start), or R+_{N-dm}(start): every state the others' sequences of moves end in."""
        key = ("joint", start, dm, rule, improving)
        if key not in self.known:
            step = self.improvements if improving else self.moves
            others = [other for other in self.dms if other != dm]
            search = {"legal": legal, "once": once, "single": single}[rule]
            self.known[key] = search(start, others, step)
        return self.known[key]

    def is_stable(self, state: int, dm: int, concept: str, rule: str = "legal") -> bool:
        """The four definitions, one line each."""

        def better(other: int) -> bool:
            return self.rank[dm][other] > self.rank[dm][state]

        def deters(u: int) -> bool:
            if concept == "smr":
                return not better(u) and not any(better(v) for v in self.moves(u, dm))
            return not better(u)

        improving = concept == "seq"
        if concept == "nash":
            return not self.improvements(state, dm)
        return all(
            any(deters(u) for u in self.joint(t, dm, rule, improving=improving))
            for t in self.improvements(state, dm)
        )

    def stable_string(self, dm: int, concept: str, rule: str) -> str:
        """0 or 1 over the states, as in the stored games."""
        return "".join(str(int(self.is_stable(state, dm, concept, rule))) for state in self.states)


@dataclass(kw_only=True)
class LiteralGraph(LiteralGame):
    """A game whose moves are given: ``edges[dm]`` holds pairs (from, to)."""

    owner: Sequence[int] = ()
    direction: Sequence[str] = ()
    infeasible: Sequence[Entries] = ()
    n_states: int
    edges: Sequence[Iterable[tuple[int, int]]]

    def __post_init__(self) -> None:
        self.states = list(range(self.n_states))

    def _can_move(self, state: int, other: int, dm: int) -> bool:
        return dm not in self.absent and (state, other) in self.edges[dm]


def feasible(n_options: int, infeasible: Iterable[Entries]) -> list[int]:
    """All states that match no pattern in every entry."""
    patterns = list(infeasible)
    return [
        state
        for state in range(2**n_options)
        if not any(
            all((state >> option & 1) == (mark == "Y") for option, mark in pattern) for pattern in patterns
        )
    ]


Step = Callable[[int, int], frozenset[int]]


def legal(start: int, others: Sequence[int], step: Step) -> frozenset[int]:
    """Sequences in which nobody moves twice in a row: breadth first over (state, last mover)."""
    seen: set[tuple[int, int]] = set()
    queue = [(start, -1)]
    while queue:
        state, last = queue.pop(0)
        for mover in others:
            if mover == last:
                continue
            for target in step(state, mover):
                if (target, mover) not in seen:
                    seen.add((target, mover))
                    queue.append((target, mover))
    return frozenset(state for state, _ in seen)


def once(start: int, others: Sequence[int], step: Step) -> frozenset[int]:
    """Sequences in which nobody moves twice at all: over (state, who has moved)."""
    seen: set[tuple[int, frozenset[int]]] = set()
    queue: list[tuple[int, frozenset[int]]] = [(start, frozenset())]
    while queue:
        state, moved = queue.pop(0)
        for mover in others:
            if mover in moved:
                continue
            for target in step(state, mover):
                node = target, moved | {mover}
                if node not in seen:
                    seen.add(node)
                    queue.append(node)
    return frozenset(state for state, _ in seen)


def single(start: int, others: Sequence[int], step: Step) -> frozenset[int]:
    """One move by one of them."""
    return frozenset(target for mover in others for target in step(start, mover))
