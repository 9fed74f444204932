"""Stability of every state for every decision maker: Nash, GMR, SMR and SEQ.

A state is stable for a dm unless the dm has an improvement that nobody deters:

====  =====================================================================================
Nash  no answer is weighed: any improvement makes the state unstable
GMR   an improvement is deterred when some joint move of the others leads to a state that is
      not better for the dm than the one it left
SMR   the same, and no own move of the dm from there escapes to a better one either
SEQ   as GMR, but each step of the others must be an improvement for whoever makes it
====  =====================================================================================

All four are one form (with T the best over a state and a dm's own moves, and g the worst the others
can bring about): stable where ``T min(rank, g) <= rank``.

References
----------
Howard (1971), *Paradoxes of Rationality* (GMR, SMR); Fraser & Hipel (1984), *Conflict Analysis* (SEQ);
Fang, Hipel & Kilgour (1993), *Interactive Decision Making*, ch. 3-4; Xu, Hipel, Kilgour & Fang (2018),
*Conflict Resolution Using the Graph Model*, ch. 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import (
    COALITIONAL,
    SIMULTANEOUS,
    JointMoves,
    check_concepts,
    check_joint_moves,
)
from detente.analysis.graph_model.engine.answers import find_basic
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """The stable states of one model.

    Attributes
    ----------
    model : GraphModel
    joint_moves : JointMoves
    stable : mapping from concept to ndarray of bool, shape (n_dms, n_states), read-only
        A dm has no verdict on a state it does not perceive: it counts as not stable there.
    """

    model: GraphModel
    joint_moves: JointMoves
    stable: Mapping[str, NDArray[np.bool_]]

    @property
    def states(self) -> NDArray[np.int64]:
        """The feasible states, ascending, shape (n_states,)."""
        return self.model.states

    def equilibria(self, concept: str) -> NDArray[np.int64]:
        """Return the states that are stable for every dm, ascending, read-only, shape (n_equilibria,).

        Raises
        ------
        ModelError
            If the concept was not solved.
        """
        if concept not in self.stable:
            raise ModelError(f"concept {concept!r} was not solved: it has {', '.join(self.stable)}")
        found: NDArray[np.int64] = self.states[self.stable[concept].all(axis=0)]
        found.flags.writeable = False
        return found


def solve(model: GraphModel, concepts: Sequence[str] = CONCEPTS, joint_moves: str = "legal") -> Solution:
    """Find which states are stable for whom.

    Parameters
    ----------
    model : GraphModel
    concepts : sequence of str
        ``nash``, ``gmr``, ``smr``, ``seq``; ``sim``, ``seq_sim``; ``cnash``, ``cgmr``, ``csmr``, ``cseq``;
        ``l1``, ``l2``, ... (limited moves, with the horizon); ``nonmyopic``.
    joint_moves : {"legal", "once", "single"}
        ``legal`` is the definition: any sequence of the others' moves in which nobody moves twice in a
        row. ``once`` and ``single`` reproduce programs that stop earlier; they differ from it as soon
        as there are three dms.

    Raises
    ------
    ModelError
        If a concept or the rule for joint moves is unknown, or a concept needs ranks and the
        preferences are a relation.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> solution = solve(model)
    >>> solution.equilibria("nash"), solution.equilibria("seq")
    (array([0]), array([0, 3]))
    """
    asked = check_concepts(concepts)
    rule = check_joint_moves(joint_moves)
    stable = _stable(model, asked, rule) if model.perceived is None else _as_perceived(model, asked, rule)
    for array in stable.values():
        array.flags.writeable = False
    return Solution(model=model, joint_moves=rule, stable=MappingProxyType(stable))


def _as_perceived(
    model: GraphModel, concepts: Sequence[str], rule: JointMoves
) -> dict[str, NDArray[np.bool_]]:
    """Take each dm's verdicts from the model as that dm perceives it.

    References
    ----------
    Obeidi, Kilgour & Hipel (2009), "Perceptual stability analysis of a graph model system", *IEEE
    Transactions on Systems, Man, and Cybernetics A* 39(5).
    """
    assert model.perceived is not None
    stable = {concept: np.zeros((model.n_dms, model.n_states), dtype=bool) for concept in concepts}
    for dm, keep in enumerate(model.perceived):
        inside = _stable(model.restricted(keep), concepts, rule)
        for concept in concepts:
            stable[concept][dm, keep] = inside[concept][dm]
    return stable


def _stable(model: GraphModel, concepts: Sequence[str], rule: JointMoves) -> dict[str, NDArray[np.bool_]]:
    basic: dict[str, NDArray[np.bool_]] = {}
    if model.relation is None:
        ranked = [concept for concept in concepts if concept in CONCEPTS]
        basic = find_basic(model.graph, model.rank, ranked, rule)
    return {
        concept: basic[concept] if concept in basic else _find_stable(model, concept, rule)
        for concept in concepts
    }


def _find_stable(model: GraphModel, concept: str, rule: JointMoves) -> NDArray[np.bool_]:
    """Return where each dm is stable under one concept that needs more than ranks and single dms."""
    # What most models never need is imported when it is asked for.
    if concept in COALITIONAL:
        from detente.analysis.graph_model.stability.coalitions import find_stable

        return find_stable(model, concept, rule)
    if concept in CONCEPTS:
        from detente.analysis.graph_model.stability.pairwise import find_stable

        return find_stable(model, concept, rule)
    if concept in SIMULTANEOUS:
        from detente.analysis.graph_model.stability.simultaneous import find_stable

        return find_stable(model, concept, rule)
    from detente.analysis.graph_model.stability.limited import find_stable

    return find_stable(model, concept, rule)
