from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.brief.likelihood import SCALE, terms, words


def test_the_scale_is_that_of_icd_203() -> None:
    # ODNI (2015), ICD 203, section D.6.e(2)(a)
    assert [(term.word, term.low, term.high) for term in SCALE] == [
        ("almost no chance", 1, 5),
        ("very unlikely", 5, 20),
        ("unlikely", 20, 45),
        ("roughly even chance", 45, 55),
        ("likely", 55, 80),
        ("very likely", 80, 95),
        ("almost certain", 95, 99),
    ]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.03, 0.03, "almost no chance"),
        (0.05, 0.05, "very unlikely"),
        (0.20, 0.20, "unlikely"),
        (0.45, 0.45, "roughly even chance"),
        (0.5, 0.5, "roughly even chance"),
        (0.55, 0.55, "roughly even chance"),
        (0.80, 0.80, "likely"),
        (0.95, 0.95, "very likely"),
        (0.97, 0.97, "almost certain"),
        (0.55, 0.80, "likely"),
        (0.6, 0.75, "likely"),
        (0.3, 0.6, "unlikely to likely"),
        (0.0, 1.0, "almost no chance to almost certain"),
    ],
)
def test_words_for_a_probability(low: float, high: float, expected: str) -> None:
    assert words(low, high) == expected


@given(st.integers(0, 100), st.integers(0, 100))
def test_words_mirror_when_the_probability_does(a: int, b: int) -> None:
    low, high = sorted((a, b))
    places = [SCALE.index(term) for term in terms(low / 100, high / 100)]
    mirrored = [SCALE.index(term) for term in terms((100 - high) / 100, (100 - low) / 100)]
    assert [len(SCALE) - 1 - place for place in reversed(places)] == mirrored


@pytest.mark.parametrize(("low", "high"), [(-0.1, 0.5), (0.5, 1.1), (0.6, 0.5)])
def test_what_is_no_probability_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="the ends must lie in order between 0 and 1"):
        terms(low, high)
