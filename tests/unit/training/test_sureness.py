"""How probabilities of statements are fitted and measured."""

from __future__ import annotations

import numpy as np
import pytest
from training.sureness import OF_TELLING, Judged, calibration_error, fit, fit_one, predicted


def judged(document: int, *, told: bool | None, speaker: bool | None, **known: float) -> Judged:
    return Judged(document, {"always": 1.0, **known}, told, speaker, is_named=speaker is not None)


def test_the_error_of_calibration_is_weighted_by_how_many_lie_in_a_bin() -> None:
    given = np.array([0.05, 0.05, 0.95, 0.95])
    right = np.array([False, False, True, False])
    # the lower bin is off by .05, the upper by .95 - .5
    assert calibration_error(given, right) == pytest.approx((2 * 0.05 + 2 * 0.45) / 4)


def test_a_certain_probability_falls_in_the_last_bin() -> None:
    assert calibration_error(np.array([1.0]), np.array([True])) == 0.0


def test_what_goes_with_being_right_gets_weight() -> None:
    known = [{"always": 1.0, "sign": 1.0}] * 8 + [{"always": 1.0}] * 8
    right = np.array([True] * 7 + [False] + [False] * 7 + [True])
    names = ["always", "sign"]
    weights = fit(known, right, names)
    with_sign, without = predicted([known[0], known[-1]], weights, names)
    assert without < 0.5 < with_sign
    # at the optimum of the penalised likelihood its slope is nought
    table = np.array([[one.get(name, 0.0) for name in names] for one in known])
    slope = table.T @ (right - predicted(known, weights, names)) - weights
    assert np.abs(slope).max() < 1e-6


def test_what_the_corpus_cannot_judge_is_left_out_of_telling_only() -> None:
    rows = [judged(number, told=None if number % 2 else True, speaker=True) for number in range(10)]
    assert fit_one(rows, "told")[1]["n"] == 5
    assert fit_one(rows, "speaker")[1]["n"] == 10


def test_what_tells_of_telling_is_kept_from_speakers() -> None:
    rows = [judged(number, told=True, speaker=bool(number % 3), words=1.0) for number in range(12)]
    assert "words" in fit_one(rows, "told")[0]
    assert not OF_TELLING & set(fit_one(rows, "speaker")[0])


def test_nothing_to_fit_to_says_what_to_do() -> None:
    with pytest.raises(SystemExit, match="judge more documents"):
        fit_one([judged(0, told=None, speaker=None)], "told")
