"""What a third party could do about a conflict, and the model that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.ranks import dense_ranks
from detente.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMeasure:
    """Something a third party could do, and what it costs.

    Attributes
    ----------
    text : str
        What it is called; it changes no result.
    cost : float
        0 or more, in any one unit.
    adds : tuple of int
        Options that can be taken with it. An option that some measure adds cannot be taken without one
        that does, unless it is taken already.
    blocks : tuple of int
        Options that are not taken with it, whoever owns them.
    takes : tuple of int
        Options that are taken with it and stay so: a guarantee given.
    ranks : tuple of (int, tuple of float)
        A dm, and with the measure its payoffs over all the model's states; larger is better.
    """

    text: str = ""
    cost: float = 1.0
    adds: tuple[int, ...] = ()
    blocks: tuple[int, ...] = ()
    takes: tuple[int, ...] = ()
    ranks: tuple[tuple[int, tuple[float, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a set of measures comes to; two sets of one effect are as good as each other.

    Attributes
    ----------
    never, always : int
        Options that cannot be taken, and that stay taken, as bits.
    start : int
        The present state with the measures: what they take is taken, what they block is not.
    ranks : tuple of (int, tuple of float)
        As in `ModelMeasure`, dms ascending.
    """

    never: int
    always: int
    start: int
    ranks: tuple[tuple[int, tuple[float, ...]], ...]


def is_compatible(measures: Sequence[ModelMeasure]) -> bool:
    """Whether measures can be taken together: none takes what another blocks, none sets another's ranking.

    >>> is_compatible([ModelMeasure(takes=(0,)), ModelMeasure(blocks=(1,))])
    True
    >>> is_compatible([ModelMeasure(takes=(0,)), ModelMeasure(blocks=(0,))])
    False
    """
    taken, blocked = _bits(m.takes for m in measures), _bits(m.blocks for m in measures)
    dms = [dm for measure in measures for dm, _ in measure.ranks]
    return not taken & blocked and len(set(dms)) == len(dms)


def combine(measures: Sequence[ModelMeasure], chosen: Sequence[int], start: int) -> Effect:
    """Work out what some of all ``measures`` come to, in the present state ``start``."""
    picked = [measures[index] for index in chosen]
    offered, added = _bits(m.adds for m in measures), _bits(m.adds for m in picked)
    taken, blocked = _bits(m.takes for m in picked), _bits(m.blocks for m in picked)
    return Effect(
        never=(offered & ~added & ~start & ~taken) | blocked,
        always=taken,
        start=(start | taken) & ~blocked,
        ranks=tuple(sorted(row for measure in picked for row in measure.ranks)),
    )


def apply_effect(model: GraphModel, effect: Effect) -> GraphModel | None:
    """Return the model under some measures, None where the present state could then not be.

    Only the states the measures leave are kept. A rank orders all states, so leaving some out changes no
    preference between the others.
    """
    keep = (model.states & effect.never == 0) & (model.states & effect.always == effect.always)
    for members in model.graph.classes:
        # One of merged states that is left stands for them all.
        left = [m for m in members if not m & effect.never and m & effect.always == effect.always]
        keep[model.graph.position(members[0])] = bool(left)
    if not is_feasible(model, effect.start) or not keep[model.graph.position(effect.start)]:
        return None
    changed = _with_ranks(model, effect.ranks)
    if keep.all():
        return changed
    perceived = changed.perceived
    if perceived is not None:
        perceived = perceived[:, keep]
        perceived.flags.writeable = False
    return replace(changed.restricted(keep), perceived=perceived)


def is_feasible(model: GraphModel, state: int) -> bool:
    """Whether a model has a state, or one it is merged with."""
    return state in model.states or any(state in members for members in model.graph.classes)


def check_measures(model: GraphModel, measures: Sequence[ModelMeasure]) -> None:
    """Raise a `ModelError` where a measure names what the model does not have, or contradicts itself."""
    n_options = len(model.graph.owner)
    for index, measure in enumerate(measures):
        thing = f"measure {index}" + (f" ({measure.text})" if measure.text else "")
        if not isfinite(measure.cost) or measure.cost < 0:
            raise ModelError(f"{thing} costs {measure.cost}: a cost is a number from 0 up")
        for option in (*measure.adds, *measure.blocks, *measure.takes):
            if not 0 <= option < n_options:
                has = f"its options are 0 to {n_options - 1}" if n_options else "it has no options"
                raise ModelError(f"{thing} names option {option}, which is not in the model: {has}")
        for one, other in combinations((measure.adds, measure.blocks, measure.takes), 2):
            twice = sorted(set(one) & set(other))
            if twice:
                raise ModelError(
                    f"{thing} names option {twice[0]} in two ways: it can add, block or take an option, "
                    "one of them"
                )
        for dm, row in measure.ranks:
            if not 0 <= dm < model.n_dms or len(row) != model.n_states:
                raise ModelError(
                    f"{thing} ranks {len(row)} states for dm {dm}: the model has dms 0 to {model.n_dms - 1} "
                    f"and {model.n_states} states"
                )
        if not is_compatible([measure]):
            raise ModelError(f"{thing} sets the ranking of one dm twice: give one row per dm")


def _with_ranks(model: GraphModel, ranks: Sequence[tuple[int, tuple[float, ...]]]) -> GraphModel:
    if not ranks:
        return model
    rows: list[Sequence[object]] = [list(row.tolist()) for row in model.rank]
    for dm, row in ranks:
        rows[dm] = row
    preference: NDArray[np.int32] = dense_ranks(rows, model.n_states)
    return replace(model, preference=preference)


def _bits(groups: Iterable[Sequence[int]]) -> int:
    found = 0
    for options in groups:
        for option in options:
            found |= 1 << option
    return found
