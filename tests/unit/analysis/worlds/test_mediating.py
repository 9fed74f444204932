from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.analysis.worlds.small import A, B, concern, dilemma

from detente.analysis import explore, solve
from detente.analysis.worlds import Wish, mediate
from detente.analysis.worlds.draws import draw_worlds, find_openings
from detente.analysis.worlds.structure import build_structure
from detente.case import Case
from detente.case.model import Measure, Option, Party, Standing
from detente.errors import CaseError, ModelError


def measure(name: str = "m", **fields: Any) -> Measure:
    return Measure(id=name, text="does it", cost=fields.pop("cost", 1), **fields)


def open_case(*measures: Measure) -> Case:
    """North's three concerns have open weights."""
    return dilemma(
        concern("n-other", A, "south.hold"),
        concern("n-own", A, "north.hold", kind="avoids"),
        concern("n-both", A, "quiet"),
        concern("s-own", B, "south.hold", weight=(1, 1)),
        measures=measures,
    )


QUIET = Wish(condition="quiet", concept="nash")


class TestStructure:
    def test_an_option_to_be_added_is_taken_in_no_state_until_it_is(self) -> None:
        case = dilemma(measures=(measure(adds=("north.hold",)),))
        assert list(build_structure(case).graph.states) == [0, 2]
        assert list(build_structure(case.with_measures("m")).graph.states) == [0, 1, 2, 3]
        assert explore(case).n_states == 2
        assert solve(case).states == (0, 2)

    def test_what_is_taken_stays_taken_and_is_the_present(self) -> None:
        case = dilemma(measures=(measure(takes=("north.hold",)), measure("n", blocks=("south.hold",))))
        structure = build_structure(case.with_measures("m", "n"))
        assert (list(structure.graph.states), structure.now) == ([1], 0)

    def test_a_case_whose_measures_are_not_in_force_is_as_without_them(self) -> None:
        case = open_case(measure(blocks=("north.hold",)))
        with_, without = (explore(one, n_worlds=50, seed=3) for one in (case, replace(case, measures=())))
        assert replace(with_, provenance=without.provenance) == without

    def test_measures_that_leave_no_state_are_an_error_on_their_own(self) -> None:
        case = Case.loads(
            dilemma(measures=(measure(takes=("north.hold",)),)).dumps() + '[[rule]]\nnever = "north.hold"\n'
        )
        with pytest.raises(CaseError, match="leave no state"):
            build_structure(case.with_measures("m"))
        assert mediate(case, Wish(condition="!north.hold")).provenance.n_worlds == 1
        with pytest.raises(CaseError, match=r"no state fits 'north\.hold', whatever measures are taken"):
            mediate(case, Wish(condition="north.hold"))


class TestWeights:
    def test_a_weight_that_is_set_leaves_the_others_their_proportions(self) -> None:
        case = open_case(measure(concern="n-own", weight=(0.25, 0.25)))
        drawn = []
        for one in (case, case.with_measures("m")):
            structure = build_structure(one)
            drawn.append(draw_worlds(structure, find_openings(structure), 200, 5).weights[0])
        before, after = drawn
        assert np.array_equal(after[1], np.full(200, 0.25))
        assert np.allclose(after.sum(axis=0), 1)
        assert np.allclose(after[0] * before[2], after[2] * before[0])

    def test_an_interval_is_drawn_from(self) -> None:
        case = open_case(measure(concern="n-own", weight=(0.25, 0.5))).with_measures("m")
        structure = build_structure(case)
        openings = find_openings(structure)
        weights = draw_worlds(structure, openings, 400, 5).weights[0][1]
        assert (weights.min() >= 0.25, weights.max() <= 0.5) == (True, True)
        assert abs(weights.mean() - 0.375) < 0.02
        assert openings[0].weight == (True, True, True)

    def test_a_number_in_the_place_of_an_open_weight_is_not_open(self) -> None:
        structure = build_structure(open_case(measure(concern="n-own", weight=(0.2, 0.2))).with_measures("m"))
        assert find_openings(structure)[0].weight == (True, False, True)

    def test_stated_numbers_are_replaced_as_they_stand(self) -> None:
        case = dilemma(measures=(measure(concern="n-own", weight=(0.9, 0.9)),)).with_measures("m")
        structure = build_structure(case)
        weights = draw_worlds(structure, find_openings(structure), 1, 0).weights[0]
        assert weights.tolist() == [[0.7], [0.9]]

    def test_a_direction_that_is_turned_is_turned_in_every_world(self) -> None:
        case = open_case(measure(concern="n-own", direction="wants")).with_measures("m")
        structure = build_structure(case)
        assert (draw_worlds(structure, find_openings(structure), 9, 0).signs[0] == 1).all()


class TestMediating:
    def test_finds_what_makes_both_hold(self) -> None:
        case = dilemma(
            measures=(
                measure("north-turns", concern="n-own", direction="wants", cost=2),
                measure("south-turns", concern="s-own", direction="wants", cost=1),
                measure("both-held", takes=("north.hold", "south.hold"), cost=4),
            )
        )
        found = mediate(case, QUIET)
        assert [(r.measures, r.cost, r.smallest.share) for r in found.remedies] == [
            (("north-turns", "south-turns"), 3.0, 1.0)
        ]
        assert (found.never.share, found.cut_off, found.obstacles, found.n_tried) == (0.0, None, (), 8)
        assert found.provenance.n_worlds == 1
        few = mediate(case, replace(QUIET, max_measures=1))
        assert [remedy.measures for remedy in few.remedies] == [("both-held",)]

    def test_a_share_is_that_of_exploring_with_the_measures_in_force(self) -> None:
        case = open_case(
            measure("less", concern="n-own", weight=(0.1, 0.1)),
            measure("turn", concern="n-own", direction="wants", cost=3),
        )
        found = mediate(case, QUIET, n_worlds=300, seed=7)
        assert [remedy.measures for remedy in found.remedies] == [(), ("less",), ("turn",)]
        for remedy in found.remedies:
            explored = explore(case.with_measures(*remedy.measures), n_worlds=300, seed=7)
            assert remedy.suffices.share == explored.targets[0].holds[0].share
        assert sum(remedy.smallest.share for remedy in found.remedies) == pytest.approx(1)

    def test_says_who_blocks_where_nothing_suffices(self) -> None:
        case = dilemma(measures=(measure(concern="n-own", direction="wants"),))
        found = mediate(case, QUIET)
        assert (found.remedies, found.never.share) == ((), 1.0)
        assert [(item.party, item.share.share) for item in found.obstacles] == [(B, 1.0)]
        assert found.cut_off is not None
        assert found.cut_off.share == 0

    def test_says_where_nothing_leads_there(self) -> None:
        options = (
            Option(id="hold", party=A, text="holds its fire", moves="off"),
            Option(id="hold", party=B, text="holds its fire"),
        )
        case = dilemma(options=options, measures=(measure(blocks=("south.hold",)),))
        found = mediate(case, Wish(condition="north.hold", concept="gmr"))
        assert found.cut_off is not None
        assert (found.never.share, found.cut_off.share) == (1.0, 1.0)

    def test_exchanging_the_sides_exchanges_the_answer(self) -> None:
        path = Path(__file__).parents[4] / "examples" / "monitors" / "case.toml"
        text = path.read_text(encoding="utf-8")
        for one, other in (("north", "south"), ("North", "South")):
            text = (
                text.replace(f"{one}land", "@")
                .replace(f"{other}mark", f"{one}land")
                .replace("@", f"{other}mark")
            )
            text = (
                text.replace(f'"{one}-', '"@').replace(f'"{other}-', f'"{one}-').replace('"@', f'"{other}-')
            )
        wish = Wish(condition="quiet & !mediator.watch")
        found = mediate(Case.load(path), wish, n_worlds=100)
        mirrored = mediate(Case.loads(text), wish, n_worlds=100)
        assert [r.suffices for r in found.remedies] == [r.suffices for r in mirrored.remedies]
        names = {"aid-northland": "aid-southmark", "aid-southmark": "aid-northland"}
        assert [tuple(names.get(m, m) for m in r.measures) for r in found.remedies] == [
            r.measures for r in mirrored.remedies
        ]

    def test_a_party_that_stays_out_does_not_take_what_is_added_for_it(self) -> None:
        guarantor = Party(id="g", name="G", role="guarantor", is_member=None)
        base = dilemma()
        case = replace(
            base,
            parties=(*base.parties, guarantor),
            options=(*base.options, Option(id="guard", party="g", text="guards the line")),
            measures=(measure(adds=("g.guard",)),),
        )
        found = mediate(case, Wish(condition="g.guard", concept="gmr"), n_worlds=200)
        assert found.remedies[0].measures == ("m",)
        assert 0.3 < found.remedies[0].suffices.share < 0.7
        taken = replace(case, now=(Standing(option="g.guard", is_taken=True),))
        assert mediate(taken, Wish(condition="g.guard", concept="gmr")).remedies[0].measures == ()


@pytest.mark.parametrize(
    ("wish", "n_worlds", "error", "message"),
    [
        (Wish(condition="quite"), 10, CaseError, "did you mean 'quiet'"),
        (Wish(condition="quiet", concept="best"), 10, ModelError, "concept 'best' is unknown"),
        (Wish(condition="quiet", reachable_by="hops"), 10, ModelError, "by 'hops' is unknown"),
        (Wish(condition="quiet", max_measures=-1), 10, CaseError, "max_measures -1 is negative"),
        (Wish(condition="quiet"), 0, CaseError, "n_worlds 0 is not"),
    ],
)
def test_refuses_what_it_cannot_answer(
    wish: Wish, n_worlds: int, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        mediate(dilemma(measures=(measure(blocks=("north.hold",)),)), wish, n_worlds=n_worlds)


def test_a_case_without_measures_has_nothing_to_choose_from() -> None:
    with pytest.raises(CaseError, match="has no measure"):
        mediate(dilemma(), QUIET)
