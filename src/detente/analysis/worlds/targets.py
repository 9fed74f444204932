"""What the worlds say of each outcome and of each definition: can it hold, who blocks, how to get there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from detente.analysis.results import CONCEPTS, Blocker, Outcome, Share, Target
from detente.analysis.worlds.draws import Draws
from detente.analysis.worlds.paths import find_path
from detente.analysis.worlds.preferences import Preferences
from detente.analysis.worlds.shares import share_of, share_where
from detente.analysis.worlds.structure import Structure
from detente.analysis.worlds.tally import Tally


def list_outcomes(structure: Structure, tally: Tally, n_worlds: int) -> tuple[Outcome, ...]:
    """Describe every state, the one that is a SEQ equilibrium most often first.

    Ties: fewer changes from now, then the smaller state.
    """
    states = structure.graph.states
    now = int(states[structure.now]) if structure.now is not None else 0
    changed = [(int(state) ^ now).bit_count() for state in states]
    seq = tally.counts["seq"]
    ordered = sorted(range(len(states)), key=lambda p: (-int(seq[p]), changed[p], int(states[p])))
    share = cache(partial(share_of, n=n_worlds))  # there are fewer counts than states
    return tuple(_outcome(structure, tally, share, position) for position in ordered)


def list_targets(
    structure: Structure,
    draws: Draws,
    preferences: Preferences,
    tally: Tally,
    outcomes: Sequence[Outcome],
) -> tuple[Target, ...]:
    """Say of every definition of the case, in its order, what was found."""
    found = []
    for index, definition in enumerate(structure.case.definitions):
        best = next((outcome for outcome in outcomes if definition.name in outcome.satisfies), None)
        blockers: tuple[Blocker, ...] = ()
        path = None
        if best is not None:
            position = structure.graph.position(best.state)
            blockers = _blockers(structure, tally, structure.conditions[index], position)
            path = find_path(structure, draws, preferences, position)
        found.append(
            Target(
                name=definition.name,
                condition=definition.condition,
                holds=tuple(share_where(tally.holds[concept][index]) for concept in CONCEPTS),
                best=best,
                blockers=blockers,
                path=path,
            )
        )
    return tuple(found)


def _outcome(structure: Structure, tally: Tally, share: Callable[[int], Share], position: int) -> Outcome:
    state = int(structure.graph.states[position])
    return Outcome(
        state=state,
        taken=structure.taken(state),
        equilibrium=tuple(share(int(tally.counts[concept][position])) for concept in CONCEPTS),
        is_now=position == structure.now,
        satisfies=tuple(
            definition.name
            for definition, condition in zip(structure.case.definitions, structure.conditions, strict=True)
            if condition[position]
        ),
    )


def _blockers(
    structure: Structure, tally: Tally, condition: NDArray[np.bool_], best: int
) -> tuple[Blocker, ...]:
    """List the parties that would leave the best outcome, those that would most often first."""
    inside = condition[tally.rows]
    row = int(np.searchsorted(tally.rows, best))
    # A state that this world's members cannot bring about is none that a party could accept.
    open_to = tally.attainable[inside]
    found = []
    for dm, party in enumerate(structure.dms):
        leaves = tally.lasting[dm, row] >= 0
        if not leaves.any():
            continue
        everywhere = ((tally.lasting[dm][inside] >= 0) | ~open_to).all(axis=0) & open_to.any(axis=0)
        found.append(
            Blocker(
                party=party.id,
                share=share_where(leaves),
                nash=share_where(tally.nash_unstable[dm, row]),
                everywhere=share_where(everywhere),
                move=_most_frequent_move(structure, tally, dm, row, best),
            )
        )
    # Sorting is stable: equal shares stay in case order.
    return tuple(sorted(found, key=lambda blocker: -blocker.share.share))


def _most_frequent_move(
    structure: Structure, tally: Tally, dm: int, row: int, best: int
) -> tuple[tuple[str, bool], ...]:
    columns = tally.lasting[dm, row]
    column = int(np.argmax(np.bincount(columns[columns >= 0])))
    states = structure.graph.states
    return structure.changes(int(states[best]), int(states[structure.graph.targets[dm][column, best]]))
