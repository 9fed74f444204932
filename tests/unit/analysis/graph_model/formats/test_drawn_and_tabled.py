"""Models as GraphML, DOT and CSV."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from detente.analysis.graph_model import GraphModel, Labels, Relation, solve
from detente.analysis.graph_model.formats import graphs, render_csv, render_dot, render_graphml
from detente.errors import ModelError

MODEL = GraphModel.from_options(
    owner=[0, 1],
    direction=["both", "fwd"],
    rank=[[1, 0, 3, 2], [1, 3, 0, 2]],
    labels=Labels(dms=('A "B" <&>\x01', "=cmd()"), names=("a.fire", "b.fire")),
)
NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def graphml(model: GraphModel) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The nodes and the edges of a model's GraphML, as any reader of XML finds them."""
    root = ElementTree.fromstring(render_graphml(model, solution=solve(model)))
    names = {key.get("id"): key.get("attr.name") or "" for key in root.iter(f"{NAMESPACE}key")}
    found = []
    for tag in ("node", "edge"):
        found.append(
            [
                {**item.attrib, **{names[d.get("key")]: d.text or "" for d in item.iter(f"{NAMESPACE}data")}}
                for item in root.iter(f"{NAMESPACE}{tag}")
            ]
        )
    return found[0], found[1]


class TestGraphml:
    def test_states_are_nodes_with_options_ranks_and_verdicts(self) -> None:
        nodes, _ = graphml(MODEL)
        assert [node["id"] for node in nodes] == ["s0", "s1", "s2", "s3"]
        second = nodes[1]
        assert (second["state"], second["label"]) == ("1", "YN")
        assert (second["option a.fire"], second["option b.fire"]) == ("true", "false")
        assert (second['rank for A "B" <&>'], second["rank for =cmd()"]) == ("0", "3")
        solution = solve(MODEL)
        for concept, stable in solution.stable.items():
            shown = [node[f"{concept} stable for =cmd()"] == "true" for node in nodes]
            assert shown == stable[1].tolist()
            held = [int(node["state"]) for node in nodes if node[f"{concept} equilibrium"] == "true"]
            assert held == solution.equilibria(concept).tolist()

    def test_moves_are_edges_of_their_mover(self) -> None:
        _, edges = graphml(MODEL)
        listed = {(edge["dm"], edge["source"], edge["target"], edge["improvement"]) for edge in edges}
        assert listed == {
            ("0", "s0", "s1", "false"),
            ("0", "s1", "s0", "true"),
            ("0", "s2", "s3", "false"),
            ("0", "s3", "s2", "true"),
            ("1", "s0", "s2", "false"),
            ("1", "s1", "s3", "false"),
        }
        assert len({edge["color"] for edge in edges if edge["dm"] == "0"}) == 1
        assert len({edge["color"] for edge in edges}) == 2
        assert {edge["mover"] for edge in edges} == {'A "B" <&>', "=cmd()"}

    def test_states_of_a_graph_go_by_their_names(self) -> None:
        model = GraphModel.from_graph(
            n_states=2, moves=[[(0, 1)]], rank=[[0, 1]], labels=Labels(states=("war & <strife>", "peace"))
        )
        nodes, edges = graphml(model)
        assert [node["label"] for node in nodes] == ["war & <strife>", "peace"]
        assert edges[0]["improvement"] == "true"


class TestDot:
    def test_says_who_moves_and_what_holds(self) -> None:
        text = render_dot(MODEL, solution=solve(MODEL))
        assert 's0 [label="NN\\nnash gmr smr seq", peripheries=2];' in text
        assert len(re.findall(r" -> ", text)) == 6
        assert 's1 -> s0 [color="#0072b2", style=solid, tooltip="A \\"B\\" <&>"];' in text
        assert 's0 -> s2 [color="#e69f00", style=dashed' in text
        assert 'blue: A \\"B\\" <&>, orange: =cmd()' in text

    def test_a_name_cannot_end_its_quotation(self) -> None:
        labels = Labels(states=('x"]; evil [label="\\', "b"))
        model = GraphModel.from_graph(n_states=2, moves=[[]], rank=[[0, 1]], labels=labels)
        assert r's0 [label="x\"]; evil [label=\"\\"];' in render_dot(model)

    def test_is_refused_where_it_would_be_no_picture(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(graphs, "MAX_EDGES", 9)
        for render in (render_dot, render_graphml):
            with pytest.raises(ModelError, match="more than 9 states and moves"):
                render(MODEL)


class TestCsv:
    def test_has_a_row_for_each_state(self) -> None:
        rows = list(csv.DictReader(io.StringIO(render_csv(MODEL, solution=solve(MODEL)))))
        assert [row["state"] for row in rows] == ["0", "1", "2", "3"]
        assert rows[1]["options taken"] == "YN"
        assert (rows[1]["a.fire"], rows[1]["b.fire"]) == ("Y", "N")
        assert [row["rank for =cmd()"] for row in rows] == ["1", "3", "0", "2"]
        assert [row["nash: stable for =cmd()"] for row in rows] == ["yes", "yes", "yes", "yes"]
        assert [row["nash: equilibrium"] for row in rows] == ["yes", "no", "yes", "no"]

    def test_no_cell_is_taken_for_a_formula(self) -> None:
        labels = Labels(dms=("A",), states=("=1+1", "-2", "@x", "ordinary", "\tx"))
        model = GraphModel.from_graph(n_states=5, moves=[[]], rank=[[0, 1, 2, 3, 4]], labels=labels)
        rows = list(csv.DictReader(io.StringIO(render_csv(model))))
        assert [row["name"] for row in rows] == ["'=1+1", "'-2", "'@x", "ordinary", "x"]

    def test_leaves_out_ranks_that_there_are_not(self) -> None:
        model = GraphModel.from_options(owner=[0], prefers=Relation.from_pairs([0, 1], [[(0, 1)]]))
        assert render_csv(model).splitlines()[0] == "state,options taken,o0"

    def test_shows_what_is_not_perceived(self) -> None:
        model = GraphModel.from_options(owner=[0], rank=[[0, 1], [0, 1]], misperceived={1: ["Y"]})
        rows = list(csv.DictReader(io.StringIO(render_csv(model))))
        assert [(row["perceived by dm 0"], row["perceived by dm 1"]) for row in rows] == [
            ("yes", "yes"),
            ("yes", "no"),
        ]

    def test_a_solution_of_another_model_is_refused(self) -> None:
        other = solve(GraphModel.from_options(owner=[0], rank=[[0, 1]]))
        for render in (render_csv, render_dot, render_graphml):
            with pytest.raises(ModelError, match="the solution is of another model"):
                render(MODEL, solution=other)
