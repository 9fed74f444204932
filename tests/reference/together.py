"""Simultaneous stability written slowly and plainly: every combination of improvements, option by option."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from tests.reference.literal import LiteralGame

Better = Callable[[int, int, int], bool]
"""Whether a dm prefers the third state to the second."""


@dataclass(frozen=True, kw_only=True)
class Together:
    """A game in option form, with preferences of any kind and with merged states.

    ``merged`` leads from a state to the one it cannot be told apart from; states left out stand alone.
    """

    game: LiteralGame
    better: Better
    merged: Mapping[int, int]

    def name(self, state: int) -> int:
        return self.merged.get(state, state)

    def members(self, state: int) -> list[int]:
        return [other for other in self.game.states if self.name(other) == state]

    def improvements(self, member: int, dm: int) -> list[int]:
        """States before merging that are better for ``dm``."""
        return [
            end
            for end in sorted(self.game.moves(member, dm))
            if self.better(dm, self.name(member), self.name(end))
        ]

    def outcome(self, member: int, made: Mapping[int, int]) -> int | None:
        """The state when each dm makes its move of ``made`` at once; None when it is not feasible."""
        result = 0
        for option, owner in enumerate(self.game.owner):
            source = made.get(owner, member)
            result += source & 1 << option
        return self.name(result) if result in self.game.states else None

    def made_at_once(self, member: int, dms: Collection[int]) -> Iterator[dict[int, int]]:
        """Every choice of one improvement each by a non-empty set of ``dms``."""
        sets = chain.from_iterable(combinations(sorted(dms), n) for n in range(1, len(dms) + 1))
        for movers in sets:
            for ends in product(*(self.improvements(member, dm) for dm in movers)):
                yield dict(zip(movers, ends, strict=True))

    def has_one_outcome(self) -> bool:
        """Whether what is done at once leads from all members of a state to one state."""
        known: dict[object, int | None] = {}
        for member in self.game.states:
            for made in self.made_at_once(member, self.game.dms):
                key = self.name(member), tuple((dm, self.name(end)) for dm, end in made.items())
                outcome = self.outcome(member, made)
                if known.setdefault(key, outcome) != outcome:
                    return False
        return True

    def sanctions(self, state: int, dm: int, improvement: int, others: Collection[int]) -> bool:
        """Whether improvements of some others, made with this one, leave ``dm`` no better off."""
        for member in self.members(state):
            for own in self.improvements(member, dm):
                if self.name(own) != improvement:
                    continue
                for made in self.made_at_once(member, others):
                    outcome = self.outcome(member, {**made, dm: own})
                    if outcome is not None and not self.better(dm, state, outcome):
                        return True
        return False

    def is_kept(self, state: int, dm: int, others: Collection[int]) -> bool:
        """SIM, with the others that may move."""
        ends = {self.name(end) for member in self.members(state) for end in self.improvements(member, dm)}
        return all(self.sanctions(state, dm, end, set(others) - {dm}) for end in ends)


def by_rank(game: LiteralGame) -> Together:
    """The game as it is: by ranks, nothing merged."""
    return Together(game=game, better=lambda dm, s, t: game.rank[dm][t] > game.rank[dm][s], merged={})
