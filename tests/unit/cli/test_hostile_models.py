"""Names and files that would mislead a terminal, a spreadsheet or a reader of the file."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente.analysis.graph_model import GraphModel, Labels
from detente.analysis.graph_model.formats import read_graphml, render_csv, render_dot, render_graphml
from detente.cli import app
from detente.errors import ModelError

OBEYED = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202eturned\u2066\u2028"
PLAIN = {"one": "Northland", "other": "Southmark"}
PATHS = ("solve", "path", "explore", "change --state 0")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def write_case(folder: Path, *, one: str, other: str, text: str = "stops", title: str = "Truce") -> Path:
    parties = [
        f'[[party]]\nid = "{party}"\nname = {json.dumps(name)}\nrole = "belligerent"\n'
        f'[[option]]\nid = "stop"\nparty = "{party}"\ntext = {json.dumps(text)}\n'
        f'[[concern]]\nparty = "{party}"\nwants = "{wanted}.stop"\nweight = 1.0\n'
        for party, wanted, name in (("north", "south", one), ("south", "north", other))
    ]
    place = folder / "case.toml"
    heading = f"title = {json.dumps(title)}\n"
    place.write_text(heading + "".join(parties) + '[now]\n"north.stop" = false\n', encoding="utf-8")
    return place


def obeyed(text: str) -> list[str]:
    """Return what a screen obeys in a text: controls, separators, marks that turn its direction."""
    turning = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return [
        letter
        for letter in text
        if letter in turning or (letter not in "\n" and unicodedata.category(letter) in ("Cc", "Zl", "Zp"))
    ]


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("command", PATHS)
def test_a_terminal_obeys_no_name(tmp_path: Path, command: str, as_json: bool) -> None:
    case = write_case(tmp_path, one=f"North{OBEYED}", other="Southmark", text=OBEYED, title=OBEYED)
    name, *options = command.split()
    result = run(name, case, *options, *(["--json"] if as_json else []))
    assert result.exit_code == 0, result.output
    assert obeyed(result.output) == []


def test_json_on_a_terminal_says_the_same(tmp_path: Path) -> None:
    case = write_case(tmp_path, one=f"North{OBEYED}", other="سلام\u200cآشتی")
    told = json.loads(run("path", case, "--json").stdout)
    assert told["parties"] == [f"North{OBEYED}", "سلام\u200cآشتی"]


@pytest.mark.parametrize("suffix", ["csv", "dot", "graphml"])
def test_files_for_other_programs_hold_nothing_that_is_obeyed(tmp_path: Path, suffix: str) -> None:
    case, target = write_case(tmp_path, one=f"North{OBEYED}", other="می\u200cخواهد"), tmp_path / f"m.{suffix}"
    assert run("convert", case, target).exit_code == 0
    written = target.read_text(encoding="utf-8")
    assert obeyed(written) == []
    assert "می\u200cخواهد" in written  # a joiner is spelling


def test_a_spreadsheet_takes_no_name_for_a_formula() -> None:
    model = GraphModel.from_graph(
        n_states=2, moves=[[(0, 1)]], rank=[[0, 1]], labels=Labels(states=("\t=cmd()", "\x00@SUM(A1)"))
    )
    rows = list(csv.DictReader(render_csv(model).splitlines()))
    assert [row["name"] for row in rows] == ["'=cmd()", "'@SUM(A1)"]


def test_a_name_over_two_lines_comes_back_from_graphml_as_one_name() -> None:
    model = GraphModel.from_graph(
        n_states=2, moves=[[(0, 1)], [(1, 0)]], rank=[[0, 1], [1, 0]], labels=Labels(dms=("A\nB\t&<C", "D"))
    )
    read = read_graphml(render_graphml(model)).model
    assert read == model
    assert read.labels.dms == ("A B &<C", "D")


def test_two_dms_of_one_name_are_not_read_as_one() -> None:
    model = GraphModel.from_graph(
        n_states=2, moves=[[(0, 1)], [(1, 0)]], rank=[[0, 1], [1, 0]], labels=Labels(dms=("A B", "A\nB"))
    )
    with pytest.raises(
        ModelError, match="two keys are called 'rank for A B': give each dm a name of its own"
    ):
        read_graphml(render_graphml(model))


@pytest.mark.parametrize("suffix", ["json", "gmcr", "graphml"])
def test_parties_that_share_a_name_are_told_apart(tmp_path: Path, suffix: str) -> None:
    case, target = write_case(tmp_path, one="The army", other="The army"), tmp_path / f"m.{suffix}"
    assert run("convert", case, target).exit_code == 0
    told = json.loads(run("path", target, "--from", "0", "--json").stdout)
    assert told["parties"] == ["The army (north)", "The army (south)"]


def test_a_break_in_a_name_stays_inside_its_line_of_dot() -> None:
    model = GraphModel.from_graph(
        n_states=2, moves=[[(0, 1)]], rank=[[0, 1]], labels=Labels(dms=('A"];\nevil [label="\\',))
    )
    edge = next(line for line in render_dot(model).splitlines() if "->" in line)
    assert edge.endswith('tooltip="A\\"];\\nevil [label=\\"\\\\"];')


@pytest.mark.parametrize("command", ["explore", "mediate --state 0"])
def test_a_model_is_no_case(tmp_path: Path, command: str) -> None:
    case, target = write_case(tmp_path, **PLAIN), tmp_path / "m.json"
    assert run("convert", case, target).exit_code == 0
    name, *options = command.split()
    result = run(name, target, *options)
    assert result.exit_code == 2
    assert "is a model, which leaves nothing open and has no measures: give a case" in result.stderr


@pytest.mark.parametrize("suffix", ["csv", "dot"])
def test_what_is_only_written_says_so_when_it_is_given(tmp_path: Path, suffix: str) -> None:
    case, target = write_case(tmp_path, **PLAIN), tmp_path / f"m.{suffix}"
    assert run("convert", case, target).exit_code == 0
    result = run("solve", target)
    assert result.exit_code == 2
    assert f"detente writes files ending in .{suffix} and reads none" in result.stderr


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("99", "state 99 is not one of the 4 feasible states: a state is the sum of 2**k over the options"),
        ("9" * 5000, "a state of 5000 digits is none of this model, which has 4, the last of them 3"),
    ],
)
def test_a_number_that_is_no_state(tmp_path: Path, state: str, message: str) -> None:
    result = run("change", write_case(tmp_path, **PLAIN), "--state", state)
    assert result.exit_code == 2
    assert message in result.stderr
