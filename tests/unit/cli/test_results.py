from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from detente.analysis.results import Share
from detente.case import Case
from detente.cli import app
from detente.cli.results import as_text, percent, taken_in_words

SETTLED = """
[[party]]
id = "north"
name = "North"
role = "belligerent"
[[party]]
id = "south"
name = "South"
role = "belligerent"
[[option]]
id = "stop"
party = "north"
text = "stops firing"
[[option]]
id = "stop"
party = "south"
text = "stops firing"
[define]
deal = "north.stop & south.stop"
[[concern]]
party = "north"
wants = "deal"
weight = 1.0
[[concern]]
party = "south"
wants = "deal"
weight = 1.0
"""
OPEN = SETTLED.replace('wants = "deal"\nweight = 1.0', 'about = "deal"', 1)


@pytest.fixture
def settled(tmp_path: Path) -> str:
    path = tmp_path / "settled.toml"
    path.write_text(SETTLED, encoding="utf-8")
    return str(path)


@pytest.fixture
def left_open(tmp_path: Path) -> str:
    path = tmp_path / "open.toml"
    path.write_text(OPEN, encoding="utf-8")
    return str(path)


def test_states_are_named_by_what_is_taken_in_them() -> None:
    options = ("north.stop", "south.stop")
    assert [taken_in_words(state, options) for state in range(4)] == [
        "nothing",
        "north.stop",
        "south.stop",
        "north.stop, south.stop",
    ]


def test_an_exact_share_has_no_error() -> None:
    assert percent(Share(share=1.0, error=0.0, n=1)) == "100%"
    assert percent(Share(share=0.5, error=0.05, n=100)) == "50% ±5.0"


def test_solve_as_json_holds_the_whole_result(settled: str) -> None:
    import detente

    result = CliRunner().invoke(app, ["solve", settled, "--json"])
    assert result.exit_code == 0
    assert result.stdout == as_text(detente.solve(Case.load(settled))) + "\n"
    assert json.loads(result.stdout)["options"] == ["north.stop", "south.stop"]


def test_solve_asks_for_a_seed_when_something_is_open(left_open: str) -> None:
    result = CliRunner().invoke(app, ["solve", left_open])
    assert result.exit_code == 2
    assert "seed" in result.stderr
    assert CliRunner().invoke(app, ["solve", left_open, "--seed", "1"]).exit_code == 0


def test_explore_gives_shares_with_their_errors(left_open: str) -> None:
    arguments = ["explore", left_open, "--worlds", "200", "--seed", "3"]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    assert "4 outcomes, 200 worlds (seed 3)" in result.stdout
    assert "deal" in result.stdout
    assert "±" in result.stdout


def test_explore_as_json_is_the_same_for_the_same_seed(left_open: str) -> None:
    arguments = ["explore", left_open, "--worlds", "50", "--json", "--seed"]
    first, again, other = (CliRunner().invoke(app, [*arguments, seed]).stdout for seed in ("1", "1", "2"))
    assert json.loads(first)["provenance"]["n_worlds"] == 50
    assert first == again
    assert first != other
