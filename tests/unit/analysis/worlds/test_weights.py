"""Weights: what can be, what cannot, and uniform draws of what can."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from tests.unit.analysis.worlds.small import concern

from detente.analysis.worlds import weights as module
from detente.analysis.worlds.ordering import Floats, keep_order
from detente.analysis.worlds.weights import WeightSpace, build_space, draw_weights
from detente.case.model import Concern
from detente.errors import CaseError

Stated = Sequence[tuple[tuple[float, float] | None, int | None]]


def concerns(stated: Stated) -> list[Concern]:
    return [
        concern(f"c{k}", "north", "true", weight=weight, order=order)
        for k, (weight, order) in enumerate(stated)
    ]


def space(stated: Stated) -> WeightSpace:
    return build_space(concerns(stated), "north")


def draw(stated: Stated, n_worlds: int = 4000) -> Floats:
    def exponentials(index: int, turn: int) -> Floats:
        return np.random.default_rng([7, index, turn]).standard_exponential(n_worlds)

    return draw_weights(space(stated), n_worlds, exponentials, lambda: np.random.default_rng(8))


def rejected(stated: Stated, n_worlds: int = 4000) -> Floats:
    """Draw from the whole simplex and throw away what does not fit: slow, and plainly uniform."""
    generator = np.random.default_rng(9)
    kept: list[Floats] = []
    while sum(part.shape[1] for part in kept) < n_worlds:
        tried = generator.dirichlet(np.ones(len(stated)), size=200_000).T
        fits = np.ones(tried.shape[1], dtype=bool)
        for k, (weight, order) in enumerate(stated):
            low, high = weight or (0.0, 1.0)
            fits &= (tried[k] >= low) & (tried[k] <= high)
            for other, (_, later) in enumerate(stated):
                if order and later and order < later:
                    fits &= tried[k] >= tried[other]
        kept.append(tried[:, fits])
    return np.concatenate(kept, axis=1)[:, :n_worlds]


SPACES: list[Stated] = [
    [(None, None)] * 4,
    [((0.2, 0.6), None), (None, None), (None, None)],
    [((0.0, 0.4), None)] * 3,
    [(None, 1), (None, 2), (None, 3), (None, None)],
    [((0.1, 0.5), 2), (None, 1), ((0.05, 0.3), 2), (None, None)],
    [((0.0, 0.2), 1), (None, 2), (None, None)],
]


@pytest.mark.parametrize("stated", SPACES)
@pytest.mark.parametrize("rounds", [64, 0], ids=["rejection", "hit-and-run"])
def test_draws_are_uniform(stated: Stated, rounds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways give the moments and the distribution of plain rejection, within five standard errors."""
    monkeypatch.setattr(module, "MAX_ROUNDS", rounds)
    drawn, expected = draw(stated), rejected(stated)
    assert drawn.sum(axis=0) == pytest.approx(np.ones(drawn.shape[1]))
    n_worlds = drawn.shape[1]
    error = expected.std(axis=1) * np.sqrt(2 / n_worlds)
    assert (np.abs(drawn.mean(axis=1) - expected.mean(axis=1)) < 5 * error + 1e-12).all()
    assert np.allclose(np.cov(drawn), np.cov(expected), atol=0.12 * np.cov(expected).max())
    for one, other in zip(drawn, expected, strict=True):
        both = np.sort(np.concatenate([one, other]))
        gap = np.abs(
            np.searchsorted(np.sort(one), both, side="right")
            - np.searchsorted(np.sort(other), both, side="right")
        ).max()
        # Kolmogorov-Smirnov at about one in a million.
        assert gap / n_worlds < 2.7 * np.sqrt(2 / n_worlds)


def test_the_random_walk_takes_over_where_rejection_gives_up() -> None:
    """Eight weights in narrow bands: a flat draw almost never fits."""
    stated: Stated = [((0.115, 0.13), None)] * 8
    drawn = draw(stated, n_worlds=200)
    assert ((drawn >= 0.115) & (drawn <= 0.13)).all()
    assert drawn.sum(axis=0) == pytest.approx(np.ones(200))
    assert drawn.mean(axis=1) == pytest.approx(np.full(8, 1 / 8), abs=0.002)
    assert (drawn.std(axis=1) > 0.002).all()


def test_an_order_may_skip_numbers_and_share_them() -> None:
    drawn = draw([(None, 5), (None, 9), (None, 5), (None, None)])
    assert (np.minimum(drawn[0], drawn[2]) >= drawn[1]).all()
    # Of the two that share a place, either may be the heavier; the free one may be anywhere.
    assert 0.45 < (drawn[0] > drawn[2]).mean() < 0.55
    assert 0 < (drawn[3] > drawn[0]).mean() < 1


def test_bounds_take_in_orders_and_the_sum() -> None:
    """A number among open weights leaves the rest to the others; a first place bounds what follows it."""
    found = space([((0.7, 0.7), None), (None, None), (None, None)])
    assert found.high == pytest.approx([0.7, 0.3, 0.3])
    assert found.is_open.tolist() == [False, True, True]
    found = space([((0.0, 0.4), 1), (None, 2), (None, None)])
    assert found.high == pytest.approx([0.4, 0.4, 1.0])
    assert found.low == pytest.approx([0.0, 0.0, 0.2])


def test_what_only_one_number_fits_is_not_open() -> None:
    assert not space([((0.4, 0.4), None), (None, None)]).is_open.any()
    assert not space([((0.5, 0.9), None), ((0.5, 1.0), None)]).is_open.any()
    assert not space([((0.0, 0.5), None), ((0.2, 0.5), None)]).is_open.any()
    assert not space([((0.0, 0.5), 1), (None, 2)]).is_open.any()


def test_a_single_concern_has_the_whole_weight() -> None:
    assert draw([((0.2, 0.6), None)], n_worlds=3).tolist() == [[1.0, 1.0, 1.0]]


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (
            [((0.6, 0.8), None), ((0.5, 1.0), None)],
            "'north' cannot add up to 1: the low ends .* 1.1, above",
        ),
        (
            [((0.0, 0.3), None), ((0.1, 0.6), None)],
            "'north' cannot add up to 1: the high ends .* 0.9, below",
        ),
        # In order, 'c1' may not weigh more than 0.2 either.
        ([((0.0, 0.2), 1), (None, 2)], "the high ends of concerns 'c0', 'c1'.* 0.4, below 1"),
        ([((0.0, 0.2), 1), ((0.4, 0.9), 2), (None, None)], "cycle: .* 'north' .*'c0'.* 0.4 and at most 0.2"),
        (
            [(None, 1), ((0.0, 0.3), 2), ((0.5, 0.9), 3)],
            "cycle: .*'c1'.* at least 0.5 and at most 0.3",
        ),
    ],
)
def test_weights_that_cannot_be_are_named(stated: Stated, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        space(stated)


def test_keeping_an_order_deals_the_same_values_out_again() -> None:
    values = np.array([[0.9, 0.1], [0.2, 0.8], [0.5, 0.5], [0.7, 0.3]])
    kept = keep_order(values, np.array([2, 1, 0, 1]))
    assert kept.tolist() == [[0.9, 0.8], [0.2, 0.3], [0.5, 0.5], [0.7, 0.1]]
