"""Only figures give a chance, and only when they are one figure for the thing itself."""

from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, leader, tale

from detente.reading.bargaining.chances import stated_chance


@pytest.mark.parametrize(
    ("words", "chance"),
    [
        ("there is a 70 percent chance that the gates open", 0.7),
        ("a 70% chance of a deal", 0.7),
        ("a 70 per cent probability that it holds", 0.7),
        ("a 12.5 percent likelihood of war", 0.125),
        ("a seventy percent chance", 0.7),
        ("a seventy-five percent chance", 0.75),
        ("the deal is 70 % likely", 0.7),
        ("I am 90 percent sure that they will sign", 0.9),
        ("she is one hundred percent certain that it will hold", 1.0),
        ("I put the odds of a deal at 3 in 4", 0.75),
        ("odds of three in four", 0.75),
        ("odds of 3 to 1 against a deal", 0.25),
        ("odds of 3 to 1 on", 0.75),
        ("a one-in-three chance that it fails", 1 / 3),
        ("a 1 in 5 chance", 0.2),
        ("one chance in ten that he comes", 0.1),
        ("three chances out of four", 0.75),
        ("a two out of three chance", 2 / 3),
        ("a fifty-fifty chance of peace", 0.5),
        ("the chances are 50-50", 0.5),
        ("it is fifty-fifty whether they come", 0.5),
        ("the chances of a truce are about 40 percent", 0.4),
        ("the probability that they sign is 0.65", 0.65),
        ("a 0 percent chance", 0.0),
    ],
)
def test_figures(words: str, chance: float) -> None:
    assert stated_chance(words) == pytest.approx(chance, abs=1e-6)


@pytest.mark.parametrize(
    "words",
    [
        "the truce is likely to hold",
        "a good chance that they will sign",
        "almost certain to fail",
        "little chance of peace",
        "at least a 60 percent chance",
        "the chance is less than 10 percent",
        "a 60 to 70 percent chance",
        "between 60 and 70 percent likely",
        "there is not a 70 percent chance",
        "he never gave a 70 percent chance",
        "70 percent of voters want a deal",
        "inflation will reach 7 percent by June",
        "the chance will come if 70 percent vote for it",
        "they split the land fifty-fifty",
        "three in four voters will stay home",
        "a 140 percent chance",
        "a 30 percent chance of war and a 70 percent chance of peace",
        "odds of 3 to 1",
        "",
    ],
)
def test_what_gives_no_one_figure(words: str) -> None:
    assert stated_chance(words) is None


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "chance"),
    [
        ("{leader} said there was a 70 percent chance that {other} would open the gates by Friday.", 0.7),
        ("{leader} predicted a one-in-three chance of a truce by Friday.", 1 / 3),
        ("{leader} said that {other} would likely open the gates by Friday.", None),
    ],
)
def test_forecasts_keep_the_chance_they_state(
    own: str, other: str, sentence: str, chance: float | None
) -> None:
    (claim,) = tale(sentence.format(own=own, other=other, leader=leader(own))).claims
    assert claim.kind == "forecast"
    assert claim.chance == (None if chance is None else pytest.approx(chance, abs=1e-6))
