"""What a solved model comes to, arranged for reading: the same for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from detente.analysis.results import Motive, Reason, Stability, Why
from detente.brief.concept_words import concept_name, list_concepts
from detente.brief.wording import count, doings, join


# No slots: the lookups below are made when first asked for, and kept.
@dataclass(frozen=True, kw_only=True, eq=False)
class Solved:
    """A result with the lookups that tables need.

    Attributes
    ----------
    stability : Stability
    """

    stability: Stability

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that were asked for."""
        return tuple(concept for concept, _ in self.stability.equilibria)

    @cached_property
    def leading(self) -> str:
        """The concept to speak of first: sequential stability where it was asked for."""
        return "seq" if "seq" in self.concepts else self.concepts[0]

    @cached_property
    def holding(self) -> dict[int, tuple[str, ...]]:
        """The concepts each equilibrium holds under, states ascending."""
        found: dict[int, list[str]] = {}
        for concept, states in self.stability.equilibria:
            for state in states:
                found.setdefault(state, []).append(concept)
        return {state: tuple(found[state]) for state in sorted(found)}

    @cached_property
    def stable_under(self) -> dict[tuple[int, str], tuple[str, ...]]:
        """The concepts under which each state is stable for each party."""
        found: dict[tuple[int, str], list[str]] = {}
        for verdict in self.stability.verdicts:
            own = found.setdefault((verdict.state, verdict.party), [])
            if verdict.is_stable:
                own.append(verdict.concept)
        return {key: tuple(concepts) for key, concepts in found.items()}

    @cached_property
    def unperceived(self) -> frozenset[tuple[int, str]]:
        """The states that some party does not know can be, each with that party."""
        return frozenset((v.state, v.party) for v in self.stability.verdicts if not v.is_perceived)

    def verdict(self, state: int, party: str) -> str:
        """Say under which concepts a state is stable for a party."""
        if (state, party) in self.unperceived:
            return "not known"
        concepts = self.stable_under.get((state, party), ())
        return list_concepts(concepts, self.concepts) if concepts else "leaves"

    @cached_property
    def position(self) -> dict[int, int]:
        """Where each state stands among the states."""
        return {state: position for position, state in enumerate(self.stability.states)}

    @cached_property
    def explained(self) -> tuple[int, ...]:
        """The states whose verdicts are explained, in the order they were asked for."""
        return tuple(dict.fromkeys(why.state for why in self.stability.whys))

    @cached_property
    def party_names(self) -> tuple[str, ...]:
        """What the parties are called."""
        return self.stability.names.parties or self.stability.parties

    def shown(self, most: int) -> tuple[tuple[int, ...], int]:
        """Return the states to show, ascending, and how many are left out.

        All where they are few; else those explained, the present one, and equilibria, those that hold under
        most concepts first, until there are ``most``.
        """
        states = self.stability.states
        if len(states) <= most:
            return states, 0
        now = () if self.stability.now is None else (self.stability.now,)
        by_concepts = sorted(self.holding, key=lambda state: -len(self.holding[state]))
        chosen = list(dict.fromkeys([*self.explained, *now]))
        room = max(0, most - len(chosen))
        chosen += [state for state in by_concepts if state not in chosen][:room]
        return tuple(sorted(chosen)), len(states) - len(chosen)

    @cached_property
    def best_ranks(self) -> tuple[int, ...]:
        """The rank of each party's best state."""
        return tuple(max(row) for row in self.stability.ranks)

    def place(self, party: int, state: int) -> int:
        """Return a state's place in a party's order, 1 for the best; equals share a place."""
        return self.best_ranks[party] - self.stability.ranks[party][self.position[state]] + 1

    def order(self, party: int, states: Sequence[int]) -> list[tuple[int, ...]]:
        """Return some states by a party's preference, best first, equals together."""
        groups: dict[int, list[int]] = {}
        for state in states:
            groups.setdefault(self.place(party, state), []).append(state)
        return [tuple(groups[place]) for place in sorted(groups)]

    def describe(self, state: int) -> str:
        """Describe a state: by its name, by what each party does, or by its number."""
        names, stability = self.stability.names, self.stability
        if names.states:
            return names.states[self.position[state]]
        if not names.options:
            return f"state {state}"
        called = dict(zip(stability.parties, self.party_names, strict=True))
        owners = dict.fromkeys(names.owners)
        return doings(
            (
                called.get(owner, owner),
                [
                    (text, bool(state >> k & 1))
                    for k, text in enumerate(names.options)
                    if names.owners[k] == owner
                ],
            )
            for owner in owners
        )

    def whys(self, state: int, party: str) -> list[tuple[tuple[str, ...], Why]]:
        """Return why a state is what it is for a party; concepts with the same words are put together."""
        grouped: dict[str, tuple[list[str], Why]] = {}
        for why in self.stability.whys:
            if (why.state, why.party) == (state, party):
                grouped.setdefault(why.text, ([], why))[0].append(why.concept)
        return [(tuple(concepts), why) for concepts, why in grouped.values()]

    @cached_property
    def reasons(self) -> dict[str, tuple[Reason, Motive]]:
        """Each concern that some explanation turns on, once, by party, in the order they come up."""
        found: dict[str, tuple[Reason, Motive]] = {}
        for why in self.stability.whys:
            for motive in why.motives:
                for reason in motive.reasons:
                    found.setdefault(reason.concern, (reason, motive))
        parties = self.stability.parties
        by_party = sorted(found, key=lambda concern: parties.index(found[concern][0].party))
        return {concern: found[concern] for concern in by_party}


def headlines(solved: Solved) -> Iterator[str]:
    """Yield what to know first: what holds, and whether the present state does."""
    stability = solved.stability
    name = concept_name(solved.leading)
    held = dict(stability.equilibria)[solved.leading]
    of = f"Of {count(len(stability.states), 'state')} that can be"
    if len(held) == 1:
        yield f"{of}, one holds under {name}: {solved.describe(held[0])}."
    elif held:
        yield f"{of}, {len(held):,} hold under {name}."
    else:
        yield f"{of}, none holds under {name}: in each of them somebody would leave."
    now = stability.now
    if now is None or (now, stability.parties[0]) not in solved.stable_under:
        return
    unstable = [
        number
        for number, party in enumerate(stability.parties)
        if solved.leading not in solved.stable_under[now, party]
    ]
    leavers = [n for n in unstable if (now, stability.parties[n]) not in solved.unperceived]
    if not unstable:
        yield f"As things stand now, nobody would leave ({name})."
        return
    if not leavers:
        names = join(solved.party_names[number] for number in unstable)
        yield f"Nobody would leave the present state, but not everybody knows that it can be: not {names}."
        return
    yield f"As things stand now, {join(solved.party_names[n] for n in leavers)} would leave ({name})."
    for why in stability.whys:
        if (why.state, why.party, why.concept) == (now, stability.parties[leavers[0]], solved.leading):
            yield why.text
