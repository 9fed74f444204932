"""What is open, and how it is settled in each world."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from tests.unit.analysis.worlds.small import A, B, concern, dilemma, settled

from detente.analysis.worlds.draws import Draws, Opening, check_seed, draw_worlds, find_openings
from detente.analysis.worlds.preferences import build_preferences, rank_by_priority, rank_by_weight
from detente.analysis.worlds.structure import build_structure
from detente.case import Case
from detente.case.model import Assumption
from detente.errors import CaseError


def openings(case: Case) -> tuple[Opening, ...]:
    return find_openings(build_structure(case))


def drawn(case: Case, n_worlds: int = 2000, seed: int = 0) -> Draws:
    structure = build_structure(case)
    return draw_worlds(structure, find_openings(structure), n_worlds, seed)


def test_stated_numbers_are_used_as_they_are() -> None:
    """Even where they do not add up to 1: only their proportions count."""
    case = dilemma(
        concern("x", A, "south.hold", weight=(0.9, 0.9)),
        concern("y", A, "north.hold", weight=(0.4, 0.4), kind="avoids"),
    )
    assert not any(opening.is_open for opening in openings(case))
    found = drawn(case, n_worlds=2)
    assert found.weights[0].tolist() == [[0.9, 0.9], [0.4, 0.4]]
    assert found.signs[0].tolist() == [[1, 1], [-1, -1]]


def test_open_directions_fall_either_way_and_apart_from_each_other() -> None:
    case = dilemma(
        concern("x", A, "south.hold", kind="about", weight=(0.5, 0.5)),
        concern("y", A, "north.hold", kind="about", weight=(0.5, 0.5)),
    )
    assert openings(case)[0].direction == (True, True)
    assert openings(case)[0].weight == (False, False)
    signs = drawn(case).signs[0]
    assert set(np.unique(signs)) == {-1, 1}
    assert abs(signs.mean(axis=1)).max() < 0.1
    assert abs((signs[0] * signs[1]).mean()) < 0.1


def test_open_membership_is_drawn_and_a_settled_one_is_not() -> None:
    case = dilemma()
    parties = (replace(case.parties[0], is_member=None), replace(case.parties[1], is_member=False))
    found = drawn(replace(case, parties=parties))
    assert 0.45 < found.members[0].mean() < 0.55
    assert not found.members[1].any()
    assert [opening.member for opening in openings(replace(case, parties=parties))] == [True, False]


def test_a_lone_concern_leaves_its_weight_no_question() -> None:
    case = dilemma(concern("x", A, "south.hold"), concern("y", B, "north.hold", weight=(0.1, 0.3)))
    assert not any(opening.is_open for opening in openings(case))


def test_the_last_concern_left_on_is_no_question_either() -> None:
    case = dilemma(
        concern("x", A, "south.hold"),
        concern("z", A, "north.hold", assumption="off", grade="assumption"),
        assumptions=(Assumption(name="off", text="off", is_on=False),),
    )
    assert not any(opening.is_open for opening in openings(case))


def test_weights_keep_their_proportions_when_an_assumption_is_switched_off() -> None:
    def case(is_on: bool) -> Case:
        return dilemma(
            concern("x", A, "south.hold", weight=(0.2, 0.4)),
            concern("y", A, "north.hold", weight=(0.2, 0.4)),
            concern("z", A, "north.hold & south.hold", assumption="named", grade="assumption"),
            assumptions=(Assumption(name="named", text="named", is_on=is_on),),
        )

    # Without the third the first two could not reach 1: they keep the shares they have with it.
    on, off = drawn(case(True)), drawn(case(False))
    assert np.array_equal(on.weights[0], off.weights[0])
    assert openings(case(True))[0].weight == (True, True, True)
    assert openings(case(False))[0].weight == (True, True, False)


def test_alternatives_that_cannot_all_hold_count_only_when_on() -> None:
    case = dilemma(
        concern("x", A, "south.hold", weight=(0.6, 0.9), assumption="one", grade="assumption"),
        concern("y", A, "north.hold", weight=(0.6, 0.9), assumption="two", grade="assumption"),
        concern("z", A, "north.hold & south.hold"),
        assumptions=(
            Assumption(name="one", text="one"),
            Assumption(name="two", text="two", is_on=False),
        ),
    )
    weights = drawn(case).weights[0]
    assert (weights[1] == 0).all()
    assert ((weights[0] >= 0.6) & (weights[0] <= 0.9)).all()
    both_on = replace(case, assumptions=tuple(replace(a, is_on=True) for a in case.assumptions))
    with pytest.raises(CaseError, match=r"'north' cannot add up to 1: the low ends .*1\.2, above 1"):
        openings(both_on)


def test_priorities_not_stated_are_uniform_among_those_that_keep_the_stated() -> None:
    case = dilemma(
        concern("x", A, "south.hold", order=1),
        concern("y", A, "north.hold", order=2),
        concern("z", A, "north.hold & south.hold"),
        method="priority",
    )
    assert openings(case)[0].weight == (False, False, True)
    sequences = [tuple(int(k) for k in column) for column in np.argsort(drawn(case).weights[0], axis=0).T]
    kept = [order for order in permutations(range(3)) if order.index(0) < order.index(1)]
    shares = [sequences.count(order) / len(sequences) for order in kept]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == pytest.approx([1 / 3] * 3, abs=0.05)


def test_priorities_are_settled_when_all_are_stated_apart() -> None:
    stated = dilemma(
        concern("x", A, "south.hold", order=1), concern("y", A, "north.hold", order=2), method="priority"
    )
    shared = dilemma(
        concern("x", A, "south.hold", order=1), concern("y", A, "north.hold", order=1), method="priority"
    )
    assert not openings(stated)[0].is_open
    assert openings(shared)[0].weight == (True, True)


def test_equal_sums_are_ties_though_their_rounding_differs() -> None:
    held = np.array([[True, False], [True, False], [False, True]])
    weights = np.array([[0.1], [0.2], [0.3]])
    assert float(held[:, 0] @ weights[:, 0]) != 0.3
    assert rank_by_weight(held, weights).tolist() == [[0], [0]]
    assert rank_by_weight(held, weights + np.array([[1e-6], [0], [0]])).tolist() == [[1], [0]]


def test_what_is_avoided_ranks_lower() -> None:
    structure = build_structure(dilemma(*settled()))
    draws = draw_worlds(structure, find_openings(structure), 1, 0)
    ranks = build_preferences(structure, draws).of_states(np.array([0]))[:, :, 0]
    # States: nobody, north, south, both hold. North: south's restraint best, its own least.
    assert ranks.tolist() == [[1, 0, 3, 2], [1, 3, 0, 2]]


def test_priority_compares_any_number_of_concerns_in_strict_order() -> None:
    """100 concerns: weights 2**k would not fit in 64 bits; the first difference alone decides."""
    generator = np.random.default_rng(3)
    held = generator.random((100, 40)) < 0.5
    held[:95, 20:] = held[:95, :20]  # pairs of classes that differ late, if at all
    signs = np.where(generator.random((100, 6)) < 0.5, 1, -1).astype(np.int8)
    keys = generator.random((100, 6))
    ranks = rank_by_priority(held, signs, keys)
    for world in range(6):
        order = np.argsort(keys[:, world])
        met = [tuple(held[k, state] == (signs[k, world] > 0) for k in order) for state in range(40)]
        places = {value: place for place, value in enumerate(sorted(set(met)))}
        assert ranks[:, world].tolist() == [places[value] for value in met]


@pytest.mark.parametrize("seed", [-1, 1.5, True, "0", None])
def test_a_seed_is_a_whole_number_from_0(seed: object) -> None:
    with pytest.raises(CaseError, match="whole number from 0"):
        check_seed(seed)  # type: ignore[arg-type]
