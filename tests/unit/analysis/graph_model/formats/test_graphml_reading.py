"""GraphML read as a graph of moves, and what is said of files that are none."""

from __future__ import annotations

import pytest

from detente.analysis.graph_model import GraphModel, Labels, solve
from detente.analysis.graph_model.formats import read_graphml, render_graphml
from detente.errors import ModelError

PLAIN = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="a" for="node" attr.name="rank for North" attr.type="double"/>
  <key id="b" for="node" attr.name="rank for South" attr.type="int"/>
  <key id="l" for="node" attr.name="label" attr.type="string"/>
  <key id="m" for="edge" attr.name="mover" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="w"><data key="a">0.5</data><data key="b">0</data><data key="l">war</data></node>
    <node id="t"><data key="a">2.25</data><data key="b">1</data><data key="l">talks</data></node>
    <node id="d"><data key="a">-1</data><data key="b">1</data><data key="l">deal</data></node>
    <edge source="w" target="t"><data key="m">North</data></edge>
    <edge source="t" target="d" directed="false"><data key="m">South</data></edge>
  </graph>
</graphml>
"""


def test_nodes_are_states_and_edges_moves_of_their_mover() -> None:
    found = read_graphml(PLAIN)
    assert found.model == GraphModel.from_graph(
        n_states=3, moves=[[(0, 1)], [(1, 2), (2, 1)]], rank=[[1, 2, 0], [0, 1, 1]]
    )
    assert found.model.labels == Labels(dms=("North", "South"), states=("war", "talks", "deal"))
    assert found.notes == ()


def test_old_files_without_a_namespace_are_read_as_well() -> None:
    assert read_graphml(PLAIN.replace(' xmlns="http://graphml.graphdrawing.org/xmlns"', "")).model == (
        read_graphml(PLAIN).model
    )


def test_an_undirected_graph_moves_both_ways() -> None:
    found = read_graphml(PLAIN.replace('edgedefault="directed"', 'edgedefault="undirected"')).model
    assert found.graph.reached(0, 1) == [0]


def test_states_of_the_same_label_go_by_their_ids() -> None:
    assert read_graphml(PLAIN.replace("talks", "war")).model.labels.states == ("w", "t", "d")


def test_what_is_rendered_has_the_same_stable_states_when_read() -> None:
    model = GraphModel.from_options(
        owner=[0, 1, 0],
        direction=["both", "fwd", "both"],
        infeasible=["YY-"],
        rank=[[3, 1, 4, 1, 5, 0], [2, 7, 1, 8, 2, 0]],
        labels=Labels(dms=("A & B", "<C>")),
    )
    solution = solve(model)
    found = read_graphml(render_graphml(model, solution=solution))
    assert found.notes == ()
    assert found.model.labels.dms == model.labels.dms
    assert found.model.labels.states == ("NNN", "YNN", "NYN", "NNY", "YNY", "NYY")
    again = solve(found.model)
    for concept, stable in solution.stable.items():
        assert (again.stable[concept] == stable).all()


def test_an_attribute_that_is_not_known_is_noted() -> None:
    text = PLAIN.replace('attr.name="label"', 'attr.name="weather"')
    assert read_graphml(text, place="a.graphml").notes == (
        "a.graphml: the attribute 'weather' is not known, so not read",
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (PLAIN, "", "line 1, column 0: not XML"),
        (PLAIN, "<a/>", "is XML and not GraphML: its root is 'a'"),
        ("</graphml>", "", "not XML: no element found"),
        ("<graphml", "<!DOCTYPE x [<!ENTITY y 'z'>]><graphml", "has a document type"),
        ("<graph edgedefault", "<graph/><graph edgedefault", "has 2 graphs"),
        ('<node id="d">', '<node id="w">', "a node has id 'w'"),
        ('<node id="d">', "<node>", "a node has id None"),
        ('target="t"', 'target="x"', "the edge from 'w' to 'x' ends where there is no node"),
        (">North<", ">Norht<", "is of mover 'Norht', whom no rank is for; did you mean 'North'"),
        ('<data key="m">North</data>', "", "is of mover None, .* add 'mover', one of North, South"),
        ('<data key="a">-1</data>', "", "node 'd' has no 'rank for North'"),
        (">-1<", ">low<", "node 'd' has 'rank for North' 'low': write a number"),
        (">-1<", ">nan<", "rank of dm 0, entry 2, is nan"),
        ('key="l">war', 'key="z">war', "node 'w' has data of key 'z', which is not declared"),
        ('id="l" for', 'id="a" for', "a key has no id, or one that another has"),
        ('target="t"', 'target="w"', "leads nowhere"),
    ],
)
def test_what_is_no_graph_of_moves_is_refused(old: str, new: str, message: str) -> None:
    assert old in PLAIN
    with pytest.raises(ModelError, match=rf"^a\.graphml.*{message}"):
        read_graphml(PLAIN.replace(old, new, 1), place="a.graphml")


def test_a_graph_that_says_nothing_of_preferences_is_refused() -> None:
    with pytest.raises(ModelError, match=r"no node attribute is called 'rank for \.\.\.'"):
        read_graphml(PLAIN.replace("rank for ", "payoff of "))


def test_a_graph_without_nodes_is_refused() -> None:
    head, _, _ = PLAIN.partition("<node")
    with pytest.raises(ModelError, match="has 0 nodes"):
        read_graphml(head + "</graph></graphml>")
