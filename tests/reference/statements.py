"""Option prioritising written slowly and plainly: two states are compared statement by statement.

References
----------
Fang, Hipel, Kilgour & Peng (2003), "A decision support system for interactive decision making, part I",
*IEEE Transactions on Systems, Man, and Cybernetics C* 33(1).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from hypothesis import strategies as st

from detente.case.expressions import Expression, holds


def ranks(statements: Sequence[Expression], names: Sequence[str], states: Sequence[int]) -> list[int]:
    """Return dense ranks, larger is better: the number of different levels below each state."""

    taken = {state: {name for k, name in enumerate(names) if state >> k & 1} for state in states}

    def compare(one: int, other: int) -> int:
        for statement in statements:
            here, there = holds(statement, taken[one]), holds(statement, taken[other])
            if here != there:
                return 1 if here else -1
        return 0

    levels: list[int] = []
    for state in sorted(states, key=functools.cmp_to_key(compare)):
        if not levels or compare(levels[-1], state):
            levels.append(state)
    return [next(i for i, level in enumerate(levels) if compare(level, state) == 0) for state in states]


def conditions(names: Sequence[str]) -> st.SearchStrategy[str]:
    """Conditions of every form, a few levels deep."""
    return st.recursive(
        st.sampled_from([*names, "true", "false"]),
        lambda part: st.one_of(
            part.map(lambda text: f"!({text})"),
            st.tuples(st.sampled_from(["&", "|", "->", "<->", "iff"]), part, part).map(
                lambda found: f"({found[1]}) {found[0]} ({found[2]})"
            ),
            st.tuples(part, part).map(lambda pair: f"if ({pair[0]}) then ({pair[1]})"),
        ),
        max_leaves=6,
    )
