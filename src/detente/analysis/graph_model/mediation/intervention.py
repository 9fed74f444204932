"""The mediator's question: the smallest set of measures under which a wished-for state holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import check_concepts, check_joint_moves
from detente.analysis.graph_model.mediation._spread import list_edges, spread
from detente.analysis.graph_model.mediation.measures import (
    Effect,
    ModelMeasure,
    apply_effect,
    check_measures,
    combine,
    is_compatible,
    is_feasible,
)
from detente.analysis.graph_model.mediation.subsets import cheapest_first
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import solve
from detente.analysis.graph_model.ways.paths import are_improvements, check_by
from detente.errors import ModelError

MAX_SETS = 1 << 16
"""Sets of measures tried before the search gives up and says how far it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelWish:
    """What a mediator asks for: that one of some ``states`` holds, and can be reached from ``start``.

    To hold is to be an equilibrium under ``concept`` and ``joint_moves``, as for `solve`; ``reachable_by``
    is ``moves`` or ``improvements``.
    """

    states: tuple[int, ...]
    start: int
    concept: str = "seq"
    reachable_by: str = "moves"
    joint_moves: str = "legal"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSet:
    """A set of measures that suffices.

    Attributes
    ----------
    measures : tuple of int
        Which; empty when nothing has to be done.
    cost : float
    start : int
        The present state with them: what they take is taken, what they block is not.
    states : tuple of int
        The wished-for states that hold and can be reached, ascending.
    """

    measures: tuple[int, ...]
    cost: float
    start: int
    states: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """The set of measures that comes nearest where none suffices.

    ``blockers`` are the dms for whom ``state`` is not stable with the measures; they and a way that is
    missing count as one obstacle each, and the fewest obstacles are nearest.
    """

    measures: tuple[int, ...]
    cost: float
    state: int
    blockers: tuple[int, ...]
    is_reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """The answer to the mediator's question.

    Attributes
    ----------
    wish : ModelWish
    sets : tuple of MeasureSet
        The cheapest sets that suffice, of the cheapest those of fewest measures, in the order of the
        measures; empty when none does.
    n_tried : int
        Sets looked at.
    is_proven : bool
        Whether the search ran to its end: nothing smaller suffices, and all that are as small are listed;
        or, without any, that none of the sets allowed does.
    near_miss : NearMiss or None
        Where none suffices; None there only if no wished-for state can be at all.
    """

    wish: ModelWish
    sets: tuple[MeasureSet, ...]
    n_tried: int
    is_proven: bool
    near_miss: NearMiss | None


def find_intervention(
    model: GraphModel,
    *,
    measures: Sequence[ModelMeasure],
    wish: ModelWish,
    max_measures: int | None = None,
    max_sets: int = MAX_SETS,
) -> Intervention:
    """Find the smallest set of measures under which a wished-for state holds and can be reached.

    Sets are tried from the cheapest up, so the first that suffices is smallest: least total cost, then
    fewest measures, then first in the order of the measures. Sets that cannot be, because one measure
    takes what another blocks or two set the ranking of one dm, are passed over.

    Parameters
    ----------
    measures : sequence of ModelMeasure
    wish : ModelWish
    max_measures : int, optional
        Most measures of a set.
    max_sets : int
        Most sets to try; when they run out the result says that nothing is proven.

    Raises
    ------
    ModelError
        If a measure names what the model does not have, or a state, concept or rule is unknown.

    Notes
    -----
    Measures that add, block or take options leave out states: the model is solved on the states that are
    left. A rank orders all states, so leaving some out changes no preference between the others.

    Examples
    --------
    Two sides, each of which may hold fire, and a guarantor whose guarantee both want more than their gain
    from firing; firing on is what holds, until the guarantee can be given:

    >>> rank = [[1, 0, 4, 2, 1, 3, 4, 6], [1, 4, 0, 2, 1, 4, 3, 6], [0, 0, 0, 0, 0, 0, 0, 1]]
    >>> model = GraphModel.from_options(owner=[0, 1, 2], direction=["both", "both", "fwd"], rank=rank)
    >>> wish = ModelWish(states=(7,), start=0, concept="nash")
    >>> find_intervention(model, measures=[ModelMeasure(adds=(2,), cost=3)], wish=wish).sets
    (MeasureSet(measures=(0,), cost=3.0, start=0, states=(7,)),)
    """
    check_measures(model, measures)
    check_wish(model, wish)
    if max_sets < 1:
        raise ModelError(f"max_sets is {max_sets}: at least the empty set is tried; give 1 or more")
    sets = cheapest_first(
        [measure.cost for measure in measures],
        most=max_measures,
        is_possible=lambda chosen: is_compatible([measures[index] for index in chosen]),
    )
    outlooks: dict[Effect, _Outlook | None] = {}
    found: list[MeasureSet] = []
    nearest: tuple[int, NearMiss] | None = None
    smallest, n_tried, is_cut = (Fraction(0), 0), 0, False
    for cost, chosen in sets:
        is_cut = n_tried == max_sets
        if is_cut or (found and (cost, len(chosen)) != smallest):
            break
        n_tried += 1
        effect = combine(measures, chosen, wish.start)
        if effect not in outlooks:
            outlooks[effect] = _look(model, effect, wish)
        outlook = outlooks[effect]
        if outlook is not None and outlook.states:
            smallest = cost, len(chosen)
            found.append(_sufficient(chosen, cost, effect, outlook))
        elif outlook is not None and (nearest is None or outlook.n_obstacles < nearest[0]):
            nearest = outlook.n_obstacles, _missed(chosen, cost, outlook)
    return Intervention(
        wish=wish,
        sets=tuple(found),
        n_tried=n_tried,
        is_proven=not is_cut,
        near_miss=nearest[1] if nearest is not None and not found else None,
    )


def reachable_states(model: GraphModel, start: int, by: str) -> NDArray[np.bool_]:
    """Return which states legal sequences lead to, the start included, shape (n_states,).

    Parameters
    ----------
    start : int
        A feasible state.
    by : {"moves", "improvements"}
    """
    edges = list_edges(model.graph)
    allowed = None
    if check_by(by) == "improvements":
        allowed = [
            are_improvements(model, dm, moves.source, moves.target)[:, None] for dm, moves in enumerate(edges)
        ]
    reached: NDArray[np.bool_] = spread(edges, model.graph.position(start), (model.n_states, 1), allowed)[
        :, 0
    ]
    return reached


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outlook:
    """What becomes of the wished-for states under one effect: those that hold, or the nearest to it."""

    states: tuple[int, ...]
    nearest: int
    blockers: tuple[int, ...]
    is_reachable: bool

    @property
    def n_obstacles(self) -> int:
        return len(self.blockers) + (not self.is_reachable)


def _look(model: GraphModel, effect: Effect, wish: ModelWish) -> _Outlook | None:
    """Solve the model under some measures; None where no wished-for state, or not the present, can be."""
    under = apply_effect(model, effect)
    if under is None:
        return None
    wished = sorted({under.graph.position(state) for state in wish.states if is_feasible(under, state)})
    if not wished:
        return None
    stable = solve(under, (wish.concept,), wish.joint_moves).stable[wish.concept]
    reached = reachable_states(under, effect.start, wish.reachable_by)
    held = tuple(int(under.states[p]) for p in wished if reached[p] and stable[:, p].all())
    near = min(wished, key=lambda p: (int((~stable[:, p]).sum()) + (not reached[p]), not reached[p]))
    return _Outlook(
        states=held,
        nearest=int(under.states[near]),
        blockers=tuple(int(dm) for dm in np.flatnonzero(~stable[:, near])),
        is_reachable=bool(reached[near]),
    )


def _sufficient(chosen: tuple[int, ...], cost: Fraction, effect: Effect, outlook: _Outlook) -> MeasureSet:
    return MeasureSet(measures=chosen, cost=float(cost), start=effect.start, states=outlook.states)


def _missed(chosen: tuple[int, ...], cost: Fraction, outlook: _Outlook) -> NearMiss:
    return NearMiss(
        measures=chosen,
        cost=float(cost),
        state=outlook.nearest,
        blockers=outlook.blockers,
        is_reachable=outlook.is_reachable,
    )


def check_wish(model: GraphModel, wish: ModelWish) -> None:
    """Raise a `ModelError` where a wish names what the model does not have, or a word nobody knows."""
    check_concepts((wish.concept,))
    check_joint_moves(wish.joint_moves)
    check_by(wish.reachable_by)
    if not wish.states:
        raise ModelError("wish.states names no state: give those of which one is to hold")
    for state in (wish.start, *wish.states):
        model.graph.position(state)
