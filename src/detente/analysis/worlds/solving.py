"""The four concepts on one world of a case, with a witness for every verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from detente.analysis.graph_model import GraphModel, find_deterrence, weigh_improvements
from detente.analysis.graph_model import solve as solve_model
from detente.analysis.results import CONCEPTS, Stability, Verdict
from detente.analysis.worlds.draws import Opening, check_seed, draw_worlds, find_openings
from detente.analysis.worlds.preferences import build_preferences
from detente.analysis.worlds.provenance import describe
from detente.analysis.worlds.structure import Structure, build_structure
from detente.case import Case
from detente.errors import OpenCaseError

SHOWN = 6
"""Open things an error message names."""


def solve(case: Case, *, seed: int | None = None) -> Stability:
    """Find which outcomes of a case are stable for whom, in one world.

    Parameters
    ----------
    case : Case
    seed : int or None
        Which world, where the case leaves something open. A case that leaves nothing open has one
        world and needs none.

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
    structure, model, is_open = _build_world(case, seed)
    solution = solve_model(model)
    return Stability(
        provenance=describe(case, 1, seed if is_open else None),
        options=structure.options,
        parties=tuple(party.id for party in structure.dms),
        states=tuple(int(state) for state in model.states),
        verdicts=tuple(_verdicts(model, structure)),
        equilibria=tuple(
            (concept, tuple(int(state) for state in solution.equilibria(concept))) for concept in CONCEPTS
        ),
    )


def _build_world(case: Case, seed: int | None) -> tuple[Structure, GraphModel, bool]:
    """Settle what is open and return the structure and model of that world, and whether anything was."""
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
    return structure, GraphModel(graph=structure.graph, rank=ranks), is_open


def _verdicts(model: GraphModel, structure: Structure) -> Iterator[Verdict]:
    """Yield a verdict for every state, party and concept, in that order of nesting."""
    deterrences = {
        (dm, concept): find_deterrence(model, dm, concept, "legal")
        for dm in range(model.n_dms)
        for concept in CONCEPTS
    }
    states = [int(state) for state in model.states]
    for here, state in enumerate(states):
        for dm, party in enumerate(structure.dms):
            for concept in CONCEPTS:
                deterrence = deterrences[dm, concept]
                improvement, gains = weigh_improvements(model, dm, concept, here, deterrence)
                sanctions = [(states[gain], states[int(deterrence.sanction[gain])]) for gain in gains]
                yield Verdict(
                    state=state,
                    party=party.id,
                    concept=concept,
                    is_stable=improvement is None,
                    improvement=None if improvement is None else states[improvement],
                    sanctions=tuple(sanctions) if improvement is None else (),
                )


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
