"""The weights of how probable a record is, against the posterior density written plainly and searched."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from scipy.optimize import minimize
from training.record_fit import LEAST_SAID, fit

from detente.reading.record_sureness import SAID

NAMES = ["always", SAID, "odd"]


def made(sign: float) -> tuple[list[dict[str, float]], list[bool]]:
    """Return records whose statement speaks for them (1) or against them (-1), with some noise."""
    chosen = np.random.default_rng(7)
    known, right = [], []
    for number in range(60):
        said = float(chosen.normal(1.0, 1.0))
        one = {"always": 1.0, SAID: said} | ({"odd": 1.0} if number % 3 == 0 else {})
        known.append(one)
        right.append(bool(chosen.random() < 1 / (1 + exp(-sign * said))))
    return known, right


def density(weights: np.ndarray, known: list[dict[str, float]], right: list[bool]) -> float:
    """Return the log of the posterior density, up to a constant: each record counts a half."""
    always, said, odd = (float(one) for one in weights)
    total = -(always**2) / (2 * 1.5**2) - (said - 0.4) ** 2 / (2 * 0.2**2) - odd**2 / (2 * 0.5**2)
    for one, is_right in zip(known, right, strict=True):
        odds = always + said * one[SAID] + odd * one.get("odd", 0.0)
        total += 0.5 * log(1 / (1 + exp(-odds if is_right else odds)))
    return total


def test_the_weights_are_those_of_greatest_posterior_density() -> None:
    known, right = made(1.0)
    searched = minimize(
        lambda weights: -density(weights, known, right), np.zeros(3), method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 5000},
    )  # fmt: skip
    assert fit(known, np.array(right), NAMES) == pytest.approx(searched.x, abs=1e-4)


def test_a_surer_statement_never_speaks_against_what_rests_on_it() -> None:
    known, right = made(-9.0)
    weights = fit(known, np.array(right), NAMES)
    assert weights[1] == LEAST_SAID
    searched = minimize(
        lambda free: -density(np.array([free[0], LEAST_SAID, free[1]]), known, right), np.zeros(2),
        method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 5000},
    )  # fmt: skip
    assert weights[[0, 2]] == pytest.approx(searched.x, abs=1e-4)


def test_nothing_judged_leaves_even_odds() -> None:
    """Of evidence that no record showed nothing is known, so it moves nothing."""
    known, right = made(1.0)
    weights = fit(known, np.array(right), [*NAMES, "never seen"])
    assert weights[3] == 0.0
