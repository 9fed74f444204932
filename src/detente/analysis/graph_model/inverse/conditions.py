"""The condition on preferences under which a state is stable: the inverse of solving a model.

For one dm whose preferences are asked about while those of the others are given, stability of a state
``s`` rests on nothing but which states the dm does not prefer to ``s``. With ``t`` over its moves from
``s``, ``u`` over the others' answers to ``t`` and ``v`` over its own moves from ``u``:

====  ======================================================================
Nash  for every t: ``s >= t``
GMR   for every t: ``s >= t``, or for some u ``s >= u``
SMR   for every t: ``s >= t``, or for some u ``s >= u`` and ``s >= v`` for every v
SEQ   as GMR, with u over answers made of improvements
====  ======================================================================

When the others' preferences are open as well, each step of an answer under SEQ adds the comparison that
makes it an improvement for its mover.

References
----------
Kinsara, Kilgour & Hipel (2015), "Inverse approach to the graph model for conflict resolution", *IEEE
Transactions on Systems, Man, and Cybernetics: Systems* 45(5).
Wang, Hipel, Fang & Dang (2018), "Matrix representations of the inverse problem in the graph model for
conflict resolution", *European Journal of Operational Research* 270(1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analysis.graph_model.building.selections import check_dm
from detente.analysis.graph_model.concepts import JointMoves, check_joint_moves
from detente.analysis.graph_model.inverse._keeping import Fact, Need, Question, find_needs
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.ranks import dense_ranks
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Comparison:
    """One dm prefers ``state`` to ``over``; where not strict, it finds it at least as good."""

    dm: int
    state: int
    over: int
    is_strict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What keeps one dm from one improvement: all comparisons of at least one of the ways.

    Attributes
    ----------
    dm : int
    improvement : int or None
        The state the dm could move to; None where it does not perceive the wished-for state.
    ways : tuple of tuple of Comparison
        No way holds all of another. Without any way the requirement cannot be met.
    """

    dm: int
    improvement: int | None
    ways: tuple[tuple[Comparison, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Condition:
    """When a state is stable, over the preferences that are open.

    Attributes
    ----------
    state : int
    dms : tuple of int
        Whose stability is asked; all dms for an equilibrium.
    varying : tuple of int
        Whose preferences are open. Those of the others are as in the model.
    concept : str
    joint_moves : JointMoves
    requirements : tuple of Requirement
        All of them must be met; none that another implies, and none that is met whatever is preferred.
    states : ndarray of int64, shape (n_states,), read-only
        The states ranks are given over.
    """

    state: int
    dms: tuple[int, ...]
    varying: tuple[int, ...]
    concept: str
    joint_moves: JointMoves
    requirements: tuple[Requirement, ...]
    states: NDArray[np.int64]

    @property
    def is_certain(self) -> bool:
        """Whether it holds whatever the varying dms prefer."""
        return not self.requirements

    @property
    def is_impossible(self) -> bool:
        """Whether some requirement can be met in no way, whatever the varying dms prefer."""
        return any(not requirement.ways for requirement in self.requirements)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """All comparisons it rests on, each once, in the order they occur."""
        found = (c for requirement in self.requirements for way in requirement.ways for c in way)
        return tuple(dict.fromkeys(found))

    def holds(self, ranks: ArrayLike) -> bool:
        """Whether it holds under some preferences.

        Parameters
        ----------
        ranks : array_like, shape (n_dms, n_states)
            Larger is better, equal is a tie. Rows of dms that do not vary are not looked at.

        Raises
        ------
        ModelError
            If the shape does not fit, or an entry is missing.
        """
        table = dense_ranks(ranks, len(self.states))
        if self.varying and len(table) <= max(self.varying):
            raise ModelError(f"ranks have {len(table)} rows: dm {max(self.varying)} needs one too")
        place = {c: np.searchsorted(self.states, [c.state, c.over]) for c in self.comparisons}
        is_true = {c: _is_true(c, *table[c.dm, place[c]]) for c in place}
        return all(
            any(all(is_true[c] for c in way) for way in requirement.ways) for requirement in self.requirements
        )


def find_condition(
    model: GraphModel,
    *,
    state: int,
    concept: str,
    dm: int | None = None,
    varying: Iterable[int] | None = None,
    joint_moves: str = "legal",
) -> Condition:
    """Find the necessary and sufficient condition on preferences that makes a state stable.

    Parameters
    ----------
    model : GraphModel
        Its own preferences are used only for dms that do not vary.
    state : int
        The wished-for state (its options as bits).
    concept : {"nash", "gmr", "smr", "seq"}
    dm : int, optional
        Whose stability is asked; left out, the state must be an equilibrium.
    varying : iterable of int, optional
        Whose preferences are open; left out, ``dm``, or all where no dm is named.
    joint_moves : {"legal", "once", "single"}

    Raises
    ------
    ModelError
        If the state, a dm, the concept or the rule is unknown, or the condition is too long to write.

    Examples
    --------
    Two sides that may each hold their fire (states: 0 nobody, 1 and 2 one of them, 3 both):

    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> condition = find_condition(model, state=3, concept="seq", dm=0)
    >>> [[(c.state, c.over) for c in way] for way in condition.requirements[0].ways]
    [[(3, 2)], [(3, 0)]]
    >>> condition.holds(model.rank), condition.holds([[2, 0, 3, 1], [1, 3, 0, 2]])
    (True, False)
    """
    asked = tuple(range(model.n_dms)) if dm is None else check_dms(model, (dm,))
    is_open = asked if varying is None else check_dms(model, varying)
    question = ask(model, state, concept, joint_moves, is_open)
    needs = find_needs(question, asked)
    return Condition(
        state=int(model.states[question.here]),
        dms=asked,
        varying=is_open,
        concept=concept,
        joint_moves=question.rule,
        requirements=tuple(_requirement(need, model.states) for need in needs),
        states=model.states,
    )


def ask(model: GraphModel, state: int, concept: str, joint_moves: str, varying: Iterable[int]) -> Question:
    """Check what is asked about a state and put it by position.

    Raises
    ------
    ModelError
        If the state, the concept or the rule is unknown.
    """
    rule, here = check_joint_moves(joint_moves), model.graph.position(state)
    for known in CONCEPTS:
        if concept == known:
            return Question(model=model, here=here, concept=known, rule=rule, varying=frozenset(varying))
    raise ModelError(
        f"concept {concept!r} has no condition over pairwise comparisons here: use {', '.join(CONCEPTS)}"
    )


def check_dms(model: GraphModel, dms: Iterable[int] | None) -> tuple[int, ...]:
    """Return some dms in ascending order, each once; all where None is given.

    Raises
    ------
    ModelError
        If one is not in the model.
    """
    if dms is None:
        return tuple(range(model.n_dms))
    if isinstance(dms, str) or not isinstance(dms, Iterable):
        raise ModelError(f"dms is {dms!r}: give a list of dms, each 0 to {model.n_dms - 1}")
    return tuple(sorted({check_dm(dm, model.n_dms) for dm in dms}))


def _requirement(need: Need, states: NDArray[np.int64]) -> Requirement:
    ways = (tuple(sorted(_comparison(fact, states) for fact in way)) for way in need.ways)
    return Requirement(
        dm=need.dm,
        improvement=None if need.improvement is None else int(states[need.improvement]),
        ways=tuple(ways),
    )


def _comparison(fact: Fact, states: NDArray[np.int64]) -> Comparison:
    dm, one, other, is_strict = fact
    return Comparison(dm=dm, state=int(states[one]), over=int(states[other]), is_strict=is_strict)


def _is_true(comparison: Comparison, one: np.int32, other: np.int32) -> bool:
    return bool(one > other if comparison.is_strict else one >= other)
