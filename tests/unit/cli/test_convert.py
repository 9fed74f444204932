"""``detente convert``, and models given to commands instead of cases."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

import detente
from detente.analysis.graph_model import GraphModel, Labels, solve
from detente.analysis.graph_model.formats import ModelFile, read_json, render_gmcr, render_json
from detente.case import Case
from detente.cli import app
from detente.cli.models import find_states, load_subject
from detente.errors import ModelError

CASE = """
title = "Truce"
[[party]]
id = "north"
name = "Northland"
role = "belligerent"
[[party]]
id = "south"
name = "Southmark"
role = "belligerent"
[[option]]
id = "stop"
party = "north"
text = "stops"
[[option]]
id = "stop"
party = "south"
text = "stops"
[[concern]]
id = "n"
party = "north"
wants = "south.stop"
weight = 1.0
[[concern]]
id = "s"
party = "south"
wants = "north.stop"
weight = 1.0
[now]
"north.stop" = false
"south.stop" = true
"""

MODEL = GraphModel.from_options(
    owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]], labels=Labels(dms=("A", "B"), names=("a.fire", "b.fire"))
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "truce.toml"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_a_case_becomes_a_model_with_its_names_and_what_holds(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "truce.json"
    assert run("convert", case, out).exit_code == 0
    found = read_json(out.read_text(encoding="utf-8"))
    assert found.name == "Truce"
    assert found.now == 2
    assert found.origin == f"{Case.loads(CASE).id}, detente {detente.__version__}"
    assert found.model.labels.dms == ("Northland", "Southmark")
    assert found.model.labels.names == ("north.stop", "south.stop")
    assert found.solution is not None
    assert found.solution.equilibria("nash").tolist() == solve(found.model).equilibria("nash").tolist()


def test_every_kind_of_file_is_written(case: Path, tmp_path: Path) -> None:
    for suffix in (".gmcr", ".graphml", ".dot", ".CSV"):
        done = run("convert", case, tmp_path / f"out{suffix}")
        assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "out.gmcr").read_text(encoding="utf-8"))["options"][0]["name"] == "stops"
    ElementTree.parse(tmp_path / "out.graphml")
    assert (tmp_path / "out.dot").read_text(encoding="utf-8").startswith("digraph")
    with open(tmp_path / "out.CSV", encoding="utf-8", newline="") as file:
        assert [row["state"] for row in csv.DictReader(file)] == ["0", "1", "2", "3"]


def test_gmcr_to_json_and_back_keeps_the_model(tmp_path: Path) -> None:
    first, second, third = tmp_path / "a.gmcr", tmp_path / "b.json", tmp_path / "c.gmcr"
    first.write_text(render_gmcr(ModelFile(model=MODEL)), encoding="utf-8")
    assert run("convert", first, second).exit_code == 0
    done = run("convert", second, third)
    assert done.exit_code == 0
    assert "a .gmcr file has no place for the title" in done.stderr
    assert third.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")


def test_what_a_model_file_says_and_is_not_read_is_noted(tmp_path: Path) -> None:
    document = json.loads(render_gmcr(ModelFile(model=MODEL))) | {"coalitions": [[0, 1]], "weather": "wet"}
    path = tmp_path / "a.gmcr"
    path.write_text(json.dumps(document), encoding="utf-8")
    done = run("convert", path, tmp_path / "a.csv")
    assert done.exit_code == 0
    assert "weather: not known, so not read" in done.stderr
    assert "A, B act as one there" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.gmcr", b"{", "line 1, column 2: not JSON"),
        ("a.json", b"[]", "write an object"),
        ("a.json", b"\xff\xfe", "is not UTF-8 text"),
        ("a.gmcr", None, "cannot read"),
        ("a.toml", b"title = ", "a.toml"),
    ],
)
def test_a_file_that_is_no_model_is_refused_and_nothing_written(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("convert", tmp_path / name, tmp_path / "out.csv")
    assert done.exit_code == 2
    assert message in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_a_model_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with open(tmp_path / "a.json", "wb") as file:
        file.truncate(200_000_001)
    done = run("convert", tmp_path / "a.json", tmp_path / "out.csv")
    assert done.exit_code == 2
    assert "has more than 200 MB" in done.stderr


def test_where_and_what_to_write_is_checked_first(case: Path, tmp_path: Path) -> None:
    for target, message in (
        ("a.txt", "its ending must be one of"),
        ("truce.toml", "its ending"),
        ("x/a.csv", "no folder"),
    ):
        done = run("convert", case, tmp_path / target)
        assert done.exit_code == 2
        assert message in done.stderr
    model = tmp_path / "m.json"
    model.write_text(render_json(ModelFile(model=MODEL)), encoding="utf-8")
    done = run("convert", model, model)
    assert done.exit_code == 2
    assert "it is also an input" in done.stderr
    done = run("convert", model, tmp_path / "a.csv", "--seed", "1")
    assert done.exit_code == 2
    assert "leave out --seed" in done.stderr


class TestStates:
    def test_a_state_goes_by_number_condition_pattern_or_now(self, tmp_path: Path) -> None:
        path = tmp_path / "m.json"
        path.write_text(render_json(ModelFile(model=MODEL, name="m", now=2)), encoding="utf-8")
        subject = load_subject(path, seed=None)
        assert (subject.name, subject.now, subject.world) == ("m", 2, None)
        for wished, expected in {
            "1": (1,),
            "now": (2,),
            "a.fire & !b.fire": (1,),
            "a.fire | b.fire": (1, 2, 3),
            "-Y": (2, 3),
            "YY": (3,),
        }.items():
            assert find_states(subject, wished) == expected

    @pytest.mark.parametrize(
        ("wished", "message"),
        [
            ("4", "state 4 is not one of the 4 feasible states"),
            ("9" * 11, "is not one of the 4"),
            ("9" * 5000, "condition"),
            ("a.fre", "'a.fre' is no option; did you mean 'a.fire'"),
            ("a.fire & !a.fire", "no feasible state fits"),
            ("now", "the present state is not known"),
        ],
    )
    def test_a_wish_that_is_none_is_named(self, tmp_path: Path, wished: str, message: str) -> None:
        path = tmp_path / "m.json"
        path.write_text(render_json(ModelFile(model=MODEL)), encoding="utf-8")
        with pytest.raises(ModelError, match=message):
            find_states(load_subject(path, seed=None), wished)

    def test_states_of_a_graph_go_by_name(self, tmp_path: Path) -> None:
        model = GraphModel.from_graph(
            n_states=2, moves=[[(0, 1)]], rank=[[0, 1]], labels=Labels(states=("war", "peace"))
        )
        path = tmp_path / "m.json"
        path.write_text(render_json(ModelFile(model=model)), encoding="utf-8")
        subject = load_subject(path, seed=None)
        assert find_states(subject, "peace") == (1,)
        with pytest.raises(ModelError, match="no state is called 'pease'; did you mean 'peace'"):
            find_states(subject, "pease")

    def test_a_merged_state_is_meant_when_all_it_stands_for_is(self) -> None:
        model = GraphModel.from_options(owner=[0, 1], rank=[[0, 1, 2]] * 2, indistinguishable=["-Y"])
        assert model.states_where("o1") == (2,)
        assert model.states_where("o0") == (1,)
        assert model.states_where("o0 | o1") == (1, 2)
