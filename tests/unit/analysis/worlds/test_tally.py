"""Worlds solved a few at a time, or by other loops, are the same worlds."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.analysis import explore
from detente.analysis.graph_model import profiles
from detente.analysis.graph_model.profiles import Engine, ProfileSolver
from detente.analysis.worlds import tally
from detente.case import Case

DRAFTED = Path(__file__).parents[1] / "drafted.toml"


def test_how_many_worlds_are_solved_at_a_time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case.load(DRAFTED)
    expected = explore(case, n_worlds=90, seed=4)
    monkeypatch.setattr(tally, "CELLS", 0)
    monkeypatch.setattr(tally, "FEWEST", 7)
    assert explore(case, n_worlds=90, seed=4) == expected


def test_what_solves_the_worlds_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case.load(DRAFTED)
    used: set[Engine] = set()

    class Watched(ProfileSolver):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            used.add(self.engine)

    monkeypatch.setattr(tally, "ProfileSolver", Watched)
    found = []
    for threshold in (10**12, 0):
        monkeypatch.setattr(profiles, "COMPILE_FROM", threshold)
        monkeypatch.setattr(profiles, "COMPILED_FROM", threshold)
        used.clear()
        found.append(explore(case, n_worlds=90, seed=4))
        assert used == {"lanes" if threshold == 0 else "tables"}
    assert found[0] == found[1]
