"""Exploring, world by world and spelled out, against the engine: the draws are all they share."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.cases import cases
from tests.reference.literal import LiteralGame

from detente.analysis import explore
from detente.analysis import solve as solve_case
from detente.analysis.results import CONCEPTS, Exploration
from detente.analysis.worlds.draws import Draws, draw_worlds, find_openings
from detente.analysis.worlds.structure import build_structure, switched_off
from detente.case import Case
from detente.case.expressions import holds

N_WORLDS = 12
WAYS = {"both": "both", "on": "fwd", "off": "back"}


class SlowWorlds:
    """Every world of a case as a literal game."""

    def __init__(self, case: Case, draws: Draws, drawn_for: Case) -> None:
        self.case = case.active()
        owners = [option.party for option in case.options]
        self.dms = [party.id for party in case.parties if party.id in owners]
        self.now = self._present()
        self.games = [self._game(draws, drawn_for, world) for world in range(draws.n_worlds)]

    def _present(self) -> int:
        taken = {standing.option for standing in self.case.now if standing.is_taken}
        return sum(1 << k for k, option in enumerate(self.case.options) if option.name in taken)

    def taken(self, state: int) -> set[str]:
        return {option.name for k, option in enumerate(self.case.options) if state >> k & 1}

    def holds(self, condition: str, state: int) -> bool:
        return holds(self.case.expression(condition), self.taken(state))

    def _game(self, draws: Draws, drawn_for: Case, world: int) -> LiteralGame:
        n_options = len(self.case.options)
        absent = [self.dms[dm] for dm in range(len(self.dms)) if not draws.members[dm, world]]
        out = [
            state
            for state in range(1 << n_options)
            if any(self.holds(rule.never, state) for rule in self.case.rules)
        ]
        ruled_out = [[(k, "Y" if state >> k & 1 else "N") for k in range(n_options)] for state in out]
        game = LiteralGame(
            owner=[self.dms.index(option.party) for option in self.case.options],
            direction=[WAYS[option.moves] for option in self.case.options],
            infeasible=ruled_out,
            rank=[{} for _ in self.dms],
            absent=frozenset(self.dms.index(party) for party in absent),
        )
        for dm, party in enumerate(self.dms):
            everything = [concern for concern in drawn_for.concerns if concern.party == party]
            for state in game.states:
                terms = []
                for index, concern in enumerate(everything):
                    if concern not in self.case.concerns:
                        continue
                    weight = Fraction(float(draws.weights[dm][index, world]))
                    is_held = self.holds(concern.condition, state)
                    terms.append((weight, is_held == (draws.signs[dm][index, world] > 0)))
                game.rank[dm][state] = self._utility(terms)
        return game

    def _utility(self, terms: list[tuple[Fraction, bool]]) -> float:
        if self.case.method == "priority":
            # The smallest key comes first: read what is met as one binary number.
            met = [is_met for _, is_met in sorted(terms, key=lambda term: term[0])]
            return float(sum(1 << place for place, is_met in enumerate(reversed(met)) if is_met))
        return round(float(sum((weight for weight, is_met in terms if is_met), Fraction(0))), 8)

    def possible(self, game: LiteralGame) -> list[int]:
        """The states that those who take part can bring about: the others' options stay as now."""
        frozen = [k for k, owner in enumerate(game.owner) if owner in game.absent]
        return [s for s in game.states if all((s ^ self.now) >> k & 1 == 0 for k in frozen)]

    def is_equilibrium(self, game: LiteralGame, state: int, concept: str) -> bool:
        return state in self.possible(game) and all(
            game.is_stable(state, dm, concept) for dm in range(len(self.dms))
        )

    def share_held(self, condition: str, concept: str) -> float:
        held = [
            any(self.is_equilibrium(g, s, concept) for s in g.states if self.holds(condition, s))
            for g in self.games
        ]
        return sum(held) / len(held)


def slow(case: Case, seed: int, found: Exploration) -> tuple[SlowWorlds, Draws]:
    structure = build_structure(case)
    draws = draw_worlds(structure, find_openings(structure), found.provenance.n_worlds, seed)
    return SlowWorlds(case, draws, case), draws


@settings(max_examples=120)
@given(case=cases(), seed=st.integers(0, 1000))
def test_shares_are_those_counted_world_by_world(case: Case, seed: int) -> None:
    found = explore(case, n_worlds=N_WORLDS, seed=seed)
    worlds, draws = slow(case, seed, found)
    for outcome in found.outcomes:
        for concept, share in zip(CONCEPTS, outcome.equilibrium, strict=True):
            counted = sum(worlds.is_equilibrium(game, outcome.state, concept) for game in worlds.games)
            assert share.share == pytest.approx(counted / draws.n_worlds), (outcome.state, concept)
        assert set(outcome.taken) == worlds.taken(outcome.state)
        assert outcome.is_now == (outcome.state == worlds.now)
    for target in found.targets:
        for concept, share in zip(CONCEPTS, target.holds, strict=True):
            assert share.share == pytest.approx(worlds.share_held(target.condition, concept))


@settings(max_examples=120)
@given(case=cases(), seed=st.integers(0, 1000))
def test_blockers_are_those_who_leave_world_by_world(case: Case, seed: int) -> None:
    found = explore(case, n_worlds=N_WORLDS, seed=seed)
    worlds, draws = slow(case, seed, found)
    for target in found.targets:
        inside = [s for s in worlds.games[0].states if worlds.holds(target.condition, s)]
        feasible = [outcome for outcome in found.outcomes if outcome.state in inside]
        assert (target.best is None) == (not feasible)
        if target.best is None:
            assert target.blockers == ()
            continue
        assert target.best == feasible[0]
        blockers = {blocker.party: blocker for blocker in target.blockers}
        for dm, party in enumerate(worlds.dms):
            leaves = sum(not g.is_stable(target.best.state, dm, "seq") for g in worlds.games)
            assert (party in blockers) == (leaves > 0)
            if not leaves:
                continue
            nash = sum(not g.is_stable(target.best.state, dm, "nash") for g in worlds.games)
            everywhere = 0
            for game in worlds.games:
                possible = [s for s in worlds.possible(game) if s in inside]
                everywhere += bool(possible) and all(not game.is_stable(s, dm, "seq") for s in possible)
            assert blockers[party].share.share == pytest.approx(leaves / draws.n_worlds)
            assert blockers[party].nash.share == pytest.approx(nash / draws.n_worlds)
            assert blockers[party].everywhere.share == pytest.approx(everywhere / draws.n_worlds)
            check_move(worlds, target.best.state, dm, dict(blockers[party].move))
        shares = [blocker.share.share for blocker in target.blockers]
        assert shares == sorted(shares, reverse=True)


def check_move(worlds: SlowWorlds, state: int, dm: int, changes: dict[str, bool]) -> None:
    """The move is an undeterred improvement, and the party's best one, in at least one world."""
    names = [option.name for option in worlds.case.options]
    after = state
    for name, is_taken in changes.items():
        assert worlds.case.options[names.index(name)].party == worlds.dms[dm]
        assert bool(state >> names.index(name) & 1) != is_taken
        after ^= 1 << names.index(name)

    def is_best(game: LiteralGame) -> bool:
        lasting = [
            t
            for t in game.improvements(state, dm)
            if not any(
                game.rank[dm][u] <= game.rank[dm][state] for u in game.joint(t, dm, "legal", improving=True)
            )
        ]
        return after in lasting and game.rank[dm][after] == max(game.rank[dm][t] for t in lasting)

    assert any(is_best(game) for game in worlds.games)


@settings(max_examples=100)
@given(case=cases(), seed=st.integers(0, 1000))
def test_paths_are_shortest_and_made_of_possible_moves(case: Case, seed: int) -> None:
    found = explore(case, n_worlds=N_WORLDS, seed=seed)
    worlds, draws = slow(case, seed, found)
    everyone = worlds.games[0]
    everyone = LiteralGame(
        owner=everyone.owner,
        direction=everyone.direction,
        infeasible=everyone.infeasible,
        rank=everyone.rank,
        absent=frozenset(
            worlds.dms.index(p.id) for p in case.parties if p.is_member is False and p.id in worlds.dms
        ),
    )
    layers = [{worlds.now}]
    while layers[-1]:
        seen = set().union(*layers)
        layers.append({t for s in layers[-1] for dm in everyone.dms for t in everyone.moves(s, dm)} - seen)
    for target in found.targets:
        if target.best is None:
            continue
        distance = next((n for n, layer in enumerate(layers) if target.best.state in layer), None)
        assert (target.path is None) == (distance is None)
        if target.path is None:
            continue
        assert len(target.path.steps) == distance
        here, edges = worlds.now, []
        for step in target.path.steps:
            dm = worlds.dms.index(step.party)
            assert step.state in everyone.moves(here, dm)
            edges.append((here, dm, step.state))
            here = step.state
        assert here == target.best.state
        willing = sum(all(t in g.improvements(s, dm) for s, dm, t in edges) for g in worlds.games)
        assert target.path.by_improvements.share == pytest.approx(willing / draws.n_worlds)


@settings(max_examples=80)
@given(case=cases(), seed=st.integers(0, 1000))
def test_dependences_and_questions_are_counted_in_the_same_worlds(case: Case, seed: int) -> None:
    found = explore(case, n_worlds=N_WORLDS, seed=seed)
    worlds, draws = slow(case, seed, found)
    if not case.definitions:
        assert not found.questions
        assert not found.dependences
        return
    goal = case.definitions[0].condition
    assert [d.assumption for d in found.dependences] == [a.name for a in case.assumptions if a.is_on]
    for dependence in found.dependences:
        without = SlowWorlds(switched_off(case, dependence.assumption), draws, case)
        assert dependence.with_it.share == pytest.approx(worlds.share_held(goal, "seq"))
        assert dependence.without_it.share == pytest.approx(without.share_held(goal, "seq"))
        assert dependence.with_it.n == dependence.without_it.n == draws.n_worlds
    for question in found.questions:
        assert question.target == case.definitions[0].name
        assert sum(share.n for _, share in question.settled) == draws.n_worlds
        whole = sum(share.share * share.n for _, share in question.settled) / draws.n_worlds
        assert whole == pytest.approx(worlds.share_held(goal, "seq"))
        shares = [share.share for _, share in question.settled]
        assert question.swing == pytest.approx(max(shares) - min(shares))
    swings = [question.swing for question in found.questions]
    assert swings == sorted(swings, reverse=True)


@settings(max_examples=80)
@given(case=cases(), seed=st.integers(0, 1000))
def test_solve_is_the_one_world_of_its_seed(case: Case, seed: int) -> None:
    structure = build_structure(case)
    draws = draw_worlds(structure, find_openings(structure), 1, seed)
    worlds = SlowWorlds(case, draws, case)
    game = worlds.games[0]
    stability = solve_case(case, seed=seed)
    assert sorted(stability.states) == worlds.possible(game)
    assert len(stability.verdicts) == len(stability.states) * len(worlds.dms) * len(CONCEPTS)
    for verdict in stability.verdicts:
        dm = worlds.dms.index(verdict.party)
        gains = game.improvements(verdict.state, dm)
        assert verdict.is_stable == game.is_stable(verdict.state, dm, verdict.concept)
        if not verdict.is_stable:
            assert verdict.improvement in gains
            continue
        assert {improvement for improvement, _ in verdict.sanctions} == gains
        for improvement, answer in verdict.sanctions:
            assert answer in game.joint(improvement, dm, "legal", improving=verdict.concept == "seq")
            assert game.rank[dm][answer] <= game.rank[dm][verdict.state]
    for concept, states in stability.equilibria:
        expected = [s for s in worlds.possible(game) if worlds.is_equilibrium(game, s, concept)]
        assert list(states) == expected
