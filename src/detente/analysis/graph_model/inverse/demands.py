"""What a condition asks of a dm, and what a change would have it prefer, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from detente.analysis.graph_model.inverse.conditions import Condition, Requirement
from detente.analysis.graph_model.inverse.smallest import Change, Reversal
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.witness import Move
from detente.analysis.graph_model.wording.deeds import call_dm, call_state, say_deed
from detente.analysis.phrases import capital, count, is_plural, join

SHOWN = 3
"""States named one by one; of more the rest is counted."""

Because = Callable[[int, int, int], str]
"""Given a dm, a better and a worse state: why it prefers the one, to follow `because`; or nothing."""


def say_condition(model: GraphModel, condition: Condition) -> list[str]:
    """Say what keeps each dm at a state, one sentence for each improvement it could make.

    Parameters
    ----------
    model : GraphModel
    condition : Condition
        With one dm's comparisons open, as `find_condition` gives it where a dm is named.

    Examples
    --------
    >>> from detente.analysis.graph_model.inverse.conditions import find_condition
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> for line in say_condition(model, find_condition(model, state=3, concept="seq", dm=0)):
    ...     print(line)
    Dm 0 does not leave to no longer take option 0 if it finds this state at least as good as state 2, or as
    state 0, which the others would answer with.
    """
    if condition.is_certain:
        names = join(call_dm(model, dm) for dm in condition.dms)
        stays = "stay" if len(condition.dms) > 1 or is_plural(names) else "stays"
        return [f"{capital(names)} {stays} whatever is preferred."]
    return [_requirement(model, condition, requirement) for requirement in condition.requirements]


def say_change(model: GraphModel, change: Change, *, because: Because | None = None) -> list[str]:
    """Say what each dm would have to prefer that it does not now.

    Parameters
    ----------
    model : GraphModel
        The model before the change.
    change : Change
    because : callable, optional
        Says why a dm prefers one state to another now, such as the concerns of a case.

    Examples
    --------
    >>> from detente.analysis.graph_model.inverse.smallest import find_smallest_change
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> for line in say_change(model, find_smallest_change(model, state=3, concept="nash")):
    ...     print(line)
    Dm 0 would have to rank this state above state 2, which it now prefers.
    Dm 1 would have to rank this state above state 1, which it now prefers.
    """
    said: list[str] = []
    for dm in sorted({reversal.dm for reversal in change.reversals}):
        own = [reversal for reversal in change.reversals if reversal.dm == dm]
        said += _Demand(model, change.state, dm, because).tell(own)
    return said


def say_blockers(model: GraphModel, change: Change) -> str:
    """Say why no change reaches its goal.

    Examples
    --------
    >>> from detente.analysis.graph_model.inverse.smallest import find_smallest_change
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> print(say_blockers(model, find_smallest_change(model, state=3, concept="nash", dms=[0])))
    Impossible: dm 1, whose preferences stay, leaves whatever dm 0 prefers.
    """
    whose = join(call_dm(model, dm) for dm in change.dms)
    prefer = "prefer" if len(change.dms) > 1 or is_plural(whose) else "prefers"
    whatever = f" whatever {whose} {prefer}" if change.dms else ""
    if change.goal == "break":
        return f"Impossible: nobody has an improvement from here that is not deterred{whatever}."
    if not change.blockers:
        return f"Impossible: somebody leaves{whatever or ', and no preference may change'}."
    blind = [dm for dm in change.blockers if not _perceives(model, dm, change.state)]
    if blind:
        names = join(call_dm(model, dm) for dm in blind)
        do = "do" if len(blind) > 1 or is_plural(names) else "does"
        return f"Impossible: {names} {do} not know that this state can be."
    names = join(call_dm(model, dm) for dm in change.blockers)
    leave = "leave" if len(change.blockers) > 1 or is_plural(names) else "leaves"
    return f"Impossible: {names}, whose preferences stay, {leave}{whatever}."


def _perceives(model: GraphModel, dm: int, state: int) -> bool:
    return model.perceived is None or bool(model.perceived[dm, model.graph.position(state)])


def _requirement(model: GraphModel, condition: Condition, requirement: Requirement) -> str:
    name = call_dm(model, requirement.dm)
    plural = is_plural(name)
    it, find = ("they", "find") if plural else ("it", "finds")
    leaves = "leave" if plural else "leaves"
    if requirement.improvement is None:
        return f"{capital(name)} {'do' if plural else 'does'} not know that this state can be."
    deed = say_deed(model, Move(dm=requirement.dm, start=condition.state, end=requirement.improvement))
    if not requirement.ways:
        return f"{capital(name)} {leaves} to {deed}, whatever the varying parties prefer."
    ways = ", or ".join(_ways(model, condition, requirement))
    return f"{capital(name)} {'do' if plural else 'does'} not leave to {deed} if {it} {find} {ways}."


def _ways(model: GraphModel, condition: Condition, requirement: Requirement) -> Iterator[str]:
    """Yield what each way of being kept from an improvement asks; the first names the state compared."""
    others = "would" if condition.concept == "seq" else "could"
    singles: list[list[int]] = []
    sets: list[list[int]] = []
    for way in requirement.ways:
        overs = [comparison.over for comparison in way]
        (singles if len(overs) == 1 else sets).append(overs)
    stays = [over for (over,) in singles if over == requirement.improvement]
    answers = [over for (over,) in singles if over != requirement.improvement]
    opening = "this state at least as good as "
    for over in stays:
        yield f"{opening}{call_state(model, over)}"
        opening = "as "
    if answers:
        some = "" if len(answers) == 1 else "any of "
        yield f"{opening}{some}{_named(model, answers, 'or')}, which the others {others} answer with"
        opening = "as "
    for index, overs in enumerate(sets[:SHOWN]):
        more = f" (or {count(len(sets) - SHOWN, 'more set')})" if index == SHOWN - 1 < len(sets) - 1 else ""
        yield f"{opening}all of {_named(model, overs, 'and')}: an answer, and what could be made of it{more}"
        opening = "as "


class _Demand:
    """What one dm would have to prefer."""

    def __init__(self, model: GraphModel, state: int, dm: int, because: Because | None) -> None:
        self.model, self.state, self.dm, self.because = model, state, dm, because
        name = call_dm(model, dm)
        self.would = f"{capital(name)} would have to"
        self.it = "they" if is_plural(name) else "it"
        self.s = "" if is_plural(name) else "s"

    def tell(self, reversals: Sequence[Reversal]) -> Iterator[str]:
        """Yield a sentence for the state raised, for the state lowered, and for every other comparison."""
        up = [reversal for reversal in reversals if reversal.state == self.state]
        down = [reversal for reversal in reversals if reversal.over == self.state]
        rest = [reversal for reversal in reversals if self.state not in (reversal.state, reversal.over)]
        yield from self._moved(up, "this state above {}", [(r.over, self.state) for r in up])
        yield from self._moved(down, "{} above this state", [(self.state, r.state) for r in down])
        yield from self._others(rest)

    def _others(self, reversals: Sequence[Reversal]) -> Iterator[str]:
        """Say what changes between other states, a state that falls below several of them at once."""
        falling: dict[tuple[int, bool], list[int]] = {}
        for reversal in reversals:
            falling.setdefault((reversal.over, reversal.was_tie), []).append(reversal.state)
        groups = sorted(falling.items(), key=lambda group: -len(group[1]))
        for (over, was_tie), states in groups[:SHOWN]:
            now = f"which {self.it} now count{self.s} as equal" if was_tie else "the reverse of now"
            yield (
                f"{self.would} prefer {_named(self.model, states, 'and')} to "
                f"{call_state(self.model, over)}, {now}{self._why(over, states[0], was_tie)}."
            )
        left = sum(len(states) for _, states in groups[SHOWN:])
        if left:
            yield f"{self.would} change {count(left, 'more comparison')} of other states."

    def _moved(
        self, reversals: Sequence[Reversal], how: str, pairs: Sequence[tuple[int, int]]
    ) -> Iterator[str]:
        """Say past what the state is moved; ``pairs`` are (preferred now, to what), one per reversal."""
        strict = [pair for reversal, pair in zip(reversals, pairs, strict=True) if not reversal.was_tie]
        level = [pair for reversal, pair in zip(reversals, pairs, strict=True) if reversal.was_tie]
        if strict:
            better, worse = max(strict, key=self._gap)
            raised = worse == self.state
            prefers = (
                f"which {self.it} now prefer{self.s}"
                if raised
                else f"to which {self.it} now prefer{self.s} it"
            )
            moved = sorted(strict, key=self._gap, reverse=True)
            names = _named(self.model, [self._other(pair) for pair in moved], "and")
            yield f"{self.would} rank {how.format(names)}, {prefers}{self._why(better, worse, False)}."
        if level:
            names = _named(self.model, [self._other(pair) for pair in level], "and")
            yield f"{self.would} rank {how.format(names)}, which {self.it} now count{self.s} as equal to it."

    def _other(self, pair: tuple[int, int]) -> int:
        return pair[0] if pair[1] == self.state else pair[1]

    def _gap(self, pair: tuple[int, int]) -> int:
        """Return how many ranks apart two states are now."""
        row, graph = self.model.rank[self.dm], self.model.graph
        return int(row[graph.position(pair[0])] - row[graph.position(pair[1])])

    def _why(self, better: int, worse: int, was_tie: bool) -> str:
        if self.because is None or was_tie:
            return ""
        why = self.because(self.dm, better, worse)
        return f" (now it is the other way because {why})" if why else ""


def _named(model: GraphModel, states: Sequence[int], last: str) -> str:
    """Name some states, the first few by name and the rest as a number."""
    named = [call_state(model, state) for state in states[:SHOWN]]
    if len(states) > SHOWN:
        named.append(f"{len(states) - SHOWN} more")
    return join(named, last=last)
