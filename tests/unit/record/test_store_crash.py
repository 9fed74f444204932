"""A program that is killed while it adds loses what it had not finished, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

N_KILLS = 100


def test_record_is_whole_after_each_of_a_hundred_kills(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.tools.killed_adding", str(tmp_path)]
    run = subprocess.run([*command, str(N_KILLS), "7"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    rounds = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(rounds) == N_KILLS
    for one in rounds:
        assert one["in order"]
        assert one["told"] <= one["there"] <= one["told"] + 1, "at most the unfinished one is missing"
        assert one["additions"] == one["there"]
