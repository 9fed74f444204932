"""What keeps a dm at a state, improvement by improvement, in and/or form over pairwise comparisons.

Positions, not states, stand everywhere. A comparison ``(dm, one, other, strict)`` says that the dm
prefers ``one`` to ``other``, or, where not strict, does not prefer ``other`` to ``one``.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.inverse._sequences import Node, Sequences, Step
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.results import Concept
from detente.errors import ModelError

Fact = tuple[int, int, int, bool]
Way = frozenset[Fact]

MAX_WAYS = 20_000
"""Sequences of improvements that are listed for one improvement of one dm, unless fewer are asked for."""

MAX_FACTS = 2_000_000
"""Comparisons a condition may hold before it is made simpler; about 500 MB."""


class ConditionTooLongError(ModelError):
    """A condition over pairwise comparisons would be too long to write out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What must be so that one dm does not make one improvement: some way, all of it.

    ``improvement`` is None where the dm does not perceive the state at all, and so has no verdict on it.
    No way at all: impossible while the preferences of the other dms stay.
    """

    dm: int
    improvement: int | None
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """Whether one position is stable, while the preferences of some dms are open.

    ``varying`` are the dms whose comparisons stay open; those of the rest are read off the model. No
    more than ``max_ways`` sequences of improvements are listed for one improvement of one dm.
    """

    model: GraphModel
    here: int
    concept: Concept
    rule: JointMoves
    varying: frozenset[int]
    max_ways: int = MAX_WAYS

    def sequences(self, dm: int) -> Sequences:
        """Return the moves as one dm perceives them."""
        perceived = self.model.perceived
        return Sequences(self.model.graph, self.rule, None if perceived is None else perceived[dm])

    def others(self, dm: int) -> tuple[int, ...]:
        """Return all dms but one."""
        return tuple(other for other in range(self.model.n_dms) if other != dm)


def prefers(model: GraphModel, dm: int, one: int, other: int) -> bool:
    """Whether a dm of the model prefers position ``one`` to position ``other``."""
    relation = model.relation
    if relation is not None:
        return bool(relation.prefers[dm, other, one])
    return bool(model.rank[dm, one] > model.rank[dm, other])


def find_needs(question: Question, dms: Iterable[int]) -> list[Need]:
    """Return what keeps each dm where it is; needs that others imply, or that are met, are left out.

    Raises
    ------
    ConditionTooLongError
        If they would be too many to list (`MAX_WAYS`, `MAX_FACTS`).
    """
    return [need for dm in dms for need in _simplest(_needs_of(question, dm))]


def _needs_of(question: Question, dm: int) -> Iterator[Need]:
    model, here = question.model, question.here
    if model.perceived is not None and not model.perceived[dm, here]:
        yield Need(dm=dm, improvement=None, ways=())
        return
    walk = question.sequences(dm)
    budget = MAX_FACTS
    for improvement in walk.targets(dm, here):
        stays: Way = frozenset({(dm, here, improvement, False)})
        ways = [stays, *_answers(question, walk, dm, improvement)]
        budget -= sum(map(len, ways))
        if budget < 0:
            raise ConditionTooLongError(
                f"the condition on dm {dm} at state {int(model.states[here])} under {question.concept} would "
                f"hold more than {MAX_FACTS} comparisons: merge options or rule out more states"
            )
        settled = _minimal(_settle(model, way, question.varying) for way in ways)
        yield Need(dm=dm, improvement=improvement, ways=settled)


def _answers(question: Question, walk: Sequences, dm: int, improvement: int) -> Iterator[Way]:
    """Yield what must hold for each answer of the others to deter an improvement."""
    if question.concept == "nash":
        return
    if question.concept == "seq":
        for position, facts in _improving(question, walk, dm, improvement):
            yield facts | _no_better(dm, question.here, (position,))
        return
    came = walk.walk(improvement, question.others(dm), lambda step: True)
    for position in dict.fromkeys(position for position, _ in came):
        escapes = walk.targets(dm, position) if question.concept == "smr" else ()
        yield _no_better(dm, question.here, (position, *escapes))


def _no_better(dm: int, here: int, positions: Iterable[int]) -> Way:
    return frozenset((dm, here, there, False) for there in positions if there != here)


def _improving(question: Question, walk: Sequences, dm: int, start: int) -> Iterator[tuple[int, Way]]:
    """Yield each position the others can improve to, with the comparisons a sequence to it rests on.

    Smallest sets of comparisons first, so that none that holds another of the same node is kept.
    """
    order = count()
    queue: list[tuple[int, int, Node, Way]] = [(0, next(order), (start, 0), frozenset())]
    known: dict[Node, list[Way]] = {}
    n_open = 0
    while queue:
        _, _, node, facts = heapq.heappop(queue)
        kept = known.setdefault(node, [])
        if any(other <= facts for other in kept):
            continue
        kept.append(facts)
        yield node[0], facts
        n_open += bool(facts)
        if n_open > question.max_ways:
            raise ConditionTooLongError(
                f"more than {question.max_ways} sequences of improvements lead on from state "
                f"{int(question.model.states[start])}: let fewer dms vary, or search for the smallest "
                "change, which needs no list of them"
            )
        for after, step in walk.onward(node, question.others(dm)):
            then = _with_step(question, facts, step)
            if then is not None:
                heapq.heappush(queue, (len(then), next(order), after, then))


def _with_step(question: Question, facts: Way, step: Step) -> Way | None:
    """Add that a step improves for its mover; None when it does not, or cannot after the others."""
    mover, start, end = step
    if mover not in question.varying:
        return facts if prefers(question.model, mover, end, start) else None
    if (mover, start, end, True) in facts:
        return None
    return facts | {(mover, end, start, True)}


def _settle(model: GraphModel, way: Way, varying: Collection[int]) -> Way | None:
    """Leave out the comparisons of dms that do not vary; None when one of them is false."""
    left = set()
    for fact in way:
        dm, one, other, is_strict = fact
        if dm in varying:
            left.add(fact)
        elif not (prefers(model, dm, one, other) if is_strict else not prefers(model, dm, other, one)):
            return None
    return frozenset(left)


def _minimal(ways: Iterable[Way | None]) -> tuple[Way, ...]:
    """Keep the ways that hold no other, the shortest first and otherwise in the order given."""
    found = sorted(dict.fromkeys(way for way in ways if way is not None), key=len)
    if found and not found[0]:
        return (found[0],)
    alone = {fact for way in found if len(way) == 1 for fact in way}
    kept: list[Way] = []
    # A way can only hold another whose first comparison it holds too.
    by_first: dict[Fact, list[Way]] = {}
    for way in found:
        if len(way) > 1 and (
            way & alone or any(other <= way for fact in way for other in by_first.get(fact, ()))
        ):
            continue
        kept.append(way)
        if len(way) > 1:
            by_first.setdefault(min(way), []).append(way)
    return tuple(kept)


def _simplest(needs: Iterable[Need]) -> list[Need]:
    """Leave out needs that are always met, and those that another one implies."""
    open_needs = [need for need in needs if frozenset() not in need.ways]
    kept: list[Need] = []
    for need in sorted(open_needs, key=lambda need: sum(map(len, need.ways))):
        if not any(_implies(other, need) for other in kept):
            kept.append(need)
    order = {id(need): place for place, need in enumerate(open_needs)}
    return sorted(kept, key=lambda need: order[id(need)])


def _implies(one: Need, other: Need) -> bool:
    """Whether each way of meeting one need meets the other as well."""
    alone = {fact for way in other.ways if len(way) == 1 for fact in way}
    longer = [way for way in other.ways if len(way) > 1]
    return all(way & alone or any(part <= way for part in longer) for way in one.ways)
