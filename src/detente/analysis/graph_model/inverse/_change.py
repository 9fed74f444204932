"""Reach a goal by the cheapest change: in closed form where one state is moved, else by search."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.inverse._keeping import ConditionTooLongError, Need, Question, find_needs
from detente.analysis.graph_model.inverse._orders import changed_pairs, span
from detente.analysis.graph_model.inverse._raising import lowered, raised, threshold
from detente.analysis.graph_model.inverse.smallest import Task
from detente.analysis.graph_model.ranks import dense_ranks
from detente.analysis.graph_model.relation import MAX_STATES
from detente.analysis.graph_model.solving import solve
from detente.errors import ModelError

if TYPE_CHECKING:
    from detente.analysis.graph_model.inverse._programs import Floor

FEW_WAYS = 50
"""Sequences of improvements listed to see whether stability rests on them at all."""

Rows = Mapping[int, NDArray[np.generic]]
Given = Mapping[int, NDArray[np.int32]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reached:
    """The cheapest rankings of the dms that change; rows None where there are none or none was found."""

    rows: Rows | None
    bound: float
    is_proven: bool
    method: str
    blockers: tuple[int, ...] = ()
    n_rounds: int = 0


def reach(task: Task) -> Reached:
    """Find the cheapest change that reaches a goal."""
    question = task.question
    holds = _is_equilibrium(question)
    if holds == (task.goal == "hold"):
        return Reached(rows={}, bound=0.0, is_proven=True, method="solve")
    if not question.varying:
        return _impossible(task, "solve")
    if any(not given for given in _is_perceived(question)):
        return _impossible(task, "solve")
    needs = _listed(question)
    is_simple = needs is not None and not any(
        is_strict for need in needs for way in need.ways for _, _, _, is_strict in way
    )
    if needs is not None and is_simple and not task.kept:
        return _by_moving(task, needs)
    return _by_searching(task, needs if question.concept != "seq" or is_simple else None)


def move_alone(question: Question, dm: int, goal: str) -> NDArray[np.float64] | None:
    """Return one dm's nearest ranking with which it stays, or leaves, whatever the others do about it.

    None where there is none. ``question`` has that dm's preferences open and no other's.
    """
    needs, row = find_needs(question, (dm,)), question.model.rank[dm]
    if any(not need.ways for need in needs):
        return None if goal == "hold" else row.astype(np.float64)
    return raised(needs, row, question.here) if goal == "hold" else lowered(needs, row, question.here)


def _is_equilibrium(question: Question) -> bool:
    stable = solve(question.model, (question.concept,), question.rule).stable[question.concept]
    return bool(stable[:, question.here].all())


def _is_perceived(question: Question) -> list[bool]:
    perceived, n_dms = question.model.perceived, question.model.n_dms
    return [perceived is None or bool(perceived[dm, question.here]) for dm in range(n_dms)]


def _listed(question: Question) -> list[Need] | None:
    """Return what keeps every dm; None where that is too long to list.

    Answers of varying dms are searched for without listing them, so a few are enough to know of them.

    Raises
    ------
    ConditionTooLongError
        If there is no search that needs no list.
    """
    try:
        return find_needs(replace(question, max_ways=FEW_WAYS), range(question.model.n_dms))
    except ConditionTooLongError:
        if question.concept != "seq":
            raise
        return None


def _by_moving(task: Task, needs: Sequence[Need]) -> Reached:
    """Move the wished-for state alone: up with every dm it needs, or down with the cheapest."""
    question = task.question
    if any(not need.ways for need in needs):
        return _impossible(task, "one state moved")
    rows: dict[int, NDArray[np.float64]] = {}
    for dm in sorted(question.varying):
        own = [need for need in needs if need.dm == dm]
        row = question.model.rank[dm]
        moved = raised(own, row, question.here) if task.goal == "hold" else lowered(own, row, question.here)
        if moved is not None:
            rows[dm] = moved
    if task.goal == "break":
        if not rows:
            return _impossible(task, "one state moved")
        cheapest = min(rows, key=lambda dm: _price(task, {dm: rows[dm]}))
        rows = {cheapest: rows[cheapest]}
    return Reached(rows=rows, bound=_price(task, rows), is_proven=True, method="one state moved")


def _price(task: Task, rows: Rows) -> float:
    return sum(
        task.prices[dm] * sum(0.5 if was_tie else 1.0 for _, _, was_tie in changed_pairs(given, row))
        for dm, row in rows.items()
        for given in (task.question.model.rank[dm],)
    )


def _by_searching(task: Task, needs: Sequence[Need] | None) -> Reached:
    from detente.analysis.graph_model.inverse._programs import Program
    from detente.analysis.graph_model.inverse._searching import Departures, Search

    question = task.question
    model = question.model
    if model.n_states > MAX_STATES:
        one = "let one dm vary, " if len(question.varying) > 1 else ""
        raise ModelError(
            f"the smallest change under {question.concept} compares all pairs of {model.n_states} "
            f"states, and the limit is {MAX_STATES}: {one}ask under nash, gmr or smr, merge options, or rule "
            "out more states"
        )
    program = Program({dm: model.rank[dm] for dm in task.prices}, task.prices, task.kept)
    kept = [pair for pair in task.kept if pair[0] in task.prices]
    if not kept:
        for dm, floor in _floors(task).items():
            program.require_cost(dm, floor)
    search = Search(
        Departures(question, needs), task.goal, program, kept, _step(task), lambda near: _refine(task, near)
    )
    outcome = search.run(task.deadline)
    if outcome.rows is None and outcome.is_proven:
        return replace(_impossible(task, "program"), n_rounds=outcome.n_rounds)
    return Reached(
        rows=outcome.rows,
        bound=outcome.bound,
        is_proven=outcome.is_proven,
        method="program",
        n_rounds=outcome.n_rounds,
    )


def _floors(task: Task) -> dict[int, Floor]:
    """Return what each dm's changes take at least: what GMR needs, which every state that is SEQ meets."""
    from detente.analysis.graph_model.inverse._programs import Floor

    if task.goal == "break" or task.question.concept != "seq":
        return {}
    weaker, here = replace(task.question, concept="gmr"), task.question.here
    floors = {}
    for dm in sorted(task.question.varying):
        row, needs = task.question.model.rank[dm], find_needs(weaker, (dm,))
        pairs = changed_pairs(row, raised(needs, row, here))
        if not pairs:
            continue
        # One state at least of the need that asks for most must fall below.
        asks = max(needs, key=lambda need: threshold([need], row))
        over = frozenset(other for way in asks.ways for _, _, other, _ in way)
        floors[dm] = Floor(
            distance=sum(0.5 if was_tie else 1.0 for _, _, was_tie in pairs),
            rise=min(span(row, here, other) for other in sorted(over)),
            over=over,
            here=here,
        )
    return floors


def _step(task: Task) -> float:
    """Return a number that all costs are multiples of; next to nothing where prices have no such unit."""
    rank = task.question.model.rank
    half = any(len(np.unique(rank[dm])) < rank.shape[1] for dm in task.prices)
    prices = set(task.prices.values())
    if len(prices) == 1:
        unit = prices.pop()
    elif all(price == int(price) for price in prices):
        unit = float(math.gcd(*(int(price) for price in prices)))
    else:
        return 1e-5 * min(prices)
    return unit / 2 if half else unit


def _refine(task: Task, near: Given) -> Iterator[Given]:
    """Yield rankings that may reach the goal: those given, with the wished-for state moved as it takes."""
    order = sorted(task.question.varying)
    if task.goal == "break":
        yield near
        for dm in order:
            row = _moved(task, near, near, dm)
            if row is not None:
                yield {**near, dm: row}
        return
    for sequence in (order, order[::-1]):
        rows = dict(near)
        # Twice: who is raised first does not know yet what the others will answer.
        for dm in chain(sequence, sequence):
            row = _moved(task, near, rows, dm)
            if row is not None:
                rows[dm] = row
        yield rows
    if not near:
        # At the top for everyone the state holds under every concept.
        yield {dm: _at_the_top(task.question.model.rank[dm], task.question.here) for dm in order}


def _moved(task: Task, near: Given, others: Given, dm: int) -> NDArray[np.int32] | None:
    """Return one dm's ranking with the state moved as far as it takes while the others' are as given."""
    question, model = task.question, task.question.model
    given = dense_ranks([others.get(k, model.rank[k]) for k in range(model.n_dms)], model.n_states)
    alone = replace(question, model=replace(model, preference=given), varying=frozenset({dm}))
    needs = [need for need in find_needs(alone, (dm,)) if need.ways]
    row = near.get(dm, model.rank[dm])
    moved = raised(needs, row, question.here) if task.goal == "hold" else lowered(needs, row, question.here)
    return None if moved is None else dense_ranks([moved], len(row))[0]


def _at_the_top(row: NDArray[np.int32], here: int) -> NDArray[np.int32]:
    top = row.copy()
    top[here] = row.max() + 1
    dense: NDArray[np.int32] = dense_ranks([top], len(row))[0]
    return dense


def _impossible(task: Task, method: str) -> Reached:
    """Say that no change reaches the goal, and who stands in the way of a state that should hold."""
    question = task.question
    blockers = []
    if task.goal == "hold":
        perceived = _is_perceived(question)
        blockers = [dm for dm in range(question.model.n_dms) if not perceived[dm] or _leaves(question, dm)]
    return Reached(rows=None, bound=math.inf, is_proven=True, method=method, blockers=tuple(blockers))


def _leaves(question: Question, dm: int) -> bool:
    """Whether a dm that does not vary leaves, even if the varying dms made any move to deter it."""
    if dm in question.varying:
        return False
    if question.concept != "seq" or not question.varying - {dm}:
        return any(not need.ways for need in find_needs(question, (dm,)))
    model, here = question.model, question.here
    walk, prefers = question.sequences(dm), model.prefers(dm)
    gives = [model.prefers(other) for other in range(model.n_dms)]
    for there in walk.targets(dm, here):
        came = walk.walk(
            there,
            question.others(dm),
            lambda step: step[0] in question.varying or bool(gives[step[0]][step[1], step[2]]),
        )
        if all(prefers[here, position] for position, _ in came):
            return True
    return False
