"""Why a verdict holds, in plain sentences built from what dms and options are called.

A dm ``would`` leave where nothing deters it, and ``could choose to`` where something does; what the others
``could choose to`` do in answer they need not want to, what they ``would`` do they prefer themselves. Every
sentence is the same whichever dm it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.analysis.graph_model.concepts import COALITIONAL, NON_MYOPIC, SIMULTANEOUS, horizon_of
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.witness import Move, Sanction, Witness
from detente.analysis.graph_model.wording.deeds import call_dm, say_change, say_deed
from detente.analysis.phrases import capital, count, is_plural, join

SHOWN = 2
"""Deterred improvements told in full; the others are counted."""

MAX_PLAY = 5
"""Moves of one sequence told; of a longer one the last and those before this many."""

NAMED = 3
"""Dms named one by one; more are `the others`."""

PartKind = Literal["text", "reason", "record", "assumption"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of words of a sentence: plain, a ``reason`` for a preference, or what that rests on.

    ``target`` is whatever the giver of a reason calls it by.
    """

    text: str
    kind: PartKind = "text"
    target: str = ""


Because = Callable[[int, int, int], Sequence[Part]]
"""Given a dm, a better and a worse state: why it prefers the one, to follow `because`; empty for nothing."""

_COULD = "could choose to"
"""`Could no longer strike` would read as if it were not able to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A verdict and why it holds, in words.

    Attributes
    ----------
    state, dm, concept, is_stable
        The verdict, as in the witness.
    parts : tuple of Part
        The words, in order.
    """

    state: int
    dm: int
    concept: str
    is_stable: bool
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All of it as one text."""
        return "".join(part.text for part in self.parts)


def explain(model: GraphModel, witness: Witness, *, because: Because | None = None) -> Account:
    """Say in plain words why a state is, or is not, stable for a dm.

    Parameters
    ----------
    model : GraphModel
        The model the witness is of.
    witness : Witness
        Of any concept.
    because : callable, optional
        Says why a dm prefers one state to another, such as the concerns of a case.

    Examples
    --------
    >>> from detente.analysis.graph_model import find_witness
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> print(explain(model, find_witness(model, state=3, dm=0, concept="nash")).text)
    Dm 0 would leave: it would no longer take option 0.
    >>> print(explain(model, find_witness(model, state=3, dm=0, concept="seq")).text)
    Dm 0 stays. It could choose to no longer take option 0 and be better off; but then dm 1 would no
    longer take option 1, which leaves dm 0 worse off than if it stays.
    """
    teller = _Teller(model, witness, because)
    return Account(
        state=witness.state,
        dm=witness.dm,
        concept=witness.concept,
        is_stable=witness.is_stable,
        parts=tuple(_joined(teller.tell())),
    )


class _Teller:
    """Tells one verdict; every method yields parts of a sentence."""

    def __init__(self, model: GraphModel, witness: Witness, because: Because | None) -> None:
        self.model, self.witness, self.because = model, witness, because
        self.name = call_dm(model, witness.dm)
        self.is_plural = is_plural(self.name)
        self.it = "they" if self.is_plural else "it"
        concept = witness.concept
        self.is_foreseen = concept == NON_MYOPIC or horizon_of(concept) is not None
        self.basic = concept[1:] if concept in COALITIONAL else concept
        self.wills = "would" if self.basic in ("seq", "seq_sim") else _COULD

    def tell(self) -> Iterator[Part]:
        witness = self.witness
        if witness.is_stable:
            yield from self._stays()
        elif witness.improvement is None:
            verb = "do" if self.is_plural else "does"
            had = "have" if self.is_plural else "has"
            yield _text(
                f"{capital(self.name)} {verb} not know that this state can be, and {had} no view of it."
            )
        elif self.is_foreseen:
            yield from self._leaves_foreseeing()
        else:
            yield from self._leaves()

    def _leaves(self) -> Iterator[Part]:
        witness = self.witness
        assert witness.improvement is not None
        if witness.coalition:
            friends = [call_dm(self.model, dm) for dm in witness.coalition if dm != witness.dm]
            yield _text(f"{capital(self.name)} would leave together with {join(friends)}: ")
            yield _text(f"{self._sequence(witness.moves, 'would')}, which leaves each of them better off")
        else:
            deed = self._own_deed(witness.improvement)
            yield _text(f"{capital(self.name)} would leave: {self.it} would {deed}")
        together = bool(witness.coalition)
        yield from self._why(witness.dm, witness.improvement, witness.state, is_one_of=together)
        yield _text(f"{self._nothing_deters()}.")

    def _nothing_deters(self) -> str:
        """Say that no answer deters, in the words of the concept; nothing where no answer is weighed."""
        leaving = self.witness.coalition or (self.witness.dm,)
        others = self._others(leaving)
        if self.basic == "nash" or not others:
            return ""
        whom = "any of them" if self.witness.coalition else self.name
        ending = f"leaves {whom} no better off than staying"
        rule = {"once": ", each moving at most once,", "single": " in a single move"}.get(
            self.witness.joint_moves, ""
        )
        they = "they" if self.witness.coalition else self.it
        if self.basic in SIMULTANEOUS:
            want = f"nothing that {others} would want to do at the same time {ending}"
            if self.basic == "sim":
                return f"; {want}"
            return f"; nothing that {others} would want to do in answer, or at the same time, {ending}"
        if self.basic == "seq":
            return f"; nothing that {others} would want to do in answer{rule} {ending}"
        if self.basic == "smr":
            return (
                f"; nothing that {others} can do in answer{rule}, and that {they} could not escape, {ending}"
            )
        return f"; nothing that {others} can do in answer{rule} {ending}"

    def _leaves_foreseeing(self) -> Iterator[Part]:
        witness = self.witness
        assert witness.improvement is not None
        expects = "expect" if self.is_plural else "expects"
        yield _text(
            f"{capital(self.name)} would leave. {capital(self._foreseeing())}, {self.it} {expects} this: "
            f"{self._sequence(witness.moves, 'would')}. There {self.it} would be better off than if "
            f"{self.it} {self._stay()}"
        )
        yield from self._why(witness.dm, witness.improvement, witness.state)
        yield _text(".")

    def _stays(self) -> Iterator[Part]:
        witness = self.witness
        head = f"{capital(self.name)} {self._stay()}"
        if not witness.sanctions:
            yield _text(f"{head}: {self._no_gain()}.")
            return
        yield _text(f"{head}.")
        for number, sanction in enumerate(witness.sanctions[:SHOWN]):
            yield from self._deterred(sanction, "also " if number else "")
        n_more = len(witness.sanctions) - SHOWN
        if n_more > 0:
            what = count(n_more, "more move")
            they = "it prefers" if not self.is_plural else "they prefer"
            yield _text(f" {what} that {they} {'is' if n_more == 1 else 'are'} deterred as well.")

    def _no_gain(self) -> str:
        its = "their" if self.is_plural else "its"
        prefers = "prefer" if self.is_plural else "prefers"
        here = self.model.graph.position(self.witness.state)
        if not self.model.graph.reached(self.witness.dm, here):
            return f"{self.it} {'have' if self.is_plural else 'has'} no move from here"
        if self.is_foreseen:
            return f"{self._foreseeing()}, {self.it} {'see' if self.is_plural else 'sees'} no move that pays"
        return f"none of {its} moves leads to a state {self.it} {prefers}"

    def _deterred(self, sanction: Sanction, also: str) -> Iterator[Part]:
        witness = self.witness
        if sanction.coalition:
            change = say_change(self.model, witness.state, sanction.improvement, _COULD)
            yield _text(f" Together, {change}, and each of them would be better off")
            gainers = sanction.coalition
        else:
            deed = self._own_deed(sanction.improvement)
            could = _COULD.replace(" ", f" {also}", 1)
            yield _text(f" {capital(self.it)} {could} {deed} and be better off{self._at_first()}")
            gainers = (witness.dm,)
        together = bool(sanction.coalition)
        yield from self._why(witness.dm, sanction.improvement, witness.state, is_one_of=together)
        yield _text(f"; but {self._answer(sanction)}, which leaves ")
        yield from self._ending(gainers, sanction)
        yield _text(".")

    def _answer(self, sanction: Sanction) -> str:
        witness = self.witness
        if self.basic in SIMULTANEOUS and sanction.moves and sanction.moves[0].start == witness.state:
            joining = [move for move in sanction.moves if move.dm != witness.dm]
            deeds = (f"{call_dm(self.model, move.dm)} would {say_deed(self.model, move)}" for move in joining)
            return f"at the same time {join(deeds)}"
        if self.is_foreseen:
            expects = "expect" if self.is_plural else "expects"
            play = self._sequence(sanction.moves, "would")
            return f"{self._foreseeing()}, {self.it} {expects} that then {play}"
        return f"then {self._sequence(sanction.moves, self.wills)}"

    def _ending(self, gainers: Sequence[int], sanction: Sanction) -> Iterator[Part]:
        """Say whom the answer leaves worse off, or no better off, than staying."""
        here, end = self.witness.state, sanction.state
        losers = [dm for dm in gainers if not self._prefers(dm, end, here)]
        worse = all(self._prefers(dm, here, end) for dm in losers)
        names = join(call_dm(self.model, dm) for dm in losers)
        many = len(losers) > 1 or is_plural(names)
        who = "they" if many else "it"
        yield _text(
            f"{names} {'worse' if worse else 'no better'} off than if {who} {'stay' if many else 'stays'}"
        )
        if worse:
            yield from self._why(losers[0], here, end, is_one_of=len(losers) > 1)
        if self.basic == "smr" and sanction.counter is not None:
            yield _text(self._counter(sanction))

    def _counter(self, sanction: Sanction) -> str:
        group = bool(sanction.coalition)
        if sanction.counter == sanction.state:
            return (
                ", and there is nothing better they could do then"
                if group
                else (f", and there is nothing better {self.it} could do then")
            )
        assert sanction.counter is not None
        if group:
            change = say_change(self.model, sanction.state, sanction.counter, _COULD)
            return f", and it would not help that then {change}"
        deed = say_deed(self.model, Move(dm=self.witness.dm, start=sanction.state, end=sanction.counter))
        return f", and the best {self.it} could still do, to {deed}, would not help"

    def _own_deed(self, end: int) -> str:
        return say_deed(self.model, Move(dm=self.witness.dm, start=self.witness.state, end=end))

    def _sequence(self, moves: Sequence[Move], verb: str) -> str:
        """Say moves in their order: ``South would strike, then North would arm``; of a long play its ends."""
        said = [f"{call_dm(self.model, move.dm)} {verb} {say_deed(self.model, move)}" for move in moves]
        if len(said) > MAX_PLAY:
            n_left = len(said) - MAX_PLAY
            said[MAX_PLAY - 1 : -1] = [f"after {count(n_left, 'more move')}"]
            return f"{', then '.join(said[: MAX_PLAY - 1])}, and {said[-2]}, at last {said[-1]}"
        return ", then ".join(said)

    def _others(self, leaving: Iterable[int]) -> str:
        """Name the dms that could answer, which are those that have a move somewhere."""
        graph = self.model.graph
        able = [
            dm
            for dm in range(graph.n_dms)
            if dm not in leaving
            and dm not in graph.silent
            and (len(graph.edges[dm]) > 0 if graph.edges is not None else dm in graph.owner)
        ]
        if len(able) > NAMED:
            return "the others"
        return join((call_dm(self.model, dm) for dm in able), "or")

    def _foreseeing(self) -> str:
        horizon = horizon_of(self.witness.concept)
        if horizon is None:
            return "foreseeing any number of moves"
        return f"foreseeing {count(horizon, 'move')}"

    def _at_first(self) -> str:
        return " at first" if self.is_foreseen else ""

    def _stay(self) -> str:
        return "stay" if self.is_plural else "stays"

    def _prefers(self, dm: int, better: int, worse: int) -> bool:
        position = self.model.graph.position
        ahead, behind = position(better), position(worse)
        relation = self.model.relation
        if relation is not None:
            return bool(relation.prefers[dm, behind, ahead])
        return bool(self.model.rank[dm, ahead] > self.model.rank[dm, behind])

    def _why(self, dm: int, better: int, worse: int, *, is_one_of: bool = False) -> Iterator[Part]:
        """Say why a dm prefers a state; by name where others were spoken of with it."""
        parts = tuple(self.because(dm, better, worse)) if self.because is not None else ()
        if parts:
            yield _text(f" ({call_dm(self.model, dm)} because " if is_one_of else ", because ")
            yield from parts
            yield _text(")" if is_one_of else "")


def _text(words: str) -> Part:
    return Part(text=words)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts with neighbouring plain ones made one."""
    plain = ""
    for part in parts:
        if part.kind == "text":
            plain += part.text
            continue
        if plain:
            yield _text(plain)
            plain = ""
        yield part
    if plain:
        yield _text(plain)
