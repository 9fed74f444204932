"""Stability over pairwise preferences, written slowly and plainly from the printed definitions.

How state t compares with state s for a dm is one of six words: ``much better``, ``better``, ``equal``,
``worse``, ``much worse``, ``unknown``. Each family of definitions says for which words a dm leaves, by
which words the others are deterred, and by which steps they answer under SEQ. Nothing here is shared
with the engine.

References
----------
Fang, Hipel & Kilgour (1993), *Interactive Decision Making*, ch. 3; Li, Hipel, Kilgour & Fang (2004),
IEEE Trans. SMC-A 34(4); Hamouda, Kilgour & Hipel (2004), *Group Decision and Negotiation* 13(5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.reference.literal import legal, once, single

GAIN = {"better", "much better"}
LOSS = {"worse", "much worse"}


@dataclass(frozen=True, kw_only=True)
class Family:
    """Words of comparison: for which a dm leaves, which deter it, for which it steps in answer."""

    leaves: set[str]
    deters: set[str]
    answers: set[str]


FAMILIES = {
    # Where preferences are only a relation, what is not better deters, known or not.
    "plain": Family(leaves=GAIN, deters=LOSS | {"equal", "unknown"}, answers=GAIN),
    # Li et al. (2004): leave for unknown or not; unknown deters or not; answers always include it.
    "a": Family(leaves=GAIN | {"unknown"}, deters=LOSS | {"equal"}, answers=GAIN | {"unknown"}),
    "b": Family(leaves=GAIN, deters=LOSS | {"equal"}, answers=GAIN | {"unknown"}),
    "c": Family(leaves=GAIN | {"unknown"}, deters=LOSS | {"equal", "unknown"}, answers=GAIN | {"unknown"}),
    "d": Family(leaves=GAIN, deters=LOSS | {"equal", "unknown"}, answers=GAIN | {"unknown"}),
    # Hamouda et al. (2004): the strong form of each concept.
    "strong": Family(leaves=GAIN, deters={"much worse"}, answers=GAIN),
}


@dataclass(kw_only=True)
class RelationGame:
    """A game given by lists: ``moves[dm][s]`` a set of states, and comparisons as sets of (dm, s, t).

    ``gains`` holds (dm, s, t) when the dm prefers t to s, ``much`` when it does strongly, ``unknown`` when
    it is not known, both ways round.
    """

    states: list[int]
    moves: list[dict[int, set[int]]]
    gains: set[tuple[int, int, int]]
    much: set[tuple[int, int, int]] = field(default_factory=set)
    unknown: set[tuple[int, int, int]] = field(default_factory=set)

    @property
    def dms(self) -> range:
        return range(len(self.moves))

    def compare(self, dm: int, s: int, t: int) -> str:
        """What t is, compared with s."""
        if (dm, s, t) in self.unknown:
            return "unknown"
        if (dm, s, t) in self.gains:
            return "much better" if (dm, s, t) in self.much else "better"
        if (dm, t, s) in self.gains:
            return "much worse" if (dm, t, s) in self.much else "worse"
        return "equal"

    def joint(self, start: int, movers: Sequence[int], rule: str, words: set[str] | None) -> frozenset[int]:
        """Where sequences of moves end; with words, each step must be so compared for its mover."""

        def step(state: int, mover: int) -> frozenset[int]:
            targets: Iterable[int] = self.moves[mover][state]
            if words is not None:
                targets = (t for t in targets if self.compare(mover, state, t) in words)
            return frozenset(targets)

        return {"legal": legal, "once": once, "single": single}[rule](start, movers, step)

    def is_stable(self, s: int, dm: int, concept: str, rule: str = "legal", family: str = "plain") -> bool:
        """The definitions: every departure is deterred by some answer."""
        words = FAMILIES[family]
        departures = [t for t in self.moves[dm][s] if self.compare(dm, s, t) in words.leaves]
        if concept == "nash":
            return not departures
        return all(self.sanctions(s, t, dm, concept, rule, family) for t in departures)

    def sanctions(self, s: int, t: int, dm: int, concept: str, rule: str, family: str) -> set[int]:
        """All answers to t that deter the dm from leaving s for it."""
        words = FAMILIES[family]
        others = [other for other in self.dms if other != dm]
        answers = self.joint(t, others, rule, words.answers if concept == "seq" else None)
        found = {u for u in answers if self.compare(dm, s, u) in words.deters}
        if concept == "smr":
            found = {
                u for u in found if all(self.compare(dm, s, v) in words.deters for v in self.moves[dm][u])
            }
        return found
