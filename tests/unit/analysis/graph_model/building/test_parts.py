"""Building a model from more than ranks: statements, relations, merged and misperceived states, graphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.analysis.graph_model import (
    GraphModel,
    Labels,
    Relation,
    feasible_states,
    ranks_from_order,
    solve,
)
from detente.analysis.graph_model.building.selections import letters_of
from detente.case.expressions import And, Or, Var, parse
from detente.errors import ModelError

NAMES = ("north.fire", "north.talk", "south.fire")


def model(**changes: Any) -> GraphModel:
    """Three named options of two dms, all states feasible, nothing preferred."""
    facts: dict[str, Any] = {"owner": [0, 0, 1], "labels": Labels(names=NAMES)}
    if not {"rank", "statements", "prefers"} & set(changes):
        facts["rank"] = [[0] * 8, [0] * 8]
    return GraphModel.from_options(**(facts | changes))


class TestInfeasible:
    def test_a_condition_rules_out_the_states_in_which_it_holds(self) -> None:
        built = model(infeasible=["north.fire & north.talk"], rank=[[0] * 6] * 2)
        assert built.states.tolist() == [0, 1, 2, 4, 5, 6]
        assert built == model(infeasible=["YY-"], rank=[[0] * 6] * 2)
        assert built == model(infeasible=[And((Var(NAMES[0]), Var(NAMES[1])))], rank=[[0] * 6] * 2)

    def test_a_string_of_y_and_n_of_full_length_is_a_pattern_whatever_options_are_called(self) -> None:
        facts: dict[str, Any] = {
            "owner": [0, 1],
            "labels": Labels(names=("YN", "b")),
            "rank": [[0, 1, 2]] * 2,
        }
        assert GraphModel.from_options(infeasible=["YN"], **facts).states.tolist() == [0, 2, 3]
        assert GraphModel.from_options(infeasible=["(YN) & b"], **facts).states.tolist() == [0, 1, 2]

    @pytest.mark.parametrize(
        ("infeasible", "message"),
        [
            (["YY"], r"pattern 0 .'YY'.: write one of Y, N, - for each of the 3 options, or a condition"),
            (["north.fre"], "'north.fre' is no option; did you mean 'north.fire'"),
            (["north.fire and south.fire"], "for 'and' write &"),
            (["north.fire & ("], "expected a name"),
            ([""], "nothing is written here"),
            ([Or((Var("x"),))], "'x' is no option; known are north.fire"),
            ([{"north.fire"}], "write a string of Y, N, -, a list .* or a condition"),
            (["true"], "rule out all 8 states"),
        ],
    )
    def test_what_is_neither_is_named(self, infeasible: list[object], message: str) -> None:
        with pytest.raises(ModelError, match=message):
            model(infeasible=infeasible)


class TestStatements:
    def test_the_first_statement_on_which_states_differ_decides(self) -> None:
        built = model(statements=[["!south.fire", "north.fire iff south.fire"], []])
        # Without south's fire first; among those, no fire of north's either.
        assert built.rank[0].tolist() == [3, 2, 3, 2, 0, 1, 0, 1]
        assert built.rank[1].tolist() == [0] * 8

    def test_statements_can_be_given_as_expressions(self) -> None:
        words = ["if north.fire then south.fire", "north.talk"]
        assert model(statements=[words, []]) == model(statements=[[parse(text) for text in words], []])

    @pytest.mark.parametrize(
        ("statements", "message"),
        [
            ([["nort.fire"], []], r"statement 0 of dm 0 \('nort.fire'\): 'nort.fire' is no option; did you"),
            ([["north.fire", 5], []], "statement 1 of dm 0 .5. is 5: write a condition"),
            (["north.fire", []], "statements of dm 0 are 'north.fire': give a list"),
            ([], "statements is ..: give one list"),
            ("north.fire", "statements is 'north.fire'"),
            ([[]], "option 2 has owner 1"),
        ],
    )
    def test_malformed_statements_are_named(self, statements: object, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            model(statements=statements)

    def test_exactly_one_form_of_preferences_is_taken(self) -> None:
        with pytest.raises(ModelError, match="0 forms of preferences are given"):
            GraphModel.from_options(owner=[0])
        with pytest.raises(ModelError, match="2 forms"):
            GraphModel.from_options(owner=[0], rank=[[0, 1]], statements=[["o0"]])
        with pytest.raises(ModelError, match="prefers is a list: build a Relation"):
            GraphModel.from_options(owner=[0], prefers=[[True]])  # type: ignore[arg-type]


class TestOrder:
    def test_states_are_listed_best_first_with_ties_inside(self) -> None:
        assert ranks_from_order([5, [0, 2]], [0, 2, 5]).tolist() == [0, 0, 1]
        assert ranks_from_order(["YN", ["NN", "NY"], "YY"], np.arange(4)).tolist() == [1, 2, 1, 0]

    @pytest.mark.parametrize(
        ("order", "message"),
        [
            ([5, 0], "leaves out 1 of 3 states, the first of them 2"),
            ([5, 0, [2, 5]], "place 2 of an order: state 5 is listed twice"),
            ([5, 0, 3], "place 2 of an order: 3 is not one of the 3 feasible states"),
            ([5, 0, "x"], "'x' is not a state"),
            ([5, 0, 2.0], "2.0 is not a state"),
            ("502", "an order is '502'"),
        ],
    )
    def test_an_order_that_is_none_is_named(self, order: Any, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            ranks_from_order(order, [0, 2, 5])


class TestMerged:
    @pytest.mark.parametrize("group", ["south.fire", "--Y", [[2, "Y"]], [4, 5, 6, 7], ["NNY", 5, 6, "YYY"]])
    def test_states_that_cannot_be_told_apart_are_one(self, group: Any) -> None:
        built = model(rank=[[0, 1, 2, 3, 9]] * 2, indistinguishable=[group])
        assert built.states.tolist() == [0, 1, 2, 3, 4]
        assert built.graph.classes == ((4, 5, 6, 7),)
        assert built.graph.position(6) == built.graph.position(4) == 4
        assert not built.graph.is_option_form
        # South can come back to all that the merged state may have been.
        assert built.graph.reached(1, 4) == [0, 1, 2, 3]
        assert built.graph.reached(0, 4) == []

    def test_groups_that_share_a_state_are_one_group(self) -> None:
        built = model(rank=[range(6)] * 2, indistinguishable=[[0, 1], [3, 1]])
        assert built.graph.classes == ((0, 1, 3),)

    def test_a_group_of_one_merges_nothing(self) -> None:
        assert model(indistinguishable=[[3]]) == model()

    def test_preferences_over_all_states_must_not_tell_members_apart(self) -> None:
        rank = [[0, 1, 2, 3, 9, 9, 9, 9], [0] * 8]
        assert model(rank=rank, indistinguishable=["--Y"]) == model(
            rank=[[0, 1, 2, 3, 9], [0] * 5], indistinguishable=["--Y"]
        )
        with pytest.raises(ModelError, match="dm 1 judges states 4 and 6 differently, and they are merged"):
            model(rank=[[0] * 8, [0, 0, 0, 0, 0, 0, 1, 0]], indistinguishable=["--Y"])
        with pytest.raises(ModelError, match="dm 0 judges states 4 and 6 differently"):
            model(statements=[["north.talk"], []], indistinguishable=["--Y"])
        with pytest.raises(ModelError, match=r"7 entries for 8 feasible states.*each of the 5 merged states"):
            model(rank=[[0] * 7] * 2, indistinguishable=["--Y"])

    def test_relations_may_be_over_all_states_or_the_merged_ones(self) -> None:
        outside = [[(state, member) for state in (0, 1) for member in (4, 5, 6, 7)], []]
        merged = [[(0, 4), (1, 4)], []]
        over_all = Relation.from_pairs(range(8), outside)
        over_merged = Relation.from_pairs(range(5), merged)
        built = model(prefers=over_all, indistinguishable=["--Y"])
        assert built == model(prefers=over_merged, indistinguishable=["--Y"])
        with pytest.raises(ModelError, match="dm 0 judges states 4 and 5 differently"):
            model(prefers=Relation.from_pairs(range(8), [[(0, 5)], []]), indistinguishable=["--Y"])
        with pytest.raises(ModelError, match="prefers compares 6 states, and the model has 5"):
            model(prefers=Relation.from_pairs(range(6), [[], []]), indistinguishable=["--Y"])

    @pytest.mark.parametrize(
        ("groups", "message"),
        [
            ("--Y", "indistinguishable is '--Y': give a list of groups"),
            ([[8]], r"group 0 \(\[8\]\): 8 is not one of the 8 feasible states"),
            ([["NY"]], "'NY' is not a state; write the number of a state or one of Y, N for each of the 3"),
            ([[]], "no feasible state is meant"),
            (["north.fire & !north.fire"], "no feasible state is meant"),
            (["elsewhere"], "'elsewhere' is no option"),
        ],
    )
    def test_malformed_groups_are_named(self, groups: object, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            model(indistinguishable=groups)

    def test_elmira_has_the_printed_states_and_equilibria(self, shared: Path) -> None:
        """Hipel, Fang, Kilgour & Haight (1993); states in the numbering of the shared cases.

        In print the merged state is s9, and 7 and 10 are s5 and s8.
        """
        cases = json.loads((shared / "graph_model" / "cases.json").read_text(encoding="utf-8"))
        case = next(case for case in cases if case["case"].startswith("Elmira"))
        letters = {state["n"]: state["yn"] for state in case["states"]}
        infeasible = case["infeasible_patterns"]
        states = feasible_states(infeasible, 5)
        ways = {"N->Y only": "fwd", "Y->N only": "back", "both": "both"}
        orders = [
            [[letters[n] for n in entry] if isinstance(entry, list) else letters[entry] for entry in order]
            for order in case["preference_best_first"].values()
        ]
        built = GraphModel.from_options(
            owner=[case["decision_makers"].index(option["dm"]) for option in case["options"]],
            direction=[ways[option["permitted"]] for option in case["options"]],
            infeasible=infeasible,
            rank=[ranks_from_order(order, states) for order in orders],
            labels=Labels(
                dms=tuple(case["decision_makers"]), names=("modify", "delay", "accept", "abandon", "insist")
            ),
            indistinguishable=["abandon"],
        )
        assert built.n_states == 9
        assert [letters_of(state, 5) for state in built.graph.classes[0]] == [
            letters[n] for n in sorted(case["indistinguishable_states"][0])
        ]
        numbers = {yn: n for n, yn in letters.items()}
        solution = solve(built)
        found = {
            concept: {numbers[letters_of(int(state), 5)] for state in solution.equilibria(concept)}
            for concept in solution.stable
        }
        assert found == {
            "nash": {5, 7, 10},
            "seq": {5, 7, 10},
            "gmr": {1, 4, 5, 7, 10},
            "smr": {1, 4, 5, 7, 10},
        }


class TestMisperceived:
    def test_states_are_left_out_for_the_dm_that_does_not_know_them(self) -> None:
        built = model(misperceived={1: ["YY-", 4]})
        assert built.perceived is not None
        assert built.perceived[0].all()
        assert np.flatnonzero(~built.perceived[1]).tolist() == [3, 4, 7]
        assert built == model(misperceived=[[], [[3, 7], "NNY"]])
        assert built != model()

    def test_nothing_missed_is_as_if_nothing_were_said(self) -> None:
        assert model(misperceived=[[], []]) == model()
        assert model(misperceived=[[], []]).perceived is None

    def test_a_merged_state_is_missed_as_a_whole(self) -> None:
        facts: dict[str, Any] = {"rank": [range(5)] * 2, "indistinguishable": ["--Y"]}
        built = model(misperceived={0: ["south.fire"]}, **facts)
        assert built.perceived is not None
        assert built.perceived[0].tolist() == [True, True, True, True, False]
        for listed in (["YYY"], [4], [[6]], [["NNY", 0]]):
            missed = model(misperceived={0: listed}, **facts)
            assert missed.perceived is not None
            assert not missed.perceived[0, 4]
        with pytest.raises(ModelError, match="state 4 stands for several that cannot be told apart"):
            model(misperceived={0: ["-YY"]}, **facts)

    @pytest.mark.parametrize(
        ("misperceived", "message"),
        [
            ({2: [0]}, "misperceived has 2, which is no dm: dms are 0 to 1"),
            ([[], [], []], "misperceived has 2, which is no dm"),
            ("x", "misperceived is 'x'"),
            ({0: "YY-"}, "misperceived of dm 0 is 'YY-': give a list"),
            ({0: [9]}, r"misperceived of dm 0, entry 0 \(9\): 9 is not one of the 8"),
            ({0: ["true"]}, "misperceived of dm 0 leaves it no state at all"),
        ],
    )
    def test_malformed_lists_are_named(self, misperceived: object, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            model(misperceived=misperceived)


class TestGraph:
    def test_moves_are_as_given_and_not_made_transitive(self) -> None:
        built = GraphModel.from_graph(
            n_states=3, moves=[[(0, 1), (1, 2), (0, 1)], {2: [0, 1]}], rank=[[0, 1, 2], [0, 1, 2]]
        )
        assert [built.graph.reached(0, state) for state in range(3)] == [[1], [2], []]
        assert built.graph.reached(1, 2) == [0, 1]
        assert not built.graph.is_transitive
        assert not built.graph.is_option_form
        assert built.labels.dms == ("dm 0", "dm 1")

    def test_states_can_have_names(self) -> None:
        labels = Labels(dms=("A",), states=("war", "peace"))
        built = GraphModel.from_graph(n_states=2, moves=[[(0, 1)]], rank=[[0, 1]], labels=labels)
        assert built.labels.states == ("war", "peace")

    def test_models_differ_by_their_moves(self) -> None:
        facts: dict[str, Any] = {"n_states": 2, "rank": [[0, 1], [0, 1]]}
        one = GraphModel.from_graph(moves=[[(0, 1)], []], **facts)
        assert one == GraphModel.from_graph(moves=[{0: [1]}, []], **facts)
        assert one != GraphModel.from_graph(moves=[[], [(0, 1)]], **facts)

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"n_states": 0}, "n_states is 0"),
            ({"n_states": True}, "n_states is True"),
            ({"n_states": 2**24 + 1}, "n_states is 16777217: give the number of states, 1 to 16777216"),
            ({"moves": [[]]}, "moves of each of the 2 dms"),
            ({"moves": "ab"}, "moves must be a list"),
            ({"moves": [5, []]}, "moves of dm 0 are 5"),
            ({"moves": [[(0, 3)], []]}, r"moves of dm 0: \(0, 3\): 3 is no state; states are 0 to 2"),
            ({"moves": [[], {0: [-1]}]}, r"moves of dm 1: \(0, -1\): -1 is no state"),
            ({"moves": [[(1, 1)], []]}, "leads nowhere"),
            ({"moves": [[(0, 1, 2)], []]}, "is no pair"),
            ({"moves": [["01"], []]}, "is no pair"),
            ({"rank": [[0, 1], [0, 1]]}, "rank of dm 0 has 2 entries for 3 feasible states"),
            ({"labels": Labels(states=("a", "a", "b"))}, "labels.states has 'a' twice"),
            ({"labels": Labels(options=("x",))}, "labels.options has 1 entries, and 0 are needed"),
        ],
    )
    def test_malformed_graphs_are_named(self, changes: dict[str, Any], message: str) -> None:
        facts: dict[str, Any] = {"n_states": 3, "moves": [[], []], "rank": [[0, 1, 2]] * 2}
        with pytest.raises(ModelError, match=message):
            GraphModel.from_graph(**(facts | changes))


class TestLabels:
    def test_what_is_left_out_gets_a_plain_name(self) -> None:
        built = model(labels=Labels(dms=("North", "South")))
        assert built.labels.dms == ("North", "South")
        assert built.labels.names == ("o0", "o1", "o2")
        assert built.labels.options[1] == "takes option 1"

    @pytest.mark.parametrize(
        ("labels", "message"),
        [
            (Labels(dms=("A",)), "labels.dms has 1 entries, and 2 are needed"),
            (Labels(dms=("A", "A")), "labels.dms has 'A' twice"),
            (Labels(names=("a", "b", "b c")), "'b c', which cannot stand in a condition"),
            (Labels(names=("a", "b", "if")), "'if', which cannot stand in a condition"),
            (Labels(names=("a", "b", "a.b.c")), "'a.b.c', which cannot"),
            (Labels(names=("a", "b", "a")), "labels.names has 'a' twice"),
            (Labels(names="abc"), "labels.names is 'abc'"),  # type: ignore[arg-type]
            (Labels(options=("takes", "takes", 5)), "labels.options is"),  # type: ignore[arg-type]
        ],
    )
    def test_names_that_would_mislead_are_refused(self, labels: Labels, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            model(labels=labels)


def test_a_table_of_moves_that_would_fill_the_memory_is_refused() -> None:
    """One state that leads to all others makes a table as wide as it is long."""
    graph = GraphModel.from_graph(n_states=6000, moves=[{0: range(1, 6000)}], rank=[[0] * 6000]).graph
    assert len(graph.reached(0, 0)) == 5999
    with pytest.raises(ModelError, match="dm 0 has 5999 moves from one of 6000 states"):
        _ = graph.targets
