"""A command that is killed while it adds reports is given again, and the record is as if nothing had been."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

N_KILLS = 20


def test_command_that_is_killed_is_taken_up_again(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.tools.killed_command", str(tmp_path), str(N_KILLS), "11"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    whole, *rest = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(whole["documents"]) == len(whole["items"]) == 30
    killed = [one for one in rest if one["what"] == "killed"]
    finished = [one for one in rest if one["what"] == "finished"]
    assert len(killed) == N_KILLS
    assert {len(one["documents"]) for one in killed} > {30}, "some came before the end"
    for one in rest:
        n = len(one["documents"])
        assert one["damaged"] == []
        assert (one["documents"], one["items"]) == (whole["documents"][:n], whole["items"][:n])
    for one in finished:
        assert (one["documents"], one["items"]) == (whole["documents"], whole["items"])
