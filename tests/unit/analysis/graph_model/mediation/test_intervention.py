from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.analysis.graph_model import (
    GraphModel,
    ModelMeasure,
    ModelWish,
    MoveGraph,
    Relation,
    find_intervention,
)
from detente.analysis.graph_model.mediation.intervention import reachable_states
from detente.analysis.graph_model.mediation.pressure import find_pressure
from detente.analysis.graph_model.mediation.subsets import cheapest_first
from detente.errors import ModelError

# Two sides (bits 0 and 1: restraint) and a guarantor (bit 2); both gain from firing on a side that holds.
DILEMMA = GraphModel.from_options(
    owner=[0, 1, 2],
    direction=["both", "both", "fwd"],
    rank=[[1, 0, 3, 2, 1, 0, 3, 4], [1, 3, 0, 2, 1, 3, 0, 4], [0, 0, 0, 0, 1, 1, 1, 2]],
)
PEACE = ModelWish(states=(3, 7), start=0, concept="nash")


class TestFinding:
    def test_nothing_needs_to_be_done_for_what_holds_already(self) -> None:
        found = find_intervention(DILEMMA, measures=[ModelMeasure()], wish=replace(PEACE, states=(0, 7)))
        assert [(one.measures, one.cost, one.states) for one in found.sets] == [((), 0.0, (7,))]

    def test_an_option_that_is_added_cannot_be_taken_without(self) -> None:
        without = find_intervention(DILEMMA, measures=[ModelMeasure(adds=(2,))], wish=PEACE, max_measures=0)
        assert without.sets == ()
        assert without.near_miss is not None
        assert (without.near_miss.state, without.near_miss.blockers) == (3, (0, 1))
        found = find_intervention(DILEMMA, measures=[ModelMeasure(adds=(2,), cost=2)], wish=PEACE)
        assert [(one.measures, one.cost, one.states) for one in found.sets] == [((0,), 2.0, (7,))]

    def test_an_option_that_is_taken_now_needs_nobody_to_add_it(self) -> None:
        found = find_intervention(DILEMMA, measures=[ModelMeasure(adds=(2,))], wish=replace(PEACE, start=4))
        assert found.sets[0].measures == ()

    def test_what_is_taken_is_taken_from_the_start(self) -> None:
        measures = [ModelMeasure(adds=(2,)), ModelMeasure(takes=(2,), cost=0.5)]
        found = find_intervention(DILEMMA, measures=measures, wish=PEACE)
        assert [(one.measures, one.start) for one in found.sets] == [((1,), 4)]

    def test_all_that_cost_the_same_are_listed_in_order(self) -> None:
        measures = [
            ModelMeasure(takes=(2,), cost=0.3),
            ModelMeasure(blocks=(0,), cost=0.1),
            ModelMeasure(adds=(2,), cost=0.1 + 0.2),
            ModelMeasure(adds=(2,), cost=0.3),
        ]
        found = find_intervention(DILEMMA, measures=measures, wish=PEACE)
        assert [one.measures for one in found.sets] == [(0,), (3,)]

    def test_a_ranking_can_be_shifted(self) -> None:
        calm = ModelMeasure(ranks=((0, (0, 0, 0, 0, 0, 0, 0, 0)),), cost=1)
        both = [
            calm,
            ModelMeasure(ranks=((1, (0,) * 8),), cost=1),
            ModelMeasure(ranks=((1, tuple(range(8))),)),
        ]
        wish = replace(PEACE, states=(3,))
        alone = GraphModel(
            graph=DILEMMA.graph.without([2]), preference=DILEMMA.preference, labels=DILEMMA.labels
        )
        found = find_intervention(alone, measures=both, wish=wish)
        assert [one.measures for one in found.sets] == [(0, 1), (0, 2)]

    def test_measures_that_contradict_each_other_are_not_combined(self) -> None:
        measures = [ModelMeasure(takes=(0,)), ModelMeasure(blocks=(0,)), ModelMeasure(takes=(1,))]
        found = find_intervention(DILEMMA, measures=measures, wish=replace(PEACE, states=(4,), concept="gmr"))
        assert found.n_tried < 2**3
        assert all({0, 1} - set(one.measures) for one in found.sets)

    def test_says_when_it_was_cut_short(self) -> None:
        measures = [ModelMeasure(blocks=(2,), cost=k) for k in range(1, 6)]
        found = find_intervention(DILEMMA, measures=measures, wish=replace(PEACE, states=(3,)), max_sets=4)
        assert (found.sets, found.n_tried, found.is_proven) == ((), 4, False)

    def test_preferences_may_be_a_relation(self) -> None:
        rank = DILEMMA.rank
        none = np.zeros((3, 8, 8), dtype=bool)
        relation = Relation(prefers=rank[:, None, :] > rank[:, :, None], strongly=none, unknown=none)
        model = replace(DILEMMA, preference=relation)
        for by in ("moves", "improvements"):
            wish = replace(PEACE, reachable_by=by)
            one, other = (
                find_intervention(m, measures=[ModelMeasure(adds=(2,))], wish=wish) for m in (model, DILEMMA)
            )
            assert one == other

    def test_a_state_nobody_can_reach_is_no_outcome(self) -> None:
        model = GraphModel.from_options(owner=[0, 1], direction=["fwd", "both"], rank=[[1, 0, 3, 0], [0] * 4])
        wish = ModelWish(states=(2,), start=1, concept="nash")
        found = find_intervention(model, measures=[], wish=wish)
        assert found.near_miss is not None
        assert (found.near_miss.blockers, found.near_miss.is_reachable) == ((), False)
        assert find_intervention(model, measures=[ModelMeasure(blocks=(0,))], wish=wish).sets[0].start == 0


class TestReach:
    def test_binds_nobody_moving_twice_in_a_row(self) -> None:
        pairs = tuple(np.array(rows, dtype=np.int64) for rows in ([[0, 1], [1, 2]], [[0, 1]]))
        graph = MoveGraph(n_dms=2, owner=(), direction=(), states=np.arange(3), edges=pairs)
        model = GraphModel(graph=graph, preference=np.zeros((2, 3), dtype=np.int32), labels=DILEMMA.labels)
        assert list(reachable_states(model, 0, "moves")) == [True, True, True]
        assert list(reachable_states(replace(model, graph=graph.without([1])), 0, "moves")) == [
            True,
            True,
            False,
        ]
        assert list(reachable_states(model, 0, "improvements")) == [True, False, False]


class TestRefusals:
    @pytest.mark.parametrize(
        ("measure", "message"),
        [
            (ModelMeasure(cost=-1), "measure 0 costs -1"),
            (ModelMeasure(cost=float("nan")), "measure 0 costs nan"),
            (ModelMeasure(text="troops", adds=(3,)), r"measure 0 \(troops\) names option 3"),
            (ModelMeasure(adds=(0,), takes=(0,)), "names option 0 in two ways"),
            (ModelMeasure(ranks=((0, (1, 2)),)), "ranks 2 states for dm 0"),
            (ModelMeasure(ranks=((0, (0,) * 8), (0, (1,) * 8))), "sets the ranking of one dm twice"),
        ],
    )
    def test_of_measures(self, measure: ModelMeasure, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            find_intervention(DILEMMA, measures=[measure], wish=PEACE)

    @pytest.mark.parametrize(
        ("wish", "message"),
        [
            (replace(PEACE, states=()), "names no state"),
            (replace(PEACE, states=(8,)), "state 8 is not one of the 8"),
            (replace(PEACE, start=9), "state 9 is not one of the 8"),
            (replace(PEACE, concept="best"), "concept 'best' is unknown"),
            (replace(PEACE, reachable_by="hops"), "by 'hops' is unknown"),
        ],
    )
    def test_of_wishes(self, wish: ModelWish, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            find_intervention(DILEMMA, measures=[], wish=wish)


class TestPressure:
    def test_combines_measures_with_the_reversals_that_are_left(self) -> None:
        # Both sides gain from firing; the guarantee takes away South's gain, North's has to be bought.
        model = GraphModel.from_options(
            owner=[0, 1, 2], rank=[[1, 0, 3, 2, 1, 0, 3, 2], [1, 3, 0, 2, 1, 2, 0, 3], [0] * 8]
        )
        wish = ModelWish(states=(7,), start=0, concept="nash")
        guarantee = [ModelMeasure(takes=(2,), cost=0.5)]
        found = find_pressure(model, measures=guarantee, wish=wish, prices=[2, 3, None])
        assert found.change is not None
        assert (found.measures, found.start, found.cost) == ((0,), 4, 2.5)
        assert [(item.dm, item.state, item.over) for item in found.change.reversals] == [(0, 7, 6)]

    def test_says_that_nothing_suffices_where_nobody_can_be_moved(self) -> None:
        found = find_pressure(DILEMMA, measures=[], wish=replace(PEACE, states=(3,)), prices=[None] * 3)
        assert (found.change, found.cost, found.is_proven, found.n_tried) == (None, None, True, 1)

    @pytest.mark.parametrize(
        ("wish", "prices", "message"),
        [
            (replace(PEACE, reachable_by="improvements"), [1, 1, 1], "has no fixed meaning"),
            (PEACE, [1, 1], "prices has 2 entries for 3 dms"),
            (PEACE, [1, 0, None], "cost of dm 1 is 0"),
        ],
    )
    def test_refuses_what_it_cannot_answer(
        self, wish: ModelWish, prices: list[float | None], message: str
    ) -> None:
        with pytest.raises(ModelError, match=message):
            find_pressure(DILEMMA, measures=[], wish=wish, prices=prices)


def test_sets_come_by_cost_then_size_then_order_each_once() -> None:
    found = list(cheapest_first([0.3, 0.1, 0.2, 0.0]))
    keys = [(cost, len(chosen), chosen) for cost, chosen in found]
    assert keys == sorted(keys)
    assert len({chosen for _, chosen in found}) == 16
    assert [chosen for _, chosen in cheapest_first([1, 1], most=1)] == [(), (0,), (1,)]
