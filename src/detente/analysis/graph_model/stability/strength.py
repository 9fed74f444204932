"""Strength of preference in three degrees: equal, preferred, strongly preferred.

A dm leaves for what it prefers, strongly or not, so the general stabilities are those of `solve`. A state
that is stable is *strongly* stable when what deters is strong: each departure has a sanction u with s
strongly preferred to u and, under SMR, to everything the dm could still move to from u. It is *weakly*
stable when it is stable and not strongly so.

A state that a dm has no reason to leave needs no sanction, and is strongly stable under every concept.

References
----------
Hamouda, Kilgour & Hipel (2004), "Strength of preference in the graph model for conflict resolution",
*Group Decision and Negotiation* 13(5) 449-462; the same (2006), "Strength of preference in graph models
for multiple-decision-maker conflicts", *Applied Mathematics and Computation* 179(1) 314-327; Xu, Hipel,
Kilgour & Fang (2018), *Conflict Resolution Using the Graph Model*, ch. 6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves, check_joint_moves
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import Solution
from detente.analysis.graph_model.stability.attitude import Attitude
from detente.analysis.graph_model.stability.pairwise import solve_attitude, witness_of_one
from detente.analysis.graph_model.witness import Witness
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrengthSolution(Solution):
    """The stable states of one model, and how strongly each is.

    Attributes
    ----------
    strong : mapping from concept to ndarray of bool, shape (n_dms, n_states), read-only
        Stable because of sanctions that are strongly worse, or because there is nothing to deter. No
        entry for ``nash``, which weighs no sanctions.
    weak : mapping from concept to ndarray of bool, shape (n_dms, n_states), read-only
        Stable, but not strongly.
    """

    strong: Mapping[str, NDArray[np.bool_]]
    weak: Mapping[str, NDArray[np.bool_]]


def solve_strength(
    model: GraphModel, concepts: Sequence[str] = CONCEPTS, joint_moves: str = "legal"
) -> StrengthSolution:
    """Find which states are stable for whom, and which of them strongly.

    Parameters
    ----------
    model : GraphModel
        With a `Relation` that says which preferences are strong.
    concepts : sequence of {"nash", "gmr", "smr", "seq"}
    joint_moves : {"legal", "once", "single"}

    Raises
    ------
    ModelError
        If the preferences are ranks, which have no strength, or a concept or the rule is unknown.

    References
    ----------
    Hamouda, Kilgour & Hipel (2004, 2006); Xu, Hipel, Kilgour & Fang (2018), ch. 6.

    Examples
    --------
    Two sides that may hold fire; each likes the other's restraint and not its own. Ending in mutual fire
    after breaking a truce is strongly worse for the first side only:

    >>> from detente.analysis.graph_model import Relation
    >>> first = [(1, 0), (1, 2), (1, 3), (0, 2), (3, 2)]
    >>> second = [(2, 0), (2, 1), (2, 3), (0, 1), (0, 3), (3, 1)]
    >>> relation = Relation.from_pairs([0, 1, 2, 3], [first, second], strongly=[[(0, 3)], []])
    >>> model = GraphModel.from_options(owner=[0, 1], prefers=relation)
    >>> solution = solve_strength(model, ["seq"])
    >>> solution.equilibria("seq"), solution.strong["seq"][:, 3], solution.weak["seq"][:, 3]
    (array([0, 3]), array([ True, False]), array([False,  True]))
    """
    _check_relation(model)
    rule = check_joint_moves(joint_moves)
    attitude = Attitude(model=model)
    general = solve_attitude(attitude, concepts, rule)
    asked = tuple(concept for concept in general.stable if concept != "nash")
    strong = solve_attitude(replace(attitude, deterred_by="strongly worse"), asked, rule).stable
    weak = {concept: general.stable[concept] & ~strong[concept] for concept in asked}
    for array in weak.values():
        array.flags.writeable = False
    return StrengthSolution(
        model=model, joint_moves=rule, stable=general.stable, strong=strong, weak=MappingProxyType(weak)
    )


def find_witness(
    model: GraphModel, *, state: int, dm: int, concept: str, joint_moves: JointMoves = "legal"
) -> Witness:
    """Say why a state is, or is not, *strongly* stable for a dm; as `pairwise.find_witness`.

    Raises
    ------
    ModelError
        If the preferences are ranks, the state is not feasible, or the dm, concept or rule is unknown.
    """
    _check_relation(model)
    attitude = Attitude(model=model, deterred_by="strongly worse")
    return witness_of_one(attitude, state=state, dm=dm, concept=concept, joint_moves=joint_moves)


def _check_relation(model: GraphModel) -> None:
    if model.relation is None:
        raise ModelError(
            "the preferences of this model are ranks, which do not say how strong a preference is: give "
            "a Relation whose `strongly` marks the strong ones"
        )
