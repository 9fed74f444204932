"""Files of the common desktop program: what is read of them, what is said of the rest, what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detente.analysis.graph_model import GraphModel, Labels, Relation, solve
from detente.analysis.graph_model.formats import ModelFile, read_gmcr, render_gmcr
from detente.case.expressions import parse
from detente.errors import ModelError

Document = dict[str, Any]


def river() -> Document:
    """A made-up dispute over a dam: an upstream and a downstream state, three options, one pattern."""
    return {
        "program": "gmcr-py",
        "version": "0.3.13",
        "options": [
            {"name": "Fill the dam", "permittedDirection": "fwd"},
            {"name": "Share data", "permittedDirection": "both"},
            {"name": "Sue", "permittedDirection": "both"},
        ],
        "decisionMakers": [
            {
                "name": "Upstream",
                "options": [0, 1],
                "preferences": [
                    [[0, "Y"]],
                    {"compound": True, "members": [[[1, "N"], [2, "N"]], [[1, "Y"], [2, "Y"]]]},
                    [[2, "N"]],
                ],
                "misperceptions": [],
                "payoffs": [4, 2, 3, 5, 6, 3],
            },
            {
                "name": "Downstream",
                "options": [2],
                "preferences": [[[0, "N"]], [[1, "Y"]]],
                "misperceptions": [[[0, "N"], [2, "Y"]]],
            },
        ],
        "infeasibles": [[[0, "N"], [1, "Y"], [2, "Y"]], [[0, "Y"], [1, "Y"], [2, "N"]]],
        "useManualPreferenceRanking": False,
        "coalitions": [0, 1],
        "coalitionsFull": [{"name": "Upstream"}, {"name": "Downstream"}],
    }


def read(document: Document) -> ModelFile:
    return read_gmcr(json.dumps(document), place="river.gmcr")


class TestReading:
    def test_options_directions_infeasible_states_and_names(self) -> None:
        model = read(river()).model
        assert model.states.tolist() == [0, 1, 2, 4, 5, 7]
        assert model.graph.owner == (0, 0, 1)
        assert model.graph.direction == ("fwd", "both", "both")
        assert model.labels == Labels(
            dms=("Upstream", "Downstream"),
            options=("Fill the dam", "Share data", "Sue"),
            names=("upstream.fill_the_dam", "upstream.share_data", "downstream.sue"),
        )

    def test_statements_rank_in_order_of_priority_compound_ones_by_any_member(self) -> None:
        model = read(river()).model
        # Filled: 1, 5, 7; then as much data as suits (alone or against a suit); then no suit.
        assert model.rank[0].tolist() == [2, 5, 1, 0, 3, 4]
        assert model.rank[1].tolist() == [2, 0, 3, 2, 0, 1]

    def test_misperceived_states_are_not_perceived(self) -> None:
        model = read(river()).model
        assert model.perceived is not None
        assert model.perceived.tolist() == [[True] * 6, [True, True, True, False, True, True]]

    def test_rankings_count_when_the_file_says_so_and_number_feasible_states_from_one(self) -> None:
        document = river()
        document["useManualPreferenceRanking"] = True
        document["decisionMakers"][0]["preferenceRanking"] = [6, [1, 2], 3, 4, 5]
        document["decisionMakers"][1]["preferenceVector"] = [[1, 2, 3, 4, 5, 6]]
        found = read(document)
        assert found.model.rank.tolist() == [[3, 3, 2, 1, 0, 4], [0] * 6]
        assert any("decisionMakers[0].preferences: 3 statement(s) not used" in note for note in found.notes)

    def test_options_stand_in_the_order_of_their_dms_as_rankings_count_states_so(self) -> None:
        document = river()
        # The same file with the suit first in the list of options.
        renumber = {0: 1, 1: 2, 2: 0}
        document["options"] = [document["options"][k] for k in (2, 0, 1)]
        swapped: Document = json.loads(
            json.dumps(document), object_hook=lambda table: _renumbered(table, renumber)
        )
        swapped["infeasibles"] = [_pairs(pattern, renumber) for pattern in swapped["infeasibles"]]
        found = read(swapped)
        assert found.model == read(river()).model
        assert found.model.labels == read(river()).model.labels
        assert any("in the order of the decision makers" in note for note in found.notes)

    def test_what_it_leaves_out_may_be_left_out(self) -> None:
        document = river()
        for key in ("infeasibles", "coalitions", "coalitionsFull", "program", "version"):
            del document[key]
        del document["useManualPreferenceRanking"]
        for dm in document["decisionMakers"]:
            del dm["misperceptions"]
        found = read(document)
        assert found.model.n_states == 8
        assert found.model.perceived is None

    def test_many_statements_keep_their_order(self) -> None:
        document = river()
        # Whatever comes after the first hundred decides nothing, unless those are equal everywhere.
        document["decisionMakers"][1]["preferences"] = [[[0, "Y"]]] * 100 + [[[2, "Y"]]]
        assert read(document).model.rank[1].tolist() == [0, 2, 0, 1, 3, 3]


def _renumbered(table: Document, renumber: dict[int, int]) -> Document:
    """Return a decision maker or condition with its options renumbered."""
    if "members" in table:
        return table | {"members": [_pairs(member, renumber) for member in table["members"]]}
    if "preferences" not in table:
        return table
    return table | {
        "options": [renumber[k] for k in table["options"]],
        "preferences": [_pairs(item, renumber) for item in table["preferences"]],
        "misperceptions": [_pairs(item, renumber) for item in table["misperceptions"]],
    }


def _pairs(condition: Any, renumber: dict[int, int]) -> Any:
    """Return a simple condition renumbered; a compound one is already."""
    return condition if isinstance(condition, dict) else [[renumber[k], mark] for k, mark in condition]


class TestNotes:
    def test_a_file_read_in_full_has_none(self) -> None:
        document = river()
        document["decisionMakers"][0]["payoffs"] = [3, 6, 2, 1, 4, 5]
        assert read(document).notes == ()

    @pytest.mark.parametrize(
        ("change", "note"),
        [
            (lambda d: d.update(coalitions=[[0, 1]]), "coalitions.0.: Upstream, Downstream act as one there"),
            (lambda d: d.update(weather="wet"), "river.gmcr, weather: not known, so not read"),
            (lambda d: d["options"][1].update(cost=3), r"options\[1\].cost: not known"),
            (lambda d: d["decisionMakers"][1].update(mood=3), r"decisionMakers\[1\].mood: not known"),
            (
                lambda d: d["decisionMakers"][0].update(payoffs=[1, 2, 3]),
                r"decisionMakers\[0\].payoffs: not in the order of the preferences",
            ),
        ],
    )
    def test_what_is_not_read_is_said(self, change: Callable[[Document], None], note: str) -> None:
        document = river()
        del document["decisionMakers"][0]["payoffs"]
        change(document)
        (only,) = read(document).notes
        assert re.search(note, only)


def _set(*path: Any) -> Callable[[Document], None]:
    """Return a change that puts the last of ``path`` at the place the others say."""

    def change(document: Any) -> None:
        *keys, last, value = path
        for key in keys:
            document = document[key]
        document[last] = value

    return change


def _nested(depth: int) -> Any:
    """Return compound conditions inside one another, which the program does not know."""
    condition: Any = [[0, "Y"]]
    for _ in range(depth):
        condition = {"compound": True, "members": [condition]}
    return condition


class TestErrors:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (_set("options", {}), r"^river.gmcr, options: is \{\}: write a list"),
            (_set("options", []), r"^river.gmcr, options: lists 0 options: 1 to 24"),
            (_set("options", [{"name": "x"}] * 25), "lists 25 options"),
            (_set("options", 0, "name", 7), r"options\[0\].name: is 7: write a text"),
            (_set("options", 0, "name", None), r"options\[0\]: lacks 'name': add it"),
            (_set("options", 0, "name", "\ud800"), r"options\[0\].name: has .*no Unicode text"),
            (
                _set("options", 0, "permittedDirection", "up"),
                r"options\[0\].permittedDirection: is 'up': known are",
            ),
            (_set("decisionMakers", []), "lists 0 decision makers"),
            (_set("decisionMakers", [{"name": "x"}] * 65), "lists 65 decision makers"),
            (
                _set("decisionMakers", 1, "name", "Upstream"),
                r"decisionMakers\[\d\].name: is 'Upstream', as another",
            ),
            (
                _set("decisionMakers", 1, "options", [3]),
                r"decisionMakers\[1\].options\[0\]: is 3: write an integer",
            ),
            (
                _set("decisionMakers", 1, "options", [2, 1]),
                r"options\[1\]: is option 1, which decision maker 0 has too",
            ),
            (_set("decisionMakers", 1, "options", []), r"options\[2\]: is an option of no decision maker"),
            (_set("decisionMakers", 1, "options", [True]), "is True: write an integer from 0 to 2"),
            (
                _set("decisionMakers", 1, "options", [10**400]),
                r"options\[0\]: is 1000.*\.\.\.: write an integer",
            ),
            (_set("decisionMakers", 0, "preferences", [[[9, "Y"]]]), r"preferences\[0\]\[0\]\[0\]: is 9"),
            (
                _set("decisionMakers", 0, "preferences", [[[0, "y"]]]),
                r"preferences\[0\]\[0\]\[1\]: is 'y': known are Y, N",
            ),
            (_set("decisionMakers", 0, "preferences", [[[0]]]), "must be a pair"),
            (_set("decisionMakers", 0, "preferences", [[[0, "Y"], [0, "N"]]]), "option 0 is both Y and N"),
            (
                _set("decisionMakers", 0, "preferences", [{"compound": True}]),
                r"preferences\[0\]: lacks 'members'",
            ),
            (
                _set("decisionMakers", 0, "preferences", [{"members": [], "any": 1}]),
                "has .*any, which no compound",
            ),
            (_set("decisionMakers", 0, "preferences", "x"), "preferences: is 'x': write a list"),
            (_set("infeasibles", [_nested(300)]), "infeasibles.0.*: write|nested"),
            (_set("infeasibles", [[]]), r"^river.gmcr: .*rule out all 8 states"),
            (_set("infeasibles", [[0, "Y"]]), r"infeasibles\[0\]\[0\]: is 0: write a list"),
            (_set("coalitions", [[0, 2]]), r"coalitions\[0\]\[1\]: is 2: write an integer from 0 to 1"),
            (
                _set("useManualPreferenceRanking", "yes"),
                "useManualPreferenceRanking: is 'yes': write true or",
            ),
            (_set("useManualPreferenceRanking", True), r"decisionMakers\[0\]: lacks 'preferenceRanking'"),
        ],
    )
    def test_names_the_place_in_the_file(self, change: Callable[[Document], None], message: str) -> None:
        document = river()
        change(document)
        with pytest.raises(ModelError, match=message):
            read(document)

    @pytest.mark.parametrize(
        ("ranking", "message"),
        [
            ([1, 2, 3, 4, 5], r"decisionMakers\[1\].preferenceRanking: .*the first of them 6"),
            ([1, 2, 3, 4, 5, 6, [2]], "state 2 is listed twice"),
            ([1, 2, 3, 4, 5, 7], r"preferenceRanking\[5\]: is 7: write an integer from 1 to 6"),
            ([1, 2, 3, 4, [5, 0]], r"preferenceRanking\[4\]\[1\]: is 0"),
            ([1, 2, 3, 4, 5, 6.0], r"preferenceRanking\[5\]: is 6.0"),
        ],
    )
    def test_a_ranking_must_list_every_feasible_state_once(self, ranking: Any, message: str) -> None:
        document = river() | {"useManualPreferenceRanking": True}
        document["decisionMakers"][0]["preferenceRanking"] = [[1, 2, 3, 4, 5, 6]]
        document["decisionMakers"][1]["preferenceRanking"] = ranking
        with pytest.raises(ModelError, match=message):
            read(document)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", r"^f.gmcr, line 1, column 1: not JSON: Expecting value"),
            ("{", "line 1, column 2: not JSON"),
            ("[]", r"^f.gmcr is \[\]: write an object"),
            ("null", "is None|is null"),
            ("{}", "^f.gmcr lacks 'options': add it"),
            ('{"options": [], "options": []}', "the name 'options' stands twice"),
            ('{"options": NaN}', "NaN is no number"),
            ('{"options": ' + "9" * 5000 + "}", "^f.gmcr: not a model: a number has thousands of digits"),
            ("[" * 100_000, "nested too deep|not JSON"),
        ],
    )
    def test_text_that_is_no_model_is_refused(self, text: str, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            read_gmcr(text, place="f.gmcr")


class TestRendering:
    def test_a_file_comes_back_with_the_same_model(self) -> None:
        file = read(river())
        first = file.model
        again = read_gmcr(render_gmcr(file))
        assert again.model == first
        assert again.model.labels == first.labels
        assert again.statements == file.statements
        assert again.notes == ()
        for concept in ("nash", "gmr", "smr", "seq"):
            assert np.array_equal(
                solve(again.model, (concept,)).stable[concept], solve(first, (concept,)).stable[concept]
            )

    def test_statements_are_written_as_they_were_read(self) -> None:
        document = json.loads(render_gmcr(read(river())))
        for dm, given in zip(document["decisionMakers"], river()["decisionMakers"], strict=True):
            assert dm["preferences"] == given["preferences"]
            assert "preferenceRanking" not in dm
        assert document["useManualPreferenceRanking"] is False

    def test_any_condition_can_be_written_as_compound_one(self) -> None:
        names = read(river()).model.labels.names
        words = ["{0} iff {2}", "if {1} then !{0}", "true", "false", "{0} & !({1} | {2})", "{1}", "{0} & {0}"]
        texts = [text.format(*names) for text in words]
        model = GraphModel.from_options(
            owner=[0, 0, 1],
            statements=[texts, []],
            labels=Labels(names=names, dms=("Upstream", "Downstream")),
        )
        statements = (tuple(map(parse, texts)), ())
        found = read_gmcr(render_gmcr(ModelFile(model=model, statements=statements)))
        assert found.model == model
        assert found.notes == ()

    def test_statements_that_make_other_ranks_are_refused(self) -> None:
        file = read(river())
        assert file.statements is not None
        with pytest.raises(ModelError, match="the statements do not make the ranks"):
            render_gmcr(replace(file, statements=file.statements[::-1]))

    def test_it_has_what_the_program_asks_for(self) -> None:
        document = json.loads(render_gmcr(ModelFile(model=read(river()).model)))
        assert document["useManualPreferenceRanking"] is True
        assert document["coalitions"] == [0, 1]
        assert document["infeasibles"] == river()["infeasibles"][::-1]
        for dm in document["decisionMakers"]:
            assert {"name", "options", "preferences", "preferenceRanking", "misperceptions"} <= set(dm)
            listed = [
                s
                for place in dm["preferenceRanking"]
                for s in (place if isinstance(place, list) else [place])
            ]
            assert sorted(listed) == [1, 2, 3, 4, 5, 6]

    def test_options_are_put_together_by_dm_as_the_program_would(self) -> None:
        model = GraphModel.from_options(
            owner=[1, 0], direction=["fwd", "back"], rank=[[0, 1, 2, 3], [0, 0, 1, 1]]
        )
        document = json.loads(render_gmcr(ModelFile(model=model)))
        assert [option["permittedDirection"] for option in document["options"]] == ["back", "fwd"]
        assert [dm["options"] for dm in document["decisionMakers"]] == [[0], [1]]
        # State 1 (option 0 alone) is the third of the four when option 0 comes last.
        assert [dm["preferenceRanking"] for dm in document["decisionMakers"]] == [
            [4, 2, 3, 1],
            [[2, 4], [1, 3]],
        ]

    @pytest.mark.parametrize(
        ("model", "message"),
        [
            (GraphModel.from_graph(n_states=2, moves=[[(0, 1)]], rank=[[0, 1]]), "an explicit graph"),
            (
                GraphModel.from_options(owner=[0, 0], rank=[[0, 1, 1]], indistinguishable=["Y-"]),
                "an explicit graph, as merged states make it",
            ),
            (
                GraphModel.from_options(owner=[0], prefers=Relation.from_pairs([0, 1], [[(0, 1)]])),
                "these preferences are a relation",
            ),
        ],
    )
    def test_what_it_cannot_hold_is_refused(self, model: GraphModel, message: str) -> None:
        with pytest.raises(ModelError, match=message):
            render_gmcr(ModelFile(model=model))
