from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.unit.analysis.worlds.small import A, B, concern, dilemma

from detente.case import Case
from detente.case.measures import (
    always_taken,
    contradiction,
    never_taken,
    under_measures,
    weights_set,
    with_measures,
)
from detente.case.merging import merge
from detente.case.model import Assumption, Measure, Standing
from detente.errors import CaseError

GIVEN = """
[[party]]
id = "a"
name = "A"
role = "belligerent"
[[option]]
id = "stop"
party = "a"
text = "stops"
[[option]]
id = "talk"
party = "a"
text = "talks"
[[assumption]]
name = "trust"
is_on = false
[[concern]]
id = "price"
party = "a"
avoids = "a.stop"
weight = [0.2, 0.4]
[[measure]]
id = "aid"
text = "pays for it"
cost = 1.5
adds = ["a.talk"]
concern = "price"
weight = [0.0, 0.1]
direction = "wants"
turns_on = ["trust"]
because = "it was offered"
is_on = true
cites = ["event:1"]
"""


def measure(name: str = "m", **fields: Any) -> Measure:
    return Measure(id=name, text="does it", cost=fields.pop("cost", 1), **fields)


def case_with(*measures: Measure, **fields: Any) -> Case:
    return dilemma(measures=measures, **fields)


class TestLoading:
    def test_every_field_is_read(self) -> None:
        assert Case.loads(GIVEN).measures == (
            Measure(
                id="aid",
                text="pays for it",
                cost=1.5,
                adds=("a.talk",),
                concern="price",
                weight=(0.0, 0.1),
                direction="wants",
                turns_on=("trust",),
                because="it was offered",
                is_on=True,
                cites=("event:1",),
            ),
        )

    def test_what_is_written_loads_as_it_was(self) -> None:
        case = Case.loads(GIVEN)
        assert Case.loads(case.dumps()) == case

    def test_a_whole_number_is_a_cost(self) -> None:
        assert Case.loads(GIVEN.replace("cost = 1.5", "cost = 3")).measures[0].cost == 3.0

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("cost = 1.5", "", "lacks 'cost'"),
            ("cost = 1.5", 'cost = "much"', "it must be a number"),
            ("cost = 1.5", "cost = true", "it must be a number"),
            ("cost = 1.5", "cost = -1", "measure 'aid' costs -1.0.*from 0 up"),
            ("cost = 1.5", "cost = nan", "costs nan"),
            ('"pays for it"', '" "', "measure 'aid' has no text"),
            ('id = "aid"', 'id = "a id"', "measure 'a id' cannot be a name"),
            ('["a.talk"]', '["a.walk"]', "names option 'a.walk'.*did you mean 'a.talk'"),
            ('["trust"]', '["trust-me"]', "names assumption 'trust-me'"),
            ('concern = "price"', 'concern = "prize"', "names concern 'prize'.*did you mean 'price'"),
            ('concern = "price"', "", "changes a concern only when it names the concern"),
            ('weight = [0.0, 0.1]\ndirection = "wants"', "", "changes a concern only when"),
            ("weight = [0.0, 0.1]", "weight = [0.2, 0.1]", r"sets a weight of \[0.2, 0.1\]"),
            ('direction = "wants"', 'direction = "about"', "has direction 'about'"),
            ('adds = ["a.talk"]', 'adds = ["a.talk"]\ntakes = ["a.talk"]', "names 'a.talk' in two ways"),
            ('turns_on = ["trust"]', 'turns_on = ["trust"]\nturns_off = ["trust"]', "'trust' in two ways"),
            ("cites =", "cite =", "unknown key 'cite'"),
        ],
    )
    def test_says_what_is_wrong(self, old: str, new: str, message: str) -> None:
        assert old in GIVEN
        with pytest.raises(CaseError, match=message):
            Case.loads(GIVEN.replace(old, new))

    def test_a_measure_that_does_nothing_is_refused(self) -> None:
        with pytest.raises(CaseError, match="measure 'm' does nothing"):
            case_with(measure()).check()

    def test_weights_mean_nothing_where_concerns_are_in_strict_order(self) -> None:
        shift = measure(concern="n-own", weight=(0.1, 0.1))
        with pytest.raises(CaseError, match="compares concerns in strict order"):
            case_with(shift, method="priority").check()

    def test_a_record_that_is_not_there_is_noticed(self) -> None:
        from detente.record import Record

        with pytest.raises(CaseError, match="measure 'm' cites 'event:9'"):
            case_with(measure(blocks=("north.hold",), cites=("event:9",))).check(Record())

    def test_an_id_twice_is_refused(self) -> None:
        with pytest.raises(CaseError, match="measure 'm' appears twice"):
            case_with(*[measure(blocks=("north.hold",))] * 2).check()


class TestInForce:
    def test_what_is_added_is_out_of_reach_without_its_measure(self) -> None:
        case = case_with(measure(adds=("north.hold",)), measure("n", adds=("north.hold", "south.hold")))
        assert never_taken(case) == {"north.hold", "south.hold"}
        assert never_taken(case.with_measures("m")) == {"south.hold"}
        assert never_taken(case.with_measures("n")) == frozenset()

    def test_what_is_taken_now_needs_no_measure(self) -> None:
        case = case_with(measure(adds=("north.hold",)), now=(Standing(option="north.hold", is_taken=True),))
        assert never_taken(case) == frozenset()

    def test_a_measure_changes_the_present(self) -> None:
        case = case_with(
            measure(takes=("south.hold",)),
            measure("n", blocks=("north.hold",)),
            now=(Standing(option="north.hold", is_taken=True, cites=("event:1",)),),
        ).with_measures("m", "n")
        assert always_taken(case) == {"south.hold"}
        assert never_taken(case) == {"north.hold"}
        assert under_measures(case).now == (
            Standing(option="north.hold", is_taken=False, cites=("event:1",)),
            Standing(option="south.hold", is_taken=True),
        )

    def test_a_measure_turns_assumptions_and_concerns(self) -> None:
        case = case_with(
            measure(turns_on=("calm",), turns_off=("fear",)),
            measure("n", concern="n-own", direction="wants", weight=(0.2, 0.2)),
            assumptions=(Assumption(name="calm", text="", is_on=False), Assumption(name="fear", text="")),
            concerns=(
                concern("n-own", A, "north.hold", kind="avoids", weight=(0.5, 0.5)),
                concern("n-calm", A, "south.hold", weight=(0.5, 0.5), assumption="calm"),
                concern("s-fear", B, "south.hold", assumption="fear"),
            ),
        )
        assert [c.id for c in case.active().concerns] == ["n-own", "s-fear"]
        active = case.with_measures("m", "n").active()
        assert [(c.id, c.kind) for c in active.concerns] == [("n-own", "wants"), ("n-calm", "wants")]
        assert weights_set(case.with_measures("n")) == {"n-own": (0.2, 0.2)}

    def test_doing_it_twice_changes_nothing_more(self) -> None:
        case = case_with(
            measure(takes=("south.hold",), concern="n-own", direction="wants"),
            measure("n", turns_on=("calm",)),
            assumptions=(Assumption(name="calm", text="", is_on=False),),
        ).with_measures("m", "n")
        once = under_measures(case)
        assert under_measures(once) == once
        # An assumption switched off afterwards stays off.
        off = replace(once, assumptions=tuple(replace(item, is_on=False) for item in once.assumptions))
        assert under_measures(off) == off

    def test_measures_that_contradict_each_other_cannot_both_be_in_force(self) -> None:
        takes, blocks = measure(takes=("north.hold",)), measure("n", blocks=("north.hold",))
        assert "one takes option 'north.hold'" in (contradiction([takes, blocks]) or "")
        assert "one takes option 'north.hold'" in (contradiction([blocks, takes]) or "")
        shift = measure("p", concern="n-own", direction="wants")
        assert "both change concern" in (contradiction([shift, replace(shift, id="q")]) or "")
        assert "turns assumption 'x' on" in (
            contradiction([measure(turns_off=("x",)), measure("n", turns_on=("x",))]) or ""
        )
        assert contradiction([takes, shift]) is None
        case = case_with(takes, blocks)
        case.check()
        with pytest.raises(CaseError, match="contradict each other: 'm' and 'n'"):
            case.with_measures("m", "n")

    def test_an_unknown_measure_is_refused(self) -> None:
        with pytest.raises(CaseError, match="measure 'mm' is not in the case: did you mean 'm'"):
            with_measures(case_with(measure(blocks=("north.hold",))), ["mm"])


class TestIdentity:
    def test_a_case_without_measures_keeps_the_id_it_had(self) -> None:
        assert dilemma().id == "case:16d8658f685884e0"

    def test_measures_are_part_of_what_a_case_is(self) -> None:
        case = case_with(measure(blocks=("north.hold",)))
        assert len({dilemma().id, case.id, case.with_measures("m").id}) == 3


class TestMerging:
    def test_a_draft_leaves_measures_as_they_are_and_adds_its_own(self) -> None:
        old = case_with(measure(adds=("north.hold",)))
        text = old.dumps().replace("[[measure]]", "# ours\n[[measure]]")
        new = case_with(
            measure(blocks=("north.hold",)),
            measure("n", takes=("south.hold",)),
            measure("p", concern="gone", weight=(0.5, 0.5)),
            concerns=(concern("gone", A, "quiet"),),
        )
        merged = merge(text, new)
        assert "# ours\n[[measure]]" in merged
        found = Case.loads(merged)
        assert found.measures == (old.measures[0], *new.measures[1:])
        assert merge(merged, new) == merged

    def test_a_measure_follows_its_concern_to_the_name_it_has_in_the_file(self) -> None:
        old = dilemma(concerns=(concern("one", A, "north.hold"), concern("two", A, "south.hold")))
        new = case_with(
            measure(concern="two", direction="avoids"), concerns=(concern("two", A, "north.hold"),)
        )
        assert Case.loads(merge(old.dumps(), new)).measures[0].concern == "one"

    def test_a_renamed_party_keeps_its_options_in_new_measures(self) -> None:
        old = dilemma()
        new = Case.loads(
            case_with(measure(adds=("north.hold",)))
            .dumps()
            .replace('"north"', '"norden"')
            .replace("north.", "norden.")
        )
        assert Case.loads(merge(old.dumps(), new)).measures[0].adds == ("north.hold",)
