"""What can hold in one world of a case, with a witness for every verdict."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.results import CONCEPTS, Stability
from detente.analysis.worlds.examining import Inquiry, examine_world
from detente.analysis.worlds.world import build_world
from detente.case import Case


def solve(
    case: Case,
    *,
    seed: int | None = None,
    concepts: Sequence[str] = CONCEPTS,
    joint_moves: str = "legal",
    states: Sequence[int] | None = None,
) -> Stability:
    """Find which outcomes of a case are stable for whom, in one world, and why.

    Parameters
    ----------
    case : Case
    seed : int or None
        Which world, where the case leaves something open. A case that leaves nothing open has one
        world and needs none.
    concepts : sequence of str
        ``nash``, ``gmr``, ``smr``, ``seq``; ``sim``, ``seq_sim``; ``cnash``, ``cgmr``, ``csmr``, ``cseq``;
        ``l1``, ``l2``, ...; ``nonmyopic``.
    joint_moves : {"legal", "once", "single"}
        How the others may answer together; see `detente.analysis.graph_model.solve`.
    states : sequence of int, optional
        The states to explain in words; left out, the present one and the equilibria that hold under most
        of the concepts.

    Raises
    ------
    OpenCaseError
        If something is open and no seed is given.
    CaseError
        If the case breaks a rule, has no option, or states weights that contradict one another.
    ModelError
        If a concept, the rule for joint moves or a state is unknown.
    """
    world = build_world(case, seed=seed)
    chosen = None if states is None else tuple(states)
    return examine_world(world, Inquiry(concepts=concepts, joint_moves=joint_moves, states=chosen))
