"""What becomes of a wished-for condition in every world of a case as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model import GraphModel, Labels, MoveGraph, solve, solve_many
from detente.analysis.graph_model.mediation._spread import Edges, list_edges, spread
from detente.analysis.results import CONCEPTS
from detente.analysis.worlds.draws import draw_worlds, find_openings
from detente.analysis.worlds.preferences import build_preferences
from detente.analysis.worlds.structure import Structure, build_structure, holds_at
from detente.analysis.worlds.tally import group_by_absence
from detente.case import Case
from detente.errors import CaseError

CELLS = 1 << 23
"""Worlds are looked at so many at a time that dms x (states + moves) x worlds stays near this."""

FAR = np.iinfo(np.int16).max
"""More obstacles than there can be: nothing wished for can be at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a mediator asks for: that a state in which ``condition`` holds is an equilibrium, and reachable.

    The condition is over options, as in the case; an equilibrium is meant under ``concept``, reachable
    from the present, ``reachable_by`` ``moves`` or ``improvements``. A set of measures has at most
    ``max_measures``, any number with None.
    """

    condition: str
    concept: str = "seq"
    reachable_by: str = "moves"
    max_measures: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlook:
    """What becomes of a condition, world by world.

    Attributes
    ----------
    parties : tuple of str
        Ids of the dms.
    suffices : ndarray of bool, shape (n_worlds,), read-only like the others
        Where a state in which the condition holds is an equilibrium and can be reached.
    n_obstacles : ndarray of int16, shape (n_worlds,)
        Of the state that comes nearest: the dms for whom it is not stable, and one more where it cannot
        be reached; ``FAR`` where the condition can hold nowhere.
    blockers : ndarray of bool, shape (n_dms, n_worlds)
        Those dms.
    is_reachable : ndarray of bool, shape (n_worlds,)
        Whether that state can be reached.
    """

    parties: tuple[str, ...]
    suffices: NDArray[np.bool_]
    n_obstacles: NDArray[np.int16]
    blockers: NDArray[np.bool_]
    is_reachable: NDArray[np.bool_]


def look(case: Case, wish: Wish, *, n_worlds: int, seed: int) -> Outlook:
    """Look at every world of a case with its measures in force.

    A set of measures that leaves no state, or not the present one, suffices nowhere.
    """
    owners = {option.party for option in case.options}
    parties = tuple(party.id for party in case.parties if party.id in owners)
    try:
        structure = build_structure(case)
    except CaseError:
        # The case can be built without its measures, or that would have been said before: with these
        # ones in force no state is left.
        return _closed(_nowhere(parties, n_worlds))
    wished = holds_at(structure.case, wish.condition, structure.options, structure.graph.states)
    outlook = _nowhere(parties, n_worlds)
    if structure.now is None or not wished.any():
        return _closed(outlook)
    draws = draw_worlds(structure, find_openings(structure), n_worlds, seed)
    preferences = build_preferences(structure, draws)
    for out, worlds in group_by_absence(draws):
        graph = structure.graph.without(out) if out else structure.graph
        edges = list_edges(graph)
        rows = np.flatnonzero(wished & structure.fixed_at_now(out))
        if not len(rows):
            continue
        size = len(parties) * graph.n_states + sum(len(moves.source) for moves in edges)
        step = max(1, CELLS // size)
        for start in range(0, len(worlds), step):
            part = worlds[start : start + step]
            ranks = preferences.of_states(part)
            stable = _stable(graph, ranks, wish.concept)[:, rows]
            reached = _reached(structure, edges, ranks, wish.reachable_by)[rows]
            _note(outlook, part, stable, reached)
    return _closed(outlook)


def nearer(one: Outlook, other: Outlook) -> Outlook:
    """Put together, world by world, the outlook with fewer obstacles; of equals ``one``."""
    better = other.n_obstacles < one.n_obstacles
    return _closed(
        Outlook(
            parties=one.parties,
            suffices=np.where(better, other.suffices, one.suffices),
            n_obstacles=np.where(better, other.n_obstacles, one.n_obstacles),
            blockers=np.where(better, other.blockers, one.blockers),
            is_reachable=np.where(better, other.is_reachable, one.is_reachable),
        )
    )


def _closed(outlook: Outlook) -> Outlook:
    """Make the arrays of an outlook read-only, once everything is noted."""
    for array in (outlook.suffices, outlook.n_obstacles, outlook.blockers, outlook.is_reachable):
        array.flags.writeable = False
    return outlook


def _nowhere(parties: Sequence[str], n_worlds: int) -> Outlook:
    return Outlook(
        parties=tuple(parties),
        suffices=np.zeros(n_worlds, dtype=bool),
        n_obstacles=np.full(n_worlds, FAR, dtype=np.int16),
        blockers=np.zeros((len(parties), n_worlds), dtype=bool),
        is_reachable=np.zeros(n_worlds, dtype=bool),
    )


def _note(
    outlook: Outlook, part: NDArray[np.intp], stable: NDArray[np.bool_], reached: NDArray[np.bool_]
) -> None:
    """Note, for some worlds, the wished-for state that comes nearest; of equals one that can be reached."""
    missing = (~stable).sum(axis=0) + ~reached
    # Twice the obstacles, and one where there is no way: the smallest prefers what can be reached.
    nearest = (2 * missing + ~reached).argmin(axis=0)
    here = np.arange(len(part))
    outlook.n_obstacles[part] = missing[nearest, here]
    outlook.suffices[part] = missing[nearest, here] == 0
    outlook.blockers[:, part] = ~stable[:, nearest, here]
    outlook.is_reachable[part] = reached[nearest, here]


def _stable(graph: MoveGraph, ranks: NDArray[np.signedinteger], concept: str) -> NDArray[np.bool_]:
    """Return who is stable where, shape (n_dms, n_states, n_worlds)."""
    if concept in CONCEPTS:
        return solve_many(graph, ranks, (concept,)).stable[concept]
    # The other concepts are solved one by one, equal preferences once.
    flat = ranks.reshape(-1, ranks.shape[2])
    kinds, place = np.unique(flat, axis=1, return_inverse=True)
    labels = Labels(dms=tuple(str(dm) for dm in range(graph.n_dms)))
    solved = [
        solve(
            GraphModel(
                graph=graph, preference=column.reshape(ranks.shape[:2]).astype(np.int32), labels=labels
            ),
            (concept,),
        ).stable[concept]
        for column in kinds.T
    ]
    return np.stack(solved, axis=-1)[:, :, place.reshape(-1)]


def _reached(
    structure: Structure, edges: Sequence[Edges], ranks: NDArray[np.signedinteger], by: str
) -> NDArray[np.bool_]:
    """Return what can be reached from the present, shape (n_states, n_worlds)."""
    assert structure.now is not None
    n_states, n_worlds = ranks.shape[1:]
    if by == "moves":
        alike = spread(edges, structure.now, (n_states, 1), None)
        return np.broadcast_to(alike, (n_states, n_worlds))
    allowed = [ranks[dm, moves.target] > ranks[dm, moves.source] for dm, moves in enumerate(edges)]
    return spread(edges, structure.now, (n_states, n_worlds), allowed)
