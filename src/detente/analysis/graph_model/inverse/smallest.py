"""The smallest change of preferences that makes a state an equilibrium, or keeps it from being one.

How far two rankings are apart is Kemeny's distance: 1 for each pair of states whose comparison is
reversed (Kendall's distance, where there are no ties), and a half for each tie that is split. A change
never makes a tie: a dm that only just does not mind is no ground to build on. So a dm that already
finds two states equally good may go on doing so for nothing, and to be made to prefer one costs a half.

Where stability rests on comparisons with the wished-for state alone (Nash, GMR and SMR; SEQ, where the
answers that count are settled), moving that state in a ranking is the nearest change, and nothing is
searched. Under SEQ several dms may also be made to answer, or not to; an integer program finds the
cheapest way and proves it, or gives a bound when time runs out.

References
----------
Kemeny & Snell (1962), *Mathematical Models in the Social Sciences*, ch. 2 (the distance).
Fagin, Kumar, Mahdian, Sivakumar & Vee (2006), "Comparing partial rankings", *SIAM Journal on Discrete
Mathematics* 20(3) (ties at a half).
Kinsara, Kilgour & Hipel (2015), "Inverse approach to the graph model for conflict resolution", *IEEE
Transactions on Systems, Man, and Cybernetics: Systems* 45(5).
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.inverse._keeping import Question
from detente.analysis.graph_model.inverse._orders import changed_pairs
from detente.analysis.graph_model.inverse.conditions import ask, check_dms
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.ranks import dense_ranks
from detente.errors import ModelError

Goal = Literal["hold", "break"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """One dm comes to prefer ``state`` to ``over``; before it was the other way round, or a tie."""

    dm: int
    state: int
    over: int
    was_tie: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """The smallest change of preferences that reaches a goal.

    Attributes
    ----------
    state : int
    concept : str
    joint_moves : JointMoves
    goal : {"hold", "break"}
        Whether the state was to be an equilibrium, or not to be one.
    dms : tuple of int
        Whose preferences might change.
    ranks : ndarray of int32, shape (n_dms, n_states), read-only, or None
        Dense ranks after the change; None where there is no such change, or none was found in time.
    reversals : tuple of Reversal
        By dm and states.
    distance : float or None
        Reversed pairs plus half the split ties, over all dms.
    cost : float or None
        The same with each dm's share times its cost; this is what is smallest.
    bound : float or None
        No change costs less; None where none reaches the goal.
    is_proven : bool
        Whether nothing costs less; without ``ranks``, whether no change reaches the goal.
    blockers : tuple of int
        Where no change makes the state hold: the dms that leave it whatever the varying dms prefer.
    method : str
        ``solve``: nothing had to change, or nothing may; ``one state moved``: in closed form; ``program``:
        integer programs with cuts.
    n_rounds : int
        Programs solved.
    seconds : float
    """

    state: int
    concept: str
    joint_moves: JointMoves
    goal: Goal
    dms: tuple[int, ...]
    ranks: NDArray[np.int32] | None
    reversals: tuple[Reversal, ...]
    distance: float | None
    cost: float | None
    bound: float | None
    is_proven: bool
    blockers: tuple[int, ...]
    method: str
    n_rounds: int
    seconds: float

    @property
    def is_impossible(self) -> bool:
        """Whether no change of the varying dms' preferences reaches the goal."""
        return self.ranks is None and self.is_proven

    @property
    def is_needless(self) -> bool:
        """Whether the goal is reached as it is."""
        return self.ranks is not None and not self.reversals


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Task:
    """What a search is given, checked.

    ``prices`` are per varying dm; ``kept`` are pairs of positions, as (dm, one, other), that stay.
    """

    question: Question
    goal: Goal
    prices: Mapping[int, float]
    kept: tuple[tuple[int, int, int], ...]
    deadline: float


def find_smallest_change(
    model: GraphModel,
    *,
    state: int,
    concept: str,
    dms: Iterable[int] | None = None,
    goal: Goal = "hold",
    joint_moves: str = "legal",
    cost: Sequence[float] | None = None,
    fixed: Iterable[tuple[int, int, int]] = (),
    time_limit: float = 60.0,
) -> Change:
    """Find the fewest pairwise reversals that make a state an equilibrium, or keep it from being one.

    Parameters
    ----------
    model : GraphModel
    state : int
    concept : {"nash", "gmr", "smr", "seq"}
    dms : iterable of int, optional
        Whose preferences may change; left out, all of them. With none the answer is that of `solve`.
    goal : {"hold", "break"}
    joint_moves : {"legal", "once", "single"}
    cost : sequence of float, optional
        What one reversal costs, per dm, above 0; left out, 1 for each.
    fixed : iterable of tuple of int
        Comparisons that must stay as they are, each a dm and two states.
    time_limit : float
        Seconds, above 0. When it runs out the best change so far is returned with a bound; both then
        depend on the machine.

    Raises
    ------
    ModelError
        If the state, a dm, the concept, the rule, the goal, a cost or the time makes no sense, or the
        preferences are a relation.

    Examples
    --------
    Two sides that may each hold their fire; now both fight (state 0). What would it take for a truce
    (state 3) to hold even if neither fears an answer?

    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> change = find_smallest_change(model, state=3, concept="nash")
    >>> change.distance, change.is_proven
    (2.0, True)
    >>> [(reversal.dm, reversal.state, reversal.over) for reversal in change.reversals]
    [(0, 3, 2), (1, 3, 1)]
    """
    started = time.monotonic()
    varying = check_dms(model, dms)
    task = Task(
        question=ask(model, state, concept, joint_moves, varying),
        goal=_check_goal(goal),
        prices=_check_cost(model, varying, cost),
        kept=tuple(sorted({_pair(model, comparison) for comparison in fixed})),
        deadline=started + _check_time(time_limit),
    )
    # Who only reads a model needs none of the search.
    from detente.analysis.graph_model.inverse._change import reach

    reached = reach(task)
    rows = reached.rows
    reversals, costs = _compare(task, {} if rows is None else rows)
    is_found = rows is not None
    return Change(
        state=int(model.states[task.question.here]),
        concept=concept,
        joint_moves=task.question.rule,
        goal=task.goal,
        dms=varying,
        ranks=None if rows is None else _ranks(model, rows),
        reversals=reversals,
        distance=sum(costs.values(), 0.0) if is_found else None,
        cost=sum((task.prices[dm] * costs[dm] for dm in costs), 0.0) if is_found else None,
        bound=reached.bound if math.isfinite(reached.bound) else None,
        is_proven=reached.is_proven,
        blockers=reached.blockers,
        method=reached.method,
        n_rounds=reached.n_rounds,
        seconds=time.monotonic() - started,
    )


def own_distance(
    model: GraphModel,
    *,
    state: int,
    concept: str,
    dm: int,
    goal: Goal = "hold",
    joint_moves: str = "legal",
) -> float | None:
    """Return how far one dm's preferences must change for it alone to stay at a state, or to leave it.

    The others' preferences stay as they are, and whether they stay is not asked. None where no change
    does it.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> own_distance(model, state=3, concept="nash", dm=0)
    1.0
    """
    from detente.analysis.graph_model.inverse._change import move_alone

    _check_cost(model, check_dms(model, (dm,)), None)
    moved = move_alone(ask(model, state, concept, joint_moves, (dm,)), dm, _check_goal(goal))
    if moved is None:
        return None
    return sum((0.5 if was_tie else 1.0 for _, _, was_tie in changed_pairs(model.rank[dm], moved)), 0.0)


def _compare(
    task: Task, rows: Mapping[int, NDArray[np.generic]]
) -> tuple[tuple[Reversal, ...], dict[int, float]]:
    """Return what new rankings reverse, and how far each is from the given one."""
    model, found, costs = task.question.model, [], {}
    for dm, row in sorted(rows.items()):
        pairs = changed_pairs(model.rank[dm], row)
        costs[dm] = sum(0.5 if was_tie else 1.0 for _, _, was_tie in pairs)
        for one, other, was_tie in pairs:
            better, worse = int(model.states[one]), int(model.states[other])
            found.append(Reversal(dm=dm, state=better, over=worse, was_tie=was_tie))
    return tuple(found), costs


def _ranks(model: GraphModel, rows: Mapping[int, NDArray[np.generic]]) -> NDArray[np.int32]:
    return dense_ranks([rows.get(dm, model.rank[dm]) for dm in range(model.n_dms)], model.n_states)


def _check_goal(goal: str) -> Goal:
    if goal == "hold":
        return "hold"
    if goal == "break":
        return "break"
    raise ModelError(f"goal {goal!r} is unknown: use hold or break")


def _check_cost(model: GraphModel, varying: Sequence[int], cost: Sequence[float] | None) -> dict[int, float]:
    if model.relation is not None:
        raise ModelError(
            "the preferences of this model are a relation, so there is no ranking to change by the fewest "
            "reversals: give the model ranks"
        )
    if cost is None:
        return dict.fromkeys(varying, 1.0)
    if len(cost) != model.n_dms:
        raise ModelError(f"cost has {len(cost)} entries for {model.n_dms} dms: give one per dm")
    for dm in varying:
        if not (math.isfinite(cost[dm]) and cost[dm] > 0):
            raise ModelError(
                f"cost of dm {dm} is {cost[dm]}: a reversal costs more than 0; to hold a dm's preferences "
                "fixed leave it out of dms"
            )
    return {dm: float(cost[dm]) for dm in varying}


def _check_time(time_limit: float) -> float:
    if not time_limit > 0:
        raise ModelError(f"time_limit is {time_limit}: give seconds above 0")
    return time_limit


def _pair(model: GraphModel, comparison: Sequence[int]) -> tuple[int, int, int]:
    """Return a comparison to keep by position, the smaller position first."""
    if not isinstance(comparison, Sequence) or len(comparison) != 3:
        raise ModelError(f"fixed has {comparison!r}: give a dm and two states")
    dm, one, other = comparison
    check_dms(model, (dm,))
    low, high = sorted((model.graph.position(one), model.graph.position(other)))
    if low == high:
        raise ModelError(f"the comparison of {one} with {other} cannot be fixed: they are one state")
    return dm, low, high
