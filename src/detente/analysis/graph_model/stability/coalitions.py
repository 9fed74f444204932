"""Stability against coalitions: dms that leave a state together, because each of them gains.

A coalition H leaves s for t when its members can bring t about by a legal sequence of their moves and t is
better for *every* member. Coalitions come on top of single dms, whose own definitions stay as they are;
so a coalition concept never stabilises what a member alone would leave.

=====  =======================================================================================
CNash  no answer is weighed: any improvement of H makes the state unstable for its members
CGMR   an improvement t is deterred when the others can lead from t to a state that leaves
       *some* member not better off than s
CSMR   the same, and H cannot move on from there to a state better than s for every member
CSEQ   as CGMR, but each step of the others must be an improvement: for the dm that makes it, or,
       with coalitional sanctions, for every member of a coalition that makes it together
=====  =======================================================================================

A state is stable for a dm when it is stable for every coalition the dm is in, itself alone included.

References
----------
Kilgour, Hipel, Fang & Peng (2001), "Coalition analysis in group decision support", *Group Decision and
Negotiation* 10(2) 159-175; Inohara & Hipel (2008), "Coalition analysis in the graph model for conflict
resolution", *Systems Engineering* 11(4) 343-359; Xu, Hipel, Kilgour & Fang (2018), *Conflict Resolution
Using the Graph Model*, ch. 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building.selections import check_dm
from detente.analysis.graph_model.concepts import (
    COALITIONAL,
    JointMoves,
    check_concepts,
    check_joint_moves,
)
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.relation import MAX_STATES
from detente.analysis.graph_model.stability._classes import list_class_movers
from detente.analysis.graph_model.stability._departures import find_left, set_board
from detente.analysis.graph_model.stability._proof import Question, prove
from detente.analysis.graph_model.stability.attitude import Attitude
from detente.analysis.graph_model.stability.pairwise import as_perceived_by
from detente.analysis.graph_model.witness import Witness
from detente.errors import ModelError

MAX_DMS = 10
"""With more dms than this there are over a thousand coalitions; name the ones that matter instead."""

SANCTIONS = ("individual", "coalitional")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoalitionSolution:
    """Which states each coalition leaves undeterred.

    Attributes
    ----------
    model : GraphModel
    joint_moves : JointMoves
    sanctions : str
        Whose improvements answer under CSEQ: ``individual`` or ``coalitional``.
    coalitions : tuple of tuple of int
        Members ascending; single dms first, then by size, then by members.
    stable : mapping from concept to ndarray of bool, shape (n_coalitions, n_states), read-only
        Whether the coalition stays.
    """

    model: GraphModel
    joint_moves: JointMoves
    sanctions: str
    coalitions: tuple[tuple[int, ...], ...]
    stable: Mapping[str, NDArray[np.bool_]]

    def for_dms(self, concept: str) -> NDArray[np.bool_]:
        """Whether a state is stable for every coalition a dm is in, shape (n_dms, n_states)."""
        verdicts = self._verdicts(concept)
        rows = [
            verdicts[[dm in coalition for coalition in self.coalitions]].all(axis=0)
            for dm in range(self.model.n_dms)
        ]
        return np.stack(rows)

    def equilibria(self, concept: str) -> NDArray[np.int64]:
        """Return the states no coalition leaves, ascending, read-only."""
        found: NDArray[np.int64] = self.model.states[self._verdicts(concept).all(axis=0)]
        found.flags.writeable = False
        return found

    def broken_by(self, concept: str, state: int) -> tuple[tuple[int, ...], ...]:
        """Return the coalitions that leave a state undeterred; a `ModelError` if it is not feasible."""
        leaves = ~self._verdicts(concept)[:, self.model.graph.position(state)]
        return tuple(
            coalition for coalition, is_leaving in zip(self.coalitions, leaves, strict=True) if is_leaving
        )

    def _verdicts(self, concept: str) -> NDArray[np.bool_]:
        if concept not in self.stable:
            raise ModelError(f"concept {concept!r} was not solved: it has {', '.join(self.stable)}")
        return self.stable[concept]


def solve_coalitions(
    model: GraphModel,
    *,
    concepts: Sequence[str] = COALITIONAL,
    coalitions: Iterable[Iterable[int]] | None = None,
    joint_moves: str = "legal",
    sanctions: str = "individual",
) -> CoalitionSolution:
    """Find which coalitions leave which states.

    Parameters
    ----------
    model : GraphModel
        Ranks or a relation.
    concepts : sequence of {"cnash", "cgmr", "csmr", "cseq"}
    coalitions : iterable of iterables of int, or None
        Those to look at besides every dm alone; None: all.
    joint_moves : {"legal", "once", "single"}
        How the others answer. A coalition leaves, and moves on, by any legal sequence of its members.
    sanctions : {"individual", "coalitional"}
        ``coalitional``: under CSEQ the others answer by steps of single dms and of coalitions among them,
        each an improvement for all who make it, no coalition twice in a row. Dms who leave alone are
        judged by individual answers all the same.

    Raises
    ------
    ModelError
        If a concept, rule, coalition or kind of sanction is unknown; if there are more than `MAX_DMS` dms
        and no coalitions are named; if dms perceive different states.

    References
    ----------
    Kilgour, Hipel, Fang & Peng (2001); Inohara & Hipel (2008), class coalitional improvements.

    Examples
    --------
    The prisoners' dilemma: together both gain by cooperating, so mutual defection does not hold:

    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> solution = solve_coalitions(model, concepts=["cnash", "cseq"])
    >>> solution.equilibria("cnash"), solution.equilibria("cseq")
    (array([], dtype=int64), array([3]))
    >>> solution.broken_by("cseq", 0)
    ((0, 1),)
    """
    asked = _check_coalitional(concepts)
    rule = check_joint_moves(joint_moves)
    _check_sanctions(model, sanctions)
    groups = _check_coalitions(model, coalitions)
    board = set_board(Attitude(model=model), rule)
    stable = {concept: np.ones((len(groups), model.n_states), dtype=bool) for concept in asked}
    everywhere = np.ones(model.n_states, dtype=bool)
    classes = list_class_movers(board) if sanctions == "coalitional" and "cseq" in asked else None
    for index, group in enumerate(groups):
        leaving = find_left(board, group, "nash", everywhere)
        for concept in asked:
            left = leaving
            # Nobody is left to answer all dms together.
            if concept != "cnash" and leaving.any() and len(group) < model.n_dms:
                answers = None
                if classes is not None and len(group) > 1:
                    answers = [mover for mover in classes if not mover.members & sum(1 << dm for dm in group)]
                left = find_left(board, group, concept[1:], leaving, answers)
            stable[concept][index] = ~left
    for array in stable.values():
        array.flags.writeable = False
    return CoalitionSolution(
        model=model,
        joint_moves=rule,
        sanctions=sanctions,
        coalitions=groups,
        stable=MappingProxyType(stable),
    )


def find_stable(model: GraphModel, concept: str, joint_moves: JointMoves) -> NDArray[np.bool_]:
    """Find where each dm is stable against every coalition it is in, with individual answers.

    Parameters
    ----------
    model : GraphModel
        Ranks or a relation.
    concept : {"cnash", "cgmr", "csmr", "cseq"}
    joint_moves : {"legal", "once", "single"}

    Returns
    -------
    ndarray of bool, shape (n_dms, n_states)

    Raises
    ------
    ModelError
        If there are more than `MAX_DMS` dms.
    """
    groups = _check_coalitions(model, None)
    board = set_board(Attitude(model=model), joint_moves)
    stable = np.ones((model.n_dms, model.n_states), dtype=bool)
    for group in groups:
        # What is already unstable for all its members, the coalition can leave as it is.
        open_states: NDArray[np.bool_] = np.any(stable[list(group)], axis=0)
        left = find_left(board, group, "nash", open_states)
        # Nobody is left to answer all dms together.
        if concept != "cnash" and left.any() and len(group) < model.n_dms:
            left = find_left(board, group, concept[1:], left)
        stable[list(group)] &= ~left
    return stable


def find_witness(
    model: GraphModel, *, state: int, dm: int, concept: str, joint_moves: JointMoves = "legal"
) -> Witness:
    """Say why a state is, or is not, stable for a dm against every coalition it is in.

    Unstable: the first coalition that leaves, the dm alone before any other and small ones before large
    ones, with where it goes and by which moves. Stable: a sanction for each improvement of each coalition.

    Parameters
    ----------
    state : int
        A feasible state, not its position.
    concept : {"cnash", "cgmr", "csmr", "cseq"}

    Raises
    ------
    ModelError
        If the state is not feasible, the dm, concept or rule is unknown, or there are more than `MAX_DMS`
        dms.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> witness = find_witness(model, state=0, dm=0, concept="cseq")
    >>> witness.coalition, witness.improvement, [(move.dm, move.end) for move in witness.moves]
    ((0, 1), 3, [(0, 1), (1, 3)])
    """
    _check_coalitional((concept,))
    rule = check_joint_moves(joint_moves)
    check_dm(dm, model.n_dms)
    groups = tuple(group for group in _check_coalitions(model, None) if dm in group)
    inside = as_perceived_by(model, dm)
    question = Question(
        dm=dm,
        here=inside.graph.position(state),
        concept=concept[1:],
        name=concept,
        groups=groups,
        joint_moves=rule,
    )
    return prove(Attitude(model=inside), question)


def _check_coalitional(concepts: Sequence[str]) -> tuple[str, ...]:
    for concept in check_concepts(concepts):
        if concept not in COALITIONAL:
            raise ModelError(f"concept {concept!r} is not one of coalitions: use {', '.join(COALITIONAL)}")
    return tuple(concept for concept in COALITIONAL if concept in concepts)


def _check_sanctions(model: GraphModel, sanctions: str) -> None:
    if sanctions not in SANCTIONS:
        raise ModelError(f"sanctions {sanctions!r} are unknown: use {' or '.join(SANCTIONS)}")
    if sanctions == "coalitional" and model.n_states > MAX_STATES:
        raise ModelError(
            f"coalitional sanctions over {model.n_states} states: the joint moves of every coalition are "
            f"listed pair by pair, up to {MAX_STATES} states; use individual sanctions or a smaller model"
        )
    if model.perceived is not None:
        raise ModelError(
            "the dms of this model perceive different states, so a coalition has no common view: use "
            "solve, which judges for each dm within its own, or model.restricted(model.perceived[dm])"
        )


def _check_coalitions(
    model: GraphModel, coalitions: Iterable[Iterable[int]] | None
) -> tuple[tuple[int, ...], ...]:
    """Return every dm alone and the coalitions asked for, each once, small ones first."""
    dms = range(model.n_dms)
    if coalitions is None:
        if model.n_dms > MAX_DMS:
            raise ModelError(
                f"{model.n_dms} dms form {2**model.n_dms - 1} coalitions: all are looked at for up to "
                f"{MAX_DMS} dms; name those that matter, solve_coalitions(model, coalitions=[(0, 1)])"
            )
        sizes = range(1, model.n_dms + 1)
        return tuple(group for size in sizes for group in combinations(dms, size))
    asked: set[tuple[int, ...]] = {(dm,) for dm in dms}
    for coalition in coalitions:
        group = tuple(sorted(set(coalition)))
        if not group or any(dm not in dms for dm in group):
            raise ModelError(
                f"coalition {group} is not one of the model's: name one or more of its dms, 0 to "
                f"{model.n_dms - 1}"
            )
        asked.add(group)
    return tuple(sorted(asked, key=lambda group: (len(group), group)))
