"""A long run says how far it is and how long the rest takes."""

from __future__ import annotations

import pytest
from training.progress import EVERY, Progress, lasting


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.4, "0 s"), (89, "89 s"), (95, "2 min"), (3_570, "1 h 0 min"), (4_800, "1 h 20 min")],
)
def test_durations_are_said_in_the_unit_that_fits(seconds: float, expected: str) -> None:
    assert lasting(seconds) == expected


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_follows_from_the_pace_of_this_run(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    progress = Progress(1_000, "step", begun=400, clock=clock)
    clock.now += 60
    progress.at(500, "loss 0.25")
    assert capsys.readouterr().err == "step 500 of 1,000 (50%), 0.60 s each, 5 min left, loss 0.25\n"


def test_it_speaks_now_and_then_and_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    progress = Progress(10, "document", clock=clock)
    for done in range(1, 11):
        clock.now += EVERY / 4
        progress.at(done)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[1] for line in lines] == ["4", "8", "10"]
    assert lines[-1].endswith("50 s in all")


def test_what_was_done_at_once_has_no_pace(capsys: pytest.CaptureFixture[str]) -> None:
    Progress(0, "step", clock=Clock()).at(0)
    assert capsys.readouterr().err == "step 0 of 0 (0%)\n"
