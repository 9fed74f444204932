from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from detente.cli import app


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["change", *arguments], env={"COLUMNS": "200"})
    return done.exit_code, done.output


def data(*arguments: str) -> dict[str, Any]:
    code, output = run(*arguments, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(output)
    return found


def test_says_what_each_would_have_to_prefer_and_why_it_does_not(case: str) -> None:
    code, output = run(case, "--state", "quiet", "--concept", "nash")
    assert code == 0
    assert "It does not hold under NASH: North and South would leave." in output
    assert (
        "North would have to rank this state above state 1, which it now prefers (now it is the other way "
        "because it wants to keep firing)." in output
    )
    assert "Impossible: South, whose preferences stay, leaves whatever North prefers." in output
    assert "│ all together │" in output
    assert "2: 2 reversed" in output


def test_says_when_nothing_need_change(case: str) -> None:
    code, output = run(case, "--state", "quiet")
    assert code == 0
    assert "It holds under SEQ." in output
    assert "none needed" in output
    assert "would have to" not in output


def test_breaking_asks_the_least_of_one_party(case: str) -> None:
    found = data(case, "--state", "now", "--concept", "nash", "--break")
    assert found["holds"]
    assert [(c["dms"], c["distance"]) for c in found["changes"]] == [([0], 1.0), ([1], 1.0), ([0, 1], 1.0)]
    assert len({reversal["dm"] for reversal in found["changes"][2]["reversals"]}) == 1


def test_only_the_named_party_may_change(case: str) -> None:
    found = data(case, "--state", "2", "--concept", "nash", "--dm", "north")
    assert [change["dms"] for change in found["changes"]] == [[0]]
    assert found["changes"][0]["distance"] == 1.0
    assert found["counts"][0]["n_holding"] == 12
    assert found["counts"][0]["n_rankings"] == 24
    assert data(case, "--state", "2", "--concept", "nash", "--dm", "North") == {
        **found,
        "wished": [{**item, "seconds": pytest.approx(0, abs=9)} for item in found["wished"]],
        "changes": [{**item, "seconds": pytest.approx(0, abs=9)} for item in found["changes"]],
    }


def test_of_several_states_the_one_that_takes_least_is_told_about(case: str) -> None:
    found = data(case, "--state", "!south.fire", "--concept", "nash")
    assert [(item["state"], item["distance"]) for item in found["wished"]] == [(0, 2.0), (1, 1.0)]
    assert found["state"] == 1
    code, output = run(case, "--state", "!south.fire", "--concept", "nash")
    assert code == 0
    assert "outcome: what is done" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--state", "quiet", "--dm", "west"], "--dm 'west' is no party that owns an option: use one of"),
        (["--state", "quiet", "--concept", "sim"], "use nash, gmr, smr, seq"),
        (["--state", "9"], "state 9 is not one of the 4 feasible states"),
        (["--state", "quiet & north.fire"], "no feasible state fits"),
        (["--state", "quiet", "--time-limit", "0"], "time_limit is 0.0: give seconds above 0"),
    ],
)
def test_wrong_input_is_named_with_what_would_be_right(case: str, arguments: list[str], message: str) -> None:
    code, output = run(case, *arguments)
    assert code == 2
    assert message in " ".join(output.split())
