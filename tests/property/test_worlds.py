"""What exploring may depend on: the case and the seed, never the names, never what is not asked about."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.cases import NAMES, cases, renamed

from detente.analysis import explore, solve
from detente.analysis.results import CONCEPTS
from detente.analysis.worlds.draws import draw_worlds, find_openings
from detente.analysis.worlds.preferences import build_preferences
from detente.analysis.worlds.structure import build_structure, switched_off
from detente.case import Case

# The second pair sorts the other way round, so that anything kept in order of names would show.
EXCHANGES = [
    {NAMES[0]: NAMES[1], NAMES[1]: NAMES[0]},
    {NAMES[0]: "zeta", NAMES[1]: "alpha"},
]


def exchanged(value: Any, names: dict[str, str]) -> Any:
    """Return a result as plain data with names exchanged; the case id, a digest, is left out."""
    if isinstance(value, str):
        known = names | {old.title(): new.title() for old, new in names.items()}
        pattern = re.compile("|".join(map(re.escape, known)) or "(?!)")
        return pattern.sub(lambda match: known[match.group()], value)
    if isinstance(value, dict):
        return {key: exchanged(item, names) for key, item in value.items() if key != "case"}
    if isinstance(value, list | tuple):
        return [exchanged(item, names) for item in value]
    return value


@settings(max_examples=80)
@given(case=cases(), seed=st.integers(0, 1000), names=st.sampled_from(EXCHANGES))
def test_exchanging_names_exchanges_the_findings_and_nothing_else(
    case: Case, seed: int, names: dict[str, str]
) -> None:
    one = explore(case, n_worlds=10, seed=seed)
    other = explore(renamed(case, names), n_worlds=10, seed=seed)
    assert exchanged(asdict(one), names) == exchanged(asdict(other), {})


@settings(max_examples=40)
@given(case=cases(), seed=st.integers(0, 1000), names=st.sampled_from(EXCHANGES))
def test_exchanging_names_exchanges_the_verdicts_of_one_world(
    case: Case, seed: int, names: dict[str, str]
) -> None:
    one, other = solve(case, seed=seed), solve(renamed(case, names), seed=seed)
    assert exchanged(asdict(one), names) == exchanged(asdict(other), {})


@settings(max_examples=60)
@given(case=cases(), data=st.data())
def test_the_order_of_parties_and_options_changes_no_share_where_nothing_is_open(
    case: Case, data: st.DataObject
) -> None:
    settled = replace(
        case,
        parties=tuple(replace(party, is_member=party.is_member is not False) for party in case.parties),
        concerns=tuple(
            replace(c, kind="wants" if c.kind == "about" else c.kind, weight=(0.25, 0.25), order=None)
            for c in case.concerns
        ),
        method="weights",
    )
    shuffled = replace(
        settled,
        parties=tuple(data.draw(st.permutations(settled.parties))),
        options=tuple(data.draw(st.permutations(settled.options))),
        concerns=tuple(data.draw(st.permutations(settled.concerns))),
    )
    one, other = explore(settled), explore(shuffled)
    assert one.provenance.n_worlds == other.provenance.n_worlds == 1
    assert {frozenset(o.taken): o.equilibrium for o in one.outcomes} == {
        frozenset(o.taken): o.equilibrium for o in other.outcomes
    }
    assert [target.holds for target in one.targets] == [target.holds for target in other.targets]


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 1000))
def test_shares_are_ordered_as_the_concepts_are(case: Case, seed: int) -> None:
    found = explore(case, n_worlds=10, seed=seed)
    for shares in [outcome.equilibrium for outcome in found.outcomes] + [t.holds for t in found.targets]:
        nash, gmr, smr, seq = (share.share for share in shares)
        assert nash <= seq <= gmr
        assert nash <= smr <= gmr
    seqs = [outcome.equilibrium[CONCEPTS.index("seq")].share for outcome in found.outcomes]
    assert all(one >= other for one, other in pairwise(seqs))


@settings(max_examples=40)
@given(case=cases(), seed=st.integers(0, 1000))
def test_the_same_seed_gives_the_same_result(case: Case, seed: int) -> None:
    assert explore(case, n_worlds=8, seed=seed) == explore(case, n_worlds=8, seed=seed)


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 1000))
def test_switching_an_assumption_off_in_the_file_is_the_stated_dependence(case: Case, seed: int) -> None:
    found = explore(case, n_worlds=10, seed=seed)
    for dependence in found.dependences:
        without = explore(switched_off(case, dependence.assumption), n_worlds=10, seed=seed)
        if without.provenance.n_worlds == found.provenance.n_worlds:
            seq = without.targets[0].holds[CONCEPTS.index("seq")].share
            assert seq == pytest.approx(dependence.without_it.share)


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 1000))
def test_settling_one_party_leaves_the_draws_of_the_others(case: Case, seed: int) -> None:
    settled = replace(
        case,
        parties=tuple(replace(p, is_member=True) if k == 0 else p for k, p in enumerate(case.parties)),
        concerns=tuple(
            replace(c, kind="wants", weight=(0.25, 0.25), order=None) if c.party == case.parties[0].id else c
            for c in case.concerns
        ),
    )
    before, after = build_structure(case), build_structure(settled)
    one = draw_worlds(before, find_openings(before), 10, seed)
    other = draw_worlds(after, find_openings(after), 10, seed)
    for dm, index in enumerate(before.party_index):
        if index != 0:
            assert np.array_equal(one.members[dm], other.members[dm])
            assert np.array_equal(one.signs[dm], other.signs[dm])
            assert np.array_equal(one.weights[dm], other.weights[dm])


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 1000))
def test_drawn_weights_keep_to_everything_stated(case: Case, seed: int) -> None:
    structure = build_structure(case)
    openings = find_openings(structure)
    draws = draw_worlds(structure, openings, 10, seed)
    for dm, concerns in enumerate(structure.concerns):
        weights = draws.weights[dm]
        for one, concern in enumerate(concerns):
            for other, later in enumerate(concerns):
                if concern.order and later.order and concern.order < later.order:
                    if case.method == "priority":
                        assert (weights[one] < weights[other]).all()
                    elif openings[dm].space is not None:
                        assert (weights[one] >= weights[other] - 1e-9).all()
            if openings[dm].space is not None and len(concerns) > 1:
                low, high = concern.weight or (0.0, 1.0)
                assert (weights[one] >= low - 1e-9).all()
                assert (weights[one] <= high + 1e-9).all()
        if openings[dm].space is not None:
            assert weights.sum(axis=0) == pytest.approx(np.ones(10))


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 1000))
def test_states_in_which_the_same_concerns_hold_are_real_ties(case: Case, seed: int) -> None:
    structure = build_structure(case)
    draws = draw_worlds(structure, find_openings(structure), 10, seed)
    ranks = build_preferences(structure, draws).of_states(np.arange(10))
    for dm, active in enumerate(structure.is_active):
        held = structure.held[dm][np.flatnonzero(active)]
        for state in range(structure.graph.n_states):
            same = (held == held[:, [state]]).all(axis=0)
            assert (ranks[dm][same] == ranks[dm][state]).all()
