from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from detente.cli import app

CASE = str(Path(__file__).parents[3] / "examples" / "monitors" / "case.toml")


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["mediate", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def test_lists_the_sets_and_what_they_are() -> None:
    said = run(CASE, "--state", "quiet", "--concept", "nash", "--worlds", "100")
    assert "15 sets of at most 3 measures tried in 100 worlds (seed 0)" in said
    rows = [line.split("│")[1].strip() for line in said.splitlines() if line.startswith("│")]
    assert rows == ["monitors", "standing-mission"]
    assert "monitors: monitors are hired and can be sent (cost 2)" in said
    assert "no set suffices" not in said


def test_says_who_still_blocks() -> None:
    said = run(CASE, "--state", "quiet & !mediator.watch", "--concept", "nash", "--worlds", "50")
    assert "no set suffices in 100% of worlds; there northland in 100%, southmark in 100%" in said


def test_as_json_prints_everything_and_a_number_is_a_state() -> None:
    found = json.loads(run(CASE, "--state", "4", "--worlds", "50", "--most", "1", "--json"))
    assert found["wished"] == "!northland.fire & !southmark.fire & mediator.watch"
    assert (found["max_measures"], found["n_tried"], found["is_proven"]) == (1, 5, True)
    assert found["provenance"]["n_worlds"] == 50


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--state", "quite"], "did you mean 'quiet'"),
        (["--state", "8"], "state 8 is not one of a case with 3 options"),
        (["--state", "quiet", "--concept", "best"], "concept 'best' is unknown"),
        ([], "--state"),
    ],
)
def test_says_what_it_was_given_wrongly(arguments: list[str], message: str) -> None:
    assert message in run(CASE, *arguments, code=2)


def test_one_of_a_thing_is_said_as_one() -> None:
    said = " ".join(run(CASE, "--state", "quiet", "--worlds", "1", "--most", "0").split())
    assert "1 set of no measures tried in 1 world (" in said
