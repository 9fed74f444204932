"""Measures together with pressure: what the rest costs when preferences can be moved at a price."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from detente.analysis.graph_model.inverse.smallest import Change, find_smallest_change
from detente.analysis.graph_model.mediation.intervention import ModelWish, check_wish, reachable_states
from detente.analysis.graph_model.mediation.measures import (
    ModelMeasure,
    apply_effect,
    check_measures,
    combine,
    is_compatible,
    is_feasible,
)
from detente.analysis.graph_model.mediation.subsets import cheapest_first
from detente.analysis.graph_model.model import GraphModel
from detente.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pressure:
    """The cheapest measures and reversals of preferences under which a wished-for state holds.

    Attributes
    ----------
    wish : ModelWish
    measures : tuple of int
        Which measures.
    start : int
        The present state with them.
    change : Change or None
        The state that then holds, and what has to change in the preferences over the states that the
        measures leave; nothing where measures alone suffice. None where nothing found suffices.
    cost : float or None
        Of the measures and the reversals together.
    n_tried : int
        Sets of measures looked at.
    is_proven : bool
        Whether nothing costs less; without a change, whether nothing suffices.
    """

    wish: ModelWish
    measures: tuple[int, ...]
    start: int
    change: Change | None
    cost: float | None
    n_tried: int
    is_proven: bool


def find_pressure(
    model: GraphModel,
    *,
    measures: Sequence[ModelMeasure],
    wish: ModelWish,
    prices: Sequence[float | None],
    max_measures: int | None = None,
    time_limit: float = 60.0,
) -> Pressure:
    """Find the cheapest measures and changes of preferences under which a wished-for state holds.

    Every set of measures that costs less than the best found is combined with the smallest change of
    preferences (`find_smallest_change`) that makes a wished-for and reachable state hold under it.

    Parameters
    ----------
    measures : sequence of ModelMeasure
    wish : ModelWish
        Reachable by moves: what an improvement is, changes with the preferences.
    prices : sequence of float or None, one per dm
        What it costs to reverse one pairwise preference of the dm, above 0; None where it cannot be had.
    max_measures : int, optional
        Most measures of a set.
    time_limit : float
        Seconds, above 0. When it runs out the best found so far is returned, unproven.

    Returns
    -------
    Pressure
        Of equal costs the one with fewest measures, then the first in their order, then the smallest
        state.

    Raises
    ------
    ModelError
        If a measure, a state or a price makes no sense, or preferences are a relation.

    Examples
    --------
    Two sides that may each hold fire. Moving one side past one comparison costs 1; a guarantor could take
    both comparisons off the table for 1.5:

    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> wish = ModelWish(states=(3,), start=0, concept="nash")
    >>> found = find_pressure(model, measures=[], wish=wish, prices=[1, 1])
    >>> found.cost, [(item.dm, item.state, item.over) for item in found.change.reversals]
    (2.0, [(0, 3, 2), (1, 3, 1)])
    >>> find_pressure(model, measures=[ModelMeasure(takes=(0, 1), cost=1.5)], wish=wish, prices=[1, 1]).cost
    1.5
    """
    check_measures(model, measures)
    check_wish(model, wish)
    _check_prices(model, wish, prices)
    deadline = time.monotonic() + time_limit
    best = Pressure(
        wish=wish, measures=(), start=wish.start, change=None, cost=None, n_tried=0, is_proven=True
    )
    n_tried, is_proven, least = 0, True, None
    sets = cheapest_first(
        [measure.cost for measure in measures],
        most=max_measures,
        is_possible=lambda chosen: is_compatible([measures[index] for index in chosen]),
    )
    for cost, chosen in sets:
        if least is not None and (cost, len(chosen)) >= least:
            break
        n_tried += 1
        effect = combine(measures, chosen, wish.start)
        under = apply_effect(model, effect)
        if under is None:
            continue
        for change in _changes(under, effect.start, wish, prices, deadline):
            is_proven &= change.is_proven
            if change.cost is None:
                continue
            total = cost + Fraction(str(change.cost))
            if least is None or (total, len(chosen)) < least:
                least = total, len(chosen)
                best = replace(best, measures=chosen, start=effect.start, change=change, cost=float(total))
    return replace(best, n_tried=n_tried, is_proven=is_proven)


def _changes(
    under: GraphModel, start: int, wish: ModelWish, prices: Sequence[float | None], deadline: float
) -> Iterator[Change]:
    """Yield the smallest change for every wished-for state that is there and can be reached."""
    reached = reachable_states(under, start, "moves")
    wished = {under.graph.position(state) for state in wish.states if is_feasible(under, state)}
    for position in sorted(wished & set(np.flatnonzero(reached).tolist())):
        yield find_smallest_change(
            under,
            state=int(under.states[position]),
            concept=wish.concept,
            dms=[dm for dm, price in enumerate(prices) if price is not None],
            joint_moves=wish.joint_moves,
            cost=[1.0 if price is None else price for price in prices],
            # Enough for a first look: what time runs out on is reported as unproven.
            time_limit=max(deadline - time.monotonic(), 0.01),
        )


def _check_prices(model: GraphModel, wish: ModelWish, prices: Sequence[float | None]) -> None:
    if wish.reachable_by != "moves":
        raise ModelError(
            "pressure changes what an improvement is, so that being reachable by improvements has no fixed "
            "meaning: ask for reachable_by='moves'"
        )
    if len(prices) != model.n_dms:
        raise ModelError(f"prices has {len(prices)} entries for {model.n_dms} dms: give one each, or None")
