"""The inverse question: what a wished-for state rests on, how many rankings agree, what must change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.inverse.conditions import Condition, check_dms, find_condition
from detente.analysis.graph_model.inverse.counting import Count, count_rankings
from detente.analysis.graph_model.inverse.smallest import Change, Goal, find_smallest_change, own_distance
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import solve
from detente.errors import ModelError

N_SAMPLES = 2000
"""Profiles sampled where rankings cannot be counted: a standard error of 1.1 points at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """What it takes for one of some states to hold, or not to.

    Attributes
    ----------
    model : GraphModel
    concept : str
    joint_moves : JointMoves
    goal : {"hold", "break"}
    dms : tuple of int
        Whose preferences may change.
    wished : tuple of Change
        For each state asked about, the smallest change with all of ``dms`` varying.
    state : int
        The state that takes the least, the first of equals; all that follows is about it.
    stable : tuple of bool
        For each dm of the model, whether it stays as things are.
    own : tuple of float or None
        For each dm of the model, the smallest change of its own preferences after which it stays (to break:
        leaves), the others' being as they are; None where none does.
    conditions : tuple of Condition
        For each dm of the model, when it stays, by its own comparisons alone.
    counts : tuple of Count
        For each of ``dms`` alone, then, if there are several, for all of them.
    changes : tuple of Change
        In the same order.
    """

    model: GraphModel
    concept: str
    joint_moves: JointMoves
    goal: Goal
    dms: tuple[int, ...]
    wished: tuple[Change, ...]
    state: int
    stable: tuple[bool, ...]
    own: tuple[float | None, ...]
    conditions: tuple[Condition, ...]
    counts: tuple[Count, ...]
    changes: tuple[Change, ...]

    @property
    def holds(self) -> bool:
        """Whether the state is an equilibrium as things are."""
        return all(self.stable)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked of one state, once."""

    model: GraphModel
    state: int
    concept: str
    joint_moves: JointMoves

    def stable(self) -> tuple[bool, ...]:
        """Return for each dm whether it stays as things are."""
        solved = solve(self.model, (self.concept,), self.joint_moves).stable[self.concept]
        return tuple(bool(stays) for stays in solved[:, self.model.graph.position(self.state)])

    def own(self, dm: int, goal: Goal) -> float | None:
        """Return how far one dm is from staying, or from leaving, by itself."""
        return own_distance(
            self.model, state=self.state, concept=self.concept, dm=dm, goal=goal, joint_moves=self.joint_moves
        )

    def condition(self, dm: int) -> Condition:
        """Return when one dm stays, by its own comparisons."""
        return find_condition(
            self.model, state=self.state, concept=self.concept, dm=dm, joint_moves=self.joint_moves
        )

    def count(self, dms: Iterable[int]) -> Count:
        """Return under how many rankings of some dms nobody leaves."""
        return count_rankings(
            self.model,
            state=self.state,
            concept=self.concept,
            dms=dms,
            joint_moves=self.joint_moves,
            n_samples=N_SAMPLES,
        )


def find_inverse(
    model: GraphModel,
    *,
    states: Sequence[int],
    concept: str,
    dms: Iterable[int] | None = None,
    goal: Goal = "hold",
    joint_moves: str = "legal",
    time_limit: float = 10.0,
) -> Inverse:
    """Find what it takes for one of some states to hold, or not to: conditions, counts, smallest changes.

    Parameters
    ----------
    model : GraphModel
    states : sequence of int
        The states that would do.
    concept : {"nash", "gmr", "smr", "seq"}
    dms : iterable of int, optional
        Whose preferences may change; left out, all of them.
    goal : {"hold", "break"}
    joint_moves : {"legal", "once", "single"}
    time_limit : float
        Seconds for the changes of all dms together, shared out among the states; and as many again for
        those of each dm alone.

    Raises
    ------
    ModelError
        As `find_smallest_change` does, or if no state is given.
    """
    if not states:
        raise ModelError("no state is given: name the one that should hold, or break")
    varying = check_dms(model, dms)

    def search(state: int, group: Iterable[int], seconds: float) -> Change:
        return find_smallest_change(
            model,
            state=state,
            concept=concept,
            dms=group,
            goal=goal,
            joint_moves=joint_moves,
            time_limit=seconds,
        )

    wished = tuple(search(state, varying, time_limit / len(states)) for state in states)
    # Where none is possible, or none was found, the first state is told about.
    best = min(wished, key=lambda change: float("inf") if change.cost is None else change.cost)
    groups = [(dm,) for dm in varying] + ([varying] if len(varying) != 1 else [])
    every = range(model.n_dms)
    ask = _Asked(model=model, state=best.state, concept=concept, joint_moves=best.joint_moves)
    return Inverse(
        model=model,
        concept=concept,
        joint_moves=best.joint_moves,
        goal=best.goal,
        dms=varying,
        wished=wished,
        state=best.state,
        stable=ask.stable(),
        own=tuple(ask.own(dm, best.goal) for dm in every),
        conditions=tuple(ask.condition(dm) for dm in every),
        counts=tuple(ask.count(group) for group in groups),
        changes=tuple(
            best if group == varying else search(best.state, group, time_limit / len(varying))
            for group in groups
        ),
    )
