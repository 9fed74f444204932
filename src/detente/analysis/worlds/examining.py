"""What is stable for whom in one model, and why: the whole answer as data and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import detente
from detente.analysis.graph_model import (
    GraphModel,
    Move,
    Part,
    Solution,
    Witness,
    explain,
    find_deterrence,
    find_witness,
)
from detente.analysis.graph_model import solve as solve_model
from detente.analysis.graph_model.moves import MAX_MOVES
from detente.analysis.results import (
    CONCEPTS,
    Deterrent,
    Motive,
    Names,
    Phrase,
    Provenance,
    Stability,
    Turn,
    Verdict,
    Why,
)
from detente.analysis.worlds.provenance import describe
from detente.analysis.worlds.reasons import find_reasons
from detente.analysis.worlds.world import World

MAX_EXPLAINED = 12
"""Equilibria explained when no states are asked for, besides the present state."""

MAX_LISTED = 2**16
"""With more states than this only those explained get verdicts: a list of all would be no use to anybody."""

MAX_CITED = 2
"""Records named after a reason; all of them are in the data."""


WILLING = ("seq", "cseq", "sim", "seq_sim")
"""Concepts under which whoever answers must prefer to; why they do is in the data, the words being long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What is asked of a model.

    Attributes
    ----------
    concepts : sequence of str
        As `detente.analysis.graph_model.solve` takes them.
    joint_moves : str
        The rule for the others' answers.
    states : tuple of int or None
        The states to explain; None for the present one and the equilibria that hold under most concepts.
    """

    concepts: Sequence[str] = CONCEPTS
    joint_moves: str = "legal"
    states: tuple[int, ...] | None = None


def examine_world(world: World, inquiry: Inquiry) -> Stability:
    """Find what is stable for whom in one world of a case, and why, with the case's evidence.

    Raises
    ------
    ModelError
        If a concept, the rule for joint moves or a state is unknown.
    """
    case, structure = world.structure.case, world.structure
    provenance = describe(case, 1, world.seed, joint_moves=inquiry.joint_moves)
    names = Names(
        title=case.title,
        parties=world.model.labels.dms,
        options=world.model.labels.options,
        owners=tuple(option.party for option in case.options),
    )
    parties = tuple(party.id for party in structure.dms)
    return _Examiner(world.model, inquiry, parties, world).report(provenance, names, world.now)


def examine_model(model: GraphModel, inquiry: Inquiry, *, title: str, now: int | None = None) -> Stability:
    """Find what is stable for whom in a model that comes from no case, and why.

    Raises
    ------
    ModelError
        If a concept, the rule for joint moves or a state is unknown.
    """
    provenance = Provenance(
        case=model.id,
        method="graph model",
        n_worlds=1,
        seed=None,
        version=detente.__version__,
        parameters=(("joint_moves", inquiry.joint_moves),),
    )
    labels = model.labels
    names = Names(
        title=title,
        parties=labels.dms,
        options=labels.options,
        owners=tuple(labels.dms[owner] for owner in model.graph.owner),
        states=labels.states,
    )
    return _Examiner(model, inquiry, labels.dms, None).report(provenance, names, now)


class _Examiner:
    """One inquiry into one model."""

    def __init__(
        self, model: GraphModel, inquiry: Inquiry, parties: tuple[str, ...], world: World | None
    ) -> None:
        self.model, self.inquiry, self.parties, self.world = model, inquiry, parties, world
        self.solution = solve_model(model, inquiry.concepts, inquiry.joint_moves)

    def report(self, provenance: Provenance, names: Names, now: int | None) -> Stability:
        model, solution = self.model, self.solution
        explained = self._explained(now)
        listed = range(model.n_states)
        if model.n_states > MAX_LISTED:
            listed = sorted(model.graph.position(state) for state in explained)  # type: ignore[assignment]
        return Stability(
            provenance=provenance,
            options=model.labels.names,
            parties=self.parties,
            states=tuple(model.states.tolist()),
            verdicts=tuple(_verdicts(solution, self.parties, listed)),
            equilibria=tuple(
                (concept, tuple(solution.equilibria(concept).tolist())) for concept in solution.stable
            ),
            names=names,
            now=now,
            ranks=() if model.relation is not None else tuple(tuple(row) for row in model.rank.tolist()),
            whys=tuple(
                self._why(state, dm, concept)
                for state in explained
                for dm in range(model.n_dms)
                for concept in solution.stable
            ),
        )

    def _explained(self, now: int | None) -> tuple[int, ...]:
        """Return the states to explain: those asked for, or now and what holds under most concepts."""
        model = self.model
        if self.inquiry.states is not None:
            positions = dict.fromkeys(model.graph.position(state) for state in self.inquiry.states)
            return tuple(int(model.states[position]) for position in positions)
        held = np.array([stable.all(axis=0) for stable in self.solution.stable.values()])
        n_concepts = held.sum(axis=0)
        holding = np.flatnonzero(n_concepts)
        best = holding[np.argsort(-n_concepts[holding], kind="stable")][:MAX_EXPLAINED]
        found = [int(model.states[position]) for position in best]
        return tuple(dict.fromkeys([*found, *([] if now is None else [now])]))

    def _why(self, state: int, dm: int, concept: str) -> Why:
        model, world = self.model, self.world
        witness = find_witness(
            model, state=state, dm=dm, concept=concept, joint_moves=self.inquiry.joint_moves
        )
        motives: dict[tuple[int, int, int], Motive] = {}

        def because(who: int, better: int, worse: int) -> Sequence[Part]:
            if world is None:
                return ()
            reasons = find_reasons(world, dm=who, better=better, worse=worse)
            motive = Motive(party=self.parties[who], better=better, worse=worse, reasons=reasons)
            motives[who, better, worse] = motive
            return say_motive(motive)

        account = explain(model, witness, because=because)
        if concept in WILLING:
            for sanction in witness.sanctions:
                for move in sanction.moves:
                    because(move.dm, move.end, move.start)
        return Why(
            state=state,
            party=self.parties[dm],
            concept=concept,
            is_stable=witness.is_stable,
            text=account.text,
            phrases=tuple(Phrase(kind=p.kind, text=p.text, target=p.target) for p in account.parts),
            improvement=witness.improvement,
            coalition=self._named(witness.coalition),
            turns=self._turns(witness.moves),
            deterrents=tuple(self._deterrents(witness)),
            motives=tuple(motives.values()),
        )

    def _deterrents(self, witness: Witness) -> Iterator[Deterrent]:
        for sanction in witness.sanctions:
            yield Deterrent(
                improvement=sanction.improvement,
                state=sanction.state,
                turns=self._turns(sanction.moves),
                counter=sanction.counter,
                coalition=self._named(sanction.coalition),
            )

    def _turns(self, moves: Sequence[Move]) -> tuple[Turn, ...]:
        return tuple(Turn(party=self.parties[move.dm], start=move.start, end=move.end) for move in moves)

    def _named(self, dms: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.parties[dm] for dm in dms)


def say_motive(motive: Motive) -> tuple[Part, ...]:
    """Say the weightiest reason of a motive, to follow ``because``, and what it rests on.

    Empty where nothing speaks for the better state.
    """
    reason = next((reason for reason in motive.reasons if reason.is_for), None)
    if reason is None:
        return ()
    parts = [Part(text=reason.text, kind="reason", target=reason.concern)]
    cited = [Part(text=record, kind="record", target=record) for record in reason.supports[:MAX_CITED]]
    n_left = len(reason.supports) - MAX_CITED
    if n_left > 0:
        cited.append(Part(text=f"{n_left} more"))
    if reason.assumption is not None:
        name = f"assumption {reason.assumption}"
        cited.append(Part(text=name, kind="assumption", target=reason.assumption))
    for number, part in enumerate(cited):
        parts += [Part(text=", " if number else " ("), part]
    if cited:
        parts.append(Part(text=")"))
    return tuple(parts)


def _verdicts(solution: Solution, parties: Sequence[str], positions: Sequence[int]) -> Iterator[Verdict]:
    """Yield a verdict for every state, party and concept, in that order of nesting."""
    model = solution.model
    details = {
        (dm, concept): _details(model, dm, concept, solution)
        for dm in range(model.n_dms)
        for concept in solution.stable
    }
    states = model.states.tolist()
    for here in positions:
        for dm, party in enumerate(parties):
            for concept, stable in solution.stable.items():
                improvement, sanctions = details[dm, concept]
                is_stable = bool(stable[dm, here])
                end = int(improvement[here])
                yield Verdict(
                    state=states[here],
                    party=party,
                    concept=concept,
                    is_stable=is_stable,
                    improvement=None if is_stable or end < 0 else states[end],
                    sanctions=sanctions.get(here, ()) if is_stable else (),
                    is_perceived=model.perceived is None or bool(model.perceived[dm, here]),
                )


def _details(
    model: GraphModel, dm: int, concept: str, solution: Solution
) -> tuple[NDArray[np.intp], dict[int, tuple[tuple[int, int], ...]]]:
    """Return the best lasting improvement from each position, -1 for none, and each one's sanctions."""
    nothing = np.full(model.n_states, -1, dtype=np.intp)
    is_plain = model.relation is None and model.perceived is None and model.n_states <= MAX_LISTED
    if concept not in CONCEPTS or not is_plain or model.n_states << model.graph.owner.count(dm) > MAX_MOVES:
        return nothing, {}
    deterrence = find_deterrence(model, dm, concept, solution.joint_moves)
    rank, targets = model.rank[dm], model.graph.targets[dm]
    if not len(targets):
        return nothing, {}
    gains = rank[targets] > rank
    lasting = gains if concept == "nash" else gains & (deterrence.answer[targets] > rank)
    value = np.where(lasting, rank[targets], -1)
    best = value.argmax(axis=0)
    here = np.arange(model.n_states)
    improvement = np.where(lasting.any(axis=0), targets[best, here], -1)
    sanctions: dict[int, tuple[tuple[int, int], ...]] = {}
    states = model.states
    stable, column = np.nonzero((gains & (improvement < 0)).T)
    ends = targets[column, stable]
    pairs = zip(states[ends].tolist(), states[deterrence.sanction[ends]].tolist(), strict=True)
    for position, pair in zip(stable.tolist(), pairs, strict=True):
        sanctions[position] = (*sanctions.get(position, ()), pair)
    return improvement, sanctions
