from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from detente.cli import app


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["path", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def test_tells_the_steps_and_who_acts_against_its_ranking(case: str) -> None:
    said = run(case)
    assert "from: north.fire, south.fire (state 3)" in said
    assert "to state 0, nothing:" in said
    assert "1. North no longer keeps firing (against its own ranking)" in said
    assert "2. South no longer keeps firing (against its own ranking)" in said


def test_goes_where_it_is_told(case: str) -> None:
    result = json.loads(run(case, "--from", "0", "--to", "north.fire", "--json"))
    assert (result["start"], result["equilibria"]) == (0, [0, 3])
    ways = {way["end"]: way for way in result["ways"]}
    assert set(ways) == {1, 3}
    assert ways[1]["by_improvements"]["n_steps"] == 1
    assert ways[1]["told"] == ["1. North keeps firing"]
    assert ways[3]["by_improvements"]["first_movers"] == [0, 1]


def test_as_json_holds_the_whole_status_quo_table(case: str) -> None:
    result = json.loads(run(case, "--json"))
    assert [row["name"] for row in result["states"]] == [
        "nothing",
        "north.fire",
        "south.fire",
        "north.fire, south.fire",
    ]
    assert [row["by_moves"] for row in result["states"]] == [[2, 2], [3, 1], [1, 3], [None, None]]
    assert [row["by_improvements"] for row in result["states"]] == [[None, None]] * 4


def test_by_improvements_names_only_what_they_lead_to(case: str) -> None:
    said = run(case, "--improvements")
    assert "1 cannot be reached by improvements" in said
    assert "to state 0" not in said


def test_draws_into_a_file(case: str, tmp_path: Path) -> None:
    target = tmp_path / "ways.svg"
    run(case, "--svg", str(target))
    text = target.read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "Two who fire: the ways from here" in text
    before = Path(case).read_text(encoding="utf-8")
    assert "it is also an input" in run(case, "--svg", case, code=2)
    assert Path(case).read_text(encoding="utf-8") == before


def test_the_picture_in_the_documents_is_what_the_command_beside_it_draws(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    target = tmp_path / "ways.svg"
    run(str(root / "examples" / "sarn" / "case.toml"), "--seed", "1", "--svg", str(target))
    drawn = target.read_text(encoding="utf-8")
    assert drawn == (root / "docs" / "images" / "ways.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "9"], "state 9 is not one of the 4 feasible states"),
        (["--from", "north.fire"], "--from 'north.fire' fits 2 states, and one is needed"),
        (["--to", "north.fir"], "did you mean 'north.fire'"),
        (["--concept", "best"], "concept 'best' is unknown"),
    ],
)
def test_says_what_it_was_given_wrongly(case: str, arguments: list[str], message: str) -> None:
    assert message in run(case, *arguments, code=2)


def test_a_case_that_leaves_something_open_needs_a_seed(case: str) -> None:
    text = Path(case).read_text(encoding="utf-8")
    Path(case).write_text(text.replace('wants = "north.fire"', 'about = "north.fire"'), encoding="utf-8")
    assert "leaves" in run(case, code=2)
    assert run(case, "--seed", "1")


def test_only_the_nearest_of_very_many_ends_are_gone_to(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.cli.path.MAX_ENDS", 2)
    done = CliRunner().invoke(app, ["path", case, "--to", "true", "--json"])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert [way["end"] for way in found["ways"]] == [3, 1]
    assert "the ways to the nearest 2 states are found, not to 2 more" in done.stderr
