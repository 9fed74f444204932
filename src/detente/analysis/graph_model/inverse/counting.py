"""How many rankings make a state an equilibrium: exactly where that can be counted, else a sampled share.

Give every state an independent score, uniform between 0 and 1: the order of the scores is a uniformly
random strict ranking. Given the score ``y`` of the wished-for state, each other state lies below it with
chance ``y``, independently of the rest. So the share of rankings under which a condition over
comparisons *with that state* holds is the integral of its reliability polynomial, and the number of
rankings that share times ``n!``; of the ``n`` states only those in the condition are looked at.

References
----------
Hipel, Kilgour & Kinsara (2014), "Strategic investigations of water conflicts in the Middle East", *Group
Decision and Negotiation* 23(3), 355-376: the case of Syria and Iraq, whose rankings it counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.inverse._keeping import (
    ConditionTooLongError,
    Fact,
    Need,
    Question,
    find_needs,
)
from detente.analysis.graph_model.inverse._reliability import (
    Term,
    TooManyError,
    all_of,
    reliability,
    shortest,
    some_of_each,
)
from detente.analysis.graph_model.inverse.conditions import ask, check_dms
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.profiles import solve_many
from detente.analysis.graph_model.solving import solve
from detente.errors import ModelError

MAX_LISTED = 8
"""States of one dm whose orders are listed one by one: 8! = 40,320 of them."""

MAX_WAYS = 2_000
"""Sequences of improvements listed; the states of a longer list are too many to count over."""

MAX_PROFILES = 4_000_000
"""Combinations of the dms' classes of orders that are tried."""

BATCH = 500
"""Sampled profiles solved at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Under how many strict rankings of some dms a state is an equilibrium.

    Attributes
    ----------
    state : int
    concept : str
    joint_moves : JointMoves
    dms : tuple of int
        Whose rankings are counted, all combinations of them; those of the others are as in the model.
    n_rankings : int
        ``n_states!`` for each of them.
    n_holding : int or None
        Exact; None where only a share was sampled.
    share : float
        Of all rankings.
    error : float
        Standard error of the share, ``sqrt(p (1 - p) / n_samples)``; 0 where it is exact.
    n_samples : int
        Profiles sampled; 0 where it is exact.
    seed : int or None
        Of the sample; None where it is exact.
    """

    state: int
    concept: str
    joint_moves: JointMoves
    dms: tuple[int, ...]
    n_rankings: int
    n_holding: int | None
    share: float
    error: float
    n_samples: int
    seed: int | None

    @property
    def is_exact(self) -> bool:
        """Whether every ranking was counted."""
        return self.n_holding is not None


def count_rankings(
    model: GraphModel,
    *,
    state: int,
    concept: str,
    dms: Iterable[int] | None = None,
    joint_moves: str = "legal",
    n_samples: int = 10_000,
    seed: int = 0,
) -> Count:
    """Count the strict rankings of some dms under which a state is an equilibrium.

    Parameters
    ----------
    model : GraphModel
        Whose moves, and whose preferences of the other dms, are used.
    state : int
    concept : {"nash", "gmr", "smr", "seq"}
    dms : iterable of int, optional
        Whose rankings are counted; left out, all dms.
    joint_moves : {"legal", "once", "single"}
    n_samples, seed : int
        Used only where the rankings cannot be counted: under SEQ with large models, where whether one
        dm's answer is credible rests on comparisons all over its ranking.

    Raises
    ------
    ModelError
        If the state, a dm, the concept, the rule or the number of samples makes no sense.

    Examples
    --------
    Of all 24 rankings of one side, how many keep a truce that each side may break? It must find the truce
    at least as good as breaking it, or as the fighting; and prefer the fighting to a truce it keeps
    alone, for the other side to be deterred.

    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> found = count_rankings(model, state=3, concept="seq", dms=[0])
    >>> found.n_holding, found.n_rankings
    (7, 24)
    """
    varying = check_dms(model, dms)
    question = ask(model, state, concept, joint_moves, varying)
    if n_samples < 1:
        raise ModelError(f"n_samples is {n_samples}: at least one profile must be sampled")
    share = _exact_share(question)
    n_rankings = math.factorial(model.n_states) ** len(varying)
    count = Count(
        state=int(model.states[question.here]),
        concept=concept,
        joint_moves=question.rule,
        dms=varying,
        n_rankings=n_rankings,
        n_holding=None if share is None else int(share * n_rankings),
        share=0.0 if share is None else float(share),
        error=0.0,
        n_samples=0,
        seed=None,
    )
    if share is not None:
        return count
    p = _sampled_share(question, n_samples, seed)
    return replace(count, share=p, error=math.sqrt(p * (1 - p) / n_samples), n_samples=n_samples, seed=seed)


def _exact_share(question: Question) -> Fraction | None:
    """Return the share of rankings under which the state is an equilibrium; None when out of reach."""
    needs: list[Need] = []
    is_listed = True
    for dm in range(question.model.n_dms):
        try:
            needs += find_needs(replace(question, max_ways=MAX_WAYS), (dm,))
        except ConditionTooLongError:
            is_listed = False
    if any(not need.ways for need in needs):
        return Fraction(0)
    if not is_listed:
        return None
    facts = {fact for need in needs for way in need.ways for fact in way}
    if any(is_strict for _, _, _, is_strict in facts):
        return _listed_share(needs, sorted(facts))
    # Comparisons with the state alone: each dm's needs are its own, so the shares multiply.
    share = Fraction(1)
    try:
        for dm in sorted(question.varying):
            share *= _integral([need for need in needs if need.dm == dm])
    except TooManyError:
        return _listed_share(needs, sorted(facts))
    return share


def _integral(needs: Sequence[Need]) -> Fraction:
    """Return the share of one dm's rankings that meet needs which compare with one state only."""
    families = [[frozenset(over for _, _, over, _ in way) for way in need.ways] for need in needs]
    try:
        # A need fails when a set of states that meets all of its ways lies above.
        failing: set[Term] = set()
        for family in families:
            failing |= some_of_each(family)
        chance, is_failing = reliability(shortest(failing)), True
    except TooManyError:
        chance, is_failing = reliability(all_of(families)), False
    share = sum((Fraction(c, exponent + 1) for exponent, c in chance.items()), Fraction(0))
    return 1 - share if is_failing else share


def _listed_share(needs: Sequence[Need], facts: Sequence[Fact]) -> Fraction | None:
    """Count over all orders of the states each dm compares; None when they are too many."""
    dms = sorted({fact[0] for fact in facts})
    classes = []
    for dm in dms:
        own = [fact for fact in facts if fact[0] == dm]
        if len({state for fact in own for state in fact[1:3]}) > MAX_LISTED:
            return None
        classes.append(_classes(own))
    shape = [len(sizes) for _, sizes in classes]
    if math.prod(shape) > MAX_PROFILES:
        return None
    is_true: dict[Fact, NDArray[np.bool_]] = {}
    for axis, (truths, _) in enumerate(classes):
        along = [1] * len(dms)
        along[axis] = -1
        is_true.update((fact, truth.reshape(along)) for fact, truth in truths.items())
    holds = np.ones(shape, dtype=bool)
    for need in needs:
        met = np.zeros(shape, dtype=bool)
        for way in need.ways:
            met |= np.logical_and.reduce(np.broadcast_arrays(*(is_true[fact] for fact in way)))
        holds &= met
    return _weighed(holds, [sizes for _, sizes in classes])


def _classes(facts: Sequence[Fact]) -> tuple[dict[Fact, NDArray[np.bool_]], NDArray[np.int64]]:
    """Put the orders of the states in some facts of one dm in classes that agree on every fact.

    Returns
    -------
    truths : dict from fact to ndarray of bool, shape (n_classes,)
    sizes : ndarray of int, shape (n_classes,)
    """
    states = sorted({state for fact in facts for state in fact[1:3]})
    place = {state: index for index, state in enumerate(states)}
    orders = np.array(list(permutations(range(len(states)))), dtype=np.int8)
    table = np.stack([orders[:, place[one]] > orders[:, place[other]] for _, one, other, _ in facts], axis=1)
    rows, sizes = np.unique(table, axis=0, return_counts=True)
    return {fact: rows[:, index] for index, fact in enumerate(facts)}, sizes


def _weighed(holds: NDArray[np.bool_], sizes: Sequence[NDArray[np.int64]]) -> Fraction:
    """Return the share of orders in which something holds, given the sizes of their classes."""
    total: NDArray[np.generic] = holds.astype(object)
    for weights in reversed(sizes):
        total = total @ weights.astype(object)
    return Fraction(int(total), math.prod(int(weights.sum()) for weights in sizes))


def _sampled_share(question: Question, n_samples: int, seed: int) -> float:
    model = question.model
    generator = np.random.default_rng(seed)
    fixed = np.stack([_row(question, dm) for dm in range(model.n_dms)])
    n_holding = 0
    for start in range(0, n_samples, BATCH):
        ranks = np.repeat(fixed[:, :, None], min(BATCH, n_samples - start), axis=2)
        for dm in sorted(question.varying):
            ranks[dm] = generator.permuted(ranks[dm], axis=0)
        n_holding += _n_equilibria(question, ranks)
    return n_holding / n_samples


def _row(question: Question, dm: int) -> NDArray[np.int32]:
    """Return the ranks of a dm that does not vary, or any strict ranking of one that does."""
    model = question.model
    return np.arange(model.n_states, dtype=np.int32) if dm in question.varying else model.rank[dm]


def _n_equilibria(question: Question, ranks: NDArray[np.int32]) -> int:
    """Count the profiles, along the last axis, in which the state is an equilibrium."""
    model, concept = question.model, question.concept
    if model.perceived is None:
        stable = solve_many(model, ranks, (concept,), question.rule).stable[concept]
        return int(stable[:, question.here].all(axis=0).sum())
    return sum(
        bool(
            solve(replace(model, preference=ranks[:, :, k]), (concept,), question.rule)
            .stable[concept][:, question.here]
            .all()
        )
        for k in range(ranks.shape[2])
    )
