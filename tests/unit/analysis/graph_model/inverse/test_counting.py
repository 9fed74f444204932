"""How many rankings make a state an equilibrium."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from tests.unit.analysis.graph_model.syria_iraq import STATES, syria_iraq

from detente.analysis.graph_model import GraphModel
from detente.analysis.graph_model.inverse._reliability import TooManyError, all_of, reliability, some_of_each
from detente.analysis.graph_model.inverse.counting import count_rankings
from detente.errors import ModelError


@pytest.mark.parametrize(("concept", "expected"), [("nash", 240), ("gmr", 384), ("smr", 300), ("seq", 384)])
def test_syrias_rankings_are_counted_as_by_hand(concept: str, expected: int) -> None:
    """720 x (1 - 1/3 - 1/3 + 1/5) = 384 for SEQ; a widely circulated handout prints 420."""
    found = count_rankings(syria_iraq(), state=STATES[2], concept=concept, dms=[0])
    assert (found.n_holding, found.n_rankings, found.is_exact) == (expected, 720, True)
    assert found.share == expected / 720


def test_several_dms_count_together() -> None:
    model = syria_iraq()
    each = [count_rankings(model, state=STATES[2], concept="gmr", dms=[dm]) for dm in (0, 1)]
    both = count_rankings(model, state=STATES[2], concept="gmr")
    # Iraq ranks state 2 first; once its ranking is open it has a move, and an answer, of its own.
    assert both.n_holding is not None
    assert both.n_rankings == 720 * 720
    assert both.share < each[0].share


def test_no_dm_varying_is_one_ranking() -> None:
    model = syria_iraq()
    found = count_rankings(model, state=STATES[6], concept="seq", dms=[])
    assert (found.n_holding, found.n_rankings) == (1, 1)
    assert count_rankings(model, state=STATES[2], concept="seq", dms=[]).n_holding == 0


def test_only_the_states_of_the_condition_are_looked_at() -> None:
    """2 x 5 options: 1,024! rankings, counted at once. Own moves from a state: 31 others; Nash: 1 in 32."""
    best_first = list(range(1024, 0, -1))
    model = GraphModel.from_options(owner=[0] * 5 + [1] * 5, rank=[best_first] * 2)
    found = count_rankings(model, state=0, concept="nash")
    assert found.n_holding == math.factorial(1024) ** 2 // 32**2
    # Dm 1 likes state 0 best. Each of dm 0's 31 moves is answered by 31 more states, or not left at all.
    gmr = count_rankings(model, state=0, concept="gmr", dms=[0])
    assert gmr.is_exact
    assert gmr.share == pytest.approx(1.0 - _all_answers_above(31, 32))


def _all_answers_above(n_improvements: int, n_columns: int) -> float:
    """The chance that some improvement, with all answers to it, lies above a state."""
    total = Fraction(0)
    for k in range(1, n_improvements + 1):
        total += Fraction((-1) ** (k + 1) * math.comb(n_improvements, k), k * n_columns + 1)
    return float(total)


def test_what_cannot_be_counted_is_sampled_with_its_error() -> None:
    generator = np.random.default_rng(5)
    ranks = [generator.permutation(64) for _ in range(3)]
    model = GraphModel.from_options(owner=[0, 0, 1, 1, 2, 2], rank=ranks)
    found = count_rankings(model, state=0, concept="seq", n_samples=800, seed=3)
    assert not found.is_exact
    assert found.n_holding is None
    assert found.n_samples == 800
    assert found.error == pytest.approx(math.sqrt(found.share * (1 - found.share) / 800))
    assert found == count_rankings(model, state=0, concept="seq", n_samples=800, seed=3)
    # SEQ lies between Nash and GMR, and so does its share, well beyond the error here.
    nash, gmr = (count_rankings(model, state=0, concept=c).share for c in ("nash", "gmr"))
    assert nash + 5 * found.error < found.share < gmr + 3 * found.error


def test_nonsense_is_refused() -> None:
    with pytest.raises(ModelError, match="n_samples is 0"):
        count_rankings(syria_iraq(), state=0, concept="seq", n_samples=0)
    with pytest.raises(ModelError, match="dm 2 is not in the model"):
        count_rankings(syria_iraq(), state=0, concept="seq", dms=[2])
    with pytest.raises(ModelError, match="use nash, gmr, smr, seq"):
        count_rankings(syria_iraq(), state=0, concept="cnash")


def test_reliability_of_two_of_three() -> None:
    pairs = frozenset({frozenset({0, 1}), frozenset({0, 2}), frozenset({1, 2})})
    assert reliability(pairs) == {2: 3, 3: -2}
    assert reliability(frozenset()) == {}
    assert reliability(frozenset({frozenset()})) == {0: 1}


def test_dual_of_a_form_fails_where_the_form_does_not_hold() -> None:
    pairs = [frozenset({0, 1}), frozenset({2})]
    assert some_of_each(pairs) == {frozenset({0, 2}), frozenset({1, 2})}


def test_a_form_without_a_short_description_is_given_up() -> None:
    with pytest.raises(TooManyError):
        all_of([[frozenset({2 * k}), frozenset({2 * k + 1})] for k in range(12)])
