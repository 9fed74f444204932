"""The four concepts on one world of a case, with a witness for every verdict."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analysis.graph_model import GraphModel, find_deterrence, weigh_improvements
from detente.analysis.graph_model import solve as solve_model
from detente.analysis.results import CONCEPTS, Stability, Verdict
from detente.analysis.worlds.provenance import describe
from detente.analysis.worlds.structure import Structure
from detente.analysis.worlds.world import build_world
from detente.case import Case


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
    world = build_world(case, seed=seed)
    structure, model = world.structure, world.model
    solution = solve_model(model)
    return Stability(
        provenance=describe(case, 1, world.seed),
        options=structure.options,
        parties=tuple(party.id for party in structure.dms),
        states=tuple(int(state) for state in model.states),
        verdicts=tuple(_verdicts(model, structure)),
        equilibria=tuple(
            (concept, tuple(int(state) for state in solution.equilibria(concept))) for concept in CONCEPTS
        ),
    )


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
