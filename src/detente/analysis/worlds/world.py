"""One world of a case as a graph model: everything open settled, everything named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.analysis.graph_model import GraphModel, Labels
from detente.analysis.worlds.draws import Draws, Opening, check_seed, draw_worlds, find_openings
from detente.analysis.worlds.preferences import build_preferences
from detente.analysis.worlds.structure import Structure, build_structure, holds_at
from detente.case import Case
from detente.errors import OpenCaseError

SHOWN = 6
"""Open things an error message names."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """One complete set of preferences that agrees with everything a case asserts.

    Attributes
    ----------
    structure : Structure
        What all worlds of the case share; who stays out of this one owns no move.
    model : GraphModel
    seed : int or None
        Which world it is; None when the case leaves nothing open.
    draws : Draws
        The directions and weights of all concerns in this one world.
    """

    structure: Structure
    model: GraphModel
    seed: int | None
    draws: Draws

    @property
    def now(self) -> int | None:
        """The present state; None when the rules of the case exclude it."""
        here = self.structure.now
        return None if here is None else int(self.model.states[here])

    def states_where(self, condition: str) -> tuple[int, ...]:
        """Return the feasible states in which a condition over options holds, ascending.

        Raises
        ------
        ExpressionError
            If it is no condition, or names what the case does not.
        """
        structure = self.structure
        held = holds_at(structure.case, condition, structure.options, structure.graph.states)
        return tuple(int(state) for state in structure.graph.states[held])


def build_world(case: Case, *, seed: int | None = None) -> World:
    """Settle what a case leaves open, once.

    Parameters
    ----------
    case : Case
    seed : int or None
        Which world, where the case leaves something open.

    Raises
    ------
    OpenCaseError
        If something is open and no seed is given.
    CaseError
        If the case breaks a rule, has no option, or states weights that contradict one another.
    """
    if seed is not None:
        seed = check_seed(seed)
    case.check()
    structure = build_structure(case)
    openings = find_openings(structure)
    is_open = any(opening.is_open for opening in openings)
    if is_open and seed is None:
        raise OpenCaseError(_what_is_open(structure, openings))
    draws = draw_worlds(structure, openings, 1, seed or 0)
    absent = [party.id for party, here in zip(structure.dms, draws.members[:, 0], strict=True) if not here]
    if absent:
        # Who stays out moves nothing, so what it owns stands as it does now.
        parties = [replace(party, is_member=party.id not in absent) for party in case.parties]
        structure = build_structure(replace(case, parties=tuple(parties)))
    ranks = build_preferences(structure, draws).of_states(np.array([0]))[:, :, 0].astype(np.int32)
    ranks.flags.writeable = False
    model = GraphModel(graph=structure.graph, preference=ranks, labels=_labels(structure))
    return World(structure=structure, model=model, seed=seed if is_open else None, draws=draws)


def _labels(structure: Structure) -> Labels:
    return Labels(
        dms=_names(structure),
        options=tuple(option.text or option.name for option in structure.case.options),
        names=structure.options,
    )


def _names(structure: Structure) -> tuple[str, ...]:
    """Return what the parties are called; those that share a name are told apart by their ids."""
    names = [party.name or party.id for party in structure.dms]
    told = tuple(
        f"{name} ({party.id})" if names.count(name) > 1 else name
        for name, party in zip(names, structure.dms, strict=True)
    )
    return told if len(set(told)) == len(told) else tuple(party.id for party in structure.dms)


def _what_is_open(structure: Structure, openings: Sequence[Opening]) -> str:
    """Name what is open, for the error message."""
    things = []
    for party, concerns, opening in zip(structure.dms, structure.concerns, openings, strict=True):
        if opening.member:
            things.append(f"whether party {party.id!r} takes part")
        for concern, direction, weight in zip(concerns, opening.direction, opening.weight, strict=True):
            if direction:
                things.append(f"the direction of concern {concern.id!r}")
            if weight:
                place = "place in the order" if structure.case.method == "priority" else "weight"
                things.append(f"the {place} of concern {concern.id!r}")
    more = f", and {len(things) - SHOWN} more" if len(things) > SHOWN else ""
    return (
        f"the case {structure.case.title!r} leaves {len(things)} thing(s) open, so it has no single answer: "
        f"{', '.join(things[:SHOWN])}{more}; use explore for shares over worlds, settle them, or give "
        "a seed to look at one world"
    )
