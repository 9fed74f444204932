"""What ``detente solve`` prints and writes, for a case and for a model that comes from none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from tests.unit.analysis.worlds.small import dilemma, settled
from typer.testing import CliRunner, Result

import detente
from detente.analysis.graph_model import GraphModel, Labels
from detente.analysis.results import Stability
from detente.analysis.worlds.examining import Inquiry, examine_model
from detente.cli import app
from detente.cli.solve_tables import MOST_STATES, show


@pytest.fixture
def case(tmp_path: Path) -> str:
    """The dilemma with evidence, as a file."""
    first, *rest = settled()
    grounded = dilemma(replace(first, supports=("statement:1",), because="it said so"), *rest)
    path = tmp_path / "case.toml"
    path.write_text(grounded.dumps(), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["solve", *arguments], env={"COLUMNS": "150"})


def words(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def printed(stability: Stability, *, is_all: bool = False, width: int = 150) -> str:
    file = StringIO()
    show(stability, Console(file=file, width=width), is_all=is_all)
    return file.getvalue()


def rows(text: str, start: str) -> list[list[str]]:
    """The cells of the table rows whose first cell begins so."""
    lines = [line.strip("│").split("│") for line in text.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line] for line in lines if line[0].strip().startswith(start)]


def test_says_first_what_holds_and_whether_now_does(case: str) -> None:
    said = words(run(case))
    assert said.startswith("dilemma Of 4 states that can be, 2 hold under SEQ. As things stand now, nobody")


def test_shows_states_preferences_and_verdicts(case: str) -> None:
    text = run(case).stdout
    states, verdicts = rows(text, "3")
    assert states == ["3", "Y", "Y", "-", "holds", "holds", "holds"]
    assert verdicts == ["3", "GMR SMR SEQ", "GMR SMR SEQ"]
    assert [row[0] for row in rows(text, "0")] == ["0 now", "0 now"]
    assert rows(text, "North") == [["North", "2 > 3 > 0 > 1"]]
    assert rows(text, "South") == [["South", "1 > 3 > 0 > 2"]]
    assert rows(text, "1")[1] == ["1", "leaves", "all"]


def test_says_why_with_the_evidence(case: str) -> None:
    said = words(run(case, "--state", "3"))
    assert "State 3 holds under GMR SMR SEQ" in said
    assert "Nash: North would leave: it would no longer hold its fire" in said
    assert "which it wants (statement:1)" in said
    assert "north wants south.hold; it said so; for: statement:1" in said
    assert "State 0" not in said


def test_a_state_may_be_now_or_a_condition(case: str) -> None:
    assert "State 0 (now) holds under all" in words(run(case, "--state", "now"))
    said = words(run(case, "--state", "north.hold & !south.hold"))
    assert "State 1 does not hold" in said
    assert "State 3" not in said


def test_only_the_concepts_asked_for_are_solved(case: str) -> None:
    found = json.loads(run(case, "--concept", "l2", "--concept", "cnash", "--json").stdout)
    assert [concept for concept, _ in found["equilibria"]] == ["cnash", "l2"]
    assert "North would leave together with South" in words(run(case, "--concept", "cnash"))


def test_the_rule_for_joint_moves_is_kept_in_the_result(case: str) -> None:
    found = json.loads(run(case, "--joint-moves", "once", "--json").stdout)
    assert ["joint_moves", "once"] in found["provenance"]["parameters"]


def test_json_holds_names_ranks_and_reasons(case: str) -> None:
    found = json.loads(run(case, "--json").stdout)
    assert found["names"]["parties"] == ["North", "South"]
    assert found["ranks"] == [[1, 0, 3, 2], [1, 3, 0, 2]]
    assert found["now"] == 0
    one = next(w for w in found["whys"] if (w["state"], w["party"], w["concept"]) == (3, "north", "seq"))
    assert one["deterrents"][0]["turns"] == [{"party": "south", "start": 2, "end": 0}]
    assert one["motives"][1]["reasons"][0]["supports"] == ["statement:1"]


def test_html_is_written_as_one_file(case: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run(case, "--html", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert 'id="s3-p1"' in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--concept", "nsh"], "concept 'nsh' is unknown: use nash, gmr"),
        (["--joint-moves", "all"], "joint_moves 'all' is unknown: use legal, once, single"),
        (["--state", "9"], "state 9 is not one of the 4 feasible states"),
        (["--state", "north.hold & !north.hold"], "no feasible state fits"),
        (["--html", "no/such/folder.html"], "there is no folder"),
    ],
)
def test_wrong_input_is_named(case: str, arguments: Sequence[str], message: str) -> None:
    result = run(case, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_page_may_not_replace_the_case(case: str) -> None:
    before = Path(case).read_text(encoding="utf-8")
    assert run(case, "--html", case).exit_code == 2
    assert Path(case).read_text(encoding="utf-8") == before


def test_says_when_nothing_holds() -> None:
    stability = detente.solve(dilemma())
    nothing = replace(stability, equilibria=tuple((concept, ()) for concept, _ in stability.equilibria))
    assert "none holds under SEQ: in each of them somebody would leave." in printed(nothing)


def test_of_many_states_those_that_matter_are_shown_and_the_rest_counted() -> None:
    rank = [[state % 7 for state in range(128)], [state % 5 for state in range(128)]]
    model = GraphModel.from_options(owner=[0, 0, 0, 0, 1, 1, 1], rank=rank)
    found = examine_model(model, Inquiry(concepts=("seq",), states=(77,)), title="many", now=3)
    text = printed(found, is_all=True)
    table = text[text.index("States") : text.index("Preferences")]
    shown = [row[0] for row in rows(table, "")]
    assert "77" in shown
    assert "3 now" in shown
    assert len(shown) <= MOST_STATES
    assert f"{128 - len(shown)} more states: see --json" in text


def test_states_of_a_graph_are_called_by_their_names() -> None:
    labels = Labels(dms=("North", "South"), states=("war", "truce"))
    model = GraphModel.from_graph(n_states=2, moves=[[(0, 1)], []], rank=[[0, 1], [0, 0]], labels=labels)
    text = printed(examine_model(model, Inquiry(concepts=("nash",)), title="graph", now=0), is_all=True)
    assert "one holds under Nash: truce." in text
    assert "North would leave: it would move to “truce”." in text


def test_what_a_terminal_would_obey_is_written_out() -> None:
    labels = Labels(dms=("[red]North\x1b[31m", "South"), options=("stops\x07", "stops"), names=("a", "b"))
    model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]], labels=labels)
    text = printed(examine_model(model, Inquiry(), title="[bold]x\x1b]0;y\x07"), is_all=True)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[red]North␛[31m" in text
    assert "[bold]x␛]0;y␇" in text
